"""Check names of people: one alphabet and visible signs, so that a name is what it looks like."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from forum.text.checks import checked_line
from forum.text.problem import Problem

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
