"""Unproved mail binds nobody: what it says beyond the harmless waits until the unit has asked whoever seems
to have written, who is told so."""

from __future__ import annotations

from dataclasses import replace

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.sayings import Answered, Apologies, Coming, DeputyNamed, Saying
from forum.inbox.who_may_say import ACTS, Finding, Standing
from forum.questions.acts import Act
from forum.questions.words import Reply, Word
from tasks.duties.inbox.carry_out import Outcomes, act_on, seats_asked_about
from tasks.duties.inbox.incoming_item import IncomingItem

OF_THE_UNIT = "Nothing proves that it is from you; if it is, have it recorded."
A_DEPUTY, SOMEBODY_ELSE = "A deputy", "somebody else"


def act_in(item: IncomingItem, saying: Saying) -> Act:
    """What is done by saying it: whoever covers for a member and comes in their place names themselves."""
    if isinstance(saying, Coming) and item.who is Standing.COVER and seats_asked_about(item):
        return Act.NAME_DEPUTY
    return saying.act


def wait_for_the_unit(
    item: IncomingItem, letter: AnsweredLetter, saying: Saying, finding: Finding, outcomes: Outcomes
) -> None:
    """Put to the unit what nothing proves, with how it is recorded, and tell whoever seems to have said it.

    Whoever names a deputy does not come, which is harmless and taken. No name is repeated: it may be the
    words of a stranger.
    """
    reason = OF_THE_UNIT if item.is_from_unit else finding.reason
    outcomes.for_the_unit.append(f"{reason} {ACTS[act_in(item, saying)].unit_does}".strip())
    told = saying
    if isinstance(saying, DeputyNamed):
        told = replace(saying, name=A_DEPUTY, job_title="", address="")
        if not seats_asked_about(item) and item.mail.invitation_answer is None:
            act_on(item, letter, Apologies(), {}, outcomes)
    elif isinstance(saying, Answered) and saying.reply.word is Word.HAND_TO:
        told = replace(saying, reply=Reply(Word.HAND_TO, SOMEBODY_ELSE))
    outcomes.waiting.append(told.in_words(letter))
