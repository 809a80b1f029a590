"""Each morning a person gets at most one letter with all that is asked of them that day."""

from __future__ import annotations

import datetime as dt
import re
from uuid import UUID

import pytest
from sqlalchemy import select, update

from forum.calendar.steps import StepKind
from forum.outbox.states import State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from tasks.duties.actions.action_log import report_action
from tasks.duties.agenda.document import agenda_document
from tasks.duties.agenda.put_agenda import ask_authors
from tasks.duties.answers.put_questions import put_questions, put_to_stand_in
from tasks.duties.attendance.review import review_attendance
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import unit_of_work
from tasks.duties.calendar import due, due_letters
from tasks.duties.meetings.plan_move_cancel import move_meeting
from tasks.duties.members.appointments import agree_cover, end_appointment
from tasks.duties.questions.ask import ask_chairs
from tasks.register.documents import fetch
from tasks.register.meetings import planned_from
from tasks.register.tables import AppointmentRow, DispatchRow, QuestionRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.boards.story import text_of
from tests.tasks.duties.do import do
from tests.tasks.duties.members.agreements import try_to_send
from tests.tasks.duties.secretariat import CHAIR, DEPUTY_CHAIR, FEBRUARY, JANUARY, NURSE, Forum

MARCH = "MASE/2027-03"

DEPUTY_NURSE = "Deputy Designated Nurse"
AS_WELL = "We ask you as well as the Chair, or whoever acts for them, so that an answer comes in time."
ACTION = {
    "Item": "5",
    "Short title (no names)": "Share the training calendar",
    "Action in full": "Share the calendar with all seats.",
    "Owner": NURSE,
    "Due": "29/1/27",
}


def put(forum: Forum) -> None:
    do(put_questions, forum.office, forum.group, day=forum.today)


def agendas_due(forum: Forum) -> list[UUID]:
    with forum.office.register.reading() as session:
        return [*due.agendas_to_draft(forum.office, session, forum.today, None)]


@stage
def agenda_asked(forum: Forum) -> Forum:
    """The agenda of Tuesday 9 February is to be agreed by Tuesday 26 January; it was put on Thursday 14."""
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    put(forum)
    return forum


