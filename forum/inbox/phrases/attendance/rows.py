"""Rows of phrases, written as they are said, and the patterns that they come to.

"[i] cannot <come> [on <day>]" has words that may be left out in brackets. "(for me|instead)" and
"going/coming" are ways to say it, and <come> is a class of such ways, said up to four times where a star
follows. A space follows each word, in front of a mark too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Classes = Mapping[str, str]
_TOKEN = re.compile(r"<(?P<called>\w+)>(?P<repeated>\*?)|(?P<mark>[\[\]()|])|(?P<word>[^\s\[\]()|<>]+)")
_MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


def of_signs(signs: Classes) -> Classes:
    """Return classes whose members are given as patterns, without what follows a word."""
    return {name: f"(?:(?:{sign}) )" for name, sign in signs.items()}


def with_rows(classes: Classes, rows: Classes) -> Classes:
    """Return classes and those that rows add to them, each made of what stands before it."""
    together = dict(classes)
    for name, row in rows.items():
        together[name] = pattern_of(together, row)
    return together


def pattern_of(classes: Classes, *rows: str) -> str:
    """Return the pattern of any of the rows."""
    return f"(?:{'|'.join(_row(row, classes) for row in rows)})"


def _row(row: str, classes: Classes) -> str:
    return "".join(_part(token, classes) for token in _TOKEN.finditer(row))


def _part(token: re.Match[str], classes: Classes) -> str:
    if mark := token["mark"]:
        return _MARKS[mark]
    if called := token["called"]:
        return classes[called] + ("{0,4}" if token["repeated"] else "")
    return f"(?:{token['word'].replace('/', '|')}) "
