"""People who do what is theirs on fixed days, whether the service was on or off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence

from forum.calendar.steps import StepKind
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from tasks.duties.actions.action_log import report_action
from tasks.duties.answers.record_answer import answer
from tasks.duties.coming.apologies import note_apology, note_coming
from tasks.duties.papers.file_paper import clean_paper, file_paper
from tasks.duties.papers.send_packs import release_pack
from tasks.duties.questions.ask import is_open
from tasks.register.documents import MINUTES, latest_editions
from tasks.register.meetings import meeting_by_reference
from tasks.register.papers import paper_rows
from tasks.register.tables import ActionRow, MeetingDocumentRow, MeetingRow, QuestionRow
from tests.tasks.duties.do import do
from tests.tasks.duties.month_ahead import PDF
from tests.tasks.duties.secretariat import CHAIR, NURSE, SEATS, Forum

Act = Callable[[], bool]

POLICE = "Detective Superintendent, Public Protection"
ABSENT = SEATS[:5]  # who send apologies when a meeting is short


class People:
    """The people of the sample's group around the meetings of these references.

    The nurse reports her action done, the police never say a word about theirs. ``agenda_agreed`` is how many
    working days before its deadline the Chair agrees an agenda. What can't be done on its day yet, since the
    service has not come to it, is done on the first day that it can. Meetings that are ``short`` have five
    apologies.
    """

    def __init__(
        self, forum: Forum, references: Sequence[str], *, agenda_agreed: int, short: Collection[str] = ()
    ) -> None:
        self.forum, self.agenda_agreed, self.short = forum, agenda_agreed, short
        self.to_do = [act for reference in references for act in self._acts(reference)]

    def act(self) -> None:
        """Do today all that was to be done by today and has not been."""
        today = self.forum.today
        self.to_do = [(day, act) for day, act in self.to_do if day > today or not act()]

    def _acts(self, reference: str) -> Iterator[tuple[dt.date, Act]]:
        add = self.forum.office.calendars["MASE"].add
        held = self.forum.meeting(reference).date
        agenda = self._deadline(reference, StepKind.AGENDA_AGREED)
        papers = self._deadline(reference, StepKind.PAPERS_OUT)
        agree = add(agenda, -self.agenda_agreed)
        yield add(agenda, -10), lambda: self._propose(reference)
        yield agree, self._answers(QuestionKind.AGREE_AGENDA, Word.AGREE, reference)
        yield add(papers, -3), lambda: self._send_paper(reference)
        yield add(papers, -1), lambda: self._release(reference)
        yield add(held, -6), lambda: self._say_who_comes(reference)
        yield add(held, 2), lambda: self._file_record(reference)
        yield add(held, 5), self._answers(QuestionKind.RULE_ON_QUORUM, Word.QUORATE, reference)
        yield add(held, 7), lambda: self._file_minutes(reference)
        yield add(held, 8), self._answers(QuestionKind.AGREE_MINUTES, Word.AGREE, reference)
        yield add(held, 9), lambda: self._report(f"{reference}/01")
        yield add(held, 14), self._answers(QuestionKind.DISCHARGE_ACTION, Word.DISCHARGE, f"{reference}/01")
        yield add(held, 23), self._answers(QuestionKind.ESCALATE_ACTION, Word.SEND, f"{reference}/02")

    def _deadline(self, reference: str, kind: StepKind) -> dt.date:
        deadline = self.forum.step(kind, reference).deadline
        assert deadline
        return deadline

    def _answers(self, kind: QuestionKind, word: Word, about: str) -> Act:
        """The Chair answers the question of a kind about a meeting or an action, when it is open."""

        def act() -> bool:
            found = [one for one in self.forum.questions(kind) if self._is_about(one, about)]
            for question in filter(is_open, found):
                chair = self.forum.person(CHAIR)
                do(answer, self.forum.office, question.id, Reply(word), by=chair, channel=Channel.REPLY)
            return bool(found)

        return act

    def _is_about(self, question: QuestionRow, about: str) -> bool:
        is_action = about.count("/") == 2
        row: ActionRow | MeetingRow = self.forum.action(about) if is_action else self.forum.meeting(about)
        return question.about_id == row.id

    def _propose(self, reference: str) -> bool:
        self.forum.propose("Housing and exploitation", reference)
        return True

    def _send_paper(self, reference: str) -> bool:
        if not self._is_agenda_agreed(reference):
            return False
        with self.forum.office.register.reading() as session:
            numbers = [
                item.number for _, item in paper_rows(session, meeting_by_reference(session, reference).id)
            ]
        for number in numbers:
            do(file_paper, self.forum.office, reference, number, clean_paper(self.forum.office, PDF))
        return True

    def _release(self, reference: str) -> bool:
        if not self._is_agenda_agreed(reference):
            return False
        release_pack(self.forum.office, reference, "test")
        return True

    def _is_agenda_agreed(self, reference: str) -> bool:
        return self.forum.step(StepKind.AGENDA_AGREED, reference).done is not None

    def _say_who_comes(self, reference: str) -> bool:
        people, today = self.forum.members(), self.forum.today
        for seat in people.seats_on(today):
            member = people.core_member(seat.id, today)
            assert member
            says = note_apology if self._is_absent(reference, seat.short_name) else note_coming
            do(says, self.forum.office, reference, member.id)
        return True

    def _is_absent(self, reference: str, seat: str) -> bool:
        return reference in self.short and seat in ABSENT

    def _file_record(self, reference: str) -> bool:
        due = self.forum.meeting(reference).date + dt.timedelta(days=10)
        minuted = any(row.kind == MINUTES for row in self.forum.rows(MeetingDocumentRow))
        if not self._is_agenda_agreed(reference):
            return False
        self.forum.file_record(
            reference,
            attendance={seat: "Apologies" for seat in SEATS if self._is_absent(reference, seat)},
            actions=tuple(
                {
                    "Item": "5",
                    "Short title (no names)": title,
                    "Action in full": title,
                    "Owner": owner,
                    "Due": f"{due:%d/%m/%y}",
                }
                for title, owner in (("Share the calendar", NURSE), ("Map the places", POLICE))
            ),
            last_minutes="Confirmed" if minuted else "",
        )
        return True

    def _file_minutes(self, reference: str) -> bool:
        with self.forum.office.register.reading() as session:
            if not latest_editions(session, meeting_by_reference(session, reference).id, MINUTES):
                return False
        self.forum.file_minutes(reference)
        return True

    def _report(self, action: str) -> bool:
        do(report_action, self.forum.office, action, Reply(Word.DONE, "Shared."), None)
        return True
