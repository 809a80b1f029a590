"""Run forms do what the commands do, with a reason; what is wrong is said, and changes nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select

from flows import by_hand
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.reasons import (
    AgainReason,
    AnswerReason,
    CancelReason,
    GivenAnswer,
    GivenBy,
    HoldReason,
    MoveReason,
    ReleaseReason,
    ResumeReason,
)
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.outbox.decisions import hold_in_force
from tasks.register.meetings import CANCELLED
from tasks.register.tables import AuditRow, DispatchRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import FEBRUARY, MonthAhead

NO_LETTER = "0123abcd"


def fill_in(form: str, **choices: Any) -> tuple[str, str]:
    """Run a form; the name of its last state, and what it says."""
    flow = getattr(by_hand, form)
    state = asyncio.run(flow(**choices, return_state=True))
    return str(state.name), str(state.message)


def audit(ahead: MonthAhead, event: str) -> AuditRow:
    with ahead.office.register.reading() as session:
        return session.scalars(select(AuditRow).where(AuditRow.event == event)).one()


def agenda_asked(ahead: MonthAhead) -> str:
    """The agenda of February is put to the Chair on 14 January; the id of the question."""
    ahead.on("Thu 14 Jan 2027")
    do(draft_agenda, ahead.office, ahead.meeting().id, day=ahead.today)
    (question,) = ahead.waiting(QuestionKind.AGREE_AGENDA)
    return str(question.id)[:8]


def test_an_answer_is_put_on_record_for_the_person_who_gave_it(ahead: MonthAhead) -> None:
    id = agenda_asked(ahead)
    ahead.on("Fri 15 Jan 2027")
    assert fill_in(
        "record_answer",
        question=id,
        answer=GivenAnswer.AGREE,
        given_by=GivenBy.ASKED,
        given_on=day("Thu 14 Jan 2027"),
        reason=AnswerReason.TOLD_BY_PHONE,
    ) == ("Completed", "On record: AGREE, the answer to “agree the agenda”.")
    (question,) = ahead.questions(QuestionKind.AGREE_AGENDA)
    assert (question.answered, question.channel) == (day("Thu 14 Jan 2027"), Channel.PHONE)
    assert question.answered_by_id == ahead.called("chair")
    row = audit(ahead, "answered for somebody")
    assert (row.actor, row.about["reason"]) == ("flow record_answer", "They told the unit by phone")


def test_a_meeting_is_moved_and_members_read_why(ahead: MonthAhead) -> None:
    said = fill_in("move_meeting", meeting=FEBRUARY, new_day=day("Thu 11 Feb 2027"), reason=MoveReason.ROOM)
    assert said == (
        "Completed",
        "MASE/2027-02 is now on Thursday 11 February 2027, 10am; the members are told.",
    )
    assert ahead.meeting().date == day("Thu 11 Feb 2027")
    assert "The room is not free" in ahead.letters("moved")[0].text
    assert audit(ahead, "meeting moved").about["reason"] == "The room is not free"


def test_a_meeting_is_cancelled(ahead: MonthAhead) -> None:
    said = fill_in("cancel_meeting", meeting=FEBRUARY, reason=CancelReason.BUSINESS)
    assert said == ("Completed", "MASE/2027-02 is cancelled; the members are told.")
    assert ahead.meeting().state == CANCELLED
    assert audit(ahead, "meeting cancelled").about["reason"] == "There is too little business"


def test_a_pack_is_released_for_the_unit(ahead: MonthAhead) -> None:
    ahead.agree_agenda()
    ahead.on("Mon 1 Feb 2027")
    state, said = fill_in("release_pack", meeting=FEBRUARY, reason=ReleaseReason.UNIT_AWAY)
    assert state == "Completed"
    assert said.startswith("MASE/2027-02: the pack is released, ")
    assert ahead.letters("papers")
    assert audit(ahead, "pack released for the unit").about["reason"] == ReleaseReason.UNIT_AWAY


def test_everything_is_held_and_let_go_again(ahead: MonthAhead) -> None:
    assert fill_in("hold_everything", reason=HoldReason.WRONG_LETTERS)[0] == "Completed"
    assert hold_in_force(ahead.office)
    assert fill_in("hold_everything", reason=HoldReason.WRONG_LETTERS) == (
        "Refused",
        "Everything is held already, and stays so until the hold is lifted. Nothing was changed.",
    )
    assert fill_in("lift_hold", reason=ResumeReason.PUT_RIGHT)[0] == "Completed"
    assert hold_in_force(ahead.office) is None


@pytest.mark.usefixtures("ahead")
def test_what_is_let_go_waits_for_the_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASE_MODE", "hold")
    fill_in("hold_everything", reason=HoldReason.WRONG_LETTERS)
    _, said = fill_in("lift_hold", reason=ResumeReason.PUT_RIGHT)
    assert said == "The hold is lifted: what waits leaves once MASE_MODE says redirect or live."


def test_a_letter_that_has_gone_is_sent_again(ahead: MonthAhead) -> None:
    fill_in("cancel_meeting", meeting=FEBRUARY, reason=CancelReason.BUSINESS)
    with ahead.office.register.transaction("test") as tx:
        row = tx.session.scalars(select(DispatchRow).limit(1)).one()
        row.state, id, reader = State.SENT, str(row.id), row.person_id
    state, said = fill_in("send_again", letter=id[:8], reason=AgainReason.LOST)
    assert state == "Completed"
    assert said.startswith(f"Letter {id[:8]} goes again")
    assert len([letter for letter in ahead.letters("cancelled") if letter.person_id == reader]) == 2


def rows_of_audit(ahead: MonthAhead) -> int:
    """How long the trail is, but for what the first opening by its settings takes in."""
    with ahead.office.register.reading() as session:
        first = ["templates approved", "policies approved"]
        rows = select(func.count()).select_from(AuditRow).where(AuditRow.event.not_in(first))
        return session.scalar(rows) or 0


WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "move_meeting",
        {"meeting": FEBRUARY, "new_day": day("Fri 1 Jan 2027"), "reason": MoveReason.ROOM},
        "give a date from",
    ),
    (
        "move_meeting",
        {"meeting": FEBRUARY, "new_day": day("Tue 9 Mar 2027"), "reason": MoveReason.ROOM},
        "give another day",
    ),
    ("move_meeting", {"meeting": FEBRUARY, "reason": MoveReason.ROOM}, "New day: fill it in."),
    ("cancel_meeting", {"meeting": "MASE/2031-01", "reason": CancelReason.QUORUM}, "MASE/2027-02"),
    (
        "release_pack",
        {"meeting": FEBRUARY, "reason": ReleaseReason.TOLD_BY_PHONE},
        "the Chair has not agreed",
    ),
    ("lift_hold", {"reason": ResumeReason.PUT_RIGHT}, "Nothing is held as a whole"),
    ("send_again", {"letter": NO_LETTER, "reason": AgainReason.LOST}, "mase outbox sent lists"),
    (
        "record_answer",
        {
            "question": NO_LETTER,
            "answer": GivenAnswer.AGREE,
            "given_by": GivenBy.CHAIR,
            "given_on": day("Mon 4 Jan 2027"),
            "reason": AnswerReason.TOLD_BY_PHONE,
        },
        "mase answer lists those that wait",
    ),
)


def test_what_is_wrong_is_refused_with_what_to_do_and_changes_nothing(ahead: MonthAhead) -> None:
    before = rows_of_audit(ahead)
    for form, choices, what_to_do in WRONG:
        state, said = fill_in(form, **choices)
        assert (state, said.endswith("Nothing was changed.")) == ("Refused", True), form
        assert what_to_do in said
    assert rows_of_audit(ahead) == before


@pytest.mark.usefixtures("ahead")
def test_what_is_wrong_with_the_settings_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("MASE_ALLOWED_DOMAINS")
    state, said = fill_in("hold_everything", reason=HoldReason.WRONG_LETTERS)
    assert state == "Failed"
    assert said.startswith("The settings are not right")
    assert said.endswith("MASE_ALLOWED_DOMAINS, the domains that letters may go to\nNothing was changed.")
    assert "Traceback" not in "".join(capfd.readouterr())


def test_an_answer_that_does_not_fit_the_question_is_refused_with_those_that_do(ahead: MonthAhead) -> None:
    id = agenda_asked(ahead)
    state, said = fill_in(
        "record_answer",
        question=id,
        answer=GivenAnswer.RELEASE,
        given_by=GivenBy.CHAIR,
        given_on=ahead.today,
        reason=AnswerReason.REPLY_NOT_READ,
    )
    assert state == "Refused"
    assert "“RELEASE” does not answer “agree the agenda”; answer AGREE" in said
    assert ahead.waiting(QuestionKind.AGREE_AGENDA)


def test_what_is_no_id_no_date_and_no_choice_never_reaches_the_register_or_a_log(
    ahead: MonthAhead, capfd: pytest.CaptureFixture[str]
) -> None:
    before = rows_of_audit(ahead)
    state, said = fill_in("move_meeting", meeting="the Smith one", new_day="soon", reason="because")
    assert state == "Refused"
    assert "Meeting: it is not a meeting’s reference such as MASE/2027-02; New day: input should be" in said
    assert "Why: input should be 'The room is not free', " in said
    assert "Smith" not in said + "".join(capfd.readouterr())
    assert rows_of_audit(ahead) == before
