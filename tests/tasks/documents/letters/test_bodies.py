"""What stands in the body of a letter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from config.settings import ROOT
from forum.letters.actions import ActionDigest, AfterMeeting
from forum.letters.attendance import AttendanceNotice, AttendanceReview, SeatAttendance
from forum.letters.base import Letter
from forum.letters.inbox import NotUnderstood
from forum.letters.meetings import DeputyWanted
from forum.letters.members import Farewell, Induction, TaskGroupOutcome, TaskGroupTask
from forum.letters.minutes import Minutes
from forum.letters.papers import PackCheck, Papers
from forum.letters.parts import ActionLine, Ask, PaperAhead, Unclear
from forum.letters.questions import ChairLetter, Desk
from forum.questions.kinds import QuestionKind
from samples import sample_of
from tasks.documents.letters.print_letter import LetterPrinter, Printed
from tests.english import day
from tests.letter_pages import visible

TEMPLATES = ROOT / "templates" / "email"


@pytest.fixture(scope="module")
def printer() -> LetterPrinter:
    return LetterPrinter(TEMPLATES)


LATE = Ask(
    kind=QuestionKind.ALLOW_LATE_PAPER,
    due=day("Thu 4 Feb 2027"),
    meeting=day("Tue 9 Feb 2027"),
    reference="7",
    title="Obstacles",
    person="Training Lead",
)

TAKEN = sample_of(AfterMeeting).taken
PACK = sample_of(PackCheck)
DONE = replace(TAKEN[1], reported_done=day("Fri 19 Feb 2027"), waits_for="the Chair")


def after(**changes: Any) -> AfterMeeting:
    return replace(sample_of(AfterMeeting), **{"lines": (), "lines_by": None, **changes})


def both(printed: Printed) -> tuple[str, str]:
    bodies = printed.text, visible(printed.html)
    assert all(bodies)
    return bodies


@pytest.mark.parametrize(
    ("kind", "answer", "says"),
    [
        (QuestionKind.AGREE_AGENDA, "AGREE AGENDA, or what to change", "The agenda for 9 February"),
        (QuestionKind.AGREE_MINUTES, "AGREE MINUTES, or what to change", "The minutes of 9 February"),
        (QuestionKind.ALLOW_LATE_PAPER, "ALLOW or NO", "A late paper for item 7 of 9 February: Obstacles"),
        (QuestionKind.WAIVE_NOTICE, "ALLOW or NO", "A meeting at short notice on 9 February"),
        (
            QuestionKind.HEAR_OF_HELP_WANTED,
            "SEEN, or what is to be done",
            "Action 7, help wanted: Obstacles",
        ),
        (QuestionKind.DISCHARGE_ACTION, "DISCHARGE or RETURN", "Recommended for discharge"),
        (QuestionKind.SEND_ATTENDANCE_NOTICE, "SEND or NO", "Letters in your name"),
        (QuestionKind.ESCALATE_ACTION, "SEND or NO", "Letters in your name"),
        (QuestionKind.RULE_ON_QUORUM, "QUORATE or NOT QUORATE", "The quorum of 9 February"),
    ],
)
def test_the_chair_sees_what_each_question_is_and_how_to_answer(
    printer: LetterPrinter, kind: QuestionKind, answer: str, says: str
) -> None:
    asks = (replace(LATE, kind=kind, facts="This is the finding."),)
    for body in both(printer.print(replace(sample_of(ChairLetter), asks=asks))):
        assert f"1. {says}\n" in body
        assert "This is the finding." in body
        assert f"Reply {answer}." in body


def test_questions_of_one_list_are_its_numbered_lines(printer: LetterPrinter) -> None:
    agenda, late = replace(LATE, kind=QuestionKind.AGREE_AGENDA), LATE
    notices = [
        replace(LATE, kind=QuestionKind.SEND_ATTENDANCE_NOTICE, to=person, facts=f"{person} is below.")
        for person in ("Community Director", "Designated Nurse", "Service Manager")
    ]
    for body in both(printer.print(replace(sample_of(ChairLetter), asks=(agenda, *notices, late)))):
        told = " ".join(body.split())
        assert "Please answer these five by Thu 4 Feb, each with its number." in told
        assert "2 to 4. Letters in your name, attached" in told
        assert "3. To Designated Nurse, privately. Designated Nurse is below." in told
        assert (
            "Reply SEND ALL or NO LETTERS, or the numbers of those that go, and no others: SEND 2 4."
        ) in told
        assert "5. A late paper" in told


@pytest.mark.parametrize("others", [(), (LATE,), (replace(LATE, kind=QuestionKind.AGREE_AGENDA),)])
def test_the_chair_may_ask_for_changes_of_a_draft_among_other_questions(
    printer: LetterPrinter, others: tuple[Ask, ...]
) -> None:
    minutes = replace(LATE, kind=QuestionKind.AGREE_MINUTES)
    for body in both(printer.print(replace(sample_of(ChairLetter), asks=(minutes, *others)))):
        assert "Reply AGREE MINUTES, or what to change." in body
        assert "Reply ALLOW or NO." in body or LATE not in others
        assert all(line.count("tell us what to change") <= 1 for line in body.splitlines())


def test_items_as_ever_are_one_line_that_ends_before_a_new_one(printer: LetterPrinter) -> None:
    page = visible(printer.print(sample_of(ChairLetter)).html)
    assert "5 CSE action plan: progress and actions to discharge\n6 Return interviews" in page


def test_papers_that_are_agreed_ahead_stand_behind_the_day_of_their_meeting(printer: LetterPrinter) -> None:
    (agenda, _), april = sample_of(ChairLetter).asks, dt.date(2027, 4, 13)
    assert agenda.draft
    papers = (*agenda.draft.papers_ahead, PaperAhead(meeting=april, title="Attendance", author="Kent Police"))
    ask = replace(agenda, draft=replace(agenda.draft, papers_ahead=papers))
    for body in both(printer.print(replace(sample_of(ChairLetter), asks=(ask,)))):
        assert (
            "You also agree papers for 9 March: Review of the terms of reference (Business Unit); 13 April: "
            "In depth: Communities are aware and help to prevent (District Councils); Attendance (Kent "
            "Police)."
        ) in " ".join(body.split())


def test_the_chair_reads_which_items_wait_and_which_have_less_time(printer: LetterPrinter) -> None:
    (agenda, _) = sample_of(ChairLetter).asks
    assert agenda.draft
    less = "10 minutes for item 4", "15 minutes for item 5"
    long = replace(agenda.draft, planned=150, to_fit=("6",), wait_for=dt.date(2027, 3, 9), shortened=less)
    ask = replace(agenda, draft=long)
    for body in both(printer.print(replace(sample_of(ChairLetter), asks=(ask,)))):
        assert (
            "FIT agrees it without item 6, which waits for 9 March, and with 10 minutes for item 4 and 15 "
            "minutes for item 5; AGREE AGENDA keeps all."
        ) in " ".join(body.split())


def test_a_phone_leaves_a_long_list_to_the_file_and_to_its_day(printer: LetterPrinter) -> None:
    papers = sample_of(Papers)
    (other, *_) = papers.in_a_row
    many = (*papers.to_the_fore, *(replace(other, number=str(number)) for number in range(20, 27)))
    printed = printer.print(replace(papers, items=many))
    assert "Seven other items have no paper: see the agenda, attached." in visible(printed.html)
    assert f"26. {other.title}" in printed.text
    desk = sample_of(Desk)
    for body in both(printer.print(replace(desk, waiting=desk.waiting[:1] * 8))):
        assert "Seven more questions due later" in body
        assert "One more deadline by Wed 20 Jan" in body


def test_the_unit_reads_which_registers_go_with_a_pack(printer: LetterPrinter) -> None:
    letter = replace(sample_of(PackCheck), registers=("risk register", "challenge log"), plan_words=())
    for body in both(printer.print(letter)):
        assert (
            "before you release. The risk register and challenge log go too, as the last meeting left them."
        ) in " ".join(body.split())


def test_whoever_stands_in_for_the_chair_is_told_why_they_are_asked(printer: LetterPrinter) -> None:
    for body in both(printer.print(replace(sample_of(ChairLetter), standing_in=True))):
        assert (
            "We ask you as well as the Chair, or whoever acts for them, so that an answer comes in time."
            in body
        )
    for body in both(printer.print(sample_of(ChairLetter))):
        assert "as well as the Chair" not in body


@pytest.mark.parametrize("deputies", [(), ("Deputy Designated Nurse",)])
def test_who_covers_for_an_absent_member_reads_that_they_may_come_themselves(
    printer: LetterPrinter, deputies: tuple[str, ...]
) -> None:
    asked = replace(sample_of(DeputyWanted), deputies=deputies, covered="Designated Nurse")
    said = "You may come in their place yourself: then reply I WILL COME."
    for body in both(printer.print(replace(asked, or_yourself=True))):
        assert said in " ".join(body.split())
    for body in both(printer.print(asked)):
        assert said not in " ".join(body.split())


def test_the_unit_sees_who_does_not_get_which_paper(printer: LetterPrinter) -> None:
    printed = printer.print(PACK)
    assert "* Voluntary Sector Lead, co-opted: 5, 6 and 7, not 8, 10 or 11\n" in printed.text
    assert "* Designated Nurse, CCGs: everything\n" in printed.text
    rows = re.findall(r"<tr>.*?</tr>", printed.html, re.DOTALL)
    (row,) = [row for row in rows if "Voluntary Sector Lead" in row]
    assert "<strong>5, 6 and 7, not 8, 10 or 11</strong>: Voluntary Sector Lead" in row


@pytest.mark.parametrize(
    ("papers", "heading", "later"),
    [
        (
            PACK.papers,
            "Who gets what",
            "A deputy named later gets the agenda, and the papers that they may read.",
        ),
        ((), "Who gets the agenda", "A deputy named later gets the agenda."),
    ],
)
def test_the_unit_sees_that_a_deputy_named_later_reads_too(
    printer: LetterPrinter, papers: Any, heading: str, later: str
) -> None:
    for body in both(printer.print(replace(PACK, papers=papers, readers=()))):
        assert heading in body.splitlines()
        assert later in body.splitlines()


def test_minutes_the_chair_has_not_agreed_say_so_in_the_body(printer: LetterPrinter) -> None:
    for body in both(printer.print(replace(sample_of(Minutes), minutes="draft"))):
        assert "They are a draft: the Chair has not agreed them yet." in body


def test_an_overdue_action_says_how_late_it_is_and_not_by_colour_alone(printer: LetterPrinter) -> None:
    for body in both(printer.print(sample_of(ActionDigest))):
        assert "Due 4 January 2027, 14 days overdue" in body
    late = replace(TAKEN[0], days_overdue=1)
    for body in both(printer.print(replace(sample_of(ActionDigest), actions=(late,)))):
        assert ", 1 day overdue" in body


def with_actions(*actions: ActionLine) -> list[Letter]:
    """Each letter that lists somebody's actions and asks how they stand, with these."""
    return [
        after(taken=actions, still_open=()),
        after(taken=(), still_open=actions),
        replace(sample_of(Papers), actions=actions),
        replace(sample_of(Minutes), actions=actions),
        replace(sample_of(ActionDigest), actions=actions, lines=()),
    ]


