"""What may name a child stays out of letters without a marking, until the unit has reworded it."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from forum.inbox.mailbox_items import Outcome
from forum.letters.base import Letter
from tasks.register.tables import ActionRow, ResearchRow
from tests.english import day
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import JANUARY, NURSE, UNIT

NAME = "Kayleigh Brown"
FIRST = f"{JANUARY}/01"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def unmarked(post: Post) -> list[Letter]:
    return [letter for letter in post.letters.printed if not letter.marking]


@pytest.mark.parametrize(
    "said",
    [
        f"01 HELP: the school of {NAME}, aged 13, does not answer",
        f"01 29 January: the school of {NAME} is shut until then",
        f"01 DONE: spoke to the mother of {NAME}",
    ],
)
def test_a_note_on_an_action_names_nobody_in_any_letter_without_a_marking(
    after_meeting: Post, said: str
) -> None:
    post = after_meeting
    post.hear(said, to=post.sent("after_meeting", NURSE))
    (action,) = [row for row in post.forum.rows(ActionRow) if row.reference == FIRST]
    assert NAME in action.last_update

    post.forum.on("Fri 15 Jan 2027")
    (need,) = [need for need in post.desk() if "REWORD" in need]
    assert f"reply REWORD, the reference {FIRST} and other words" in need
    post.put_questions()
    post.send()
    post.hear(f"REWORD {FIRST}: The school has been asked", to=post.sent("desk", UNIT))
    assert f"{FIRST} has your words in place of what was written." in post.told()[-1]
    (action,) = [row for row in post.forum.rows(ActionRow) if row.reference == FIRST]
    assert action.last_update == "The school has been asked"

    assert not [letter.NAME for letter in unmarked(post) if NAME in str(asdict(letter))]


def test_words_that_name_a_child_are_not_replaced_by_others_that_do(after_meeting: Post) -> None:
    post = after_meeting
    post.forum.on("Fri 15 Jan 2027")
    post.hear("01 HELP: nobody at the school of child B answers", to=post.sent("after_meeting", NURSE))
    post.desk()
    post.send()
    post.hear(f"REWORD {FIRST}: Ask for child C", to=post.sent("desk", UNIT))
    assert "these words may name a child or a family too" in post.told()[-1]


def test_a_request_for_data_on_named_children_waits_for_its_assessment(after_meeting: Post) -> None:
    post = after_meeting
    ask = "RESEARCH: What do the records of the named children say of hotels? FOR whom to warn BY 9 March"
    post.hear(ask, to=post.sent("after_meeting", NURSE))
    post.forum.on("Fri 15 Jan 2027")
    post.desk()
    post.send()
    letter = post.sent("desk", UNIT)
    post.hear("ACCEPT R/2027/01 S, DPIA", to=letter)
    assert "accepted once the data protection impact assessment (DPIA) is done" in post.told()[-1]
    assert post.forum.rows(ResearchRow)[0].accepted_on is None
    assert post.hear("ACCEPT R/2027/01 S, DPIA done 12 January", to=letter).outcome is Outcome.RECORDED
    (row,) = post.forum.rows(ResearchRow)
    assert (row.accepted_on, row.assessed_on) == (day("Fri 15 Jan 2027"), day("Tue 12 Jan 2027"))


def test_the_unit_puts_no_item_that_names_a_child_on_an_agenda(after_meeting: Post) -> None:
    post = after_meeting
    post.forum.on("Fri 15 Jan 2027")
    post.hear("01 HELP: we need rooms", to=post.sent("after_meeting", NURSE))
    post.desk()
    post.send()
    post.hear("ITEM MASE/2027-02: The case of child B, for discussion", to=post.sent("desk", UNIT))
    assert "it may name a child" in post.told()[-1]
