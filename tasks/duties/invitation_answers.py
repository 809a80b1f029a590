"""Answers to an invitation: accepted, tentative or declined, as the calendar brings them."""

from __future__ import annotations

from uuid import UUID

from tasks.duties.office import Office
from tasks.mail.mailer import Coming


def invitation_answered(office: Office, event_key: str, person: UUID, coming: Coming, by: str) -> bool:
    """Note for ``person``, whose invitation it was, how they answered; the last answer counts.

    ``event_key`` is that of the calendar item, ``group/meeting/event``; ``by`` the actor of the audit trail.
    True when it is on record. False when nothing is to be noted: the meeting is over or cancelled, the key
    is none of ours, the person no longer belongs to the group, or they had said so already. Problem never.
    """
    raise NotImplementedError