@pytest.mark.parametrize("letter", with_actions(TAKEN[0]), ids=lambda made: made.NAME)
def test_a_letter_that_lists_an_action_says_how_to_report(printer: LetterPrinter, letter: Letter) -> None:
    for body in both(printer.print(letter)):
        assert re.search(r"(?i)reply (?:with )?DONE, a new date and why, or HELP\.", body)
        assert "Due 29 January 2027" in body


@pytest.mark.parametrize("letter", with_actions(TAKEN[0], DONE), ids=lambda made: made.NAME)
def test_an_action_reported_done_is_listed_and_not_asked_about(
    printer: LetterPrinter, letter: Letter
) -> None:
    for body in both(printer.print(letter)):
        assert "Reported done on 19 February 2027; waits for the Chair." in body
        assert "Due 2 February" not in body
        assert "a line for each" not in body
        assert "open actions" not in body
        assert "number" in body


@pytest.mark.parametrize("letter", with_actions(DONE)[:-1], ids=lambda made: made.NAME)
def test_where_all_is_reported_done_nothing_is_left_to_report(printer: LetterPrinter, letter: Letter) -> None:
    for body in both(printer.print(letter)):
        assert "Reported done on 19 February 2027; waits for the Chair." in body
        assert "HELP" not in body
        assert not re.search("(?i)(?:still|your) open", body)