@stage
def discharge(forum: Forum) -> Forum:
    """The Chair is to discharge an action by Tuesday 9 February, the next meeting; nothing else is asked."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(actions=(ACTION,))
    forum.on("Thu 14 Jan 2027")
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(update(QuestionRow).values(withdrawn=forum.today))
    do(report_action, forum.office, "MASE/2027-01/01", Reply(Word.DONE, "Shared."), None)
    return forum


def test_the_chair_gets_one_letter_for_agenda_and_minutes_on_the_same_morning(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record()
    forum.draft_minutes()
    forum.file_minutes()
    forum.draft_agenda(FEBRUARY)
    put(forum)
    (letter,) = forum.letters("chair")
    assert letter.subject == "OFFICIAL-SENSITIVE: MASE, two things to agree by Fri 22 Jan"
    assert "AGREE BOTH" in letter.text
    assert [attachment["name"] for attachment in letter.attachments] == [
        "MASE-2027-01 minutes DRAFT v2.docx",
        "MASE-2027-01 minutes, part 2, DRAFT v2.docx",
        "MASE-2027-02 agenda.docx",
    ]


def test_a_question_is_asked_once_and_not_again_the_next_morning(agenda_asked: Forum) -> None:
    put(agenda_asked)
    agenda_asked.on("Fri 15 Jan 2027")
    assert not agenda_asked.is_due(due_letters.groups_with_questions)
    put(agenda_asked)
    assert len(agenda_asked.letters("chair")) == 1


def test_a_question_is_chased_once_three_working_days_later(agenda_asked: Forum) -> None:
    for date in ("Tue 19 Jan 2027", "Wed 20 Jan 2027", "Thu 21 Jan 2027"):
        agenda_asked.on(date)
        put(agenda_asked)
    first, chase = agenda_asked.letters("chair", to=CHAIR)
    assert "Reminder" not in first.subject
    assert "because you chair the MASE Group." in first.text
    assert chase.subject.startswith("OFFICIAL-SENSITIVE: Reminder: MASE")
    assert agenda_asked.question(QuestionKind.AGREE_AGENDA).chased == day("Tue 19 Jan 2027")


def test_after_a_gap_a_question_is_chased_once(agenda_asked: Forum) -> None:
    agenda_asked.on("Fri 22 Jan 2027")
    put(agenda_asked)
    put(agenda_asked)
    assert len(agenda_asked.letters("chair", to=CHAIR)) == 2


def test_what_is_late_is_asked_for_by_today_and_not_by_a_day_that_has_passed(agenda_asked: Forum) -> None:
    agenda_asked.on("Thu 4 Feb 2027")
    put(agenda_asked)
    letter = agenda_asked.letters("chair", CHAIR)[-1]
    assert letter.subject.endswith("one thing to agree by Thu 4 Feb")
    assert (
        "Overdue: we asked by 26 January. We need your answer today: the last day for the agenda"
        in letter.text
    )
    assert letter.valid_until > agenda_asked.today


def test_what_is_overdue_stands_first_in_each_later_letter_until_it_is_answered(discharge: Forum) -> None:
    discharge.on("Fri 19 Feb 2027")
    put(discharge)
    (first,) = discharge.letters("chair", to=CHAIR)
    assert first.subject.endswith("one thing to answer by Tue 23 Feb")  # it was due on 9 February
    for date, asked, things in (
        ("Wed 24 Feb 2027", QuestionKind.AGREE_AGENDA, "two"),
        ("Fri 26 Feb 2027", QuestionKind.WAIVE_NOTICE, "three"),
    ):
        discharge.on(date)
        march, due_on = discharge.meeting(MARCH).id, day("Tue 23 Feb 2027")
        with unit_of_work(discharge.office, "test", discharge.today) as work:
            on_day = group_context(work, discharge.group)
            ask_chairs(on_day, asked, about=march, due=due_on, meeting_id=march)
        put(discharge)
        letter = discharge.letters("chair", to=CHAIR)[-1]
        text = " ".join(letter.text.split())
        assert f"{things} things to answer by {date.removesuffix(' 2027')}" in letter.subject
        assert f"Please answer these {things}" in text
        assert "We need your answer today: the last day for the agenda (clause 6) was 23 February." in text
        assert "1. Recommended for discharge Overdue: we asked by 23 February. Share the training" in text
        assert "2. The agenda for 9 March" in text
    assert discharge.question(QuestionKind.DISCHARGE_ACTION).chased == day("Wed 24 Feb 2027")


def test_a_list_counts_each_of_its_numbers_in_subject_and_first_line(forum: Forum) -> None:
    actions = tuple(
        {**ACTION, "Reference": f"MASE/2027-01/0{number}", "Short title (no names)": f"Share list {number}"}
        for number in (1, 2, 3)
    )
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(actions=actions)
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(update(QuestionRow).values(withdrawn=forum.today))
    for action in actions:
        do(report_action, forum.office, action["Reference"], Reply(Word.DONE, "Shared."), None)
    forum.draft_agenda(FEBRUARY)
    put(forum)
    letter = forum.letters("chair", to=CHAIR)[-1]
    assert "MASE, four things to answer by" in letter.subject
    assert "Please answer these four" in letter.text
    assert "2 to 4. Recommended for discharge" in letter.text


def test_nobody_is_asked_what_a_meeting_that_has_been_needed_unless_it_is_moved(agenda_asked: Forum) -> None:
    agenda_asked.on("Wed 10 Feb 2027")
    assert not agenda_asked.is_due(due_letters.groups_with_questions)
    put(agenda_asked)
    assert len(agenda_asked.letters("chair", to=CHAIR)) == 1
    do(move_meeting, agenda_asked.office, FEBRUARY, day("Thu 18 Feb 2027"), reason="Snow.")
    assert agenda_asked.is_due(due_letters.groups_with_questions)
    put(agenda_asked)
    assert len(agenda_asked.letters("chair", to=CHAIR)) == 2


def test_no_agenda_is_put_to_the_chair_once_its_meeting_has_been(forum: Forum) -> None:
    forum.on("Tue 12 Jan 2027")
    assert forum.is_due(due.agendas_to_draft)
    forum.on("Wed 13 Jan 2027")
    assert forum.meeting().id not in agendas_due(forum)


def test_nobody_is_asked_on_a_saturday(forum: Forum) -> None:
    forum.on("Sat 16 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    assert not forum.is_due(due_letters.groups_with_questions)
    put(forum)
    assert forum.letters("chair") == []


def test_an_agenda_unanswered_the_working_day_before_its_deadline_goes_to_the_deputy_chair(
    agenda_asked: Forum,
) -> None:
    agenda_asked.on("Fri 22 Jan 2027")
    put(agenda_asked)
    assert agenda_asked.letters("chair", to=DEPUTY_CHAIR) == []
    agenda_asked.on("Mon 25 Jan 2027")
    assert agenda_asked.is_due(due_letters.groups_with_questions)
    put(agenda_asked)
    put(agenda_asked)
    (letter,) = agenda_asked.letters("chair", to=DEPUTY_CHAIR)
    assert AS_WELL in letter.text
    assert "because you are the deputy chair of the MASE Group" in letter.text
    agenda_asked.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, DEPUTY_CHAIR)
    assert agenda_asked.step(StepKind.AGENDA_AGREED, FEBRUARY).done == day("Mon 25 Jan 2027")


def test_a_deputy_chair_asked_on_the_same_morning_as_the_chair_reads_of_no_silence(forum: Forum) -> None:
    forum.on("Mon 25 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    put(forum)
    (letter,) = forum.letters("chair", to=DEPUTY_CHAIR)
    assert letter.queued_at == forum.letters("chair", to=CHAIR)[0].queued_at
    assert AS_WELL in letter.text
    assert "has not answered" not in letter.text


def test_whoever_is_asked_because_an_automatic_reply_said_that_the_chair_is_away_is_called_no_deputy_chair(
    agenda_asked: Forum,
) -> None:
    chair, nurse = agenda_asked.person(CHAIR), agenda_asked.person(NURSE)
    do(agree_cover, agenda_asked.office, "MASE", chair, nurse, agenda_asked.today, day("Fri 29 Jan 2027"))
    with unit_of_work(agenda_asked.office, "test", agenda_asked.today) as work:
        on_day = group_context(work, agenda_asked.group)
        assert len(put_to_stand_in(on_day, chair)) == 1
    (letter,) = agenda_asked.letters("chair", to=NURSE)
    assert AS_WELL in letter.text
    assert "deputy chair" not in letter.text


def test_whoever_covers_for_the_chair_reads_why_they_are_asked(forum: Forum) -> None:
    forum.on("Thu 14 Jan 2027")
    chair, nurse = forum.person(CHAIR), forum.person(NURSE)
    do(agree_cover, forum.office, "MASE", chair, nurse, forum.today, day("Fri 29 Jan 2027"))
    forum.draft_agenda(FEBRUARY)
    put(forum)
    (letter,) = forum.letters("chair")
    assert letter.person_id == nurse
    assert "because you act for the Chair of the MASE Group" in letter.text


def test_a_draft_with_part_two_does_not_go_to_a_chair_who_may_not_read_it_any_more(
    agenda_asked: Forum,
) -> None:
    chair = agenda_asked.person(CHAIR)
    with agenda_asked.office.register.transaction("test") as tx:
        tx.session.execute(
            update(AppointmentRow).where(AppointmentRow.person_id == chair).values(part_two=False)
        )
    try_to_send(agenda_asked)
    (whole,) = agenda_asked.letters("chair", CHAIR)
    assert whole.state is State.LAPSED
    agenda_asked.on("Fri 15 Jan 2027")
    put(agenda_asked)
    _, anew = agenda_asked.letters("chair", CHAIR)
    assert anew.attachments[0]["sha256"] != whole.attachments[0]["sha256"]
    try_to_send(agenda_asked)
    assert agenda_asked.letters("chair", CHAIR)[-1].state is State.SENT


def test_an_answered_question_is_neither_chased_nor_escalated(agenda_asked: Forum) -> None:
    agenda_asked.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    agenda_asked.on("Mon 25 Jan 2027")
    put(agenda_asked)
    assert len(agenda_asked.letters("chair")) == 1


def test_an_action_to_discharge_waits_for_another_letter_to_ride_along_with(discharge: Forum) -> None:
    assert not discharge.is_due(due_letters.groups_with_questions)
    put(discharge)
    assert discharge.letters("chair") == []
    discharge.draft_agenda(FEBRUARY)
    put(discharge)
    (letter,) = discharge.letters("chair")
    said = (
        "2. Recommended for discharge Share the training calendar (2027-01/01), Designated Nurse. "
        "Done 14 Jan: “Shared.” Reply DISCHARGE or RETURN"
    )
    assert said in " ".join(letter.text.split())
    assert "agenda for 9 February" in letter.text
    with unit_of_work(discharge.office, "test", discharge.today) as work:
        on_day, meeting = group_context(work, discharge.group), discharge.meeting(FEBRUARY)
        agenda = agenda_document(on_day, meeting, part_two=False)
    (noted,) = [(item.title, item.note) for item in agenda.items if item.note]
    assert noted == (
        "Action log",
        "Recommended for discharge: MASE/2027-01/01, Share the training calendar.",
    )
    assert discharge.question(QuestionKind.DISCHARGE_ACTION).asked == discharge.today


def test_an_action_that_the_meeting_did_not_discharge_goes_alone_eight_working_days_later(
    discharge: Forum,
) -> None:
    for on in ("Mon 8 Feb 2027", "Thu 18 Feb 2027"):
        discharge.on(on)
        assert not discharge.is_due(due_letters.groups_with_questions)
        put(discharge)
    assert discharge.letters("chair") == []
    discharge.on("Fri 19 Feb 2027")
    assert discharge.is_due(due_letters.groups_with_questions)
    put(discharge)
    (letter,) = discharge.letters("chair")
    assert "DISCHARGE or RETURN" in letter.text


def test_what_rides_along_is_not_asked_on_the_morning_of_the_meeting(discharge: Forum) -> None:
    with discharge.office.register.transaction("test") as tx:
        tx.session.execute(update(QuestionRow).values(due=day("Thu 28 Jan 2027")))
    discharge.on("Tue 9 Feb 2027")
    assert not discharge.is_due(due_letters.groups_with_questions)
    put(discharge)
    assert discharge.letters("chair") == []
    discharge.on("Wed 10 Feb 2027")
    assert discharge.is_due(due_letters.groups_with_questions)
    put(discharge)
    assert len(discharge.letters("chair")) == 1


def test_what_is_less_pressing_than_five_questions_is_asked_the_next_morning(forum: Forum) -> None:
    forum.on("Mon 4 Jan 2027")
    forum.draft_agenda()
    forum.draft_agenda(FEBRUARY)
    with unit_of_work(forum.office, "test", forum.today) as work:
        on_day = group_context(work, forum.group)
        for number, meeting in enumerate(planned_from(work.session, forum.group, forum.today)):
            due_on = day("Mon 11 Jan 2027") + dt.timedelta(days=number)
            ask_chairs(on_day, QuestionKind.WAIVE_NOTICE, about=meeting.id, due=due_on, meeting_id=meeting.id)
    for date, asked, numbers in (("Mon 4 Jan 2027", 4, "4. "), ("Tue 5 Jan 2027", 5, "1. ")):
        forum.on(date)
        put(forum)
        assert sum(question.asked is not None for question in forum.rows(QuestionRow)) == asked
        text = forum.letters("chair", to=CHAIR)[-1].text
        assert numbers in text
        assert "5. " not in text


def test_the_last_lines_of_a_list_too_long_for_a_phone_wait_for_the_next_letter(forum: Forum) -> None:
    actions = [
        {
            "Reference": f"MASE/2027-01/{number:02}",
            "Short title (no names)": f"Share training calendar {number} with all schools and surgeries",
            "Action in full": "Share it.",
            "Owner": NURSE,
            "Due": "29/1/27",
        }
        for number in range(1, 19)
    ]
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record(actions=tuple(actions))
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(update(QuestionRow).values(withdrawn=forum.today))
    for action in actions:
        done = Reply(
            Word.DONE, "It was shared with all of them in the week of the meeting, by post and by mail."
        )
        do(report_action, forum.office, action["Reference"], done, None)
    seen: list[str] = []
    for date in ("Fri 19 Feb 2027", "Mon 22 Feb 2027"):
        forum.on(date)
        put(forum)
        seen += re.findall(r"calendar (\d+) with", forum.letters("chair", to=CHAIR)[-1].text)
    assert (
        "Six more questions wait for our next letter: discharge an action."
        in forum.letters("chair", to=CHAIR)[0].text
    )
    assert [*dict.fromkeys(seen)] == [str(number) for number in range(1, 19)]


def test_a_letter_partly_answered_before_it_went_is_written_anew_the_next_morning(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Mon 4 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    put(forum)
    january, february = forum.questions(QuestionKind.AGREE_AGENDA)
    with forum.office.register.transaction("test") as tx:  # as delivery does with a letter partly answered
        tx.session.execute(
            update(QuestionRow).where(QuestionRow.id == january.id).values(answered=forum.today)
        )
        tx.session.execute(update(QuestionRow).where(QuestionRow.id == february.id).values(asked=None))
        tx.session.execute(update(DispatchRow).values(state=State.LAPSED))
    put(forum)  # the same morning again: its letter is spent
    assert forum.question(QuestionKind.AGREE_AGENDA).asked is None
    forum.on("Tue 5 Jan 2027")
    put(forum)
    letters = forum.letters("chair", to=CHAIR)
    assert len(letters) == 2
    assert letters[1].conditions.unanswered == (february.id,)


@pytest.mark.thorough
@pytest.mark.parametrize("answered", [QuestionKind.AGREE_AGENDA, QuestionKind.AGREE_MINUTES])
def test_a_letter_to_the_deputy_chair_partly_answered_before_it_went_is_written_anew_to_them_alone(
    forum: Forum, answered: QuestionKind
) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record()
    forum.draft_minutes()
    forum.file_minutes()
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    put(forum)
    try_to_send(forum)
    with unit_of_work(forum.office, "test", forum.today) as work:  # an automatic reply of the Chair has come
        on_day = group_context(work, forum.group)
        assert len(put_to_stand_in(on_day, forum.person(CHAIR))) == 2
    forum.answer(answered, Word.AGREE, CHAIR)  # all the same, from their phone
    try_to_send(forum)
    (lapsed,) = forum.letters("chair", DEPUTY_CHAIR)
    assert lapsed.state is State.LAPSED
    forum.on("Fri 15 Jan 2027")
    assert forum.is_due(due_letters.groups_with_questions)
    put(forum)
    try_to_send(forum)
    _, anew = forum.letters("chair", DEPUTY_CHAIR)
    assert anew.state is State.SENT
    assert len(anew.conditions.unanswered) == 1
    assert len(forum.letters("chair", CHAIR)) == 1  # who has been asked it


def test_a_deputy_chair_who_covers_for_the_chair_is_not_asked_once_more_as_the_deputy_chair(
    forum: Forum,
) -> None:
    forum.on("Thu 14 Jan 2027")
    chair, deputy = forum.person(CHAIR), forum.person(DEPUTY_CHAIR)
    do(agree_cover, forum.office, "MASE", chair, deputy, forum.today, day("Fri 29 Jan 2027"))
    forum.draft_agenda(FEBRUARY)
    for date in ("Thu 14 Jan 2027", "Tue 19 Jan 2027", "Fri 22 Jan 2027", "Mon 25 Jan 2027"):
        forum.on(date)
        put(forum)
    assert [str(letter.occasion) for letter in forum.letters("chair", DEPUTY_CHAIR)] == [
        "2027-01-14",
        "2027-01-19",
    ]


def leave(forum: Forum, person: str, date: str) -> None:
    """The person's last day in the group is this date; nobody follows."""
    id = forum.person(person)
    (appointment,) = (one.id for one in forum.members().appointments if one.person_id == id)
    do(end_appointment, forum.office, appointment, day(date))


