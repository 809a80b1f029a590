"""The check of a letter to a guest for one item: they are still invited, and the item has that time."""

from __future__ import annotations

from forum.outbox.states import State
from tasks.mail.sending.moment_of_sending import SendingContext, Stop
from tasks.register.members.guests import slot_now
from tasks.register.tables import DispatchRow, GuestRow


def guest_of_letter(row: DispatchRow, context: SendingContext) -> GuestRow | None:
    """Return the invitation to an item that a letter is about; None for a letter about none."""
    id = row.conditions.guest
    return context.row(GuestRow, id) if id else None


def guest_is_still_invited(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that the recipient is still invited to the item, which is taken when the letter says."""
    if row.conditions.guest is None:
        return None
    guest = guest_of_letter(row, context)
    if guest is None or guest.last is not None or guest.person_id != row.person_id:
        return Stop(State.LAPSED, "The recipient is not invited to the item any more.")
    slot = slot_now(context.session, guest)
    if slot is None or slot.starts != row.occasion_at:
        return Stop(State.LAPSED, "The item is taken at another time now, or not at all.")
    return None
