"""A mail that answers an invitation is about the meeting that the person was invited to, not the next one."""

from __future__ import annotations

from typing import Any

import pytest

from forum.attendance.invitations import event_key
from forum.inbox.mailbox_items import Outcome
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.coming.invitations import invite
from tasks.register.tables import ExpectedRow, InvitationRow, ReceivedRow
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import BELOW, Post
from tests.tasks.duties.secretariat import FEBRUARY, JANUARY, NURSE
from tests.tasks.mail.fake_mailer import message_id_of

DEPUTY = "Deputy Designated Nurse"
SUBJECT = "MASE Group, Tue 9 Feb, 10am, Room 2"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def invited(post: Post) -> Post:
    """On Monday 11 January, the eve of January's meeting, everybody has the invitation to February's."""
    post.forum.on("Mon 11 Jan 2027")
    do(invite, post.office, post.forum.group, day=post.forum.today)
    with post.office.register.transaction("test") as tx:
        for row in tx.session.query(InvitationRow).filter_by(meeting_id=post.forum.meeting(FEBRUARY).id):
            row.subject = SUBJECT
    post.send()
    return post


def hear(post: Post, text: str, **mail: Any) -> ReceivedRow:
    """The nurse answers the invitation to February's meeting with a mail."""
    key = event_key(post.forum.group, post.forum.meeting(FEBRUARY).id)
    answer: dict[str, Any] = {
        "sender": post.address(NURSE),
        "subject": f"RE: {SUBJECT}",
        "answers": (message_id_of(key),),
        **mail,
    }
    return post.hear(f"{text}{BELOW}", **answer)


def said(post: Post) -> list[tuple[str, str]]:
    """What is on record of who comes, each with its meeting."""
    names = {post.forum.meeting(reference).id: reference for reference in (JANUARY, FEBRUARY)}
    rows = sorted(post.forum.rows(ExpectedRow), key=lambda row: row.number)
    return [(names[row.meeting_id], row.answer) for row in rows]


@pytest.mark.parametrize(
    "mail",
    [
        {},
        {"subject": "Re: something else"},
        {"answers": ()},
        {"answers": (), "subject": f"[EXTERNAL] Re: {SUBJECT}"},
        {"answers": (), "subject": "RE: MASE Group, Tue 9 Feb, 2pm, Room 5"},
    ],
    ids=["in its thread", "in its thread alone", "by its subject", "marked", "before a change of time"],
)
def test_it_is_recorded_for_the_meeting_invited_to(invited: Post, mail: dict[str, Any]) -> None:
    assert hear(invited, "Apologies", **mail).outcome is Outcome.RECORDED
    assert said(invited) == [(FEBRUARY, "apologies")]
    assert invited.told() == ["recorded: You send apologies for the meeting on 9 February."]


def test_whoever_says_that_nobody_comes_instead_is_not_asked_for_a_deputy(invited: Post) -> None:
    assert hear(invited, "Apologies, in court that day. Nobody to send.").outcome is Outcome.RECORDED
    assert said(invited) == [(FEBRUARY, "apologies")]
    line = "You send apologies for the meeting on 9 February, and nobody comes in your place."
    assert invited.told() == [f"recorded: {line}"]
    (question,) = invited.forum.questions(QuestionKind.NAME_DEPUTY)
    assert question.answer is Word.NONE
    hear(invited, "WRONG")
    assert said(invited) == []
    assert invited.forum.questions(QuestionKind.NAME_DEPUTY) == []


@pytest.mark.parametrize("text", ["Apologies, Deputy Designated Nurse to attend in my place", DEPUTY])
def test_a_deputy_named_in_it_is_taken(invited: Post, text: str) -> None:
    assert hear(invited, text).outcome is Outcome.RECORDED
    assert said(invited) == [(FEBRUARY, "deputy")]


def test_yes_is_enough_where_its_subject_alone_says_what_it_answers(invited: Post) -> None:
    assert hear(invited, "Yes", answers=()).outcome is Outcome.RECORDED
    assert said(invited) == [(FEBRUARY, "accepted")]


def test_what_is_not_plain_in_it_is_asked_back(invited: Post) -> None:
    assert hear(invited, "Let me look at my diary").outcome is Outcome.FOR_THE_UNIT
    assert said(invited) == []
    assert invited.told() == ["not understood: It is not plain whether you come."]


def test_thanks_for_it_need_no_answer(invited: Post) -> None:
    assert hear(invited, "Thank you").outcome is Outcome.NOTED
    assert invited.told() == []


def test_what_is_said_of_the_confirmation_is_about_the_same_meeting(invited: Post) -> None:
    hear(invited, "Apologies")
    invited.send()
    invited.hear("I can come after all", to=invited.sent("recorded", NURSE))
    assert said(invited) == [(FEBRUARY, "accepted")]


def test_wrong_takes_it_back(invited: Post) -> None:
    hear(invited, "Apologies")
    hear(invited, "WRONG")
    assert said(invited) == []
    assert invited.told()[-1] == "taken back: You send apologies for the meeting on 9 February."


def test_a_mail_of_another_day_than_any_meeting_s_is_asked_back(invited: Post) -> None:
    row = hear(invited, "Apologies", answers=(), subject="RE: MASE Group, Tue 16 Feb, 10am, Room 2")
    assert row.outcome is Outcome.NOT_UNDERSTOOD
    assert said(invited) == []


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Apologies for 9 February", "Sorry, I can't come"),
        ("MASE", "Apologies for 9 February"),
        ("MASE", "I can't make it on Tue 9th Feb"),
    ],
)
def test_a_message_that_names_the_day_is_about_the_meeting_on_that_day(
    invited: Post, subject: str, text: str
) -> None:
    hear(invited, text, answers=(), subject=subject)
    assert said(invited) == [(FEBRUARY, "apologies")]


def test_a_message_that_names_no_day_is_about_the_next_meeting(invited: Post) -> None:
    hear(invited, "Sorry, I can't come", answers=(), subject="MASE")
    assert said(invited) == [(JANUARY, "apologies")]


def test_an_invitation_forwarded_to_a_person_who_was_not_invited_records_nothing(invited: Post) -> None:
    row = hear(invited, "Apologies", sender="stranger@elsewhere.example")
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert said(invited) == []
