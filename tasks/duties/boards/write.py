"""The report drafted for the unit, filed as it comes back, and put to the Chair (clauses 2 and 3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from forum.boards.facts import Facts, facts_to_json
from forum.boards.report import changes, empty_boxes, faults_of_report, headings_of
from forum.boards.steps import TO_BE_WRITTEN, ReportState, ReportStep
from forum.letters.boards import ReportDraft
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.outbox.states import Conditions, Occasion, OccasionKind, Topic, Validity
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Word
from forum.text.look_at import Passage, passages_to_look_at
from forum.text.problem import Problem
from forum.text.wording import count, listed
from tasks.documents.boards import lines_outside_boxes, read_board_report, reference_in_foot
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import head, write
from tasks.duties.boards.facts import FactsOfSubject, facts_of_report
from tasks.duties.boards.report import (
    FOR_THE_CHAIR,
    FOR_THE_UNIT,
    BoardContext,
    board_context,
    enclosed_report,
    finish_report_step,
    make_edition,
)
from tasks.duties.questions.ask import ask, ask_chairs, close_question, open_question, withdraw_question
from tasks.mail.sending.queue import Enclosure
from tasks.register.documents import fetch
from tasks.register.other_bodies import reference_of, report_editions
from tasks.register.tables import QuestionRow, ReportEditionRow

MOST_SHOWN = 6  # passages that the Chair is shown in the letter; the report has them all
AGAIN_WITHIN = 2  # working days in which the unit makes the Chair's changes


@dataclass(frozen=True)
class FiledReport:
    """The result of filing a report: sentences for the unit on what to look at before it leaves."""

    remarks: tuple[str, ...]


def draft_report(
    work: UnitOfWork,
    report_id: UUID,
    subjects: Iterable[FactsOfSubject] = (),
    *,
    without_minutes: bool = False,
) -> None:
    """Draft a report from the register, and send it to the unit to write in its boxes."""
    board = board_context(work, report_id)
    if board.report.state is not ReportState.PLANNED:
        return  # another run has drafted it
    compute(board, subjects)
    board.report.state = ReportState.WITH_THE_UNIT
    edition = make_edition(board, FOR_THE_UNIT, is_draft=True)
    finish_report_step(work, board.report, ReportStep.DRAFTED, board.forum.on)
    work.audit("report drafted", report=report_id)
    by = max(board.deadline_of(ReportStep.BACK), board.forum.on)
    _ask_unit(board, edition, by, without_minutes=without_minutes)


def file_report(work: UnitOfWork, report_id: UUID, content: bytes) -> FiledReport:
    """File a report as the unit wrote it: its words are kept, and all else is drawn from the register.

    Nobody agrees to what they have not seen: what the Chair was asked about another version is withdrawn.
    Problem for a file that is no draft of this report, and for one that has gone already.
    """
    board = board_context(work, report_id)
    report, reference = board.report, reference_of(work.session, board.report)
    if report.state not in TO_BE_WRITTEN:
        raise Problem(
            f"The report {reference} is {report.state}: what is to change in it is for the next one."
        )
    boxes = tuple(headings_of(board.body))
    earlier = fetch(work.session, report_editions(work.session, report.id)[-1].sha256)
    named = work.office.limited.run(reference_in_foot, earlier)  # the board may have another date since
    returned = work.office.limited.run(read_board_report, content, named, boxes)
    written = dict(returned.written)
    if faults := list(faults_of_report(written)):
        raise Problem(f"The report {reference} can’t be taken as it is. Nothing has been taken.", faults)
    others = {*returned.other} - {*work.office.limited.run(lines_outside_boxes, earlier)}
    report.written = {box.value: text for box, text in written.items()}
    withdraw_question(work, report.id, QuestionKind.AGREE_REPORT, board.forum.on)
    forget_agreed(board)
    report.state = ReportState.BACK
    make_edition(board, FOR_THE_UNIT, is_draft=True)
    if question := open_question(work.session, report.id, QuestionKind.DRAFT_REPORT):
        close_question(
            work, question, Word.DONE, by=question.of_id, channel=Channel.COMMAND, on=board.forum.on
        )
    finish_report_step(work, report, ReportStep.BACK, board.forum.on)
    work.audit("report filed", report=report.id)
    changed = (
        f"Outside the boxes your file has {count(len(others), 'other line')} than the draft; there the "
        "report says what the register has."
    )
    return FiledReport((*([changed] if others else ()), *boxes_to_look_at(board)))


def put_report(work: UnitOfWork, report_id: UUID, subjects: Iterable[FactsOfSubject] = ()) -> None:
    """Put the report to the Chair, with its facts as they are today."""
    board = board_context(work, report_id)
    if board.report.state is not ReportState.BACK:
        return  # another run has put it
    compute(board, subjects)
    board.report.state = ReportState.WITH_THE_CHAIR
    make_edition(board, FOR_THE_CHAIR, is_draft=False)
    ask_chairs(
        board.forum,
        QuestionKind.AGREE_REPORT,
        about=report_id,
        due=board.deadline_of(ReportStep.AGREED),
    )
    work.audit("report put", report=report_id)


def put_agree_report(
    subjects: Iterable[FactsOfSubject],
    forum: GroupContext,
    question: QuestionRow,
    ask: Ask,
    _reader: Person,
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the board's code, the passages that are to be looked at, and the report of today;
    of one that was agreed only what has changed since. The letter that brings it is marked."""
    board = board_context(forum.work, question.about_id)
    if board.facts.last < forum.on and compute(board, subjects):
        make_edition(board, FOR_THE_CHAIR, is_draft=False)
    edition = report_editions(forum.tx.session, board.report.id)[-1]
    if agreed := board.facts.agreed:
        since = changes(agreed, board.facts, board.body)
        if others := since[MOST_SHOWN:]:
            since = (*since[:MOST_SHOWN], f"{count(len(others), 'more line')}: see the report, attached.")
        put = replace(ask, reference=board.report.body, title=board.report.name, changes=since)
        return put, [enclosed_report(board, edition)] if others else []
    facts = ""
    if passages := [str(passage) for _, _, passage in _passages(board)]:
        shown = listed(
            [*passages[:MOST_SHOWN], *([f"{more} more"] if (more := len(passages[MOST_SHOWN:])) else [])]
        )
        facts = f"{count(len(passages), 'passage')} may name a person or a place, or count few: {shown}."
    put = replace(ask, reference=board.report.body, title=board.report.name, facts=facts)
    return put, [enclosed_report(board, edition)]


