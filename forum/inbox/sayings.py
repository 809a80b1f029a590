"""What a reply can say: each thing that may be recorded of it, and what was not understood."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.agenda.items import Purpose
from forum.papers.pack_arrangement import Change
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply


@dataclass(frozen=True)
class ByPhone:
    """What the unit was told by phone on the day ``on``. ``chair`` is true where it says the Chair said it;
    otherwise the person asked did.
    """

    on: dt.date
    chair: bool


@dataclass(frozen=True)
class Answered:
    """An answer to a question of the letter. ``by_phone`` is given where the unit passes it on."""

    question: UUID
    kind: QuestionKind
    reply: Reply
    by_phone: ByPhone | None = None


@dataclass(frozen=True)
class ActionReported:
    """A line on an action: DONE, NEW_DATE, HELP or, as a plain update, OTHER."""

    reference: str
    reply: Reply
    by_phone: ByPhone | None = None


@dataclass(frozen=True)
class Coming:
    """The person comes to the meeting of the letter."""


@dataclass(frozen=True)
class Apologies:
    """The person can't come to the meeting of the letter. The reason is nobody's business, and not kept."""


@dataclass(frozen=True)
class DeputyNamed:
    """Somebody comes in the person's place. Each is empty where it was not said; at least one is given."""

    name: str
    job_title: str = ""
    address: str = ""


@dataclass(frozen=True)
class ItemProposed:
    """An item for the next meeting. What was not said is None; ``with_paper`` is true only where said."""

    title: str
    purpose: Purpose | None = None
    minutes: int | None = None
    with_paper: bool = False


@dataclass(frozen=True)
class NoItems:
    """The person has no item to propose."""


@dataclass(frozen=True)
class PaperSent:
    """The paper that answers a question: ``file`` is the id of the file received."""

    question: UUID
    file: str


@dataclass(frozen=True)
class PackArranged:
    """What the unit changes in the pack that was put to it."""

    changes: tuple[Change, ...]


class FileKind(StrEnum):
    RECORD = "record of the meeting"
    MINUTES = "minutes"
    PACK = "pack"
    MEMBERS = "members' workbook"


@dataclass(frozen=True)
class FileSent:
    """A workbook or the minutes, sent back. ``file`` is the id of the file received; ``part`` that of the
    minutes which it was taken for."""

    kind: FileKind
    file: str
    part: int = 1


@dataclass(frozen=True)
class Correction:
    """What is to be corrected in the minutes, for the unit and the meeting that confirms them."""

    text: str


@dataclass(frozen=True)
class CorrectionsFile:
    """What is to be corrected in the minutes stands in a file: for the unit to open and read."""


@dataclass(frozen=True)
class NoCorrections:
    """The person has read the minutes and has nothing to correct."""


@dataclass(frozen=True)
class DetailsRight:
    """The person's details on the register are right."""


@dataclass(frozen=True)
class DetailsCorrected:
    """The person's details are not right. ``taken`` is what is theirs to say, by the register's names;
    ``address`` another one to write to and ``phone`` another number, empty for none any more, for the unit to
    confirm; ``text`` what is for the unit to enter.
    """

    text: str = ""
    taken: tuple[tuple[str, str], ...] = ()
    address: str = ""
    phone: str | None = None


@dataclass(frozen=True)
class AgreementReturned:
    """Somebody sends their signed agreement, or says that they agree: for the unit to look at and record."""


@dataclass(frozen=True)
class Undo:
    """What was last recorded of the person in answer to this letter is wrong. ``instead`` is what else the
    reply says: it can be read again as a reply to the same letter. Empty if nothing.
    """

    instead: str = ""


@dataclass(frozen=True)
class ForTheUnit:
    """Free text where the letter invites it and no word answers it: the unit reads it, nothing follows."""

    text: str


Saying = (
    Answered
    | ActionReported
    | Coming
    | Apologies
    | DeputyNamed
    | ItemProposed
    | NoItems
    | PaperSent
    | PackArranged
    | FileSent
    | Correction
    | CorrectionsFile
    | NoCorrections
    | DetailsRight
    | DetailsCorrected
    | AgreementReturned
    | Undo
    | ForTheUnit
)


@dataclass(frozen=True)
class NotUnderstood:
    """``why`` and ``how`` are whole sentences that repeat nothing of what the person wrote; ``text`` is that.

    ``how`` says the words that would answer the letter.
    """

    why: str
    how: str
    text: str = ""


@dataclass(frozen=True)
class Reading:
    """All that a reply says. With neither ``sayings`` nor ``not_understood`` it is a courtesy ("Thank you"),
    which needs no answer.
    """

    sayings: tuple[Saying, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()

    @property
    def is_courtesy(self) -> bool:
        return not self.sayings and not self.not_understood
