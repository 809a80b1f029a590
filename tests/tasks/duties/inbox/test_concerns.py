"""What must reach a person at once does, whoever writes it and whatever it answers, and is nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from forum.attendance.forecast import Answer
from forum.attendance.invitations import event_key
from forum.concerns.kinds import ConcernKind
from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.letters.concerns import ConcernAnswer, ConcernNotice
from forum.outbox.states import Mode, State
from forum.questions.kinds import QuestionKind
from forum.watch.evidence import Evidence
from forum.watch.faults import FaultKind, judge
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar.due_letters import groups_needing_a_hand
from tasks.duties.concerns.follow_concern import MOST_TO_WRITERS
from tasks.duties.inbox.read_mailbox import TRIES
from tasks.duties.questions.ask import ask_unit
from tasks.mail.protocol.mailer import Dmarc, InvitationAnswer
from tasks.register.tables import (
    AccessRequestRow,
    AgendaItemRow,
    ConcernRow,
    DispatchRow,
    ExpectedRow,
    GroupRow,
    RetentionHoldRow,
)
from tasks.watch.register_evidence import Watched, add_register
from tests.tasks.duties.inbox.post import MAILBOX, Post
from tests.tasks.duties.secretariat import FEBRUARY, NURSE

WORRY = "One of my girls told me last night that two men drive her to a hotel. She is 14. What do I do?"
UNIT, LEAD = "Business Unit Officer", "Kent Safeguarding Lead"
STRANGER = "worried@nowhere.example"


def concerns(post: Post) -> list[tuple[str, ConcernKind]]:
    return sorted((row.reference, row.kind) for row in post.forum.rows(ConcernRow))


def notices(post: Post) -> list[tuple[str, ConcernNotice]]:
    return [(each.addressee, each) for each in post.letters.printed if isinstance(each, ConcernNotice)]


def answers(post: Post) -> list[ConcernAnswer]:
    return [each for each in post.letters.printed if isinstance(each, ConcernAnswer)]


def faults(post: Post) -> list[str]:
    """What the watcher tells those who run the service of concerns."""
    office = post.office
    watched = Watched(Mode.LIVE, office.policies, office.calendars, [MAILBOX])
    with office.register.reading() as session:
        seen = add_register(Evidence(now=post.forum.clock.at), session, watched)
    of_concerns = (FaultKind.CONCERN, FaultKind.CONCERN_DUE)
    return [fault.sentence for fault in judge(seen) if fault.kind in of_concerns]


def test_a_worry_in_reply_to_a_letter_reaches_people_within_the_same_run(after_meeting: Post) -> None:
    told = after_meeting
    letter = told.sent("after_meeting", NURSE)
    row = told.hear(f"ITEM: Hotels, for discussion\n{WORRY}", to=letter)
    assert row.outcome is Outcome.RECORDED
    assert concerns(told) == [("W/2027/01", ConcernKind.WORRY)]

    (answer,) = answers(told)
    assert answer.addressee == NURSE
    assert answer.advice[0].first == "If anybody is in danger now, ring 999."
    assert answer.advice[0].numbers[0] == "Kent: 03000 000001, at night and weekends 03000 000002"
    assert answer.lead == "Kent Safeguarding Lead, 03000 000009"
    assert answer.answered == told.forum.today

    assert [name for name, _ in notices(told)] == [UNIT, LEAD]
    notice = notices(told)[0][1]
    assert [each.why for _, each in notices(told)] == [
        "the Business Unit supports the MASE Group",
        "the MASE Group names you as its lead for safeguarding",
    ]
    assert notice.urgent
    assert notice.proved
    assert "CCGs" in notice.writer
    for each in told.letters.printed:
        assert "hotel" not in repr(each).lower()
    titles = [item.title for item in told.forum.rows(AgendaItemRow)]
    assert "Hotels" not in titles

    told.send()
    assert told.sent("concern_answer", NURSE).address == told.address(NURSE)
    assert told.sent("concern_notice", LEAD).address == "safeguarding.lead@kscb.example"
    (sentence,) = faults(told)
    assert sentence.startswith("W/2027/01 must reach a person now: it came at")

    with unit_of_work(told.forum.office, "test", told.forum.today) as work:
        february, group = told.forum.meeting(FEBRUARY), group_context(work, told.forum.group)
        ask_unit(group, QuestionKind.FILL_PART_TWO, february, due=told.forum.today)
    told.forum.on("Fri 15 Jan 2027")
    assert told.forum.is_due(groups_needing_a_hand)
    first = "W/2027/01, a worry about a child or adult: nobody has said what was done."
    assert told.desk()[0].startswith(first)

    settled = told.hear(
        "SETTLED W/2027/01: rang the front door at 10am,\nand the nurse", to=told.sent("concern_notice", LEAD)
    )
    assert settled.outcome is Outcome.RECORDED
    (concern,) = told.forum.rows(ConcernRow)
    assert concern.settled_on == told.forum.today
    assert concern.done == "rang the front door at 10am, and the nurse"
    assert faults(told) == []
    told.forum.on("Mon 18 Jan 2027")
    assert not [task for task in told.desk() if "W/2027/01" in task]


# What somebody writes, the kind that it is, and the day by which the law wants an answer.
KINDS = [
    (WORRY, ConcernKind.WORRY, None),
    ("I want to make a formal complaint", ConcernKind.COMPLAINT, None),
    ("I must declare an interest in item 6", ConcernKind.INTEREST, None),
    ("Please delete all the data you hold on me", ConcernKind.RIGHTS, dt.date(2027, 2, 14)),
    ("This is a freedom of information request", ConcernKind.INFORMATION, dt.date(2027, 2, 11)),
]


@pytest.mark.parametrize(("text", "kind", "by"), KINDS)
def test_each_kind_has_its_clock_and_only_the_urgent_reach_the_lead(
    after_meeting: Post, text: str, kind: ConcernKind, by: dt.date | None
) -> None:
    post = after_meeting
    post.hear(text, to=post.sent("after_meeting", NURSE))
    (row,) = post.forum.rows(ConcernRow)
    assert (row.kind, row.answer_by) == (kind, by)
    is_urgent = kind is ConcernKind.WORRY
    assert [name for name, _ in notices(post)] == ([UNIT, LEAD] if is_urgent else [UNIT])
    assert [answer.urgent for answer in answers(post)] == [is_urgent]
    holds = [hold.person_id for hold in post.forum.rows(RetentionHoldRow)]
    assert holds == ([post.forum.person(NURSE)] if kind is ConcernKind.RIGHTS else [])


def test_an_answer_that_the_law_wants_is_seen_four_days_before(after_meeting: Post) -> None:
    post = after_meeting
    post.hear("Please delete all the data you hold on me", to=post.sent("after_meeting", NURSE))
    post.forum.on("Tue 9 Feb 2027")
    assert faults(post) == []
    post.forum.on("Wed 10 Feb 2027")
    assert faults(post) == [
        "W/2027/01 is to be answered by Sunday 14 February 2027, and nobody has said that it was."
    ]


ASKS_FOR_COPIES = "Please send me a copy of all the data you hold about me"


def test_whoever_asks_what_is_kept_on_them_has_one_month_on_record_however_often_they_ask(
    after_meeting: Post,
) -> None:
    post = after_meeting
    letter, asked_on = post.sent("after_meeting", NURSE), post.forum.today
    post.hear(ASKS_FOR_COPIES, to=letter)
    assert "Their request is on record with its month" in notices(post)[0][1].concerns[0].does
    assert any("nothing that names you is destroyed" in line for line in answers(post)[0].advice[0].more)
    post.forum.on("Fri 15 Jan 2027")
    post.hear(ASKS_FOR_COPIES, to=letter)
    (request,) = post.forum.rows(AccessRequestRow)
    assert (request.person_id, request.asked_on) == (post.forum.person(NURSE), asked_on)
    assert "nothing else pauses" in post.desk()[0]
    assert {hold.authority for hold in post.forum.rows(RetentionHoldRow)} == {"UK GDPR, article 15"}


@pytest.mark.parametrize("sender", ["", STRANGER])
def test_nobody_s_month_begins_where_nothing_proves_who_asked(after_meeting: Post, sender: str) -> None:
    post = after_meeting
    letter = post.sent("after_meeting", NURSE)
    post.hear(ASKS_FOR_COPIES, to=letter, sender=sender, dmarc=Dmarc.NONE)
    assert [kind for _, kind in concerns(post)] == [ConcernKind.ACCESS]
    assert post.forum.rows(AccessRequestRow) == []
    assert "is held against disposal" not in notices(post)[0][1].concerns[0].does
    assert not any("is destroyed" in sentence for sentence in answers(post)[0].advice[0].more)


def test_of_several_in_a_mail_the_most_urgent_leads(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(f"I want to make a formal complaint.\n{WORRY}", to=post.sent("after_meeting", NURSE))
    assert concerns(post) == [("W/2027/01", ConcernKind.WORRY), ("W/2027/02", ConcernKind.COMPLAINT)]
    (answer,) = answers(post)
    assert [advice.first for advice in answer.advice] == [
        "If anybody is in danger now, ring 999.",
        "Your complaint is with a person, who will answer you.",
    ]
    assert [line.reference for line in notices(post)[0][1].concerns] == ["W/2027/01", "W/2027/02"]


def test_a_stranger_hears_whom_to_ring_once_a_day_and_without_a_name(after_meeting: Post) -> None:
    post = after_meeting
    first = post.hear(WORRY, sender=STRANGER, dmarc=Dmarc.NONE)
    second = post.hear(WORRY, sender=STRANGER, dmarc=Dmarc.NONE)
    assert {first.outcome, second.outcome} == {Outcome.RECORDED}
    assert len(concerns(post)) == 2
    (answer,) = answers(post)
    assert (answer.addressee, answer.answered) == ("", None)
    assert notices(post)[0][1].writer == "somebody who is not on the register"
    assert not notices(post)[0][1].proved

    post.send()
    (letter,) = (row for row in post.forum.rows(DispatchRow) if row.letter == ConcernAnswer.NAME)
    assert (letter.state, letter.address) == (State.SENT, STRANGER)
    assert [mail.to for _, mail in post.mailer.sent if mail.to == STRANGER] == [STRANGER]


def test_thanks_of_a_stranger_for_that_lead_to_no_letter(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(WORRY, sender=STRANGER, dmarc=Dmarc.NONE)
    post.send()
    (letter,) = (row for row in post.forum.rows(DispatchRow) if row.letter == ConcernAnswer.NAME)
    before = len(post.letters.printed)
    post.hear("Thank you, I have rung them", sender=STRANGER, dmarc=Dmarc.NONE, to=letter)
    assert len(post.letters.printed) == before


def test_mail_to_no_stranger_leaves_beyond_its_number_and_the_unit_still_hears(after_meeting: Post) -> None:
    post = after_meeting
    for number in range(MOST_TO_WRITERS + 1):
        post.hear(WORRY, sender=f"worried{number}@nowhere.example", dmarc=Dmarc.NONE)
    assert len(answers(post)) == MOST_TO_WRITERS
    assert len(concerns(post)) == MOST_TO_WRITERS + 1


def test_no_other_letter_goes_to_an_address_that_the_register_does_not_have(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(WORRY, sender=STRANGER, dmarc=Dmarc.NONE)
    with post.office.register.transaction("test") as tx:
        row = tx.session.scalars(select(DispatchRow).where(DispatchRow.letter == ConcernAnswer.NAME)).one()
        row.letter = "minutes"
    post.send()
    (row,) = (row for row in post.forum.rows(DispatchRow) if row.address == STRANGER)
    assert row.state is State.HELD
    assert row.reason.startswith("Only the answer on whom to ring goes to whoever wrote")


def test_mail_that_its_own_system_disowns_is_told_of_and_not_answered(after_meeting: Post) -> None:
    post = after_meeting
    row = post.hear(WORRY, to=post.sent("after_meeting", NURSE), dmarc=Dmarc.FAIL)
    assert row.outcome is Outcome.RECORDED
    assert answers(post) == []
    assert [(name, notice.proved) for name, notice in notices(post)] == [(UNIT, False), (LEAD, False)]
    post.forum.on("Fri 15 Jan 2027")
    assert "Nothing proves who wrote it." in post.desk()[0]


def test_a_member_of_the_police_whose_mail_proves_nothing_is_answered(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(WORRY, to=post.sent("after_meeting", NURSE), dmarc=Dmarc.NONE)
    assert [answer.addressee for answer in answers(post)] == [NURSE]
    assert not notices(post)[0][1].proved


def test_words_with_a_button_of_the_calendar_are_heard_and_the_button_counts(after_meeting: Post) -> None:
    post = after_meeting
    key = event_key(post.forum.group, post.forum.meeting(FEBRUARY).id)
    post.hear(
        f"{WORRY}\nJo Field comes for me.",
        sender=post.address(NURSE),
        kind=ItemKind.MEETING_ANSWER,
        event_key=key,
        invitation_answer=InvitationAnswer.DECLINED,
    )
    assert concerns(post) == [("W/2027/01", ConcernKind.WORRY)]
    assert Answer.APOLOGIES in {row.answer for row in post.forum.rows(ExpectedRow)}


def test_the_name_of_a_file_is_enough(after_meeting: Post) -> None:
    post = after_meeting
    letter = post.sent("after_meeting", NURSE)
    post.hear("See attached", to=letter, files={"IMG bruises on child.jpg": b"picture"})
    assert [kind for _, kind in concerns(post)] == [ConcernKind.WORRY]


@pytest.mark.parametrize("kind", [ItemKind.AUTOMATIC, ItemKind.NON_DELIVERY, ItemKind.NOTICE])
def test_what_no_person_wrote_raises_nothing(after_meeting: Post, kind: ItemKind) -> None:
    after_meeting.hear(WORRY, sender=after_meeting.address(NURSE), kind=kind)
    assert concerns(after_meeting) == []


@pytest.mark.parametrize("column", ["paused", "ended"])
def test_mail_to_a_group_that_is_not_at_work_is_on_record_and_told_to_those_who_run_the_service(
    after_meeting: Post, column: str
) -> None:
    post = after_meeting
    letter = post.sent("after_meeting", NURSE)
    with post.office.register.transaction("test") as tx:
        setattr(tx.session.get_one(GroupRow, post.forum.group), column, post.forum.today)
    post.hear(WORRY, to=letter)
    assert concerns(post) == [("W/2027/01", ConcernKind.WORRY)]
    assert len(faults(post)) == 1


def test_a_mail_that_can_not_be_shown_is_heard_by_its_subject(after_meeting: Post) -> None:
    post = after_meeting
    letter = post.sent("after_meeting", NURSE)
    id = post.reply("", to=letter, subject=f"URGENT {WORRY}", files={"a.docx": b""})
    post.mailer.contents.clear()
    for _ in range(TRIES):
        post.read()
    assert post.row(id).outcome is Outcome.RECORDED
    assert [kind for _, kind in concerns(post)] == [ConcernKind.WORRY]


def test_a_mail_too_long_to_be_read_is_heard_all_the_same(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(f"{WORRY}\n" + "and so on\n" * 6000, to=post.sent("after_meeting", NURSE))
    assert [kind for _, kind in concerns(post)] == [ConcernKind.WORRY]


def test_a_mail_that_is_read_twice_is_one_concern(after_meeting: Post) -> None:
    post = after_meeting
    for _ in range(2):
        post.reply(WORRY, to=post.sent("after_meeting", NURSE), message_id="<same@members.example>")
        post.read()
    assert len(concerns(post)) == 1
    assert len(answers(post)) == 1


def test_wrong_takes_no_concern_back_and_the_unit_hears_that(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(WORRY, to=post.sent("after_meeting", NURSE))
    post.send()
    wrong = post.hear("WRONG", to=post.sent("concern_answer", NURSE))
    assert wrong.outcome is Outcome.FOR_THE_UNIT
    assert post.told()[-1] == (
        "taken back: too late: What you wrote is with the people who have to hear of it."
    )
    assert len(concerns(post)) == 1


def test_an_answer_to_our_answer_is_read_as_one_to_the_letter_before(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(WORRY, to=post.sent("after_meeting", NURSE))
    post.send()
    post.hear("01 DONE", to=post.sent("concern_answer", NURSE))
    assert post.told()[-1].startswith("recorded:")


# Who says what was done, in answer to which letter, and whether it is settled then.
SETTLING = [
    (UNIT, "concern_notice", Dmarc.PASS, True),
    (LEAD, "concern_notice", Dmarc.PASS, True),
    (LEAD, "concern_notice", Dmarc.NONE, False),
    (LEAD, "concern_notice", Dmarc.FAIL, False),
    (NURSE, "concern_answer", Dmarc.PASS, False),
]


@pytest.mark.parametrize(("who", "letter", "dmarc", "is_settled"), SETTLING)
def test_the_unit_and_the_lead_alone_settle_a_concern(
    after_meeting: Post, who: str, letter: str, dmarc: Dmarc, *, is_settled: bool
) -> None:
    post = after_meeting
    post.hear(WORRY, to=post.sent("after_meeting", NURSE))
    post.send()
    post.hear("SETTLED W/2027/01: rang the front door", to=post.sent(letter, who), dmarc=dmarc)
    (row,) = post.forum.rows(ConcernRow)
    assert (row.settled_on is not None) == is_settled


def test_words_of_the_lead_that_settle_nothing_are_asked_back(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(WORRY, to=post.sent("after_meeting", NURSE))
    post.send()
    post.hear("I have rung the girl’s mother and go there tonight", to=post.sent("concern_notice", LEAD))
    assert len(concerns(post)) == 1
    assert post.told()[-1].startswith("not understood: It is not plain what was done")


def test_wrong_takes_back_that_a_concern_is_settled(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(WORRY, to=post.sent("after_meeting", NURSE))
    post.send()
    post.hear("SETTLED W/2027/01: rang the front door", to=post.sent("concern_notice", UNIT))
    post.send()
    post.hear("WRONG", to=post.sent("recorded", UNIT))
    (row,) = post.forum.rows(ConcernRow)
    assert (row.settled_on, row.done) == (None, "")


def test_a_reply_by_pa_or_from_another_address_is_answered_where_it_came_from(after_meeting: Post) -> None:
    post = after_meeting
    post.hear(WORRY, to=post.sent("after_meeting", NURSE), sender="pa.of.nurse@ccg.example")
    post.send()
    (letter,) = (row for row in post.forum.rows(DispatchRow) if row.letter == ConcernAnswer.NAME)
    assert letter.address == "pa.of.nurse@ccg.example"
