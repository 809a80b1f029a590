"""Urgent business: a meeting is called for one item, and all who are invited read why (own rule)."""

from __future__ import annotations

from dataclasses import dataclass

from forum.agenda.items import agenda_of_called
from forum.agenda.purpose import Purpose
from forum.text.checks import checked_line
from forum.text.children import may_name_somebody
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import add_item, agree_agenda, put_in_order
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import names_known
from tasks.duties.papers.ask_for_release import put_for_release
from tasks.register.tables import MeetingRow


@dataclass(frozen=True)
class UrgentItem:
    """The one item of a meeting: its title, and why it can't wait."""

    title: str
    reason: str
    purpose: Purpose
    minutes: int


def put_business(forum: GroupContext, meeting: MeetingRow, business: UrgentItem) -> None:
    """Have a meeting be about one item alone, and as long as that takes. Problem where its words may name
    somebody: they stand in calendars."""
    meeting.reason = checked_line(f"{business.title}: {business.reason}".rstrip("."), "reason")
    if may_name_somebody(meeting.reason, names_known(forum)):
        raise Problem("Its title or its reason may name a child, or somebody else: say it in neutral words.")
    items = agenda_of_called(business.title, business.purpose, business.minutes, forum.chair().id)
    meeting.minutes = sum(item.minutes for item in items)
    for position, item in enumerate(items, start=1):
        add_item(forum, meeting, item, position)
    forum.tx.session.flush()
    put_in_order(forum, meeting)


def agree_business(forum: GroupContext, meeting: MeetingRow) -> None:
    """Take the Chair's word on a meeting for its word on the agenda, and put what goes out for release."""
    agree_agenda(forum, meeting)
    put_for_release(forum, meeting)
