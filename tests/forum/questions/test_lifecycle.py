from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.calendar.working_days import ONE_DAY
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import (
    Due,
    Question,
    chase_day,
    due_on,
    escalation_day,
    must_escalate,
    ring_day,
)
from tests.english import day, day_if
from tests.forum.policies import MASE, MASE_DAYS

LEAD = MASE.lead_times
DEPUTY_CHAIR = UUID(int=4)


def question(
    kind: QuestionKind = QuestionKind.AGREE_AGENDA,
    due: str = "Tue 26 Jan 2027",
    asked: str | None = None,
    chased: str | None = None,
) -> Question:
    return Question(
        id=UUID(int=1),
        kind=kind,
        about=UUID(int=2),
        meeting_id=None,
        of=UUID(int=3),
        opened=day("Thu 14 Jan 2027"),
        due=day(due),
        asked=day_if(asked),
        chased=day_if(chased),
    )


@pytest.mark.parametrize(
    ("asked", "due", "chased"),
    [
        ("Thu 14 Jan 2027", "Tue 26 Jan 2027", "Tue 19 Jan 2027"),  # three working days on
        (
            "Thu 21 Jan 2027",
            "Mon 25 Jan 2027",
            "Fri 22 Jan 2027",
        ),  # the working day before an earlier deadline
        ("Mon 25 Jan 2027", "Mon 25 Jan 2027", "Tue 26 Jan 2027"),  # never on the day of asking
        (None, "Tue 26 Jan 2027", None),
    ],
)
def test_a_question_is_chased(asked: str | None, due: str, chased: str | None) -> None:
    minutes = question(QuestionKind.AGREE_MINUTES, due=due, asked=asked)
    assert chase_day(minutes, LEAD, MASE_DAYS) == day_if(chased)


@pytest.mark.parametrize(
    ("asked", "on", "due"),
    [
        ("Wed 20 Jan 2027", "Mon 25 Jan 2027", Due.CHASE),
        ("Thu 21 Jan 2027", "Mon 25 Jan 2027", Due.CHASE),
        ("Fri 22 Jan 2027", "Mon 25 Jan 2027", Due.NOTHING),  # the deputy chair is asked that day
        ("Fri 22 Jan 2027", "Tue 26 Jan 2027", Due.RING),
        ("Mon 25 Jan 2027", "Tue 26 Jan 2027", Due.RING),
    ],
)
def test_the_chair_is_not_chased_over_an_agenda_as_soon_as_asked(asked: str, on: str, due: Due) -> None:
    agenda = question(due="Tue 26 Jan 2027", asked=asked)
    assert due_on(agenda, LEAD, MASE_DAYS, day(on)) is due


@pytest.mark.parametrize(
    ("chased", "due", "rung"),
    [
        ("Tue 19 Jan 2027", "Tue 26 Jan 2027", "Thu 21 Jan 2027"),
        ("Mon 25 Jan 2027", "Tue 26 Jan 2027", "Tue 26 Jan 2027"),
        ("Tue 26 Jan 2027", "Tue 26 Jan 2027", "Wed 27 Jan 2027"),
        (None, "Tue 26 Jan 2027", None),
    ],
)
def test_after_the_chase_somebody_rings(chased: str | None, due: str, rung: str | None) -> None:
    asked = question(due=due, asked="Thu 14 Jan 2027", chased=chased)
    assert ring_day(asked, LEAD, MASE_DAYS) == day_if(rung)


@pytest.mark.parametrize(
    ("chased", "rung"),
    [
        ("Tue 26 Jan 2027", "Thu 28 Jan 2027"),  # three working days before the paper is due
        ("Mon 18 Jan 2027", "Thu 28 Jan 2027"),  # with the request for another paper
        ("Fri 29 Jan 2027", "Mon 1 Feb 2027"),
    ],
)
def test_an_author_is_rung_as_the_paper_falls_due_however_early_the_chase(chased: str, rung: str) -> None:
    paper = question(QuestionKind.PROVIDE_PAPER, "Fri 29 Jan 2027", asked="Fri 15 Jan 2027", chased=chased)
    assert ring_day(paper, LEAD, MASE_DAYS) == day(rung)


