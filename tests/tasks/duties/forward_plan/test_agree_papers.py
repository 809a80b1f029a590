"""The Chair agrees papers two meetings ahead with an agenda, so that authors hear of them in time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from forum.agenda import Purpose
from forum.calendar.meetings import MeetingState
from forum.members.membership import Role
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Due, due_on
from tasks.duties.agenda.agenda import draft_agenda, propose_item
from tasks.duties.agenda.put_agenda import ask_authors
from tasks.duties.answers.put_questions import put_questions
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import read_only
from tasks.duties.forward_plan import forward_plan
from tasks.duties.plan.import_plan import import_plan
from tasks.duties.questions.ask import question_value
from tasks.duties.questions.open_questions import waiting_for_answers
from tasks.register.papers import agenda_items
from tasks.register.tables import AppointmentRow, MeetingRow, PaperRow
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import MonthAhead
from tests.tasks.duties.plan_ahead import Changes, cells, sample_with

MARCH, APRIL = "MASE/2027-03", "MASE/2027-04"
OBSTACLES = "In depth: Operational staff are supported and obstacles addressed"
REVIEW = "Review of the terms of reference"
COMMUNITIES = "In depth: Communities are aware and help to prevent"
TRANSITION = "Moving on to adult services"
PRIORITIES = "Priorities of the group for the year"


@pytest.fixture
def agreed(ahead: MonthAhead) -> MonthAhead:
    """February's agenda is agreed on 14 January. The seat of the MSCB is vacant."""
    ahead.office = replace(ahead.office, policies={"MASE": MASE})
    mscb = next(seat.id for seat in ahead.members().seats if seat.short_name == "MSCB")
    with ahead.office.register.transaction("test") as tx:
        for member in ahead.members().appointments:
            if member.seat_id == mscb and member.role is Role.CORE:
                tx.session.get_one(AppointmentRow, member.id).last = day("Wed 30 Dec 2026")
    give_time(ahead)
    ahead.agree_agenda()
    return ahead


def give_time(ahead: MonthAhead) -> None:
    """Meetings take two and a half hours, which leaves time for more than what every agenda has."""
    with ahead.office.register.transaction("test") as tx:
        tx.session.execute(update(MeetingRow).values(minutes=150))


def commissioned(ahead: MonthAhead, reference: str) -> dict[str, PaperRow]:
    with ahead.office.register.reading() as session:
        items = {item.title: item for item in agenda_items(session, ahead.meeting(reference).id)}
    assert all(not item.standing for item in items.values())
    return {title: paper for title, paper in ahead.papers(reference).items() if title in items}


def test_the_papers_of_two_meetings_are_agreed_and_those_of_the_next_asked_for(agreed: MonthAhead) -> None:
    march, april = commissioned(agreed, MARCH), commissioned(agreed, APRIL)
    assert [*march] == [REVIEW, OBSTACLES]
    assert march[OBSTACLES].author_id == agreed.called("CAMHS")
    (obstacles,) = (item for item in agreed.items(MARCH) if item.title == OBSTACLES)
    assert (obstacles.objective, obstacles.minutes, obstacles.purpose) == ("support", 15, Purpose.DISCUSSION)
    assert march[REVIEW].author_id == agreed.called("unit")
    assert [*april] == [PRIORITIES]  # nobody holds the seat that would write on communities
    asked = {q.about_id: q for q in agreed.waiting(QuestionKind.PROVIDE_PAPER)}
    assert {row.id for row in march.values()} <= asked.keys()
    assert april[PRIORITIES].id not in asked
    question = asked[march[OBSTACLES].id]
    assert (question.opened, question.due) == (day("Thu 14 Jan 2027"), day("Fri 26 Feb 2027"))
    do(put_questions, agreed.office, agreed.group, day=agreed.today)
    (letter,) = agreed.letters_to("paper_author", "CAMHS")
    assert "because the forward plan names you as the author of a paper." in letter.text
    assert letter.subject == "MASE: your paper for 9 March, by noon Fri 26 Feb"
    assert f"Item, for discussion, 15 minutes: {OBSTACLES}" in letter.text
    assert "what has changed since it last looked at this, what stands in the way" in letter.text
    assert "The Chair has agreed this paper for the forward plan" in letter.text
    assert [file["name"] for file in letter.attachments] == ["MASE-2027-03 cover sheet.docx"]
    listed = {(each.of, each.about) for each in waiting_for_answers(agreed.office) if each.asked}
    assert ("CAMHS", "MASE/2027-03 9 Mar") in listed


def test_no_paper_is_commissioned_for_an_agenda_that_has_no_time_for_it(ahead: MonthAhead) -> None:
    ahead.office = replace(ahead.office, policies={"MASE": MASE})
    ahead.agree_agenda()
    assert [*commissioned(ahead, MARCH)] == [REVIEW]  # 15 of 40 minutes, of which members have 20
    assert [*commissioned(ahead, APRIL)] == [PRIORITIES]


