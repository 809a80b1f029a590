"""The desk letter of a day, where there is one."""

from __future__ import annotations

from tasks.duties.calendar.due_letters import groups_needing_a_hand
from tasks.duties.desk.letter import write_desk_letters
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import Forum


def desk_today(forum: Forum) -> str:
    """The words of the desk letter of today, all on one line; nothing where there is none."""
    with forum.office.register.reading() as session:
        groups = groups_needing_a_hand(forum.office, session, forum.today, None)
    do(write_desk_letters, forum.office, groups, day=forum.today)
    letters = [row for row in forum.letters("desk") if row.queued_at.date() == forum.today]
    return " ".join(letters[-1].text.split()) if letters else ""
