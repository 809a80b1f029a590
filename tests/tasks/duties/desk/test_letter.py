"""The unit gets a desk letter when something needs a hand: at most one a day, for all its groups."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from forum.calendar.steps import StepKind
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.reasons import AgainReason, HoldReason
from forum.questions.words import Reply, Word
from tasks.duties.actions.action_log import chase_actions, report_action
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar import due_letters
from tasks.duties.coming.apologies import name_deputy, note_apology, note_coming
from tasks.duties.coming.seats_to_fill import forecast_quorum
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.meetings.plan_move_cancel import move_meeting
from tasks.duties.members.appointments import agree_cover
from tasks.duties.outbox.decisions import hold_everything, send_again
from tasks.duties.questions.ask import ask_unit
from tasks.register.tables import DispatchRow, PersonRow, QuestionRow, SeatRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.coming.quorum import confirm, forecast, must_be_there
from tests.tasks.duties.do import do
from tests.tasks.duties.members.leaving import leave
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE, UNIT, Forum

PROBATION = "Head of Probation, Kent"
ACTION = {
    "Item": "5",
    "Short title (no names)": "Share the training calendar",
    "Action in full": "Share the calendar with all seats.",
    "Owner": NURSE,
    "Due": "15/1/27",
}


def write(forum: Forum) -> str:
    """The text of the desk letter that the morning brings, or nothing."""
    before = len(forum.letters("desk"))
    with forum.office.register.reading() as session:
        groups = due_letters.groups_needing_a_hand(forum.office, session, forum.today, None)
    do(write_desk_letters, forum.office, groups, day=forum.today)
    letters = forum.letters("desk")
    return letters[-1].text if len(letters) > before else ""


def put(forum: Forum) -> None:
    do(put_questions, forum.office, forum.group, day=forum.today)


def hold_a_letter(forum: Forum) -> None:
    put(forum)
    forum.draft_agenda(FEBRUARY)
    put(forum)
    forum.settle("chair", to=State.HELD)


def phone(forum: Forum, name: str) -> str:
    with forum.office.register.reading() as session:
        return session.scalars(select(PersonRow.phone).where(PersonRow.name == name)).one()


@stage
def agenda_asked(forum: Forum) -> Forum:
    """The agenda of Tuesday 9 February was put to the Chair on Thursday 14 January; nothing else is open."""
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    put(forum)
    return forum


@stage
def held(forum: Forum) -> Forum:
    """The meeting of 12 January was held and its record filed the next day."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    return forum


def test_a_morning_on_which_nothing_needs_a_hand_has_no_desk_letter(forum: Forum) -> None:
    forum.on("Wed 16 Dec 2026")
    assert not forum.is_due(due_letters.groups_needing_a_hand)
    assert write(forum) == ""


def test_what_only_waits_for_the_chair_needs_no_hand_yet(agenda_asked: Forum) -> None:
    agenda_asked.on("Fri 15 Jan 2027")
    assert f"Ring {CHAIR}" not in write(agenda_asked)


def test_a_question_asked_and_chased_in_vain_is_to_be_rung_about_with_the_number(agenda_asked: Forum) -> None:
    agenda_asked.on("Tue 19 Jan 2027")
    put(agenda_asked)
    assert f"Ring {CHAIR}" not in write(agenda_asked)
    agenda_asked.on("Thu 21 Jan 2027")
    text = write(agenda_asked)
    assert (
        f"Ring {CHAIR}, {phone(agenda_asked, CHAIR)}, and ask them to agree the agenda for 9 February."
        in text
    )
    assert "Reply with what was said, such as AGENDA AGREED BY CHAIR, phone, 21 January." in text


def test_the_morning_after_a_letter_was_sent_again_has_one_as_ever(agenda_asked: Forum) -> None:
    agenda_asked.on("Thu 21 Jan 2027")
    hold_a_letter(agenda_asked)
    assert write(agenda_asked)
    with agenda_asked.office.register.transaction("test") as tx:
        tx.session.execute(update(DispatchRow).where(DispatchRow.letter == "desk").values(state=State.SENT))
        (letter,) = tx.session.scalars(select(DispatchRow.id).where(DispatchRow.letter == "desk"))
    do(send_again, agenda_asked.office, letter, reason=AgainReason.NEVER_ARRIVED)
    agenda_asked.on("Tue 26 Jan 2027")
    assert write(agenda_asked)


