"""The documents of a pack, as they are at its release: the agenda, and the action log (clause 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from forum.agenda.items import Place
from forum.documents.agenda import AgendaLine
from forum.letters.parts import ItemLine
from forum.text.wording import day_month
from tasks.documents.papers.media_types import WORD
from tasks.duties.actions.action_log import action_log
from tasks.duties.agenda.agenda import agenda_document
from tasks.duties.base.group_context import GroupContext
from tasks.register.documents import NewDocument
from tasks.register.meetings import held_before
from tasks.register.minutes import add_edition, latest_editions
from tasks.register.pack_documents import PACK_LOG, last_minutes_out
from tasks.register.papers import AGENDA, CIRCULATED, agenda_items
from tasks.register.tables import MeetingRow

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
            NewDocument(document.file_name, WORD, forum.office.documents.print(document)),
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
                NewDocument(name, WORD, forum.office.documents.print(log)),
                state=CIRCULATED,
                on=forum.on,
            )
    forum.tx.session.flush()


def with_pack_documents(forum: GroupContext, meeting: MeetingRow, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Say at the items on the last minutes and on the action log how these come with the pack."""
    session = forum.tx.session
    words = {Place.ACTION_LOG: "attached" if latest_editions(session, meeting.id, PACK_LOG) else ""}
    if next(held_before(session, meeting), None):
        words[Place.LAST_MINUTES] = "attached" if last_minutes_out(session, meeting) else "to follow"
    places = {row.number: row.place for row in agenda_items(session, meeting.id) if row.place in words}
    return tuple(
        replace(line, paper=words[place]) if (place := places.get(line.number)) else line for line in lines
    )
