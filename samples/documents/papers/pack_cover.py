"""The pack cover with sample data."""

from __future__ import annotations

from forum.documents.papers import PackCover, PackLine
from samples.documents.shared import COMMON, NEXT, PLACE, START


def pack_cover() -> PackCover:
    rows = (
        ("", "Agenda", 3),
        ("3", "Minutes of the last meeting", 5),
        ("5", "CSE action plan: progress and actions to discharge", 11),
        ("6", "Training and awareness of the workforce", None),
        ("8", "Community engagement and prevention", 17),
    )
    return PackCover(
        **COMMON,
        reference="MASE/2027-02",
        date=NEXT,
        start=START,
        place=PLACE,
        contents=tuple(PackLine(number=number, title=title, page=page) for number, title, page in rows),
    )


DOCUMENT = pack_cover()
