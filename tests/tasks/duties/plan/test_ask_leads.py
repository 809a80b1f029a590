"""Leads are asked in the digest before each meeting, reminded once, rung, and heard by mail or by phone."""

from __future__ import annotations

import pytest

from forum.plan.lines import Colour
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.actions.action_log import chase_actions
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.answers.record_answer import answer
from tasks.duties.calendar import due_letters
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.desk.status_board import status_board
from tasks.duties.members.appointments import end_appointment
from tasks.duties.plan.ask_leads import report_line
from tasks.register.tables import AppointmentRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.plan_ahead import cells, import_sample, in_words, plan_of_forum
from tests.tasks.duties.secretariat import NURSE, UNIT, Forum

HEAD, POLICE = "Head of Inclusion", "Detective Superintendent, Public Protection"
THERAPY = "P3.4"


@stage
def with_plan(forum: Forum) -> Forum:
    """A plan of fifteen lines is in since Monday 4 January; P3.4 is the nurse's, who has an action of the
    meeting of 12 January as well, and P1.1 and P2.1 the Head of Inclusion's, who has none."""
    forum.on("Mon 4 Jan 2027")
    import_sample(forum, {"P4.3": cells(Start=day("Mon 1 Mar 2027"))})
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    action = {
        "Item": "5",
        "Short title (no names)": "Share the calendar",
        "Owner": NURSE,
        "Due": "20/1/27",
    }
    forum.file_record(actions=(action,))
    return forum


def chase_if_due(forum: Forum, on: str) -> None:
    """As the flow does."""
    forum.on(on)
    if forum.is_due(due_letters.actions_to_chase):
        do(chase_actions, forum.office, forum.group, day=forum.today)


def say(forum: Forum, word: Word, text: str = "", reference: str = THERAPY) -> str:
    """A lead's word on a line; the colour that the plan then shows."""
    return do(report_line, forum.office, forum.group, reference, Reply(word, text)).in_words


def test_a_lead_gets_one_digest_with_their_lines_and_their_actions(with_plan: Forum) -> None:
    forum = with_plan
    for on in ("Wed 13 Jan 2027", "Fri 15 Jan 2027", "Mon 18 Jan 2027", "Tue 19 Jan 2027"):
        chase_if_due(forum, on)
    (letter,) = forum.letters("actions", to=NURSE)
    assert letter.subject == "MASE: 1 action and 1 plan line need an update by Fri 22 Jan"
    assert "P3.4: Commission therapy for victims" in letter.text
    assert "Due 31 August 2027. Green (G) since 4 January 2027: on course for 31 August 2027" in letter.text
    (letter,) = forum.letters("actions", to=HEAD)
    assert letter.subject == "MASE: 2 plan lines need an update by Fri 22 Jan"
    assert "P2.1: Bring the lessons to every secondary school" in letter.text
    assert forum.letters("actions", to="Director of Rehabilitation") == [], "P4.3 has not begun"


def test_the_letter_after_the_meeting_asks_leads_and_the_digest_reminds_who_is_silent(
    with_plan: Forum,
) -> None:
    forum = with_plan
    forum.on("Thu 14 Jan 2027")
    do(write_after_meeting, forum.office, forum.meeting().id, day=forum.today)
    (of_head,), (of_nurse,) = (forum.letters("after_meeting", to=name) for name in (HEAD, NURSE))
    assert of_head.subject == "MASE: your 2 plan lines; items for 9 Feb by Tue 19 Jan"
    assert of_nurse.subject == "MASE: your action and plan line; items for 9 Feb by Tue 19 Jan"
    assert "Please also tell us by 20 January how your lines of the action plan stand." in of_head.text
    assert "P2.1: Bring the lessons to every secondary school" in of_head.text
    (rehabilitation,) = forum.letters("after_meeting", to="Director of Rehabilitation")
    assert "action plan" not in rehabilitation.text, "P4.3 has not begun"
    say(forum, Word.GREEN, "Tenders are being read.")
    for on in ("Mon 18 Jan 2027", "Mon 25 Jan 2027"):
        chase_if_due(forum, on)
    asked = [letter.queued_at.date() for letter in forum.letters("actions", to=HEAD)]
    assert asked == [day("Mon 25 Jan 2027")], "asked on the 14th, and reminded as ever"
    assert all(THERAPY not in letter.text for letter in forum.letters("actions", to=NURSE))
    do(write_desk_letters, forum.office, [forum.group], day=forum.today)
    (desk,) = forum.letters("desk")
    (waiting,) = (line for line in desk.text.splitlines() if "lines of the action plan" in line)
    assert f"for 9 February, with {HEAD}; KSCB Programme Manager; " in waiting
    assert waiting.count(HEAD) == 1, "who leads two"


