"""Packs: released by the unit, sent to those who may read them, late papers as supplements (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from uuid import UUID

from forum.agenda import start_times
from forum.calendar.steps import StepKind
from forum.letters.papers import Papers, Supplement
from forum.members.membership import Person, Role
from forum.outbox.states import Conditions, Occasion, OccasionKind, Topic
from forum.papers.papers import (
    Pack,
    Paper,
    PaperState,
    may_read,
    next_supplement,
    pack_readers,
)
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.reasons import audited
from forum.questions.words import Reply, Word
from forum.text.problem import Problem, UnitProblem
from forum.text.wording import clock_time, day_month, long_date
from tasks.duties.agenda.document import is_released_unagreed, item_lines
from tasks.duties.base.batches import do_one, prepared_by
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import Office, UnitOfWork, unit_of_work
from tasks.duties.base.steps import items_wanted
from tasks.duties.base.write_letter import (
    action_lines,
    head,
    meeting_line,
    meeting_topic,
    named,
    while_planned,
    write,
)
from tasks.duties.papers.ask_for_release import refuse_unless_shown
from tasks.duties.papers.file_paper import paper_enclosures, stored
from tasks.duties.papers.pack_letters import PackLetters, first_unwritten, pack_letters
from tasks.duties.papers.print_documents import (
    find_file,
    key_of_file,
    make_pack_files,
    pack_file_name,
    packs_now,
    print_action_log,
    print_action_plan,
    print_agenda,
    with_pack_documents,
)
from tasks.duties.questions.ask import close_question, open_question, withdraw_question
from tasks.mail.sending.queue import Enclosure
from tasks.register.attendance import standing_in_deputies
from tasks.register.documents import pack_documents
from tasks.register.meetings import PLANNED, called_for, has_begun, planned_meeting, step_of
from tasks.register.outbox import withdraw_letter
from tasks.register.papers import (
    agenda_items,
    circulated_agenda,
    has_part_two,
    item_value,
    paper_rows,
    paper_value,
)
from tasks.register.tables import (
    DispatchRow,
    MeetingDocumentRow,
    MeetingRow,
    PackFileRow,
    QuestionRow,
)


def release_pack(
    office: Office, reference: str, by: str, *, channel: Channel = Channel.COMMAND, reason: str = ""
) -> int:
    """The unit releases the pack: agenda and papers go to all who may read them. Returns how many letters.

    ``reason`` is why another does so for the unit.
    """
    with unit_of_work(office, by) as work:
        meeting = planned_meeting(work.session, reference)
        forum, _ = forum_of_meeting(work, meeting.id)
        question = open_question(work.session, meeting.id, QuestionKind.RELEASE_PACK)
        if question is not None:
            close_question(work, question, Word.RELEASE, by=question.of_id, channel=channel, on=forum.on)
        if reason:
            work.audit("pack released for the unit", meeting=meeting.id, reason=audited(reason))
        number, id = _release(forum, meeting), meeting.id
    return number or do_one(office, send_packs, id, forum.on, by)  # once its files are bound


def release_asked_pack(work: UnitOfWork, question: QuestionRow, _reply: Reply) -> None:
    """The unit answered RELEASE: what it was shown goes out, and nothing else."""
    forum, meeting = forum_of_meeting(work, question.about_id)
    refuse_unless_shown(forum, meeting, question)
    _release(forum, meeting)


@prepared_by(make_pack_files)
def send_packs(work: UnitOfWork, meeting_id: UUID) -> int:
    """Send the pack, once released, to whoever should have it and has not. Returns how many letters."""
    return send_packs_of(*forum_of_meeting(work, meeting_id))


def send_supplement(work: UnitOfWork, meeting_id: UUID) -> int:
    """Send the late papers the Chair allowed, as one numbered supplement. Returns how many letters."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    new = [
        (row, item)
        for row, item in paper_rows(work.session, meeting.id)
        if row.state == PaperState.LATE_ALLOWED and row.supplement is None
    ]
    if not new:
        return 0
    letters = _letters(forum, meeting)
    number = next_supplement(letters.numbers())
    for row, _ in new:
        row.supplement = number
    work.audit("supplement made", meeting=meeting.id, number=number)
    papers = [paper_value(row, item) for row, item in new]
    readers = pack_readers(forum.membership, work.as_of, standing_in_deputies(work.session, meeting.id))
    return sum(
        _send_supplement(forum, meeting, number, papers, reader, letters)
        for reader in readers
        if reader.id in letters.with_pack()
    )


