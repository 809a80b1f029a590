"""The workbook of the contacts of partnerships: all cells are right, or nothing is taken (clause 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from forum.text.cell_reader import CellReader, Row
from forum.text.cell_values import A_DATE
from forum.text.checks import folded
from forum.text.columns import Column, Kind, Sheet, plain
from forum.text.wording import long_date

SHEET = "Contacts"
HELP = (
    ("Contacts", "One row a contact. Whoever carries messages for two partnerships has two rows."),
    ("Body", "One partnership of several, such as Ashford; empty where there is one only."),
    ("Last day", "Ends a contact with that day. A row that is left out changes nothing."),
)
A_LAST_DAY = f"{A_DATE}, today or later; or nothing"
AS_ON_REGISTER = "as the register has it; to change it, give this one a last day and the other a row"


def contacts_sheet(partnerships: Collection[str]) -> Sheet:
    """The sheet of contacts, with the partnerships to choose from."""
    return plain(
        SHEET,
        Column("Partnership", 34, choices=tuple(partnerships)),
        Column("Body", 24),
        Column("Name", 26),
        Column("Email", 36),
        Column("Phone", 18),
        Column("Last day", 14, kind=Kind.DATE),
        free=20,
    )


@dataclass(frozen=True)
class Contact:
    """A contact of a partnership, or of one ``body`` of it, which is empty for the partnership itself.
    ``last`` is the day with which they end; None for one who goes on. ``cell`` is where the address stands
    in a workbook."""

    partnership: str
    body: str
    name: str
    address: str
    phone: str = ""
    last: dt.date | None = None
    cell: str = field(default="", compare=False)

    @property
    def cells(self) -> tuple[object, ...]:
        """The contact as it stands in the columns."""
        return self.partnership, self.body, self.name, self.address, self.phone, self.last

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells one contact from another."""
        return folded(self.partnership), folded(self.body), folded(self.address)

    @property
    def whole_body(self) -> str:
        """The body with its partnership: "Community Safety Partnerships, Ashford"."""
        return f"{self.partnership}, {self.body}" if self.body else self.partnership


def read_contacts(
    rows: Sequence[Row],
    partnerships: Collection[str],
    known: Sequence[Contact],
    today: dt.date,
    where: str,
    faults: Sequence[str] = (),
) -> tuple[Contact, ...]:
    """Return the contacts of a workbook that are new or end; one that it leaves out stays (own rule).

    Raises Problem with every faulty cell in one list. ``faults`` are those of cells that couldn't be read.
    """
    reader = CellReader(faults, today)
    by_place = {contact.place: contact for contact in known}
    changed: dict[tuple[str, str, str], Contact] = {}
    for row in rows:
        contact = _contact(reader, row, partnerships)
        if contact is None:
            continue
        if contact.place in changed:
            reader.fault(row["Email"], "each contact of a partnership once")
        registered = by_place.get(contact.place)
        if registered is not None:
            _refuse_other_details(reader, row, registered, contact)
        if registered is None or contact.last:
            changed[contact.place] = contact
    reader.refuse_faults(where, "changed")
    return tuple(changed.values())


def changes_in_words(contacts: Sequence[Contact], known: Sequence[Contact]) -> tuple[str, ...]:
    """Return a sentence for each contact that is new or ends."""
    places = {contact.place for contact in known}
    return tuple(
        f"{contact.whole_body}: {contact.name} ends with {long_date(contact.last)}"
        if contact.place in places and contact.last
        else f"{contact.whole_body}: {contact.name} is new"
        for contact in contacts
    )


def _contact(reader: CellReader, row: Row, partnerships: Collection[str]) -> Contact | None:
    """Read a row; None for one with a fault."""
    before = len(reader.faults)
    partnership = reader.choice(row["Partnership"], partnerships, needed=True)
    name = reader.name(row["Name"], "the name of the contact")
    address = reader.address(row["Email"])
    if not row["Email"].line:
        reader.fault(row["Email"], "the address to which briefings go")
    last = reader.date(row["Last day"], A_LAST_DAY)
    if last is not None and last < reader.today:
        reader.fault(row["Last day"], A_LAST_DAY)
    contact = Contact(
        partnership,
        reader.line(row["Body"]),
        name,
        address,
        reader.line(row["Phone"]),
        last,
        row["Email"].place,
    )
    return contact if len(reader.faults) == before else None


def _refuse_other_details(reader: CellReader, row: Row, registered: Contact, contact: Contact) -> None:
    for heading, was, now in (
        ("Name", registered.name, contact.name),
        ("Phone", registered.phone, contact.phone),
    ):
        if folded(was) != folded(now):
            reader.fault(row[heading], f"{was or 'nothing'}, {AS_ON_REGISTER}")
