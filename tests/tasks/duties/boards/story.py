"""The Business Group meets on Thursday 25 February 2027, and a report to it is played day by day."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import docx

from flows.do_what_is_due import CALENDAR, MORNING
from forum.boards.report import Box
from forum.boards.steps import ReportStep
from forum.calendar.steps import StepKind, StepVerdict
from forum.letters.base import Letter
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.terms.parts.duties import Body
from rehearsals.script import written_report
from tasks.documents.word.print_document import W
from tasks.duties.base.batches import Duty, do_each
from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tasks.register.documents import fetch
from tasks.register.meetings import steps_of
from tasks.register.other_bodies import report_editions, report_steps, reports_of
from tasks.register.papers import agenda_items
from tasks.register.tables import BoardReportRow, ReportStepRow
from tests.english import day
from tests.forum.policies import MASE
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, JANUARY, UNIT

SECRETARY = "KSCB Board Secretary"
MEETS, MEETS_AGAIN = dt.date(2027, 2, 25), dt.date(2027, 6, 24)
BUSINESS_GROUP = MASE.bodies[0].model_copy(update={"dates": (MEETS, MEETS_AGAIN)})
FLOW = "report_to_boards"
WRITTEN = {
    Box.ASKS: "agree the plan for 2027\nfund the training of GPs",
    Box.IN_BRIEF: "The group met as planned.",
    Box.CONFIDENCE: "Reasonable: training waits for staff.",
    Box.RISKS: "Jo Field has told us of 3 children.",
}


def text_of(content: bytes) -> str:
    """All text of a Word file, a line a paragraph."""
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))


@dataclass
class Story:
    """A report to the Business Group, with real Word files; letters are kept as they were written."""

    post: Post

    @classmethod
    def of(cls, office: Office, clock: SetClock, body: Body = BUSINESS_GROUP) -> Story:
        policy = office.policies["MASE"].model_copy(update={"bodies": (body,)})
        story = cls(Post.of(replace(office, policies={"MASE": policy}), clock))
        story.post.forum.office = replace(story.post.office, documents=office.documents)
        return story

    def remember(self) -> Any:
        return self.post.remember()

    def recall(self, remembered: Any) -> None:
        self.post.recall(remembered)

    @property
    def office(self) -> Office:
        return self.post.office

    @property
    def body(self) -> Body:
        """The board, as the policy has it."""
        return self.office.policies["MASE"].bodies[0]

    def with_body(self, *bodies: Body) -> None:
        """From now on the policy has this board, or none."""
        policy = self.office.policies["MASE"].model_copy(update={"bodies": bodies})
        self.post.forum.office = replace(self.office, policies={"MASE": policy})

    def held_and_minuted(self) -> None:
        """January's meeting is on record, and the Chair agreed its minutes on Wednesday 20 January. In
        February agenda and papers are in time."""
        forum = self.post.forum
        forum.on("Tue 29 Dec 2026")
        forum.draft_agenda()
        forum.on("Wed 13 Jan 2027")
        forum.file_record(
            attendance={"CAMHS": "Absent"},
            actions=(
                {
                    "Reference": f"{JANUARY}/01",
                    "Short title (no names)": "Training",
                    "Action in full": "Train.",
                    "Owner": "Designated Nurse",
                    "Seat": "CCGs",
                    "Due": "12/2/2027",
                },
            ),
        )

        self.keep_february()

    def agree_minutes(self, on: str, reference: str = JANUARY) -> None:
        """The step of agreeing a meeting's minutes is done on a day."""
        with self.office.register.transaction("test") as tx:
            step = self.post.forum.step(StepKind.MINUTES_AGREED, reference)
            row = tx.session.get_one(type(step), step.id)
            row.done = day(on)

    def morning(self, date: str) -> None:
        """What the flow for boards does on a day, the questions of that morning, and its letters."""
        self.post.forum.on(date)
        today = self.post.forum.today
        for work in MORNING[FLOW]:
            for duty in work.duties:
                self.do(duty, work.find(self.office, today), today, f"flow {FLOW}")
        self.post.put_questions()
        self.post.send()
        for work in CALENDAR["deliver_mail"][-1:]:
            for duty in work.duties:
                self.do(duty, work.find(self.office, today), today, "flow deliver_mail")

    def do(self, duty: Duty, found: Sequence[UUID], day: dt.date, by: str) -> None:
        """One duty, for each of the reports or groups with something due."""
        do_each(self.office, duty, found, day, by)

    def report(self) -> BoardReportRow:
        with self.office.register.reading() as session:
            return reports_of(session, self.post.forum.group)[-1]

    def steps(self) -> dict[ReportStep, ReportStepRow]:
        with self.office.register.reading() as session:
            return report_steps(session, self.report().id)

    def file(self) -> bytes:
        """The latest version of the report."""
        with self.office.register.reading() as session:
            return fetch(session, report_editions(session, self.report().id)[-1].sha256)

    def draft(self) -> None:
        """On Monday 25 January the draft goes to the unit."""
        self.held_and_minuted()
        self.agree_minutes("Wed 20 Jan 2027")
        self.morning("Mon 25 Jan 2027")

    def send_back(self, words: dict[Box, str] = WRITTEN) -> list[str]:
        """The unit replies to the last draft with words in its boxes; what it is told."""
        before = len(self.post.told())
        sent = self.post.sent("report_draft", UNIT)
        self.post.hear("Here it is.", to=sent, files={"report.docx": written_report(self.file(), words)})
        return self.post.told()[before:]

    def keep_february(self) -> None:
        """February's agenda and papers go out in time; no report waits for its record, which is due late."""
        with self.office.register.transaction("test") as tx:
            for step in steps_of(tx.session, self.post.forum.meeting(FEBRUARY).id):
                if step.kind in (StepKind.AGENDA_AGREED, StepKind.PAPERS_OUT):
                    step.done, step.verdict = step.deadline, StepVerdict.ON_TIME
                if step.kind is StepKind.RECORD:
                    step.deadline = dt.date(2027, 2, 17)

    def hand_back(self) -> None:
        """On Thursday 28 January the unit sends the report back; on 4 February the Chair is asked."""
        self.post.forum.on("Thu 28 Jan 2027")
        self.send_back()
        self.morning("Mon 1 Feb 2027")
        self.morning("Thu 4 Feb 2027")

    def agree(self) -> None:
        """On Friday 5 February the Chair agrees the report."""
        self.post.forum.on("Fri 5 Feb 2027")
        self.post.hear("AGREE REPORT KSCB-BG", to=self.post.sent("chair", CHAIR))

    def go(self) -> None:
        """On Monday 15 February, its deadline, the report goes to the board's secretary."""
        self.morning("Mon 15 Feb 2027")

    def ask(self) -> None:
        """On Tuesday 2 March the secretary, who has the report, is asked what the board decided."""
        self.post.hear("Received, thank you.", to=self.post.sent("board_report", SECRETARY))
        self.morning("Tue 2 Mar 2027")

    def letter(self, kind: type[Letter]) -> Letter:
        """The last letter of a kind."""
        return [letter for letter in self.post.letters.printed if isinstance(letter, kind)][-1]

    def from_boards(self, reference: str) -> list[str]:
        """The titles of the items from boards on an agenda."""
        with self.office.register.reading() as session:
            meeting = self.post.forum.meeting(reference)
            items = agenda_items(session, meeting.id)
            return [item.title for item in items if not item.standing and item.place == "boards"]

    def answered(self, kind: QuestionKind) -> Word | None:
        """The answer to the last question of a kind."""
        return self.post.forum.questions(kind)[-1].answer
