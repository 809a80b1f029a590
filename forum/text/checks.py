"""Check text that people wrote, in whatever script.

Check names of people: one alphabet and visible signs, so that a name is what it looks like.

Refused are characters that no document can hold, and signs that change the direction in which text is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

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


_EAST_ASIAN = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA", "LATIN"}),
    frozenset({"CJK", "HANGUL", "LATIN"}),
    frozenset({"CJK", "BOPOMOFO", "LATIN"}),
)
"""Scripts that are written together, none of which can be taken for another."""
_LIKE_LATIN = frozenset(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲϳսոհօցզյլ"
    "ᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᎾᎿᏀᏂᏃᏎᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏩᏭᏮꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ"
)
_ODD_LATIN = frozenset("ɑɡɩǀ")  # signs of phonetics and clicks that look like a, g, i and l
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL"
_WITH_VARIANTS = ("CJK", "MONGOLIAN")
_JOINERS = "\u200c\u200d"  # which Persian and Indian names have between two letters


def checked_name(value: str, where: str) -> str:
    """Return a name on one line and in one alphabet, whichever (own rule).

    Raises Problem for a sign that can't be seen, turns the direction of the text, or only looks like another
    one. ``where`` names the cell or field.
    """
    name = checked_line(value, where)
    if fault := next(_faults(name), ""):
        raise Problem(f"{where}: {fault}; type the name again by hand, in one alphabet.")
    return name


def _faults(name: str) -> Iterator[str]:
    for place, sign in enumerate(name, start=1):
        if _is_unseen(name, place - 1):
            yield f"character {place} of the name ({_label(sign)}) can’t be seen or turns its direction"
        if _stands_for_another(sign):
            yield f"character {place} of the name ({_label(sign)}) only looks like a plain letter or figure"
    scripts = [_script(sign) for sign in name]
    scripts_present = {script for script in scripts if script}
    if len(scripts_present) > 1 and not any(scripts_present <= together for together in _EAST_ASIAN):
        first = next(at for at, script in enumerate(scripts) if script)
        second = next(at for at, script in enumerate(scripts) if script not in ("", scripts[first]))
        signs = f"{_label(name[first])}, {_label(name[second])}"
        yield f"characters {first + 1} and {second + 1} of the name ({signs}) are of two alphabets"
    letters = [sign for sign in name if _script(sign)]
    if letters and all(sign in _LIKE_LATIN for sign in letters):
        yield f"the name is spelt in {scripts_present.pop().capitalize()} letters that look like ours"


def _script(sign: str) -> str:
    """The alphabet of a letter, by its name in Unicode; empty for marks, figures and all else."""
    if unicodedata.category(sign) not in ("Lu", "Ll", "Lt", "Lo"):
        return ""
    return unicodedata.name(sign, "").partition(" ")[0]


def _stands_for_another(sign: str) -> bool:
    """Say whether a letter or figure is another form of a plain one, as full-width, bold and raised ones
    are."""
    if sign in _ODD_LATIN or unicodedata.name(sign, "").startswith(_SMALL_CAPITAL):
        return True
    composed = unicodedata.normalize("NFC", sign)
    return unicodedata.category(sign)[0] in "LN" and unicodedata.normalize("NFKC", sign) != composed


def _is_unseen(name: str, at: int) -> bool:
    """Say whether a sign shows nothing by itself, and doesn't belong to the letter before it."""
    if "VARIATION SELECTOR" in unicodedata.name(name[at], ""):
        return not at or _script(name[at - 1]) not in _WITH_VARIANTS
    return unicodedata.category(name[at]) == "Cf" and not _joins(name, at)


def _joins(name: str, at: int) -> bool:
    """Say whether a joiner stands between two letters of one alphabet that has joiners."""
    if name[at] not in _JOINERS or not 0 < at < len(name) - 1:
        return False
    before = _script(name[at - 1]) or _script(name[at - 2 : at - 1] or " ")  # a letter, or one with its sign
    return before not in ("", "LATIN", "CYRILLIC", "GREEK") and before == _script(name[at + 1])


def _label(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'without a name').lower()}"
