"""Papers: filed by their authors, late ones with the Chair's leave, or verbal, or withdrawn (clause 6).

Items that came after the agenda was agreed: the Chair allows them as other business, or they wait for the
next meeting (own rule). The papers that come with a question about them, late ones and what research
found, as far as its reader may have them. The unit arranges the pack: its order, the papers left out, and
who may see which (clause 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from forum.agenda import Place
from forum.calendar.steps import StepKind
from forum.letters.parts import Ask
from forum.members.joining import is_signed, must_sign
from forum.members.membership import Person
from forum.papers.pack import Change, PackForm, arrange, check_pack, describe_arrangement
from forum.papers.papers import (
    Paper,
    PaperState,
    Readers,
    is_collected,
    may_read,
    paper_may_move,
    remarks_in_words,
    state_when_filed,
)
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from forum.text.wording import full_date, listed
from tasks.documents.papers.pack_pdf import read_pack_rows
from tasks.documents.papers.take_paper import TakenPaper, take_paper
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.duties.agenda.authors import ask_author, take_back_what_was_said, tell_paper_is_not_wanted
from tasks.duties.agenda.put_agenda import keep_for_next_meeting, put_on
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import Office, UnitOfWork, read_only
from tasks.duties.base.steps import finish_step
from tasks.duties.papers.ask_for_release import pack_form, pack_name, put_anew
from tasks.duties.questions.ask import ask_chairs, close_question, open_question, withdraw_question
from tasks.mail.protocol.size_and_shape import attachments_fit
from tasks.mail.sending.queue import Enclosure
from tasks.register.documents import name_of, size_of, store
from tasks.register.meetings import HELD, meeting_by_reference, planned_meeting, step_of
from tasks.register.papers import (
    circulated_agenda,
    item_by_number,
    paper_of_item,
    paper_rows,
    paper_value,
)
from tasks.register.tables import (
    AgendaItemRow,
    MeetingRow,
    PaperRow,
    PersonRow,
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

    After the pack has gone out it waits for the Chair's leave, unless it is tabled. Problem where the terms
    take none so late.
    """
    meeting = meeting_by_reference(work.session, reference)
    if not (tabled and meeting.state == HELD):  # what was handed out is filed before or after the record
        meeting = planned_meeting(work.session, reference)
    forum, _ = forum_of_meeting(work, meeting.id)
    item = item_by_number(work.session, meeting.id, number)
    paper = paper_of_item(work.session, item) or _add_paper(forum, item)
    pack_out = circulated_agenda(work.session, meeting.id, 1) is not None
    if meeting.state != HELD and (tabled or pack_out):
        _refuse_too_late(forum, meeting, number)
    before = paper.document
    name = paper_name(reference, number, new.ending)
    paper.document = store(work.session, name, new.media_type, new.content, forum.on)
    paper.remarks = sorted(new.remarks)
    paper.filed_on = forum.on
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


def _refuse_too_late(forum: GroupContext, meeting: MeetingRow, number: str) -> None:
    rule = forum.policy.meetings
    if rule.late_papers_until is None:
        return
    last = forum.days.add(meeting.date, -rule.late_papers_until)
    if forum.on > last:
        raise Problem(
            f"The terms take no paper for item {number} of {meeting.reference} after {full_date(last)} "
            f"(clause {rule.clause}). Report on it verbally, or bring it to the next meeting."
        )


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


