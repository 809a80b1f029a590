"""Papers: their states, their readers, and each reader's pack (clause 6).

Remarks on a paper's file before it goes out: for the unit and the author, and for the Chair where the
paper is late (where the terms are silent).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.members.membership import Membership, PapersFor, Person, Role
from forum.text.problem import Problem


class PaperState(StrEnum):
    WANTED = "wanted"
    FILED = "filed"
    LATE_WANTED = "late wanted"  # offered after the pack went out; the Chair's leave is asked
    LATE_ALLOWED = "late allowed"  # goes out in a supplement
    VERBAL = "verbal"
    WITHDRAWN = "withdrawn"
    TABLED = "tabled"  # handed out at the meeting
    DROPPED = "dropped"  # left out of the pack by the unit


class Readers(StrEnum):
    ALL = "all"
    CORE = "core"
    PART_TWO = "part 2"
    SEATS = "seats"  # those named


MOVES: Mapping[PaperState, frozenset[PaperState]] = {
    PaperState.WANTED: frozenset(
        {
            PaperState.FILED,
            PaperState.VERBAL,
            PaperState.WITHDRAWN,
            PaperState.LATE_WANTED,
            PaperState.TABLED,
            PaperState.DROPPED,
        }
    ),
    # Filed again is a new edition; once the pack is out that edition is late.
    PaperState.FILED: frozenset(
        {
            PaperState.FILED,
            PaperState.VERBAL,
            PaperState.WITHDRAWN,
            PaperState.LATE_WANTED,
            PaperState.DROPPED,
        }
    ),
    # Back to verbal or withdrawn when the Chair says no or the author thinks again.
    PaperState.LATE_WANTED: frozenset(
        {
            PaperState.LATE_WANTED,
            PaperState.LATE_ALLOWED,
            PaperState.VERBAL,
            PaperState.WITHDRAWN,
            PaperState.TABLED,
        }
    ),
    PaperState.LATE_ALLOWED: frozenset({PaperState.LATE_WANTED, PaperState.WITHDRAWN}),
    PaperState.VERBAL: frozenset(
        {PaperState.FILED, PaperState.WITHDRAWN, PaperState.LATE_WANTED, PaperState.TABLED}
    ),
    PaperState.WITHDRAWN: frozenset(),
    PaperState.TABLED: frozenset(),
    # Kept after all, or sent again by its author: the unit then sees it in the pack once more.
    PaperState.DROPPED: frozenset(
        {
            PaperState.WANTED,
            PaperState.FILED,
            PaperState.VERBAL,
            PaperState.WITHDRAWN,
            PaperState.LATE_WANTED,
            PaperState.TABLED,
        }
    ),
}

IN_CIRCULATION = frozenset({PaperState.FILED, PaperState.LATE_ALLOWED})
COLLECTED = frozenset(PaperState) - {PaperState.WANTED}
OFFICE = frozenset({Role.CHAIR, Role.DEPUTY_CHAIR, Role.UNIT})


@dataclass(frozen=True)
class Paper:
    """A paper for an item. ``document`` is the SHA-256 of its file, None before it is filed; ``part`` is its
    item's. ``seats`` are the ids of the seats whose members may read it, with ``Readers.SEATS``.
    """

    id: UUID
    item_number: str
    title: str
    state: PaperState
    readers: Readers = Readers.ALL
    part: int = 1
    document: str | None = None
    supplement: int | None = None
    seats: frozenset[UUID] = frozenset()

    @property
    def is_restricted(self) -> bool:
        """Say whether the paper is for readers of part 2 alone."""
        return self.part > 1 or self.readers is Readers.PART_TWO

    @property
    def is_for_all(self) -> bool:
        """Say whether whoever comes to part 1 has it: it went with the pack or a supplement."""
        went = self.state in (PaperState.FILED, PaperState.LATE_ALLOWED)
        return went and self.part == 1 and self.readers is Readers.ALL


@dataclass(frozen=True)
class Pack:
    """A person's papers. ``part_two`` says whether their agenda has part 2 in it."""

    person: Person
    part_two: bool
    papers: tuple[Paper, ...]


