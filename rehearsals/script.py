"""The script of the rehearsal: the events of each month that differ from an ordinary one, and the Word files
that authors and the unit send.

What a year has that no month of the script has: a task and finish group, research, and partnerships.

Each event comes two working days after a meeting, when its record is in. Three months have none.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.boards.report import Box
from forum.calendar.working_days import ONE_DAY, WorkingDays
from forum.inbox.sayings import ResearchAsked
from forum.partnerships import BriefingKind
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.research import ResearchKind
from forum.task_groups.commission import read_commission
from forum.task_groups.stages import TaskStep
from forum.text.wording import full_date
from rehearsals.business import ACCEPTED, COMMISSIONED
from samples.task_group import CODE, commission_page
from tasks.documents.word.print_document import W
from tasks.duties.base.office import Office, UnitOfWork, unit_of_work
from tasks.duties.partnerships.contacts import put_before_group, register_contact
from tasks.duties.research.accept_research import ask_for_research
from tasks.duties.task_groups.commission import commission_task_group, propose_task_group
from tasks.duties.task_groups.end import close_task_group
from tasks.register.members.people import people_at
from tasks.register.other_bodies import contacts_of
from tasks.register.tables import BriefingRow, DecisionRow
from tasks.register.task_groups import open_task_groups, task_steps


@dataclass(frozen=True)
class Scene:
    """The month of one meeting. ``chair`` says how the Chair answers the draft agenda."""

    chair: Literal["agrees", "amends", "is silent"] = "agrees"
    late_paper: bool = False
    walk_in: bool = False
    inquorate: bool = False
    leaver_and_mover: bool = False


SCENES = (
    Scene(late_paper=True, walk_in=True),
    Scene(chair="amends", inquorate=True, leaver_and_mover=True),
    Scene(chair="is silent"),
)
OFF_AFTER_MEETING = 2  # the service is off after the second meeting,
OFF_FROM, OFF_FOR = 5, 3  # from the fifth working day on, for three

# Seats by their place in the terms, counted from 0. A Chair who fills one comes to each meeting.
OF_CHAIR = -1
POOR_ATTENDER = 1
REMOTE = 9
DEPUTISED = 3
WALK_IN = 11
LEAVER = 8
MOVER = 10
ABSENT_WHEN_INQUORATE = (1, 2, 6, 7, 11)
HISTORY = {POOR_ATTENDER: "PAXP"}  # at the meetings held before the rehearsal begins

REPORT = {  # what the unit writes in a report to a board; {topic} and {measure} are of its month
    Box.ASKS: "note the progress of the action plan",
    Box.IN_BRIEF: "At its last meeting the group took “{topic}”. What it could not do is below.",
    Box.CONFIDENCE: "Reasonable: what is late is named below, with its reason.",
    Box.DIFFERENCE: "{measure}",
}
NOTED = "1 noted"
ASKS = {  # what a board asks of the group, by the board and the month in which it met
    ("KSCB-BG", 2): "a page on training before the summer",
    ("MSCB", 5): "the schools in Medway that do not have the lessons yet",
    ("KSCB", 9): "a page on what the youth forum said",
    ("MSCB", 12): "the measures of next year’s priorities",
}

REPLIES: Mapping[QuestionKind, Reply] = {
    QuestionKind.AMEND_AGENDA: Reply(Word.DONE),
    QuestionKind.AGREE_MINUTES: Reply(Word.AGREE_MINUTES),
    QuestionKind.AGREE_REPORT: Reply(Word.AGREE_REPORT),
    QuestionKind.ACKNOWLEDGE_REPORT: Reply(Word.RECEIVED),
    QuestionKind.RELEASE_UNAGREED_REPORT: Reply(Word.RELEASE),
    QuestionKind.ALLOW_LATE_PAPER: Reply(Word.ALLOW),
    QuestionKind.LET_READ_PART_TWO: Reply(Word.ALLOW),
    QuestionKind.DISCHARGE_ACTION: Reply(Word.DISCHARGE),
    QuestionKind.ESCALATE_ACTION: Reply(Word.SEND),
    QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE: Reply(Word.SEND),
    QuestionKind.SETTLE_MATTER: Reply(Word.SEEN),
    QuestionKind.RULE_ON_QUORUM: Reply(Word.NOT_QUORATE),
    QuestionKind.RELEASE_UNAGREED_MINUTES: Reply(Word.RELEASE),
    QuestionKind.FILL_PART_TWO: Reply(Word.DONE),
    QuestionKind.NAME_DEPUTY: Reply(Word.NONE),
    QuestionKind.RECORD_AGREEMENT: Reply(Word.SIGNED),
    QuestionKind.TAKE_ON_ACTION: Reply(Word.ACCEPT),
}

SILENT_OWNER, BUSY_OWNER, DILIGENT_OWNER = 5, 0, 4
OWNERS = ((SILENT_OWNER, 7), (BUSY_OWNER, 14), (DILIGENT_OWNER, 10))  # each with the days for a task
OUTSIDE_OWNER = (
    "Youth Service Manager",
    "youth.service.manager@youth.example",
    "Draft the leaflet for parents",
)


def scene(number: int) -> Scene:
    """The scene of the first, second ... meeting; after the script has ended, an ordinary month."""
    return SCENES[number - 1] if number <= len(SCENES) else Scene()


REFERRED = {8: "Community Safety Partnerships"}  # meeting → where its decision is referred to
CONTACTS = {
    "Community Safety Partnerships, Ashford": "CSP Coordinator, csp@ashford.example, 01233 000000",
    "Health & Wellbeing Board": "Board Support Officer, board.support@health.example, 03000 000200",
}
ASKS_FOR_RESEARCH = "head.of.inclusion@education.kent.example"
QUESTION = "What do other counties do so that return interviews are taken up?"
WHY = {  # what makes it the business of a partnership
    "Community Safety Partnerships": "Your wardens and licensing officers see where young people gather.",
    "Health & Wellbeing Board": "Nurses in clinics and schools are often the first to see these children.",
}
BRIEFING = """{kind}
DECIDED: {decided}
WHY: {why}
{ask}PASS ON: All of it."""
ASK = """ASK: Say which of your staff can take part.
BY: {by}
"""
BEGINS_IN = 50  # days after a task group is proposed
DECIDES_IN, ANSWERS_IN = 120, 40  # days until research is decided on, and until a briefing is answered
DOMAINS = ("ashford.example", "health.example", "society.example")

YEAR_REPLIES: Mapping[QuestionKind, Reply] = {
    QuestionKind.AGREE_SCOPE: Reply(Word.AGREE),
    QuestionKind.REPORT_WORK: Reply(Word.GREEN, "The figures of both councils are in"),
    QuestionKind.ANSWER_RESEARCH: Reply(Word.ACCEPT, "M"),
    QuestionKind.REPORT_RESEARCH: Reply(Word.PROGRESS, "Four of six counties have answered"),
    QuestionKind.SEE_RESEARCH: Reply(Word.SEEN),
    QuestionKind.USE_RESEARCH: Reply(Word.USED, "The group tries what two counties do, for half a year"),
    QuestionKind.AGREE_BRIEFINGS: Reply(Word.AGREE_BRIEFINGS),
    QuestionKind.ACKNOWLEDGE_BRIEFING: Reply(Word.RECEIVED),
}


@dataclass(frozen=True)
class Year:
    """The events of a group's year. ``days`` are its working days."""

    office: Office
    code: str
    group_id: UUID
    days: WorkingDays

    def after_meeting(self, number: int, today: dt.date) -> None:
        """Do what comes after the first, second ... meeting, and what its decisions on the task group ask."""
        with unit_of_work(self.office, "command: year", today) as work:
            for event in EVENTS.get(number, ()):
                event(self, work)
            self._follow_decisions(work)

    def propose_task_group(self, work: UnitOfWork) -> None:
        """Propose the sample's task group, from the first Monday on that gives it working days alone."""
        monday = work.on + BEGINS_IN * ONE_DAY
        monday += -monday.weekday() % 7 * ONE_DAY
        while not all(map(self.days.is_working, read_commission(self._page(monday), "page").meetings)):
            monday += 7 * ONE_DAY
        propose_task_group(work, self._page(monday), "page")

    def ask_for_research(self, work: UnitOfWork) -> None:
        """Have a member ask what is to be found out before a decision."""
        (member,) = people_at(work.session, ASKS_FOR_RESEARCH, work.on)
        by = work.on + DECIDES_IN * ONE_DAY
        asked = ResearchAsked(
            question=QUESTION, decision="how interviews are offered", by=by, kind=ResearchKind.WHAT_OTHERS_DO
        )
        ask_for_research(work, self.group_id, asked, member)

    def register_contacts(self, work: UnitOfWork) -> None:
        """Register who carries messages to and from partnerships."""
        for of, details in CONTACTS.items():
            register_contact(work, self.group_id, of, details)

    def hear_from_partnership(self, work: UnitOfWork) -> None:
        """Put what a contact sends before the group."""
        contact = contacts_of(work.session, self.group_id, work.on)[0]
        put_before_group(work, contact, BriefingKind.COMMENT)

    def _page(self, start: dt.date) -> str:
        return commission_page(start, self.code)

    def _follow_decisions(self, work: UnitOfWork) -> None:
        """Commission the task group once that is decided, and close it once its report is accepted."""
        for row in open_task_groups(work.session, self.group_id):
            decided = {
                decision.text: decision.reference
                for decision in work.session.scalars(
                    select(DecisionRow).where(
                        DecisionRow.group_id == self.group_id,
                        DecisionRow.text.in_((COMMISSIONED, ACCEPTED)),
                        or_(~DecisionRow.to_ratify, DecisionRow.ratified_at_id.is_not(None)),
                    )
                )
            }
            if COMMISSIONED in decided and row.child_id is None:
                commission_task_group(work, CODE, decided[COMMISSIONED])
            elif ACCEPTED in decided and task_steps(work.session, row.id)[TaskStep.ACCEPTED].verdict is None:
                close_task_group(work, CODE, decided[ACCEPTED])


