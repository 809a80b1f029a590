"""The unit's desk letter: one a day for its groups of a mailbox, and only when something needs a hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from forum.boards.steps import ReportStep
from forum.calendar.steps import OWN, StepKind
from forum.letters.questions import Desk, DeskComing, DeskLate, DeskTask, DeskWait
from forum.members.membership import Person
from forum.outbox.states import NOT_READ, Conditions, Occasion, OccasionKind, Topic, Validity
from forum.questions.kinds import OF_THE_UNIT, QuestionKind
from forum.questions.lifecycle import CALLED_AGAIN_AFTER
from forum.text.wording import capital, day_month, long_date
from forum.yearly import is_day_of_drill
from tasks.duties.answers.put_questions import due_of, is_to_ring
from tasks.duties.base.batches import done_in_portions, in_portions_of
from tasks.duties.base.group_context import GroupContext, group_context, group_contexts
from tasks.duties.base.office import Office, Rendered, UnitOfWork, read_only
from tasks.duties.base.write_letter import as_it_leaves, head, write
from tasks.duties.desk.data import Affairs, read_affairs
from tasks.duties.desk.members import (
    bundle_lacks,
    is_first_of_month,
    render_workbook,
    state_of_register,
    workbook_to_put_right,
)
from tasks.duties.desk.tasks import (
    asked_of,
    groups_paused,
    hold_in_words,
    needs_of,
    phrase_of,
    tasks_in_order,
    tasks_on_desk,
)
from tasks.duties.questions.ask import deputies_now
from tasks.register.audit.trail import SERVICE, heads
from tasks.register.database.rows import rows_by_id
from tasks.register.meetings import next_that_confirms
from tasks.register.tables import DispatchRow, GroupRow, MeetingRow, PersonRow, QuestionRow

LOOK_AHEAD = 5  # working days
MOST_NAMED = 3  # of those who were asked the same
WAITS_FOR: Mapping[str, str] = {
    **dict.fromkeys(
        (StepKind.AGENDA_AGREED, StepKind.MINUTES_AGREED, ReportStep.AGREED),
        "It waits for the Chair: please ring them",
    ),
    **dict.fromkeys(
        (StepKind.MINUTES_OUT, StepKind.BRIEFINGS_OUT, ReportStep.SENT),
        "It goes once the Chair has agreed it",
    ),
    **dict.fromkeys(
        (ReportStep.RECEIVED, ReportStep.ANSWERED), "It waits for the board’s secretary: please ring them"
    ),
    StepKind.PAPERS_COLLECTED: "It waits for the authors: please ring them",
    StepKind.PAPERS_OUT: "It goes once you reply RELEASE",
    StepKind.RECORD: "It waits for your record workbook",
    StepKind.FOLLOW_UP: "It goes once your record workbook is in",
    ReportStep.BACK: "It waits for the report from you",
}
"""What the unit does about a step that is late, or what brings it about."""
_BEFORE = aliased(DispatchRow)
_LAST_LETTER = (
    select(_BEFORE.id)
    .where(
        _BEFORE.person_id == PersonRow.id,
        _BEFORE.letter == Desk.NAME,
        _BEFORE.state.not_in(NOT_READ),
    )
    .order_by(_BEFORE.queued_at.desc())
    .limit(1)
    .scalar_subquery()
)


@dataclass(frozen=True)
class Last:
    """The last desk letter to an officer: its day, and the tasks that it told of."""

    day: dt.date
    told: frozenset[str]


@dataclass(frozen=True)
class Morning:
    """A morning of some groups, as the register stands after the latest rows of its audit trail.

    Two are the same while nothing has been written in between, whatever transaction looks.
    """

    work: UnitOfWork = field(compare=False)
    groups: tuple[UUID, ...]
    audit_heads: frozenset[tuple[UUID, str]]


@dataclass(frozen=True)
class DeskLetter:
    """A desk letter to an officer in the first of their groups, not yet in the outbox.

    ``to_unit`` are the questions that it puts to the unit; of the groups ``with_gaps`` it brings the members'
    workbook.
    """

    group: UUID
    officer: Person
    letter: Desk
    to_unit: tuple[UUID, ...]
    with_gaps: tuple[UUID, ...]


def groups_by_officer(
    office: Office, group_ids: Sequence[UUID], as_of: dt.date, by: str
) -> Sequence[Sequence[UUID]]:
    """Return the groups in portions, so that all of an officer's are in the same."""
    return in_portions_of(families_of_groups(office, group_ids, as_of, by))


