"""The figures by which a meeting was planned stand, whatever the terms say later."""

from __future__ import annotations

import json

from forum.calendar.steps import OF_STEPS, figures_of, with_figures
from tests.forum.policies import MASE, SECOND


def test_a_meeting_keeps_the_figures_it_was_planned_by() -> None:
    figures = json.loads(json.dumps(figures_of(MASE)))
    policy = with_figures(SECOND, figures)
    assert policy.deadlines == MASE.deadlines
    assert {name: getattr(policy.lead_times, name) for name in OF_STEPS} == {
        name: getattr(MASE.lead_times, name) for name in OF_STEPS
    }
    others = set(type(SECOND.lead_times).model_fields) - set(OF_STEPS)
    assert {name: getattr(policy.lead_times, name) for name in others} == {
        name: getattr(SECOND.lead_times, name) for name in others
    }
    assert figures_of(policy) == figures
    assert policy.group == SECOND.group


def test_without_known_figures_the_terms_stand_as_they_are() -> None:
    assert with_figures(SECOND, None) is SECOND