def test_without_a_chair_the_others_are_asked_and_the_chairs_questions_wait(agenda_agreed: Forum) -> None:
    agenda_agreed.file_record()
    agenda_agreed.draft_minutes()
    agenda_agreed.file_minutes()
    leave(agenda_agreed, CHAIR, "Thu 14 Jan 2027")
    agenda_agreed.on("Fri 15 Jan 2027")
    put(agenda_agreed)
    assert len(agenda_agreed.letters("paper_author", NURSE)) == 1
    assert agenda_agreed.question(QuestionKind.AGREE_MINUTES).asked is None


def test_without_a_chair_the_deputy_chair_is_asked_when_the_answer_is_late(agenda_asked: Forum) -> None:
    leave(agenda_asked, CHAIR, "Thu 14 Jan 2027")
    for date in ("Tue 19 Jan 2027", "Mon 25 Jan 2027"):
        agenda_asked.on(date)
        put(agenda_asked)
    assert [str(letter.occasion) for letter in agenda_asked.letters("chair", DEPUTY_CHAIR)] == ["2027-01-25"]


def test_the_author_of_two_papers_is_asked_in_one_letter(forum: Forum) -> None:
    for title in ("Housing and exploitation", "Transport hubs"):
        forum.propose(title)
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    put(forum)
    put(forum)
    (letter,) = forum.letters("paper_author")
    assert letter.person_id == forum.person(NURSE)
    assert "because the agenda of the meeting names you as the author of a paper." in letter.text
    assert "Housing and exploitation" in letter.text
    assert "Transport hubs" in letter.text


