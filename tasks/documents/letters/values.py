"""Values on their way through Markdown: a sign that could be a mark is another until the letter is made."""

from __future__ import annotations

import re
from html import escape

_APART = (
    0x100000  # a sign and the one that stands for it, in the last plane of Unicode, which has no meanings
)
_COULD_BE_A_MARK = re.compile(r"\A +| +\Z|[^\w \U00010000-\U0010ffff]|_")
_STANDS_FOR_ONE = re.compile("[\U00100000-\U0010d7ff\U0010e000-\U0010ffff]")


def without_marks(value: str) -> str:
    """Return a value as it goes into Markdown, in which nothing of it is a mark: as many signs."""
    return _COULD_BE_A_MARK.sub(lambda match: "".join(chr(_APART + ord(sign)) for sign in match[0]), value)


def as_typed(text: str) -> str:
    """Return what is plain text by now with its values as they were."""
    return _STANDS_FOR_ONE.sub(lambda match: chr(ord(match[0]) - _APART), text)


def as_html(html: str) -> str:
    """Return what is HTML by now with its values as they were, escaped."""
    return _STANDS_FOR_ONE.sub(lambda match: escape(chr(ord(match[0]) - _APART)), html)
