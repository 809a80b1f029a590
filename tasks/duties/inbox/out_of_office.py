"""Automatic replies: never an answer, but when the Chair is away, the question goes on at once."""

from __future__ import annotations

from tasks.duties.answers.put_questions import put_to_chair_alone, put_to_stand_in
from tasks.duties.base.group_context import group_context
from tasks.duties.inbox.carry_out.outcomes import Outcomes
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.mailbox import is_item_waiting
from tasks.register.members.membership import groups_of

UNPROVED = (
    "It says that the Chair is away, and nothing proves that it is theirs: ring them. If they are away, "
    "enter who acts for them on the sheet Cover of the members’ workbook."
)


def pass_on_questions(item: IncomingItem) -> Outcomes:
    """Put what the Chair was asked to whoever covers for them, or to the deputy chair (own rule).

    This takes an automatic reply to a letter of ours to that Chair, proved to be theirs. The unit is told
    once of a reply without a verdict.
    """
    outcomes = Outcomes()
    if item.by is None or item.our_letter is None or item.our_letter.person_id != item.by:
        return outcomes
    forums = [
        group_context(item.forum.work, group) for group in groups_of(item.session, item.by, item.forum.on)
    ]
    if item.mail.dmarc is Dmarc.PASS:
        for question in (question for forum in forums for question in put_to_stand_in(forum, item.by)):
            outcomes.consequences.append(
                {"did": "put on", "line": "", "entries": None, "letters": [str(question)]}
            )
    elif item.mail.dmarc is Dmarc.NONE:
        is_told = is_item_waiting(item.session, item.mail.kind, item.by, but=item.mail.id)
        if not is_told and any(put_to_chair_alone(forum, item.by) for forum in forums):
            outcomes.for_the_unit.append(UNPROVED)
    return outcomes
