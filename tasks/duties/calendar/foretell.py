"""The letters that go if nothing else changes: the mornings to come are played in a copy of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.calendar.steps import OWN, StepKind
from forum.calendar.working_days import each_day
from forum.outbox.budget import check_days
from forum.outbox.states import Mode, State
from forum.text.wording import full_date
from tasks.documents.letters.print_letter import Printed
from tasks.documents.letters.reader_format import letter_page
from tasks.duties.base.batches import Duty, do_each
from tasks.duties.base.office import Office, unit_of_work
from tasks.duties.calendar.due_letters import groups_with_mail
from tasks.duties.calendar.work import Calendar, Work
from tasks.duties.calendar.write_again import groups_with_letters_to_write_again, write_letters_again
from tasks.duties.outbox.finish_sent_steps import finish_sent_steps
from tasks.duties.questions.open_questions import facts_of, what_about
from tasks.mail.sending.attachment_checks import SendingContext
from tasks.mail.sending.checks import first_stop
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.mail.sending.run import SendingTurn
from tasks.register.database.clock import SetClock
from tasks.register.database.register import copied
from tasks.register.groups import groups
from tasks.register.meetings import step_of
from tasks.register.outbox import LIVE, in_state, pictures_of, recipients_in_words
from tasks.register.tables import DispatchRow, GroupRow, MeetingRow, QuestionRow

NINE = dt.time(9)
SATURDAY = 5
TO_GO = (State.QUEUED, State.DRAFTED)
BY = "foretelling"


@dataclass(frozen=True)
class Origin:
    """The origin of a letter: how many letters waited before it, and the step that it moves on."""

    number: int
    step: StepKind | None


@dataclass(frozen=True)
class ComingLetter:
    """A letter, and the day on which it goes. ``to`` is a seat or role, ``about`` a reference or empty.

    ``why`` are sentences: the step with its deadline and clause, what is asked. ``files`` are
    the names of what is attached. ``held`` says why it would not go after all, and is empty when it would.
    """

    day: dt.date
    group: str
    letter: str
    about: str
    to: str
    why: tuple[str, ...]
    printed: Printed
    files: tuple[str, ...]
    held: str


def coming_letters(
    office: Office,
    rules: DeliveryRules,
    morning: Calendar,
    first: dt.date,
    last: dt.date,
    group: str | None = None,
) -> tuple[ComingLetter, ...]:
    """The letters of a group, or of all, from one day to another, if nobody does or answers anything.

    Nothing is queued, and nobody waits: see ``copied``. What the checks before sending would hold is among
    them; what they would let lapse is not. In the mode "hold" letters are taken to go. Problem for a group
    that is not known and for days that can't be foretold.
    """
    now = office.clock.now()
    check_days(first, last, now.date())
    with office.register.reading() as session:
        group_ids = {row.id for row in groups(session, group)}
    with _copy_of(office) as (copy, clock):
        return tuple(
            letter
            for day in each_day(now.date(), last)
            if day.weekday() < SATURDAY  # no flow runs at the weekend
            for letter in _day(
                copy, clock, rules, morning, max(now, dt.datetime.combine(day, NINE)), group_ids
            )
            if day >= first
        )


@contextmanager
def _copy_of(office: Office) -> Iterator[tuple[Office, SetClock]]:
    clock = SetClock(office.clock.now())
    with copied(office.register, clock) as register:
        yield replace(office, register=register, clock=clock, converter=None), clock


def _day(
    office: Office,
    clock: SetClock,
    rules: DeliveryRules,
    morning: Calendar,
    at: dt.datetime,
    group_ids: Collection[UUID],
) -> list[ComingLetter]:
    """Do a day's work, have what it writes go, and return that in the order in which it was written."""
    clock.at = at
    causes = _write(office, morning, at.date())
    outcomes = _send(office, rules, at.date())
    with office.register.reading() as session:
        rows = session.scalars(
            select(DispatchRow).where(DispatchRow.id.in_(outcomes), DispatchRow.group_id.in_(group_ids))
        ).all()
        to = recipients_in_words(session, rows)
        rows_with_cause = [(causes.get(row.id), row) for row in rows]
        rows_with_cause.sort(
            key=lambda pair: (pair[0].number if pair[0] else -1, pair[1].letter, to[pair[1].id])
        )
        return [
            _letter(office, session, row, at.date(), to[row.id], cause, outcomes[row.id])
            for cause, row in rows_with_cause
        ]


