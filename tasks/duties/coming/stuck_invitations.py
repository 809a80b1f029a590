"""Invitations that have not reached everybody: where they stand, and what a person may do about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.attendance.invitations import State, state_when_released
from forum.letters.questions import DeskTask
from forum.text.problem import Problem
from forum.text.wording import capital, day_month, listed
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.attendance.invitations import (
    IN_THE_HANDS_OF_DELIVERY,
    edition_from_json,
    in_state,
    invitations_for_the_unit,
    move,
)
from tasks.register.groups import groups
from tasks.register.outbox.dispatches import OUTSIDE, places_in_words
from tasks.register.tables import InvitationRow, MeetingRow

LEFT_OUT = "left out"
WHY: Mapping[State, str] = {
    State.TO_CREATE: "Everybody is invited with the next run.",
    State.TO_UPDATE: "Who needs to hear of the change does with the next run.",
    State.TO_CANCEL: "It is cancelled with the next run.",
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
        waiting = [row for row in in_state(session, *IN_THE_HANDS_OF_DELIVERY) if row.id not in stuck_ids]
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
        moved = move(work.session, row, state_when_released(row.event_id), reason="", decision=decision)
    elif row.state in (State.DONE, State.REHEARSED) and edition_from_json(row.told).left_out:
        moved = move(work.session, row, State.TO_UPDATE, changed_at=work.at, decision=decision)
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
