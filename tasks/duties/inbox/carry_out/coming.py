"""Carry out what people say of coming to a meeting, and the deputies that they name."""

from __future__ import annotations

from uuid import UUID

from forum.inbox.sayings import Apologies, Coming, DeputyNamed
from forum.inbox.who_may_say import Standing
from forum.text.checks import checked_name, folded
from tasks.duties.coming.apologies import name_deputy, note_apology, note_coming, say_nobody_comes
from tasks.duties.inbox.carry_out.about import meeting_meant, person_of, seats_asked_about
from tasks.duties.inbox.carry_out.outcomes import Files, Result
from tasks.duties.inbox.incoming_item import IncomingItem, the_only
from tasks.register.members.people import guests_of, people_at

DEPUTY_UNKNOWN = (
    "They name a deputy who does not belong to the group on the day of the meeting: enter them in the "
    "members’ workbook, then reply DEPUTY, their name, for and the member’s. Until then their apologies are "
    "on record."
)
GUEST_COMES = "They are a guest for one item, and say that they come."
GUEST_CANNOT = (
    "They are a guest for one item, and say that they can’t come: invite another with GUEST, or end it with "
    "GUEST ENDS, the meeting and their name."
)
DEPUTY_NEW = "Your deputy is new to us: the Business Unit enters them first, and they hear from us then."


def handle_coming(item: IncomingItem, saying: Coming, _files: Files) -> Result:
    """Note that the member comes, or that whoever covers for them comes instead; a guest's word is the unit's
    to know."""
    if _is_guest(item):
        return Result(for_the_unit=GUEST_COMES)
    if item.standing is Standing.COVER and item.by and seats_asked_about(item):
        is_there = item.forum.membership.is_appointed(item.by, meeting_meant(item).date)
        return _comes_instead(item, item.by if is_there else None, saying)
    note_coming(item.work, meeting_meant(item).reference, person_of(item), is_proved=item.is_proved)
    return Result()


def handle_apology(item: IncomingItem, saying: Apologies, _files: Files) -> Result:
    """Note the member's apologies; the unit hears of a guest's."""
    if _is_guest(item):
        return Result(for_the_unit=GUEST_CANNOT)
    reference, person = meeting_meant(item).reference, person_of(item)
    note_apology(item.work, reference, person, is_proved=item.is_proved)
    if saying.nobody:
        say_nobody_comes(item.work, reference, person)
    return Result()


def handle_deputy(item: IncomingItem, saying: DeputyNamed, _files: Files) -> Result:
    """Note the deputy whom the member names."""
    return _comes_instead(item, _known_deputy(item, saying), saying)


def _is_guest(item: IncomingItem) -> bool:
    guests = guests_of(item.forum.tx.session, meeting_meant(item).id)
    return person_of(item) in {guest.person_id for guest in guests}


def _comes_instead(item: IncomingItem, deputy: UUID | None, saying: Coming | DeputyNamed) -> Result:
    """Note that somebody comes in the member's place, who may be whoever covers for the member."""
    if deputy is None:
        handle_apology(item, Apologies(), {})
        return Result(instead=Apologies(), for_the_unit=DEPUTY_UNKNOWN, more=(DEPUTY_NEW,))
    reference, seats = meeting_meant(item).reference, seats_asked_about(item)
    name_deputy(item.work, reference, person_of(item), deputy, seats=seats)
    return Result(instead=Coming() if deputy == item.by else saying)


def _known_deputy(item: IncomingItem, saying: DeputyNamed) -> UUID | None:
    """Find the one person meant who belongs to the group on the day of the meeting: by the address, or by
    name among the deputies of the seat, then in the group."""
    members, on = item.forum.membership, meeting_meant(item).date
    checked_name(saying.name, "Your deputy")
    if saying.address:
        people_there = people_at(item.forum.tx.session, saying.address, item.on)
        return the_only([person for person in people_there if members.is_appointed(person, on)])
    seats = members.seats_of(person_of(item), item.on)
    deputies = {person.id: person for seat in seats for person in members.deputies(seat.id, item.on)}
    names = {folded(saying.name), folded(f"{saying.name}, {saying.job_title}")}  # a name may have a comma
    for people in (deputies.values(), members.people):
        matching = {
            person.id
            for person in people
            if folded(person.name) in names and members.is_appointed(person.id, on)
        }
        if matching:
            return the_only([*matching])
    return None
