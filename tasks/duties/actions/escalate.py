"""Actions long overdue: their organisation is written to on the Chair's word, and their owner warned before
(clauses 3 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from forum.actions import action_log as rules
from forum.letters.actions import Escalation, EscalationAhead, OverdueAction
from forum.letters.base import Letter, reason_for_contact
from forum.letters.parts import Ask
from forum.letters.questions import DeskTask
from forum.members.membership import Person
from forum.outbox.states import Conditions, Occasion, OccasionKind, Topic, Validity
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.wording import count, short_date, weekday_day_month, with_place
from tasks.duties.actions.owners import Owners
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.duties.base.write_letter import action_lines_of, head, write
from tasks.duties.challenge import challenge_overdue
from tasks.duties.questions.ask import questions_about, word_that_stands
from tasks.mail.sending.queue import Enclosure
from tasks.register.actions import action_value, open_actions
from tasks.register.members.membership import people
from tasks.register.tables import ActionRow, GroupRow, MeetingRow, PersonRow, QuestionRow, SeatRow

MOST_ASKED = 3  # days on which an owner was asked, in a letter to their organisation: the latest


def is_to_escalate(office: Office, session: Session, group: GroupRow, row: ActionRow, on: dt.date) -> bool:
    """Say whether an owner is to be warned today, or an organisation written to."""
    policy, days, action = office.policy(group).actions, office.days(group), action_value(row)
    is_due = rules.owner_must_be_warned(action, policy, days, on) or rules.organisation_may_hear(
        action, policy, days, on
    )
    return is_due and _is_wanted(session, row) and _seat_with_contact(session, row) is not None


def _lacks_contact(forum: GroupContext, row: ActionRow) -> bool:
    """Say whether an organisation is to be written to about an action, and names nobody to write to."""
    session, policy = forum.tx.session, forum.policy.actions
    is_due = rules.owner_must_be_warned(action_value(row), policy, forum.days, forum.on)
    return is_due and _is_wanted(session, row) and _seat_with_contact(session, row) is None


def contacts_wanted(
    forum: GroupContext, escalations: Sequence[tuple[ActionRow, SeatRow]]
) -> Iterator[DeskTask]:
    """Yield the organisations to write to about an action that have nobody to write to."""
    for action, seat in escalations:
        if _lacks_contact(forum, action):
            yield DeskTask(
                group=forum.group.code,
                what=f"The Chair said to write to {seat.present_name} about action {action.reference}, "
                "and it has no escalation contact.",
                how="Give it one in the members’ workbook. The owner of the action is told the next morning, "
                "and the letter goes two working days later.",
                by=forum.on,
                since=action.chair_told_on,
            )


def warn_owners(forum: GroupContext, owners: Owners, rows: Iterable[ActionRow]) -> None:
    """Tell each owner, or their cover, that the Chair writes to their organisation unless they report before.

    An owner who has left is not written to: their organisation hears all the same.
    """
    session, policy = forum.tx.session, forum.policy.actions
    by_owner: dict[tuple[UUID, UUID], list[ActionRow]] = {}
    for row in rows:
        is_due = rules.owner_must_be_warned(action_value(row), policy, forum.days, forum.on)
        seat = _seat_with_contact(session, row) if is_due else None
        if seat is not None and _is_wanted(session, row):
            row.owner_warned_on = forum.on
            if not owners.has_left(row):
                by_owner.setdefault((row.owner_id, seat.id), []).append(row)
    for (owner, seat_id), overdue in by_owner.items():
        _warn(forum, owner, session.get_one(SeatRow, seat_id), overdue)


def warnings_on(forum: GroupContext, owner: UUID) -> Mapping[ActionRow, str]:
    """Return the actions of which a letter to their owner warns that goes a working day before one of its own
    would, each with what it says (own rule)."""
    session, policy, days = forum.tx.session, forum.policy.actions, forum.days
    warnings = {}
    theirs = [row for row in open_actions(session, forum.group.id) if row.owner_id == owner]
    for row in theirs:
        action = action_value(row)
        is_due = rules.owner_must_be_warned(action, policy, days, days.add(forum.on, 1))
        seat = _seat_with_contact(session, row) if is_due else None
        if seat and _is_wanted(session, row):
            on = rules.day_organisation_hears(action, policy, days, forum.on)
            by = weekday_day_month(days.add(on, -1))
            warnings[row] = (
                f"Unless we hear from you about {row.reference} by {by}, the Chair writes to "
                f"{_contact(forum, seat).name} on {weekday_day_month(on)} to ask for help with it. You get a "
                "copy."
            )
    return warnings


def escalate(forum: GroupContext, rows: Iterable[ActionRow]) -> None:
    """Write once to the organisation of a seat with actions long overdue, and send each owner a copy."""
    session, policy = forum.tx.session, forum.policy.actions
    by_seat: dict[UUID, list[ActionRow]] = {}
    for row in rows:
        may_hear = rules.organisation_may_hear(action_value(row), policy, forum.days, forum.on)
        seat = _seat_with_contact(session, row) if may_hear else None
        if seat is not None and _is_wanted(session, row):
            by_seat.setdefault(seat.id, []).append(row)
    for seat_id, overdue in by_seat.items():
        _write(forum, session.get_one(SeatRow, seat_id), overdue)


def put_escalation(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with an action, its owner and lateness, whom the letter goes to and when."""
    session = forum.tx.session
    row = session.get_one(ActionRow, question.about_id)
    action, seat = action_value(row), _seat_with_contact(session, row)
    late = count(rules.days_overdue(action, forum.on), "day")
    goes = rules.day_organisation_hears(action, forum.policy.actions, forum.days, forum.on)
    of_action = replace(
        ask,
        reference=row.reference,
        title=row.title,
        person=session.get_one(PersonRow, row.owner_id).name,
        to=with_place(_contact(forum, seat).name, seat.present_name) if seat else "",
        facts=f"{late} overdue; it goes on {short_date(goes)} unless they report.",
    )
    return of_action, ()


