"""What is foretold is what then goes, if nobody does anything; and nothing of it is left in the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from sqlalchemy import select

from flows.do_what_is_due import MORNING
from forum.calendar.steps import StepKind
from forum.calendar.working_days import each_day
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.calendar.foretell import ComingLetter, coming_letters
from tasks.register.outbox import recipients_in_words
from tasks.register.tables import Base, DispatchRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.plain_office import plain_office
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE, Forum

pytestmark = pytest.mark.long

ACTION = {"Item": "5", "Short title (no names)": "Share the calendar", "Owner": NURSE, "Due": "29/1/27"}
LAST = day("Fri 12 Feb 2027")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone: it is always in a copy there that letters are foretold."""
    return sqlite_url


@stage
def minutes_agreed(forum: Forum) -> Forum:
    """On Thursday 21 January the agreed minutes of 12 January wait in the outbox, and an action is due on the
    29th."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    forum.file_record(actions=(ACTION,))
    forum.draft_minutes()
    forum.file_minutes()
    forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    forum.on("Thu 21 Jan 2027")
    return forum


@pytest.fixture
def agreed(minutes_agreed: Forum) -> Iterator[Forum]:
    """The same, in an office in which weeks are played in a second."""
    with plain_office(minutes_agreed.office) as forum:
        yield forum


def foretold(
    forum: Forum, first: str = "Thu 21 Jan 2027", last: str = "Fri 12 Feb 2027"
) -> Sequence[ComingLetter]:
    rules = Secretary(forum.office, forum.clock).rules
    return coming_letters(forum.office, rules, MORNING, day(first), day(last))


def play(forum: Forum) -> None:
    """The same days for real; nobody says a word."""
    secretary = Secretary(forum.office, forum.clock)
    for today in each_day(forum.today, LAST):
        if today.weekday() < 5:
            secretary.morning(today)


def went(forum: Forum) -> list[tuple[dt.date, str, str, str]]:
    rows = [row for row in forum.rows(DispatchRow) if row.state is State.SENT and row.sent_at]
    with forum.office.register.reading() as session:
        to = recipients_in_words(session, rows)
    return sorted((row.sent_at.date(), row.letter, to[row.id], row.subject) for row in rows if row.sent_at)


def test_what_is_foretold_is_what_then_goes(agreed: Forum) -> None:
    letters = foretold(agreed)
    play(agreed)
    assert sorted(
        (letter.day, letter.letter, letter.to, letter.printed.subject) for letter in letters
    ) == went(agreed)
    assert {"minutes", "after_meeting", "chair", "desk", "record_workbook", "actions"} <= {
        letter.letter for letter in letters
    }
    assert agreed.step(StepKind.MINUTES_OUT).done == day("Thu 21 Jan 2027")


def test_nothing_of_it_is_left_in_the_register(agreed: Forum) -> None:
    def everything() -> list[object]:
        with agreed.office.register.reading() as session:
            return [
                sorted(map(repr, session.execute(select(table)))) for table in Base.metadata.sorted_tables
            ]

    before = everything()
    assert foretold(agreed)
    assert everything() == before


def test_days_before_the_first_are_played_but_not_shown(agreed: Forum) -> None:
    whole = foretold(agreed, last="Thu 28 Jan 2027")
    later = foretold(agreed, "Tue 26 Jan 2027", "Thu 28 Jan 2027")
    assert list(later) == [one for one in whole if one.day >= day("Tue 26 Jan 2027")]


def test_each_letter_says_what_is_behind_it(agreed: Forum) -> None:
    letters = foretold(agreed)
    chair = next(letter for letter in letters if letter.letter == "chair")
    assert (chair.to, chair.about) == ("chair", "")
    assert "It asks: agree the agenda, MASE/2027-02 9 Feb, by Tuesday 26 January 2027." in chair.why
    minutes = next(letter for letter in letters if letter.letter == "minutes")
    assert (minutes.group, minutes.about) == ("MASE", JANUARY)
    assert minutes.why == ("It waits in the outbox since Wednesday 13 January 2027.",)
    assert minutes.files
    follow_up = next(letter for letter in letters if letter.letter == "after_meeting")
    assert follow_up.why == ("Step of MASE/2027-01: follow up by Friday 15 January 2027 (own lead time).",)
    workbook = next(letter for letter in letters if letter.letter == "record_workbook")
    assert workbook.why[0] == f"Step of {FEBRUARY}: record by Thursday 11 February 2027 (own lead time)."


def test_a_letter_that_waits_says_since_when(agreed: Forum) -> None:
    agreed.draft_agenda(FEBRUARY)
    do(put_questions, agreed.office, agreed.group, day=agreed.today)
    agreed.on("Fri 22 Jan 2027")
    (chair,) = [
        one for one in foretold(agreed, "Fri 22 Jan 2027", "Fri 22 Jan 2027") if one.letter == "chair"
    ]
    assert chair.why[0] == "It waits in the outbox since Thursday 21 January 2027."


def test_a_letter_that_would_be_held_says_why(agreed: Forum) -> None:
    rules = replace(
        Secretary(agreed.office, agreed.clock).rules, allowed_domains=frozenset({"elsewhere.example"})
    )
    letters = coming_letters(agreed.office, rules, MORNING, agreed.today, agreed.today)
    assert letters
    assert all("not at a domain that letters may go to" in letter.held for letter in letters)


def test_after_the_hours_in_which_people_are_written_to_letters_go_the_next_working_day(
    agreed: Forum,
) -> None:
    agreed.clock.at = dt.datetime(2027, 1, 22, 20, 0)  # a Friday evening
    assert {one.day for one in foretold(agreed, first="Fri 22 Jan 2027", last="Mon 25 Jan 2027")} == {
        day("Mon 25 Jan 2027")
    }


def test_an_unknown_group_is_refused(agreed: Forum) -> None:
    rules = Secretary(agreed.office, agreed.clock).rules
    with pytest.raises(Problem, match="no group “MASH”"):
        coming_letters(agreed.office, rules, MORNING, agreed.today, LAST, "MASH")
