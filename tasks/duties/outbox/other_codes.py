"""A group whose policy has another code is renamed: no empty new group stands beside a paused old one."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.terms.policy import Policy
from forum.text.checks import folded
from forum.text.problem import Problem
from tasks.register.groups import groups, seat_rows_of
from tasks.register.tables import AppointmentRow, GroupRow, MeetingRow


def refuse_other_codes(session: Session, before: Mapping[str, Policy], after: Mapping[str, Policy]) -> None:
    """Raise Problem for a new code in the file of a group that would have no policy any more, in a file with
    the seats of such a group, or in the references of a group that was renamed. The policies ``before`` and
    ``after`` are by their files' paths (own rule).
    """
    known = groups(session)
    codes, ruled = {group.code for group in known}, {policy.group.code for policy in after.values()}
    left = [group for group in known if group.ended is None and group.policy not in ruled]
    for path, policy in after.items():
        code = policy.group.code
        if code in codes:
            continue
        refuse_code_of_references(session, code, of=None)
        for group in left:
            if group.commission is None and (
                (path in before and before[path].group.code == group.policy)
                or _is_alike(session, group, policy)
            ):
                raise Problem(
                    f"{path} has the code {code}, and {group.code} would have no policy any more. A group of "
                    "another code keeps its people, its meetings and its record with: mase group rename "
                    f"{group.code} {code}. If {code} is another group, give it a file of its own, and leave "
                    f"{group.code} its file or end it first (mase group end). Nothing has been changed."
                )


def refuse_code_of_references(session: Session, code: str, of: GroupRow | None) -> None:
    """Raise Problem for a code that stands in references of another group than this: nobody could tell them
    apart."""
    owner = session.scalars(
        select(GroupRow)
        .join(MeetingRow, MeetingRow.group_id == GroupRow.id)
        .where(MeetingRow.reference.startswith(f"{code}/"))
        .limit(1)
    ).first()
    if owner is not None and owner is not of:
        raise Problem(f"References of {owner.code} have the code {code}. Give the group another code.")


def _is_alike(session: Session, group: GroupRow, policy: Policy) -> bool:
    """Say whether a group that has people has the seats of a policy."""
    seats = {folded(row.name) for row in seat_rows_of(session, group.id) if row.abolished is None}
    people = select(AppointmentRow.id).where(AppointmentRow.group_id == group.id).limit(1)
    return seats == {folded(seat.name) for seat in policy.seats} and session.scalar(people) is not None
