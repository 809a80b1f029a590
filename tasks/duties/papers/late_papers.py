"""The papers that come with a question about them, late ones and what research found, as far as its reader
may have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from forum.letters.parts import Ask
from forum.members.agreements import is_signed, must_sign
from forum.members.membership import Person
from forum.papers.papers import may_read
from forum.papers.remarks import remarks_in_words
from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.papers.file_paper import paper_enclosures
from tasks.mail.protocol.size_and_shape import attachments_fit
from tasks.mail.sending.queue import Enclosure
from tasks.register.documents import size_of
from tasks.register.papers import paper_value
from tasks.register.tables import AgendaItemRow, MeetingRow, PaperRow, PersonRow, QuestionRow


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
