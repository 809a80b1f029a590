"""What a reply probably means is put to its writer: nothing is recorded before their YES, and then once."""

from __future__ import annotations

from typing import Any

import pytest

from forum.calendar.steps import StepKind
from forum.inbox.mailbox_items import Outcome
from forum.questions.kinds import QuestionKind
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.audit.row_check import verify_register
from tasks.register.tables import AuditRow, DispatchRow, ProposedReadingRow
from tests.stages import stage
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE

UNSURE = "Okay from me"
AGREED = "The agenda for 9 February is agreed."
OLDER, NEWER = "MASE/2027-01/01", "MASE/2027-01/02"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def put_to_chair(chair_asked: Post) -> Post:
    """On Thursday 14 January the Chair replies unclearly, and is asked whether that agrees the agenda."""
    chair_asked.hear(UNSURE, to=chair_asked.sent("chair", CHAIR))
    chair_asked.send()
    return chair_asked


def is_agreed(post: Post) -> bool:
    return post.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is not None


def asking(post: Post) -> DispatchRow:
    """The letter that puts the reading to the Chair."""
    return post.sent("not_understood", CHAIR)


def test_a_likely_reading_is_recorded_once_with_the_yes_of_whoever_was_asked(put_to_chair: Post) -> None:
    post = put_to_chair
    assert post.told() == [f"not understood: We take this as: Did you mean something else? {AGREED}"]
    assert not is_agreed(post)
    (proposal,) = post.forum.rows(ProposedReadingRow)
    assert (proposal.words, proposal.confirmed_by_id) == (UNSURE, None)
    first = post.hear("Yes please\n\nKind regards\nChair", to=asking(post))
    assert (first.outcome, is_agreed(post)) == (Outcome.RECORDED, True)
    assert post.told()[-1] == f"recorded: {AGREED}"
    (proposal,) = post.forum.rows(ProposedReadingRow)
    assert proposal.confirmed_by_id == first.id
    entries = {row.event: row.about for row in post.forum.rows(AuditRow)}
    assert entries["reading confirmed"]["by"] == str(first.id)
    second = post.hear("YES", to=asking(post))
    assert second.outcome is Outcome.NOTED
    assert len(post.forum.questions(QuestionKind.AGREE_AGENDA)) == 1
    with post.office.register.reading() as session:
        verify_register(session)
    post.hear("WRONG", to=asking(post))
    assert not is_agreed(post)


def test_the_yes_may_be_tapped(put_to_chair: Post) -> None:
    put_to_chair.tap("not_understood", CHAIR, "YES")
    assert is_agreed(put_to_chair)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Yes?", {}),
        ("Yes, but move training up first", {}),
        ("Yes, if Helen is content", {}),
        ("No", {}),
        ("Thank you", {}),
        ("Yes, see attached", {"files": {"agenda.docx": b"a changed agenda"}}),
        ("YES", {"dmarc": Dmarc.NONE}),
        ("YES", {"dmarc": Dmarc.FAIL}),
    ],
)
def test_nothing_but_a_bare_yes_that_is_proved_confirms(
    put_to_chair: Post, text: str, more: dict[str, Any]
) -> None:
    put_to_chair.hear(text, to=asking(put_to_chair), **more)
    assert not is_agreed(put_to_chair)


def test_nobody_else_confirms_for_whoever_was_asked(put_to_chair: Post) -> None:
    row = put_to_chair.hear("YES", to=asking(put_to_chair), sender=put_to_chair.address(NURSE))
    assert (row.outcome, is_agreed(put_to_chair)) == (Outcome.FOR_THE_UNIT, False)


@pytest.mark.parametrize(("day", "counts"), [("Thu 21 Jan 2027", True), ("Fri 22 Jan 2027", False)])
def test_a_yes_counts_for_seven_days(put_to_chair: Post, day: str, counts: bool) -> None:
    letter = asking(put_to_chair)
    put_to_chair.forum.on(day)
    put_to_chair.hear("YES", to=letter)
    assert is_agreed(put_to_chair) is counts
    if not counts:
        assert "it came too late" in put_to_chair.told()[-1]


def test_a_yes_to_what_is_answered_since_changes_nothing(put_to_chair: Post) -> None:
    post = put_to_chair
    post.hear("Please move training up first", to=post.sent("chair", CHAIR))
    before = post.forum.question(QuestionKind.AMEND_AGENDA).id
    post.hear("YES", to=asking(post))
    assert not is_agreed(post)
    assert post.forum.question(QuestionKind.AMEND_AGENDA).id == before


def test_nothing_is_put_to_a_writer_whom_nothing_proves(chair_asked: Post) -> None:
    chair_asked.hear(UNSURE, to=chair_asked.sent("chair", CHAIR), dmarc=Dmarc.NONE)
    assert chair_asked.forum.rows(ProposedReadingRow) == []


def test_a_part_is_put_to_its_writer_beside_what_is_recorded_of_another(after_meeting: Post) -> None:
    post = after_meeting
    post.hear("01 done\n02 is practically complete", to=post.sent("after_meeting", NURSE))
    assert post.told()[-1].startswith(
        f"recorded: Action {OLDER} (Share the data) is reported done. but We take"
    )
    post.send()
    assert post.forum.action(NEWER).reported_on is None
    post.hear("YES", to=post.sent("recorded", NURSE))
    assert post.told()[-1].startswith(f"recorded: Action {NEWER}")
    assert None not in (post.forum.action(OLDER).reported_on, post.forum.action(NEWER).reported_on)


def test_who_should_have_an_action_is_a_task_of_the_unit(after_meeting: Post) -> None:
    post = after_meeting
    row = post.hear(
        "01 is not my action, please ask the Head of Education", to=post.sent("after_meeting", NURSE)
    )
    assert (row.outcome, post.forum.action(OLDER).updated_on) == (Outcome.FOR_THE_UNIT, None)
    assert post.told() == [
        f"recorded: Your message about action {OLDER} (Share the data) is with the Business Unit, which "
        "answers you; until then the action stays with you."
    ]