def test_the_chair_reads_the_papers_ahead_with_the_draft_and_the_forward_plan_behind_it(
    ahead: MonthAhead,
) -> None:
    ahead.office = replace(ahead.office, policies={"MASE": MASE})
    give_time(ahead)
    ahead.on("Thu 14 Jan 2027")
    over: Changes = {
        f"P4.{number}": cells(Status="Superseded", Decision=f"{APRIL}/D1") for number in (1, 2, 3)
    }
    do(import_plan, ahead.office, "MASE", sample_with(over), "plan.xlsx")
    do(draft_agenda, ahead.office, ahead.meeting().id, day=ahead.today)
    do(put_questions, ahead.office, ahead.group, day=ahead.today)
    (letter,) = ahead.letters_to("chair", "chair")
    assert (
        f"You also agree papers for 9 March: {REVIEW} (Business Unit); {OBSTACLES} (CAMHS); 13 April: "
        f"{PRIORITIES} (KSCB); {COMMUNITIES} (MSCB)."
    ) in letter.text
    files = [file["name"] for file in letter.attachments]
    assert files == ["MASE-2027-02 agenda.docx", "MASE forward plan.docx"]
    with read_only(ahead.office, "test", ahead.today) as work:
        plan = forward_plan(group_context(work, ahead.group))
    assert plan is not None
    items = {f"{month.month:%b}": [item.title for item in month.items] for month in plan.months}
    assert items["Feb"] == [
        "Refresh of the Kent and Medway CSE Action Plan",
        "In depth: The workforce is educated and equipped",
        "Action plan in depth: Prevent",
    ]
    assert "Adoption of the Kent and Medway CSE Action Plan" in items["Apr"]
    assert not any("Pursue" in title for of_month in items.values() for title in of_month), "all have ended"


def test_an_author_who_has_another_paper_later_gets_one_more_letter_with_both_and_then_a_call(
    agreed: MonthAhead,
) -> None:
    author, of_march = agreed.called("CAMHS"), agreed.meeting(MARCH).id
    do(put_questions, agreed.office, agreed.group, day=agreed.today)
    agreed.on("Mon 15 Feb 2027")
    do(
        propose_item,
        agreed.office,
        MARCH,
        title=TRANSITION,
        purpose=Purpose.DECISION,
        minutes=10,
        person=author,
        with_paper=True,
    )
    do(ask_authors, agreed.office, of_march, day=agreed.today)
    due_by_day = {}
    for date in ("Mon 15 Feb 2027", "Tue 23 Feb 2027", "Wed 24 Feb 2027", "Thu 25 Feb 2027"):
        agreed.on(date)  # alone, each would be chased on the 23rd
        do(put_questions, agreed.office, agreed.group, day=agreed.today)
        papers = [question_value(q) for q in agreed.waiting(QuestionKind.PROVIDE_PAPER) if q.of_id == author]
        due_by_day[date] = [due_on(paper, MASE.lead_times, MASE_DAYS, agreed.today) for paper in papers]
    assert due_by_day == {
        "Mon 15 Feb 2027": [Due.NOTHING, Due.NOTHING],
        "Tue 23 Feb 2027": [Due.NOTHING, Due.NOTHING],
        "Wed 24 Feb 2027": [Due.NOTHING, Due.NOTHING],
        "Thu 25 Feb 2027": [Due.RING, Due.RING],
    }
    first, second = agreed.letters_to("paper_author", "CAMHS")
    assert second.subject.startswith("MASE: your 2 papers for items ")
    assert [title in first.text for title in (OBSTACLES, TRANSITION)] == [True, False]
    assert [title in second.text for title in (OBSTACLES, TRANSITION)] == [True, True]


def test_the_forward_plan_shows_what_is_agreed_and_who_is_wanting(agreed: MonthAhead) -> None:
    with read_only(agreed.office, "test", agreed.today) as work:
        plan = forward_plan(group_context(work, agreed.group))
    assert plan is not None
    months = {f"{month.month:%b}": month for month in plan.months}
    assert next(iter(months)) == "Jan"
    assert len(months) == 12
    assert months["Mar"].meetings == (day("Tue 9 Mar 2027"),)
    assert [item.in_words for item in months["Mar"].items] == [
        f"{REVIEW} (Kent Safeguarding Children Board): paper agreed",
        f"{OBSTACLES} (Kent and Medway CAMHS): paper agreed",
    ]
    april = [item.in_words for item in months["Apr"].items]
    assert f"{COMMUNITIES} (MSCB): author wanted" in april
    assert months["Aug"].meetings == (day("Tue 10 Aug 2027"),)  # by the rule, planned by nobody yet
    assert [(date.date, date.words) for date in months["Mar"].dates] == [
        (day("Thu 18 Mar 2027"), "National Child Exploitation Awareness Day")
    ]
    assert [date.words for date in months["Apr"].dates] == ["report for the KSCB Business Group of 29 April"]
    assert not any("Case management" in title for title in plan.standing)  # part 2


def test_the_forward_plan_shows_a_meeting_that_was_held_this_month(agreed: MonthAhead) -> None:
    with agreed.office.register.transaction("test") as tx:
        tx.session.get_one(MeetingRow, agreed.meeting().id).state = MeetingState.HELD
    agreed.on("Thu 11 Feb 2027")
    with read_only(agreed.office, "test", agreed.today) as work:
        plan = forward_plan(group_context(work, agreed.group))
    assert plan is not None
    assert plan.months[0].meetings == (day("Tue 9 Feb 2027"),)


def test_agreeing_the_next_agenda_commissions_nothing_twice(agreed: MonthAhead) -> None:
    before = commissioned(agreed, MARCH)
    agreed.on("Thu 11 Feb 2027")
    do(draft_agenda, agreed.office, agreed.meeting(MARCH).id, day=agreed.today)
    agreed.answer(QuestionKind.AGREE_AGENDA, "AGREE", by="chair")
    assert [paper.id for paper in agreed.papers(MARCH).values()] == [paper.id for paper in before.values()]
    april = agreed.papers(APRIL)[PRIORITIES].id
    asked = [q.about_id for q in agreed.waiting(QuestionKind.PROVIDE_PAPER)]
    assert asked.count(april) == 1
