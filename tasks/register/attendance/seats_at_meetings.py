"""The seats at meetings held, as the rules count them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from forum.attendance.standing import OWN, Mark
from forum.yearly.attendance import SeatAtMeeting
from tasks.register.tables import AttendanceRow


def seat_at_meetings(seat_id: UUID, rows: Sequence[AttendanceRow]) -> list[SeatAtMeeting]:
    """Return a seat at each meeting; it was asked to stay for part 2 wherever any seat was."""
    with_part_two = {row.meeting_id for row in rows if row.part_two is not None}
    return [
        SeatAtMeeting(
            mark=row.mark,
            vacant=row.holder_id is None,
            filled_by=_filled_by(row),
            stayed=row.part_two is True if row.meeting_id in with_part_two else None,
        )
        for row in rows
        if row.seat_id == seat_id
    ]


def _filled_by(row: AttendanceRow) -> str:
    if row.mark in OWN:
        return str(row.holder_id)
    if row.mark is Mark.DEPUTY:
        return str(row.deputy_id or row.deputy_name)
    return ""
