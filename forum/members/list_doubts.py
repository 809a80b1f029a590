"""Doubts about a unit's own list of members, which a person settles before the list is taken (own rule).

Offices keep leavers in their lists: struck through, hidden, or with a word beside the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import listed

VACANT = ("vacant", "vacancy", "tbc", "tba", "to be confirmed", "to be appointed", "-", "n/a", "none")

_LEFT = re.compile(
    r"\b(?:left|(?<!care )leavers?|leaves|leaving (?=on\b|in\b|at\b|from\b|date|\d)|resign(?:s|ed|ing)?"
    r"|retired|retiring|(?:stood|stepped|standing|stepping) down|no longer|former|formerly|departed"
    r"|deceased|moved on|inactive)\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:(?:maternity|paternity|adoption|parental|sick|annual|long[- ]term|compassionate|carer['’]?s) leave"
    r"|mat leave|maternity cover|on leave|on secondment|seconded|sabbatical|career break"
    r"|cover(?:ed|ing)? (?:by|for)|cover ?:)",
    re.IGNORECASE,
)
_PERHAPS_VACANT = re.compile(
    r"(?:vacant|vacancy|tbc|tba|to be (?:confirmed|appointed)|awaiting|unfilled|unknown|nobody|no ?one"
    r"|none)\b",
    re.IGNORECASE,
)
_WITH_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\b(?:from|until|till|since)\b", re.IGNORECASE)
_OF_THE_PAST = re.compile(r"(?:past|previous|ex|old)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"[;\n&+]|(?<!\d)/|\b(?:and|or)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Doubt:
    """A doubt about an entry of a list.

    ``place`` is its row or cell ("Members, row 7"), ``words`` say what stands there, ``question`` takes a yes
    or a no, and ``remedy`` says what to do in the file.
    """

    place: str
    words: str
    question: str
    remedy: str

    @property
    def fault(self) -> str:
        """The doubt as a fault of the list, for somebody who can't be asked at once."""
        return f"{self.sentence} {self.remedy}"

    @property
    def sentence(self) -> str:
        """The place with what stands there."""
        return f"{self.place}: {self.words}" + ("" if self.words.endswith("?") else ".")


@dataclass(frozen=True)
class ListAnswers:
    """A person's answers about a list: the title of its sheet, and a yes or no to each doubt by its place."""

    sheet: str = ""
    yes: Mapping[str, bool] = field(default_factory=dict)


NO_ANSWERS = ListAnswers()


class UnclearList(Problem):
    """A list that waits for a person's answers: one of the ``sheets``, or a yes or no to each doubt."""

    def __init__(self, where: str, sheets: tuple[str, ...], doubts: tuple[Doubt, ...]) -> None:
        faults = [doubt.fault for doubt in doubts]
        if sheets:
            names = listed(f"“{sheet}”" for sheet in sheets)
            faults = [f"The sheets {names} each look like the list of members. Hide or take out all but one."]
        super().__init__(f"{where} is not clear yet; nothing has been changed.", faults)
        self.where, self.sheets, self.doubts = where, sheets, doubts


def is_vacant(name: str) -> bool:
    """Say whether a cell for a name is empty, or says no more than that the place is vacant."""
    return folded(name.strip(" ()[]")) in ("", *VACANT)


def may_be_vacant(name: str) -> bool:
    """Say whether a cell for a name may say that the place is vacant: "?", "Vacant (from Jan: …)"."""
    has_letters = any(sign.isalpha() for sign in name)
    return not is_vacant(name) and (
        "?" in name or not has_letters or _PERHAPS_VACANT.match(name.strip(" (")) is not None
    )


def names_several(name: str) -> bool:
    """Say whether a cell for a name has several people in it ("A Smith / B Jones")."""
    return not is_vacant(name) and _SEVERAL.search(name) is not None


def says_left(text: str) -> bool:
    """Say whether the text says that somebody has left or is about to."""
    return _LEFT.search(text) is not None


def says_away(text: str) -> bool:
    """Say whether the text says that somebody is away for long, or acts for somebody who is."""
    return _AWAY.search(text) is not None


def heads_leavers(text: str) -> bool:
    """Say whether a heading within a list stands over people who have left ("Former members")."""
    return says_left(text) or _OF_THE_PAST.match(text.strip()) is not None


def says_no_end(text: str) -> bool:
    """Say whether a cell for a last day says that there is none yet."""
    return folded(text) in (
        "",
        "-",
        "–",
        "no",
        "n",
        "n/a",
        "none",
        "ongoing",
        "present",
        "current",
        "to date",
        "post",
        "in post",
        "ex officio",
    )


def is_name_alone(name: str) -> bool:
    """Say whether a cell for a name has no remark and no date beside the name."""
    return not (
        is_vacant(name)
        or may_be_vacant(name)
        or says_left(name)
        or says_away(name)
        or _WITH_DATE.search(name) is not None
    )
