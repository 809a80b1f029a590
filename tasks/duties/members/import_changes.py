"""An import of members into the register: the rows it works with, and its changes in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.members.list_doubts import NO_ANSWERS, ListAnswers
from forum.members.membership import Role
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.duties.members.agreements import is_for_the_chair
from tasks.register.tables import AddressRow, AppointmentRow, CoverRow, GroupRow, PersonRow, SeatRow

DATES = ("agreement_signed", "details_confirmed")  # details of a person that are dates
DAY = dt.timedelta(days=1)
_FIELDS = {  # the words for fields whose names in the register are not clear
    "pa": "PA",
    "created": "first day",
    "abolished": "last day",
    "first": "first day",
    "last": "last day",
    "part_two": "part 2",
    "send_to": "address",
    "reply_from": "other addresses to reply from",
}


class ChangeKind(StrEnum):
    """The kinds of change that an import makes."""

    JOINS = "joiners"
    LEAVES = "leavers"
    ADDRESS = "changed addresses"
    DETAILS = "changed details"
    SHARED = "details to be agreed with another group’s unit"
    APPOINTMENT = "corrected appointments"
    SEAT = "seats"
    COVER = "cover"
    LEFT_OUT = "left out, as you said"
    SHEET = "sheet read"
    SHEETS_NOT_READ = "sheets not read"
    NOT_READ = "columns not read"

    @property
    def is_note(self) -> bool:
        """Tell whether it is no change of the register, but a note on how the list was read."""
        return self in (
            ChangeKind.LEFT_OUT,
            ChangeKind.SHEET,
            ChangeKind.SHEETS_NOT_READ,
            ChangeKind.NOT_READ,
        )


@dataclass(frozen=True)
class Change:
    """A change of an import, for the person who decides; ``about`` is its person or seat.

    A new row's id differs from run to run, so ``about`` is left out when two changes are compared.
    """

    kind: ChangeKind
    words: str
    about: UUID

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Change) and (self.kind, self.words) == (other.kind, other.words)

    def __hash__(self) -> int:
        return hash((self.kind, self.words))


class MemberImport:
    """An import into a group: its rows, its changes so far, and its faults.

    ``today`` is the day of entry; without it the rows are changed in memory alone, for a preview. ``answers``
    settle what is in doubt.
    """

    def __init__(
        self,
        session: Session,
        group: GroupRow,
        where: str,
        since: dt.date,
        today: dt.date | None,
        answers: ListAnswers = NO_ANSWERS,
    ) -> None:
        self.session = session
        self.group = group
        self.where = where
        self.since = since
        self.today = today
        self.keep = today is not None
        self.answers = answers
        self.noted: list[Change] = []
        self.faults: list[str] = []
        self.to_allow: list[AppointmentRow] = []
        """The appointments with part 2 that wait for the Chair's word."""
        self.co_opted: list[AppointmentRow] = []
        self.ended: list[UUID] = []
        self.asks_chair = is_for_the_chair(session, group, since)
        self.proposed: dict[UUID, dict[str, str]] = {}
        """The details by field, for the units to agree, of people whom another group has too."""
        mine = group.id
        self.seats = list(
            session.scalars(select(SeatRow).where(SeatRow.group_id == mine).order_by(SeatRow.number))
        )
        self.appointments = list(
            session.scalars(select(AppointmentRow).where(AppointmentRow.group_id == mine))
        )
        self.covers = list(session.scalars(select(CoverRow).where(CoverRow.group_id == mine)))
        self.people: dict[str, PersonRow] = {}  # the people of the list by their folded names

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return the changes in the order of ``ChangeKind``, joiners first."""
        return tuple(sorted(self.noted, key=lambda change: list(ChangeKind).index(change.kind)))

    def by_kind(self) -> dict[str, list[Change]]:
        """Return the changes of each kind, in the order in which they were noted."""
        return {kind.value: [change for change in self.noted if change.kind is kind] for kind in ChangeKind}

    def refuse(self, faults: list[str]) -> None:
        """Raise Problem with these faults, the first of each cell, if there are any."""
        if faults:
            first_of_cell = {fault.split(": ", 1)[0]: fault for fault in reversed(faults)}
            listed = [fault for fault in faults if first_of_cell[fault.split(": ", 1)[0]] == fault]
            raise Problem(
                f"{self.where} can’t be taken as it is; nothing has been changed.",
                list(dict.fromkeys(listed)),
            )

    def end(self, row: AddressRow | CoverRow) -> None:
        """End an address or cover on the day before the import, or delete one that had not begun."""
        if row.first >= self.since:
            if isinstance(row, CoverRow):
                self.covers.remove(row)
            self.session.delete(row)
        else:
            row.last = self.since - DAY

    def add(self, row: SeatRow | PersonRow | AddressRow | AppointmentRow | CoverRow) -> None:
        """Add a new row, and write it at once unless this is a preview, since other rows refer to it."""
        self.session.add(row)
        if self.keep:
            self.session.flush()

    def note(self, kind: ChangeKind, words: str, about: UUID) -> None:
        """Note a change."""
        self.noted.append(Change(kind, words, about))

    def hold_part_two(self, row: AppointmentRow) -> bool:
        """Leave part 2 out of an appointment until the Chair allows it; return False where it is as before,
        or needs no word. A person who reads part 2 in the group already, and a Chair, need none."""
        reads = any(
            other.part_two and (other.last is None or other.last >= self.since - DAY)
            for other in self.appointments
            if other is not row and other.person_id == row.person_id
        )
        if not (self.asks_chair and row.part_two) or row.role is Role.CHAIR or reads:
            return False
        row.part_two = False
        self.to_allow.append(row)
        return True

    def place(self, row: AppointmentRow) -> str:
        """Return the person, role and seat of an appointment in words."""
        seat = next((seat.present_name for seat in self.seats if seat.id == row.seat_id), "")
        role = ", ".join(part for part in (row.role.value, seat) if part)
        return f"{self.name(row.person_id)}: {role}"

    def name(self, person_id: UUID) -> str:
        """Return the name of a person of the list or of the register."""
        listed = next((row for row in self.people.values() if row.id == person_id), None)
        row = listed or self.session.get(PersonRow, person_id)
        assert row is not None
        return row.name


def set_fields(row: SeatRow | PersonRow | AppointmentRow, values: dict[str, object]) -> dict[str, object]:
    """Set these fields and return those that changed, each with what it was before."""
    before = {field: getattr(row, field) for field in values}
    for field, value in values.items():
        setattr(row, field, value)
    return {field: was for field, was in before.items() if was != values[field]}


def describe_change(field: str, now: object, was: object) -> str:
    """Say what a field is now and what it was: "phone 01622 2, was 01622 1"."""
    name = _FIELDS.get(field, field.replace("_", " "))
    if now in (None, ""):
        return f"{name}: taken out, was {value_in_words(was)}"
    before = "none before" if was in (None, "") else f"was {value_in_words(was)}"
    return f"{name} {value_in_words(now)}, {before}"


def details_in_words(details: Mapping[str, str]) -> str:
    """Say what a person's details would be, dates as in ISO 8601: "phone 01622 2; job title: none"."""

    def words(field: str, value: str) -> str:
        name = _FIELDS.get(field, field.replace("_", " "))
        if not value:
            return f"{name}: none"
        return f"{name} {long_date(dt.date.fromisoformat(value)) if field in DATES else value}"

    return "; ".join(words(field, value) for field, value in details.items())


def value_in_words(value: object) -> str:
    """Return a value in words: a date, yes or no, a name; "none" when empty."""
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value else "none"
