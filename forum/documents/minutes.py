"""The minutes of a meeting, one document for each part.

The document that shows the changes in the minutes from one version to another.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from forum.actions.action_log import NamedAction
from forum.documents.agenda import OfMeeting
from forum.documents.base import Document
from forum.minutes import DecisionTaken
from forum.text.comparison import ChangedParagraph
from forum.text.wording import capital, count, counted, listed


class MinutesStanding(StrEnum):
    """The standing of the minutes, in words below their title."""

    DRAFT = "DRAFT for the Chair"
    NOT_AGREED = "DRAFT, not yet agreed by the Chair"
    UNCONFIRMED = "UNCONFIRMED"
    CONFIRMED = "CONFIRMED"


def minutes_file_name(
    reference: str, part: int, standing: MinutesStanding, version: int, document: str = "minutes"
) -> str:
    """Name the file of minutes, or of an action note, neutrally, with their standing and version:
    "MASE-2027-01 minutes DRAFT v1.docx" or "MASE-2027-01 minutes, part 2, UNCONFIRMED v3.docx"."""
    of_part = "" if part == 1 else f", part {part},"
    (word,) = re.findall(r"^[A-Z]+", standing)
    return f"{reference.replace('/', '-')} {document}{of_part} {word} v{version}.docx"


@dataclass(frozen=True, kw_only=True)
class Present:
    """A member who was there, or a deputy; ``role`` is theirs, such as Chair or co-opted member.

    ``deputy_for`` names the core member for whom a deputy stood in; empty for the member.
    """

    organisation: str
    name: str
    role: str
    deputy_for: str = ""
    remote: bool = False
    arrived: dt.time | None = None
    left: dt.time | None = None


@dataclass(frozen=True, kw_only=True)
class NotPresent:
    """A seat that nobody filled. ``name`` is its holder's; of a seat without anybody in part 2, the name of
    whoever filled it in part 1."""

    organisation: str
    name: str


@dataclass(frozen=True, kw_only=True)
class InAttendance:
    """A person who came and is no member. ``capacity`` is guest, minute-taker and so on; ``items`` are the
    numbers of the items for which they came, empty for all."""

    name: str
    organisation: str
    capacity: str
    items: str = ""


@dataclass(frozen=True, kw_only=True)
class Interest:
    """An interest declared. ``item`` is the item by number and title ("6. Obstacles to service")."""

    item: str
    person: str
    withdrew: bool


@dataclass(frozen=True, kw_only=True)
class ActionTaken(NamedAction):
    """An action that somebody took on at the meeting: its short title, and what is to be done."""

    text: str
    due: dt.date


@dataclass(frozen=True, kw_only=True)
class MinutedItem:
    """An item, titled as it was on the agenda. ``came`` is how its paper came ("Late"), empty for none.

    ``summary`` and ``outcome`` may have several lines. ``interests`` are those declared, under the item that
    asks for them; None under all others.
    """

    number: str
    title: str
    summary: str
    outcome: str = ""
    came: str = ""
    interests: tuple[Interest, ...] | None = None
    decisions: tuple[DecisionTaken, ...] = ()
    actions: tuple[ActionTaken, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is recorded under the item."""
        recorded = (self.summary, self.outcome, self.decisions, self.actions)
        return self.interests is None and not any(recorded)


@dataclass(frozen=True, kw_only=True)
class MinutesInWord(OfMeeting):
    """The minutes of one part of a meeting; the other part is a document of its own.

    ``quorum`` is the sentence on quorum, ``ruling`` the Chair's ruling on it (empty for none).
    ``last_minutes`` says whether the minutes of the meeting before were confirmed, amended or deferred; it is
    empty where there were none, and where an item of the agenda says it. ``interests`` is None where an item
    has them. Seats under ``apologies`` sent some, seats under ``absent`` sent none; those under ``left`` were
    filled in part 1 and not in part 2. ``vacant`` are the organisations of vacant seats that nobody filled.
    ``present`` begins with whoever chaired. ``version`` counts the versions of the part.
    """

    NAME: ClassVar[str] = "minutes"

    version: int = 1
    standing: MinutesStanding
    chaired_by: str
    minute_taker: str
    present: tuple[Present, ...]
    apologies: tuple[NotPresent, ...]
    absent: tuple[NotPresent, ...]
    left: tuple[NotPresent, ...] = ()
    vacant: tuple[str, ...] = ()
    in_attendance: tuple[InAttendance, ...]
    quorum: str
    ruling: str
    last_minutes: str
    interests: tuple[Interest, ...] | None
    items: tuple[MinutedItem, ...]

    @property
    def file_name(self) -> str:
        return minutes_file_name(self.reference, self.part, self.standing, self.version)


@dataclass(frozen=True, kw_only=True)
class ActionNote(MinutesInWord):
    """The minutes of a task group on one side: who was there, what was decided, and who does what by when."""

    NAME: ClassVar[str] = "action_note"

    @property
    def file_name(self) -> str:
        return minutes_file_name(self.reference, self.part, self.standing, self.version, "action note")


MOST_PLACES = 6  # named one by one


@dataclass(frozen=True, kw_only=True)
class Changes(Document):
    """The paragraphs of the minutes that differ. ``before`` and ``after`` name the two versions ("version 2
    of 18 January 2027")."""

    NAME: ClassVar[str] = "changes"

    before: str
    after: str
    changes: tuple[ChangedParagraph, ...]

    @property
    def title(self) -> str:
        words = "What changed in the minutes"
        return words if self.part == 1 else f"{words}, part {self.part}"


def summarise_changes(documents: Sequence[Changes]) -> str:
    """Say in sentences how much has changed since the version that a reader saw, and where; never the
    words."""
    changes = [change for document in documents for change in document.changes]
    if not changes:
        return "Nothing has changed since the version that you saw."
    places = list(dict.fromkeys(change.place for change in changes))
    where = listed(places) if len(places) <= MOST_PLACES else f"in {count(len(places), 'place')}"
    return (
        f"{capital(counted(len(changes), 'paragraph'))} changed since the version that you saw, {where}; the "
        f"file “{documents[0].file_name}” shows how."
    )