@pytest.mark.parametrize(
    ("letter", "one", "several"),
    [
        (after(), "Your action from 12 January", "Your actions from 12 January"),
        (sample_of(Papers), "Your open action", "Your open actions"),
        (sample_of(Minutes), "Your open action", "Your open actions"),
        (sample_of(Farewell), "Your action", "Your actions"),
        (sample_of(Induction), "Action offered to you", "Actions offered to you"),
    ],
)
def test_the_heading_above_actions_is_for_one_or_for_several(
    printer: LetterPrinter, letter: Any, one: str, several: str
) -> None:
    listed = "taken" if isinstance(letter, AfterMeeting) else "actions"
    for actions, heading in ((TAKEN[:1], one), (TAKEN, several)):
        for body in both(printer.print(replace(letter, **{listed: actions}))):
            assert heading in body.splitlines()


def test_a_task_group_is_welcomed_with_its_task_and_thanked_with_what_came_of_it(
    printer: LetterPrinter,
) -> None:
    end = day("Tue 22 Jun 2027")
    task = TaskGroupTask(
        question="Why is that so?", products=("a pathway", "a form"), end=end, parent="MASE Group"
    )
    for body in both(printer.print(replace(sample_of(Induction), task=task))):
        assert "The page by which the MASE Group commissioned the group is attached." in body
        assert "Why is that so?" in body
        assert "It hands over a pathway and a form." in body
        assert "The work ends on Tuesday 22 June 2027, when the MASE Group has the report." in body
    accepted = TaskGroupOutcome(parent="MASE Group", decision="MASE/2027-06/D2", is_accepted=True, again=end)
    for outcome, words in (
        (
            accepted,
            "has accepted the group’s report (decision MASE/2027-06/D2), and looks at what came of it in",
        ),
        (
            replace(accepted, is_accepted=False),
            "has ended the work (decision MASE/2027-06/D2) before its report.",
        ),
    ):
        for body in both(printer.print(replace(sample_of(Farewell), outcome=outcome))):
            assert f"The MASE Group {words}" in body


