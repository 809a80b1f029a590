"""Invitations: a meeting's calendar item is kept true, and letters say that it moved or was cancelled.

Invitations that have not reached everybody: where they stand, and what a person may do about it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.attendance.invitations import State, addresses, event_key, is_up_to_date, state_when_released
from forum.calendar.meetings import held_in_place
from forum.concerns.kinds import whom_to_ring
from forum.letters.base import reason_for_invitee, unit_contact
from forum.letters.meetings import Cancelled, GoingOn, Invitation, Moved
from forum.letters.papers import Papers
from forum.letters.questions import DeskTask
from forum.letters.taps import reply_code
from forum.members.membership import Membership, Person
from forum.outbox.states import Conditions, Occasion, OccasionKind, Validity
from forum.text.problem import Problem
from forum.text.wording import capital, day_month, full_date, listed
from tasks.duties.agenda.carry_forward import CarriedForward
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.base.write_letter import (
    as_it_stands,
    head,
    meeting_line,
    meeting_topic,
    while_planned,
    write,
)
from tasks.register.attendance import (
    IN_THE_HANDS_OF_DELIVERY,
    bring_up_to_date,
    details_of,
    edition_from_json,
    invitation_to,
    invitations_for_the_unit,
    invitations_in_state,
    invited_to,
    move_invitation,
)
from tasks.register.database.register import Transaction
from tasks.register.groups import groups
from tasks.register.meetings import ORDINARY, planned_from, still_to_begin
from tasks.register.members.membership import membership
from tasks.register.outbox import OUTSIDE, has_gone, places_in_words
from tasks.register.tables import DispatchRow, InvitationRow, MeetingRow

TO_ALL = "all"


def invite(work: UnitOfWork, group_id: UUID) -> int:
    """Have each planned meeting in the calendar with all who belong at its table; how many changed."""
    return sync_invitations(group_context(work, group_id))


def sync_invitations(forum: GroupContext) -> int:
    """Have the calendar told what it does not know yet of the meetings planned. Returns of how many."""
    planned = planned_from(forum.tx.session, forum.group.id, forum.on)
    return sum(sync_with_meeting(forum, meeting) for meeting in planned)


def are_invitations_in_sync(session: Session, group_id: UUID, as_of: dt.date) -> bool:
    """Tell whether all who belong at the table of each planned meeting are invited, and nobody else."""
    members = membership(session, group_id, as_of)
    for meeting in planned_from(session, group_id, as_of):
        row = invitation_to(session, meeting.id)
        if row is None:
            return False
        if row.state in (State.DONE, State.REHEARSED):
            edition = edition_from_json(row.told)
            invited = addresses(invited_to(session, members, meeting, as_of), edition)
            if not is_up_to_date(edition, details_of(meeting), invited):
                return False
    return True


def follow_members(tx: Transaction, groups: Collection[UUID]) -> None:
    """The list of members was changed: have the calendar told what that makes of today's attendees, however
    long ago it began. What begins on a day to come is noticed on that day's morning."""
    tx.session.flush()
    for group_id in groups:
        members = membership(tx.session, group_id, tx.on)
        for meeting in planned_from(tx.session, group_id, tx.on):
            if row := invitation_to(tx.session, meeting.id):
                _bring_up_to_date(tx, row, meeting, members, tx.on)


def sync_with_meeting(forum: GroupContext, meeting: MeetingRow) -> bool:
    """Have the calendar told what it does not know of a meeting yet; whether there is anything."""
    row = invitation_to(forum.tx.session, meeting.id)
    if row is None:
        return _plan(forum, meeting)
    return _bring_up_to_date(forum.tx, row, meeting, forum.membership, forum.on)


def refresh(forum: GroupContext, meeting: MeetingRow) -> None:
    """A meeting has other details: everybody is told by its calendar item."""
    row = invitation_to(forum.tx.session, meeting.id)
    if row is not None:
        row.subject, row.text, row.html = _words(forum, meeting)
    sync_with_meeting(forum, meeting)


def withdraw_invitation(forum: GroupContext, meeting: MeetingRow) -> None:
    """A meeting will not take place: its calendar item is cancelled, saying why."""
    row = invitation_to(forum.tx.session, meeting.id)
    if row is not None:
        row.text = f"The meeting of {full_date(meeting.date)} will not take place.\n\n{meeting.reason}"
        sync_with_meeting(forum, meeting)


def people_expected(forum: GroupContext, meeting: MeetingRow) -> tuple[Person, ...]:
    """Chair, deputy chair and members, and the deputies named for the meeting. Each once."""
    return invited_to(forum.tx.session, forum.membership, meeting, forum.on).everybody