def _release(forum: GroupContext, meeting: MeetingRow) -> int:
    if step_of(forum.tx.session, meeting.id, StepKind.AGENDA_AGREED).done is None:
        raise UnitProblem(
            f"The pack of {meeting.reference} can’t go out yet: the Chair has not agreed the agenda. "
            "Record the Chair’s answer first."
        )
    if has_begun(meeting, forum.tx.at):
        raise UnitProblem(
            f"{meeting.reference} began at {clock_time(meeting.start)} on {long_date(meeting.date)}, and its "
            "papers leave no more: nothing has gone. What lay on the table is for its record workbook."
        )
    if _is_released(forum, meeting):
        raise Problem(
            f"The pack of {meeting.reference} was released already. A paper that comes now goes out as a "
            "supplement; whoever is appointed now gets the pack automatically."
        )
    if not called_for(meeting):  # of one item nobody is to look for it among others
        print_action_log(forum, meeting)
        print_action_plan(forum, meeting)
    print_agenda(forum, meeting)
    withdraw_question(forum.tx, meeting.id, QuestionKind.AGREE_AGENDA, forum.on)
    forum.tx.audit("pack released", meeting=meeting.id)
    return send_packs_of(forum, meeting)


def print_agenda_anew(forum: GroupContext, meeting: MeetingRow) -> None:
    """A meeting has moved: whoever is still to get its released pack gets an agenda of the new time."""
    if _is_released(forum, meeting):
        print_agenda(forum, meeting)


def _is_released(forum: GroupContext, meeting: MeetingRow) -> bool:
    return circulated_agenda(forum.tx.session, meeting.id, 1) is not None


def send_packs_of(forum: GroupContext, meeting: MeetingRow) -> int:
    """Send the pack, once released, to every reader who has it not, and the supplements that have not reached
    those they were written to. Returns how many letters.

    What waited in the outbox while its meeting was moved lapses, and is written anew for the new time; what
    waits there with a paper that has changed since is written anew as the papers are now. Whoever is yet to
    get the pack gets the late papers in it, and in no supplement. Where a pack is still to be bound into one
    file, none goes: the next run of ``send_packs`` sees to all.
    """
    if not _is_released(forum, meeting) or has_begun(meeting, forum.tx.at):
        return 0
    letters = _letters(forum, meeting)
    have_it, unsent = letters.with_pack(), letters.unsent_supplements()
    packs = packs_now(forum, meeting)
    wanting = [pack for pack in packs if pack.person.id not in have_it]
    session = forum.tx.session
    documents = {part_two: pack_documents(session, meeting, part_two=part_two) for part_two in (False, True)}
    keys = {key for pack in wanting if (key := key_of_file(forum, documents[False], pack))}
    files = {key: find_file(forum, meeting, key) for key in keys}
    if None in files.values():
        return 0
    for row in letters.replaced_by_packs_for({pack.person.id for pack in wanting}, meeting):
        withdraw_letter(session, row)
    late = [
        (number, [paper for paper in pack.papers if paper.supplement == number], pack.person)
        for pack in packs
        for number in sorted(letters.numbers())
        if pack.person.id in have_it and (pack.person.id, number) in unsent
    ]
    return sum(
        _send_pack(
            forum,
            meeting,
            pack,
            documents[pack.part_two],
            files.get(key_of_file(forum, documents[False], pack)),
        )
        for pack in wanting
    ) + sum(
        _send_supplement(forum, meeting, number, papers, reader, letters) for number, papers, reader in late
    )


def write_again(forum: GroupContext, letters: Sequence[DispatchRow]) -> None:
    """Write letters with the papers of a planned meeting, which waited in the outbox, once more as of
    today."""
    meeting = forum.tx.session.get_one(MeetingRow, letters[0].subject_id)
    if meeting.state is PLANNED and meeting.date >= forum.on and _is_released(forum, meeting):
        for row in letters:
            withdraw_letter(forum.tx.session, row)
        send_packs_of(forum, meeting)


def write_supplement_again(forum: GroupContext, letters: Sequence[DispatchRow]) -> None:
    """Write a supplement that waited in the outbox once more, as of today, to those who were to have it."""
    session, number = forum.tx.session, letters[0].occasion.number
    meeting = session.get_one(MeetingRow, letters[0].subject_id)
    if meeting.state is not PLANNED or meeting.date < forum.on or number is None:
        return
    to = {row.person_id for row in letters if withdraw_letter(session, row)}
    packs = [pack for pack in packs_now(forum, meeting) if pack.person.id in to]
    others = _letters(forum, meeting)
    for pack in packs:
        papers = [paper for paper in pack.papers if paper.supplement == number]
        _send_supplement(forum, meeting, number, papers, pack.person, others)


