"""The facts of a rehearsal, read from its register: meetings with their steps, letters and documents.

The duties beside the months at the end: plan, reports, task groups, research, partnerships, the year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.attendance.standing import board_year_start
from forum.calendar.steps import Step, StepFinding, StepKind, StepVerdict, judge_step
from forum.calendar.working_days import ONE_DAY
from forum.letters.questions import ChairLetter
from forum.members.membership import Membership, Role
from forum.outbox.budget import LetterSent, Reader, Tally, tallies, totals
from forum.outbox.states import State
from forum.task_groups.stages import stage_on
from forum.text.wording import capital, listed, long_date
from tasks.documents.letters.reader_format import letter_page
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office, UnitOfWork, read_only
from tasks.duties.coming.seats_to_fill import quorum_of
from tasks.duties.outbox.decisions import LetterShown
from tasks.duties.partnerships.write_briefings import messages_both_ways
from tasks.duties.plan.rated import rated_plan
from tasks.duties.research.follow_research import research_of
from tasks.duties.yearly.compliance import compliance
from tasks.register.groups import groups
from tasks.register.meetings import HELD, step_value
from tasks.register.members.membership import membership
from tasks.register.other_bodies import report_steps, reports_of
from tasks.register.outbox import pictures_of, recipients_in_words
from tasks.register.tables import DispatchRow, GroupRow, MeetingRow, StepRow
from tasks.register.task_groups import (
    commission_as_it_is,
    task_group_value,
    task_groups_of,
    task_steps,
)

ORDER = list(StepKind)
CAME = frozenset({State.SENT, State.REHEARSED})


@dataclass(frozen=True)
class StepFacts:
    """A step, its finding at the end of the rehearsal, and the note made when it was done."""

    step: Step
    finding: StepFinding
    note: str


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting and its steps in the order of the month; ``quorum`` is empty until the meeting is held."""

    group: str
    reference: str
    date: dt.date
    kind: str
    state: str
    reason: str
    quorum: str
    steps: tuple[StepFacts, ...]


@dataclass(frozen=True, kw_only=True)
class LetterFacts(LetterShown):
    """A letter to one person. ``recipient`` is a seat or role, never a name; ``meeting`` may be empty.

    ``attachments`` are the documents that go with it: SHA-256 and the name its reader sees. ``person`` tells
    two holders of one seat apart.
    """

    key: str
    person: UUID
    reader: Reader
    queued: dt.datetime
    sent: dt.datetime | None
    reason: str
    subject: str
    html: str
    attachments: tuple[tuple[str, str], ...]

    @property
    def stem(self) -> str:
        """A file name of its own without name, address or subject: 2027-01-14-0930-minutes-3fa9c2d1e0b4"""
        return f"{self.at:%Y-%m-%d-%H%M}-{self.letter}-{sha256(self.key.encode()).hexdigest()[:12]}"

    @property
    def at(self) -> dt.datetime:
        """The time of sending, or of queueing for a letter that was not sent."""
        return self.sent or self.queued

    @property
    def came(self) -> bool:
        return self.state in CAME


@dataclass(frozen=True)
class PlayFacts:
    """All meetings of the register that have steps, by group and date; all letters, earliest first.

    ``tallies`` counts the letters that people got from ``first`` to ``last``; ``beside`` has the
    duties beside the months, as they stood on ``last``.
    """

    first: dt.date
    last: dt.date
    names: tuple[str, ...]
    meetings: tuple[MeetingFacts, ...]
    letters: tuple[LetterFacts, ...]
    tallies: tuple[Tally, ...]
    beside: tuple[BesideTable, ...] = ()

    @property
    def shown(self) -> tuple[MeetingFacts, ...]:
        """The meetings that the rehearsal dealt with: held by its end, or with a step due or done by then."""
        return tuple(meeting for meeting in self.meetings if _was_dealt_with(meeting, self.last))