def families_of_groups(
    office: Office, group_ids: Sequence[UUID], as_of: dt.date, by: str
) -> Sequence[Sequence[UUID]]:
    """Return the groups that work today, those of one officer together."""
    with read_only(office, by, as_of) as work:
        forums = _forums_by_officer(work, group_ids).values()
        return [[forum.group.id for forum in theirs] for _, theirs in forums]


def render_desk_letters(office: Office, group_ids: Sequence[UUID], as_of: dt.date, by: str) -> Rendered:
    """Render the letters and workbooks as the register stands, while others may write in it."""
    with read_only(office, by, as_of) as work:
        for desk in _letters(work, group_ids):
            forum, about = group_context(work, desk.group), _topic(desk.officer.id, as_of)
            letter = as_it_leaves(forum, desk.letter, desk.officer.id, about)
            work.rendered.render(forum.letters.print, letter)
            for group in desk.with_gaps:
                render_workbook(group_context(work, group))
        return work.rendered


@done_in_portions(groups_by_officer, render_desk_letters)
def write_desk_letters(work: UnitOfWork, group_ids: Sequence[UUID]) -> None:
    """Write one letter to each unit officer whose groups need a hand today."""
    letters = _letters(work, group_ids)
    rows_by_id(work.session, GroupRow, {id for desk in letters for id in (desk.group, *desk.with_gaps)})
    questions = rows_by_id(work.session, QuestionRow, {id for desk in letters for id in desk.to_unit})
    for desk in letters:
        _write(work, desk, [questions[id] for id in desk.to_unit])


def _letters(work: UnitOfWork, group_ids: Sequence[UUID]) -> Sequence[DeskLetter]:
    """Compose the letters, unless that was done before and nothing has been written since."""
    chains = heads(work.session.connection(), [SERVICE, *group_ids])
    morning = Morning(work, tuple(group_ids), frozenset(chains.items()))
    return work.rendered.render(_compose, morning)


def _compose(morning: Morning) -> Sequence[DeskLetter]:
    work = morning.work
    by_officer = _forums_by_officer(work, morning.groups)
    forums = [forum for _, theirs in by_officer.values() for forum in theirs]
    until = max((_coming_until(forum) for forum in forums), default=work.as_of)
    affairs = read_affairs(
        work.office, work.session, frozenset(forum.group.id for forum in forums), work.as_of, until
    )
    last_letters = _last_letters(work.session, by_officer)
    return [
        letter
        for officer, theirs in by_officer.values()
        if (last := last_letters.get(officer.id)) is None or last.day < work.as_of
        for of_mailbox in _by_mailbox(theirs)
        for letter in _letter_to(officer, of_mailbox, affairs, last)
    ]


def _by_mailbox(forums: Sequence[GroupContext]) -> Iterable[Sequence[GroupContext]]:
    """Return the groups by the mailbox that their letters come from: no letter has groups of two."""
    by_mailbox: dict[str, list[GroupContext]] = {}
    for forum in forums:
        by_mailbox.setdefault(forum.office.mailbox_of(forum.group), []).append(forum)
    return by_mailbox.values()


def _forums_by_officer(
    work: UnitOfWork, group_ids: Sequence[UUID]
) -> dict[UUID, tuple[Person, list[GroupContext]]]:
    """Return each officer of groups that work today, with these groups by code."""
    groups = work.session.scalars(select(GroupRow).where(GroupRow.id.in_(group_ids)).order_by(GroupRow.code))
    at_work = [group for group in groups if work.office.days(group).is_working(work.as_of)]
    by_officer: dict[UUID, tuple[Person, list[GroupContext]]] = {}
    for forum in group_contexts(work, at_work):
        if unit := _unit(forum):
            by_officer.setdefault(unit.id, (unit, []))[1].append(forum)
    return by_officer


