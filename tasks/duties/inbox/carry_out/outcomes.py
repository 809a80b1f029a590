"""The outcomes of an item, and the result of carrying out one of its sayings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from forum.inbox.sayings import BringsFile, FileSent, Ordered, Reading, Saying
from forum.letters.parts import Choice, Unclear
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.register.tables import ProposedReadingRow

Files: TypeAlias = Mapping[tuple[str, str], bytes]  # by the ids of a mail and of a file received with it
Consequence: TypeAlias = dict[
    str, Any
]  # {"did": ..., "line": ..., "entries": [...] or None, "letters": [...]}


FREE_TEXT = "They wrote in their own words what is for you to read."


@dataclass(frozen=True)
class Workbook:
    """A workbook that goes to the writer with the confirmation: their own with its wrong cells marked, or one
    to fill in."""

    name: str
    content: bytes


@dataclass
class Outcomes:
    """The outcomes of one item.

    ``consequences`` are kept with the item, so that WRONG can take them back, and ``lines`` confirm them to
    the writer. ``waiting`` are sayings to be recorded once the unit has asked the writer; ``unclear`` are
    parts that the writer is asked to say again, ``choices`` the words that still answer,
    ``said`` what the reply was read as, ``proposed`` the
    reading of which a part is put to them, and ``confirmed`` the proposal that they confirm. ``workbooks``
    go with the confirmation, and ``for_the_unit`` are the reasons for the unit to look at the item;
    ``to_vouch_for`` are the files among what waits, which are taken once the unit says that they are the
    writer's. ``words`` are the writer's own, kept while the item waits; they ``may_answer`` the letter where
    another reply to it may say the same. ``taken_back``, ``too_late`` and ``stands`` are the lines that WRONG
    took back, could not take back, and left until another file comes.
    """

    consequences: list[Consequence] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    taken_back: list[str] = field(default_factory=list)
    too_late: list[str] = field(default_factory=list)
    stands: list[str] = field(default_factory=list)
    quarantined: bool = False
    unclear: list[Unclear] = field(default_factory=list)
    choices: tuple[Choice, ...] = ()
    said: tuple[Saying, ...] = ()
    proposed: Reading | None = None
    confirmed: ProposedReadingRow | None = None
    workbooks: list[Workbook] = field(default_factory=list)
    for_the_unit: list[str] = field(default_factory=list)
    to_vouch_for: list[BringsFile] = field(default_factory=list)
    words: str = ""
    may_answer: bool = False


@dataclass(frozen=True)
class Result:
    """The result of carrying out a saying: all of it was done, or ``instead`` in its place.

    ``for_the_unit`` is a task left to the unit, and ``more`` are further sentences for the writer.
    ``workbook`` goes with the confirmation.
    ``is_told`` is true where a letter of the duty's own tells the writer already.
    """

    instead: Saying | None = None
    for_the_unit: str = ""
    more: tuple[str, ...] = ()
    workbook: Workbook | None = None
    is_told: bool = False


Handler: TypeAlias = Callable[[IncomingItem, Any, Files], Result]
OrderHandler: TypeAlias = Callable[[IncomingItem, Ordered], Result | None]


def is_file(consequence: Consequence) -> bool:
    """Say whether a record or minutes came: they are not taken back but sent again."""
    return bool(consequence["did"] == FileSent.CODE)
