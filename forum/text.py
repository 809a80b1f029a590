"""Text as people write it: whole, whatever the script; only what no document can hold is refused."""

from __future__ import annotations

import unicodedata

from forum.problem import Problem


def checked_text(value: str, where: str) -> str:
    """Text goes through whole, line breaks and tabs included; control characters and broken halves of
    characters are refused, since Word, Excel and mail would lose or mangle them (own rule).

    ``where`` names the cell, field or setting. Line breaks come back as ``\\n``. Raises Problem.
    """
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    for place, sign in enumerate(text, start=1):
        if _is_refused(sign):
            raise Problem(
                f"{where}: character {place} (U+{ord(sign):04X}) can’t be kept in a document; "
                "take it out or type the text again."
            )
    return text


def checked_line(value: str, where: str) -> str:
    """A title, name or subject is text on one line (own rule). Raises Problem."""
    text = checked_text(value, where)
    if any(sign in text for sign in "\n\t\u2028\u2029"):
        raise Problem(f"{where}: there is a line break or a tab in it; write it on one line.")
    return text


def _is_refused(sign: str) -> bool:
    category = unicodedata.category(sign)
    is_control = category == "Cc" and sign not in "\n\t"
    is_noncharacter = ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF
    return is_control or category == "Cs" or is_noncharacter


def folded(text: object) -> str:
    """Text as it is compared: capitals, spaces and the kind of apostrophe don't matter."""
    return " ".join(str(text).casefold().replace("’", "'").split())