def allow_or_refuse_late_item(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Carry out the Chair's word on a late item: it stands on the agenda, or is kept for the next meeting."""
    item = work.session.get_one(AgendaItemRow, question.about_id)
    forum, meeting = forum_of_meeting(work, item.meeting_id)
    if reply.word is Word.NO:
        keep_for_next_meeting(forum, meeting, item)
        return
    if circulated_agenda(work.session, meeting.id, 1) is not None:
        raise Problem("The papers have gone out meanwhile; reply NO to keep the item for the next meeting.")
    item.place = Place.OTHER_BUSINESS
    put_on(forum, meeting, item)
    for paper, of in paper_rows(work.session, meeting.id):
        if of.id == item.id and paper.state is PaperState.WANTED:
            ask_author(forum, meeting, paper)
    work.audit("late item allowed", meeting=meeting.id, item=item.id)
    put_anew(forum, meeting, [f"Item {item.number} is new: other business that the Chair allows."])


def put_late_item(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the title of the item, and its proposer."""
    item = forum.tx.session.get_one(AgendaItemRow, question.about_id)
    proposer = item.proposed_by_id
    name = forum.place_of(proposer).person(proposer).name if proposer else "the Business Unit"
    return replace(ask, title=item.title, person=name), ()


def late_papers(
    forum: GroupContext, reader: Person, questions: Sequence[QuestionRow], enclosed: Sequence[Enclosure]
) -> dict[UUID, Enclosure]:
    """Return the files of the late papers and of the research that are asked about, by paper id.

    A file is left out where the reader may not read it, has not signed the agreement, or one letter has no
    room for it beside the ``enclosed``.
    """
    session, place = forum.tx.session, forum.place_of(reader.id)
    must_have_signed = forum.policy.members.must_sign and must_sign(place, reader.id, forum.on)
    if must_have_signed and not is_signed(reader, forum.on):
        return {}
    files: dict[UUID, Enclosure] = {}
    for question in questions:
        if question.kind not in (QuestionKind.ALLOW_LATE_PAPER, QuestionKind.SEE_RESEARCH):
            continue
        row = session.get_one(PaperRow, question.about_id)
        paper = paper_value(row, session.get_one(AgendaItemRow, row.item_id))
        if not may_read(paper, place, reader.id, forum.on):
            continue
        for enclosure in paper_enclosures(forum, session.get_one(MeetingRow, row.meeting_id), [paper]):
            together = [*enclosed, *files.values(), enclosure]
            if attachments_fit(
                sum(size_of(session, each.sha256) for each in together), forum.office.largest_letter
            ):
                files[paper.id] = enclosure
    return files


def put_late_paper(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """The Chair's letter names a late paper with its author, and says what is remarkable in its file, which
    ``late_papers`` encloses."""
    session = forum.tx.session
    paper = session.get_one(PaperRow, question.about_id)
    of_paper = replace(
        ask,
        reference=session.get_one(AgendaItemRow, paper.item_id).number,
        title=paper.title,
        person=session.get_one(PersonRow, paper.author_id).name,
        facts=" ".join(remarks_in_words(paper.remarks)),
    )
    return of_paper, ()


def arrange_pack(work: UnitOfWork, reference: str, changes: Iterable[Change]) -> tuple[str, ...]:
    """Change the pack of a meeting and return what is different, a sentence each; all of it, or Problem."""
    meeting = planned_meeting(work.session, reference)
    forum, _ = forum_of_meeting(work, meeting.id)
    return _arrange(forum, meeting, changes)


def arrange_pack_by_workbook(work: UnitOfWork, reference: str, content: bytes) -> tuple[str, ...]:
    """Change the pack as the workbook says that went out with it, and return what is different.

    Everything is changed or nothing is: WorkbookRefused then lists every faulty cell, and has the workbook
    with them marked. Another Problem says why it was not even looked at.
    """
    meeting = planned_meeting(work.session, reference)
    forum, _ = forum_of_meeting(work, meeting.id)
    rows, faults = work.office.limited.run(read_pack_rows, content, reference)
    try:
        changes = check_pack(pack_form(forum, meeting), rows, faults)
        return _arrange(forum, meeting, changes)
    except Problem as problem:
        if not problem.faults:
            raise
        raise refusal_with_marks(problem, content, pack_name(reference), work.office.limited) from problem


def pack_as_it_stands(office: Office, reference: str, by: str) -> PackForm:
    """The papers of a meeting to come, in their order, and who gets which."""
    with read_only(office, by) as work:
        meeting = planned_meeting(work.session, reference)
        return pack_form(*forum_of_meeting(work, meeting.id))


def _arrange(forum: GroupContext, meeting: MeetingRow, changes: Iterable[Change]) -> tuple[str, ...]:
    session, seats = forum.tx.session, forum.membership.seats_on(forum.on)
    with_items = paper_rows(session, meeting.id)
    rows = {row.id: row for row, _ in with_items}
    before = [paper_value(row, item) for row, item in with_items]
    pack_out = circulated_agenda(session, meeting.id, 1) is not None
    after = arrange(before, changes, seats, pack_out=pack_out)
    changed = describe_arrangement(before, after, seats)
    in_new_order = [paper.id for paper in after] != [paper.id for paper in before]
    for place, paper in enumerate(after, start=1):
        row = rows[paper.id]
        _follow_state(forum, meeting, row, paper.state)
        row.readers, row.seats = paper.readers, sorted(map(str, paper.seats))
        if in_new_order:
            row.place = place
    if changed:
        forum.tx.audit("pack arranged", meeting=meeting.id, changes=len(changed))
    put_anew(forum, meeting, changed, with_workbook=True)
    return changed


def _follow_state(forum: GroupContext, meeting: MeetingRow, paper: PaperRow, to: PaperState) -> None:
    """A paper left out is no longer asked for; one that is wanted after all is asked for again."""
    if paper.state == to:
        return
    paper.state = to
    if to is PaperState.DROPPED:
        tell_paper_is_not_wanted(forum, meeting, paper)
        withdraw_question(forum.tx, paper.id, QuestionKind.PROVIDE_PAPER, forum.on)
        finish_collecting(forum, meeting)
    else:
        take_back_what_was_said(forum, paper)
    if to is PaperState.WANTED:
        ask_author(forum, meeting, paper)