def test_the_author_of_papers_for_two_meetings_is_asked_in_one_letter_and_anew_when_one_moves(
    forum: Forum,
) -> None:
    forum.propose("Housing and exploitation")
    forum.propose("Transport hubs", MARCH)
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    do(ask_authors, forum.office, forum.meeting(MARCH).id, day=forum.today)
    put(forum)
    put(forum)
    (letter,) = forum.letters("paper_author")
    assert letter.subject == "MASE: your 2 papers for 9 February and 9 March, by noon Fri 29 Jan"
    _, of_february, of_march = letter.text.split("Meeting: ")
    assert "Needed by: noon, Friday 29 January 2027" in of_february
    assert "Housing and exploitation" in of_february
    assert "Needed by: noon, Friday 26 February 2027" in of_march
    assert "Transport hubs" in of_march
    sheets = [file["name"].split()[0] for file in letter.attachments]
    assert sheets == ["MASE-2027-02", "MASE-2027-03"]
    do(move_meeting, forum.office, MARCH, day("Tue 16 Mar 2027"), reason="The room.")
    try_to_send(forum)
    forum.on("Fri 15 Jan 2027")
    put(forum)
    try_to_send(forum)
    was, now = forum.letters("paper_author")
    assert (was.state, now.state) == (State.LAPSED, State.SENT)
    assert now.subject == "MASE: your 2 papers for 9 February and 16 March, by noon Fri 29 Jan"
    for date in ("Tue 26 Jan 2027", "Tue 2 Mar 2027"):
        forum.on(date)
        put(forum)
    assert [row.subject for row in forum.letters("paper_author")[2:]] == [
        "Reminder: MASE: your paper for item 7, by noon Fri 29 Jan",
        "Reminder: MASE: your paper for item 7, by noon Fri 5 Mar",
    ], "each by its own day"


