"""The morning's round of the members: welcoming joiners, thanking leavers, asking for details (clause 6)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy.orm import Session

from tasks.duties.actions.hand_over import actions_to_hand_over, ask_to_hand_over
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.members.agreements import agreements_to_ask_for, ask_for_agreements
from tasks.duties.members.details import ask_for_details, people_to_ask
from tasks.duties.members.due_groups import groups_to_look_at
from tasks.duties.members.thank import leavers_to_thank, thank
from tasks.duties.members.welcome import is_to_welcome, welcome
from tasks.register.groups import Groups, groups_by_id
from tasks.register.members.membership import membership
from tasks.register.tables import GroupRow


def see_to_members(work: UnitOfWork, group_id: UUID) -> None:
    """Write and ask all that the members of a group need today; joiners first, who are offered actions."""
    forum = group_context(work, group_id)
    welcome(forum)
    thank(forum)
    ask_to_hand_over(forum)
    ask_for_agreements(forum)
    ask_for_details(forum)


def groups_to_see_to(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Return groups with joiners or leavers to write to, or with agreements or details to ask for."""
    candidates = groups_to_look_at(session, office.policies.values(), as_of)
    return [
        group.id
        for group in groups_by_id(session, only)
        if group.id in candidates and _needs_seeing_to(office, session, group, as_of)
    ]


def _needs_seeing_to(office: Office, session: Session, group: GroupRow, as_of: dt.date) -> bool:
    """Tell whether the members of a group need anything today."""
    if not office.days(group).is_working(as_of):
        return False
    members, policy = membership(session, group.id, as_of), office.policy(group)
    if members.unit(as_of) is None:
        return False
    return (
        is_to_welcome(session, group, policy, members, as_of)
        or bool(leavers_to_thank(session, group, members, as_of))
        or bool(actions_to_hand_over(session, group.id, members, as_of))
        or any(agreements_to_ask_for(session, group.id, policy, members, as_of))
        or bool(people_to_ask(session, group.id, policy, members, as_of))
    )
