"""A letter that waited in the outbox says how things are on the day on which it leaves."""

from __future__ import annotations

import datetime as dt

from forum.members.membership import Role
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.calendar import write_again
from tasks.duties.meetings.plan_move_cancel import cancel_meeting, move_meeting
from tasks.duties.members.agreements import note_signed
from tasks.duties.members.appointments import Newcomer, appoint
from tasks.duties.members.morning_round import see_to_members
from tasks.duties.outbox.send_again import send_again
from tasks.duties.papers.send_packs import release_pack
from tests.tasks.duties.coming.quorum import confirm, forecast
from tests.tasks.duties.do import do
from tests.tasks.duties.members.agreements import try_to_send, unsign
from tests.tasks.duties.plan_ahead import import_sample
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, NURSE, Forum

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
