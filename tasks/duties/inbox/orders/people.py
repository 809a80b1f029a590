"""Orders about who comes, who leaves and whom to write to."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from forum.inbox.orders import Order
from forum.inbox.sayings import Ordered
from tasks.duties.base.names import person_called
from tasks.duties.coming.apologies import name_deputy, note_apology, note_coming
from tasks.duties.inbox.carry_out.outcomes import OrderHandler
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.orders.groups import group_with_partnership, groups_of_unit, meeting_of_call
from tasks.duties.members.appointments import end_appointment
from tasks.duties.members.co_opt import co_opt
from tasks.duties.partnerships.contacts import end_contact, register_contact
from tasks.register.tables import MeetingRow


def _person(item: IncomingItem, meeting: MeetingRow, name: str) -> UUID:
    return person_called(item.session, meeting.group_id, name, item.on)


def _note_coming(item: IncomingItem, saying: Ordered) -> None:
    meeting = meeting_of_call(item, saying)
    note_coming(item.work, meeting.reference, _person(item, meeting, saying.about))


def _note_apology(item: IncomingItem, saying: Ordered) -> None:
    meeting = meeting_of_call(item, saying)
    note_apology(item.work, meeting.reference, _person(item, meeting, saying.about))


def _name_deputy(item: IncomingItem, saying: Ordered) -> None:
    meeting = meeting_of_call(item, saying)
    person, deputy = (_person(item, meeting, name) for name in (saying.about, saying.text))
    name_deputy(item.work, meeting.reference, person, deputy)


def _note_left(item: IncomingItem, saying: Ordered) -> None:
    """End what somebody is in the group, today or on an earlier day."""
    forum, last = item.forum, saying.on or item.on
    person = person_called(item.session, forum.group.id, saying.about, item.on)
    for appointment in forum.membership.appointments_on(person, item.on):
        end_appointment(item.work, appointment.id, last)


OF_PEOPLE: Mapping[Order, OrderHandler] = {
    Order.COMING: _note_coming,
    Order.APOLOGIES: _note_apology,
    Order.DEPUTY: _name_deputy,
    Order.LEFT: _note_left,
    Order.CONTACT: lambda item, saying: register_contact(
        item.work, group_with_partnership(item, saying), saying.about, saying.text
    ),
    Order.CONTACT_ENDS: lambda item, saying: end_contact(
        item.work, [group.id for group in groups_of_unit(item)], saying.about
    ),
    Order.CO_OPT: lambda item, saying: co_opt(item.work, saying.about, saying.text),
}
