"""Words beside which an answer is of somebody else's, of another matter, or still to come."""

from __future__ import annotations

from forum.text.patterns import any_of, words
from forum.text.wording import MONTHS, WEEKDAYS

OF_OTHERS = any_of(
    words("he, she, they, her, him, items, one of, says, said, tells, told, asked, everybody, everyone"),
    words(
        "hospital, conference, summary, me to, i return, work, last, agreed? by, agreed? with, agreed? that"
    ),
    words(
        "hardly, barely, scarcely, unhappy, part, most, so far, differ, suppose, supposed, hold, release,"
        " send, sent"
    ),
    words(
        "for approval, for agreement, as agreed, to agree, to be agreed, to look at, we agreed, they agreed"
    ),
    words(", ".join((*MONTHS, *WEEKDAYS))),
    r"(?:^|[.!;,] )(?:has|have|is|are|did|does|was|were|can|could|would|should|shall|will)\b",
)
"""Words by which a reply may tell of something else, or ask."""
MORE_TO_DO = any_of(words("release, send, hold"))
TO_COME = any_of(
    words("will, soon, shortly, later, tomorrow, next, still, yet, half, nearly, waiting, draft")
)
"""Words by which an answer is still to come."""
