"""Requests for research, in one exact form: "RESEARCH: What works …? FOR whether to … BY 13 April"."""

from __future__ import annotations

import datetime as dt
import re

from forum.inbox.reading.titles import may_name_a_child
from forum.inbox.sayings import ForTheUnit, NotUnderstood, Reading, ResearchAsked
from forum.research.requests import ResearchKind
from forum.text.checks import folded
from forum.text.dates import leading_date
from forum.text.wording import listed

HOW = (
    "Write it on one line: RESEARCH: What works to train hotel staff? FOR whether to fund it BY 13 April. "
    f"You may add, after commas, the kind ({listed(ResearchKind, 'or')}) and a purpose such as 1b."
)
LONGEST = 300  # characters of the question, and of the decision
_BEGINS = re.compile(
    r"\W*(?:please )?research\b(?:\s+(?P<group>[A-Z][A-Z0-9]{1,15}))?\s*:\s*(?P<said>.*)", re.I
)
_FORM = re.compile(
    r"(?P<question>[^?]*\?)\s*for\b[\s:]*(?P<decision>.*?)[\s,;]*\bby\b[\s:]+(?P<day>[^,;]*)(?P<more>.*)",
    re.I,
)
_PURPOSE = re.compile(r"(?:purpose )?(?P<code>\d[a-z])", re.I)
_ASKED_BY = re.compile(r"asked by (?P<name>\S.{1,79})", re.I)
_KINDS = {folded(kind): kind for kind in ResearchKind}


def asks_for_research(line: str) -> bool:
    """Say whether a line begins as a request for research does."""
    return _BEGINS.match(line) is not None


def read_research(line: str, today: dt.date) -> Reading:
    """Read a request (own rule: without a decision that it informs, and a day, nothing is looked into).

    A question that may name a child or a family is for the unit: no list repeats it.
    """
    begun = _BEGINS.match(line)
    if begun and may_name_a_child(begun["said"]):
        return Reading((ForTheUnit(line),))
    form = _FORM.fullmatch(begun["said"].strip()) if begun else None
    if begun is None or form is None:
        return _unclear(
            "The question, the decision that it is for, or the day of that decision is missing.", line
        )
    question, decision = (" ".join(form[part].split()).strip(" ,;:") for part in ("question", "decision"))
    if len(question) < len("Who?") or not decision:
        return _unclear("The question, or the decision that it is for, is missing.", line)
    if max(len(question), len(decision)) > LONGEST:
        return _unclear("The question or the decision is very long.", line)
    by = leading_date(form["day"].strip(), today)
    if by is None or by[1].strip(" ."):
        return _unclear("What stands after BY is no day: “ongoing” and “as soon as possible” are none.", line)
    request = ResearchAsked(
        question=question, decision=decision, by=by[0], group=(begun["group"] or "").upper()
    )
    return _with_more(request, form["more"], line)


def _with_more(request: ResearchAsked, more: str, line: str) -> Reading:
    """Read the kind, the purpose and who asks, each at most once."""
    facts: dict[str, object] = {}
    for part in filter(None, (part.strip(" .") for part in re.split("[,;]", more))):
        fact = _fact(part)
        if not fact or facts.keys() & fact.keys():
            return _unclear("What stands after the day is neither a kind of research nor a purpose.", line)
        facts |= fact
    return Reading((ResearchAsked(**{**vars(request), **facts}),))


def _fact(part: str) -> dict[str, object]:
    """Return the field of a request that a part gives, with its value; nothing for a part that is none."""
    if kind := _KINDS.get(folded(part)):
        return {"kind": kind}
    if match := _PURPOSE.fullmatch(part):
        return {"purpose": match["code"].lower()}
    match = _ASKED_BY.fullmatch(part)
    return {"asked_by": match["name"]} if match else {}


def _unclear(why: str, line: str) -> Reading:
    return Reading(not_understood=(NotUnderstood(why, HOW, line),))