def test_a_lead_is_reminded_once_and_then_the_unit_rings(with_plan: Forum) -> None:
    forum = with_plan
    for on in ("Mon 18 Jan 2027", "Thu 21 Jan 2027", "Mon 25 Jan 2027", "Wed 27 Jan 2027", "Mon 1 Feb 2027"):
        chase_if_due(forum, on)
    first, second = forum.letters("actions", to=HEAD)
    assert (first.queued_at.date(), second.queued_at.date()) == (
        day("Mon 18 Jan 2027"),
        day("Mon 25 Jan 2027"),
    )
    of_head = [
        question
        for question in forum.questions(QuestionKind.UPDATE_LINE)
        if question.of_id == forum.person(HEAD)
    ]
    assert {question.due for question in of_head} == {day("Tue 2 Feb 2027")}
    assert len(of_head) == len(("P1.1", "P2.1"))
    do(write_desk_letters, forum.office, [forum.group], day=forum.today)
    (desk,) = forum.letters("desk")
    assert f"Ring {HEAD}" in desk.text
    assert "say how line P1.1 of the action plan stands for 9 February" in desk.text
    assert "P1.1 AMBER, phone, 1 February" in desk.text
    (question,) = (
        question for question in of_head if question.about_id == plan_of_forum(forum)["P1.1"].line.id
    )
    by_phone = Reply(Word.AMBER, "Half are trained.")
    do(answer, forum.office, question.id, by_phone, by=forum.person(UNIT), channel=Channel.PHONE)
    rated = plan_of_forum(forum)["P1.1"]
    assert in_words(rated) == "Amber (A): “Half are trained.”"
    assert rated.line.heard_on == day("Mon 1 Feb 2027")


def test_a_word_on_a_line_answers_the_question_and_stands_in_the_plan(with_plan: Forum) -> None:
    forum = with_plan
    chase_if_due(forum, "Mon 18 Jan 2027")
    forum.on("Wed 20 Jan 2027")
    assert say(forum, Word.AMBER, "Two bids came, both too dear.") == "Amber (A)"
    assert in_words(plan_of_forum(forum)[THERAPY]) == "Amber (A): “Two bids came, both too dear.”"
    (question,) = [
        question
        for question in forum.questions(QuestionKind.UPDATE_LINE)
        if question.of_id == forum.person(NURSE)
    ]
    assert question.answer == Word.AMBER
    chase_if_due(forum, "Mon 25 Jan 2027")
    assert all("P3.4" not in letter.text for letter in forum.letters("actions", to=NURSE)[1:])


def test_green_of_a_late_line_is_heard_and_the_plan_stays_amber(with_plan: Forum) -> None:
    assert say(with_plan, Word.GREEN, "All but two districts are briefed.", "P2.2") == "Amber (A)"
    rated = plan_of_forum(with_plan)["P2.2"]
    assert in_words(rated) == "Amber (A): 26 days past its date"
    assert (rated.line.said, rated.line.progress) == (Colour.GREEN, "All but two districts are briefed.")


def test_done_with_what_shows_it_puts_a_line_to_the_group(with_plan: Forum) -> None:
    with pytest.raises(Problem, match="say after DONE what shows that it is done"):
        say(with_plan, Word.DONE)
    assert say(with_plan, Word.DONE, "Contract signed on 11 January") == "Green (G)"
    rated = plan_of_forum(with_plan)[THERAPY]
    assert in_words(rated) == "Green (G): done, and waiting for the group to discharge it"
    assert rated.line.evidence == "Contract signed on 11 January"
    chase_if_due(with_plan, "Mon 18 Jan 2027")
    (letter,) = with_plan.letters("actions", to=NURSE)
    assert THERAPY not in letter.text


def test_meetings_without_a_word_make_a_line_amber_and_then_red(with_plan: Forum) -> None:
    forum = with_plan
    colours = {
        on: in_words(plan_of_forum(forum, day(on))[THERAPY])
        for on in ("Tue 2 Feb 2027", "Wed 3 Feb 2027", "Wed 3 Mar 2027")
    }
    assert [*colours.values()] == [
        "Green (G): on course for 31 August 2027",
        "Amber (A): no update for one meeting",
        "Red (R): no update for two meetings",
    ]


def test_nobody_is_asked_in_a_group_without_a_plan(forum: Forum) -> None:
    chase_if_due(forum, "Mon 18 Jan 2027")
    assert forum.letters("actions") == []


def test_the_unit_hears_of_a_lead_who_has_left_and_nobody_is_asked(with_plan: Forum) -> None:
    forum, head = with_plan, with_plan.person(HEAD)
    (appointment,) = [row for row in forum.rows(AppointmentRow) if row.person_id == head]
    do(end_appointment, forum.office, appointment.id, day("Fri 15 Jan 2027"))
    chase_if_due(forum, "Mon 18 Jan 2027")
    assert forum.letters("actions", to=HEAD) == []
    assert forum.is_due(due_letters.groups_needing_a_hand)
    do(write_desk_letters, forum.office, [forum.group], day=forum.today)
    (desk,) = forum.letters("desk")
    assert f"Lines P1.1 and P2.1 of the action plan: {HEAD}, who led, has left." in desk.text


def test_the_board_shows_red_lines_without_a_lead_s_own_words(with_plan: Forum) -> None:
    say(with_plan, Word.RED, "Jo Field left us.")
    (section,) = (
        section
        for group in status_board(with_plan.office).groups
        for section in group.sections
        if "action plan" in section.title
    )
    assert section.title == "2 red lines in the action plan"
    assert section.rows == (
        ("P1.2", "KSCB", "30 Nov", "29 Dec", "late"),
        (THERAPY, "CCGs", "31 Aug", "13 Jan", "the lead says so"),
    )
