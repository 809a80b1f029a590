"""The documents of a pack, as they are at its release: the agenda, the action log and the action plan
(clauses 3 and 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from forum.agenda.items import ItemLine, Place
from forum.documents.agenda import AgendaLine
from forum.plan.history import Version, version_due, version_name
from forum.text.wording import day_month
from tasks.documents.papers.media_types import WORD
from tasks.duties.actions.action_log import action_log
from tasks.duties.agenda.document import agenda_document
from tasks.duties.base.group_context import GroupContext
from tasks.duties.plan.plan_document import action_plan
from tasks.register.documents import NewDocument
from tasks.register.meetings import held_before
from tasks.register.minutes import add_edition, latest_editions
from tasks.register.pack_documents import PACK_LOG, PACK_PLAN, last_minutes_out
from tasks.register.papers import AGENDA, CIRCULATED, agenda_items
from tasks.register.plan import keep_version
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
