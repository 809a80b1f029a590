"""WRONG takes back what was recorded last, until something has come of it that can't be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Table

from forum.mailbox import Outcome
from forum.questions import QuestionKind
from forum.steps import StepKind
from tasks.duties.pack_check import ask_for_release
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    AgendaItemRow,
    Base,
    ExpectedRow,
    PaperRow,
    QuestionRow,
    StepRow,
)
from tests.tasks.documents.test_papers import a_word_file
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE, UNIT

WRITTEN_BY_REPLIES: tuple[type[Base], ...] = (
    ActionRow, ActionUpdateRow, AgendaItemRow, ExpectedRow, PaperRow, QuestionRow, StepRow,
)  # fmt: skip
DEPUTY = "Deputy Designated Nurse"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def everything(post: Post) -> dict[str, list[Any]]:
    """All rows that replies write, to be compared."""
    found = {}
    with post.office.register.engine.connect() as connection:
        for row in WRITTEN_BY_REPLIES:
            table = row.__table__
            assert isinstance(table, Table)
            found[table.name] = sorted(connection.execute(table.select()).all(), key=str)
    return found


def test_an_agreed_agenda_is_open_again(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    before = everything(chair_asked)
    first = chair_asked.hear("AGREE", to=letter)
    assert everything(chair_asked) != before
    wrong = chair_asked.hear("WRONG", to=letter)
    assert everything(chair_asked) == before
    assert wrong.outcome is Outcome.RECORDED
    assert chair_asked.row(first.item).outcome is Outcome.TAKEN_BACK
    assert chair_asked.told()[-1] == "taken back: The agenda for 9 February is agreed."
    again = chair_asked.hear("AGREE", to=letter)
    assert again.outcome is Outcome.RECORDED


def test_wrong_may_answer_the_letter_that_confirmed(chair_asked: Post) -> None:
    before = everything(chair_asked)
    chair_asked.hear("AGREE", to=chair_asked.sent("chair", CHAIR))
    chair_asked.send()
    chair_asked.hear("Wrong!", to=chair_asked.sent("recorded", CHAIR))
    assert everything(chair_asked) == before


def test_what_is_right_can_be_said_in_the_same_breath(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=letter)
    chair_asked.hear("WRONG: please move training up first", to=letter)
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is None
    assert chair_asked.forum.question(QuestionKind.AMEND_AGENDA)
    assert chair_asked.told()[-1].startswith("recorded: Taken back: The agenda for 9 February is agreed.")


@pytest.mark.parametrize("text", ["Sorry, I can't come", f"I can't come. Deputy: {DEPUTY}"])
def test_what_was_said_about_coming_is_taken_back(post: Post, text: str) -> None:
    post.hear("I will be there", sender=post.address(NURSE))
    before = everything(post)
    post.forum.on("Tue 5 Jan 2027")
    assert post.hear(text, sender=post.address(NURSE)).outcome is Outcome.RECORDED
    assert everything(post) != before
    post.hear("WRONG", sender=post.address(NURSE))
    assert everything(post) == before


def test_an_action_and_an_item_are_taken_back(post: Post) -> None:
    from tasks.duties.follow_up import follow_up

    post.forum.on("Thu 14 Jan 2027")
    action = {
        "Reference": f"{JANUARY}/01",
        "Neutral title": "Share the data",
        "Full text": "Share the data",
        "Owner": NURSE,
        "Due": "22 January 2027",
    }
    post.forum.file_record(JANUARY, actions=(action,))
    follow_up(post.office, post.forum.meeting(JANUARY).id, post.forum.today, "test")
    post.send()
    letter = post.sent("after_meeting", NURSE)
    before = everything(post)
    assert post.hear("DONE, all shared\nITEM: Health data", to=letter).outcome is Outcome.RECORDED
    assert everything(post) != before
    post.hear("WRONG", to=letter)
    assert everything(post) == before


def test_letters_that_have_not_gone_are_withdrawn_and_can_go_once_it_is_said_again(post: Post) -> None:
    release = asked_for_release(post)
    post.hear("RELEASE", to=release)
    assert post.forum.letters("papers")
    post.hear("WRONG", to=release)
    assert post.forum.letters("papers") == []
    post.hear("RELEASE", to=release)
    assert len(post.forum.letters("papers")) > 12


def test_what_has_gone_out_can_not_be_taken_back_and_the_unit_hears_of_it(post: Post) -> None:
    release = asked_for_release(post)
    post.hear("RELEASE", to=release)
    post.send()
    before = everything(post)
    row = post.hear("WRONG", to=release)
    assert everything(post) == before
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert "can't be taken back" in row.reason
    assert "too late:" in post.told()[-1]


def asked_for_release(post: Post) -> Any:
    """On Thursday 28 January the unit is asked to release February's pack."""
    post.agree_agenda(with_paper=False)
    post.forum.on("Thu 28 Jan 2027")
    ask_for_release(post.office, post.forum.meeting(FEBRUARY).id, post.forum.today, "test")
    post.send()
    return post.sent("pack_check", UNIT)


def test_once_something_builds_on_it_it_stands(chair_asked: Post) -> None:
    """The unit has been asked to make the change that the Chair wishes: it stands."""
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("Please move training up", to=letter)
    assert chair_asked.desk() != []
    before = everything(chair_asked)
    row = chair_asked.hear("WRONG", to=letter)
    assert (row.outcome, everything(chair_asked)) == (Outcome.FOR_THE_UNIT, before)


def test_only_ones_own_reply_is_taken_back(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=letter)
    before = everything(chair_asked)
    row = chair_asked.hear("WRONG", to=letter, sender=chair_asked.address(NURSE))
    assert (row.outcome, everything(chair_asked)) == (Outcome.FOR_THE_UNIT, before)


def test_with_nothing_on_record_there_is_nothing_to_take_back(chair_asked: Post) -> None:
    row = chair_asked.hear("WRONG", to=chair_asked.sent("chair", CHAIR))
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert chair_asked.told() == [
        "not understood: There is nothing of yours on record here that could be taken back."
    ]


def test_what_was_taken_back_is_not_taken_back_again(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    chair_asked.hear("AGREE", to=letter)
    chair_asked.hear("WRONG", to=letter)
    before = everything(chair_asked)
    assert chair_asked.hear("WRONG", to=letter).outcome is Outcome.NOT_UNDERSTOOD
    assert everything(chair_asked) == before


def test_a_paper_that_was_sent_by_mistake_is_wanted_again(paper_wanted: Post) -> None:
    letter = paper_wanted.sent("paper_author", NURSE)
    assert paper_wanted.hear("", to=letter, files={"a.docx": a_word_file()}).outcome is Outcome.RECORDED
    (paper,) = paper_wanted.forum.rows(PaperRow)
    assert paper.remarks == ["comments", "tracked changes"]
    assert paper_wanted.hear("WRONG", to=letter).outcome is Outcome.RECORDED
    (paper,) = paper_wanted.forum.rows(PaperRow)
    assert (paper.state, paper.document, paper.remarks) == ("wanted", None, [])