def read_facts(office: Office, first: dt.date, last: dt.date) -> PlayFacts:
    """Read what was rehearsed from ``first`` to ``last``; open steps are judged as of ``last``."""
    meetings: list[MeetingFacts] = []
    letters: list[LetterFacts] = []
    counts: list[Tally] = []
    names: list[str] = []
    beside: list[BesideTable] = []
    with read_only(office, "rehearsal", last) as work:
        for group in groups(work.session):
            names.append(office.policy(group).group.name)
            meetings += _meetings(work, group)
            of_group = _letters(work.session, group)
            dates = {meeting.reference: meeting.date for meeting in meetings}
            sent, budget = [*_letters_sent(of_group, dates, first, last)], office.policy(group).budget
            counts += (*totals(sent, budget), *tallies(sent, budget))
            letters += of_group
            beside += tables_beside(work, group)
    return PlayFacts(
        first=first,
        last=last,
        names=tuple(names),
        meetings=tuple(meetings),
        letters=tuple(sorted(letters, key=lambda letter: (letter.at, letter.letter, letter.recipient))),
        tallies=tuple(counts),
        beside=tuple(beside),
    )


def budget_reader(people: Membership, person: UUID, letter: str, day: dt.date) -> Reader:
    """The budget that a letter to a person counts in, by the person's role on that day.

    A Chair's letter counts as one to the Chair also where the deputy chair or somebody covering gets it.
    """
    if Role.UNIT in people.roles_on(person, day):
        return Reader.UNIT
    chair = people.chair(day)
    is_chair = chair is not None and people.acting_for(chair.id, day).id == person
    return Reader.CHAIR if is_chair or letter == ChairLetter.NAME else Reader.MEMBER


def _meetings(work: UnitOfWork, group: GroupRow) -> list[MeetingFacts]:
    forum, session = GroupContext(work, group), work.session
    steps: dict[UUID, list[StepRow]] = {}
    for step in session.scalars(select(StepRow).where(StepRow.group_id == group.id)):
        steps.setdefault(step.meeting_id, []).append(step)
    rows = session.scalars(
        select(MeetingRow).where(MeetingRow.id.in_(steps)).order_by(MeetingRow.date, MeetingRow.reference)
    )
    return [
        MeetingFacts(
            group=group.code,
            reference=row.reference,
            date=row.date,
            kind=row.kind,
            state=row.state,
            reason=row.reason,
            quorum=_quorum(forum, row) if row.state == HELD else "",
            steps=_steps(steps[row.id], row.date, work.as_of),
        )
        for row in rows
    ]


def _quorum(forum: GroupContext, meeting: MeetingRow) -> str:
    quorum = quorum_of(forum, meeting)
    ruling = f", deemed {meeting.quorum_ruling} by the Chair" if meeting.quorum_ruling else ""
    return f"{quorum.present} of {quorum.seats} seats filled, {quorum.needed} needed{ruling}"


def _steps(rows: Sequence[StepRow], meeting_date: dt.date, last: dt.date) -> tuple[StepFacts, ...]:
    return tuple(
        StepFacts(step_value(row), _finding(row, meeting_date, last), row.note)
        for row in sorted(rows, key=lambda row: ORDER.index(row.kind))
    )


def _finding(row: StepRow, meeting_date: dt.date, last: dt.date) -> StepFinding:
    if row.verdict is StepVerdict.NOT_NEEDED:
        return StepFinding(row.verdict, row.verdict.value, row.clause)
    return judge_step(step_value(row), meeting_date=meeting_date, as_of=last)


def _letters(session: Session, group: GroupRow) -> list[LetterFacts]:
    people = membership(session, group.id)
    meetings = session.scalars(select(MeetingRow).where(MeetingRow.group_id == group.id))
    references = {meeting.id: meeting.reference for meeting in meetings}
    rows = session.scalars(select(DispatchRow).where(DispatchRow.group_id == group.id)).all()
    recipients = recipients_in_words(session, rows)
    return [
        LetterFacts(
            id=row.id,
            key=row.key,
            group=group.code,
            meeting=references[row.meeting_id] if row.meeting_id else "",
            letter=row.letter,
            person=row.person_id,
            recipient=capital(recipients[row.id]),
            reader=budget_reader(people, row.person_id, row.letter, row.queued_at.date()),
            queued=row.queued_at,
            sent=row.sent_at,
            state=row.state,
            reason=row.reason,
            subject=row.subject,
            html=letter_page(row.html, row.text, pictures_of(session, row)),
            attachments=tuple((file["sha256"], file["name"]) for file in row.attachments),
        )
        for row in rows
    ]


def _letters_sent(
    letters: Sequence[LetterFacts], dates: Mapping[str, dt.date], first: dt.date, last: dt.date
) -> list[LetterSent]:
    """The letters that people got. A letter about a meeting counts in the month of the meeting."""
    return [
        LetterSent(
            letter.group,
            letter.person,
            letter.reader,
            letter.letter,
            dates.get(letter.meeting, letter.at.date()),
            bool(letter.attachments),
        )
        for letter in letters
        if letter.came and first <= letter.at.date() <= last
    ]


