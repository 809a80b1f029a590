"""Papers: filed by their authors, late ones with the Chair's leave, or verbal, or withdrawn (clause 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from forum.calendar.steps import StepKind
from forum.papers.papers import (
    Paper,
    PaperState,
    Readers,
    is_collected,
    paper_may_move,
    state_when_filed,
)
from forum.papers.remarks import remarks_in_words
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from forum.text.wording import listed
from tasks.documents.papers.take_paper import TakenPaper, take_paper
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import Office
from tasks.duties.base.steps import finish_step
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.papers.ask_for_release import put_anew
from tasks.duties.questions.ask import close_question, open_question, withdraw_question
from tasks.duties.questions.ask_chairs import ask_chairs
from tasks.mail.sending.queue import Enclosure
from tasks.register.documents import name_of, store
from tasks.register.meetings import HELD, meeting_by_reference, planned_meeting, step_of
from tasks.register.papers import (
    circulated_agenda,
    item_by_number,
    paper_of_item,
    paper_rows,
)
from tasks.register.tables import (
    AgendaItemRow,
    MeetingRow,
    PaperRow,
    QuestionRow,
)


@dataclass(frozen=True)
class FiledPaper:
    """A paper as it is now filed; ``remarks`` say what was found in the file, a sentence each."""

    state: PaperState
    remarks: tuple[str, ...]


def clean_paper(office: Office, content: bytes) -> TakenPaper:
    """Read and clean a paper, within the limits of the office, before a transaction begins."""
    return office.limited.run(take_paper, content)


def file_paper(
    work: UnitOfWork,
    reference: str,
    number: str,
    new: TakenPaper,
    *,
    tabled: bool = False,
    channel: Channel = Channel.COMMAND,
) -> FiledPaper:
    """File the paper of an item, once ``clean_paper`` has taken it.

    After the pack has gone out it waits for the Chair's leave, unless it is tabled.
    """
    meeting = meeting_by_reference(work.session, reference)
    if not (tabled and meeting.state == HELD):  # what was handed out is filed before or after the record
        meeting = planned_meeting(work.session, reference)
    forum, _ = forum_of_meeting(work, meeting.id)
    item = item_by_number(work.session, meeting.id, number)
    paper = paper_of_item(work.session, item) or _add_paper(forum, item)
    before = paper.document
    name = paper_name(reference, number, new.ending)
    paper.document = store(work.session, name, new.media_type, new.content, forum.on)
    paper.remarks = sorted(new.remarks)
    paper.filed_on = forum.on
    pack_out = circulated_agenda(work.session, meeting.id, 1) is not None
    if tabled:
        _move(paper, PaperState.TABLED)
    else:
        paper.state = state_when_filed(paper.state, pack_out=pack_out)
    paper.supplement = None
    work.audit("paper filed", meeting=meeting.id, paper=paper.id, state=paper.state)
    _no_longer_wanted(forum, meeting, paper, Word.FILED, channel)
    if paper.state == PaperState.FILED:
        put_anew(forum, meeting, [f"Item {number}: {'a newer paper' if before else 'its paper'} has come."])
    if paper.state == PaperState.LATE_WANTED:
        ask_chairs(
            forum,
            QuestionKind.ALLOW_LATE_PAPER,
            about=paper.id,
            due=min(forum.days.add(forum.on, 2), meeting.date),
            meeting_id=meeting.id,
        )
    return FiledPaper(paper.state, remarks_in_words(paper.remarks))


def no_paper(work: UnitOfWork, reference: str, number: str, word: Word) -> None:
    """Note that an item is reported on verbally, or its paper withdrawn."""
    meeting = planned_meeting(work.session, reference)
    forum, _ = forum_of_meeting(work, meeting.id)
    paper = paper_of_item(work.session, item_by_number(work.session, meeting.id, number))
    if paper is None:
        numbers = listed(of.number for _, of in paper_rows(work.session, meeting.id)) or "none"
        raise Problem(f"Item {number} of {reference} has no paper. Items with a paper: {numbers}.")
    _move(paper, PaperState.VERBAL if word is Word.VERBAL else PaperState.WITHDRAWN)
    work.audit("paper not coming", meeting=meeting.id, paper=paper.id, state=paper.state)
    _no_longer_wanted(forum, meeting, paper, word)
    put_anew(forum, meeting, [_not_coming(number, paper)])


def mark_verbal_or_withdrawn(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """An author answered VERBAL or WITHDRAW; a paper itself is filed."""
    paper = work.session.get_one(PaperRow, question.about_id)
    forum, meeting = forum_of_meeting(work, paper.meeting_id)
    paper.state = PaperState.VERBAL if reply.word is Word.VERBAL else PaperState.WITHDRAWN
    finish_collecting(forum, meeting)
    number = work.session.get_one(AgendaItemRow, paper.item_id).number
    put_anew(forum, meeting, [_not_coming(number, paper)])


def allow_or_refuse_late_paper(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """The Chair allowed a late paper, which goes out as a supplement, or wants it tabled at the meeting."""
    paper = work.session.get_one(PaperRow, question.about_id)
    allowed = reply.word in {Word.ALLOW, Word.AGREE}
    paper.state = PaperState.LATE_ALLOWED if allowed else PaperState.TABLED
    work.audit("late paper ruled on", paper=paper.id, state=paper.state)
    finish_collecting(*forum_of_meeting(work, paper.meeting_id))


def paper_name(reference: str, number: str, kind: str) -> str:
    """The neutral name of a paper: "MASE-2027-02 item 6.pdf"."""
    return f"{reference.replace('/', '-')} item {number}.{kind}"


def paper_enclosures(forum: GroupContext, meeting: MeetingRow, papers: Sequence[Paper]) -> list[Enclosure]:
    """The papers by the name of this meeting and their item: the same file may be a paper of another too."""
    enclosures = [(paper, stored(forum, paper.document)) for paper in papers if paper.document]
    return [
        replace(
            enclosure,
            name=paper_name(meeting.reference, paper.item_number, enclosure.name.rpartition(".")[2]),
        )
        for paper, enclosure in enclosures
    ]


def stored(forum: GroupContext, sha256: str) -> Enclosure:
    """Return a document of the register as the enclosure of a letter."""
    return Enclosure(sha256, name_of(forum.tx.session, sha256))


def _add_paper(forum: GroupContext, item: AgendaItemRow) -> PaperRow:
    """A paper nobody was asked for, such as one for a standing item: it is taken to be its lead's."""
    paper = PaperRow(
        meeting_id=item.meeting_id,
        item_id=item.id,
        author_id=item.lead_id or forum.unit().id,
        title=item.title,
        state=PaperState.WANTED,
        readers=Readers.PART_TWO if item.part > 1 else Readers.ALL,
    )
    forum.tx.session.add(paper)
    forum.tx.session.flush()
    return paper


