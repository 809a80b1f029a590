"""The final state of a run says in words what it did."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from forum.calendar.steps import OWN, Step, StepFinding, StepKind, StepVerdict
from tasks.duties.desk.data import OpenDeadline
from tasks.register.tables import AuditRow
from tasks.reporting import how_often, in_words


def row(event: str, **about: Any) -> AuditRow:
    return AuditRow(seq=1, at=dt.datetime(2027, 1, 4), actor="flow", event=event, about=about, hash="")


def deadline(verdict: StepVerdict) -> OpenDeadline:
    day = dt.date(2027, 1, 14)
    step = Step(StepKind.RECORD, day, day, OWN, planned_on=day)
    return OpenDeadline(
        uuid4(), "MASE/2027-01", "for 12 January", step, day, StepFinding(verdict, verdict, OWN)
    )


MISSED, NEAR = deadline(StepVerdict.MISSED), deadline(StepVerdict.OPEN)


@pytest.mark.parametrize(
    ("events", "deadlines", "words"),
    [
        ([], [NEAR], "Nothing due"),
        ([], [MISSED], "Nothing due, 1 deadline missed"),
        ([row("letter queued"), row("letter queued")], [MISSED], "2 letters queued, 1 deadline missed"),
        ([row("meeting planned"), row("question opened")], [], "1 meeting planned, 1 question opened"),
        ([row("letters sent", dispatches=["a", "b"])], [NEAR], "2 letters sent"),
        ([row("letters held", dispatches=["a"]), row("letters lapsed", dispatches=["b"])], [],
         "1 letter held, 1 letter lapsed"),
        ([row("letters a person is asked about", dispatches=["a"])], [], "1 letter to be looked for"),
        ([row("letters failed", dispatches=["a"])], [], "1 letter refused for good"),
        ([row("step opened")], [], "Looked after, nothing new"),
        ([row("letters sent", dispatches=["a"]), row("letters rehearsed", dispatches=["b"])], [],
         "2 letters sent"),
        ([row("letters without a clear outcome", dispatches=["a"]),
          row("letters a person is asked about", dispatches=["b"])], [], "2 letters to be looked for"),
        ([row("invitation planned"), row("invitation to be changed"), row("invitation sent"),
          row("invitation changed"), row("invitation cancelled"), row("invitation held")], [],
         "1 invitation planned, 1 invitation to be changed, 1 invitation sent, 1 invitation changed, "
         "1 invitation cancelled, 1 invitation held"),
        ([*[row("reply recorded")] * 2, row("reply not understood"), row("item put to the unit"),
          row("item quarantined"), row("item noted"), *[row("address bounced")] * 2, row("step done")], [],
         "2 replies recorded, 1 reply not understood, 1 item put to the unit, 1 item quarantined, "
         "1 item noted, 2 addresses marked as not reached, 1 step done"),
    ],
)  # fmt: skip
def test_a_run_is_told_in_one_line(events: list[AuditRow], deadlines: list[OpenDeadline], words: str) -> None:
    assert in_words(events, deadlines) == words


def test_the_artifact_names_each_thing_for_one_and_counts_it() -> None:
    rows = [row("letter queued"), row("letters sent", dispatches=["a", "b"]), row("letter queued")]
    assert how_often(rows)[2:] == ["| letter queued | 2 |", "| letter sent | 2 |"]
