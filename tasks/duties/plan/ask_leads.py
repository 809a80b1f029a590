"""The lines of the plan in letters that go anyway: leads are asked before each meeting, reminded once, and
heard.

A lead's own lines of the plan as a workbook: it goes with what asks them, and comes back with a reply. A
line of the action plan has another lead, who is asked from now on (clause 3).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import bindparam, select, union
from sqlalchemy.orm import Session

from forum.actions.action_log import digest_goes, latest_digest_day
from forum.letters.actions import ActionDigest
from forum.letters.parts import LineToUpdate
from forum.outbox.states import NOT_READ
from forum.plan.cycles import WantedUpdate, is_update_wanted
from forum.plan.lines import Colour, LineEvent, put_forward
from forum.plan.rag import Rating, hear, rate
from forum.plan.sheet import UPDATE_HELP, UPDATE_SHEET, cells_to_update, read_updates
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.checks import checked_text
from forum.text.problem import Problem
from tasks.documents.papers.take_paper import EXCEL
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.documents.workbooks.layout import write_workbook
from tasks.documents.workbooks.reading import code_in_title, read_sheets
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.names import person_called
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.base.write_letter import enclose
from tasks.duties.plan.rated import RatedLine, lines_of_lead, next_cycle, rated_plan
from tasks.duties.questions.ask import ask, close_question, open_question, withdraw_question
from tasks.mail.sending.queue import Enclosure
from tasks.register.actions import (
    OPEN,
    groups_with_plan,
    line_by_reference,
    line_value,
    open_lines,
    write_line,
)
from tasks.register.groups import Groups
from tasks.register.meetings import planned_from
from tasks.register.members.membership import membership
from tasks.register.tables import CoverRow, DispatchRow, GroupRow, PlanLineRow, QuestionRow

A_MONTH = dt.timedelta(days=31)


def leads_to_ask(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups in which the lead of a line is to be asked, or reminded, today."""
    groups = groups_with_plan(session, only)
    return [group.id for group in groups if any(wanted_updates(office, session, group, as_of))]


def wanted_updates(
    office: Office, session: Session, group: GroupRow, as_of: dt.date
) -> Iterator[WantedUpdate]:
    """Yield the lines whose leads the digest asks or reminds today, on the digest day after the day for it;
    not those whose lead has left or has had the digests of the week or the month."""
    wanted = _wanted_by_digest(office, session, group, as_of)
    if not wanted:
        return
    policy, days = office.policy(group), office.days(group)
    digests = _digests(session, group.id, as_of)
    for each in wanted:
        lead = each.line.lead_id
        if digest_goes(
            policy.actions,
            days,
            as_of,
            digests_sent=digests.get(lead, ()),
            other_letters=(),
            most_a_month=policy.budget.member_digests,
        ) and membership(session, group.id, as_of).is_appointed(lead, as_of):
            yield each


def unasked_updates(forum: GroupContext) -> Mapping[UUID, Sequence[WantedUpdate]]:
    """Return the lines about which leads are to be asked and have not been, by lead, for a letter that goes
    to them anyway."""
    by_lead: defaultdict[UUID, list[WantedUpdate]] = defaultdict(list)
    for wanted in _wanted(forum.office, forum.tx.session, forum.group, forum.on):
        if not wanted.is_asked:
            by_lead[wanted.line.lead_id].append(wanted)
    return by_lead


def ask_leads(forum: GroupContext) -> Mapping[UUID, Sequence[QuestionRow]]:
    """Open the questions for the lines that are to be asked about today; return those to put, by lead."""
    by_lead: defaultdict[UUID, list[QuestionRow]] = defaultdict(list)
    for wanted in list(wanted_updates(forum.office, forum.tx.session, forum.group, forum.on)):
        by_lead[wanted.line.lead_id].append(ask_lead(forum, wanted))
    return by_lead


