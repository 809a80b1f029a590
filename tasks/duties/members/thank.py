"""Thanking people who have left, once, and telling them what happens to their actions."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.letters.foot import reason_for_leaver
from forum.letters.members import Farewell, TaskGroupOutcome
from forum.members.joining import LOOK_BACK, Leaver, describe_in_sentence, leavers
from forum.members.membership import Membership
from forum.outbox.conditions import Conditions, Validity
from forum.outbox.occasions import Occasion, OccasionKind
from forum.outbox.states import dispatch_key
from forum.outbox.topic import Topic
from forum.task_groups.stages import look_again_by
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import action_lines, head, write
from tasks.register.members.people import is_written_to
from tasks.register.tables import DispatchRow, GroupRow
from tasks.register.task_groups import task_group_of_child

OF_USE = dt.timedelta(days=14)


def thank(forum: GroupContext) -> None:
    """Write to each person who has left of late, where the register still has their address."""
    group, outcome = forum.policy.group.short_name, _outcome(forum)
    for leaver in leavers_to_thank(forum.tx.session, forum.group, forum.membership, forum.on):
        place = describe_in_sentence(forum.membership, leaver.appointments)
        write(
            forum,
            Farewell(
                **head(forum, leaver.person, why=reason_for_leaver(place, group, leaver.last)),
                place=place,
                last=leaver.last,
                actions=tuple(
                    line for line in action_lines(forum, leaver.person.id) if line.reported_done is None
                ),
                outcome=outcome,
                is_last=not is_written_to(forum.tx.session, leaver.person.id, forum.on),
            ),
            to=leaver.person,
            about=_leaving(leaver),
            valid=Validity(forum.on + OF_USE, Conditions(left=leaver.last)),
        )


def _outcome(forum: GroupContext) -> TaskGroupOutcome | None:
    """Return what came of a task group that has ended; None for any other group."""
    row = task_group_of_child(forum.tx.session, forum.group.id) if forum.group.commission else None
    if row is None or not row.ended_by:
        return None
    return TaskGroupOutcome(
        parent=forum.office.policies[forum.group.policy].group.short_name,
        decision=row.ended_by,
        is_accepted=row.stopped_on is None,
        again=look_again_by(forum.on, forum.policy.task_groups),
    )


def _leaving(leaver: Leaver) -> Topic:
    return Topic(leaver.person.id, Occasion(OccasionKind.DAY, leaver.last))


def leavers_to_thank(session: Session, group: GroupRow, members: Membership, on: dt.date) -> list[Leaver]:
    """Return the people who left of late and have not been thanked."""
    return [
        leaver
        for leaver in leavers(members, group.go_live, on - LOOK_BACK, on)
        if leaver.person.send_to and not _is_thanked(session, group.id, leaver)
    ]


def _is_thanked(session: Session, group_id: UUID, leaver: Leaver) -> bool:
    key = dispatch_key(group_id, Farewell.NAME, _leaving(leaver), leaver.person.id)
    return session.scalar(select(DispatchRow.id).where(DispatchRow.key == key)) is not None
