"""The quarter's drill in the desk letter: what an inspection bundle of today would lack (own rule)."""

from __future__ import annotations

from collections.abc import Iterator

from forum.letters.questions import DeskGap
from forum.text.wording import counted
from forum.yearly.inspection import MONTHS_OF_DRILL
from tasks.duties.base.group_context import GroupContext
from tasks.duties.yearly.inspection import missing_today

MOST = 8  # things that the letter names; the index of a bundle has them all


def bundle_lacks(forum: GroupContext) -> Iterator[DeskGap]:
    """Yield what a bundle of a group would lack, in the first desk letter of a quarter."""
    missing = missing_today(forum) if forum.on.month in MONTHS_OF_DRILL else ()
    if not missing:
        return
    named = [each.in_words for each in missing[:MOST]]
    more = [f"and {counted(len(missing) - MOST, 'thing')} more"] if len(missing) > MOST else []
    yield DeskGap(
        group=forum.group.code,
        what=f"Their files would lack {counted(len(missing), 'thing')}",
        which=(*named, *more),
    )
