"""What records past their time hand the house: in the desk letter, lists that nobody sees to, and records
on no list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.letters.base import operators_contact
from forum.letters.questions import DeskTask
from forum.retention import next_step_due
from forum.text.wording import capital, counted, telephone
from forum.yearly import is_day_of_drill
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.duties.base.subject import OnDesk, Subject
from tasks.duties.retention.disposal_list import number_to_decide_on
from tasks.register.groups import Groups, groups_by_id
from tasks.register.retention.lists import lists_that_wait
from tasks.register.tables import DisposalListRow, PersonRow


def late_lists(office: Office, session: Session, on: dt.date, only: Groups) -> Iterator[DisposalListRow]:
    """Yield the lists whose next step is late, of groups at work."""
    if rows := lists_that_wait(session, only):
        days = {group.id: office.days(group) for group in groups_by_id(session, only)}
        for row in rows:
            if row.group_id in days and next_step_due(days[row.group_id], row.made_on, row.decided_on) < on:
                yield row


def lists_to_follow(forum: GroupContext, rows: Sequence[DisposalListRow]) -> Iterator[DeskTask]:
    """Yield what the unit does about each of these lists."""
    operators = operators_contact(forum.office.ops_address)
    for row in rows:
        if row.decided_on:
            what = f"Have list {row.reference} of records past their time carried out: it is decided on."
            how = f"Whoever does it must not be its reviewer: name them to {operators}."
        else:
            reviewer = forum.tx.session.get_one(PersonRow, row.reviewer_id)
            who = f"{reviewer.name}, {telephone(reviewer.phone)}"
            what = f"Ring {who}, and ask them to decide on list {row.reference} of records past their time."
            how = f"They reply with the workbook. For another reviewer, have a new list made by {operators}."
        yield DeskTask(
            group=forum.group.code,
            what=what,
            how=how,
            by=next_step_due(forum.days, row.made_on, row.decided_on),
            since=row.decided_on or row.made_on,
        )


def groups_to_look_through(office: Office, session: Session, on: dt.date, only: Groups) -> list[UUID]:
    """Return the groups whose records are looked through today: on the first working day of a quarter."""
    return [group.id for group in groups_by_id(session, only) if is_day_of_drill(office.days(group), on)]


def records_to_list(forum: GroupContext, _groups: Sequence[UUID]) -> Iterator[DeskTask]:
    """Yield on the first working day of a quarter that records are past their time, while no list of the
    group waits."""
    if lists_that_wait(forum.tx.session, [forum.group.id]):
        return
    if number := number_to_decide_on(forum.work, forum.group):
        yield DeskTask(
            group=forum.group.code,
            what=f"{capital(counted(number, 'record is', 'records are'))} past the time for which the policy "
            "keeps them.",
            how="Agree who decides on them, and have a list made by "
            f"{operators_contact(forum.office.ops_address)}.",
            by=forum.on,
        )


RETENTION = Subject(
    desk=[OnDesk(late_lists, lists_to_follow), OnDesk(groups_to_look_through, records_to_list)]
)
