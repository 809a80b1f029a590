"""What answers nothing and says something is in front of a person, in its writer's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from forum.inbox.mailbox_items import Outcome
from forum.letters.inbox import OwnWords
from forum.letters.questions import Desk, DeskTask
from forum.members.membership import Role
from forum.outbox.budget import AT_ONCE
from forum.outbox.states import Mode, State
from tasks.duties.calendar import due_letters
from tasks.duties.members.appointments import Newcomer, appoint
from tasks.mail.protocol.mailer import Dmarc
from tasks.mail.sending.delivery import deliver
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.register.tables import AuditRow, DispatchRow, ProposedReadingRow, ReceivedRow, WaitingWordsRow
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import MAILBOX, Post
from tests.tasks.duties.secretariat import CHAIR, NURSE, UNIT

DONE_PERHAPS = "Training has gone out to all and is done and dusted from our side"
UNSURE = "I can't attend, please send me the minutes"
ASKS = "Who else reads what we send?\nI had not expected so many copies."
CHAIR_ASKS = "Can we speak before I answer this?"
SECOND_OFFICER = "Second Officer"
MARKING = "OFFICIAL-SENSITIVE"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def statement_heard(after_meeting: Post) -> Post:
    """On Thursday 14 January the nurse answers the letter after the meeting with a wish."""
    after_meeting.hear(ASKS, to=after_meeting.sent("after_meeting", NURSE))
    after_meeting.send()
    return after_meeting


def desk_of(post: Post, date: str) -> Desk:
    """The desk letter of a morning, which goes out."""
    post.forum.on(date)
    post.desk()
    post.send()
    return [letter for letter in post.letters.printed if isinstance(letter, Desk)][-1]


def quotes(desk: Desk) -> list[DeskTask]:
    return [task for task in desk.needs if task.quote]


def said(post: Post) -> list[tuple[str, str, tuple[str, ...], str]]:
    """The letters that brought an office's words: to whom, whose, the words, and the marking."""
    return [
        (
            letter.addressee,
            letter.office,
            letter.task.quote.lines if letter.task.quote else (),
            letter.marking,
        )
        for letter in post.letters.printed
        if isinstance(letter, OwnWords)
    ]


def newest(post: Post) -> ReceivedRow:
    return max(post.forum.rows(ReceivedRow), key=lambda row: row.received_at)


def test_what_a_member_wrote_is_asked_back_and_quoted_each_morning_until_it_is_put_aside(
    statement_heard: Post,
) -> None:
    post, row = statement_heard, newest(statement_heard)
    assert post.told()[-1].startswith("not understood: ")
    assert row.outcome is Outcome.FOR_THE_UNIT
    assert said(post) == []  # a member's words come with the next desk letter
    desk = desk_of(post, "Fri 15 Jan 2027")
    (task,) = quotes(desk)
    assert desk.marking == MARKING
    wrote = f"{NURSE} (CCGs), 03000 000129, wrote at 9:01am on 14 January 2027"
    assert task.what == f"{wrote}, in answer to our letter (MASE after_meeting)."
    assert task.quote is not None
    assert task.quote.lines == tuple(ASKS.splitlines())
    code = str(row.id)[:8]
    assert task.how == (
        "It answers nothing that we asked, and we have asked them what they mean. Once it is dealt with, "
        f"reply ASIDE {code} and what was done."
    )
    assert len(quotes(desk_of(post, "Mon 18 Jan 2027"))) == 1

    post.hear(f"ASIDE {code}, rang her", to=post.sent("desk", UNIT))
    assert (post.row(row.item).outcome, post.row(row.item).decision) == (Outcome.PUT_ASIDE, "rang her")
    assert post.forum.rows(WaitingWordsRow) == []
    (order,) = [each for each in post.forum.rows(ReceivedRow) if each.made_of]
    assert "so many copies" not in str(order.made_of)
    assert not any("so many copies" in str(each.about) for each in post.forum.rows(AuditRow))

    post.hear("WRONG", to=post.sent("desk", UNIT))
    assert post.row(row.item).outcome is Outcome.FOR_THE_UNIT
    desk = desk_of(post, "Thu 21 Jan 2027")
    assert (quotes(desk), desk.marking) == ([], "")
    (again,) = [task for task in desk.needs if code in task.how]
    assert again.how.startswith("Their mail is in the mailbox under that time.")


def test_a_statement_waits_even_where_the_letter_is_answered_rightly_later(statement_heard: Post) -> None:
    statement_heard.hear("01 DONE", to=statement_heard.sent("after_meeting", NURSE))
    assert len(quotes(desk_of(statement_heard, "Fri 15 Jan 2027"))) == 1


@pytest.mark.parametrize(("answer", "to"), [("YES", "not_understood"), ("02 DONE", "after_meeting")])
def test_what_may_have_been_an_answer_is_settled_by_a_later_one(
    after_meeting: Post, answer: str, to: str
) -> None:
    post = after_meeting
    first = post.hear(DONE_PERHAPS, to=post.sent("after_meeting", NURSE))
    post.send()
    assert first.outcome is Outcome.FOR_THE_UNIT
    assert len(post.forum.rows(ProposedReadingRow)) == 1
    post.hear(answer, to=post.sent(to, NURSE))
    assert post.row(first.item).outcome is Outcome.PUT_ASIDE
    assert post.forum.rows(WaitingWordsRow) == []


