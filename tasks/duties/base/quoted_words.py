"""Somebody's own words: kept while a person has to see to them, and quoted to the unit under the marking."""

from __future__ import annotations

from forum.inbox.answered_letter import quote_of, without_ways_to_reach
from forum.letters.parts import Quote
from forum.text.look_at import may_name_somebody
from tasks.duties.base.group_context import GroupContext
from tasks.register.tables import ReceivedRow, WaitingWordsRow

KEPT = 1_000  # characters: more than a letter quotes, and no more of anybody's than is needed
IN_THE_MAILBOX = "Their mail is in the mailbox under that time."
THE_REST = "The rest is in the mailbox under that time."
MAY_NAME = "It may name somebody, so its words are in the mailbox alone, under that time."


def keep_words(
    forum: GroupContext, received: ReceivedRow, words: str, *, is_proved: bool, may_answer: bool = False
) -> WaitingWordsRow:
    """Keep the words of an item, unless that was done; without ways to reach anybody where nothing proves who
    wrote them."""
    session = forum.tx.session
    if row := session.get(WaitingWordsRow, received.id):
        return row
    kept = words[:KEPT] if is_proved else without_ways_to_reach(words[:KEPT])
    row = WaitingWordsRow(received_id=received.id, words=kept, may_answer=may_answer)
    session.add(row)
    return row


def quoted(forum: GroupContext, words: WaitingWordsRow | None) -> Quote | None:
    """Return the words of an item as the unit gets to read them; None where there are none. Without a marking
    none are repeated that may name a child or anybody else (own rule)."""
    if words is None:
        return None
    may_leave = forum.policy.marking or not may_name_somebody(words.words, forum.organisations)
    return quote_of(words.words) if may_leave else None


def where_the_rest_is(words: WaitingWordsRow | None, quote: Quote | None) -> str:
    """Return where to read what is not quoted, in a sentence; empty where all of it is."""
    if quote is None:
        return MAY_NAME if words else IN_THE_MAILBOX
    return THE_REST if quote.is_cut else ""
