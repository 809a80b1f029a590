from __future__ import annotations

from dataclasses import replace

import pytest

from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.terms.parts.retention import HoldByDefault, Retention
from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tasks.register.tables import DispatchRow
from tests.stages import Stages, stage
from tests.tasks.duties.secretariat import CHAIR, NURSE, Forum

LIFTED = "KSCB Business Group, decision KSCB/2037-11/D3"
TRAINING = {"Item": "5", "Short title (no names)": "Training", "Owner": NURSE, "Due": "29/1/2027"}


@pytest.fixture
def planned(mase: Office, clock: SetClock, stages: Stages) -> Forum:
    forum = Forum(mase, clock)
    stages.reach(forum.plan_from_december)
    return forum


@stage
def held(planned: Forum) -> Forum:
    """January's meeting, recorded and minuted, as it stands eleven years later; the policy's hold stands."""
    planned.on("Tue 29 Dec 2026")
    planned.draft_agenda()
    planned.on("Wed 13 Jan 2027")
    planned.file_record(actions=(TRAINING,))
    planned.draft_minutes()
    planned.file_minutes()
    planned.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    planned.discharge("MASE/2027-01/01")
    planned.settle(*{row.letter for row in planned.rows(DispatchRow)})
    planned.on("Mon 18 Jan 2038")
    return planned


@pytest.fixture
def old(held: Forum) -> Forum:
    """The same, with the policy's hold lifted."""
    retention = Retention(hold=HoldByDefault(lifted_by=LIFTED))
    policies = {
        code: policy.model_copy(update={"retention": retention})
        for code, policy in held.office.policies.items()
    }
    held.office = replace(held.office, policies=policies)
    return held
