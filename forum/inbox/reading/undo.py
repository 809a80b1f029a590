"""WRONG, by which a writer takes back what was recorded of a reply."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.phrases.courtesies_and_conditions import is_harmless
from forum.inbox.sayings import Undo

WRONG_IS_AN_ORDINARY_WORD = frozenset(
    {"minutes", "minutes_draft", "minutes_again", "report_draft", "board_report", "board_outcome"}
    | {"pack_check", "details", "cancelled", "farewell"}
    | {"attendance_notice", "attendance_review"}
)
_WRONG = re.compile(
    r"\W*(?:(?:sorry|no|oops)[\s,.!]+)?(?:(?:that|this|it)(?:['’]s| is|s)? )?"
    r"(?:the )?wrong(?: (?:date|day|action|one))?\b"
    r"(?:[\s,.!–—-]*+(?:sorry|please|(?:undo|take)(?: (?:it|this|that))?(?: back)?)\b)*+"
    r"(?:\s*+[.!]*+\s*+$|\s*[,:;.–—-]+\s*(?P<instead>.*)|\s+(?P<right>(?:\d|i |it |should ).*))",
    re.IGNORECASE,
)
_TAKE_IT_BACK = re.compile(
    r"\W*(?:(?:sorry|no|oops)[\s,.!]+)?"
    r"(?:(?:that|this|it) (?:was|is) (?:meant )?(?:for|about) (?:the |my |an)other (?:action|one"
    r"|letter|meeting)"
    r"[\s,.;–—-]+(?:and |so )?)?"
    r"(?:please )?(?:undo(?: (?:that|this|it))?|take (?:that|this|it) back)"
    r"(?: (?:please|again|sorry|thanks|thank you))*(?:\s*+[.!]*+\s*+$|\s*[,:;.–—-]+\s*(?P<instead>.*))",
    re.IGNORECASE,
)


def read_undo(name: str, lines: Sequence[str]) -> Undo | None:
    """Read WRONG, alone or with what is right after it (own rule: what was recorded of a reply can be
    undone)."""
    if not lines or not (match := _WRONG.match(lines[0]) or _TAKE_IT_BACK.match(lines[0])):
        return None
    right = match.groupdict()
    instead = "\n".join(filter(None, [right["instead"] or right.get("right") or "", *lines[1:]]))
    if name in WRONG_IS_AN_ORDINARY_WORD and instead and not is_harmless(instead.split("\n")):
        return None
    return Undo(instead)