def test_whoever_covers_for_the_chair_is_to_be_rung_in_their_place(agenda_asked: Forum) -> None:
    agenda_asked.on("Tue 19 Jan 2027")
    put(agenda_asked)
    chair, nurse, today = agenda_asked.person(CHAIR), agenda_asked.person(NURSE), agenda_asked.today
    do(agree_cover, agenda_asked.office, "MASE", chair, nurse, today, today + dt.timedelta(days=9))
    agenda_asked.on("Wed 20 Jan 2027")
    hold_a_letter(agenda_asked)
    assert f"Agree the agenda for 9 February, with {NURSE} since" in write(agenda_asked)
    agenda_asked.on("Thu 21 Jan 2027")
    whom = f"{NURSE}, who acts for {CHAIR}, {phone(agenda_asked, NURSE)}"
    assert f"Ring {whom}, and ask them to agree the agenda for 9 February." in write(agenda_asked)


def test_the_desk_letter_goes_once_a_day_to_the_unit(agenda_asked: Forum) -> None:
    agenda_asked.answer(QuestionKind.AGREE_AGENDA, Word.OTHER, CHAIR, "Put training first.")
    assert "Amend the agenda for 9 February." in write(agenda_asked)
    assert write(agenda_asked) == ""
    (letter,) = agenda_asked.letters("desk")
    assert letter.person_id == agenda_asked.person(UNIT)
    assert letter.subject == "MASE desk, Thu 14 Jan: 1 thing needs you"


def test_an_answer_to_what_needed_a_hand_ends_the_desk_letters(agenda_asked: Forum) -> None:
    agenda_asked.answer(QuestionKind.AGREE_AGENDA, Word.OTHER, CHAIR, "Put training first.")
    assert write(agenda_asked)
    agenda_asked.answer(QuestionKind.AMEND_AGENDA, Word.DONE, UNIT)
    put(agenda_asked)
    agenda_asked.on("Fri 15 Jan 2027")
    assert "Amend" not in write(agenda_asked)


def test_what_waits_and_what_is_coming_stand_below(agenda_asked: Forum) -> None:
    agenda_asked.on("Tue 19 Jan 2027")
    put(agenda_asked)
    agenda_asked.settle("chair", to=State.HELD)
    text = write(agenda_asked)
    assert f"gree the agenda for 9 February, with {CHAIR} since Thu 14 Jan, due Tue 26 Jan" in text
    assert "Fri 22 Jan, MASE: Minutes agreed for 12 January" in text
    assert "One more deadline by Tue 26 Jan" in text, "a phone’s two screens have no room for it"


def test_what_waits_stands_by_the_day_it_is_due_and_then_by_what_it_is(held: Forum) -> None:
    held.file_record(actions=(ACTION, ACTION))
    for number, date in ("02", "Wed 13 Jan 2027"), ("01", "Thu 14 Jan 2027"):
        held.on(date)
        do(report_action, held.office, f"MASE/2027-01/{number}", Reply(Word.DONE), None)
    hold_a_letter(held)
    waits = [line.partition(", with")[0] for line in write(held).splitlines() if line.startswith("* MASE: ")]
    assert waits == [
        "* MASE: Agree the agenda for 9 February",
        "* MASE: Discharge action MASE/2027-01/01",
        "* MASE: Discharge action MASE/2027-01/02",
    ]


def test_a_missed_deadline_is_said_once(held: Forum) -> None:
    held.on("Fri 15 Jan 2027")  # the record was due on Thursday 14 January
    assert "“Record” for 12 January was due on 14 January 2027" in write(held)
    held.on("Mon 18 Jan 2027")
    assert "“Record” for 12 January" not in write(held)


def test_a_missed_deadline_is_to_be_known_and_no_thing_that_needs_the_unit(held: Forum) -> None:
    held.on("Fri 15 Jan 2027")
    text = write(held)
    (letter,) = held.letters("desk")
    assert letter.subject == "MASE desk, Fri 15 Jan: a deadline has passed"
    assert text.index("What is late") < text.index("“Record” for 12 January")
    hold_a_letter(held)
    held.on("Mon 18 Jan 2027")  # on which the letter after the meeting is late as well
    text = " ".join(write(held).split())
    assert held.letters("desk")[-1].subject == "MASE desk, Mon 18 Jan: 1 thing needs you"
    assert text.index("A letter (chair) to chair is held") < text.index("What is late")


def test_a_deadline_missed_while_the_service_was_off_is_said_on_the_first_morning(held: Forum) -> None:
    held.on("Wed 13 Jan 2027")
    hold_a_letter(held)
    assert "A letter (chair) to chair is held" in write(held)
    held.on("Tue 19 Jan 2027")
    assert "“Record” for 12 January was due on 14 January 2027" in write(held)