def ask_lead(forum: GroupContext, wanted: WantedUpdate) -> QuestionRow:
    """Open the question how a line stands, or open it for a new meeting; return it for a letter to put."""
    return ask(
        forum.tx,
        QuestionKind.UPDATE_LINE,
        group_id=forum.group.id,
        about=wanted.line.id,
        of=wanted.line.lead_id,
        on=forum.on,
        due=wanted.cycle.by,
        meeting_id=_meeting(forum, wanted.cycle.meeting),
    )


def lines_to_update(plan: Iterable[RatedLine], lead: UUID, on: dt.date) -> tuple[LineToUpdate, ...]:
    """Return the running lines of a lead with their colours, as the digest lists them."""
    return tuple(
        LineToUpdate(
            reference=each.line.reference,
            action=each.line.action,
            due=each.line.due,
            colour=each.rating.in_words,
            since=each.rating.since,
            reason=each.rating.reason,
            is_late=each.rating.colour is Colour.RED,
        )
        for each in lines_of_lead(plan, lead, on)
    )


def report_line(
    work: UnitOfWork,
    group_id: UUID,
    reference: str,
    reply: Reply,
    *,
    by: UUID | None = None,
    channel: Channel = Channel.COMMAND,
) -> Rating:
    """Record a lead's word on a line, and return the colour that the plan shows. DONE puts it forward for
    discharge, with its evidence."""
    row = line_by_reference(work.session, group_id, reference)
    question = open_question(work.session, row.id, QuestionKind.UPDATE_LINE)
    if question is not None:
        close_question(work, question, reply.word, by=by or row.lead_id, channel=channel, on=work.on)
    return _record(group_context(work, group_id), row, reply, by or row.lead_id)


