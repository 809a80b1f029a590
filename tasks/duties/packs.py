"""Packs: released by the unit, sent to those who may read them, late papers as supplements (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.letters.papers import Papers
from forum.letters.supplement import Supplement
from forum.membership import Person, Role
from forum.outbox import State
from forum.papers import (
    Pack,
    Paper,
    PaperState,
    may_read,
    next_supplement,
    pack_readers,
)
from forum.problem import Problem
from forum.questions import Channel, QuestionKind
from forum.reasons import audited
from forum.replies import Reply, Word
from forum.steps import StepKind
from forum.wording import day_month, long_date
from tasks.documents.media_types import WORD
from tasks.duties.agenda import agenda_document, item_lines
from tasks.duties.asking import close_question, open_question
from tasks.duties.forum_on_day import ForumOnDay, forum_of_meeting
from tasks.duties.office import Office
from tasks.duties.pack_check import refuse_unless_shown
from tasks.duties.pack_files import (
    lacks_file,
    make_pack_files,
    pack_file,
    pack_file_name,
    packs_now,
)
from tasks.duties.papers import paper_enclosures, stored
from tasks.duties.writing import action_lines, as_it_stands, head, meeting_line, write
from tasks.mail.outbox import Enclosure
from tasks.register.dispatches import GONE
from tasks.register.documents import store
from tasks.register.expected import standing_in
from tasks.register.meetings import PLANNED, planned_meeting, step_of
from tasks.register.papers import (
    AGENDA,
    CIRCULATED,
    circulated_agenda,
    paper_rows,
    paper_value,
    papers_of,
)
from tasks.register.register import Transaction
from tasks.register.tables import (
    DispatchRow,
    MeetingDocumentRow,
    MeetingRow,
    QuestionRow,
)


def release_pack(
    office: Office, reference: str, by: str, *, channel: Channel = Channel.COMMAND, reason: str = ""
) -> int:
    """The unit releases the pack: agenda and papers go to all who may read them. Returns how many letters.

    ``reason`` is why another does so for the unit.
    """
    with office.register.transaction(by) as tx:
        meeting = planned_meeting(tx.session, reference)
        forum, _ = forum_of_meeting(office, tx, meeting.id, tx.on)
        question = open_question(tx.session, meeting.id, QuestionKind.RELEASE_PACK)
        if question is not None:
            close_question(tx, question, Word.RELEASE, by=question.of_id, channel=channel, on=forum.on)
        if reason:
            tx.audit("pack released for the unit", meeting=meeting.id, reason=audited(reason))
        written, id = _release(forum, meeting), meeting.id
    return written or send_packs(office, id, forum.on, by)


def pack_released(office: Office, tx: Transaction, question: QuestionRow, _reply: Reply) -> None:
    """The unit answered RELEASE: what it was shown goes out, and nothing else."""
    forum, meeting = forum_of_meeting(office, tx, question.about_id, tx.on)
    refuse_unless_shown(forum, meeting, question)
    _release(forum, meeting)


def send_packs(office: Office, meeting_id: UUID, as_of: dt.date, by: str) -> int:
    """Send the pack, once released, to whoever should have it and has not. Returns how many letters."""
    make_pack_files(office, meeting_id, as_of, by)
    with office.register.transaction(by) as tx:
        return send_packs_of(*forum_of_meeting(office, tx, meeting_id, as_of))


def send_supplement(office: Office, meeting_id: UUID, as_of: dt.date, by: str) -> int:
    """Send the late papers the Chair allowed, as one numbered supplement. Returns how many letters."""
    with office.register.transaction(by) as tx:
        forum, meeting = forum_of_meeting(office, tx, meeting_id, as_of)
        rows = paper_rows(tx.session, meeting.id)
        new = [
            (row, item)
            for row, item in rows
            if row.state == PaperState.LATE_ALLOWED and row.supplement is None
        ]
        if not new:
            return 0
        known = [paper_value(row, item) for row, item in rows]
        last = max((_number_of(row) for row in _supplements(tx.session, meeting.id)), default=0)
        number = max(next_supplement(known), last + 1)  # one that was corrected since keeps its number
        for row, _ in new:
            row.supplement = number
        tx.audit("supplement made", meeting=meeting.id, number=number)
        papers = [paper_value(row, item) for row, item in new]
        readers = pack_readers(forum.membership, as_of, standing_in(tx.session, meeting.id))
        return sum(_send_supplement(forum, meeting, number, papers, reader) for reader in readers)


def _release(forum: ForumOnDay, meeting: MeetingRow) -> int:
    if step_of(forum.tx.session, meeting.id, StepKind.AGENDA_AGREED).done is None:
        raise Problem(
            f"The pack of {meeting.reference} can't go out yet: the Chair has not agreed the agenda. "
            "Record the Chair's answer first ('mase answer')."
        )
    if (out := circulated_agenda(forum.tx.session, meeting.id, 1)) is not None:
        raise Problem(
            f"The pack of {meeting.reference} was released on {long_date(out.made_on)}. A paper that comes "
            "now goes out as a supplement; whoever is appointed now gets the pack by itself."
        )
    for part in (1, 2):
        document = agenda_document(forum, meeting, part_two=part == 2)
        sha256 = store(
            forum.tx.session, document.file_name, WORD, forum.office.documents.print(document), forum.on
        )
        forum.tx.session.add(
            MeetingDocumentRow(
                meeting_id=meeting.id,
                kind=AGENDA,
                part=part,
                edition=1,
                sha256=sha256,
                state=CIRCULATED,
                made_on=forum.on,
                made_by=forum.tx.actor,
            )
        )
    forum.tx.session.flush()
    forum.tx.audit("pack released", meeting=meeting.id)
    return send_packs_of(forum, meeting)


def send_packs_of(forum: ForumOnDay, meeting: MeetingRow) -> int:
    """Send the pack, once released, to every reader who has it not. Returns how many letters.

    One that waited in the outbox while its meeting was moved lapses, and is written anew for the new time.
    Where a pack is still to be bound into one file, none goes: the next run of ``send_packs`` sees to both.
    """
    if circulated_agenda(forum.tx.session, meeting.id, 1) is None:
        return 0
    have_it = _with_pack(forum, meeting)
    wanting = [pack for pack in packs_now(forum, meeting) if pack.person.id not in have_it]
    if any(lacks_file(forum, meeting, pack) for pack in wanting):
        return 0
    return sum(_send_pack(forum, meeting, pack) for pack in wanting)


def send_supplements_anew(forum: ForumOnDay, meeting: MeetingRow) -> int:
    """Send those supplements for the new time that waited in the outbox while their meeting was moved.

    Returns how many letters.
    """
    written = _supplements(forum.tx.session, meeting.id)
    gone = {(row.person_id, _number_of(row)) for row in written if row.state in GONE}
    waited = {(row.person_id, _number_of(row)) for row in written} - gone
    papers = papers_of(forum.tx.session, meeting.id)
    readers = pack_readers(forum.membership, forum.on, standing_in(forum.tx.session, meeting.id))
    return sum(
        _send_supplement(
            forum, meeting, number, [one for one in papers if one.supplement == number], reader, anew=True
        )
        for number in sorted({number for _, number in waited})
        for reader in readers
        if (reader.id, number) in waited
    )


def _with_pack(forum: ForumOnDay, meeting: MeetingRow) -> set[UUID]:
    rows = forum.tx.session.scalars(
        select(DispatchRow).where(DispatchRow.meeting_id == meeting.id, DispatchRow.letter == Papers.NAME)
    )
    return {row.person_id for row in rows if row.state in GONE or row.occasion == _for_time(meeting)}


def _for_time(meeting: MeetingRow) -> str:
    return f"for {meeting.date} {meeting.start:%H:%M}"


def _send_pack(forum: ForumOnDay, meeting: MeetingRow, pack: Pack) -> bool:
    agenda = circulated_agenda(forum.tx.session, meeting.id, 2 if pack.part_two else 1)
    if agenda is None:
        return False
    file = pack_file(forum, meeting, pack)
    one_file = [Enclosure(file.sha256, pack_file_name(meeting.reference))] if file and file.sha256 else []
    letter = Papers(
        **head(forum, pack.person, marked=True),
        meeting=meeting_line(meeting),
        items=item_lines(forum, meeting, pack.person.id),
        actions=action_lines(forum, pack.person.id),
        one_file=bool(one_file),
        stands_in=forum.membership.roles_on(pack.person.id, forum.on) == (Role.DEPUTY,),
    )
    return write(
        forum,
        letter,
        to=pack.person,
        about=meeting.id,
        occasion=_for_time(meeting),
        meeting=meeting,
        valid_until=meeting.date,
        enclosures=[
            *one_file,
            stored(forum, agenda.sha256),
            *paper_enclosures(forum, meeting, pack.papers),
        ],
        conditions={
            "appointed": True,
            "meeting": as_it_stands(meeting, PLANNED),
            "approved": [str(agenda.id)],
            "papers": [str(paper.id) for paper in pack.papers],
            "one_file": str(file.id) if file and one_file else None,
        },
    )


def _send_supplement(
    forum: ForumOnDay,
    meeting: MeetingRow,
    number: int,
    papers: Sequence[Paper],
    reader: Person,
    *,
    anew: bool = False,
) -> bool:
    readable = [paper for paper in papers if may_read(paper, forum.membership, reader.id, forum.on)]
    if not readable:
        return False
    had = _had_before(forum, meeting, reader, f"supplement {number}")
    new = {paper.item_number: had.get(str(paper.id), "new") for paper in readable}
    letter = Supplement(
        **head(forum, reader, marked=True),
        meeting=meeting_line(meeting),
        number=number,
        items=tuple(
            replace(line, paper=new[line.number])
            for line in item_lines(forum, meeting, reader.id)
            if line.number in new
        ),
    )
    return write(
        forum,
        letter,
        to=reader,
        about=meeting.id,
        occasion=f"supplement {number} {_for_time(meeting)}" if anew else f"supplement {number}",
        meeting=meeting,
        valid_until=meeting.date,
        enclosures=paper_enclosures(forum, meeting, readable),
        conditions={
            "appointed": True,
            "meeting": as_it_stands(meeting, PLANNED),
            "papers": [str(paper.id) for paper in readable],
        },
    )


def _had_before(forum: ForumOnDay, meeting: MeetingRow, reader: Person, now: str) -> dict[str, str]:
    """By paper, what is said of one that the reader had in an earlier letter: when that was."""
    earlier = forum.tx.session.scalars(
        select(DispatchRow)
        .where(
            DispatchRow.meeting_id == meeting.id,
            DispatchRow.person_id == reader.id,
            DispatchRow.letter.in_((Papers.NAME, Supplement.NAME)),
            DispatchRow.state.not_in((State.LAPSED, State.CANCELLED)),
            ~DispatchRow.occasion.startswith(now),
        )
        .order_by(DispatchRow.queued_at)
    )
    return {
        id: f"replaces ours of {day_month(row.queued_at.date())}"
        for row in earlier
        for id in row.conditions.get("papers", ())
    }


def _supplements(session: Session, meeting_id: UUID) -> Sequence[DispatchRow]:
    """The letters with late papers that were written for a meeting."""
    return session.scalars(
        select(DispatchRow).where(DispatchRow.meeting_id == meeting_id, DispatchRow.letter == Supplement.NAME)
    ).all()


def _number_of(supplement: DispatchRow) -> int:
    return int(supplement.occasion.split()[1])