def paper_may_move(state: PaperState, to: PaperState) -> bool:
    """Say whether the table of moves lets a paper go from a state to another (own rule)."""
    return to in MOVES[state]


def state_when_filed(state: PaperState, pack_out: bool) -> PaperState:
    """Return the state of a paper that is filed now: once the pack is out it waits for the Chair's leave (own
    rule).

    Raises Problem for a paper that was withdrawn or tabled.
    """
    to = PaperState.LATE_WANTED if pack_out else PaperState.FILED
    if not paper_may_move(state, to):
        raise Problem(f"The paper is {state} already and can’t be filed; ask for a new one on the agenda.")
    return to


def state_when_carried(state: PaperState, *, is_in: bool) -> PaperState:
    """Return the state of a paper whose item goes on to another meeting (own rule): filed where its file
    ``is_in``, verbal or withdrawn as before, else wanted again.
    """
    if state in {PaperState.VERBAL, PaperState.WITHDRAWN}:
        return state
    return PaperState.FILED if is_in else PaperState.WANTED


def is_collected(state: PaperState) -> bool:
    """Say whether nobody waits for the paper any more: it is in, however late, verbal or withdrawn (own
    rule)."""
    return state in COLLECTED


def is_circulated(paper: Paper) -> bool:
    """Say whether a paper is in the current pack: filed in time, or late with the Chair's leave (own
    rule)."""
    return paper.state in IN_CIRCULATION and paper.document is not None


def is_still_enclosed(paper: Paper, enclosed: Collection[str]) -> bool:
    """Say whether a paper still goes with a letter that waits: it is in the current pack, and its file is
    one of those ``enclosed`` (own rule)."""
    return is_circulated(paper) and paper.document in enclosed


def next_supplement(numbers: Collection[int]) -> int:
    """Return the number of a meeting's next supplement of late papers: 1, 2, 3 ... (own rule)."""
    return 1 + max(numbers, default=0)


def may_read(paper: Paper, membership: Membership, person_id: UUID, day: dt.date) -> bool:
    """Say whether a person may read a paper on a day (where the terms are silent).

    Papers for all: whoever is appointed, save a co-opted member who gets none. Papers of part 2: whoever's
    own appointment allows it. Papers for the core membership or for named seats: the members, deputies and
    cover of these seats, and the Chair, the deputy chair and the unit.
    """
    if not membership.is_appointed(person_id, day) or _gets_none(membership, person_id, day):
        return False
    if paper.is_restricted and not membership.may_read_part_two(person_id, day):
        return False
    if paper.readers in (Readers.CORE, Readers.SEATS):
        if not OFFICE.isdisjoint(membership.roles_on(person_id, day)):
            return True
        own = {seat.id for seat in membership.seats_of(person_id, day)}
        return bool(own if paper.readers is Readers.CORE else own & paper.seats)
    return True


def pack_readers(
    membership: Membership, day: dt.date, standing_in: Collection[UUID] = ()
) -> tuple[Person, ...]:
    """Return the readers of the pack, each once (clause 6): Chair, deputy chair and members, save co-opted
    ones who get no papers; deputies whose appointment says always, or who stand in at this meeting and whose
    appointment allows it.

    ``standing_in`` are the ids of the deputies named for this meeting.
    """
    leaders, members = membership.leaders_on(day), membership.members_on(day)
    readers = [*leaders, *members, *_deputies_reading(membership, day, standing_in)]
    return tuple(
        {person.id: person for person in readers if not _gets_none(membership, person.id, day)}.values()
    )


def packs(
    papers: Sequence[Paper], membership: Membership, day: dt.date, standing_in: Collection[UUID] = ()
) -> tuple[Pack, ...]:
    """Return the pack of each reader: the papers in circulation that they may read, in order (clause 6)."""
    circulated = [paper for paper in papers if is_circulated(paper)]
    return tuple(
        Pack(
            person=person,
            part_two=membership.may_read_part_two(person.id, day),
            papers=tuple(paper for paper in circulated if may_read(paper, membership, person.id, day)),
        )
        for person in pack_readers(membership, day, standing_in)
    )