def test_nobody_settles_what_somebody_else_wrote(after_meeting: Post) -> None:
    post, letter = after_meeting, after_meeting.sent("after_meeting", NURSE)
    first = post.hear(UNSURE, to=letter)
    post.hear("01 DONE", to=letter, sender=post.address(UNIT))
    assert post.row(first.item).outcome is Outcome.FOR_THE_UNIT


def test_the_chair_s_words_reach_the_unit_at_once_and_stay_until_they_are_put_aside(
    chair_asked: Post,
) -> None:
    post = chair_asked
    row = post.hear(CHAIR_ASKS, to=post.sent("chair", CHAIR))
    assert said(post) == [("Business Unit Officer", "the Chair", (CHAIR_ASKS,), MARKING)]
    with post.office.register.reading() as session:
        assert due_letters.groups_with_confirmations(session) == [post.forum.group]
    deliver_at_once(post)
    assert post.sent("said", UNIT).marking == MARKING
    (task,) = quotes(desk_of(post, "Fri 15 Jan 2027"))
    assert (task.since, said(post)) == (row.received_at.date(), said(post)[:1])
    post.hear(f"ASIDE {str(row.id)[:8]}, spoke to her", to=post.sent("said", UNIT))
    assert post.told()[-1] == f"recorded: The mail {str(row.id)[:8]} is put aside."
    assert quotes(desk_of(post, "Mon 18 Jan 2027")) == []


def deliver_at_once(post: Post) -> None:
    """Deliver what the run does that has read the mailbox."""
    domains = {row.address.partition("@")[2] for row in post.forum.rows(DispatchRow)}
    rules = DeliveryRules(mode=Mode.LIVE, mailbox=MAILBOX, allowed_domains=frozenset(domains))
    today = post.forum.today
    deliver(post.office.register, post.mailer, rules, as_of=today, letters=AT_ONCE, wait=lambda _: None)


def test_a_board_s_secretary_is_heard_at_once(chair_asked: Post) -> None:
    post, address = chair_asked, "secretary@board.example"
    secretary = Newcomer("Board Secretary", address)
    do(appoint, post.office, "MASE", secretary, Role.BOARD_SECRETARY, post.forum.today)
    post.hear("Please resend the report, I cannot open it.", sender=address)
    assert [(office, words) for _, office, words, _ in said(post)] == [
        ("a board’s secretary", ("Please resend the report, I cannot open it.",))
    ]


def desk_written(post: Post) -> None:
    """On Friday 15 January the unit has a desk letter, since a stranger's mail waits."""
    post.hear("Buy now", sender="stranger@elsewhere.example")
    desk_of(post, "Fri 15 Jan 2027")


def appoint_second_officer(post: Post) -> None:
    officer = Newcomer(SECOND_OFFICER, "second@unit.example")
    do(appoint, post.office, "MASE", officer, Role.UNIT, post.forum.today)


@pytest.mark.parametrize("to_desk", [True, False])
def test_the_unit_is_asked_back_and_never_told_that_its_message_is_with_the_unit(
    chair_asked: Post, to_desk: bool
) -> None:
    post = chair_asked
    desk_written(post)
    letter: dict[str, Any] = {"to": post.sent("desk", UNIT)} if to_desk else {"sender": post.address(UNIT)}
    text = "Could the papers go a day later this month?"
    row = post.hear(text, **letter)
    assert post.told()[-1].startswith("not understood: ")
    assert row.outcome is Outcome.NOT_UNDERSTOOD  # there is no other officer
    assert (said(post), post.forum.rows(WaitingWordsRow)) == ([], [])

    appoint_second_officer(post)
    post.hear(text, **letter)
    assert [(to, office) for to, office, *_ in said(post)] == [(SECOND_OFFICER, "the Business Unit")]
    assert not any("with the Business Unit" in each for each in post.told())
    assert quotes(desk_of(post, "Mon 18 Jan 2027")) == []  # it goes to the officer who wrote


def test_an_officer_s_own_next_word_settles_what_they_wrote(chair_asked: Post) -> None:
    post = chair_asked
    appoint_second_officer(post)
    desk_written(post)
    first = post.hear("The Chair has said it is all fine by her, I think", to=post.sent("desk", UNIT))
    assert first.outcome is Outcome.FOR_THE_UNIT
    post.hear("AGENDA AGREED BY CHAIR, phone, 15 January", to=post.sent("desk", UNIT))
    assert post.row(first.item).outcome is Outcome.PUT_ASIDE


@pytest.mark.parametrize("text", ["OK", "Thank you, Wendy", "Yes?", "Agree agenda?"])
def test_a_bare_word_is_asked_back_or_noted_and_put_to_nobody(chair_asked: Post, text: str) -> None:
    chair_asked.hear(text, to=chair_asked.sent("chair", CHAIR))
    assert (said(chair_asked), chair_asked.forum.rows(WaitingWordsRow)) == ([], [])


