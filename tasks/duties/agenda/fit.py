"""An agenda that fits: what has no time on it waits for the next, as the Chair says (own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from forum.agenda.coverage import titles_on_silence
from forum.agenda.items import to_fit
from forum.agenda.purpose import Purpose
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.questions.kinds import QuestionKind
from forum.text.problem import Problem
from forum.text.wording import day_month
from tasks.duties.agenda.agenda import has_record_gone, is_drafted, put_in_order
from tasks.duties.agenda.tell_author import tell_item_is_off, tell_items_wait
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import withdraw_question
from tasks.register.meetings import called_for, last_held, planned_from, step_of
from tasks.register.papers import agenda_items, item_value, paper_rows, papers_of_item
from tasks.register.tables import AgendaItemRow, MeetingRow

MOST_WAITS = 2  # meetings: what was proposed or commissioned before the last two is heard, however long it is


def items_that_wait(forum: GroupContext, meeting: MeetingRow) -> Sequence[AgendaItemRow]:
    """Return the items of a meeting that would wait so that the others fit into its time; none where no later
    agenda is open, or the record workbook has gone, which has the items by their numbers. What boards and
    partnerships send does not wait (clause 2), nor does an item of part 2, since the letter names it by its
    number, nor what has waited twice (own rule)."""
    if next_open_agenda(forum, meeting) is None or has_record_gone(forum.tx.session, meeting):
        return ()
    rows = agenda_items(forum.tx.session, meeting.id)
    of_drafts = titles_on_silence(forum.policy.objectives)
    earlier = last_held(forum.tx.session, meeting.group_id, meeting.date - ONE_DAY, MOST_WAITS)
    since = earlier[0].date if len(earlier) == MOST_WAITS else dt.date.min
    with_paper = {item.id for _, item in paper_rows(forum.tx.session, meeting.id)}
    may_wait = [
        item_value(row)
        for row in rows
        if (row.title in of_drafts or row.proposed_by_id or row.id in with_paper)
        and (row.title in of_drafts or row.proposed_on >= since)
        and not (row.standing or row.part > 1 or presses(row))
    ]
    waiting = {item.id for item in to_fit([*map(item_value, rows)], may_wait, meeting.minutes, of_drafts)}
    return [row for row in rows if row.id in waiting]


def presses(item: AgendaItemRow) -> bool:
    """Say whether an item does not wait for time on an agenda: it is for decision, or stands there for
    research or a task group, which have their days (own rule)."""
    return bool(item.purpose == Purpose.DECISION or item.research_id or item.task_step_id)


def fit_agenda(forum: GroupContext, meeting: MeetingRow) -> None:
    """Move what has no time to the next agenda. Problem where all fits, or nothing may wait."""
    waiting, later = items_that_wait(forum, meeting), next_open_agenda(forum, meeting)
    if not waiting or later is None:
        raise Problem(
            f"No item of the agenda for {day_month(meeting.date)} can wait for the next: reply AGREE AGENDA, "
            "or what to change."
        )
    of_drafts = titles_on_silence(forum.policy.objectives)  # the next draft has them anew
    to_move = [item for item in waiting if item.title not in of_drafts]
    for item in waiting:
        if item in to_move:
            _move(forum, item, later)
        else:
            item.dropped_on = forum.on
    tell_items_wait(forum, meeting, to_move, later.date)
    forum.tx.session.flush()
    put_in_order(forum, meeting)


def keep_for_next_meeting(forum: GroupContext, meeting: MeetingRow, item: AgendaItemRow) -> None:
    """Move an item that came too late, with its paper, to the next agenda that is not agreed yet; nowhere
    where none is. Tell those behind it."""
    later = next_open_agenda(forum, meeting)
    if later:
        _move(forum, item, later)
    tell_item_is_off(forum, meeting, item, kept_for=later.date if later else None)


def _move(forum: GroupContext, item: AgendaItemRow, later: MeetingRow) -> None:
    for paper in papers_of_item(forum.tx.session, item):
        paper.meeting_id = later.id
        withdraw_question(forum.tx, paper.id, QuestionKind.PROVIDE_PAPER, forum.on)  # asked anew for that one
    item.meeting_id, item.number = later.id, ""
    item.position = len(agenda_items(forum.tx.session, later.id)) + 1
    forum.tx.audit("item kept for later", item=item.id, to=later.id)
    put_on(forum, later, item)


def next_open_agenda(forum: GroupContext, meeting: MeetingRow) -> MeetingRow | None:
    """Return the next planned meeting whose agenda is not agreed yet, and that is not called for one item."""
    session = forum.tx.session
    later = planned_from(session, meeting.group_id, meeting.date + ONE_DAY)
    return next(
        (
            row
            for row in later
            if not called_for(row) and step_of(session, row.id, StepKind.AGENDA_AGREED).verdict is None
        ),
        None,
    )


def put_on(forum: GroupContext, meeting: MeetingRow, item: AgendaItemRow) -> None:
    """Let an item stand on the agenda of a meeting, in its place where that is drafted."""
    item.dropped_on = None
    forum.tx.session.flush()
    if is_drafted(forum.tx.session, meeting):
        put_in_order(forum, meeting)