def _unit(forum: GroupContext) -> Person | None:
    unit = forum.offices.unit(forum.on)
    return forum.acting(unit) if unit else None


def _last_letters(session: Session, officers: Collection[UUID]) -> dict[UUID, Last]:
    """Return the last desk letter to each of these officers, in whatever group it stands."""
    last = select(DispatchRow).join(PersonRow, DispatchRow.id == _LAST_LETTER)
    rows = session.scalars(last.where(PersonRow.id.in_(officers)))
    return {
        row.person_id: Last(row.occasion_day, frozenset(row.conditions.told))
        for row in rows
        if row.occasion_day
    }


def _letter_to(
    officer: Person,
    forums: Sequence[GroupContext],
    affairs: Affairs,
    last: Last | None,
) -> Iterator[DeskLetter]:
    """Yield the letter to an officer, if there is anything to tell since the ``last`` one."""
    first = forums[0]
    to_unit: list[QuestionRow] = []
    asked_before: list[DeskTask] = []
    urgent = [task for forum in forums for task in tasks_on_desk(forum, affairs, urgent=True)]
    urgent += [*hold_in_words(first, affairs), *groups_paused(forums, affairs)]
    needs = [task for forum in forums for task in needs_of(forum, affairs, to_unit, asked_before)]
    is_news = bool(urgent or to_unit) or _is_news(first, needs, last)
    last_day = last.day if last else None
    monthly = [forum for forum in forums if is_first_of_month(last_day, forum.on)]
    with_gaps = [(forum, gaps) for forum in monthly if (gaps := state_of_register(forum, affairs))]
    lacking = [(forum, gap) for forum in monthly for gap in bundle_lacks(forum)]
    late = [missed for forum in forums for missed in _late(forum, affairs, last_day)]
    if (
        not is_news
        and not late
        and not any(is_day_of_drill(forum.days, forum.on) for forum, _ in (*with_gaps, *lacking))
    ):
        return
    waiting = [
        wait for forum in forums for wait in (*_waiting(forum, affairs), *_corrections(forum, affairs))
    ]
    coming = [step for forum in forums for step in _coming(forum, affairs)]
    needs = sorted([*needs, *asked_before], key=lambda task: task.by)
    # what is urgent stands before all that is due today or overdue
    needs = sorted([*urgent, *needs], key=lambda task: max(task.by, first.on))
    values = head(first, officer)
    values["code"] = ", ".join(forum.in_subjects for forum in forums)
    quoted = {task.group for task in needs if task.quote}
    marking = (forum.policy.marking for forum in forums if forum.group.code in quoted)
    values["marking"] = next(filter(None, marking), "")
    letter = Desk(
        **values,
        day=first.on,
        needs=tuple(needs),
        waiting=tuple(sorted(waiting, key=lambda wait: wait.due)),
        coming=tuple(sorted(coming, key=lambda step: step.day)),
        late=tuple(late),
        gaps=tuple(gap for _, gaps in with_gaps for gap in gaps),
        bundle=tuple(gap for _, gap in lacking),
    )
    yield DeskLetter(
        first.group.id,
        officer,
        letter,
        tuple(question.id for question in to_unit),
        tuple(forum.group.id for forum, _ in with_gaps),
    )


def _write(work: UnitOfWork, desk: DeskLetter, to_unit: Sequence[QuestionRow]) -> None:
    forum = group_context(work, desk.group)
    if write(
        forum,
        desk.letter,
        to=desk.officer,
        about=_topic(desk.officer.id, forum.on),
        valid=Validity(
            forum.days.add(forum.on, 1),
            Conditions(appointed=True, told=tuple(_as_told(task, forum.on) for task in desk.letter.needs)),
        ),
        enclosures=[workbook_to_put_right(group_context(work, group)) for group in desk.with_gaps],
    ):
        for question in to_unit:
            if question.asked is None:
                question.asked = forum.on
            elif question.chased is None:
                question.chased = forum.on


def _is_news(forum: GroupContext, tasks: Sequence[DeskTask], last: Last | None) -> bool:
    """Say whether one of these tasks was not in the last letter, or has come to its day since; the same are
    told again on the third working day (own rule)."""
    if last is None or not tasks:
        return bool(tasks)
    is_to_remind = forum.days.between(last.day, forum.on) >= CALLED_AGAIN_AFTER
    return is_to_remind or any(_as_told(task, forum.on) not in last.told for task in tasks)


