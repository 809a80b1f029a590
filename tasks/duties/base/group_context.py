"""The context of one group on a day: its terms, its calendar, its members and officers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from forum.actions.action_log import Action
from forum.calendar.working_days import WorkingDays
from forum.members.membership import Membership, Person
from forum.questions.chairs import chairs_by_policy
from forum.terms.parts.members import Seat
from forum.terms.policy import Policy
from forum.text.checks import folded
from forum.text.problem import UnitProblem
from forum.text.wording import listed, long_date
from tasks.documents.letters.print_letter import LetterPrinter
from tasks.documents.word.print_document import DocumentPrinter
from tasks.duties.base.office import Office, UnitOfWork
from tasks.register.actions import action_value, open_actions
from tasks.register.database.register import Transaction
from tasks.register.members.membership import membership, office_holders, office_holders_of
from tasks.register.tables import GroupRow, MeetingRow
from tasks.register.task_groups import commission_as_it_is, task_groups_of


@dataclass(frozen=True)
class GroupContext:
    """A group on the day for which a unit of work is done."""

    work: UnitOfWork
    group: GroupRow

    @property
    def office(self) -> Office:
        """The office of the unit of work."""
        return self.work.office

    @property
    def tx(self) -> Transaction:
        """The transaction of the unit of work."""
        return self.work

    @property
    def on(self) -> dt.date:
        """The day for which the unit of work is done."""
        return self.work.as_of

    @property
    def policy(self) -> Policy:
        """The terms and the policy of the group."""
        return self.office.policy(self.group)

    @property
    def days(self) -> WorkingDays:
        """The working days of the group."""
        return self.office.days(self.group)

    @property
    def letters(self) -> LetterPrinter:
        """The printer of the group's letters."""
        return self.office.letters_of(self.group)

    @property
    def documents(self) -> DocumentPrinter:
        """The printer of the group's documents."""
        return self.office.documents_of(self.group)

    @property
    def in_subjects(self) -> str:
        """What the subjects of letters call the group: its code, and a task group by its short name, since a
        code such as MISSING reads as news."""
        return self.policy.group.short_name if self.group.commission else self.group.code

    @cached_property
    def membership(self) -> Membership:
        """All seats, people and appointments of the group, read once."""
        return membership(self.tx.session, self.group.id, self.on)

    @cached_property
    def terms_of_seats(self) -> Mapping[UUID, Seat]:
        """What the policy says of each seat of the register that it names."""
        by_name = {folded(seat.name): seat for seat in self.policy.seats}
        return {
            seat.id: by_name[folded(seat.name)]
            for seat in self.membership.seats
            if folded(seat.name) in by_name
        }

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """The names of the group's organisations, boards, partnerships and task groups, which any text may
        have."""
        policy, session = self.policy, self.tx.session
        commissions = (commission_as_it_is(session, row) for row in task_groups_of(session, self.group.id))
        seats = (
            name for seat in self.membership.seats for name in (seat.name, seat.present_name, seat.short_name)
        )
        group = (policy.group.name, policy.group.short_name)
        task_groups = (
            name for commission in commissions for name in (commission.name, commission.short_name)
        )
        return (*seats, *policy.boards, *policy.partnerships, *group, *task_groups)

    @cached_property
    def offices(self) -> Membership:
        """The seats, the cover and the officers of the group; the whole membership where it is read
        already."""
        whole: Membership | None = vars(self).get("membership")
        return whole or office_holders(self.tx.session, self.group.id, self.on)

    def forget_membership(self) -> None:
        """Have the membership read again when next asked for: somebody was appointed since."""
        for read in ("membership", "offices"):
            vars(self).pop(read, None)

    def place_of(self, person: UUID) -> Membership:
        """Return the part of the membership that has a person's appointments: ``offices`` for an officer."""
        is_officer = self.offices.appointments_on(person, self.on)
        return self.offices if is_officer else self.membership

    @cached_property
    def open_actions(self) -> Sequence[Action]:
        """The actions of the group that are not discharged, as they stood when first asked for."""
        return [action_value(row) for row in open_actions(self.tx.session, self.group.id)]

    def chair(self) -> Person:
        """Return the Chair, or the person acting for the Chair today; of joint Chairs the first who is
        asked."""
        return self.asked_chairs()[0]

    def chairs(self) -> tuple[Person, ...]:
        """Return the Chair, or each of joint Chairs, or the people acting for them today; none where nobody
        is appointed."""
        return self._acting_once(self.offices.chairs(self.on))

    def asked_chairs(self) -> tuple[Person, ...]:
        """Return the Chairs who are asked: each of joint Chairs, or the one whom the policy names."""
        return self._needed(
            self._acting_once(chairs_by_policy(self.offices.chairs(self.on), self.policy.chairs))
        )

    def chairs_named(self) -> str:
        """Return the names of the people who hold the office of Chair, or act in it, today: where there is no
        Chair, the deputy chair."""
        deputy = self.deputy_chair()
        chairs = self.chairs() or ((deputy,) if deputy else ())
        return listed(chair.name for chair in self._needed(chairs))

    def stand_in(self, person: UUID, on: dt.date | None = None) -> UUID:
        """Return a person's cover today, or ``on`` another day, else the person. A cover may be outside the
        group."""
        day = on or self.on
        return self.offices.acting_for(person, day).id if self.offices.is_covered(person, day) else person

    def acting(self, officer: Person) -> Person:
        """Return an officer, or their cover today."""
        return self.offices.acting_for(officer.id, self.on)

    def deputy_chair(self) -> Person | None:
        """Return the deputy chair, or the person acting for them today; None where nobody is appointed."""
        deputy = self.offices.deputy_chair(self.on)
        return self.acting(deputy) if deputy else None

    def unit(self) -> Person:
        """Return the Business Unit's officer, or the person acting for them today."""
        return self._acting(self.offices.unit(self.on), "Business Unit officer")

    def refuse_stranger(self, person: UUID) -> None:
        """Raise UnitProblem for a person who does not belong to the group today."""
        if not self.membership.is_appointed(person, self.on):
            raise UnitProblem(
                f"That person does not belong to the group {self.group.code} on {long_date(self.on)}. "
                "Appoint them first: mase member appoint"
            )

    def _acting_once(self, chairs: Sequence[Person]) -> tuple[Person, ...]:
        """Return the people acting as these Chairs, each once: a joint Chair may cover for the other."""
        acting = {person.id: person for person in map(self.acting, chairs)}
        return tuple(acting.values())

    def _needed(self, chairs: tuple[Person, ...]) -> tuple[Person, ...]:
        """Return these Chairs; raise UnitProblem where there are none."""
        return chairs or (self._acting(None, "Chair"),)

    def _acting(self, person: Person | None, role: str) -> Person:
        if person is None:
            raise UnitProblem(
                f"Group {self.group.code} has no {role} on {long_date(self.on)}. Appoint one in the "
                "members’ workbook."
            )
        return self.acting(person)


def group_context(work: UnitOfWork, group_id: UUID) -> GroupContext:
    """Return the context of a group in a unit of work."""
    return GroupContext(work, work.session.get_one(GroupRow, group_id))


def group_contexts(work: UnitOfWork, groups: Sequence[GroupRow]) -> Sequence[GroupContext]:
    """Return the contexts of several groups, with the offices of all of them read at once."""
    offices = office_holders_of(work.session, [group.id for group in groups], work.as_of)
    contexts = [GroupContext(work, group) for group in groups]
    for context in contexts:
        vars(context)["offices"] = offices[context.group.id]
    return contexts


def forum_of_meeting(work: UnitOfWork, meeting_id: UUID) -> tuple[GroupContext, MeetingRow]:
    """Return a meeting with the context of its group."""
    meeting = work.session.get_one(MeetingRow, meeting_id)
    return group_context(work, meeting.group_id), meeting
