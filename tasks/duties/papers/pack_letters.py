"""Letters with the papers of a meeting: those that went or may go as they are, and those written anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from forum.letters.base import Letter
from forum.letters.papers import Papers, Supplement
from forum.outbox.states import NOT_READ, State, Topic
from forum.papers.papers import Paper, Readers, is_still_enclosed, packs
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import as_it_stands, is_written
from tasks.duties.papers.ask_for_release import UNSENT
from tasks.register.attendance import standing_in_deputies
from tasks.register.documents import pack_documents
from tasks.register.meetings import PLANNED
from tasks.register.members.membership import membership
from tasks.register.outbox import has_gone
from tasks.register.papers import papers_of
from tasks.register.tables import DispatchRow, MeetingRow

WITH_PAPERS = (Papers.NAME, Supplement.NAME)
# Built once, since building a statement costs more than running it.
_WITH_UNSENT_LETTERS = select(MeetingRow).where(
    MeetingRow.id.in_(bindparam("meetings", expanding=True)),
    exists().where(
        DispatchRow.meeting_id == MeetingRow.id,
        DispatchRow.letter.in_(WITH_PAPERS),
        DispatchRow.state.in_(UNSENT),
    ),
)
Which = tuple[UUID, str, int | None]  # whose letter, which one, and the number of a supplement


@dataclass(frozen=True)
class PackLetters:
    """The pack letters of one meeting, in the order in which they were written.

    ``current`` letters have gone or may go as they are; ``outdated`` ones have lapsed, name another time, or
    bring documents that have changed.
    """

    current: Sequence[DispatchRow]
    outdated: Sequence[DispatchRow]

    def with_pack(self) -> Set[UUID]:
        """Return the readers of the current letters."""
        return {row.person_id for row in self.current if row.letter == Papers.NAME}

    def numbers(self) -> Set[int]:
        """The numbers of the supplements that were written to anybody."""
        return {number for _, _, number in map(_letter_of_reader, (*self.current, *self.outdated)) if number}

    def unsent_supplements(self) -> Set[tuple[UUID, int]]:
        """The readers and numbers of those supplements that were written, and not one letter is current."""
        return {(reader, number) for reader, _, number in self._without_current(self.outdated) if number}

    def replaced_by_packs_for(self, readers: Collection[UUID], meeting: MeetingRow) -> list[DispatchRow]:
        """Return the letters that must not go once packs are written for these readers.

        These are the outdated letters of the meeting's time, and their supplements, since the pack has the
        late papers too. An outdated letter that a person has sent again is left to that person.
        """
        now, anew = (as_it_stands(meeting, PLANNED),), self._without_current(self.outdated)
        return [
            *(
                row
                for row in self.outdated
                if row.conditions.meetings == now and _letter_of_reader(row) in anew
            ),
            *(row for row in self.current if row.letter == Supplement.NAME and row.person_id in readers),
        ]

    def are_to_be_written_anew(self) -> bool:
        """Tell whether a letter waits that is outdated, and none is current in its place."""
        return bool(self._without_current(row for row in self.outdated if row.state in UNSENT))

    def had_by(self, reader: UUID) -> Mapping[UUID, DispatchRow]:
        """Return the latest letter with each paper, by paper id."""
        theirs = [row for row in self.current if row.person_id == reader and _is_read(row)]
        return {id: row for row in theirs for id in row.conditions.papers}

    def _without_current(self, rows: Iterable[DispatchRow]) -> Set[Which]:
        return {_letter_of_reader(row) for row in rows} - {_letter_of_reader(row) for row in self.current}


def pack_letters(
    session: Session, meeting: MeetingRow, theirs: Mapping[UUID, Sequence[Paper]]
) -> PackLetters:
    """The letters with the papers of a meeting. ``theirs`` is what people may be sent of these now; what
    waits for anybody else is held against all that is in circulation.
    """
    rows = session.scalars(
        select(DispatchRow)
        .where(DispatchRow.meeting_id == meeting.id, DispatchRow.letter.in_(WITH_PAPERS))
        .order_by(DispatchRow.queued_at)
    ).all()
    every = papers_of(session, meeting.id)
    documents = {
        document.id
        for part_two in (False, True)
        for document in pack_documents(session, meeting, part_two=part_two)
    }
    current: list[DispatchRow] = []
    outdated: list[DispatchRow] = []
    for row in rows:
        papers = theirs.get(row.person_id, every)
        (current if _is_current(row, meeting, documents, papers) else outdated).append(row)
    return PackLetters(current, outdated)


def with_outdated_letters(session: Session, meetings: Collection[UUID], as_of: dt.date) -> list[UUID]:
    """Return the meetings with a letter in the outbox that is to be written anew."""
    waiting = session.scalars(_WITH_UNSENT_LETTERS, {"meetings": list(meetings)}).all()
    return [
        meeting.id
        for meeting in waiting
        if pack_letters(session, meeting, _by_reader(session, meeting, as_of)).are_to_be_written_anew()
    ]


def _by_reader(session: Session, meeting: MeetingRow, as_of: dt.date) -> Mapping[UUID, Sequence[Paper]]:
    """Return the papers that each reader may be sent; nothing is looked up where every paper is for all."""
    papers = papers_of(session, meeting.id)
    if all(paper.readers is Readers.ALL and not paper.is_restricted for paper in papers):
        return {}
    members = membership(session, meeting.group_id, as_of)
    now = packs(papers, members, as_of, standing_in_deputies(session, meeting.id))
    return {pack.person.id: pack.papers for pack in now}


def first_unwritten(forum: GroupContext, letter: type[Letter], to: UUID, about: Topic) -> Topic:
    """Return the topic in the first edition in which a letter has not been written to somebody."""
    while is_written(forum, letter, to, about):
        about = about.next_edition()
    return about


def _is_current(row: DispatchRow, meeting: MeetingRow, documents: set[UUID], papers: Sequence[Paper]) -> bool:
    """Tell whether a letter has gone, or may go as it is. One that a person cancelled is for nobody to write
    anew while its meeting stands."""
    if has_gone(row):
        return True
    if row.state is State.LAPSED or row.conditions.meetings != (as_it_stands(meeting, PLANNED),):
        return False
    return row.state not in UNSENT or _is_so_now(row, documents, papers)


def _is_so_now(row: DispatchRow, documents: set[UUID], papers: Sequence[Paper]) -> bool:
    """Tell whether a letter that waits brings each document and each paper as it is now."""
    enclosed = {attachment["sha256"] for attachment in row.attachments}
    going = {paper.id for paper in papers if is_still_enclosed(paper, enclosed)}
    return documents.issuperset(row.conditions.approved) and going.issuperset(row.conditions.papers)


def _is_read(row: DispatchRow) -> bool:
    return has_gone(row) or row.state not in NOT_READ


def _letter_of_reader(row: DispatchRow) -> Which:
    return row.person_id, row.letter, row.occasion_number