def test_an_author_who_was_asked_less_than_a_week_ago_is_not_asked_again_but_rung() -> None:
    paper = question(QuestionKind.PROVIDE_PAPER, "Fri 29 Jan 2027", asked="Wed 20 Jan 2027")
    assert chase_day(paper, LEAD, MASE_DAYS) is None
    assert due_on(paper, LEAD, MASE_DAYS, day("Thu 28 Jan 2027")) is Due.NOTHING
    assert due_on(paper, LEAD, MASE_DAYS, day("Fri 29 Jan 2027")) is Due.RING
    asked_before = replace(paper, asked=day("Tue 19 Jan 2027"))
    assert chase_day(asked_before, LEAD, MASE_DAYS) == day("Tue 26 Jan 2027")


@pytest.mark.parametrize(
    ("asked", "chased", "as_of", "due"),
    [
        (None, None, "Wed 13 Jan 2027", Due.NOTHING),
        (None, None, "Thu 14 Jan 2027", Due.ASK),
        (None, None, "Mon 25 Jan 2027", Due.ASK),  # after a gap it is still asked first
        (None, None, "Sat 16 Jan 2027", Due.NOTHING),
        ("Thu 14 Jan 2027", None, "Mon 18 Jan 2027", Due.NOTHING),
        ("Thu 14 Jan 2027", None, "Tue 19 Jan 2027", Due.CHASE),
        (
            "Thu 14 Jan 2027",
            None,
            "Mon 25 Jan 2027",
            Due.CHASE,
        ),  # after a gap it is chased before anybody rings
        ("Thu 14 Jan 2027", "Tue 19 Jan 2027", "Wed 20 Jan 2027", Due.NOTHING),
        ("Thu 14 Jan 2027", "Tue 19 Jan 2027", "Thu 21 Jan 2027", Due.RING),
        ("Thu 14 Jan 2027", "Tue 19 Jan 2027", "Mon 1 Feb 2027", Due.RING),
    ],
)
def test_what_is_due_of_a_question(asked: str | None, chased: str | None, as_of: str, due: Due) -> None:
    assert due_on(question(asked=asked, chased=chased), LEAD, MASE_DAYS, day(as_of)) is due


def test_an_answered_question_leaves_everybody_in_peace() -> None:
    answered = replace(question(asked="Thu 14 Jan 2027"), answered=day("Mon 18 Jan 2027"))
    assert due_on(answered, LEAD, MASE_DAYS, day("Mon 1 Feb 2027")) is Due.NOTHING
    assert not must_escalate(answered, LEAD, MASE_DAYS, day("Mon 1 Feb 2027"))


def test_agreeing_the_agenda_goes_to_the_deputy_chair_the_working_day_before_its_deadline() -> None:
    unanswered = question(asked="Thu 14 Jan 2027")
    assert escalation_day(unanswered, LEAD, MASE_DAYS) == day("Mon 25 Jan 2027")
    assert not must_escalate(unanswered, LEAD, MASE_DAYS, day("Fri 22 Jan 2027"))
    assert must_escalate(unanswered, LEAD, MASE_DAYS, day("Mon 25 Jan 2027"))
    told = replace(unanswered, escalated=day("Mon 25 Jan 2027"), escalated_to=DEPUTY_CHAIR)
    assert not must_escalate(told, LEAD, MASE_DAYS, day("Tue 26 Jan 2027"))


def test_what_a_letter_that_never_went_was_to_ask_the_deputy_chair_is_asked_on_the_next_working_day() -> None:
    unasked = replace(question(asked="Thu 14 Jan 2027"), escalated=day("Thu 14 Jan 2027"))
    assert must_escalate(unasked, LEAD, MASE_DAYS, day("Fri 15 Jan 2027"))
    assert not must_escalate(unasked, LEAD, MASE_DAYS, day("Sat 16 Jan 2027"))