def _letters(forum: GroupContext, meeting: MeetingRow) -> PackLetters:
    """The letters with papers, held against what each reader may be sent today."""
    theirs = {pack.person.id: pack.papers for pack in packs_now(forum, meeting)}
    return pack_letters(forum.tx.session, meeting, theirs)


def _for_time(meeting: MeetingRow) -> Topic:
    at = dt.datetime.combine(meeting.date, meeting.start)
    return meeting_topic(meeting, Occasion(OccasionKind.TIME, at=at))


def _send_pack(
    forum: GroupContext,
    meeting: MeetingRow,
    pack: Pack,
    documents: Sequence[MeetingDocumentRow],
    file: PackFileRow | None,
) -> bool:
    one_file = [Enclosure(file.sha256, pack_file_name(meeting.reference))] if file and file.sha256 else []
    stands_in = forum.membership.roles_on(pack.person.id, forum.on) == (Role.DEPUTY,)
    leaves = not pack.part_two and has_part_two(forum.tx.session, meeting.id)
    is_first, ends = _end_of_part_two(forum, meeting) if leaves else (False, None)
    wanted = None if stands_in or called_for(meeting) else items_wanted(forum, meeting.date, forum.on)
    letter = Papers(
        **head(forum, pack.person, marked=True),
        meeting=meeting_line(meeting),
        items=with_pack_documents(forum, meeting, item_lines(forum, meeting, pack.person.id)),
        actions=action_lines(forum, pack.person.id),
        one_file=bool(one_file),
        agreed=not is_released_unagreed(forum.tx.session, meeting),
        stands_in=stands_in,
        leaves_for_part_two=leaves and not is_first,
        joins_at=ends if is_first else None,
        back_at=None if is_first else ends,
        next_date=wanted.meeting.date if wanted else None,
        items_by=wanted.by if wanted else None,
    )
    return write(
        forum,
        letter,
        to=pack.person,
        about=first_unwritten(forum, Papers, pack.person.id, _for_time(meeting)),
        valid=while_planned(
            meeting,
            Conditions(
                appointed=True,
                approved=tuple(document.id for document in documents),
                papers=tuple(paper.id for paper in pack.papers),
                one_file=file.id if file and one_file else None,
                named=named(wanted.meeting if wanted else None),
            ),
        ),
        enclosures=[
            *one_file,
            *(stored(forum, document.sha256) for document in documents),
            *paper_enclosures(forum, meeting, pack.papers),
        ],
    )


def _end_of_part_two(forum: GroupContext, meeting: MeetingRow) -> tuple[bool, dt.time | None]:
    """Say whether the items of part 2 come before all of part 1, and when those of part 1 that follow them
    begin; None where none do."""
    items = [item_value(row) for row in agenda_items(forum.tx.session, meeting.id)]
    starts = zip(items, start_times(items, meeting.start), strict=True)
    after = dropwhile(lambda each: each[0].part == 1, starts)
    begins = next((start for item, start in after if item.part == 1), None)
    return begins is not None and items[0].part > 1, begins


def _send_supplement(
    forum: GroupContext,
    meeting: MeetingRow,
    number: int,
    papers: Sequence[Paper],
    reader: Person,
    letters: PackLetters,
) -> bool:
    had = letters.had_by(reader.id)
    about = meeting_topic(meeting, Occasion(OccasionKind.SUPPLEMENT, number=number))
    readable = [
        paper
        for paper in papers
        if may_read(paper, forum.membership, reader.id, forum.on)
        and not _is_enclosed(paper, had.get(paper.id))
    ]
    if not readable:
        return False
    new = {paper.item_number: _what_is_new(had.get(paper.id)) for paper in readable}
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
        about=first_unwritten(forum, Supplement, reader.id, about),
        valid=while_planned(
            meeting, Conditions(appointed=True, papers=tuple(paper.id for paper in readable))
        ),
        enclosures=paper_enclosures(forum, meeting, readable),
    )


def _is_enclosed(paper: Paper, letter: DispatchRow | None) -> bool:
    return letter is not None and paper.document in {
        attachment["sha256"] for attachment in letter.attachments
    }


def _what_is_new(before: DispatchRow | None) -> str:
    """Say when the reader had a paper in an earlier letter."""
    return f"replaces ours of {day_month(before.queued_at.date())}" if before else "new"
