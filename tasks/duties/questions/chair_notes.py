"""Note for the Chair what another recorded in their name, or changed among those who read the papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import select

from forum.questions.chair_notes import NoteKind
from tasks.duties.base.group_context import GroupContext
from tasks.register.audit.journal import journal
from tasks.register.outbox.dispatches import LIVE
from tasks.register.tables import ChairNoteRow, DispatchRow


def note_for_chair(
    forum: GroupContext, kind: NoteKind, about: UUID, sentence: str, people: Iterable[UUID] = ()
) -> None:
    """Note what these people, or the Chairs, are to hear; nothing before the group is live."""
    if forum.group.go_live > forum.on:
        return
    for person in dict.fromkeys(people or (chair.id for chair in forum.chairs())):
        forum.tx.session.add(
            ChairNoteRow(
                group_id=forum.group.id,
                kind=kind,
                about_id=about,
                person_id=person,
                made_on=forum.tx.at.date(),
                sentence=sentence,
                entries=None,
                letters=[],
                letter_id=None,
                number=None,
                denied_on=None,
            )
        )
        forum.tx.audit("noted for the Chair", kind=kind.value, about=about, of=person)


@contextmanager
def noted_in_the_name_of(
    forum: GroupContext, person: UUID, about: UUID, sentence: Callable[[], str]
) -> Iterator[None]:
    """Note what is done in the block for ``person``, with all that undoes it."""
    session = forum.tx.session
    before = _queued_now(forum)
    with journal(session) as record:
        yield
        entries = record.entries
    session.add(
        ChairNoteRow(
            group_id=forum.group.id,
            kind=NoteKind.ANSWERED,
            about_id=about,
            person_id=person,
            made_on=forum.tx.at.date(),
            sentence=sentence(),
            entries=entries,
            letters=sorted(str(id) for id in _queued_now(forum) - before),
            letter_id=None,
            number=None,
            denied_on=None,
        )
    )
    forum.tx.audit("noted for the Chair", kind=NoteKind.ANSWERED.value, about=about, of=person)


def _queued_now(forum: GroupContext) -> set[UUID]:
    now = select(DispatchRow.id).where(LIVE, DispatchRow.queued_at == forum.tx.at)
    return set(forum.tx.session.scalars(now))