def have_an_organisation_told(held: Forum) -> None:
    """The Chair wants it told of an overdue action, and no seat has an escalation contact."""
    held.file_record(actions=(ACTION,))
    with held.office.register.transaction("test") as tx:
        tx.session.execute(update(SeatRow).values(escalation_contact_id=None))
    held.on("Wed 3 Feb 2027")
    do(chase_actions, held.office, held.group, day=held.today)
    held.answer(QuestionKind.ESCALATE_ACTION, Word.SEND, CHAIR)


def test_an_organisation_that_nobody_can_be_written_to_at_is_said(held: Forum) -> None:
    have_an_organisation_told(held)
    held.on("Tue 9 Feb 2027")
    assert "no escalation contact" not in write(held)
    held.on("Wed 10 Feb 2027")
    assert "about action MASE/2027-01/01, and it has no escalation contact" in " ".join(write(held).split())


@pytest.mark.parametrize(("then", "needed"), [(Word.SEND, True), (Word.NO, False)])
def test_of_a_new_date_the_chair_s_latest_word_says_whether_an_organisation_hears(
    held: Forum, then: Word, needed: bool
) -> None:
    have_an_organisation_told(held)
    later = Reply(Word.NEW_DATE, "Illness.", day("Fri 12 Feb 2027"))
    do(report_action, held.office, "MASE/2027-01/01", later, None)
    held.on("Mon 1 Mar 2027")
    do(chase_actions, held.office, held.group, day=held.today)
    held.answer(QuestionKind.ESCALATE_ACTION, then, CHAIR)
    held.on("Mon 15 Mar 2027")
    assert ("no escalation contact" in " ".join(write(held).split())) is needed


def test_each_held_letter_is_named_with_the_words_that_release_or_cancel_it(held: Forum) -> None:
    hold_a_letter(held)
    (letter,) = held.letters("chair")
    code = str(letter.id)[:8]
    text = " ".join(write(held).split())
    assert "A letter (chair) to chair is held since Wed 13 Jan." in text
    assert f"reply RELEASE {code}; or CANCEL {code}, and it never goes." in text


def test_a_letter_refused_for_good_is_said_in_each_letter_while_it_keeps_its_step_open(held: Forum) -> None:
    held.file_record()
    held.draft_minutes()
    held.file_minutes()
    held.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    held.settle("minutes", to=State.FAILED, person=NURSE)
    held.settle("minutes")
    held.on("Thu 14 Jan 2027")
    assert held.is_due(due_letters.groups_needing_a_hand)
    said = write(held)
    assert (
        "Minutes and action log out for 12 January: one letter was refused for good, so it is not done."
        in said
    )
    assert (
        "Give those people by hand what they should have had, and correct their addresses in the members’ "
        "workbook."
    ) in said
    held.on("Fri 15 Jan 2027")
    assert write(held) == "", "which would tell nothing new"
    held.on("Mon 18 Jan 2027")
    assert "one letter was refused for good" in write(held)


def test_an_owner_who_answered_neither_of_two_digests_is_to_be_rung(held: Forum) -> None:
    held.file_record(actions=(ACTION,))
    for monday in ("Mon 18 Jan 2027", "Mon 8 Feb 2027"):  # between them the minutes and the papers go
        held.on(monday)
        do(chase_actions, held.office, held.group, day=held.today)
        assert f"Ring {NURSE}" not in write(held)
    assert len(held.letters("actions", to=NURSE)) == 2
    held.on("Wed 10 Feb 2027")
    assert held.is_due(due_letters.groups_needing_a_hand)
    assert f"Ring {NURSE}, {phone(held, NURSE)}, and ask them to report on action MASE/2027-01/01." in write(
        held
    )


def test_a_meeting_short_of_its_quorum_has_the_unit_ring(forum: Forum) -> None:
    forum.on("Tue 5 Jan 2027")
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(update(PersonRow).where(PersonRow.name == NURSE).values(phone=""))
    text = write(forum)
    assert "Seats confirmed for 12 January: 0 of the 8 needed." in text
    assert f"{NURSE} (CCGs), no number on the register" in text

    member = forum.members().core_member(forum.seat("Kent Police"), forum.today)
    assert member is not None
    do(note_coming, forum.office, JANUARY, member.id)
    do(name_deputy, forum.office, JANUARY, forum.person(NURSE), member.id)
    forum.on("Wed 6 Jan 2027")
    text = write(forum)
    assert f"{member.name} comes for Kent Police and CCGs on 12 January, and counts for one of them." in text
    assert f"DEPUTY and a name for {NURSE}, phone, 6 January" in text


@pytest.mark.parametrize("today", ["Fri 8 Jan 2027", "Mon 11 Jan 2027", "Tue 12 Jan 2027"])
def test_the_unit_rings_until_the_meeting_also_once_the_chair_has_heard(forum: Forum, today: str) -> None:
    forum.on("Fri 8 Jan 2027")
    do(forecast_quorum, forum.office, forum.meeting().id, day=forum.today)
    forum.on(today)
    text = write(forum)
    assert "Seats confirmed for 12 January: 0 of the 8 needed." in text
    assert "or reply with what they say: COMING " in text
    assert ", phone, " in text