def test_a_report_to_a_board_is_chased_and_then_goes_to_the_deputy_chair_as_the_unit_rings() -> None:
    # asked ten and due two working days before the board's papers are
    unanswered = question(QuestionKind.AGREE_REPORT, due="Thu 15 Apr 2027", asked="Mon 5 Apr 2027")
    assert chase_day(unanswered, LEAD, MASE_DAYS) == day("Thu 8 Apr 2027")
    chased = replace(unanswered, chased=day("Thu 8 Apr 2027"))
    assert ring_day(chased, LEAD, MASE_DAYS) == day("Mon 12 Apr 2027")
    assert escalation_day(chased, LEAD, MASE_DAYS) == day("Mon 12 Apr 2027")


def test_what_changed_in_a_report_is_for_the_chair_alone_on_the_morning_on_which_it_is_put() -> None:
    put = question(QuestionKind.AGREE_REPORT, due="Thu 15 Apr 2027")
    again = replace(put, opened=day("Tue 13 Apr 2027"))
    assert escalation_day(again, LEAD, MASE_DAYS) == day("Wed 14 Apr 2027")


def test_no_other_question_goes_to_the_deputy_chair() -> None:
    asked = (
        QuestionKind.AGREE_AGENDA,
        QuestionKind.AGREE_REPORT,
        QuestionKind.AGREE_SCOPE,
        QuestionKind.SETTLE_MATTER,
    )
    others = [question(kind=kind) for kind in QuestionKind if kind not in asked]
    assert {escalation_day(other, LEAD, MASE_DAYS) for other in others} == {None}


START, SPAN = day("Mon 4 Jan 2027"), 40
DAYS = st.integers(0, SPAN).map(lambda number: START + number * ONE_DAY)
RUNNING = st.lists(DAYS, min_size=1, unique=True).map(sorted)


def put(question: Question, running: Iterable[dt.date], answered: dt.date | None) -> Question:
    """Ask, chase and escalate a question as it falls due on the days on which the service runs."""
    for as_of in running:
        if answered and answered <= as_of:
            question = replace(question, answered=answered)
        if must_escalate(question, LEAD, MASE_DAYS, as_of):
            question = replace(question, escalated=as_of, escalated_to=DEPUTY_CHAIR)
        match due_on(question, LEAD, MASE_DAYS, as_of):
            case Due.ASK:
                assert question.asked is None
                question = replace(question, asked=as_of)
            case Due.CHASE:
                assert question.chased is None
                question = replace(question, chased=as_of)
    return question


@given(DAYS, st.integers(0, 20), st.none() | DAYS, RUNNING)
def test_after_any_gap_a_question_is_asked_once_then_chased_once_on_another_day(
    opened: dt.date, window: int, answered: dt.date | None, running: list[dt.date]
) -> None:
    after = put(replace(question(), opened=opened, due=opened + window * ONE_DAY), running, answered)
    first = next((one for one in running if opened <= one and MASE_DAYS.is_working(one)), None)
    assert after.asked == (None if first and answered and answered <= first else first)
    if after.chased:
        assert after.asked
        assert after.asked < after.chased
    for letter in (after.asked, after.chased, after.escalated):
        assert letter is None or (MASE_DAYS.is_working(letter) and not (answered and answered <= letter))


@pytest.mark.parametrize(
    ("asked", "due", "chased"),
    [
        ("Mon 11 Jan 2027", "Thu 14 Jan 2027", "Thu 14 Jan 2027"),
        ("Thu 14 Jan 2027", "Thu 14 Jan 2027", "Fri 15 Jan 2027"),
        ("Fri 15 Jan 2027", "Thu 14 Jan 2027", "Mon 18 Jan 2027"),
    ],
)
def test_the_record_of_a_meeting_is_chased_when_it_is_due_and_never_on_the_day_of_asking(
    asked: str, due: str, chased: str
) -> None:
    record = question(QuestionKind.FILE_RECORD, due, asked)
    assert chase_day(record, MASE.lead_times, MASE_DAYS) == day(chased)
