"""The unit arranges the pack: its order, the papers left out, and who may see which (clause 6)."""

from __future__ import annotations

from collections.abc import Iterable

from forum.papers.pack_arrangement import Change, arrange, describe_arrangement
from forum.papers.pack_sheet import PackForm, check_pack
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.text.problem import Problem
from tasks.documents.papers.pack_workbook import read_pack_rows
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.duties.agenda.ask_author import ask_author
from tasks.duties.agenda.tell_author import take_back_what_was_said, tell_paper_is_not_wanted
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import Office
from tasks.duties.base.unit_of_work import UnitOfWork, read_only
from tasks.duties.papers.ask_for_release import pack_form, pack_name, put_anew
from tasks.duties.papers.file_paper import finish_collecting
from tasks.duties.questions.ask import withdraw_question
from tasks.register.meetings import planned_meeting
from tasks.register.papers import circulated_agenda, paper_rows, paper_value
from tasks.register.tables import MeetingRow, PaperRow


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