def _not_coming(number: str, paper: PaperRow) -> str:
    verbal = paper.state == PaperState.VERBAL
    return f"Item {number}: {'reported on verbally' if verbal else 'its paper is withdrawn'}."


def _move(paper: PaperRow, to: PaperState) -> None:
    if not paper_may_move(paper.state, to):
        raise Problem(f"The paper is {paper.state} already and can’t become {to}.")
    paper.state = to


def _no_longer_wanted(
    forum: GroupContext,
    meeting: MeetingRow,
    paper: PaperRow,
    answer: Word,
    channel: Channel = Channel.COMMAND,
) -> None:
    question = open_question(forum.tx.session, paper.id, QuestionKind.PROVIDE_PAPER)
    if question is not None:
        close_question(forum.tx, question, answer, by=paper.author_id, channel=channel, on=forum.on)
    withdraw_question(forum.tx, paper.id, QuestionKind.ALLOW_LATE_PAPER, forum.on)
    finish_collecting(forum, meeting)


def finish_collecting(forum: GroupContext, meeting: MeetingRow) -> None:
    """Finish the step of collecting papers once no paper is missing."""
    rows = paper_rows(forum.tx.session, meeting.id)
    agreed = step_of(forum.tx.session, meeting.id, StepKind.AGENDA_AGREED).done is not None
    if agreed and all(is_collected(row.state) for row, _ in rows):
        finish_step(forum.tx, meeting, StepKind.PAPERS_COLLECTED, forum.on)
