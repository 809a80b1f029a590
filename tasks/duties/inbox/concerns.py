"""Concerns in mail that is nobody's answer: they are looked for in whatever a person may have written."""

from __future__ import annotations

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.reading.concerns import raised_in
from forum.letters.inbox import Recorded
from tasks.duties.inbox.answered_letter import as_received
from tasks.duties.inbox.carry_out.act_on import act_on
from tasks.duties.inbox.carry_out.outcomes import Outcomes
from tasks.duties.inbox.incoming_item import IncomingItem


def raise_concerns_of(item: IncomingItem, outcomes: Outcomes) -> bool:
    """Raise what must reach a person in an item's own words; False where there is nothing of the kind."""
    raised = item.office.limited.run(raised_in, as_received(item))
    if raised is None:
        return False
    act_on(item, AnsweredLetter(Recorded.NAME), raised, {}, outcomes)
    return True
