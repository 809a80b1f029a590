"""What must reach a person at once: put on record and told of, whoever wrote and whatever proves it."""

from __future__ import annotations

from forum.concerns.kinds import ConcernKind
from forum.inbox.sayings import ConcernRaised
from forum.inbox.who_may_say import Standing
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.quoted_words import keep_words
from tasks.duties.concerns.answer_writer import answer_writer
from tasks.duties.concerns.tell import raise_concerns
from tasks.duties.inbox.carry_out.outcomes import Files, Result
from tasks.duties.inbox.incoming_item import IncomingItem, a_group
from tasks.duties.subject_access.requests import open_request
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.groups import is_at_work
from tasks.register.mailbox import item_on_record

IS_THEMSELVES = frozenset(Standing) - {Standing.PA, Standing.SEVERAL, Standing.NOBODY}  # who writes, for sure


def handle_concern(item: IncomingItem, saying: ConcernRaised, _files: Files) -> Result:
    """Raise the concerns of a mail, and answer whoever wrote, unless their own mail system disowns it: the
    answer would go to somebody who wrote nothing. Of that mail and of strangers' no words are kept."""
    received = item_on_record(item.session, item.mailbox, item.mail.id, "")
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
    return group_context(item.forum.work, a_group(item.office, item.session, item.mailbox))
