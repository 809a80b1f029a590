"""The matters of a group that go on: a seat below the minimum after its letters, a line of the plan red, a
task group over its end, no risk on the register. Each is a row of ``WHAT_GOES_ON``.

Ask the Chair what is to be done about what goes on, again until it is settled. What matters that go on
hand the house.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from forum.attendance.standing import board_year_start
from forum.calendar.meetings import NOT_HELD, meeting_dates
from forum.calendar.working_days import ONE_DAY
from forum.letters.parts import Ask
from forum.matters import Matter, comes_back
from forum.members.membership import Person
from forum.plan.lines import Colour
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.risks import open_risks_at
from forum.text.dates import MONTHS_A_YEAR, months_after
from forum.text.wording import capital, count, listed, long_date
from tasks.duties.attendance.table import Review
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.subject import Handler, Subject
from tasks.duties.plan.rated import rated_plan
from tasks.duties.questions.ask import ask_chairs, is_open, questions_about, withdraw
from tasks.mail.sending.queue import Enclosure
from tasks.register.meetings import held_until, meetings_between
from tasks.register.questions import open_questions
from tasks.register.registers import risks_of
from tasks.register.tables import QuestionRow
from tasks.register.task_groups import commission_as_it_is, open_task_groups, task_group_over

LETTERS = {
    QuestionKind.SEND_ATTENDANCE_NOTICE: "the member had your private word",
    QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE: "the organisation was written to",
}


def seats_below(forum: GroupContext) -> Iterator[Matter]:
    """Yield the seats whose holder is below the minimum though they, or their organisation, had a letter
    (clause 4)."""
    session = forum.tx.session
    meeting = next(held_until(session, forum.group.id, forum.on), None)
    if meeting is None:
        return
    review = Review.of(forum, meeting)
    for seat in review.below():
        holder = review.holders[seat]
        sent = {
            kind: question.answered
            for kind in LETTERS
            for question in questions_about(session, holder.id, kind)
            if question.answered and question.answer == Word.SEND
        }
        if sent:
            letters = listed(f"{LETTERS[kind]} on {long_date(day)}" for kind, day in sent.items())
            yield Matter(
                about=seat,
                since=max(sent.values()),
                title=f"Attendance of {review.organisation(seat)}",
                facts=f"{holder.name}: {review.findings[seat].words} {capital(letters)}.",
            )


def absent_members(forum: GroupContext) -> Iterator[Matter]:
    """Yield the members who were absent for so long that their membership may end (clause 4)."""
    rule, session = forum.policy.attendance, forum.tx.session
    if not rule.may_end or (meeting := next(held_until(session, forum.group.id, forum.on), None)) is None:
        return
    review = Review.of(forum, meeting)
    for seat, finding in review.findings.items():
        if finding.absent:
            holder = review.holders[seat]
            yield Matter(
                about=seat,
                since=meeting.date,
                title=f"Membership of {review.organisation(seat)}",
                facts=f"{holder.name}: {finding.words} By clause {rule.clause} the membership may end, "
                f"{rule.may_end}. It never ends by itself: say if it does, or what the group is to decide.",
                at_once=True,
            )


def too_few_meetings(forum: GroupContext) -> Iterator[Matter]:
    """Yield the board's year that has fewer meetings than the terms ask for, held, planned or by the rule
    (clause 5)."""
    rules, on = forum.policy.meetings, forum.on
    first = board_year_start(forum.policy.attendance, on)
    last = months_after(first, MONTHS_A_YEAR) - ONE_DAY
    there = meetings_between(forum.tx.session, forum.group.id, first, last)
    known = max((row.date for row in there), default=on)
    ahead = meeting_dates(rules.rule, max(known, on) + ONE_DAY, last)
    number = sum(row.state not in NOT_HELD for row in there) + len(ahead)
    if number < rules.at_least and first >= forum.group.go_live:
        yield Matter(
            about=there[0].id if there else forum.group.id,
            since=on,
            title=f"Meetings until {long_date(last)}",
            facts=f"Clause {rules.clause} asks for at least {count(rules.at_least, 'meeting')}; from "
            f"{long_date(first)} to {long_date(last)} {number} are held or planned. On which day is another?",
            at_once=True,
        )


def red_lines(forum: GroupContext) -> Iterator[Matter]:
    """Yield the lines of the plan that are red (clause 3)."""
    for each in rated_plan(forum):
        if each.rating.colour is Colour.RED:
            line, since = each.line, each.rating.since
            lead = forum.membership.seat(line.lead_seat_id).present_name
            yield Matter(
                about=line.id,
                since=since,
                title=f"Line {line.reference} of the action plan",
                facts=f"{line.action.rstrip('.')}. It is red since {long_date(since)}, "
                f"{count((forum.on - since).days, 'day')}: {each.rating.reason.rstrip('.')}. {lead} leads "
                f"it. Another lead ({line.reference} TO and who), another day or its end are for the group "
                "to decide.",
            )


def task_groups_over(forum: GroupContext) -> Iterator[Matter]:
    """Yield the task groups that are over their end without their report (clause 6)."""
    for row in open_task_groups(forum.tx.session, forum.group.id):
        if task_group_over(forum.tx.session, row, forum.on):
            commission = commission_as_it_is(forum.tx.session, row)
            yield Matter(
                about=row.id,
                since=row.end,
                title=commission.name,
                facts=f"It was to end on {long_date(row.end)}, and its final report has not come. "
                f"{commission.lead} leads it, and {commission.sponsor} is its sponsor. More time, once, or "
                "its end are for the group to decide; you may ask for the report until then.",
            )


def no_risks(forum: GroupContext) -> Iterator[Matter]:
    """Yield the risk register of a group that keeps one, where no risk is on it (own rule)."""
    if not forum.policy.risks.most:
        return
    risks = risks_of(forum.tx.session, forum.group.id)
    if not open_risks_at(risks, forum.on):
        closed = [risk.closed_on for risk in risks if risk.closed_on]
        since = max(closed, default=forum.group.go_live)
        yield Matter(
            about=forum.group.id,
            since=since,
            title="The risk register",
            facts=f"No risk to children is on it since {long_date(since)}. The record of the next meeting "
            "has a sheet for it: say which the group should look at.",
        )


WHAT_GOES_ON: Sequence[Callable[[GroupContext], Iterator[Matter]]] = (
    absent_members,  # of a seat that is below besides, this is what is asked
    seats_below,
    red_lines,
    task_groups_over,
    too_few_meetings,
    no_risks,
)
"""What may go on, a row each: to whom it was said first the letters of its subject settle."""


def matters_of_group(forum: GroupContext) -> Iterator[Matter]:
    """Yield all that goes on in a group today."""
    for matters in WHAT_GOES_ON:
        yield from matters(forum)


KIND = QuestionKind.SETTLE_MATTER
ANSWERED_WITHIN = 10  # working days


def bring_up(work: UnitOfWork, meeting_id: UUID) -> None:
    """After a meeting, put to the Chair what goes on, and withdraw what is settled."""
    forum, _ = forum_of_meeting(work, meeting_id)
    if forum.group.commission is not None:  # its parent looks after it
        return
    goes_on = set()
    for matter in matters_of_group(forum):
        goes_on.add(matter.about)
        earlier = questions_about(work.session, matter.about, KIND)
        asked = [question.opened for question in earlier]
        if not any(map(is_open, earlier)) and comes_back(matter, asked, forum.on, forum.policy.matters):
            due = forum.days.add(forum.on, ANSWERED_WITHIN)
            ask_chairs(forum, KIND, about=matter.about, due=due)
    for question in open_questions(work.session, forum.group.id):
        if question.kind is KIND and question.about_id not in goes_on:
            withdraw(forum.tx, question, forum.on)


def put_matter(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """The Chair's letter says what goes on, since when, and what the Chair said of it before."""
    matter = next((each for each in matters_of_group(forum) if each.about == question.about_id), None)
    if matter is None:
        return ask, ()
    earlier = [
        asked
        for asked in questions_about(forum.tx.session, question.about_id, KIND)
        if asked.answered and asked.answered >= matter.since
    ]
    return replace(ask, title=matter.title, facts=f"{matter.facts}{_before(earlier)}"), ()


def _before(earlier: Sequence[QuestionRow]) -> str:
    if not earlier:
        return ""
    last = earlier[-1]
    day = long_date(last.opened)
    if last.answer == Word.OTHER and last.answer_text:
        return f" We asked on {day}; you said: “{last.answer_text}”"
    return f" We asked on {day}, and it goes on."


MATTERS = Subject(answers={QuestionKind.SETTLE_MATTER: Handler(put=put_matter)})
