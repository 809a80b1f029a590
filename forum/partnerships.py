"""A briefing: what a decision means to a partnership, in words that the Chair agrees (clause 2).

The words of a briefing as the unit writes them, a label before each part. The workbook of the contacts of
partnerships: all cells are right, or nothing is taken (clause 2).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from forum.terms.parts.duties import Briefings
from forum.text.cells import A_DATE, CellReader, Row
from forum.text.checks import folded
from forum.text.columns import Column, Kind, Sheet, plain
from forum.text.dates import leading_date
from forum.text.look_at import Passage, passages_to_look_at
from forum.text.problem import Problem
from forum.text.wording import long_date

REFERENCE = re.compile(r"B/\d{4}/\d{2,4}", re.IGNORECASE)

QUARTER = dt.timedelta(days=91)


class BriefingKind(StrEnum):
    """The purposes for which a partnership is briefed."""

    INFORMATION = "for information"
    ACTION = "for action"
    COMMENT = "for comment"
    RESPONSE = "in response"

    @property
    def asks(self) -> bool:
        """Say whether the partnership is asked for something, by a day."""
        return self in (BriefingKind.ACTION, BriefingKind.COMMENT)


class BriefingState(StrEnum):
    """The states of a briefing."""

    TO_WRITE = "to write"
    WRITTEN = "with the Chair"
    AGREED = "agreed"
    SENT = "sent"
    DROPPED = "not sent"


@dataclass(frozen=True, kw_only=True)
class BriefingText:
    """What a briefing says: what was ``decided``, ``why`` it matters to the partnership, what it is asked for
    (``ask``, ``by`` a day; empty where nothing is), and what it may ``pass_on``."""

    decided: str
    why: str
    ask: str = ""
    by: dt.date | None = None
    pass_on: str


@dataclass(frozen=True, kw_only=True)
class BriefingWords(BriefingText):
    """The words of a briefing of some kind."""

    kind: BriefingKind

    @property
    def digest(self) -> str:
        """A mark of all words, by which a change of any of them is noticed: SHA-256 in hexadecimal."""
        words = json.dumps(asdict(self), default=str, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def text(self) -> str:
        """All that was written, to be looked through."""
        return "\n".join((self.decided, self.why, self.ask, self.pass_on))


def briefing_reference(year: int, number: int) -> str:
    """Return the reference of the year's briefing with a number, "B/2027/01". It tells nothing of the
    decision, whose own number would betray that it is of part 2."""
    return f"B/{year}/{number:02}"


def decision_digest(reference: str, text: str) -> str:
    """Return a mark of a decision, by which a change of it is noticed: SHA-256 in hexadecimal."""
    return hashlib.sha256(f"{reference}\n{text}".encode()).hexdigest()


def is_quarter_due(last: dt.date, on: dt.date) -> bool:
    """Say whether a partnership has heard nothing for a quarter since the ``last`` briefing, or since it has
    a contact: it gets a page on what the group did (own rule)."""
    return on >= last + QUARTER


def partnerships_in(refer_to: str, partnerships: Iterable[str]) -> tuple[str, ...]:
    """Return the partnerships that a decision is referred to, of the group's (clause 2)."""
    return tuple(name for name in partnerships if folded(name) in folded(refer_to))


def needs_words_of_its_own(part: int, partnership: str, rules: Briefings) -> bool:
    """Say whether the decision's own text stays inside: it is of part 2, or the partnership's papers are
    public (own rule)."""
    return part > 1 or partnership in rules.public


def faults_of(
    words: BriefingWords, partnership: str, rules: Briefings, known: Collection[str]
) -> tuple[str, ...]:
    """Return what keeps a briefing from the Chair, a sentence each: what is missing, and for a partnership
    whose papers are public, or with which nobody is named, each passage that may tell of a person.

    ``known`` are the names of organisations, which may be named.
    """
    missing = [
        f"{label}: is missing."
        for label, value in (("DECIDED", words.decided), ("WHY", words.why), ("PASS ON", words.pass_on))
        if not value
    ]
    if words.kind.asks and not (words.ask and words.by):
        missing.append(f"ASK: and BY: are needed {words.kind}.")
    if not words.kind.asks and (words.ask or words.by):
        missing.append(f"Nothing is asked {words.kind}: leave ASK: and BY: out.")
    if partnership not in (*rules.public, *rules.nothing_named):
        return tuple(missing)
    passages = briefings_to_look_at(words, known)
    return (*missing, *(f"Nobody and no place is named to {partnership}: {passage}." for passage in passages))


def briefings_to_look_at(words: BriefingWords, known: Collection[str]) -> tuple[Passage, ...]:
    """Return the passages that a person looks at before the words leave the group."""
    return passages_to_look_at(words.text, known)


HOW = (
    "Write BRIEFING B/2027/01 FOR ACTION (or FOR INFORMATION, FOR COMMENT, IN RESPONSE), and below it "
    "lines that begin with DECIDED:, WHY:, ASK:, BY: and PASS ON:."
)
_LABELS = ("DECIDED", "WHY", "ASK", "BY", "PASS ON")
_PART = re.compile(rf"\s*(?P<label>{'|'.join(_LABELS)})\s*:\s*(?P<text>.*)", re.IGNORECASE | re.DOTALL)
_LONG_AHEAD = dt.timedelta(days=183)
_KINDS = {kind.value: kind for kind in BriefingKind}


def read_words(text: str, today: dt.date, decided: str = "") -> BriefingWords:
    """Read the kind in the first line, and the parts below it; a line without a label goes on with the part
    before it. ``decided`` stands where the unit gives no words of its own.

    Raises Problem for an unknown kind, a line that belongs to no part, a part given twice, or no day.
    """
    first, *lines = text.strip().split("\n")
    kind = _KINDS.get(" ".join(first.casefold().split()).strip(" .:"))
    if kind is None:
        raise Problem(f"It is not plain what the briefing is for. {HOW}")
    parts: dict[str, list[str]] = {}
    label = ""
    for line in filter(str.strip, lines):
        if match := _PART.fullmatch(line):
            label = match["label"].upper()
            if label in parts:
                raise Problem(f"{label}: is there twice. {HOW}")
            parts[label] = [match["text"].strip()]
        elif label:
            parts[label].append(line.strip())
        else:
            raise Problem(f"It is not plain to which part a line belongs. {HOW}")
    words = {name: " ".join(filter(None, said)) for name, said in parts.items()}
    return BriefingWords(
        kind=kind,
        decided=words.get("DECIDED") or decided,
        why=words.get("WHY", ""),
        ask=words.get("ASK", ""),
        by=_day(words["BY"], today) if words.get("BY") else None,
        pass_on=words.get("PASS ON", ""),
    )


def kind_in(message: str) -> BriefingKind:
    """Return what a contact's message is for, which its first words may say: "FOR ACTION". Else it is for
    information (own rule)."""
    first = folded(message).lstrip(" *-–—")
    return next((kind for words, kind in _KINDS.items() if first.startswith(words)), BriefingKind.INFORMATION)


def _day(words: str, today: dt.date) -> dt.date:
    day = leading_date(words, today)
    if day is None or day[1].strip(" .") or day[0] <= today:
        raise Problem("BY: is no day to come: give one such as 12 March. “Ongoing” is none.")
    if day[0] - today > _LONG_AHEAD and f"{day[0]:%y}" not in words:
        raise Problem(f"BY: {words} has passed this year. Give a day to come, or write the year after it.")
    return day[0]


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
