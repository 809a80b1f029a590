"""What must reach a person at once: put on record and told of, whoever wrote and whatever proves it.

WRONG from the Chair of what another recorded in their name: it is undone, or the unit hears what left.
"""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from forum.concerns.kinds import ConcernKind
from forum.inbox.sayings import ConcernRaised, NotesDenied
from forum.inbox.who_may_say import Standing
from forum.outbox.states import State
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.quoted_words import keep_words
from tasks.duties.concerns.follow_concern import answer_writer, raise_concerns
from tasks.duties.inbox.carry_out.outcomes import Files, Result
from tasks.duties.inbox.incoming_item import IncomingItem, a_group
from tasks.duties.inbox.undo import take_back_whole
from tasks.duties.subject_access import open_request
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.groups import is_at_work
from tasks.register.mailbox import item_on_record
from tasks.register.questions import notes_told_by
from tasks.register.tables import ChairNoteRow, DispatchRow

IS_THEMSELVES = frozenset(Standing) - {Standing.PA, Standing.SEVERAL, Standing.NOBODY}  # who writes, for sure


def handle_concern(item: IncomingItem, saying: ConcernRaised, _files: Files) -> Result:
    """Raise the concerns of a mail, and answer whoever wrote, unless their own mail system disowns it: the
    answer would go to somebody who wrote nothing. Of that mail and of strangers' no words are kept."""
    received = item_on_record(item.forum.tx.session, item.mailbox, item.mail.id, "")
    assert received is not None
    forum = _group_that_acts(item)
    if saying.words and received.person_id and item.mail.dmarc is not Dmarc.FAIL:
        keep_words(forum, received, saying.words, is_proved=item.is_proved)
    is_proved = item.is_proved and item.standing in IS_THEMSELVES
    rows = raise_concerns(
        forum,
        saying.kinds,
        item.mail.received_at,
        received=received,
        is_proved=is_proved,
    )
    if ConcernKind.ACCESS in saying.kinds and is_proved and received.person_id:
        open_request(forum.work, forum.group.id, received.person_id, item.on)
    if item.mail.dmarc is not Dmarc.FAIL:
        letter = item.our_letter
        answered = (letter.sent_at or letter.queued_at).date() if letter else None
        answer_writer(forum, rows, received, answered)
    return Result(is_told=True)


def _group_that_acts(item: IncomingItem) -> GroupContext:
    """Return the group that the mail concerns; for one that is paused or has ended, one that is at work."""
    if is_at_work(item.forum.group):
        return item.forum
    return group_context(item.forum.work, a_group(item.forum.office, item.forum.tx.session, item.mailbox))


SAYS_SO = "They say that this, recorded in their name or of those who read the papers, is not so: "
SEE_TO_IT = "Ring them, and see to it."


def deny_notes(item: IncomingItem, saying: NotesDenied, _files: Files) -> Result:
    """Undo what the Chair says is not so, where it can be undone; the unit hears of each."""
    if item.our_letter is None:
        return Result(for_the_unit=SAYS_SO + SEE_TO_IT)
    told = notes_told_by(item.forum.tx.session, item.our_letter.id)
    lines = [_deny(item, note) for note in told if note.number in saying.numbers]
    return Result(for_the_unit=f"{SAYS_SO}{' '.join(lines)} {SEE_TO_IT}", more=tuple(lines))


def _deny(item: IncomingItem, note: ChairNoteRow) -> str:
    forum = group_context(item.forum.work, note.group_id)
    letters = [UUID(id) for id in note.letters]
    is_undone = note.entries is not None and take_back_whole(forum, note.entries, letters)
    note = item.forum.tx.session.get_one(ChairNoteRow, note.id)
    note.denied_on = item.forum.tx.at.date()
    item.forum.tx.audit("note denied", note=note.id, undone=is_undone)
    if is_undone:
        return f"Undone: {note.sentence}"
    if note.entries is None:
        return f"With the Business Unit: {note.sentence}"
    return f"Too late to undo: {note.sentence}{_what_left(item, letters)}"


def _what_left(item: IncomingItem, letters: list[UUID]) -> str:
    """Say which letters had left by then, and to how many people."""
    rows = filter(None, (item.forum.tx.session.get(DispatchRow, id) for id in letters))
    left = Counter(row.subject for row in rows if row.state is State.SENT)
    gone = "; ".join(f"“{subject}” to {number}" for subject, number in left.items())
    return f" What had left: {gone}." if gone else ""