def record_line_report(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Record a lead's answer to the digest."""
    row = work.session.get_one(PlanLineRow, question.about_id)
    _record(group_context(work, question.group_id), row, reply, question.of_id)


def _record(forum: GroupContext, row: PlanLineRow, reply: Reply, by: UUID) -> Rating:
    text, on = checked_text(reply.text, f"update of {row.reference}").strip(), forum.tx.on
    line, rules = line_value(row), forum.policy.plan
    if not line.is_running(on):
        raise Problem(f"{line.reference} has not begun, or has ended: nothing is asked of it now.")
    if reply.word is Word.DONE:
        line, event = put_forward(line, on, text), LineEvent.PUT_FORWARD
    else:
        without_update = next((each.silences for each in rated_plan(forum) if each.line.id == row.id), ())
        colour = Colour(reply.word.lower())
        line, event = hear(line, on, colour, text, without_update, rules), LineEvent.UPDATED
    write_line(forum.tx, row, line, event, on, by)
    return rate(line, on, (), rules)


def _wanted_by_digest(
    office: Office, session: Session, group: GroupRow, as_of: dt.date
) -> Sequence[WantedUpdate]:
    """Return the lines whose leads the latest digest day asks or reminds."""
    rules, days = office.policy(group).actions, office.days(group)
    digest_day = latest_digest_day(rules.digest_day, days, as_of)
    wanted = _wanted(office, session, group, as_of)
    return [each for each in wanted if each.is_asked_or_reminded_by(digest_day)]


def _wanted(office: Office, session: Session, group: GroupRow, as_of: dt.date) -> Sequence[WantedUpdate]:
    """Return the lines of which an update is wanted today for the next meeting, asked or not."""
    cycle = next_cycle(office, session, group, as_of)
    if cycle is None or not cycle.is_open_on(as_of):
        return ()
    by_line = {
        line.id: WantedUpdate(line, cycle, asked, chased)
        for line, asked, chased in open_lines(session, group.id)
        if is_update_wanted(line, cycle, as_of)
    }
    return tuple(by_line.values())


def _digests(session: Session, group: UUID, as_of: dt.date) -> Mapping[UUID, Sequence[dt.date]]:
    """Return the days of the last month's digests in a group, by the person whose actions or lines they
    list."""
    since = as_of - A_MONTH
    days: defaultdict[UUID, list[dt.date]] = defaultdict(list)
    asked = {"group": group, "since": since, "since_then": dt.datetime.combine(since, dt.time())}
    for subject, at in session.execute(_OF_MONTH, asked):
        days[subject].append(at.date())
    return days


# By the index of those who read them: the leads, and whoever covers for somebody.
_READERS = union(
    select(PlanLineRow.lead_id).where(PlanLineRow.group_id == bindparam("group"), OPEN),
    select(CoverRow.covered_by_id).where(
        CoverRow.group_id == bindparam("group"), CoverRow.last >= bindparam("since")
    ),
)
_OF_MONTH = select(DispatchRow.subject_id, DispatchRow.queued_at).where(
    DispatchRow.person_id.in_(_READERS),
    DispatchRow.queued_at >= bindparam("since_then"),
    DispatchRow.group_id == bindparam("group"),
    DispatchRow.letter == ActionDigest.NAME,
    DispatchRow.state.not_in(NOT_READ),
)


def _meeting(forum: GroupContext, date: dt.date) -> UUID:
    planned = planned_from(forum.tx.session, forum.group.id, date)
    return next(meeting.id for meeting in planned if meeting.date == date)


WORKBOOK = "your plan lines.xlsx"
WHERE = "The workbook of your lines"
FEWEST_LINES = 2  # one line is quicker typed into the reply


def lines_workbook(forum: GroupContext, plan: Iterable[RatedLine], lead: UUID) -> list[Enclosure]:
    """Return the workbook with the lines of a lead on which they are asked; nothing for a single line."""
    asked = lines_of_lead(plan, lead, forum.on)
    if len(asked) < FEWEST_LINES:
        return []
    rows = [cells_to_update(each.line, each.rating) for each in asked]
    table, policy = (UPDATE_SHEET.of_group(forum.group.code), rows), forum.policy
    content = write_workbook(policy.plan.title, table, marking=policy.marking, help=UPDATE_HELP)
    return [enclose(forum, WORKBOOK, content, EXCEL)]


def is_of_lines(work: UnitOfWork, content: bytes) -> bool:
    """Say whether a workbook is one of a lead's lines. Problem for a file that may not be read."""
    return work.office.limited.run(code_in_title, content, UPDATE_SHEET.name) is not None


def take_lines(
    work: UnitOfWork, group_id: UUID, references: Collection[str], content: bytes, channel: Channel
) -> list[tuple[str, Reply, Rating]]:
    """Record what a lead says of their lines, which have these references; return for each what was said, and
    the colour that the plan shows. Problem with every faulty cell; nothing is recorded then."""
    limited = group_context(work, group_id).office.limited
    (rows,), faults = limited.run(read_sheets, content, WHERE, (UPDATE_SHEET.name, UPDATE_SHEET.headings))
    try:
        updates = read_updates(rows, references, WHERE, faults)
    except Problem as problem:
        raise refusal_with_marks(problem, content, WORKBOOK, limited) from problem
    return [
        (reference, reply, report_line(work, group_id, reference, reply, channel=channel))
        for reference, reply in updates
    ]


def hand_line_over(forum: GroupContext, reference: str, to: str) -> None:
    """Have a person, or the core member of a seat, lead a line; whoever led it is asked no more."""
    session = forum.tx.session
    row, lead = (
        line_by_reference(session, forum.group.id, reference),
        person_called(session, forum.group.id, to, forum.on),
    )
    seats = [seat.id for seat in forum.membership.seats_of(lead, forum.on)]
    if seats and row.lead_seat_id not in seats:
        row.lead_seat_id = seats[0]
    row.lead_id = lead
    withdraw_question(forum.tx, row.id, QuestionKind.UPDATE_LINE, forum.on)
    forum.tx.audit("lead of line changed", line=row.id, lead=lead)
