"""What waits for an answer, as the unit sees it: what is asked, of whom, since when, and what answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.questions.kinds import ABOUT_PAPERS, PHRASE, QuestionKind
from forum.text.wording import short_day_month
from tasks.duties.base.names import place_in_words
from tasks.duties.base.office import Office
from tasks.register.groups import groups
from tasks.register.members import membership
from tasks.register.questions import open_questions
from tasks.register.tables import ActionRow, AgendaItemRow, MeetingRow, PaperRow, QuestionRow

WORDS: Mapping[QuestionKind, str] = {
    QuestionKind.AGREE_AGENDA: "AGREE, or what to change",
    QuestionKind.AMEND_AGENDA: "DONE",
    QuestionKind.AGREE_MINUTES: "AGREE, or what to change",
    QuestionKind.ALLOW_LATE_PAPER: "ALLOW or NO",
    QuestionKind.WAIVE_NOTICE: "ALLOW or NO",
    QuestionKind.SETTLE_BETWEEN_CHAIRS: "what they settled on: AGREE, ALLOW, NO …",
    QuestionKind.RELEASE_PACK: "RELEASE",
    QuestionKind.RELEASE_UNAGREED_MINUTES: "RELEASE",
    QuestionKind.DISCHARGE_ACTION: "DISCHARGE or RETURN",
    QuestionKind.SEND_ATTENDANCE_NOTICE: "SEND or NO",
    QuestionKind.ESCALATE_ACTION: "SEND or NO",
    QuestionKind.RULE_ON_QUORUM: "QUORATE or NOT QUORATE",
    QuestionKind.PROVIDE_PAPER: "VERBAL or WITHDRAW, or mase file paper",
    QuestionKind.NAME_DEPUTY: "the deputy’s name or address, or NONE",
    QuestionKind.UPDATE_ACTION: "DONE, a new date and why, HELP, or how it stands",
    QuestionKind.FILE_RECORD: "mase file record",
    QuestionKind.DRAFT_MINUTES: "mase file minutes",
    QuestionKind.RECORD_AGREEMENT: "SIGNED, or mase member signed",
    QuestionKind.TAKE_ON_ACTION: "ACCEPT, or TO and whose it is from now on",
    QuestionKind.HAND_OVER_ACTION: "TO and whose it is from now on",
    QuestionKind.APPLY_MEMBERS: "APPLY or NO",
    QuestionKind.CHANGE_ADDRESS: "APPLY or NO",
}


@dataclass(frozen=True)
class OpenQuestion:
    """One question; ``of`` is a role or seat, ``about`` a reference, never a name or a title."""

    id: UUID
    group: str
    what: str
    about: str
    of: str
    asked: dt.date | None
    due: dt.date
    words: str


def waiting_for_answers(office: Office, group: str | None = None) -> tuple[OpenQuestion, ...]:
    """All open questions of a group, or of all, those due first at the top, of one day by what they ask.

    Problem for an unknown group.
    """
    today = office.clock.now().date()
    found = []
    with office.register.reading() as session:
        for row in groups(session, group):
            members = membership(session, row.id, today)
            found += [
                OpenQuestion(
                    id=question.id,
                    group=row.code,
                    what=PHRASE[question.kind],
                    about=what_about(session, question),
                    of=place_in_words(members, question.of_id, today),
                    asked=question.asked,
                    due=question.due,
                    words=WORDS[question.kind],
                )
                for question in open_questions(session, row.id)
            ]
    return tuple(sorted(found, key=lambda one: (one.due, one.what, one.about, one.of)))


def what_about(session: Session, question: QuestionRow) -> str:
    """What a question is about: the reference of a meeting or action, and an item's number."""
    meeting = session.get(MeetingRow, question.meeting_id) if question.meeting_id else None
    on = f"{meeting.reference} {short_day_month(meeting.date)}" if meeting else ""
    if question.kind in ABOUT_PAPERS:
        paper = session.get_one(PaperRow, question.about_id)
        return f"{on}, item {session.get_one(AgendaItemRow, paper.item_id).number}"
    if action := session.get(ActionRow, question.about_id):
        return action.reference
    return on
