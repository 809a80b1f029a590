"""A letter that waited in the outbox says how things are on the day on which it leaves."""

from __future__ import annotations

import datetime as dt

from forum.members.membership import Role
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.actions.action_log import chase_actions
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.attendance.review import review_attendance
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar import write_again
from tasks.duties.meetings.plan_move_cancel import cancel_meeting, move_meeting
from tasks.duties.members.agreements import note_signed
from tasks.duties.members.appointments import Newcomer, appoint
from tasks.duties.members.details import confirm_details, correct_details
from tasks.duties.members.welcome import see_to_members
from tasks.duties.outbox.decisions import send_again
from tasks.duties.papers.send_packs import release_pack
from tasks.duties.questions.ask import ask_chairs
from tasks.register.documents import fetch
from tasks.register.tables import DispatchRow, MeetingRow, PersonRow
from tests.english import day
from tests.tasks.duties.coming.quorum import confirm, forecast
from tests.tasks.duties.do import do
from tests.tasks.duties.members.agreements import try_to_send, unsign
from tests.tasks.duties.month_ahead import MonthAhead
from tests.tasks.duties.pack_ahead import complete, file_late
from tests.tasks.duties.plan_ahead import import_sample
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, FEBRUARY, JANUARY, NURSE, Forum
from tests.years.pages import words_of

MARCH, LEAD = "MASE/2027-03", "Head of Inclusion"
ACTION = f"{JANUARY}/01"
OPEN = {"Reference": ACTION, "Item": "5", "Short title (no names)": "Homes", "Owner": NURSE, "Due": "29/1/27"}


def deliver(forum: Forum) -> int:
    """What the run for mail does before letters go; how many groups have letters to be written again."""
    with forum.office.register.reading() as session:
        found = write_again.groups_with_letters_to_write_again(forum.office, session, forum.today, None)
    for group in found:
        do(write_again.write_letters_again, forum.office, group, day=forum.today)
    return len(found)


