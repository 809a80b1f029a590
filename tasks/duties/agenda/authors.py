"""Ask the author of a paper.

Tell the people behind an item that it is off an agenda, or that its paper is not wanted.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from forum.calendar.steps import StepKind
from forum.letters.papers import ItemOff
from forum.outbox.states import Occasion, OccasionKind, Topic
from forum.questions.kinds import QuestionKind
from forum.text.wording import listed
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import head, while_planned, write
from tasks.duties.questions.ask import ask, questions_about
from tasks.register.meetings import step_of
from tasks.register.members.membership import people
from tasks.register.outbox import letters_about, withdraw_letter
from tasks.register.papers import papers_of_item
from tasks.register.tables import AgendaItemRow, MeetingRow, PaperRow


def ask_author(forum: GroupContext, meeting: MeetingRow, paper: PaperRow) -> None:
    """Ask for a paper until the day by which it is wanted, or papers are collected."""
    collected = step_of(forum.tx.session, meeting.id, StepKind.PAPERS_COLLECTED)
    ask(
        forum.tx,
        QuestionKind.PROVIDE_PAPER,
        group_id=forum.group.id,
        about=paper.id,
        of=paper.author_id,
        on=forum.on,
        due=paper.due or collected.deadline or meeting.date,
        meeting_id=meeting.id,
    )


def tell_item_is_off(
    forum: GroupContext,
    meeting: MeetingRow,
    item: AgendaItemRow,
    kept_for: dt.date | None = None,
) -> None:
    """Tell the proposer of an item, and the author who was asked for its paper, that it is off the agenda."""
    for reader, asked in _behind(forum, item).items():
        _write(forum, meeting, [item], reader, paper=asked, kept_for=kept_for)


def tell_items_wait(
    forum: GroupContext, meeting: MeetingRow, items: Sequence[AgendaItemRow], kept_for: dt.date
) -> None:
    """Tell those behind items for which an agenda has no time that they wait: each in one letter."""
    of_readers: defaultdict[UUID, list[AgendaItemRow]] = defaultdict(list)
    for item in items:
        for reader in _behind(forum, item):
            of_readers[reader].append(item)
    for reader, theirs in of_readers.items():
        _write(forum, meeting, theirs, reader, kept_for=kept_for, no_time=True)


def _behind(forum: GroupContext, item: AgendaItemRow) -> Mapping[UUID, bool]:
    """Return the proposer of an item and the author who was asked for its paper; true for the author."""
    papers = papers_of_item(forum.tx.session, item)
    asked = [paper.author_id for paper in papers if _is_expected(forum, paper)]
    return {reader: reader in asked for reader in (item.proposed_by_id, *asked) if reader}


def tell_paper_is_not_wanted(forum: GroupContext, meeting: MeetingRow, paper: PaperRow) -> None:
    """Tell the author of a paper that was asked for, or is in, that it does not go out."""
    if _is_expected(forum, paper):
        item = forum.tx.session.get_one(AgendaItemRow, paper.item_id)
        _write(forum, meeting, [item], paper.author_id, paper=True, item_stays=True)


def take_back_what_was_said(forum: GroupContext, paper: PaperRow) -> None:
    """Withdraw the letter about a paper that goes out after all, if it has not left."""
    for row in letters_about(forum.tx.session, paper.meeting_id, ItemOff.NAME):
        if row.subject_id == paper.item_id:
            withdraw_letter(forum.tx.session, row)


def _is_expected(forum: GroupContext, paper: PaperRow) -> bool:
    """Say whether an author knows that their paper is wanted: they were asked for it, or have sent it."""
    asked = questions_about(forum.tx.session, paper.id, QuestionKind.PROVIDE_PAPER)
    return paper.document is not None or any(question.asked for question in asked)


def _write(
    forum: GroupContext,
    meeting: MeetingRow,
    items: Sequence[AgendaItemRow],
    author: UUID,
    *,
    paper: bool = False,
    kept_for: dt.date | None = None,
    no_time: bool = False,
    item_stays: bool = False,
) -> None:
    if forum.offices.is_unit(author, forum.on) or forum.membership.has_left(author, forum.on):
        return
    (reader,) = people(forum.tx.session, [forum.stand_in(author)], forum.on)
    letter = ItemOff(
        **head(forum, reader),
        meeting=meeting.date,
        item=listed(f"“{item.title}”" for item in items if item.part == 1),
        several=len(items) > 1,
        paper=paper,
        kept_for=kept_for,
        no_time=no_time,
        item_stays=item_stays,
    )
    about = Topic(items[0].id, Occasion(OccasionKind.DAY, forum.on), meeting.id)
    write(forum, letter, to=reader, about=about, valid=while_planned(meeting))
