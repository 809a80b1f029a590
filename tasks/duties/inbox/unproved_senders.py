"""Unproved mail: nothing beyond the harmless is recorded before the unit has asked the writer, who is told
so."""

from __future__ import annotations

from dataclasses import replace

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.sayings import (
    Answered,
    Apologies,
    BringsFile,
    Coming,
    DeputyNamed,
    ItemProposed,
    Saying,
)
from forum.inbox.who_may_say import ACTS, Finding, Standing
from forum.questions.acts import Act
from forum.questions.words import Reply, Word
from tasks.duties.inbox.carry_out.about import seats_asked_about
from tasks.duties.inbox.carry_out.act_on import act_on
from tasks.duties.inbox.carry_out.files import LARGEST_FILE
from tasks.duties.inbox.carry_out.outcomes import Outcomes
from tasks.duties.inbox.incoming_item import IncomingItem

OF_THE_UNIT = "Nothing proves that it is from you; if it is, have it recorded."
A_DEPUTY, SOMEBODY_ELSE = "A deputy", "somebody else"


def act_in(item: IncomingItem, saying: Saying) -> Act:
    """Return the act of a saying: whoever covers for a member and comes in their place names a deputy."""
    if isinstance(saying, Coming) and item.standing is Standing.COVER and seats_asked_about(item):
        return Act.NAME_DEPUTY
    return saying.act


def wait_for_the_unit(
    item: IncomingItem, letter: AnsweredLetter, saying: Saying, finding: Finding, outcomes: Outcomes
) -> None:
    """Put to the unit what nothing proves, with how to record it, and tell the writer.

    An apology beside a deputy's name is harmless, and taken. No name and no title is repeated: they may be a
    stranger's words.
    """
    reason = OF_THE_UNIT if item.is_from_unit else finding.reason
    outcomes.for_the_unit.append(f"{reason} {ACTS[act_in(item, saying)].unit_does}".strip())
    without_names = saying
    if isinstance(saying, BringsFile) and _is_small_enough(item, saying.file):
        outcomes.to_vouch_for.append(saying)
    if isinstance(saying, DeputyNamed):
        without_names = replace(saying, name=A_DEPUTY, job_title="", address="")
        if not seats_asked_about(item) and item.mail.invitation_answer is None:
            act_on(item, letter, Apologies(), {}, outcomes)
    elif isinstance(saying, ItemProposed):
        without_names = replace(saying, title="")
    elif isinstance(saying, Answered) and saying.reply.word is Word.HAND_TO:
        without_names = replace(saying, reply=Reply(Word.HAND_TO, SOMEBODY_ELSE))
    outcomes.waiting.append(without_names.in_words(letter))


def _is_small_enough(item: IncomingItem, file_id: str) -> bool:
    return any(file.id == file_id and file.size <= LARGEST_FILE for file in item.mail.files)
