"""The Chair writes in a line that they are away, or that a meeting is called, moved or not held."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from forum.calendar.meetings import MeetingKind, MeetingState
from forum.calendar.steps import StepKind, StepVerdict
from forum.inbox.mailbox_items import ItemKind, Outcome
from forum.letters.meetings import Cancelled, Moved
from forum.letters.papers import Papers
from forum.letters.parts import Ask
from forum.letters.questions import ChairLetter
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.terms.parts.deadlines import Limit
from tasks.duties.calendar.due import agendas_to_draft
from tasks.duties.calendar.due_letters import groups_with_questions
from tasks.register.tables import AgendaItemRow, CoverRow, InvitationRow, MeetingRow
from tests.english import day
from tests.forum.policies import MASE
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, FEBRUARY, JANUARY, NURSE, UNIT, Forum

CALL = "CALL MASE 28 January, 10am: Hotel closure order, 20 minutes; the police need a decision this week"
WHY = "Hotel closure order: the police need a decision this week"


def from_chair(post: Post, text: str) -> str:
    """What the Chair hears of a reply to the letter that asks for the agenda."""
    post.hear(text, to=post.sent("chair", CHAIR))
    return post.told()[-1]


def escalated(post: Post) -> list[QuestionKind]:
    deputy = post.forum.person(DEPUTY_CHAIR)
    return [
        question.kind
        for kind in (QuestionKind.AGREE_AGENDA, QuestionKind.AGREE_MINUTES)
        for question in post.forum.questions(kind)
        if question.escalated_to_id == deputy
    ]


def called(post: Post) -> MeetingRow:
    (meeting,) = (row for row in post.forum.rows(MeetingRow) if row.kind is MeetingKind.EXTRAORDINARY)
    return meeting


def test_from_the_first_day_on_the_deputy_chair_has_what_is_open(chair_asked: Post) -> None:
    said = from_chair(chair_asked, "I am away from 18 January until 20 February.\n\nThanks")
    assert said == (
        "recorded: What is asked of the Chair goes to the deputy chair from Monday 18 January 2027 until "
        "Saturday 20 February 2027."
    )
    assert escalated(chair_asked) == []
    chair_asked.forum.on("Mon 18 Jan 2027")
    assert chair_asked.forum.is_due(groups_with_questions)
    chair_asked.put_questions()
    assert escalated(chair_asked) == [QuestionKind.AGREE_AGENDA]
    assert not chair_asked.forum.is_due(groups_with_questions)
    chair_asked.send()
    assert chair_asked.hear("AGREE", to=chair_asked.sent("chair", DEPUTY_CHAIR)).outcome is Outcome.RECORDED


def test_away_from_today_on_is_put_at_once_and_undone_by_wrong(chair_asked: Post) -> None:
    said = from_chair(chair_asked, "AWAY until 20 February\nAGREE AGENDA")
    assert "goes to the deputy chair" in said
    assert "The agenda for 9 February is agreed." in said
    (cover,) = chair_asked.forum.rows(CoverRow)
    assert (cover.first, cover.last) == (day("Thu 14 Jan 2027"), day("Sat 20 Feb 2027"))
    from_chair(chair_asked, "WRONG")
    assert chair_asked.forum.rows(CoverRow) == []


@pytest.mark.parametrize("text", ["AWAY 20 February until 25 January", "AWAY until the spring"])
def test_days_that_are_not_plain_are_asked_back(chair_asked: Post, text: str) -> None:
    from_chair(chair_asked, text)
    assert chair_asked.forum.rows(CoverRow) == []


def test_after_an_automatic_reply_minutes_too_are_put_to_the_deputy_chair(chair_asked: Post) -> None:
    letter, chair = chair_asked.sent("chair", CHAIR), chair_asked.address(CHAIR)
    chair_asked.hear("I am away.", to=letter, sender=chair, kind=ItemKind.AUTOMATIC)
    assert escalated(chair_asked) == [QuestionKind.AGREE_AGENDA]
    forum = chair_asked.forum
    forum.draft_agenda(JANUARY)
    forum.file_record()
    forum.draft_minutes()
    forum.file_minutes()
    forum.on("Fri 15 Jan 2027")
    chair_asked.put_questions()
    assert escalated(chair_asked) == [QuestionKind.AGREE_AGENDA, QuestionKind.AGREE_MINUTES]


def test_the_chair_calls_a_meeting_on_one_item_and_all_read_why(chair_asked: Post) -> None:
    forum = chair_asked.forum
    said = from_chair(chair_asked, CALL)
    assert said.startswith("recorded: A meeting is called for Thursday 28 January 2027, 10am, on one item")
    meeting = called(chair_asked)
    rows = [row for row in forum.rows(AgendaItemRow) if row.meeting_id == meeting.id]
    titles = [row.title for row in sorted(rows, key=lambda row: row.position)]
    assert titles == ["Welcome and apologies", "Declarations of interest", "Hotel closure order"]
    assert (meeting.minutes, meeting.reason) == (25, WHY)
    assert forum.step(StepKind.AGENDA_AGREED, meeting.reference).verdict is StepVerdict.ON_TIME
    assert not [question for question in forum.questions(QuestionKind.PROVIDE_PAPER) if question.asked]
    assert meeting.id in {row.meeting_id for row in forum.rows(InvitationRow)}
    chair_asked.send()
    assert chair_asked.hear("RELEASE", to=chair_asked.sent("pack_check", UNIT)).outcome is Outcome.RECORDED
    papers = [letter for letter in chair_asked.letters.printed if isinstance(letter, Papers)]
    assert {letter.meeting.called_for for letter in papers} == {WHY}

    chair_asked.hear(
        "Item: Training of new staff, for discussion, 10 minutes", sender=chair_asked.address(NURSE)
    )
    (item,) = [row for row in forum.rows(AgendaItemRow) if row.title == "Training of new staff"]
    assert item.meeting_id == forum.meeting(FEBRUARY).id


def test_the_chair_allows_what_the_unit_calls_or_it_is_not_held(chair_asked: Post) -> None:
    forum = chair_asked.forum
    forum.on("Fri 15 Jan 2027")
    assert "is called for Thursday 28 January" in ordered(chair_asked, CALL)
    assert not forum.is_due(agendas_to_draft)
    chair_asked.send()
    from_chair(chair_asked, "NO")
    assert called(chair_asked).state is MeetingState.CANCELLED
    unlike = CALL.replace("; the police", ", the police")
    assert chair_asked.hear(unlike, sender=chair_asked.address(UNIT)).outcome is Outcome.FOR_THE_UNIT


def test_members_of_enough_seats_call_a_meeting_which_the_chair_need_not_allow(chair_asked: Post) -> None:
    forum = chair_asked.forum
    forum.on("Fri 15 Jan 2027")
    asked = CALL.replace("; ", f"; asked for by {NURSE}, Kent Police, 14 January: ")
    assert "The terms have no meeting called by members" in ordered(chair_asked, asked)
    limit = {"members_call": Limit(working_days=9, clause="5.2")}
    rules = {
        "meetings": MASE.meetings.model_copy(update={"members_call": 3, "calls": "chair"}),
        "deadlines": MASE.deadlines.model_copy(update=limit),
    }
    forum.office = replace(forum.office, policies={"MASE": MASE.model_copy(update=rules)})
    assert "They fill 2 seats, and a meeting is called by members of 3" in ordered(chair_asked, asked)
    three = asked.replace(NURSE, f"{NURSE}, NPS")
    assert "to be held by Wednesday 27 January 2027 (clause 5.2)" in ordered(chair_asked, three)
    in_time = three.replace("28 January, 10am", "27 January, 10am")
    assert "is called for Wednesday 27 January" in ordered(chair_asked, in_time)
    meeting = called(chair_asked)
    assert meeting.reason.startswith(
        "Hotel closure order: 3 seats asked for it on 14 January; the police need"
    )
    assert forum.step(StepKind.AGENDA_AGREED, meeting.reference).done
    chair_asked.send()
    assert chair_asked.hear("RELEASE", to=chair_asked.sent("pack_check", UNIT)).outcome is Outcome.RECORDED
    assert [letter for letter in chair_asked.letters.printed if isinstance(letter, Papers)]


def ordered(post: Post, text: str) -> str:
    """What the unit hears of an order in a mail of its own."""
    post.hear(text, sender=post.address(UNIT))
    return post.told()[-1]


def test_that_a_month_has_no_meeting_is_the_chairs_to_rule(chair_asked: Post) -> None:
    forum = chair_asked.forum
    assert "is for the Chair to rule: ring them" in ordered(chair_asked, f"SKIP {FEBRUARY}: too little")
    assert forum.meeting(FEBRUARY).state is MeetingState.PLANNED
    said = ordered(chair_asked, f"SKIP {FEBRUARY} by Chair, phone, 13 January: too little")
    assert said == f"recorded: {FEBRUARY} is not held, as the Chair ruled; the members are told why."
    assert forum.meeting(FEBRUARY).state is MeetingState.NO_MEETING


def test_terms_may_leave_a_cancellation_to_the_chair_whom_the_unit_rings_first(chair_asked: Post) -> None:
    forum = chair_asked.forum
    policy = forum.office.policies["MASE"]
    to_chair = policy.model_copy(update={"meetings": policy.meetings.model_copy(update={"cancels": "chair"})})
    forum.office = replace(forum.office, policies={**forum.office.policies, "MASE": to_chair})
    said = ordered(chair_asked, f"CANCEL {FEBRUARY}: too few can come")
    assert "is for the Chair to say: ring them" in said
    assert forum.meeting(FEBRUARY).state is MeetingState.PLANNED
    ordered(chair_asked, f"CANCEL {FEBRUARY} by Chair, phone, 13 January: too few can come")
    assert forum.meeting(FEBRUARY).state is MeetingState.CANCELLED
    ordered(chair_asked, f"MOVE {FEBRUARY} to 18 February: most can come then")
    assert forum.meeting(f"{FEBRUARY}b").date == day("Thu 18 Feb 2027")
    assert all(row.withdrawn for row in forum.questions(QuestionKind.CHOOSE_DAY)), "nobody chooses another"


def test_a_member_moves_nothing(chair_asked: Post) -> None:
    words = f"MOVE {FEBRUARY} to 11 February: I am away"
    assert chair_asked.hear(words, sender=chair_asked.address(NURSE)).outcome is Outcome.FOR_THE_UNIT
    from_chair(chair_asked, words)
    assert chair_asked.forum.meeting(FEBRUARY).date == day("Thu 11 Feb 2027")


@pytest.mark.parametrize(
    ("cancelled_at", "state"),
    [
        (dt.datetime(2027, 2, 8, 11), State.QUEUED),
        (dt.datetime(2027, 2, 8, 15, 45), State.SENT),  # an hour later nothing leaves that day
        (dt.datetime(2027, 2, 9, 6), State.SENT),
    ],
)
def test_nobody_sets_out_for_a_meeting_since_its_cancellation_waits_for_second_thoughts(
    chair_asked: Post, cancelled_at: dt.datetime, state: State
) -> None:
    chair_asked.forum.clock.at = cancelled_at
    ordered(chair_asked, f"CANCEL {FEBRUARY}: snow")
    chair_asked.send()
    assert {row.state for row in chair_asked.forum.letters("cancelled")} == {state}


def test_a_cancellation_is_put_to_the_chair_first_and_held_on_the_day_that_they_choose(
    chair_asked: Post,
) -> None:
    forum = chair_asked.forum
    forum.propose("Health data")
    cancel = f"CANCEL {FEBRUARY}: too few can come"
    said = ordered(chair_asked, cancel)
    assert "until that has left WRONG takes it back" in said
    assert "most can come on Wed 10 Feb (12 seats), Thu 11 Feb" in said
    chair_asked.send()
    assert {row.state for row in forum.letters("cancelled")} == {State.QUEUED}, "for an hour nobody hears"
    (first,) = put_to_chair(chair_asked)
    assert first.facts.startswith("February 2027 has no ordinary meeting now")
    assert [each.date for each in first.days] == [
        day(f"{on} Feb 2027") for on in ("Wed 10", "Thu 11", "Fri 12")
    ]

    told = {each.if_held_instead for each in chair_asked.letters.printed if isinstance(each, Cancelled)}
    assert told == {True}, "nobody takes the items to March who hears tomorrow of a day in February"

    assert "taken back" in ordered(chair_asked, "WRONG")
    assert forum.meeting(FEBRUARY).state is MeetingState.PLANNED
    assert forum.step(StepKind.AGENDA_AGREED, FEBRUARY).verdict is None
    assert forum.question(QuestionKind.AGREE_AGENDA)
    chair_asked.send()
    assert forum.letters("cancelled") == []
    forum.on("Fri 15 Jan 2027")
    chair_asked.put_questions()
    (letter,) = [each for each in chair_asked.letters.printed if isinstance(each, ChairLetter) and each.notes]
    assert letter.notes == ("The meeting of 9 February takes place after all, as was planned.",)

    ordered(chair_asked, cancel)
    forum.clock.at += dt.timedelta(hours=2)
    chair_asked.send()
    assert "too late" in ordered(chair_asked, "WRONG")
    assert forum.meeting(FEBRUARY).state is MeetingState.CANCELLED
    chair_asked.tap("chair", CHAIR, "11 FEBRUARY", about="1")
    assert chair_asked.told()[-1].startswith(
        "recorded: The meeting of 9 February is held on Thursday 11 February 2027 instead"
    )
    instead = forum.meeting(f"{FEBRUARY}b")
    assert (instead.date, instead.kind) == (day("Thu 11 Feb 2027"), MeetingKind.ORDINARY)
    assert "Health data" in {
        row.title for row in forum.rows(AgendaItemRow) if row.meeting_id == instead.id
    }, "what had gone on to March comes back"
    assert instead.id in {row.meeting_id for row in forum.rows(InvitationRow)}
    moved = forum.letters("moved")
    letters = [each for each in chair_asked.letters.printed if isinstance(each, Moved)]
    assert {(each.was.date(), each.meeting.date) for each in letters} == {
        (day("Tue 9 Feb 2027"), instead.date)
    }
    assert {each.reason for each in letters} == {
        "It takes the place of the meeting that was cancelled, and what had gone on from that is taken there"
    }
    assert len(moved) == len(forum.letters("cancelled")), "who read of the cancellation reads of the new day"


def test_an_agreed_agenda_stays_agreed_on_the_day_instead_unless_an_item_of_it_is_lacking(
    chair_asked: Post,
) -> None:
    forum = chair_asked.forum
    forum.propose("Health data")
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, by=CHAIR)
    before = items_of(forum, FEBRUARY)
    ordered(chair_asked, f"CANCEL {FEBRUARY}: the building is closed")
    forum.clock.at += dt.timedelta(hours=2)
    chair_asked.send()
    ordered(chair_asked, f"MOVE {FEBRUARY} to 11 February: most can come then")
    instead = f"{FEBRUARY}b"
    assert items_of(forum, instead) == before
    assert forum.step(StepKind.AGENDA_AGREED, instead).note == "as agreed for 9 February"
    assert forum.step(StepKind.PAPERS_COLLECTED, instead).opens


def items_of(forum: Forum, reference: str) -> list[tuple[str, str]]:
    """The numbers and titles of a meeting's agenda."""
    of_meeting = forum.meeting(reference).id
    return sorted(
        (row.number, row.title) for row in forum.rows(AgendaItemRow) if row.meeting_id == of_meeting
    )


def put_to_chair(post: Post) -> list[Ask]:
    """What the last letter to the Chair asks."""
    return [*[each for each in post.letters.printed if isinstance(each, ChairLetter)][-1].asks]
