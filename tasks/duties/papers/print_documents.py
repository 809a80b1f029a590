"""The documents of a pack, as they are at its release: the agenda, the action log and the action plan
(clauses 3 and 6).

The pack as one PDF: made for each set of readers while no transaction is open, and kept by its content.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from forum.agenda import ItemLine, Place
from forum.documents.agenda import AgendaLine, PackCover
from forum.documents.base import DocumentKind
from forum.papers.papers import Pack, Paper, packs
from forum.plan.lines import Version, version_due, version_name
from forum.text.wording import capital, day_month
from tasks.documents.papers.pack_pdf import PackPart, make_pack_pdfs
from tasks.documents.papers.take_paper import PDF, WORD
from tasks.duties.actions.action_log import action_log
from tasks.duties.agenda.document import agenda_document
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import Office, read_only, unit_of_work
from tasks.duties.plan.rated import action_plan
from tasks.register.actions import keep_version
from tasks.register.attendance import standing_in_deputies
from tasks.register.documents import (
    PACK_LOG,
    PACK_PLAN,
    NewDocument,
    add_edition,
    fetch,
    last_minutes_out,
    latest_editions,
    name_of,
    pack_documents,
    store,
)
from tasks.register.meetings import held_before
from tasks.register.papers import AGENDA, CIRCULATED, agenda_items, papers_of
from tasks.register.tables import MeetingDocumentRow, MeetingRow, PackFileRow

Line = TypeVar("Line", AgendaLine, ItemLine)


def print_agenda(forum: GroupContext, meeting: MeetingRow) -> None:
    """Print the agenda with part 2 and without, as it stands now."""
    for part in (1, 2):
        document = agenda_document(forum, meeting, part_two=part == 2)
        document = replace(document, items=with_pack_documents(forum, meeting, document.items))
        add_edition(
            forum.tx,
            meeting.id,
            AGENDA,
            part,
            NewDocument(document.file_name, WORD, forum.documents.print(document)),
            state=CIRCULATED,
            on=forum.on,
        )
    forum.tx.session.flush()


def print_action_log(forum: GroupContext, meeting: MeetingRow) -> None:
    """Print the action log of each part as of today; none where it would be empty."""
    for part in (1, 2):
        log = action_log(forum, meeting, part)
        if log.actions or log.discharged:
            name = f"{meeting.reference.replace('/', '-')} {log.title.lower()}, {day_month(forum.on)}.docx"
            add_edition(
                forum.tx,
                meeting.id,
                PACK_LOG,
                part,
                NewDocument(name, WORD, forum.documents.print(log)),
                state=CIRCULATED,
                on=forum.on,
            )
    forum.tx.session.flush()


def print_action_plan(forum: GroupContext, meeting: MeetingRow) -> None:
    """Print the action plan as of today; none for a group without a plan. What is put to the group for its
    refresh is kept as it is."""
    document = action_plan(forum, meeting)
    if document is None:
        return
    content = forum.documents.print(document)
    add_edition(
        forum.tx,
        meeting.id,
        PACK_PLAN,
        1,
        NewDocument(document.file_name, WORD, content),
        state=CIRCULATED,
        on=forum.on,
    )
    if version_due(meeting.date, forum.policy.plan) is Version.REFRESH:
        keep_version(forum.tx, forum.group.id, version_name(Version.REFRESH, meeting.date), forum.on)
    forum.tx.session.flush()


def with_pack_documents(forum: GroupContext, meeting: MeetingRow, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Say at the items on the last minutes, the action log and the action plan how these come with the
    pack."""
    session = forum.tx.session
    words = {Place.ACTION_LOG: "attached" if latest_editions(session, meeting.id, PACK_LOG) else ""}
    if next(held_before(session, meeting), None):
        words[Place.LAST_MINUTES] = "attached" if last_minutes_out(session, meeting) else "to follow"
    rows = agenda_items(session, meeting.id)
    by_number = {row.number: words[row.place] for row in rows if row.place in words}
    if latest_editions(session, meeting.id, PACK_PLAN):
        title = forum.policy.plan.stands_under
        by_number |= {row.number: "attached" for row in rows if row.standing and row.title == title}
    return tuple(
        replace(line, paper=by_number[line.number]) if line.number in by_number else line for line in lines
    )


TITLES = {
    DocumentKind.AGENDA: "Agenda",
    DocumentKind.MINUTES: "Minutes of the last meeting",
    DocumentKind.PACK_LOG: "Action log",
    DocumentKind.PACK_PLAN: "Action plan",
    DocumentKind.RISK_REGISTER: "Risk register",
    DocumentKind.CHALLENGE_LOG: "Challenge log",
}


@dataclass(frozen=True)
class _ToMake:
    """A file to be made, all that it takes fetched: ``papers`` are those in it."""

    key: str
    papers: tuple[Paper, ...]
    cover: PackCover
    parts: tuple[PackPart, ...]


