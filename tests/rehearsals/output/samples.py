"""Steps, meetings and letters to try the rules on."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.calendar.steps import Step, StepKind, judge_step
from forum.outbox.budget import Reader
from forum.outbox.states import State
from rehearsals.output.facts import LetterFacts, MeetingFacts, StepFacts
from tests.english import day, day_if

MEETING = day("Tue 9 Feb 2027")
PLANNED = day("Mon 4 Jan 2027")
FIRST, LAST = PLANNED, day("Fri 26 Feb 2027")
NURSE, POLICE, CHAIR, UNIT = UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4)


def a_step(kind: StepKind, opens: str | None, deadline: str | None, done: str | None = None) -> StepFacts:
    step = Step(kind, day_if(opens), day_if(deadline), "6", PLANNED, day_if(done))
    return StepFacts(step, judge_step(step, meeting_date=MEETING, as_of=LAST), "")


def a_meeting(*steps: StepFacts, date: dt.date = MEETING, reference: str = "MASE/2027-02") -> MeetingFacts:
    return MeetingFacts("MASE", reference, date, "ordinary", "planned", "", "", steps)


def a_letter(
    person: UUID = NURSE,
    recipient: str = "CCGs",
    letter: str = "papers",
    at: dt.datetime = dt.datetime(2027, 2, 2, 9, 0),
    state: State = State.SENT,
    subject: str = "MASE papers",
) -> LetterFacts:
    sent = at if state is State.SENT else None
    key = f"g/s/{letter}/once/{person}"
    return LetterFacts(
        id=person,
        key=key,
        group="MASE",
        meeting="MASE/2027-02",
        letter=letter,
        person=person,
        recipient=recipient,
        reader=Reader.MEMBER,
        queued=at,
        sent=sent,
        state=state,
        reason="",
        subject=subject,
        html="",
        attachments=(),
    )
