"""The words with which the unit accepts a request: "M, Sam Hill, no check, by 12 March"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from forum.research.requests import Check, Size
from forum.text.checks import folded
from forum.text.children import may_name_a_child
from forum.text.dates import leading_date
from forum.text.patterns import any_of
from forum.text.problem import Problem

_SIZES = {"s": Size.SMALL, "small": Size.SMALL, "m": Size.MEDIUM, "medium": Size.MEDIUM} | {
    "l": Size.LARGE,
    "large": Size.LARGE,
}
_CHECKS = {folded(check): check for check in Check}
_NOT_NEEDED = {f"no {folded(check)}": check for check in Check}
_BY = re.compile(r"by\s+(?P<day>.+)", re.IGNORECASE)
_ASSESSED = re.compile(r"DPIA (?:is )?(?:done|signed|agreed)(?: on)? (?P<day>.+)", re.IGNORECASE)
_CHILDREN = (
    r"(?:child(?:ren)?|young (?:people|person)|boys?|girls?|pupils?|patients?|victims?|suspects?"
    r"|famil(?:y|ies)|cases?|individuals?)"
)
_NAMED = any_of(
    rf"\b(?:named|identified|identifiable|individual|listed) (?:\w+ ){{0,2}}{_CHILDREN}\b",
    r"\b(?:names?|dates? of birth|nhs numbers?|addresses|postcodes|records|files|notes)\b.{0,30}"
    rf"\b{_CHILDREN}\b",
    rf"\b{_CHILDREN}[ -]level\b",
)
HOW = "Write its size, and what else you know: ACCEPT R/2027/01 M, Sam Hill, sharing agreement, by 12 March."


@dataclass(frozen=True)
class Acceptance:
    """An accepted request: its size, the check that it needs, who does it (a name, empty for the unit), and
    the day for the product where the unit gives one. ``assessed_on`` is the day of an assessment (DPIA) that
    is done."""

    size: Size
    check: Check = Check.NONE
    researcher: str = ""
    by: dt.date | None = None
    assessed_on: dt.date | None = None


def read_acceptance(text: str, today: dt.date) -> Acceptance:
    """Read the parts between commas, in any order (own rule). Problem where one is missing or unknown."""
    sizes: list[Size] = []
    checks: list[Check] = []
    days: list[dt.date] = []
    names: list[str] = []
    not_needed: list[Check] = []
    assessed: list[dt.date] = []
    for part in filter(None, (part.strip(" .:–-") for part in re.split(r"[,;]", text))):
        known = folded(part).removeprefix("size ")
        if known in _SIZES:
            sizes.append(_SIZES[known])
        elif known in _CHECKS:
            checks.append(_CHECKS[known])
        elif match := _ASSESSED.fullmatch(part):
            assessed.append(_day_gone(match["day"], today))
            checks.append(Check.DPIA)
        elif known in _NOT_NEEDED:
            not_needed.append(_NOT_NEEDED[known])
        elif match := _BY.fullmatch(part):
            days.append(_day(match["day"], today))
        else:
            names.append(part)
    if len(sizes) != 1:
        raise Problem(f"It is not plain how large the research is: S, M or L. {HOW}")
    if max(len(checks), len(days), len(names)) > 1 or {*checks} & {*not_needed}:
        raise Problem(f"It is not plain who does the research, by when, and after which check. {HOW}")
    return Acceptance(
        sizes[0],
        checks[0] if checks else Check.NONE,
        names[0] if names else "",
        days[0] if days else None,
        assessed[0] if assessed else None,
    )


def needs_assessment(question: str, decision: str) -> bool:
    """Say whether a request is for data on named children: its data protection impact assessment is done
    before it is accepted (own rule; article 35 of the UK GDPR)."""
    text = f"{question}\n{decision}"
    return may_name_a_child(text) or _NAMED.search(text) is not None


def _day_gone(words: str, today: dt.date) -> dt.date:
    day = leading_date(words, today, gone_by=True)
    if day is None or day[1].strip(" .") or day[0] > today:
        raise Problem("What stands after DPIA DONE is no day that has been: give one such as 12 January.")
    return day[0]


def _day(words: str, today: dt.date) -> dt.date:
    day = leading_date(words, today)
    if day is None or day[1].strip(" ."):
        raise Problem("What stands after BY is no day: give one such as 12 March. “Ongoing” is none.")
    return day[0]