def _was_dealt_with(meeting: MeetingFacts, last: dt.date) -> bool:
    due = [
        day
        for facts in meeting.steps
        if facts.step.kind is not StepKind.INVITE
        for day in (facts.step.deadline, facts.step.done)
        if day is not None
    ]
    return meeting.date <= last or any(day <= last for day in due)


JUDGED = {StepVerdict.ON_TIME, StepVerdict.LATE, StepVerdict.MISSED}


@dataclass(frozen=True)
class BesideTable:
    """A table of one duty: its ``title``, and ``rows`` under their ``headings``."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def tables_beside(work: UnitOfWork, group: GroupRow) -> list[BesideTable]:
    """Return a table for each duty of the group that the months had."""
    forum = GroupContext(work, group)
    tables = (
        BesideTable("Action plan", ("Line", "Action", "Due", "Colour", "Why"), [*_plan(forum)]),
        BesideTable("Reports to the boards", ("Report", "Meets", "State", "Steps"), [*_reports(forum)]),
        BesideTable("Task and finish groups", ("Group", "End", "Stage", "Steps"), [*_task_groups(forum)]),
        BesideTable("Research", ("Request", "Question", "Stage", "Use"), [*_research(forum)]),
        BesideTable("Partnerships", ("Message", "With", "Purpose", "Standing"), [*_partnerships(forum)]),
        *_compliance(forum),
    )
    return [table for table in tables if table.rows]


def _plan(forum: GroupContext) -> Iterator[Sequence[str]]:
    for each in rated_plan(forum):
        line, rating = each.line, each.rating
        yield line.reference, line.action, long_date(line.due), rating.in_words, capital(rating.reason)


def _reports(forum: GroupContext) -> Iterator[Sequence[str]]:
    session = forum.tx.session
    for report in reports_of(session, forum.group.id):
        steps = [step_value(row) for row in report_steps(session, report.id).values()]
        yield (
            report.name,
            long_date(report.date),
            report.state.value,
            _in_words(forum, steps, report.date),
        )


def _task_groups(forum: GroupContext) -> Iterator[Sequence[str]]:
    session = forum.tx.session
    for row in task_groups_of(session, forum.group.id):
        name = commission_as_it_is(session, row).name
        stage = stage_on(task_group_value(session, row), forum.on)
        steps = [step_value(step) for step in task_steps(session, row.id).values()]
        yield name, long_date(row.end), stage.value, _in_words(forum, steps, row.end)


def _research(forum: GroupContext) -> Iterator[Sequence[str]]:
    for entry in research_of(forum.office, forum.tx.session, forum.group):
        request = entry.request
        yield request.reference, request.question, request.stage.value, request.use


def _partnerships(forum: GroupContext) -> Iterator[Sequence[str]]:
    for message in messages_both_ways(forum.tx.session, forum.group):
        yield message.reference, capital(message.whom), message.purpose, message.standing


def _compliance(forum: GroupContext) -> Iterator[BesideTable]:
    """Yield the compliance page of the board's year that ended last, as it stood then; none where the group
    began later."""
    last = board_year_start(forum.policy.attendance, forum.on) - ONE_DAY
    if last < forum.group.go_live:
        return
    page = compliance(replace(forum.work, as_of=last), forum.group.id).page
    rows = [(line.clause, line.asks, line.this_year, line.outcome) for line in page.lines]
    yield BesideTable(
        f"Compliance as at {long_date(last)}: {page.in_short}",
        ("Clause", "Asks", "This year", "Outcome"),
        rows,
    )


def _in_words(forum: GroupContext, steps: Sequence[Step], meeting_date: dt.date) -> str:
    """Say how steps were kept: "5 of 6 on time; not interim report"."""
    findings = {str(step.kind): judge_step(step, meeting_date=meeting_date, as_of=forum.on) for step in steps}
    judged = {kind: finding.verdict for kind, finding in findings.items() if finding.verdict in JUDGED}
    late = [kind for kind, verdict in judged.items() if verdict is not StepVerdict.ON_TIME]
    kept = f"{len(judged) - len(late)} of {len(judged)} on time" if judged else ""
    return f"{kept}; not {listed(late)}" if late else kept
