"""The checks of a letter to a partnership's contact: it says what the Chair agreed, and nothing else."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from forum.outbox.conditions import AgreedBriefing
from forum.outbox.states import State
from forum.partnerships.briefings import BriefingState, decision_digest, partnerships_in
from tasks.mail.sending.moment_of_sending import SendingContext, Stop
from tasks.register.partnerships import words_of
from tasks.register.tables import BriefingRow, DecisionRow, DispatchRow, PartnershipContactRow


def digest_of_body(subject: str, text: str, html: str) -> str:
    """Return a mark of a letter's words, by which a change of any is noticed: SHA-256 in hexadecimal."""
    return hashlib.sha256("\0".join((subject, text, html)).encode()).hexdigest()


def briefings_are_as_agreed(row: DispatchRow, context: SendingContext) -> Stop | None:
    """Check that a letter is as it was written, that each briefing in it is word for word what the Chair
    agreed, on a decision that stands as it did, and that the recipient is still a contact of that
    partnership."""
    if not row.conditions.briefings:
        return None
    if row.attachments:
        return Stop(State.HELD, "Nothing is ever attached to a briefing.")
    if digest_of_body(row.subject, row.text, row.html) != row.conditions.body:
        return Stop(State.HELD, "It does not say what was written when the Chair agreed it.")
    reasons = (_why_not(agreed, row, context) for agreed in row.conditions.briefings)
    reason = next(filter(None, reasons), "")
    return Stop(State.HELD, reason) if reason else None


def _why_not(agreed: AgreedBriefing, row: DispatchRow, context: SendingContext) -> str:
    """Return why a briefing may not go to the recipient, in a sentence; empty when it may."""
    briefing = context.session.get(BriefingRow, agreed.id)
    words = words_of(briefing) if briefing else None
    if briefing is None or words is None or briefing.state is not BriefingState.AGREED:
        return "A briefing in it is not agreed by the Chair."
    if not words.digest == briefing.agreed_digest == agreed.digest:
        return f"{briefing.reference} is not word for word what the Chair agreed."
    if reason := _why_not_on_that_decision(briefing, context):
        return reason
    contact = context.session.get(PartnershipContactRow, agreed.contact)
    is_contact = contact is not None and (contact.person_id, contact.partnership) == (
        row.person_id,
        briefing.partnership,
    )
    if contact is None or not is_contact or (contact.last and contact.last < context.as_of):
        return f"The recipient is no contact of {briefing.partnership} any more."
    return ""


def _why_not_on_that_decision(briefing: BriefingRow, context: SendingContext) -> str:
    """Return why the decision stands in the way of a briefing; empty where it stands as it did, or where the
    briefing is on a quarter and on no decision."""
    if not briefing.decision:
        return ""
    query = select(DecisionRow).where(
        DecisionRow.meeting_id == briefing.meeting_id, DecisionRow.reference == briefing.decision
    )
    decision = context.session.scalars(query).one_or_none()
    if decision is None or decision_digest(decision.reference, decision.text) != briefing.of_digest:
        return f"The decision that {briefing.reference} is on has changed since the Chair agreed it."
    if not partnerships_in(decision.refer_to, [briefing.partnership]):
        return (
            f"The decision that {briefing.reference} is on is no longer referred to {briefing.partnership}."
        )
    return ""