def escalation_to_send(forum: GroupContext, question: QuestionRow) -> Sequence[Letter]:
    """Return the letter to an organisation that goes if the Chair says so; none where it has no contact."""
    row = forum.tx.session.get_one(ActionRow, question.about_id)
    seat = _seat_with_contact(forum.tx.session, row)
    if seat is None:
        return ()
    goes = rules.day_organisation_hears(action_value(row), forum.policy.actions, forum.days, forum.on)
    return (_letter(forum, seat, _contact(forum, seat), [row], goes),)


def _is_wanted(session: Session, row: ActionRow) -> bool:
    """Say whether the Chair said SEND when last asked."""
    return word_that_stands(session, row.id, QuestionKind.ESCALATE_ACTION) is Word.SEND


def _seat_with_contact(session: Session, row: ActionRow) -> SeatRow | None:
    """Return the seat of an action, if its organisation names somebody to write to."""
    seat = session.get_one(SeatRow, row.seat_id) if row.seat_id else None
    return seat if seat and seat.escalation_contact_id else None


def _contact(forum: GroupContext, seat: SeatRow) -> Person:
    assert seat.escalation_contact_id is not None
    (contact,) = people(forum.tx.session, [seat.escalation_contact_id], forum.on)
    return contact


def _warn(forum: GroupContext, owner: UUID, seat: SeatRow, overdue: Sequence[ActionRow]) -> None:
    (reader,) = people(forum.tx.session, [forum.stand_in(owner)], forum.on)
    on = forum.days.add(forum.on, rules.WARNED_BEFORE)
    letter = EscalationAhead(
        **head(forum, reader),
        organisation=seat.present_name,
        contact_name=_contact(forum, seat).name,
        actions=action_lines_of(forum, overdue),
        by=forum.days.add(on, -1),
        on=on,
    )
    about = Topic(seat.id, Occasion(OccasionKind.DAY, forum.on))
    write(forum, letter, to=reader, about=about, valid=Validity(on, Conditions()))


def _write(forum: GroupContext, seat: SeatRow, overdue: Sequence[ActionRow]) -> None:
    """Write to the contact of an organisation, and send each owner a copy with their own actions."""
    contact, valid = _contact(forum, seat), Validity(forum.days.add(forum.on, 5), Conditions())
    about = Topic(seat.id, Occasion(OccasionKind.DAY, forum.on))
    letter = _letter(forum, seat, contact, overdue, forum.on)
    write(forum, letter, to=contact, about=about, valid=valid)
    for owner in people(forum.tx.session, {row.owner_id for row in overdue} - {contact.id}, forum.on):
        own = [row for row in overdue if row.owner_id == owner.id]
        copy = replace(
            _letter(forum, seat, contact, own, forum.on), **head(forum, owner), copy_of=contact.name
        )
        if not forum.membership.has_left(owner.id, forum.on):
            write(forum, copy, to=owner, about=about, valid=valid)
    for row in overdue:
        row.organisation_told_on = forum.on
        forum.tx.audit("organisation told", action=row.id, seat=seat.id)
        challenge_overdue(forum, row)


def _letter(
    forum: GroupContext, seat: SeatRow, contact: Person, overdue: Sequence[ActionRow], on: dt.date
) -> Escalation:
    """Return the Chair's letter to a contact about actions, as it goes on a day."""
    return Escalation(
        **head(forum, contact, why=reason_for_contact(seat.present_name)),
        organisation=seat.present_name,
        actions=tuple(_overdue(forum, row, on) for row in overdue),
        by=forum.days.add(on, 5),
        chair=forum.chairs_named(),
    )


def _overdue(forum: GroupContext, row: ActionRow, on: dt.date) -> OverdueAction:
    session = forum.tx.session
    lines = questions_about(session, row.id, QuestionKind.UPDATE_ACTION)
    asked = sorted({day for line in lines for day in (line.asked, line.chased) if day})
    return OverdueAction(
        reference=row.reference,
        title=row.title,
        owner=session.get_one(PersonRow, row.owner_id).name,
        agreed=session.get_one(MeetingRow, row.meeting_id).date,
        due=row.due,
        days_overdue=rules.days_overdue(action_value(row), on),
        asked=tuple(asked[-MOST_ASKED:]),
        last_update=row.last_update,
    )
