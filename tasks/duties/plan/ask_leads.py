"""The lines of the plan in letters that go anyway: leads are asked before each meeting, reminded once, and
heard."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.actions.action_log import digest_goes, latest_digest_day
from forum.letters.actions.digest import ActionDigest
from forum.letters.parts import LineToUpdate
from forum.outbox.states import NOT_READ
from forum.plan.cycles import UpdateCycle, is_update_wanted
from forum.plan.lines import Colour, LineEvent, PlanLine, put_forward
from forum.plan.rag import Rating, hear, rate
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.checks import checked_text
from forum.text.problem import Problem
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.plan.rated import cycles_of, rated_plan
from tasks.duties.questions.ask import ask, close_question, open_question
from tasks.register.members.membership import membership
from tasks.register.plan import groups_with_plan, line_by_reference, line_value, plan_of, write_line
from tasks.register.questions import open_questions
from tasks.register.tables import DispatchRow, GroupRow, MeetingRow, PlanLineRow, QuestionRow

A_MONTH = dt.timedelta(days=31)


@dataclass(frozen=True)
class WantedUpdate:
    """A line whose lead is to be asked or reminded today, with the ``question`` that waits, if one does."""

    line: PlanLine
    cycle: UpdateCycle
    question: QuestionRow | None

    @property
    def is_asked(self) -> bool:
        """Say whether the lead has been asked for this meeting."""
        asked = self.question.asked if self.question else None
        return asked is not None and asked >= self.cycle.asked

    def is_asked_or_reminded_by(self, digest_day: dt.date) -> bool:
        """Say whether the digest of a day asks the lead, or reminds a lead who was asked."""
        if not self.is_asked:
            return digest_day >= self.cycle.asked
        is_reminded = self.question is not None and self.question.chased is not None
        return not is_reminded and digest_day >= self.cycle.chased


def leads_to_ask(office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Groups in which the lead of a line is to be asked, or reminded, today."""
    return [
        group.id
        for group in groups_with_plan(session, group_id)
        if any(wanted_updates(office, session, group, as_of))
    ]


def wanted_updates(
    office: Office, session: Session, group: GroupRow, as_of: dt.date
) -> Iterator[WantedUpdate]:
    """Yield the lines whose leads the digest asks or reminds today, on the digest day after the day for it;
    not those whose lead has left or has had the digests of the week or the month."""
    policy, days = office.policy(group), office.days(group)
    digest_day = latest_digest_day(policy.actions.digest_day, days, as_of)
    wanted = [
        each for each in _wanted(office, session, group, as_of) if each.is_asked_or_reminded_by(digest_day)
    ]
    if not wanted:
        return
    members, digests = membership(session, group.id, as_of), _digests(session, group.id, as_of)
    for each in wanted:
        if members.is_appointed(each.line.lead_id, as_of) and digest_goes(
            policy.actions,
            days,
            as_of,
            digests_sent=digests.get(each.line.lead_id, ()),
            other_letters=(),
            most_a_month=policy.budget.member_digests,
        ):
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


def lines_to_update(forum: GroupContext, lead: UUID) -> tuple[LineToUpdate, ...]:
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
        for each in rated_plan(forum)
        if each.line.lead_id == lead and each.line.wants_update(forum.on)
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


def _wanted(office: Office, session: Session, group: GroupRow, as_of: dt.date) -> Iterator[WantedUpdate]:
    """Yield the lines of which an update is wanted today for the next meeting, asked or not."""
    lines = plan_of(session, group.id)
    if not lines:
        return
    cycle = next((each for each in cycles_of(office, session, group, as_of) if each.by >= as_of), None)
    if cycle is None:
        return
    waiting = {row.about_id: row for row in open_questions(session, group.id, QuestionKind.UPDATE_LINE)}
    for line in lines:
        if is_update_wanted(line, cycle, as_of):
            yield WantedUpdate(line, cycle, waiting.get(line.id))


def _digests(session: Session, group_id: UUID, as_of: dt.date) -> Mapping[UUID, Sequence[dt.date]]:
    """Return the days of the last month's digests, by the person whose actions or lines they list."""
    of_month = select(DispatchRow.subject_id, DispatchRow.queued_at).where(
        DispatchRow.group_id == group_id,
        DispatchRow.letter == ActionDigest.NAME,
        DispatchRow.state.not_in(NOT_READ),
        DispatchRow.queued_at >= dt.datetime.combine(as_of - A_MONTH, dt.time()),
    )
    days: defaultdict[UUID, list[dt.date]] = defaultdict(list)
    for subject, at in session.execute(of_month):
        days[subject].append(at.date())
    return days


def _meeting(forum: GroupContext, date: dt.date) -> UUID:
    of_day = select(MeetingRow.id).where(MeetingRow.group_id == forum.group.id, MeetingRow.date == date)
    return forum.tx.session.scalars(of_day).one()
