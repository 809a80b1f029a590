"""Each morning's round of the list of members: whom to welcome, whom to thank, what to ask for (clause 6)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy.orm import Session

from tasks.duties.agreements import agreements_to_ask_for, ask_for_agreements
from tasks.duties.forum_on_day import forum_on_day
from tasks.duties.office import Office
from tasks.register.members import membership
from tasks.register.tables import GroupRow


def see_to_members(office: Office, group_id: UUID, as_of: dt.date, by: str) -> None:
    """Do what the list of members asks for today."""
    with office.register.transaction(by) as tx:
        forum = forum_on_day(office, tx, group_id, as_of)
        ask_for_agreements(forum)


def needs_seeing_to(office: Office, session: Session, group: GroupRow, as_of: dt.date) -> bool:
    """Whether the list of members asks for anything today."""
    members = membership(session, group.id, as_of)
    if not members.unit(as_of) or not office.days(group).is_working(as_of):
        return False
    return any(agreements_to_ask_for(session, group.id, office.policy(group), members, as_of))