def _as_told(task: DeskTask, on: dt.date) -> str:
    """Return what tells a task from others, and from itself before its day: a digest, as its words are kept
    in the letter alone."""
    words = f"{task.group} {task.what} {task.by <= on}"
    return sha256(words.encode()).hexdigest()[:16]


def _topic(officer: UUID, day: dt.date) -> Topic:
    return Topic(officer, Occasion(OccasionKind.DAY, day))


def _late(forum: GroupContext, affairs: Affairs, last: dt.date | None) -> Iterator[DeskLate]:
    """Yield each deadline that passed since the ``last`` desk letter, or since the last working day, once."""
    since = min(last or forum.on, forum.days.add(forum.on, -1))
    for one in affairs.deadlines.get(forum.group.id, ()):
        if since <= one.deadline < forum.on and one.is_missed:
            basis = "a lead time of ours" if one.step.clause == OWN else f"clause {one.step.clause}"
            due = f"was due on {long_date(one.deadline)} and is not done ({basis})"
            waits = WAITS_FOR.get(one.step.kind, "It stays open until it is done")
            stays = "The meeting has been: it stays missed" if one.is_over else waits
            what = f"“{capital(one.what)}” {one.words} {due}. {stays}."
            yield DeskLate(group=forum.group.code, what=what)


def _waiting(forum: GroupContext, affairs: Affairs) -> Iterator[DeskWait]:
    """Yield what others were asked and waits for its answer. What several were asked on a day is one line."""
    whom: dict[tuple[str, dt.date, dt.date], list[str]] = {}
    for question in tasks_in_order(forum, affairs):
        is_task = question.kind in OF_THE_UNIT or is_to_ring(question, due_of(forum, question))
        if question.asked is None or is_task:
            continue
        asked = _what_waits(forum, affairs, question), question.asked, question.due
        person = asked_of(forum, affairs, question)
        is_away = forum.offices.is_covered(person.id, forum.on)
        has_it = forum.offices.acting_for(person.id, forum.on) if is_away else person
        people = has_it, *deputies_now(forum, question)
        whom.setdefault(asked, []).extend(each.name for each in people)
    for (what, since, day), asked_then in whom.items():
        names = [*dict.fromkeys(asked_then)]
        if len(names) > MOST_NAMED:
            names = [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
        yield DeskWait(group=forum.group.code, what=what, whom="; ".join(names), since=since, due=day)


def _what_waits(forum: GroupContext, affairs: Affairs, question: QuestionRow) -> str:
    """Say what waits, in a few words: of lines of the plan not which, since each lead is asked of theirs."""
    if question.kind is QuestionKind.UPDATE_LINE and question.meeting_id:
        meeting = affairs.of(MeetingRow)[question.meeting_id]
        return f"Say how their lines of the action plan stand for {day_month(meeting.date)}"
    return capital(phrase_of(forum, affairs, question))


def _corrections(forum: GroupContext, affairs: Affairs) -> Iterator[DeskWait]:
    """Yield what members want corrected in minutes, which waits for the meeting that confirms them."""
    for correction, minutes in affairs.corrections.get(forum.group.id, ()):
        following = next_that_confirms(forum.tx.session, minutes, forum.on)
        if following is not None:
            yield DeskWait(
                group=forum.group.code,
                what=f"A correction to the {forum.policy.meetings.written_up_as} of "
                f"{day_month(minutes.date)}, which is in the record workbook of the next meeting",
                whom="the meeting",
                since=correction.on,
                due=following.date,
            )


def _coming(forum: GroupContext, affairs: Affairs) -> Iterator[DeskComing]:
    until = _coming_until(forum)
    for one in affairs.deadlines.get(forum.group.id, ()):
        if forum.on <= one.deadline <= until:
            what = f"{capital(one.what)} {one.words}"
            yield DeskComing(group=forum.group.code, what=what, day=one.deadline)


def _coming_until(forum: GroupContext) -> dt.date:
    return forum.days.add(forum.on, LOOK_AHEAD)
