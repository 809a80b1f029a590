"""A letter came back: the address is marked, what waits for it is held, and the unit rings."""

from __future__ import annotations

from tasks.duties.inbox.acting import Outcomes
from tasks.duties.inbox.case import Case
from tasks.mail.mailer import Dmarc
from tasks.register.dispatches import letters_gone_to
from tasks.register.people import mark_bounced, people_at

NOT_OURS = "A report that a letter came back, and of no letter of ours that we know: look whom it was to."


def letter_returned(case: Case) -> Outcomes:
    """Mark the address to which a letter of ours could not be delivered."""
    outcomes = Outcomes()
    address = case.item.failed_address or (case.sent.drafted_to or case.sent.address if case.sent else "")
    readers = people_at(case.session, address, case.on) if address else ()
    if case.item.dmarc is Dmarc.FAIL or not (case.sent or letters_gone_to(case.session, readers, 1)):
        outcomes.for_the_unit.append(NOT_OURS)
        return outcomes
    for person in mark_bounced(case.session, address, case.on):
        case.tx.audit("address bounced", person=person)
        outcomes.made.append({"did": "bounced", "line": "", "entries": None, "letters": []})
    return outcomes
