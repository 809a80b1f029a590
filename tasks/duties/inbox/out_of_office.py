"""An automatic reply is never an answer; but when the Chair is away, the question goes on at once."""

from __future__ import annotations

from tasks.duties.answers.put_questions import put_to_chair_alone, put_to_stand_in
from tasks.duties.base.group_context import forum_on_day
from tasks.duties.inbox.carry_out import Outcomes
from tasks.duties.inbox.incoming_item import Case
from tasks.mail.protocol.mailer import Dmarc
from tasks.register.mailbox import is_item_waiting
from tasks.register.members import groups_of

UNPROVED = (
    "It says that the Chair is away, and nothing proves that it is theirs: ring them. If they are away, the "
    "service desk enters who acts for them (“mase member cover”)."
)


def away(case: Case) -> Outcomes:
    """Put what the Chair was asked to whoever covers for them, or to the deputy chair (own rule).

    It is only done for an automatic reply to a letter of ours to that Chair, and proved to be theirs; of one
    without a verdict the unit is told once.
    """
    outcomes = Outcomes()
    if case.by is None or case.sent is None or case.sent.person_id != case.by:
        return outcomes
    forums = [
        forum_on_day(case.office, case.tx, group, case.forum.on)
        for group in groups_of(case.session, case.by, case.forum.on)
    ]
    if case.item.dmarc is Dmarc.PASS:
        for question in (one for forum in forums for one in put_to_stand_in(forum, case.by)):
            outcomes.made.append({"did": "put on", "line": "", "entries": None, "letters": [str(question)]})
    elif case.item.dmarc is Dmarc.NONE:
        is_told = is_item_waiting(case.session, case.item.kind, case.by, but=case.item.id)
        if not is_told and any(put_to_chair_alone(forum, case.by) for forum in forums):
            outcomes.for_the_unit.append(UNPROVED)
    return outcomes
