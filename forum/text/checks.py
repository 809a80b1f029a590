"""Check text that people wrote, in whatever script.

Refused are characters that no document can hold, and signs that change the direction in which text is read.
"""

from __future__ import annotations

import unicodedata

from forum.text.problem import Problem

_OVERRIDES = "\u202d\u202e"
_OPENED_BY = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
_CLOSING = "\u202c\u2069"
_UNSEEN = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u2065"
    "\u206a\u206b\u206c\u206d\u206e\u206f\u2800\u3164\ufeff\uffa0\ufff9\ufffa\ufffb"
)
"""Signs that show nothing and don't change the letters beside them."""


def checked_text(value: str, where: str) -> str:
    """Return the text whole, tabs included, with ``\\n`` for each line break (own rule).

    Raises Problem for control characters and broken halves of characters, which Word, Excel and mail would
    lose or mangle, and for signs that turn the direction of the words around the text. ``where`` names the
    cell, field or setting.
    """
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    for place, sign in enumerate(text, start=1):
        if _is_refused(sign):
            raise Problem(
                f"{where}: character {place} (U+{ord(sign):04X}) can’t be kept in a document; "
                "take it out or type the text again."
            )
    for line in text.split("\n"):
        if turning := _turns_what_follows(line):
            raise Problem(
                f"{where}: a sign in it (U+{ord(turning):04X}) turns the direction of the text; take it out "
                "or type the text again."
            )
    return text


def checked_line(value: str, where: str) -> str:
    """Return a title, name or subject: text on one line, with every sign visible (own rule).

    Raises Problem for a line break, a tab or an invisible sign.
    """
    text = checked_text(value, where)
    if any(sign in text for sign in "\n\t\u2028\u2029"):
        raise Problem(f"{where}: there is a line break or a tab in it; write it on one line.")
    for place, sign in enumerate(text, start=1):
        if sign in _UNSEEN:
            raise Problem(
                f"{where}: character {place} (U+{ord(sign):04X}) can’t be seen; take it out or type the text "
                "again."
            )
    return text


def needed_line(value: str, where: str) -> str:
    """Return words that are kept, as ``checked_line`` does and without spaces at their ends (own rule).

    Raises Problem for none at all.
    """
    if text := checked_line(value, where).strip():
        return text
    raise Problem(f"{where}: it is empty; say it in a few words, since they are kept.")


def _is_refused(sign: str) -> bool:
    category = unicodedata.category(sign)
    is_control = category == "Cc" and sign not in "\n\t"
    is_noncharacter = ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF
    return is_control or category == "Cs" or is_noncharacter


def _turns_what_follows(line: str) -> str:
    """The sign that turns the direction of the rest of a line; empty for none.

    A direction that is opened and closed in the line, as in Hebrew or Arabic, turns nothing else.
    """
    opened: list[str] = []
    for sign in line:
        if sign in _OVERRIDES:
            return sign
        if sign in _OPENED_BY:
            opened.append(sign)
        elif sign in _CLOSING and (not opened or _OPENED_BY[opened.pop()] != sign):
            return sign
    return opened[-1] if opened else ""


def folded(text: object) -> str:
    """The text in the form in which texts are compared, without regard to capitals, spaces and the kind of
    apostrophe."""
    return " ".join(str(text).casefold().replace("’", "'").split())


def visible(text: str) -> str:
    """The text with control signs and invisible signs written out (\\x1b), so that a terminal shows them and
    doesn't act on them."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