def packs_now(forum: GroupContext, meeting: MeetingRow) -> tuple[Pack, ...]:
    """Return the papers that each reader gets, as the papers stand today."""
    papers = papers_of(forum.tx.session, meeting.id)
    return packs(papers, forum.membership, forum.on, standing_in_deputies(forum.tx.session, meeting.id))


def make_pack_files(office: Office, meeting_id: UUID, as_of: dt.date, by: str) -> None:
    """Make the files that the packs of a released meeting lack; none where no PDF can be made here."""
    if office.converter is None:
        return
    with read_only(office, by, as_of) as work:
        forum, meeting = forum_of_meeting(work, meeting_id)
        files, printer = _to_make(forum, meeting), forum.documents
    if not files:
        return
    contents = make_pack_pdfs(office.converter, printer, [(pack.cover, pack.parts) for pack in files])
    with unit_of_work(office, by, as_of) as work:
        forum, meeting = forum_of_meeting(work, meeting_id)
        for file, content in zip(files, contents, strict=True):
            if find_file(forum, meeting, file.key) is None:
                _keep(forum, meeting, file, content)


def key_of_file(forum: GroupContext, documents: Sequence[MeetingDocumentRow], pack: Pack) -> str:
    """Return the key of a pack's one file, of these documents for all readers and its papers; empty for a
    pack that has none."""
    return _key(documents, in_one_file(pack)) if forum.office.converter else ""


def in_one_file(pack: Pack) -> tuple[Paper, ...]:
    """The papers of a pack that go into its one file: those of part 2 never do (own rule)."""
    return tuple(paper for paper in pack.papers if not paper.is_restricted)


def find_file(forum: GroupContext, meeting: MeetingRow, key: str) -> PackFileRow | None:
    """Return the file of a meeting with this key, see ``_key``; None where none has been made."""
    return forum.tx.session.scalars(
        select(PackFileRow).where(PackFileRow.meeting_id == meeting.id, PackFileRow.key == key)
    ).first()


def _key(documents: Sequence[MeetingDocumentRow], papers: Sequence[Paper]) -> str:
    """Return the SHA-256 of a file's contents, the documents and the papers; empty where there are none."""
    if not documents or not papers:
        return ""
    listing = [
        *(document.sha256 for document in documents),
        [[paper.item_number, paper.title, paper.document] for paper in papers],
    ]
    return hashlib.sha256(json.dumps(listing).encode()).hexdigest()


def _to_make(forum: GroupContext, meeting: MeetingRow) -> list[_ToMake]:
    documents = pack_documents(forum.tx.session, meeting, part_two=False)
    kinds = {_key(documents, papers): papers for papers in map(in_one_file, packs_now(forum, meeting))}
    return [
        _ToMake(key, papers, _cover(forum, meeting), tuple(_parts(forum, documents, papers)))
        for key, papers in kinds.items()
        if key and find_file(forum, meeting, key) is None
    ]


def _cover(forum: GroupContext, meeting: MeetingRow) -> PackCover:
    return PackCover(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=meeting.reference,
        date=meeting.date,
        start=meeting.start,
        place=meeting.place,
        contents=(),
    )


def _title(forum: GroupContext, kind: DocumentKind) -> str:
    """Return the title of a document in the contents; minutes are called as the group calls them."""
    return TITLES[kind].replace("Minutes", capital(forum.policy.meetings.written_up_as))


def _parts(
    forum: GroupContext, documents: Sequence[MeetingDocumentRow], papers: Sequence[Paper]
) -> Iterable[PackPart]:
    for document in documents:
        yield _part(forum, "", _title(forum, document.kind), document.sha256)
    for paper in papers:
        if paper.document:
            yield _part(forum, paper.item_number, paper.title, paper.document)


def _part(forum: GroupContext, number: str, title: str, sha256: str) -> PackPart:
    session = forum.tx.session
    ending = name_of(session, sha256).rpartition(".")[2]
    return PackPart(number, title, ending, fetch(session, sha256))


def _keep(forum: GroupContext, meeting: MeetingRow, file: _ToMake, content: bytes | None) -> None:
    """Keep a file with what is in it; also that there is none to be had, so that it is not tried again."""
    session = forum.tx.session
    sha256 = store(session, pack_file_name(meeting.reference), PDF, content, forum.on) if content else None
    session.add(
        PackFileRow(
            meeting_id=meeting.id,
            key=file.key,
            sha256=sha256,
            papers=[{"paper": str(paper.id), "document": str(paper.document)} for paper in file.papers],
        )
    )
    session.flush()
    forum.tx.audit("pack bound" if content else "pack not bound", meeting=meeting.id, papers=len(file.papers))


def pack_file_name(reference: str) -> str:
    """The neutral name of the file that has all of a pack: "MASE-2027-02 agenda and papers.pdf"."""
    return f"{reference.replace('/', '-')} agenda and papers.pdf"