def test_a_farewell_is_the_last_letter(printer: LetterPrinter) -> None:
    for body in both(printer.print(sample_of(Farewell))):
        assert "This is our last letter to you. Thank you again, and best wishes." in body


def test_a_deputy_is_not_asked_for_a_deputy(printer: LetterPrinter) -> None:
    for body in both(printer.print(sample_of(Papers))):
        assert "If a deputy is coming for you, tell us who" in body
    for body in both(printer.print(replace(sample_of(Papers), stands_in=True))):
        assert "If a deputy" not in body
        assert "Please do not forward the papers.\n" in body


def test_deputies_are_counted_in_words(printer: LetterPrinter) -> None:
    for times, words in [(1, "came in your place once"), (3, "came in your place three times")]:
        for body in both(printer.print(replace(sample_of(AttendanceNotice), deputies_came=times))):
            assert words in body
    for body in both(printer.print(replace(sample_of(AttendanceNotice), deputies_came=0))):
        assert "deputy" not in body


def test_terms_that_leave_no_room_for_a_deputy_yet_say_so(printer: LetterPrinter) -> None:
    of_three = replace(sample_of(AttendanceNotice), came=2, meetings=3, deputies_came=1, deputies_allowed=0)
    for body in both(printer.print(of_three)):
        assert (
            "A deputy came in your place once, which kept your organisation represented; the terms allow"
            in body
        )


def test_each_thing_to_put_right_in_a_file_stands_by_itself(printer: LetterPrinter) -> None:
    faults = ("Actions, cell H7: a formula.", "Meeting, cell B9: no time.")
    refused = Unclear(why="It can’t be taken.", how="Send it again.", points=faults)
    printed = printer.print(replace(sample_of(NotUnderstood), unclear=(refused,)))
    items = re.findall(r"<li[^>]*>(.*?)</li>", printed.html)
    assert items == [*faults]


def test_somebody_outside_the_group_hears_nothing_of_minutes_and_items(printer: LetterPrinter) -> None:
    outside = after(taken=TAKEN[:1], still_open=(), next_date=None, items_by=None, minutes_by=None)
    for body in both(printer.print(outside)):
        assert "You took one action on 12 January, listed below." in body
        assert "minutes" not in body
        assert "propose" not in body


def test_the_chair_is_told_of_the_attendance_table(printer: LetterPrinter) -> None:
    for body in both(printer.print(replace(sample_of(ChairLetter), attendance_table=True))):
        assert "The attendance table is attached." in body
    for body in both(printer.print(sample_of(ChairLetter))):
        assert "attendance table" not in body


def test_a_vacant_seat_without_meetings_has_no_figures(printer: LetterPrinter) -> None:
    vacant = SeatAttendance("CAMHS", "", 0, 0, 0, None, "vacant", attention=False)
    for body in both(printer.print(replace(sample_of(AttendanceReview), seats=(vacant,)))):
        assert "No meeting counted yet" in body
        assert "0 of 0" not in body


def test_members_see_where_part_two_begins_and_others_when_to_join(printer: LetterPrinter) -> None:
    sample = sample_of(Papers)
    text = printer.print(sample).text
    assert text.index("\nPart 2: restricted\n") < text.index("10. Case management")
    assert text.index("\nPart 2: restricted\n") > text.index("8. Community engagement")
    first = replace(sample, items=(*sample.items[-2:], *sample.items[:-2]))
    assert text.count("After part 2") == 0
    assert printer.print(first).text.index("After part 2") < printer.print(first).text.index("1. Welcome")
    back = printer.print(replace(sample, leaves_for_part_two=True, back_at=dt.time(11, 15)))
    assert "you will be asked to leave for it, and to come back at 11:15am." in " ".join(back.text.split())
    others = printer.print(replace(sample, items=sample.items[:-2], joins_at=dt.time(10, 25)))
    assert "The meeting begins with a restricted part: please join at 10:25am." in " ".join(
        others.text.split()
    )
    assert "Part 2" not in others.text
