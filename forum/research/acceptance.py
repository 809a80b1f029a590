"""The words with which the unit accepts a request: "M, Sam Hill, no check, by 12 March"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from forum.research.requests import Check, Size
from forum.text.checks import folded
from forum.text.dates import leading_date
from forum.text.problem import Problem

_SIZES = {"s": Size.SMALL, "small": Size.SMALL, "m": Size.MEDIUM, "medium": Size.MEDIUM} | {
    "l": Size.LARGE,
    "large": Size.LARGE,
}
_CHECKS = {folded(check): check for check in Check}
_NOT_NEEDED = {f"no {folded(check)}": check for check in Check}
_BY = re.compile(r"by\s+(?P<day>.+)", re.IGNORECASE)
HOW = "Write its size, and what else you know: ACCEPT R/2027/01 M, Sam Hill, sharing agreement, by 12 March."


@dataclass(frozen=True)
class Acceptance:
    """An accepted request: its size, the check that it needs, who does it (a name, empty for the unit), and
    the day for the product where the unit gives one."""

    size: Size
    check: Check = Check.NONE
    researcher: str = ""
    by: dt.date | None = None


def read_acceptance(text: str, today: dt.date) -> Acceptance:
    """Read the parts between commas, in any order (own rule). Problem where one is missing or unknown."""
    sizes: list[Size] = []
    checks: list[Check] = []
    days: list[dt.date] = []
    names: list[str] = []
    not_needed: list[Check] = []
    for part in filter(None, (part.strip(" .:–-") for part in re.split(r"[,;]", text))):
        known = folded(part).removeprefix("size ")
        if known in _SIZES:
            sizes.append(_SIZES[known])
        elif known in _CHECKS:
            checks.append(_CHECKS[known])
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
    )


def _day(words: str, today: dt.date) -> dt.date:
    day = leading_date(words, today)
    if day is None or day[1].strip(" ."):
        raise Problem("What stands after BY is no day: give one such as 12 March. “Ongoing” is none.")
    return day[0]
