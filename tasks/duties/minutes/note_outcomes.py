"""Outcomes of items without a note, as the unit says them in reply to the draft minutes."""

from __future__ import annotations

from collections.abc import Sequence

from forum.minutes.states import MinutesState
from forum.text.problem import Problem
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.minutes.document import minutes_document, parts_of
from tasks.register.meetings import meeting_by_reference
from tasks.register.minutes import MINUTES, latest_editions
from tasks.register.papers import agenda_items


def note_outcome(work: UnitOfWork, reference: str, numbers: Sequence[str], outcome: str) -> None:
    """Note an outcome of items of which nothing is recorded, as the record workbook's column Outcome does.

    The draft that comes back with nothing under them has it there then. Raises Problem for an item that is
    none, that has something recorded, or whose minutes the unit is not writing.
    """
    meeting = meeting_by_reference(work.session, reference)
    forum, _ = forum_of_meeting(work, meeting.id)
    in_draft = {
        row.part
        for row in latest_editions(work.session, meeting.id, MINUTES)
        if row.state == MinutesState.DRAFT
    }
    empty = {
        item.number
        for part in parts_of(forum, meeting)
        for item in minutes_document(forum, meeting, part).items
        if item.is_empty
    }
    items = {item.number: item for item in agenda_items(work.session, meeting.id)}
    for number in numbers:
        if number not in items:
            raise Problem(f"{reference} has no item {number}.")
        if items[number].part not in in_draft:
            raise Problem(f"The minutes of {reference} are not with you, so item {number} stays as it is.")

        if number not in empty and items[number].outcome != outcome:
            raise Problem(f"Item {number} of {reference} says something already: change it in the draft.")

        items[number].outcome = outcome
    work.audit("outcomes noted", meeting=meeting.id, items=len(numbers))