@pytest.mark.parametrize(
    "more",
    [{"sender": "stranger@elsewhere.example"}, {"dmarc": Dmarc.FAIL}, {"sender": "", "dmarc": Dmarc.NONE}],
)
def test_no_words_of_strangers_or_of_disowned_mail_are_kept_or_quoted(
    chair_asked: Post, more: dict[str, Any]
) -> None:
    post = chair_asked
    letter = {} if "sender" in more else {"to": post.sent("chair", CHAIR)}
    row = post.hear(CHAIR_ASKS, **{**letter, **more})
    assert row.outcome in {Outcome.FOR_THE_UNIT, Outcome.QUARANTINED}
    assert (said(post), post.forum.rows(WaitingWordsRow)) == ([], [])
    desk = desk_of(post, "Fri 15 Jan 2027")
    (task,) = [task for task in desk.needs if str(row.id)[:8] in task.how]
    assert desk.marking == ""
    assert "is in the mailbox under that time" in task.how
    assert CHAIR_ASKS not in f"{task.what} {task.how}"


def test_the_words_of_an_urgent_concern_are_kept_and_quoted_nowhere(after_meeting: Post) -> None:
    post = after_meeting
    text = "A child told me today that she is being driven to a hotel by two men. What do I do?"
    post.hear(text, to=post.sent("after_meeting", NURSE))
    assert post.forum.rows(WaitingWordsRow) == []
    assert quotes(desk_of(post, "Fri 15 Jan 2027")) == []


def test_unproved_words_are_quoted_with_a_warning_and_without_ways_to_reach_anybody(
    chair_asked: Post,
) -> None:
    post = chair_asked
    text = "Ring me on 07700 900123 or write to me@evil.example, see https://evil.example/sign-in"
    post.hear(text, to=post.sent("chair", CHAIR), dmarc=Dmarc.NONE)
    (letter,) = [letter for letter in post.letters.printed if isinstance(letter, OwnWords)]
    assert letter.task.quote is not None
    assert letter.task.quote.lines == ("Ring me on (a number) or write to (an address), see (a link)",)
    assert "Nothing proves that it is from them" in letter.task.how


def test_in_a_group_without_a_marking_words_that_may_name_somebody_stay_in_the_mailbox(
    after_meeting: Post,
) -> None:
    post = after_meeting
    terms = post.office.policies["MASE"].model_copy(update={"marking": ""})
    post.forum.office = replace(post.office, policies={"MASE": terms})
    post.hear("Could we speak about the girl from Dover?", to=post.sent("after_meeting", NURSE))
    post.hear(ASKS, to=post.sent("after_meeting", NURSE))
    desk = desk_of(post, "Fri 15 Jan 2027")
    (task,) = quotes(desk)
    assert (desk.marking, task.quote and task.quote.lines) == ("", tuple(ASKS.splitlines()))
    (other,) = [each for each in desk.needs if "may name somebody" in each.how]
    assert "Dover" not in f"{other.what} {other.how}"


def test_long_words_are_cut_and_the_rest_is_in_the_mailbox(after_meeting: Post) -> None:
    post = after_meeting
    post.hear("Please ring me. " * 200, to=post.sent("after_meeting", NURSE))
    (task,) = quotes(desk_of(post, "Fri 15 Jan 2027"))
    assert task.quote is not None
    assert task.quote.is_cut
    assert len(" ".join(task.quote.lines)) <= 602
    assert task.how.startswith("The rest is in the mailbox under that time.")
    (kept,) = post.forum.rows(WaitingWordsRow)
    assert len(kept.words) == 1_000


def test_a_flood_in_the_chair_s_name_is_no_flood_of_letters(chair_asked: Post) -> None:
    post = chair_asked
    for number in range(14):
        post.reply(f"Can we speak of matter {number}?", to=post.sent("chair", CHAIR), dmarc=Dmarc.NONE)
    post.read()
    assert len(said(post)) == 10
    assert all(row.state is State.QUEUED for row in post.forum.letters("said"))


def test_what_waits_beside_an_action_that_was_taken_is_quoted_whole(after_meeting: Post) -> None:
    post = after_meeting
    row = post.hear("01 DONE\nBanana 02 perhaps by somebody else", to=post.sent("after_meeting", NURSE))
    assert row.made_of
    assert row.outcome is Outcome.FOR_THE_UNIT
    (kept,) = post.forum.rows(WaitingWordsRow)
    assert kept.words == "01 DONE\nBanana 02 perhaps by somebody else"


def test_what_may_be_a_worry_about_a_child_is_before_the_unit_within_the_hour(after_meeting: Post) -> None:
    post = after_meeting
    words = "I keep thinking about that boy."
    post.hear(words, to=post.sent("after_meeting", NURSE))
    (heard,) = said(post)
    assert heard[1:] == ("somebody who may be worried about a child", (words,), MARKING)
    assert newest(post).outcome is Outcome.FOR_THE_UNIT