def agree_minutes(forum: Forum) -> None:
    """January took an action; the minutes are agreed on Thursday 28 January, and wait in the outbox."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(actions=(OPEN,))
    forum.draft_minutes()
    forum.on("Mon 18 Jan 2027")
    forum.file_minutes()
    forum.on("Thu 28 Jan 2027")
    forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)


def test_minutes_name_the_meeting_and_the_actions_as_they_are_when_they_leave(forum: Forum) -> None:
    agree_minutes(forum)
    (first,) = forum.letters("minutes", NURSE)
    assert "the meeting of 9 February confirms them" in first.text
    assert deliver(forum) == 0  # nothing has changed

    # on the same day the meeting is moved, before they have left
    forum.clock.at += dt.timedelta(hours=2)
    do(move_meeting, forum.office, FEBRUARY, dt.date(2027, 2, 19))
    assert deliver(forum) == 1
    (anew,) = forum.letters("minutes", NURSE)
    assert "the meeting of 19 February confirms them" in anew.text
    assert (anew.key, anew.valid_until) == (first.key, first.valid_until)
    assert anew.attachments == first.attachments
    assert len(forum.letters("minutes")) == len({row.person_id for row in forum.letters("minutes")})

    # a letter that somebody sent again is theirs
    forum.settle("minutes", person=NURSE)
    do(send_again, forum.office, anew.id, reason="It did not come")
    forum.discharge(ACTION)
    forum.on("Mon 1 Feb 2027")
    do(cancel_meeting, forum.office, FEBRUARY)
    deliver(forum)
    *_, sent_again = forum.letters("minutes", NURSE)
    assert (len(forum.letters("minutes", NURSE)), sent_again.text) == (2, anew.text)
    of_chair = forum.letters("minutes", CHAIR)[0]
    assert (of_chair.state, "the meeting of 9 March confirms them" in of_chair.text) == (State.QUEUED, True)
    assert deliver(forum) == 0  # they were written today


def test_an_action_log_that_nobody_has_had_is_of_the_day_on_which_it_leaves(forum: Forum) -> None:
    agree_minutes(forum)
    (first,) = forum.letters("minutes", NURSE)
    forum.on("Fri 29 Jan 2027")
    forum.discharge(ACTION)
    forum.on("Mon 1 Feb 2027")
    assert deliver(forum) == 1
    (letter,) = forum.letters("minutes", NURSE)
    assert "As at Monday 1 February 2027: no open actions." in log_of(forum, letter)
    assert {file["name"] for file in letter.attachments} == {file["name"] for file in first.attachments}

    # once somebody has it, the others get the same
    forum.settle("minutes", person=NURSE)
    forum.on("Tue 2 Feb 2027")
    assert deliver(forum) == 1
    assert "As at Monday 1 February 2027" in log_of(forum, forum.letters("minutes", CHAIR)[0])
    assert {row.state for row in forum.letters("minutes")} == {State.QUEUED, State.SENT}


def log_of(forum: Forum, letter: DispatchRow) -> str:
    (sha256,) = (file["sha256"] for file in letter.attachments if "action log" in file["name"])
    with forum.office.register.reading() as session:
        return words_of(fetch(session, sha256))


def test_papers_of_somebody_who_signs_days_later_ask_for_nothing_whose_day_has_passed(
    agenda_agreed: Forum,
) -> None:
    forum = agenda_agreed
    forum.on("Mon 1 Feb 2027")
    unsign(forum, NURSE)
    release_pack(forum.office, FEBRUARY, "test")
    try_to_send(forum)
    (held,) = forum.letters("papers", NURSE)
    assert held.state is State.HELD
    assert "on 9 March" in held.text
    do(move_meeting, forum.office, MARCH, dt.date(2027, 3, 2))
    forum.on("Mon 8 Feb 2027")
    assert deliver(forum) == 0  # it does not go yet
    do(note_signed, forum.office, forum.person(NURSE), forum.today)
    assert deliver(forum) == 1
    (anew,) = forum.letters("papers", NURSE)
    assert (anew.state, "9 March" in anew.text) == (State.QUEUED, False)
    assert anew.attachments == held.attachments
    try_to_send(forum)
    assert [row.state for row in forum.letters("papers", NURSE)] == [State.SENT]


def test_a_supplement_names_the_place_as_it_is_when_it_leaves(released: MonthAhead) -> None:
    forum = Forum(released.office, released.clock)
    file_late(released)
    complete(released)
    before = forum.letters("supplement")
    with forum.office.register.transaction("test") as tx:
        tx.session.get_one(MeetingRow, forum.meeting(FEBRUARY).id).place = "The library"
    assert deliver(forum) == 0  # it was written today
    forum.on("Thu 4 Feb 2027")
    assert deliver(forum) == 1
    after = forum.letters("supplement")
    assert {row.key for row in after} == {row.key for row in before}
    assert [row.attachments for row in after] == [row.attachments for row in before]
    assert all("The library" in row.text for row in after)


def test_a_letter_after_the_meeting_asks_again_what_it_still_may_and_a_welcome_has_the_dates_of_today(
    on_record: Forum,
) -> None:
    forum = on_record
    import_sample(forum)
    forum.on("Thu 14 Jan 2027")
    do(write_after_meeting, forum.office, forum.meeting().id, day=forum.today)
    (before,) = forum.letters("after_meeting", LEAD)
    assert before.subject == "MASE: your 2 plan lines; items for 9 Feb by Tue 19 Jan"
    newcomer = Newcomer("Lead Nurse", "lead@ccg.example")
    do(appoint, forum.office, "MASE", newcomer, Role.DEPUTY, forum.today, forum.seat("CCGs"))
    do(see_to_members, forum.office, forum.group, day=forum.today)
    (welcome,) = forum.letters("induction", "Lead Nurse")
    do(move_meeting, forum.office, MARCH, dt.date(2027, 3, 2))

    forum.on("Fri 22 Jan 2027")
    assert deliver(forum) == 1
    (after,) = forum.letters("after_meeting", LEAD)
    assert after.subject == "MASE: your 2 plan lines; items for 2 Mar by Tue 9 Feb"
    assert "by 28 January how your lines of the action plan stand" in after.text
    assert (after.valid_until, len(after.attachments)) == (before.valid_until, len(before.attachments))
    (anew,) = forum.letters("induction", "Lead Nurse")
    assert ("Tuesday 9 March 2027" in welcome.text, "Tuesday 9 March 2027" in anew.text) == (True, False)
    assert ("Tuesday 2 March 2027" in anew.text, "by Fri 29 Jan" in anew.subject) == (True, True)


def put_to_chair(forum: Forum, date: str) -> None:
    forum.on(date)
    do(put_questions, forum.office, forum.group, day=forum.today)


def test_what_is_put_to_the_chair_while_all_is_held_leaves_in_one_letter_as_if_put_that_day(
    on_record: Forum,
) -> None:
    forum = on_record
    do(review_attendance, forum.office, forum.meeting().id, day=forum.today)
    forum.draft_agenda(FEBRUARY)
    put_to_chair(forum, "Thu 14 Jan 2027")
    (first,) = forum.letters("chair", CHAIR)
    assert first.subject.endswith("MASE, one thing to agree by Tue 26 Jan")
    forum.on("Mon 18 Jan 2027")
    february = forum.meeting(FEBRUARY)
    with unit_of_work(forum.office, "test", forum.today) as work:
        on_day = group_context(work, forum.group)
        asked, due_on = QuestionKind.WAIVE_NOTICE, day("Wed 20 Jan 2027")
        ask_chairs(on_day, asked, about=february.id, due=due_on, meeting_id=february.id)
    put_to_chair(forum, "Mon 18 Jan 2027")
    put_to_chair(forum, "Tue 19 Jan 2027")
    assert "Reminder" in forum.letters("chair", CHAIR)[2].subject  # of what has not left
    assert deliver(forum) == 1
    (letter,) = forum.letters("chair", CHAIR)
    assert letter.subject.endswith("MASE, two things to answer by Thu 21 Jan")
    assert [file["name"] for file in letter.attachments] == [file["name"] for file in first.attachments]
    agenda = forum.question(QuestionKind.AGREE_AGENDA)
    assert (agenda.asked, agenda.chased, agenda.due) == (forum.today, None, day("Tue 26 Jan 2027"))
    assert deliver(forum) == 0
    try_to_send(forum)

    # a reminder that waits stays one; who stands in is asked as well
    put_to_chair(forum, "Fri 22 Jan 2027")
    put_to_chair(forum, "Mon 25 Jan 2027")
    assert deliver(forum) == 1
    _, reminder = forum.letters("chair", CHAIR)
    assert ("Reminder" in reminder.subject, reminder.queued_at.date()) == (True, forum.today)
    assert len(forum.letters("chair", DEPUTY_CHAIR)) == 1
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    forum.on("Tue 26 Jan 2027")
    assert deliver(forum) == 1
    assert forum.letters("chair", DEPUTY_CHAIR) == []


def test_a_digest_says_how_things_are_when_it_leaves(on_record: Forum) -> None:
    forum = on_record
    forum.file_record(actions=({**OPEN, "Due": "15/2/27"},))
    forum.on("Mon 15 Feb 2027")
    do(chase_actions, forum.office, forum.group, day=forum.today)
    (waited,) = forum.letters("actions", NURSE)
    forum.on("Wed 17 Feb 2027")
    assert deliver(forum) == 1
    (digest,) = forum.letters("actions", NURSE)
    assert ("overdue" in waited.text, "Due 15 February 2027, 2 days overdue" in digest.text) == (False, True)
    assert digest.subject == "MASE: 1 action needs an update by Tue 23 Feb"
    assert (digest.valid_until, forum.question(QuestionKind.UPDATE_ACTION).asked) == (
        day("Tue 23 Feb 2027"),
        forum.today,
    )


def test_details_are_asked_for_as_they_are_when_the_letter_leaves_and_not_of_whoever_confirmed(
    forum: Forum,
) -> None:
    forum.on("Wed 3 Feb 2027")
    do(see_to_members, forum.office, forum.group, day=forum.today)
    number = len(forum.letters("details"))
    do(confirm_details, forum.office, forum.person(NURSE))
    do(correct_details, forum.office, forum.person(LEAD), {"phone": "01622 000000"})
    with forum.office.register.transaction("test") as tx:
        tx.session.get_one(PersonRow, forum.person(LEAD)).details_confirmed = None
    forum.on("Mon 8 Feb 2027")
    assert deliver(forum) == 1
    (letter,) = forum.letters("details", LEAD)
    assert ("by Mon 22 Feb" in letter.subject, "01622 000000" in letter.text) == (True, True)
    assert (len(forum.letters("details", NURSE)), len(forum.letters("details"))) == (0, number - 1)


def test_the_chair_hears_how_many_seats_are_confirmed_by_the_day_on_which_the_letter_leaves(
    forum: Forum,
) -> None:
    forum.on("Fri 8 Jan 2027")
    confirm(forum, 6)
    forecast(forum)
    forum.on("Mon 11 Jan 2027")
    confirm(forum, 7)
    assert deliver(forum) == 1
    (letter,) = forum.letters("quorum", CHAIR)
    assert "7 of 8 seats confirmed" in letter.subject
    forum.on("Tue 12 Jan 2027")
    confirm(forum, 8)
    assert deliver(forum) == 1
    assert forum.letters("quorum") == []
