"""Remarks on a paper's file before it goes out: for the unit and the author, and for the Chair where the
paper is late (where the terms are silent)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Remark(StrEnum):
    COMMENTS = "comments"
    TRACKED = "tracked changes"
    HIDDEN = "hidden"
    EMBEDDED = "embedded"
    LINKED = "linked"
    LINKS = "links"
    ACTIONS = "actions"
    OBJECTS = "objects"
    ATTACHED = "attached"
    UNKNOWN = "unknown"
    NOT_CLEANED = "not cleaned"


WORDS: Mapping[Remark, str] = {
    Remark.COMMENTS: "It has comments, which its readers can see.",
    Remark.TRACKED: "It has tracked changes: its readers can see what was taken out.",
    Remark.HIDDEN: (
        "It has hidden text, sheets, slides or layers, or speaker’s notes, which its readers can open."
    ),
    Remark.EMBEDDED: "It has other files inside, which its readers can open.",
    Remark.LINKED: (
        "It fetched a template, pictures, text or figures from elsewhere. We took that out: text and figures "
        "stay as they last were, but a linked picture may be missing."
    ),
    Remark.LINKS: "It had links to files or programs. We took the links out; their words stay.",
    Remark.ACTIONS: (
        "It had commands that run when it is opened or clicked, such as scripts or buttons. We took them "
        "out; what is on its pages stays."
    ),
    Remark.OBJECTS: (
        "It had objects of other programs inside, such as files, sound or video. We took them out: their "
        "pictures stay."
    ),
    Remark.ATTACHED: (
        "It had files attached inside it. We took them out: one that is needed should be sent as a paper."
    ),
    Remark.UNKNOWN: (
        "It had parts of a kind that we do not know. We took them out: check that nothing is missing."
    ),
    Remark.NOT_CLEANED: "It may be damaged, and may name its authors: it should be opened, or sent again.",
}


def remarks_in_words(remarks: Iterable[str]) -> tuple[str, ...]:
    """Return the remarks as whole sentences, always in the same order."""
    present = set(remarks)
    return tuple(words for remark, words in WORDS.items() if remark in present)