EVENTS: Mapping[int, tuple[Callable[[Year, UnitOfWork], None], ...]] = {
    4: (Year.propose_task_group,),
    5: (Year.ask_for_research,),
    7: (Year.register_contacts,),
    9: (Year.hear_from_partnership,),
}


def briefing(session: Session, row: BriefingRow, today: dt.date) -> Reply:
    """Return the words of a briefing, as the unit writes them: on a decision, or without one on the last."""
    *_, last = session.scalars(
        select(DecisionRow)
        .where(DecisionRow.meeting_id == row.meeting_id, DecisionRow.reference.startswith(row.decision))
        .order_by(DecisionRow.reference)
    )
    ask = ASK.format(by=full_date(today + ANSWERS_IN * ONE_DAY)) if row.decision else ""
    kind = BriefingKind.ACTION if row.decision else BriefingKind.INFORMATION
    decided = last.text if row.decision else f"In the last three months, among other things: {last.text}"
    text = BRIEFING.format(kind=str(kind).upper(), decided=decided, why=WHY[row.partnership], ask=ask)
    return Reply(Word.BRIEFING, text)


def paper(marking: str, reference: str, title: str) -> bytes:
    """A one-page paper in Word."""
    document = Document()
    for section in document.sections:
        section.header.paragraphs[0].text = marking
    document.core_properties.title = title
    document.core_properties.author = ""
    document.add_heading(title, level=1)
    document.add_paragraph(f"Paper for the meeting {reference}.")
    document.add_heading("What the group is asked", level=2)
    document.add_paragraph("To consider the position and to agree the next steps.")
    return _saved(document)


def written_minutes(draft: bytes, corrections: Mapping[str, str]) -> bytes:
    """The draft as the unit sends it back: read through in Word, with words put for others, and saved."""
    document = Document(io.BytesIO(draft))
    for text in document.element.body.iter(f"{W}t"):
        for wrong, right in corrections.items():
            text.text = (text.text or "").replace(wrong, right)
    return _saved(document)


def written_report(draft: bytes, words: Mapping[Box, str]) -> bytes:
    """The draft of a report to a board with words typed into its boxes, a paragraph a line."""
    document = Document(io.BytesIO(draft))
    for control in document.element.body.iter(f"{W}sdt"):
        text = words.get(Box(control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")))
        if text is not None:
            inside = control.find(f"{W}sdtContent")
            for paragraph in list(inside):
                inside.remove(paragraph)
            for line in text.split("\n"):
                inside.append(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{line}</w:t></w:r></w:p>"))
    return _saved(document)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