def test_after_a_gap_an_author_is_reminded_by_today_and_not_by_a_day_that_has_passed(
    agenda_agreed: Forum,
) -> None:
    put(agenda_agreed)
    agenda_agreed.on("Mon 1 Feb 2027")
    put(agenda_agreed)
    asked, chase = agenda_agreed.letters("paper_author")
    assert asked.subject.endswith("by noon Fri 29 Jan")
    assert chase.subject == f"Reminder: {asked.subject.replace('Fri 29 Jan', 'Mon 1 Feb')}"


def test_whoever_covers_for_an_author_is_asked_for_the_paper_and_reads_whose_it_is(
    agenda_agreed: Forum,
) -> None:
    nurse, cover = agenda_agreed.person(NURSE), agenda_agreed.person(DEPUTY_NURSE)
    do(agree_cover, agenda_agreed.office, "MASE", nurse, cover, agenda_agreed.today, day("Fri 15 Jan 2027"))
    put(agenda_agreed)
    (letter,) = agenda_agreed.letters("paper_author")
    assert letter.person_id == cover
    assert f"is {NURSE}, for whom you cover." in " ".join(letter.text.split())
    agenda_agreed.on("Tue 26 Jan 2027")  # the author is back
    put(agenda_agreed)
    assert [one.person_id for one in agenda_agreed.letters("paper_author")] == [cover, nurse]