def _gets_none(membership: Membership, person_id: UUID, day: dt.date) -> bool:
    """Say whether a person is here as a co-opted member alone, and is to have no papers (own rule)."""
    held = membership.appointments_on(person_id, day)
    return bool(held) and all(each.role is Role.CO_OPTED and each.papers is PapersFor.NONE for each in held)


def _deputies_reading(
    membership: Membership, day: dt.date, standing_in: Collection[UUID]
) -> Iterator[Person]:
    for seat in membership.seats_on(day):
        for deputy in membership.deputies(seat.id, day):
            wishes = {
                appointment.papers
                for appointment in membership.appointments_on(deputy.id, day)
                if appointment.role is Role.DEPUTY and appointment.seat_id == seat.id
            }
            stands_in = deputy.id in standing_in and PapersFor.STANDING_IN in wishes
            if PapersFor.ALWAYS in wishes or stands_in:
                yield deputy


class Remark(StrEnum):
    COMMENTS = "comments"
    TRACKED = "tracked changes"
    HIDDEN = "hidden"
    EMBEDDED = "embedded"
    LINKED = "linked"
    LINKS = "links"
    ACTIONS = "actions"
    OBJECTS = "objects"
    ATTACHED = "attached"
    UNKNOWN = "unknown"
    NOT_CLEANED = "not cleaned"
    MARKED = "marked"  # told of only where the paper would be public


WORDS: Mapping[Remark, str] = {
    Remark.COMMENTS: "It has comments, which its readers can see.",
    Remark.TRACKED: "It has tracked changes: its readers can see what was taken out.",
    Remark.HIDDEN: (
        "It has hidden text, sheets, slides or layers, or speaker’s notes, which its readers can open."
    ),
    Remark.EMBEDDED: "It has other files inside, which its readers can open.",
    Remark.LINKED: (
        "It fetched a template, pictures, text or figures from elsewhere. We took that out: text and figures "
        "stay as they last were, but a linked picture may be missing."
    ),
    Remark.LINKS: "It had links to files or programs. We took the links out; their words stay.",
    Remark.ACTIONS: (
        "It had commands that run when it is opened or clicked, such as scripts or buttons. We took them "
        "out; what is on its pages stays."
    ),
    Remark.OBJECTS: (
        "It had objects of other programs inside, such as files, sound or video. We took them out: their "
        "pictures stay."
    ),
    Remark.ATTACHED: (
        "It had files attached inside it. We took them out: one that is needed should be sent as a paper."
    ),
    Remark.UNKNOWN: (
        "It had parts of a kind that we do not know. We took them out: check that nothing is missing."
    ),
    Remark.NOT_CLEANED: "It may be damaged, and may name its authors: it should be opened, or sent again.",
}


KEPT_FROM_THE_PUBLIC: Mapping[Remark, str] = {
    Remark.MARKED: "a protective marking",
    Remark.COMMENTS: "comments",
    Remark.TRACKED: "tracked changes",
    Remark.HIDDEN: "hidden text",
    Remark.EMBEDDED: "files inside",
    Remark.NOT_CLEANED: "parts that can’t be read",
}
"""What keeps a paper from the public, as the unit reads it (own rule)."""
MARKING = re.compile(
    r"\bOFFICIAL[\s:–-]{1,3}SENSITIVE\b|\b(?:CONFIDENTIAL|RESTRICTED|EXEMPT|SECRET|NOT FOR PUBLICATION)\b"
)


def remarks_in_words(remarks: Iterable[str]) -> tuple[str, ...]:
    """Return the remarks as whole sentences, always in the same order."""
    present = set(remarks)
    return tuple(words for remark, words in WORDS.items() if remark in present)
