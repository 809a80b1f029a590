"""The unit's orders, carried out: each by the duty that its command calls."""

from __future__ import annotations

from collections.abc import Mapping

from forum.inbox.orders import Order
from tasks.duties.inbox.carry_out.outcomes import OrderHandler
from tasks.duties.inbox.orders.meetings import OF_MEETINGS
from tasks.duties.inbox.orders.people import OF_LETTERS, OF_PEOPLE
from tasks.duties.inbox.orders.work import OF_WORK

HANDLERS: Mapping[Order, OrderHandler] = {**OF_MEETINGS, **OF_PEOPLE, **OF_LETTERS, **OF_WORK}