def test_the_attendance_table_goes_with_the_questions_or_alone_ten_days_after_the_meeting(
    forum: Forum,
) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.answer(QuestionKind.AGREE_AGENDA, Word.AGREE, CHAIR)
    forum.file_record()
    do(review_attendance, forum.office, forum.meeting(JANUARY).id, day=forum.today)
    for date in ("Wed 13 Jan 2027", "Thu 21 Jan 2027"):
        forum.on(date)
        assert not forum.is_due(due_letters.groups_with_questions)
        put(forum)
    assert forum.letters("attendance_review", to=CHAIR) == []
    forum.on("Fri 22 Jan 2027")
    with unit_of_work(forum.office, "test") as work:  # who leaves meanwhile is in the table no more
        nurse = select(AppointmentRow.id).where(AppointmentRow.person_id == forum.person(NURSE))
        end_appointment(work, work.session.scalars(nurse).one(), day("Thu 21 Jan 2027"))
    assert forum.is_due(due_letters.groups_with_questions)
    put(forum)
    put(forum)
    (letter,) = forum.letters("attendance_review", to=CHAIR)
    (table,) = letter.attachments
    assert table["name"] == "MASE-2027-01 attendance table.docx"
    with forum.office.register.reading() as session:
        assert "CCGs (Designated Nurses)vacant" in text_of(fetch(session, table["sha256"])).replace("\n", "")
    assert forum.letters("chair") == []
    assert not forum.is_due(due_letters.groups_with_questions)


def test_a_letter_to_the_chair_is_of_use_for_a_week_after_the_last_answer_is_due(agenda_asked: Forum) -> None:
    (letter,) = agenda_asked.letters("chair")
    assert letter.valid_until == day("Tue 26 Jan 2027") + dt.timedelta(days=7)


def test_a_single_question_to_the_chair_comes_with_its_answers_as_buttons(forum: Forum) -> None:
    forum.on("Thu 14 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    do(put_questions, forum.office, forum.group, day=forum.today)
    (letter,) = forum.letters("chair", to=CHAIR)
    assert letter.voting == ["AGREE AGENDA"]