def put_what_changed(board: BoardContext, agreed: Facts) -> None:
    """Put to the Chair again what is another than they agreed; the report waits for their word."""
    report = board.report
    report.facts = facts_to_json(replace(board.facts, agreed=agreed))
    report.state, report.agreed = ReportState.WITH_THE_CHAIR, None
    make_edition(board, FOR_THE_CHAIR, is_draft=False)
    due = board.deadline_of(ReportStep.SENT)
    ask_chairs(board.forum, QuestionKind.AGREE_REPORT, about=report.id, due=due)
    board.forum.tx.audit("report put again", report=report.id)


def forget_agreed(board: BoardContext) -> None:
    """Keep no more what the Chair agreed before: all of the report is agreed, or written, anew."""
    if board.facts.agreed:
        board.report.facts = facts_to_json(replace(board.facts, agreed=None))


def return_report(board: BoardContext, changes: str, by_whom: str) -> None:
    """Give the report back to the unit, which makes the changes that the Chair wants, or the deputy chair."""
    forget_agreed(board)
    board.report.state = ReportState.WITH_THE_UNIT
    edition = make_edition(board, FOR_THE_UNIT, is_draft=True)
    by = board.forum.days.add(board.forum.on, AGAIN_WITHIN)
    _ask_unit(board, edition, by, changes=changes, by_whom=by_whom)


def boxes_to_look_at(board: BoardContext) -> tuple[str, ...]:
    """Return the place of each passage that may tell of a person or a place, a sentence each; never its
    words, which no letter without a marking has in its text."""
    return tuple(
        f"Look at line {number} under “{heading}”: it has what {passage.why}."
        for heading, number, passage in _passages(board)
    )


def _passages(board: BoardContext) -> Iterator[tuple[str, int, Passage]]:
    """Yield each passage that may tell of a person or a place, with its heading and the line below that."""
    headings = headings_of(board.body)
    lines: defaultdict[str, list[str]] = defaultdict(list)  # those computed stand above those written
    lines["What the group did"] += (meeting.reason for meeting in board.facts.not_held)
    lines["What the group did"] += (decision.text for decision in board.facts.decisions)
    for facts in board.facts.of_subjects:
        lines[str(facts.heading)] += facts.lines
    for box, text in board.written.items():
        if box in headings:
            lines[headings[box]] += text.split("\n")
    for heading, of_heading in lines.items():
        for number, line in enumerate(of_heading, start=1):
            for passage in passages_to_look_at(line, board.forum.organisations):
                yield heading, number, passage


def compute(board: BoardContext, subjects: Iterable[FactsOfSubject]) -> bool:
    """Give a report its facts of today; say whether it has others than before, but for their day. Facts that
    the Chair agreed are kept while others are put to them."""
    before, now = board.facts if board.report.facts else None, facts_of_report(board, subjects)
    now = replace(now, agreed=before.agreed if before else None)
    board.report.facts, board.report.last_day = facts_to_json(now), now.last
    return before is None or replace(before, last=now.last) != now


def _ask_unit(
    board: BoardContext,
    edition: ReportEditionRow,
    by: dt.date,
    *,
    changes: str = "",
    by_whom: str = "Chair",
    without_minutes: bool = False,
) -> None:
    forum, report, unit = board.forum, board.report, board.forum.unit()
    question = ask(
        forum.tx,
        QuestionKind.DRAFT_REPORT,
        group_id=forum.group.id,
        about=report.id,
        of=unit.id,
        on=forum.on,
        due=by,
    )
    question.asked = question.asked or forum.on
    due = board.deadline_of(ReportStep.SENT)
    write(
        forum,
        ReportDraft(
            **head(forum, unit, marked=True),
            board=report.name,
            body=report.body,
            date=report.date,
            by=by,
            due=due,
            empty=empty_boxes(board.written, board.body),
            changes=" ".join(changes.split()).strip(" ."),
            by_whom=by_whom,
            without_minutes=without_minutes,
        ),
        to=unit,
        about=Topic(report.id, Occasion(OccasionKind.QUESTION, about=question.id)),
        valid=Validity(max(due, by), Conditions(appointed=True, unanswered=(question.id,))),
        enclosures=[enclosed_report(board, edition)],
    )
