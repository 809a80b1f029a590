"""What the list of members hands the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.working_days import ONE_DAY
from forum.letters.questions import DeskTask
from forum.members.membership import Role, role_title
from forum.members.register_state import NEEDED_TO, empty_places
from forum.members.terms_of_office import chairs_against
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.duties.base.subject import Handler, OnDesk, Subject
from tasks.duties.members.agreements import allow_or_refuse_part_two, put_part_two, record_agreement
from tasks.duties.members.details import apply_or_drop_members
from tasks.duties.members.workbook import apply_or_drop_contact
from tasks.register.groups import Groups, groups_under
from tasks.register.members.membership import groups_without


def officers_wanted(forum: GroupContext, _without_chair: Sequence[UUID]) -> Iterator[DeskTask]:
    """Yield each office that nobody holds, in no task group that is wound up. The unit's own has nobody to
    read of it here."""
    empty = empty_places(forum.offices, forum.on).offices
    if not empty or (forum.group.commission and not forum.membership.members_on(forum.on)):
        return
    for office in empty:
        yield DeskTask(
            group=forum.group.code,
            what=f"There is no {role_title(office)}, who is needed to {NEEDED_TO[office]}.",
            how="Enter the new one in the members’ workbook and send it back in reply to this letter.",
            by=forum.on,
            since=_empty_since(forum, office),
        )


def groups_with_rule_of_chairs(
    office: Office, session: Session, _on: dt.date, only: Groups
) -> Sequence[UUID]:
    """Return the groups whose terms say from where Chair and deputy chair are, whatever they are."""
    codes = [code for code, policy in office.policies.items() if policy.chairs.are_ruled]
    return [group.id for group in groups_under(session, codes, only)]


def chairs_to_change(forum: GroupContext, _groups: Sequence[UUID]) -> Iterator[DeskTask]:
    """Yield what the terms say against a Chair or deputy chair."""
    rule = forum.policy.chairs
    kinds = {seat: terms.kind for seat, terms in forum.terms_of_seats.items() if terms.kind}
    for words in chairs_against(rule, forum.membership, forum.on, kinds):
        yield DeskTask(
            group=forum.group.code,
            what=f"{words} (clause {rule.clause}).",
            how="Whoever follows goes into the members’ workbook; ask the Chair when the group elects.",
            by=forum.on,
        )


def _empty_since(forum: GroupContext, office: Role) -> dt.date | None:
    """Return the day after the last holder's last; None where nobody has held the office."""
    lasts = [
        each.last
        for each in forum.membership.appointments
        if each.role is office and each.last and each.last < forum.on
    ]
    return max(lasts) + ONE_DAY if lasts else None


MEMBERS = Subject(
    answers={
        QuestionKind.LET_READ_PART_TWO: Handler(allow_or_refuse_part_two, put_part_two),
        QuestionKind.RECORD_AGREEMENT: Handler(record_agreement),
        QuestionKind.APPLY_MEMBERS: Handler(apply_or_drop_members),
        QuestionKind.CHANGE_ADDRESS: Handler(apply_or_drop_contact),
    },
    desk=[
        OnDesk(
            lambda _, session, on, only: groups_without(session, Role.CHAIR, on, only),
            officers_wanted,
            urgent=True,
        ),
        OnDesk(groups_with_rule_of_chairs, chairs_to_change),
    ],
)
