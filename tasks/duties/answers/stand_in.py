"""The Chair is away: who stands in has what is asked of the Chair the same day (own rule)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.text.problem import Problem
from forum.text.wording import full_date
from tasks.duties.answers.put_questions import put_to_stand_in
from tasks.duties.base.group_context import GroupContext
from tasks.duties.members.appointments import agree_cover

LONGEST = dt.timedelta(days=366)


def note_chair_away(forum: GroupContext, chair: UUID, first: dt.date, last: dt.date) -> None:
    """Have the deputy chair, or whoever acts for them, stand in for a Chair from ``first`` to ``last``, and
    put what is open to them today where that has begun. Problem where nobody can, or the days are past or too
    many."""
    deputy = forum.offices.deputy_chair(first)
    stand_in = forum.offices.acting_for(deputy.id, first) if deputy else None
    if stand_in is None or stand_in.id == chair:
        raise Problem(
            "There is no deputy chair who could act for the Chair then: enter who does on the sheet Cover "
            "of the members’ workbook."
        )
    if last < forum.on or last - first > LONGEST:
        raise Problem(f"{full_date(last)} is past, or more than a year off; say until which day.")
    agree_cover(forum.work, forum.group.code, chair, stand_in.id, first, last)
    forum.forget_membership()
    if first <= forum.on:
        put_to_stand_in(forum, chair)
