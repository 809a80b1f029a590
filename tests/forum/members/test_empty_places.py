"""The places that nobody holds are offices and seats, on a day."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from forum.members.membership import Appointment, Cover, Membership, PapersFor, Person, Role, Seat
from forum.members.register_state import EmptyPlaces, empty_places

TODAY = dt.date(2027, 1, 4)
POLICE, HEALTH = (
    Seat(uuid4(), number, name, name, name, dt.date(2026, 9, 1))
    for number, name in enumerate(("Police", "Health"))
)
PERSON, OTHER = (Person(uuid4(), name, "", "", "", "") for name in ("A Smith", "B Jones"))


def held(role: Role, seat: UUID | None = None, last: dt.date | None = None) -> Appointment:
    return Appointment(uuid4(), PERSON.id, role, seat, dt.date(2026, 9, 1), last, PapersFor.ALWAYS, True)


def empty(*appointments: Appointment, seats: tuple[Seat, ...] = (POLICE, HEALTH)) -> EmptyPlaces:
    cover = Cover(PERSON.id, OTHER.id, TODAY, TODAY)
    return empty_places(Membership(seats, (PERSON, OTHER), appointments, (cover,)), TODAY)


def test_a_group_of_nobody_has_every_place_empty() -> None:
    places = empty()
    assert (places.offices, places.seats) == ((Role.CHAIR, Role.UNIT), (POLICE, HEALTH))
    assert places.in_words == "no Chair, no Business Unit and no core member for Police and Health"


def test_a_place_is_held_also_while_its_holder_is_covered() -> None:
    core = (held(Role.CORE, seat.id) for seat in (POLICE, HEALTH))
    assert empty(held(Role.CHAIR), held(Role.UNIT), *core).in_words == ""


def test_who_left_yesterday_deputies_and_a_deputy_chair_hold_no_place() -> None:
    yesterday = TODAY - dt.timedelta(days=1)
    places = empty(
        held(Role.CHAIR, last=yesterday), held(Role.DEPUTY_CHAIR), held(Role.UNIT, last=TODAY),
        held(Role.CORE, POLICE.id), held(Role.DEPUTY, HEALTH.id),
    )  # fmt: skip
    assert places.in_words == "no Chair and no core member for Health"


def test_an_abolished_seat_is_no_empty_place() -> None:
    gone = Seat(uuid4(), 3, "Gone", "Gone", "Gone", dt.date(2026, 9, 1), abolished=TODAY)
    assert empty(held(Role.CHAIR), held(Role.UNIT), seats=(gone,)).in_words == ""
