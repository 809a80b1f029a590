"""One group as a duty finds it on a day: its terms, its calendar, and who is who."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from forum.actions.action_log import Action
from forum.calendar.working_days import WorkingDays
from forum.members.membership import Membership, Person
from forum.questions.joint_chairs import chairs_by_policy
from forum.terms.policy import Policy
from forum.text.problem import UnitProblem
from forum.text.wording import listed, long_date
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.actions import action_value, open_actions
from tasks.register.database.register import Transaction
from tasks.register.members import membership, office_holders
from tasks.register.tables import GroupRow, MeetingRow


@dataclass(frozen=True)
class GroupContext:
    """One group on the day for which a unit of work is done."""

    work: UnitOfWork
    group: GroupRow

    @property
    def office(self) -> Office:
        return self.work.office

    @property
    def tx(self) -> Transaction:
        return self.work

    @property
    def on(self) -> dt.date:
        return self.work.as_of

    @property
    def policy(self) -> Policy:
        return self.office.policy(self.group)

    @property
    def days(self) -> WorkingDays:
        return self.office.days(self.group)

    @cached_property
    def membership(self) -> Membership:
        return membership(self.tx.session, self.group.id, self.on)

    @cached_property
    def offices(self) -> Membership:
        """The seats, cover, and who holds an office of the group; the whole membership where it is read."""
        whole: Membership | None = vars(self).get("membership")
        return whole or office_holders(self.tx.session, self.group.id, self.on)

    def place_of(self, person: UUID) -> Membership:
        """As much of the membership as tells what somebody is in the group today."""
        is_officer = self.offices.appointments_on(person, self.on)
        return self.offices if is_officer else self.membership

    @cached_property
    def open_actions(self) -> Sequence[Action]:
        """The actions of the group that are not discharged, as they stood when first asked for."""
        return [action_value(row) for row in open_actions(self.tx.session, self.group.id)]

    def chair(self) -> Person:
        """The Chair, or who acts for the Chair today; of joint Chairs the first whose word is asked."""
        return self.asked_chairs()[0]

    def chairs(self) -> tuple[Person, ...]:
        """The Chair, or each of joint Chairs, or who acts for them today."""
        return self._acting_once(self.offices.chairs(self.on))

    def asked_chairs(self) -> tuple[Person, ...]:
        """Whose word is asked as the Chair's: each of joint Chairs, or the one whom the policy names."""
        return self._acting_once(chairs_by_policy(self.offices.chairs(self.on), self.policy.chairs))

    def chairs_named(self) -> str:
        """The names of whoever holds or acts in the office of Chair today."""
        return listed(one.name for one in self.chairs())

    def stand_in(self, person: UUID, on: dt.date | None = None) -> UUID:
        """Whoever covers for somebody today, or ``on`` another day, else themselves; they may be outside the
        group."""
        day = on or self.on
        return self.offices.acting_for(person, day).id if self.offices.is_covered(person, day) else person

    def acting(self, officer: Person) -> Person:
        """Who holds an office, or whoever covers for them today."""
        return self.offices.acting_for(officer.id, self.on)

    def deputy_chair(self) -> Person | None:
        """The deputy chair, or who acts for them today; None where nobody is appointed."""
        deputy = self.offices.deputy_chair(self.on)
        return self.acting(deputy) if deputy else None

    def unit(self) -> Person:
        """The Business Unit's officer, or who acts for them today."""
        return self._acting(self.offices.unit(self.on), "Business Unit officer")

    def refuse_stranger(self, person: UUID) -> None:
        """Problem for somebody who does not belong to the group today."""
        if not self.membership.is_appointed(person, self.on):
            raise UnitProblem(
                f"That person does not belong to the group {self.group.code} on {long_date(self.on)}. "
                "Appoint them first: mase member appoint"
            )

    def _acting_once(self, chairs: Sequence[Person]) -> tuple[Person, ...]:
        """Who acts as each of these, once, though a joint Chair may cover for the other."""
        acting = {one.id: one for one in map(self.acting, chairs)}
        return tuple(acting.values()) or (self._acting(None, "Chair"),)

    def _acting(self, person: Person | None, role: str) -> Person:
        if person is None:
            raise UnitProblem(
                f"Group {self.group.code} has no {role} on {long_date(self.on)}. Appoint one with "
                "'mase member appoint' or in the members’ workbook."
            )
        return self.acting(person)


def group_context(work: UnitOfWork, group_id: UUID) -> GroupContext:
    return GroupContext(work, work.session.get_one(GroupRow, group_id))


def forum_of_meeting(work: UnitOfWork, meeting_id: UUID) -> tuple[GroupContext, MeetingRow]:
    meeting = work.session.get_one(MeetingRow, meeting_id)
    return group_context(work, meeting.group_id), meeting
