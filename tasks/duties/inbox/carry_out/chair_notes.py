"""WRONG from the Chair of what another recorded in their name: it is undone, or the unit hears what left."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from forum.inbox.sayings import NotesDenied
from forum.outbox.states import State
from tasks.duties.base.group_context import group_context
from tasks.duties.inbox.carry_out.outcomes import Files, Result
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.undo_consequences import take_back_whole
from tasks.register.questions import notes_told_by
from tasks.register.tables import ChairNoteRow, DispatchRow

SAYS_SO = "They say that this, recorded in their name or of those who read the papers, is not so: "
SEE_TO_IT = "Ring them, and see to it."


def deny_notes(item: IncomingItem, saying: NotesDenied, _files: Files) -> Result:
    """Undo what the Chair says is not so, where it can be undone; the unit hears of each."""
    if item.our_letter is None:
        return Result(for_the_unit=SAYS_SO + SEE_TO_IT)
    told = notes_told_by(item.session, item.our_letter.id)
    lines = [_deny(item, note) for note in told if note.number in saying.numbers]
    return Result(for_the_unit=f"{SAYS_SO}{' '.join(lines)} {SEE_TO_IT}", more=tuple(lines))


def _deny(item: IncomingItem, note: ChairNoteRow) -> str:
    forum = group_context(item.forum.work, note.group_id)
    letters = [UUID(id) for id in note.letters]
    is_undone = note.entries is not None and take_back_whole(forum, note.entries, letters)
    note = item.session.get_one(ChairNoteRow, note.id)
    note.denied_on = item.tx.at.date()
    item.tx.audit("note denied", note=note.id, undone=is_undone)
    if is_undone:
        return f"Undone: {note.sentence}"
    if note.entries is None:
        return f"With the Business Unit: {note.sentence}"
    return f"Too late to undo: {note.sentence}{_what_left(item, letters)}"


def _what_left(item: IncomingItem, letters: list[UUID]) -> str:
    """Say which letters had left by then, and to how many people."""
    rows = filter(None, (item.session.get(DispatchRow, id) for id in letters))
    left = Counter(row.subject for row in rows if row.state is State.SENT)
    gone = "; ".join(f"“{subject}” to {number}" for subject, number in left.items())
    return f" What had left: {gone}." if gone else ""
