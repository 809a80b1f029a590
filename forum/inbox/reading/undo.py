"""WRONG, by which a writer takes back what was recorded of a reply."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.sayings import NotesDenied, Undo

WRONG_IS_AN_ORDINARY_WORD = frozenset(
    {"minutes", "stood_in", "minutes_draft", "minutes_again", "report_draft", "board_report", "board_outcome"}
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
    r"(?:(?:that|this|it)(?:['’]s| is| was) (?:a mistake|an error|not right)[\s,.;–—-]+)?"
    r"(?:please |pls )?(?:undo(?: (?:that|this|it))?|take (?:that|this|it) back)"
    r"(?: (?:please|again|sorry|thanks|thank you))*(?:\s*+[.!]*+\s*+$|\s*[,:;.–—-]+\s*(?P<instead>.*))",
    re.IGNORECASE,
)


_NOT_RIGHT = re.compile(
    r"\W*(?:(?:sorry|no|oh no|oops)[\s,.!]+){0,3}(?:that|this|it)(?:['’]s| is|s)? not (?:right|correct"
    r"|so|what i (?:meant|said)(?: at all)?)\b"
    r"\W*(?P<instead>.*)",
    re.IGNORECASE,
)
"""That what was recorded is not so, where something was."""
_HOW_IT_CAME = re.compile(
    r"\W*(?:(?:(?:it|that|this|i|we|you)(?:['’]ve| have)? (?:was|were|said|meant|only|thought|misread"
    r"|had|read)|(?:my|our) mistake|sorry"
    r"|only the)\b[^.;!?\n]*(?:[.;!]\s*|\n|$)|(?:please |pls )?(?:undo|take|put)(?: (?:it|that"
    r"|this))?(?: back)?(?: to open)?\W*$)",
    re.IGNORECASE,
)
"""How a mistake came about, which asks for nothing in its place."""
_NOT_DONE = re.compile(
    r"\W*(?:(?:it|this|that|the \w+)(?:['’]s)? )?(?:is |was )?"
    r"(?:not|isn['’]t|wasn['’]t|nowhere near)(?: yet)? (?:done|finished|completed?)(?:\W*$|[.;!,]\s+)",
    re.IGNORECASE,
)
"""That what was recorded is not so, which asks for nothing in its place."""


def read_undo(name: str, lines: Sequence[str], *, is_answered: bool = False) -> Undo | None:
    """Read WRONG, alone or with what is right after it (own rule: what was recorded of a reply can be
    undone)."""
    match = _WRONG.match(lines[0]) or _TAKE_IT_BACK.match(lines[0]) if lines else None
    if lines and is_answered and not match:
        match = _NOT_RIGHT.match(lines[0])
    if match is None:
        return None
    right = match.groupdict()
    instead = "\n".join(filter(None, [right["instead"] or right.get("right") or "", *lines[1:]]))
    if not_done := _NOT_DONE.match(instead):
        instead = instead[not_done.end() :]
    while instead and (came := _HOW_IT_CAME.match(instead)):
        instead = instead[came.end() :]
    if name in WRONG_IS_AN_ORDINARY_WORD and instead and not is_harmless(instead.split("\n")):
        return None
    return Undo(instead)


_NUMBERS = re.compile(
    r"\W*wrong\b[\s,:]*(?:(?:number|no|item|point)\b\.?\s*)?(?P<numbers>\d{1,2}(?:(?:\s*,\s*|\s+and\s+)\d{1,2})*)\b"
    r"[\s,.;:!–—-]*(?P<rest>.*)",
    re.IGNORECASE,
)


def read_denial(letter: AnsweredLetter, lines: Sequence[str]) -> tuple[NotesDenied, str] | None:
    """Read WRONG with the numbers of notes on what was recorded in the reader's name, and return the rest of
    the reply. WRONG alone is of the only note, where the letter asks nothing else."""
    if not lines or not letter.notes:
        return None
    if (match := _NUMBERS.match(lines[0])) is not None:
        numbers = tuple(int(number) for number in re.findall(r"\d+", match["numbers"]))
        if set(numbers) <= set(letter.notes):
            return NotesDenied(numbers), "\n".join(filter(None, [match["rest"], *lines[1:]]))
    if letter.questions or len(letter.notes) > 1 or (undo := read_undo(letter.name, lines)) is None:
        return None
    return NotesDenied(letter.notes), undo.instead
