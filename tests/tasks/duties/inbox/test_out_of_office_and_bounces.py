"""Who is away and what came back: no answer to anything, and yet something follows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from forum.calendar.steps import StepKind
from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from tasks.duties.members.appointments import agree_cover, change_address
from tasks.duties.outbox.decisions import hold_everything, hold_in_force, resume
from tasks.mail.protocol.mailer import Dmarc
from tasks.mail.protocol.properties import message_id
from tasks.register.outbox import sending_refused_since
from tasks.register.tables import AddressRow, DispatchRow, PersonRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import MAILBOX, Post
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, FEBRUARY, NURSE, UNIT


def away(post: Post, name: str, text: str = "I am away. AGREE AGENDA", dmarc: Dmarc = Dmarc.PASS) -> Outcome:
    letter = post.sent("chair", CHAIR)
    sender = post.address(name)
    return post.hear(text, to=letter, sender=sender, kind=ItemKind.AUTOMATIC, dmarc=dmarc).outcome


def returned(post: Post, letter: DispatchRow, **changes: Any) -> Outcome:
    """A report of a letter comes, proved to be from the postmaster where the letter went."""
    postmaster = f"postmaster@{letter.address.partition('@')[2]}"
    given = {
        "failed_key": letter.key,
        "failed_address": letter.address,
        "failed_status": "5.1.1",
        "sender": postmaster,
        **changes,
    }
    return post.hear("", kind=ItemKind.NON_DELIVERY, **given).outcome


def bounced(post: Post) -> set[str]:
    return {row.address for row in post.forum.rows(AddressRow) if row.bounced}


def test_an_automatic_reply_is_never_an_answer(chair_asked: Post) -> None:
    away(chair_asked, CHAIR)
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert question.answered is None
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done is None
    assert chair_asked.told() == []


def test_while_the_chair_is_away_the_question_goes_to_the_deputy_chair_at_once(chair_asked: Post) -> None:
    assert away(chair_asked, CHAIR) is Outcome.RECORDED
    (letter,) = chair_asked.forum.letters("chair", DEPUTY_CHAIR)
    (question,) = chair_asked.forum.questions(QuestionKind.AGREE_AGENDA)
    assert letter.conditions.unanswered == (question.id,)
    assert (question.escalated, question.escalated_to_id) == (
        day("Thu 14 Jan 2027"),
        chair_asked.forum.person(DEPUTY_CHAIR),
    )
    chair_asked.send()
    assert chair_asked.hear("AGREE", to=chair_asked.sent("chair", DEPUTY_CHAIR)).outcome is Outcome.RECORDED
    assert chair_asked.forum.step(StepKind.AGENDA_AGREED, FEBRUARY).done == day("Thu 14 Jan 2027")


def test_the_chair_may_still_answer(chair_asked: Post) -> None:
    away(chair_asked, CHAIR)
    assert chair_asked.hear("AGREE", to=chair_asked.sent("chair", CHAIR)).outcome is Outcome.RECORDED


def test_it_goes_to_whoever_covers_for_the_chair(chair_asked: Post) -> None:
    forum = chair_asked.forum
    last = day("Fri 29 Jan 2027")
    do(agree_cover, chair_asked.office, "MASE", forum.person(CHAIR), forum.person(NURSE), forum.today, last)
    away(chair_asked, CHAIR)
    assert len(forum.letters("chair", NURSE)) == 1
    assert forum.letters("chair", DEPUTY_CHAIR) == []


def test_it_is_put_on_once_however_many_automatic_replies_come(chair_asked: Post) -> None:
    assert away(chair_asked, CHAIR) is Outcome.RECORDED
    chair_asked.forum.on("Fri 15 Jan 2027")
    assert away(chair_asked, CHAIR) is Outcome.NOTED
    assert len(chair_asked.forum.letters("chair", DEPUTY_CHAIR)) == 1


@pytest.mark.parametrize(("who", "dmarc"), [(NURSE, Dmarc.PASS), (CHAIR, Dmarc.FAIL)])
def test_of_anybody_else_it_needs_nothing(chair_asked: Post, who: str, dmarc: Dmarc) -> None:
    assert away(chair_asked, who, dmarc=dmarc) is Outcome.NOTED
    assert chair_asked.forum.letters("chair", DEPUTY_CHAIR) == []


def test_an_address_that_takes_no_letters_is_marked_and_what_waits_for_it_is_held(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    assert returned(chair_asked, letter) is Outcome.RECORDED
    assert bounced(chair_asked) == {letter.address}
    chair_asked.forum.on("Tue 19 Jan 2027")
    chair_asked.put_questions()
    chair_asked.send()
    reminder = chair_asked.forum.letters("chair", CHAIR)[-1]
    assert (reminder.state, "come back" in reminder.reason) == (State.HELD, True)
    said = [one for one in chair_asked.desk() if "come back since 14 January 2027" in one]
    assert len(said) == 1
    assert said[0].startswith(f"Ring {CHAIR}, 0")


def test_a_new_address_lets_go_what_was_held(chair_asked: Post) -> None:
    returned(chair_asked, chair_asked.sent("chair", CHAIR))
    forum = chair_asked.forum
    forum.on("Tue 19 Jan 2027")
    chair_asked.put_questions()
    chair_asked.send()
    do(change_address, chair_asked.office, forum.person(CHAIR), "chair@elsewhere.example", forum.today)
    chair_asked.send()
    reminder = chair_asked.sent("chair", CHAIR)
    assert reminder.address == "chair@elsewhere.example"
    assert not any("come back" in one for one in chair_asked.desk())


def test_what_was_held_goes_on_the_first_day_of_a_new_address(chair_asked: Post) -> None:
    returned(chair_asked, chair_asked.sent("chair", CHAIR))
    forum = chair_asked.forum
    forum.on("Tue 19 Jan 2027")
    chair_asked.put_questions()
    chair_asked.send()
    since = day("Thu 21 Jan 2027")
    do(change_address, chair_asked.office, forum.person(CHAIR), "chair@elsewhere.example", since)
    forum.on("Wed 20 Jan 2027")
    chair_asked.send()
    assert forum.letters("chair", CHAIR)[-1].state is State.HELD
    forum.on("Thu 21 Jan 2027")
    chair_asked.send()
    assert chair_asked.sent("chair", CHAIR).address == "chair@elsewhere.example"


def test_the_same_address_entered_again_is_tried_again(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    returned(chair_asked, letter)
    forum = chair_asked.forum
    forum.on("Tue 19 Jan 2027")
    do(change_address, chair_asked.office, forum.person(CHAIR), letter.address, forum.today)
    chair_asked.put_questions()
    chair_asked.send()
    assert chair_asked.sent("chair", CHAIR).queued_at.date() == forum.today


def test_a_second_report_is_noted(chair_asked: Post) -> None:
    returned(chair_asked, chair_asked.sent("chair", CHAIR))
    chair_asked.forum.clock.at += dt.timedelta(hours=1)
    assert returned(chair_asked, chair_asked.sent("chair", CHAIR)) is Outcome.NOTED


STRANGER = "postmaster@mx.evil.example"
OURS = "postmaster@unit.example"
NURSES = "designated.nurse@ccg.example"


@pytest.mark.parametrize(
    ("dmarc", "sender"),
    [
        (Dmarc.PASS, ""),
        (Dmarc.PASS, OURS),
        (Dmarc.PASS, "mailer-daemon@mx1.{domain}"),
        (Dmarc.PASS, "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e@unit.example"),
    ],
)
def test_a_report_of_the_postmaster_there_or_here_marks_the_address(
    chair_asked: Post, dmarc: Dmarc, sender: str
) -> None:
    chair_asked.hear("Thanks", to=chair_asked.sent("chair", CHAIR))  # so that our mailbox has been read
    letter = chair_asked.sent("chair", CHAIR)
    changes = {"sender": sender.format(domain=letter.address.partition("@")[2])} if sender else {}
    assert returned(chair_asked, letter, dmarc=dmarc, **changes) is Outcome.RECORDED
    assert bounced(chair_asked) == {letter.address}


def test_a_letter_that_came_back_for_another_reason_than_its_address_holds_nothing(chair_asked: Post) -> None:
    post, letter = chair_asked, chair_asked.sent("chair", CHAIR)
    assert returned(post, letter, failed_status="5.2.2") is Outcome.FOR_THE_UNIT
    assert bounced(post) == set()
    post.forum.on("Tue 19 Jan 2027")
    (said,) = [one for one in post.desk() if "mailbox is full (5.2.2)" in one]
    assert said.startswith(f"Ring {CHAIR}, 0")
    assert "Nothing is held" in said
    post.put_questions()
    post.send()
    assert post.sent("chair", CHAIR).queued_at.date() == post.forum.today


@pytest.mark.parametrize("status", ["5.1.8", "5.7.501", "5.7.708"])
def test_where_our_own_sending_is_blocked_no_address_is_marked_and_everything_is_held(
    chair_asked: Post, status: str
) -> None:
    post, letter = chair_asked, chair_asked.sent("chair", CHAIR)
    post.hear("Thanks", to=letter)  # so that our mailbox has been read
    assert returned(post, letter, failed_status=status) is Outcome.FOR_THE_UNIT, "theirs can’t know of ours"
    assert hold_in_force(post.office) is None
    ours = "postmaster@unit.example"
    assert returned(post, letter, failed_status=status, sender=ours, dmarc=Dmarc.NONE) is Outcome.NOTED
    assert hold_in_force(post.office) is None
    assert returned(post, letter, failed_status=status, sender=ours) is Outcome.FOR_THE_UNIT
    hold = hold_in_force(post.office)
    assert hold is not None
    assert status in hold.reason
    assert bounced(post) == set()
    with post.office.register.reading() as session:
        assert sending_refused_since(session) == hold.since
    assert returned(post, letter, failed_status=status, sender=ours) is Outcome.NOTED, "held once"
    post.forum.on("Fri 15 Jan 2027")
    do(resume, post.office, reason="The block is lifted.")
    do(hold_everything, post.office, reason="wrong letters")
    with post.office.register.reading() as session:
        assert sending_refused_since(session) is None, "a person's hold is none of that"


ONLINE = "lo2p265mb1234.gbrp265.prod.outlook.com"  # a server of Exchange Online, whoever's it is


@pytest.mark.parametrize(
    ("status", "reporter", "refuser", "holds"),
    [
        ("5.7.501", "ex01.unit.example", "", True),
        ("5.7.501", "ex01.unit.example", "relay.unit.example", True),
        ("5.7.509", ONLINE, "relay.unit.example", True),
        ("5.1.8", ONLINE, "am6eur05ft045.mail.protection.outlook.com", True),
        ("5.7.705", ONLINE, ONLINE, True),
        ("5.7.509", ONLINE, "police-example.mail.protection.outlook.com", False),
        ("5.7.501", ONLINE, "mx.police.example", False),
        ("5.1.8", "ex01.unit.example", "mx.police.example", False),
        ("5.7.705", "ex01.unit.example", "am6eur05ft045.mail.protection.outlook.com", False),
    ],
)
def test_what_another_s_server_says_of_our_sending_holds_nothing_though_our_own_passes_it_on(
    chair_asked: Post, status: str, reporter: str, refuser: str, holds: bool
) -> None:
    post, letter = chair_asked, chair_asked.sent("chair", CHAIR)
    post.hear("Thanks", to=letter)  # so that our mailbox has been read
    said = {"sender": OURS, "failed_status": status, "failed_by": (reporter, refuser)}
    assert returned(post, letter, **said) is Outcome.FOR_THE_UNIT
    assert (hold_in_force(post.office) is not None) is holds
    assert bounced(post) == set()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("dmarc", "sender"),
    [
        (Dmarc.NONE, "postmaster@{domain}"),
        (Dmarc.NONE, ""),
        (Dmarc.NONE, OURS),
        (Dmarc.PASS, STRANGER),
        (Dmarc.PASS, "postmaster@evil{domain}"),
        (Dmarc.PASS, "postmaster@{domain}.evil.example"),
        (Dmarc.PASS, "somebody@{domain}"),
        (Dmarc.PASS, "{address}"),
        (Dmarc.PASS, ""),
    ],
)
def test_a_report_that_nothing_proves_holds_nothing_and_has_the_unit_ring_once(
    chair_asked: Post, dmarc: Dmarc, sender: str
) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    domain = letter.address.partition("@")[2]
    wrote = sender.format(domain=domain, address=letter.address) or " "
    assert returned(chair_asked, letter, dmarc=dmarc, sender=wrote) is Outcome.FOR_THE_UNIT
    assert returned(chair_asked, letter, dmarc=dmarc, sender=wrote) is Outcome.NOTED
    assert bounced(chair_asked) == set()
    chair_asked.forum.on("Tue 19 Jan 2027")
    (said,) = [one for one in chair_asked.desk() if "a report says" in one]
    assert said.startswith(f"Ring {CHAIR}, 0")
    assert "nothing is held" in said
    chair_asked.put_questions()
    chair_asked.send()
    assert chair_asked.sent("chair", CHAIR).queued_at.date() == chair_asked.forum.today


@pytest.mark.parametrize(
    "changes",
    [
        {"failed_address": ""},
        {"failed_address": NURSES},
        {"failed_address": "chair"},
        {"received_at": dt.datetime(2027, 1, 29)},
    ],
)
def test_a_report_of_another_address_or_of_long_after_marks_nobody(
    chair_asked: Post, changes: dict[str, Any]
) -> None:
    assert returned(chair_asked, chair_asked.sent("chair", CHAIR), **changes) is Outcome.FOR_THE_UNIT
    assert bounced(chair_asked) == set()


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"failed_key": ""}, Outcome.FOR_THE_UNIT),
        ({"failed_key": "no key of ours"}, Outcome.FOR_THE_UNIT),
        ({"failed_address": NURSES, "failed_key": ""}, Outcome.FOR_THE_UNIT),
        ({"failed_address": "nobody@elsewhere.example", "failed_key": ""}, Outcome.FOR_THE_UNIT),
        ({"dmarc": Dmarc.FAIL}, Outcome.QUARANTINED),
    ],
)
def test_a_report_of_no_letter_of_ours_to_that_address_marks_nobody(
    chair_asked: Post, changes: dict[str, Any], outcome: Outcome
) -> None:
    post = chair_asked
    assert returned(post, post.sent("chair", CHAIR), **changes) is outcome
    assert bounced(post) == set()
    assert not any(one.startswith("Ring") and "come back" in one for one in post.desk())


def test_a_report_of_another_letter_than_it_names_by_its_subject_is_of_none(chair_asked: Post) -> None:
    letter = chair_asked.sent("chair", CHAIR)
    subject = f"RE: {letter.subject}"
    changes = {"failed_key": "", "sender": letter.address, "subject": subject}
    assert returned(chair_asked, letter, **changes) is Outcome.FOR_THE_UNIT
    assert bounced(chair_asked) == set()


@pytest.mark.thorough
@pytest.mark.parametrize("sender", [OURS, STRANGER, "postmaster@unit.example"])
@pytest.mark.parametrize("dmarc", [Dmarc.PASS, Dmarc.NONE, Dmarc.FAIL])
def test_whatever_report_comes_the_unit_goes_on_getting_its_letters(
    chair_asked: Post, sender: str, dmarc: Dmarc
) -> None:
    post = chair_asked
    post.hear("AGREE", to=post.sent("chair", CHAIR), dmarc=Dmarc.NONE)
    post.forum.on("Fri 15 Jan 2027")
    post.desk()
    post.send()
    desk = post.sent("desk", UNIT)
    assert returned(post, desk, sender=sender, dmarc=dmarc) in (Outcome.FOR_THE_UNIT, Outcome.QUARANTINED)
    post.forum.on("Mon 18 Jan 2027")
    said = post.desk()
    post.send()
    assert post.sent("desk", UNIT).queued_at.date() == post.forum.today
    if dmarc is not Dmarc.FAIL:
        (told,) = [one for one in said if "a report says" in one]
        assert "address of the unit, whose letters are never held" in told


def test_whoever_acts_for_the_officer_is_never_held_either(chair_asked: Post) -> None:
    post, forum = chair_asked, chair_asked.forum
    last = day("Fri 29 Jan 2027")
    do(agree_cover, post.office, "MASE", forum.person(UNIT), forum.person(NURSE), forum.today, last)
    post.hear("AGREE", to=post.sent("chair", CHAIR), dmarc=Dmarc.NONE)
    forum.on("Fri 15 Jan 2027")
    post.desk()
    post.send()
    assert returned(post, post.sent("desk", NURSE)) is Outcome.FOR_THE_UNIT
    assert bounced(post) == set()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("kind", "dmarc", "answers", "outcome"),
    [
        (ItemKind.AUTOMATIC, Dmarc.PASS, True, Outcome.RECORDED),
        (ItemKind.AUTOMATIC, Dmarc.PASS, False, Outcome.NOTED),
        (ItemKind.AUTOMATIC, Dmarc.NONE, True, Outcome.FOR_THE_UNIT),
        (ItemKind.AUTOMATIC, Dmarc.NONE, False, Outcome.NOTED),
        (ItemKind.AUTOMATIC, Dmarc.FAIL, True, Outcome.NOTED),
        (ItemKind.NOTICE, Dmarc.PASS, True, Outcome.NOTED),
        (ItemKind.NOTICE, Dmarc.NONE, True, Outcome.NOTED),
        (ItemKind.PASSED_ON, Dmarc.PASS, True, Outcome.FOR_THE_UNIT),
        (ItemKind.PASSED_ON, Dmarc.NONE, False, Outcome.FOR_THE_UNIT),
    ],
)
@pytest.mark.parametrize("text", ["AGREE AGENDA", "I am away. AGREE", "WRONG"])
def test_what_a_machine_sends_answers_nothing_and_only_the_chair_s_own_absence_goes_to_the_deputy_chair(
    chair_asked: Post, kind: ItemKind, dmarc: Dmarc, answers: bool, outcome: Outcome, text: str
) -> None:
    post = chair_asked
    letter = post.sent("chair", CHAIR)
    to = {"to": letter} if answers else {"sender": letter.address}
    assert post.hear(text, kind=kind, dmarc=dmarc, **to).outcome is outcome
    (question,) = post.forum.questions(QuestionKind.AGREE_AGENDA)
    assert (question.answered, post.told()) == (None, [])
    escalated = outcome is Outcome.RECORDED
    assert len(post.forum.letters("chair", DEPUTY_CHAIR)) == escalated
    post.forum.on("Tue 19 Jan 2027")
    post.put_questions()
    post.send()
    assert post.sent("chair", CHAIR).queued_at.date() == post.forum.today


def test_of_an_unproved_absence_the_unit_is_told_once(chair_asked: Post) -> None:
    assert away(chair_asked, CHAIR, dmarc=Dmarc.NONE) is Outcome.FOR_THE_UNIT
    assert away(chair_asked, CHAIR, dmarc=Dmarc.NONE) is Outcome.NOTED
    (said,) = [one for one in chair_asked.desk() if "says that the Chair is away" in one]
    assert said.startswith(f"{CHAIR} (chair), 0")
    assert "sheet Cover of the members’ workbook" in said


def test_a_colleagues_automatic_reply_to_the_chairs_letter_says_nothing_of_the_chair(
    chair_asked: Post,
) -> None:
    assert away(chair_asked, NURSE) is Outcome.NOTED
    assert chair_asked.forum.letters("chair", DEPUTY_CHAIR) == []


def test_a_message_id_is_made_of_what_nobody_outside_knows(chair_asked: Post) -> None:
    """The key has the reader's id, which is drawn at random, and the Message-ID 96 bits of its digest."""
    letter = chair_asked.sent("chair", CHAIR)
    assert letter.key.endswith(f"/{letter.person_id}")
    assert {row.id.version for row in chair_asked.forum.rows(PersonRow)} == {4}
    assert len(message_id(letter.key, MAILBOX).partition("@")[0].strip("<")) == 24
