"""A meeting that confirms the minutes of the one before."""

from __future__ import annotations

from tests.tasks.duties.secretariat import FEBRUARY, Forum


def meet(forum: Forum, said: str) -> None:
    """February's meeting says something of January's minutes; its record is filed the day after."""
    forum.on("Mon 25 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    forum.on("Wed 10 Feb 2027")
    forum.file_record(FEBRUARY, last_minutes=said)