def tell_of_move(forum: GroupContext, meeting: MeetingRow, before: dt.datetime, reason: str) -> None:
    """Tell all expected that a meeting has moved from ``before``, and why, and whoever has its papers that
    they stand.

    Of an earlier move whose letter has not left nobody knows: it lapses, and this one says where the meeting
    was before both.
    """
    letters = forum.tx.session.scalars(
        select(DispatchRow)
        .where(DispatchRow.meeting_id == meeting.id, DispatchRow.letter.in_((Papers.NAME, Moved.NAME)))
        .order_by(
            DispatchRow.queued_at.desc(), DispatchRow.occasion_number.desc(), DispatchRow.edition.desc()
        )
    ).all()
    have_papers = {row.person_id for row in letters if row.letter == Papers.NAME and has_gone(row)}
    for person in people_expected(forum, meeting):
        moves = [row for row in letters if row.letter == Moved.NAME and row.person_id == person.id]
        unheard = [*takewhile(lambda row: not has_gone(row), moves)]
        was = (unheard[-1].occasion_at if unheard else None) or before
        if unheard and was == dt.datetime.combine(meeting.date, meeting.start):
            continue  # it is back where they believe it to be
        letter = Moved(
            **head(forum, person),
            meeting=meeting_line(meeting),
            was=was,
            reason=reason,
            papers_stand=person.id in have_papers,
        )
        move = Occasion(OccasionKind.MOVE, at=was, number=meeting.moves)
        write(forum, letter, to=person, about=meeting_topic(meeting, move), valid=while_planned(meeting))


def tell_of_cancellation(
    forum: GroupContext, meeting: MeetingRow, carried: CarriedForward, *, if_held_instead: bool = False
) -> None:
    """Tell all expected that a meeting will not take place, when the next one is, and what goes on to other
    agendas. One called, or held instead, before the day of the cancelled is the next."""
    rule = forum.policy.meetings.rule
    following = next(
        (
            row
            for row in still_to_begin(forum.tx.session, meeting.group_id, forum.tx.at)
            if row.date > meeting.date
            or row.kind is not ORDINARY
            or held_in_place(rule, meeting.date, [row.date])
        ),
        None,
    )
    for person in people_expected(forum, meeting):
        letter = Cancelled(
            **head(forum, person),
            meeting=meeting_line(meeting),
            reason=meeting.reason,
            next_date=following.date if following else None,
            minutes_of=carried.minutes_of,
            carried=tuple(GoingOn(date=day, items=carried.items[day]) for day in sorted(carried.items)),
            if_held_instead=if_held_instead,
        )
        write(
            forum,
            letter,
            to=person,
            about=meeting_topic(meeting),
            valid=Validity(
                meeting.date, Conditions(appointed=True, meetings=(as_it_stands(meeting, meeting.state),))
            ),
        )


def _bring_up_to_date(
    tx: Transaction, row: InvitationRow, meeting: MeetingRow, members: Membership, on: dt.date
) -> bool:
    invited = invited_to(tx.session, members, meeting, on)
    changed = bring_up_to_date(tx.session, row, meeting, invited, tx.at)
    if changed:
        tx.audit("invitation to be changed", meeting=meeting.id)
    return changed


def _plan(forum: GroupContext, meeting: MeetingRow) -> bool:
    subject, text, html = _words(forum, meeting)
    forum.tx.session.add(
        InvitationRow(
            group_id=forum.group.id,
            meeting_id=meeting.id,
            state=State.TO_CREATE,
            subject=subject,
            text=text,
            html=html,
            changed_at=forum.tx.at,
        )
    )
    forum.tx.audit("invitation planned", meeting=meeting.id)
    return True


def _words(forum: GroupContext, meeting: MeetingRow) -> tuple[str, str, str]:
    """The subject, text and HTML of the calendar item: the same for everybody."""
    policy = forum.policy
    letter = Invitation(
        code=forum.in_subjects,
        group=policy.group.short_name,
        addressee=TO_ALL,
        marking="",
        why=reason_for_invitee(policy.group.short_name),
        contact=unit_contact(policy.group.unit_name, policy.group.unit_phone),
        whom_to_ring=whom_to_ring(policy.concerns, policy.objectives.values()),
        meeting=meeting_line(meeting),
        joining=meeting.joining,
        reply_code=reply_code(forum.group.code, event_key(forum.group.id, meeting.id)),
    )
    printed = forum.letters.print(letter)
    return printed.subject, printed.text, printed.html


LEFT_OUT = "left out"
WHY: Mapping[State, str] = {
    State.TO_CREATE: "Everybody is invited with the next run in working hours.",
    State.TO_UPDATE: "Who needs to hear of the change does with the next run in working hours.",
    State.TO_CANCEL: "It is cancelled with the next run in working hours.",
}
BEGUN = "The calendar is being told, or a run broke off: the next run looks for it."


