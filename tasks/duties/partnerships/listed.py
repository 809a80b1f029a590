"""What goes to partnerships and comes from them, as the unit looks at it: waiting or taken, at both ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from forum.partnerships.briefings import BriefingState
from forum.questions.kinds import QuestionKind
from forum.text.wording import short_date
from tasks.duties.questions.ask import questions_about
from tasks.register.meetings import HELD
from tasks.register.partnerships import briefings_in, contacts_of, messages_in
from tasks.register.tables import AgendaItemRow, BriefingRow, GroupRow, MeetingRow


@dataclass(frozen=True)
class PartnershipMessage:
    """A briefing or a contact's message: its ``reference`` or day, to or from ``whom``, its ``purpose`` and
    how it stands."""

    reference: str
    whom: str
    purpose: str
    standing: str


def messages_both_ways(session: Session, group: GroupRow) -> Sequence[PartnershipMessage]:
    """Return the briefings of a group, and what its partnerships sent, the oldest first of each."""
    sent = [
        PartnershipMessage(
            row.reference, f"to {row.partnership}", str(row.kind or ""), _standing(session, row)
        )
        for row in briefings_in(session, group.id)
    ]
    came = []
    for message, contact in messages_in(session, group.id):
        item = session.get_one(AgendaItemRow, message.item_id)
        meeting = session.get_one(MeetingRow, item.meeting_id)
        standing = "taken" if meeting.state is HELD else "waiting"
        came.append(
            PartnershipMessage(
                short_date(message.on),
                f"from {contact.body}",
                str(message.kind),
                f"{standing}, {meeting.reference}",
            )
        )
    return [*sent, *came]


def _standing(session: Session, row: BriefingRow) -> str:
    """Say how a briefing stands: for one that is agreed, how many contacts have acknowledged it."""
    if row.state is not BriefingState.AGREED:
        return row.state.value
    people = {
        contact.person_id
        for contact in contacts_of(session, row.group_id, row.agreed_on or row.opened)
        if contact.partnership == row.partnership
    }
    asked = [
        question
        for person in people
        for question in questions_about(session, person, QuestionKind.ACKNOWLEDGE_BRIEFING)
        if question.meeting_id == row.meeting_id
    ]
    acknowledged = sum(question.answered is not None for question in asked)
    return f"acknowledged by {acknowledged} of {len(asked)}"