@pytest.mark.parametrize("happens", ["nothing", "apologies", "leaving", "a move"])
def test_the_unit_rings_when_those_who_were_enough_are_too_few_after_all(forum: Forum, happens: str) -> None:
    forum.on("Tue 5 Jan 2027")
    confirm(forum, 8)
    forecast(forum)
    forum.on("Wed 6 Jan 2027")
    if happens == "apologies":
        do(note_apology, forum.office, JANUARY, forum.person(PROBATION))
    elif happens == "leaving":
        leave(forum, PROBATION, "Wed 6 Jan 2027")
    elif happens == "a move":
        do(move_meeting, forum.office, JANUARY, day("Wed 13 Jan 2027"), reason="The room.")
    forum.on("Thu 7 Jan 2027")
    assert ("Seats confirmed for" in write(forum)) == (happens != "nothing")


def test_the_unit_rings_a_seat_that_must_be_there_and_hears_when_it_has_nobody(forum: Forum) -> None:
    must_be_there(forum, "NPS")
    confirm(forum, 12)
    do(note_apology, forum.office, JANUARY, forum.person(PROBATION))
    forum.on("Tue 5 Jan 2027")
    text = write(forum)
    assert "Seats confirmed for 12 January: 11, 8 needed, but not NPS." in text
    assert "Ring, most likely first: Senior Probation Officer (NPS)" in text
    for leaver in (PROBATION, "Senior Probation Officer"):
        leave(forum, leaver, "Tue 5 Jan 2027")
    forum.on("Thu 7 Jan 2027")
    text = write(forum)
    assert "Seats confirmed for 12 January: 11, 8 needed, but not NPS." in text
    assert "There is nobody left to ring; the Chair may want to move the meeting." in text


def test_nobody_is_rung_about_what_a_meeting_needed_that_has_passed(agenda_asked: Forum) -> None:
    agenda_asked.on("Tue 9 Feb 2027")
    put(agenda_asked)
    assert "Seats confirmed for 9 Feb" in write(agenda_asked)
    agenda_asked.on("Wed 10 Feb 2027")
    text = write(agenda_asked)
    assert "Seats confirmed" not in text
    assert "gree the agenda for 9 Feb" not in text


def test_a_deadline_that_is_past_when_the_step_was_done_is_not_missed(held: Forum) -> None:
    held.on("Thu 14 Jan 2027")
    held.file_record()
    held.on("Fri 15 Jan 2027")
    assert held.step(StepKind.RECORD).done is not None
    assert "“Record” for 12 January" not in write(held)


def test_the_check_number_of_the_audit_trail_is_no_matter_of_the_units(forum: Forum) -> None:
    forum.on("Tue 5 Jan 2027")  # the first letter of its week
    assert "audit trail" not in write(forum)


def test_nobody_has_a_desk_letter_on_a_saturday(forum: Forum) -> None:
    forum.on("Sat 9 Jan 2027")
    assert write(forum) == ""


def test_the_desk_letter_says_that_everything_is_held_and_why_it_is_late(agenda_asked: Forum) -> None:
    hold_a_letter(agenda_asked)
    do(hold_everything, agenda_asked.office, reason=HoldReason.MAILBOX)
    agenda_asked.on("Fri 15 Jan 2027")
    said = " ".join(write(agenda_asked).split())
    assert "Everything has been held since 9am on 14 January 2027: the mailbox is being worked on." in said
    assert "wait, this one too" in said


def test_no_letter_says_that_nothing_needs_the_unit_above_what_it_was_asked(held: Forum) -> None:
    held.on("Thu 14 Jan 2027")
    with unit_of_work(held.office, "test", held.today) as work:
        on_day, february = group_context(work, held.group), held.meeting(FEBRUARY)
        ask_unit(on_day, QuestionKind.RELEASE_PACK, february, due=day("Tue 2 Feb 2027"))
        work.session.execute(
            update(QuestionRow).where(QuestionRow.kind == QuestionKind.RELEASE_PACK).values(asked=held.today)
        )
    held.on("Fri 15 Jan 2027")  # on which a deadline has passed
    text = " ".join(write(held).split())
    assert "Nothing needs you" not in text
    assert held.letters("desk")[-1].subject == "MASE desk, Fri 15 Jan: 1 thing needs you"
    assert "1. Release the pack for 9 February." in text
    assert "By Tue 2 Feb, open since Thu 14 Jan" in text
    assert "with Business Unit since" not in text