def _write(office: Office, morning: Calendar, day: dt.date) -> Mapping[UUID, Origin]:
    """Do the morning; by letter that came of it, what it came of."""
    earlier = _waiting(office)
    causes: dict[UUID, Origin] = {}
    for work, duty, subjects, by in _duties_due(office, morning, day):
        do_each(office, duty, subjects, day, by, together=work.together)
        new = _waiting(office) - earlier
        causes.update(dict.fromkeys(new, Origin(len(earlier), work.step)))
        earlier |= new
    return causes


def _duties_due(
    office: Office, morning: Calendar, day: dt.date
) -> Iterator[tuple[Work, Duty, Sequence[UUID], str]]:
    """The morning's duties, each for one meeting or group where it can be, and the name to do them under.

    What is due is asked when its turn comes, so do each before going on to the next.
    """
    for flow, works in morning.items():
        for work in works:
            for subjects in work.apart(work.find(office, day)):
                for duty in work.duties:
                    yield work, duty, subjects, f"flow {flow}"


def _waiting(office: Office) -> set[UUID]:
    with office.register.reading() as session:
        return set(session.scalars(select(DispatchRow.id).where(LIVE)))


def _send(office: Office, rules: DeliveryRules, day: dt.date) -> Mapping[UUID, str]:
    """Have go what passes the checks before sending, written again where it waited; by id of what went or is
    held, why it is held."""
    with office.register.reading() as session:
        waited = groups_with_letters_to_write_again(office, session, day, None)
        waiting = session.scalars(
            select(DispatchRow).where(LIVE).order_by(DispatchRow.queued_at.desc())
        ).all()
        since = {row.key: row.queued_at for row in waiting}
        # One that is written again may be of another day, and so have another key.
        of_reader = {(row.letter, row.person_id): row.queued_at for row in waiting}
    do_each(office, write_letters_again, waited, day, BY)
    state = State.REHEARSED if rules.mode is Mode.REDIRECT else State.SENT
    with office.register.reading() as session:
        due = groups_with_mail(office, session, day, None)
    outcomes: dict[UUID, str] = {}
    with office.register.transaction(BY) as tx:
        turn = SendingTurn(tx, SendingContext(tx.session, day, tx.at, rules))
        for row in in_state(tx.session, *TO_GO, groups=due):
            stop = first_stop(row, turn.context)
            if stop and stop.to is not State.QUEUED:  # one that is drafted anew goes all the same
                turn.stop(row, stop)
                if stop.to is State.HELD:
                    outcomes[row.id] = stop.reason
            else:
                as_before = of_reader.get((row.letter, row.person_id), row.queued_at)
                row.state, row.sent_at, row.queued_at = state, tx.at, since.get(row.key, as_before)
                outcomes[row.id] = ""
    with unit_of_work(office, BY, day) as work:
        finish_sent_steps(work, due)
    return outcomes


def _letter(
    office: Office,
    session: Session,
    row: DispatchRow,
    day: dt.date,
    to: str,
    cause: Origin | None,
    why_held: str,
) -> ComingLetter:
    meeting = session.get(MeetingRow, row.meeting_id) if row.meeting_id else None
    return ComingLetter(
        day=day,
        group=session.get_one(GroupRow, row.group_id).code,
        letter=row.letter,
        about=meeting.reference if meeting else "",
        to=to,
        why=tuple(_why(office, session, row, meeting, cause)),
        printed=Printed(row.subject, row.text, letter_page(row.html, row.text, pictures_of(session, row))),
        files=tuple(attachment["name"] for attachment in row.attachments),
        held=why_held,
    )


def _why(
    office: Office, session: Session, row: DispatchRow, meeting: MeetingRow | None, cause: Origin | None
) -> Iterator[str]:
    if cause is None:
        yield f"It waits in the outbox since {full_date(row.queued_at.date())}."
    elif meeting and cause.step:
        step = step_of(session, meeting.id, cause.step)
        by = f" by {full_date(step.deadline)}" if step.deadline else ""
        clause = "own lead time" if step.clause == OWN else f"clause {step.clause}"
        yield f"Step of {meeting.reference}: {step.kind}{by} ({clause})."
    for id in row.conditions.unanswered:
        question = session.get_one(QuestionRow, id)
        about = what_about(session, question)
        request = ", ".join(filter(None, (facts_of(office, session, question).phrase, about)))
        yield f"It asks: {request}, by {full_date(question.due)}."