@dataclass(frozen=True)
class InvitationWaiting:
    """An invitation that waits, since when and why. ``state`` is its own, or "left out" when it is out, but
    not to everybody.
    """

    id: UUID
    state: str
    group: str
    meeting: str
    since: dt.datetime
    why: str


def invitations_waiting(office: Office, *, waits: str = "") -> tuple[InvitationWaiting, ...]:
    """The invitations that have not reached everybody, those that need a person first.

    ``waits`` says for what all that goes by itself waits, where nothing leaves.
    """
    why = dict.fromkeys(WHY, waits) if waits else WHY
    today = office.clock.now().date()
    with office.register.reading() as session:
        stuck = invitations_for_the_unit(session, today)
        stuck_ids = {row.id for row, _ in stuck}
        waiting = [
            row for row in invitations_in_state(session, *IN_THE_HANDS_OF_DELIVERY) if row.id not in stuck_ids
        ]
        if not (stuck or waiting):  # as on most days
            return ()
        codes = {group.id: group.code for group in groups(session)}
        return tuple(
            InvitationWaiting(
                id=row.id,
                state=_state(row),
                group=codes[row.group_id],
                meeting=session.get_one(MeetingRow, row.meeting_id).reference,
                since=row.changed_at,
                why=(
                    why_not_invited(session, row, today)
                    if row.id in stuck_ids
                    else row.reason or why.get(row.state, BEGUN)
                ),
            )
            for row in [*(row for row, _ in stuck), *waiting]
        )


def why_not_invited(session: Session, row: InvitationRow, today: dt.date) -> str:
    """Why an invitation has not reached everybody, in a sentence; people by their seats and roles."""
    if row.state is State.HELD:
        return f"the invitation is held. {row.reason}"
    places = [(row.group_id, person, today) for person in edition_from_json(row.told).left_out]
    words = places_in_words(session, places).values()
    people = sorted(f"somebody {OUTSIDE}" if word == OUTSIDE else word for word in words)
    are = "is" if len(people) == 1 else "are"
    return f"{capital(listed(people))} {are} not invited: the register has no address that mail may go to."


def invitation_by_id(office: Office, start: str) -> InvitationRow | None:
    """The invitation that waits whose id starts with these characters; None when there is no such one."""
    prefix = start.strip().lower()
    ids = [
        waiting.id for waiting in invitations_waiting(office) if prefix and str(waiting.id).startswith(prefix)
    ]
    if len(ids) != 1:
        return None
    with office.register.reading() as session:
        return session.get_one(InvitationRow, ids[0])


def release_invitation(work: UnitOfWork, invitation_id: UUID, *, reason: str) -> None:
    """Try a held invitation again, or one that left somebody out. Problem when it is neither."""
    if not reason.strip():
        raise Problem("Say why, in a few words: the reason is kept with the invitation.")
    decision = f"released: {reason.strip()}"
    row = work.session.get_one(InvitationRow, invitation_id)
    if row.state is State.HELD:
        moved = move_invitation(
            work.session, row, state_when_released(row.event_id), reason="", decision=decision
        )
    elif row.state in (State.DONE, State.REHEARSED) and edition_from_json(row.told).left_out:
        moved = move_invitation(work.session, row, State.TO_UPDATE, changed_at=work.at, decision=decision)
    else:
        raise Problem(
            f"The invitation {str(row.id)[:8]} is {row.state.value}: only one that is held, or that left "
            "somebody out, is released."
        )
    if not moved:
        raise Problem(f"The invitation {str(row.id)[:8]} moved on in this moment; look again.")
    work.audit("invitation released", meeting=row.meeting_id)


def _state(row: InvitationRow) -> str:
    return LEFT_OUT if row.state in (State.DONE, State.REHEARSED) else row.state.value


def not_invited(
    forum: GroupContext, waiting: Sequence[tuple[InvitationRow, MeetingRow]]
) -> Iterator[DeskTask]:
    """Yield the meetings to which somebody is not invited, those of one reason together."""
    stuck: dict[str, list[tuple[str, str]]] = {}
    since: dict[str, dt.date] = {}
    for row, meeting in waiting:
        why = why_not_invited(forum.tx.session, row, forum.on)
        stuck.setdefault(why, []).append((day_month(meeting.date), str(row.id)[:8]))
        since[why] = min(since.get(why, row.changed_at.date()), row.changed_at.date())
    for why, invitations in stuck.items():
        codes = " ".join(code for _, code in invitations)
        yield DeskTask(
            group=forum.group.code,
            what=f"{listed(day for day, _ in invitations)}: {why}",
            how=f"Once what is wrong is corrected, reply RELEASE {codes}.",
            by=forum.on,
            since=since[why],
        )
