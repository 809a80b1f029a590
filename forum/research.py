"""A request for research, and how it stands (clause 6: "undertake research on behalf of the group").

Earlier requests that ask something like a new one: they are offered first (own rule). The words with
which the unit accepts a request: "M, Sam Hill, no check, by 12 March".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from forum.calendar.working_days import WorkingDays
from forum.terms.parts.duties import Research
from forum.text.checks import folded
from forum.text.dates import leading_date
from forum.text.look_at import may_name_a_child
from forum.text.patterns import any_of
from forum.text.problem import Problem

REFERENCE = re.compile(r"R/\d{4}/\d{2,4}", re.IGNORECASE)


class ResearchKind(StrEnum):
    """The kinds of research."""

    EVIDENCE_SCAN = "evidence scan"
    WHAT_OTHERS_DO = "what others do"
    DATA = "data"
    COMPARISON = "comparison"
    SURVEY = "survey"
    CASE_AUDIT = "case audit"
    CHILDRENS_VIEWS = "children’s views"


class Size(StrEnum):
    """The sizes of a request. A large one needs the Chair's word (own rule)."""

    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"


class Check(StrEnum):
    """The check that has to be made before the work begins."""

    NONE = "no check"
    SHARING_AGREEMENT = "sharing agreement"
    DPIA = "DPIA"


class RequestStage(StrEnum):
    """The stages of a request."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    UNDER_WAY = "under way"
    DELIVERED = "delivered"
    USED = "used"
    DECLINED = "declined"


class Lateness(StrEnum):
    """The lateness of what a request waits for, by the limits of the policy."""

    IN_TIME = ""
    LATE = "late"
    VERY_LATE = "very late"


@dataclass(frozen=True, kw_only=True)
class ResearchQuestion:
    """What is asked for. ``decision`` is the decision that the research informs, to be taken ``by`` a day."""

    question: str
    decision: str
    by: dt.date
    kind: ResearchKind | None = None


@dataclass(frozen=True, kw_only=True)
class Request(ResearchQuestion):
    """A request, by its reference "R/2027/01".

    ``purpose`` is the code of a purpose of the group ("1b"), empty for none. ``assessed_on`` is the day on
    which its assessment was done, ``due`` the day for the product, ``because`` the reason for declining,
    ``progress`` the last word on how the work stands, and ``use`` what the group did with the product.
    """

    reference: str
    asked_on: dt.date
    purpose: str = ""
    size: Size | None = None
    check: Check = Check.NONE
    assessed_on: dt.date | None = None
    due: dt.date | None = None
    accepted_on: dt.date | None = None
    declined_on: dt.date | None = None
    because: str = ""
    progress_on: dt.date | None = None
    progress: str = ""
    delivered_on: dt.date | None = None
    used_on: dt.date | None = None
    use: str = ""

    @property
    def stage(self) -> RequestStage:
        """The stage that the request has come to."""
        reached = (
            (self.used_on, RequestStage.USED),
            (self.delivered_on, RequestStage.DELIVERED),
            (self.declined_on, RequestStage.DECLINED),
            (self.accepted_on and self.progress_on, RequestStage.UNDER_WAY),
            (self.accepted_on, RequestStage.ACCEPTED),
        )
        return next((stage for day, stage in reached if day), RequestStage.ASKED)


def request_reference(year: int, number: int) -> str:
    """Return the reference of the year's request with a number: "R/2027/01"."""
    return f"R/{year}/{number:02}"


def answer_due(asked_on: dt.date, rules: Research, days: WorkingDays) -> dt.date:
    """Return the day by which a request is accepted or declined (own rule)."""
    return days.add(asked_on, rules.answered_within)


def product_due(meeting: dt.date, rules: Research, days: WorkingDays) -> dt.date:
    """Return the day on which the product goes to the Chair, before the meeting that decides (own rule)."""
    return days.add(meeting, -rules.product_before_meeting)


def progress_is_due(request: Request, rules: Research, days: WorkingDays, on: dt.date) -> bool:
    """Say whether the unit is to be asked how the work stands: once, before its product is due (own rule)."""
    if request.stage is not RequestStage.ACCEPTED or request.due is None:
        return False
    return on >= days.add(request.due, -rules.progress_before_due)


def lateness(request: Request, rules: Research, days: WorkingDays, on: dt.date) -> Lateness:
    """Say whether the answer, or the product, is late by the working days of the policy (own rule)."""
    match request.stage:
        case RequestStage.ASKED:
            due = answer_due(request.asked_on, rules, days)
        case RequestStage.ACCEPTED | RequestStage.UNDER_WAY if request.due:
            due = request.due
        case _:
            return Lateness.IN_TIME
    overdue = days.between(due, on)
    if overdue >= rules.very_late_after:
        return Lateness.VERY_LATE
    return Lateness.LATE if overdue >= rules.late_after else Lateness.IN_TIME


MOST = 3  # earlier requests that are named
ENOUGH = 0.5  # of the words of the shorter question
_SMALL_WORDS = (
    "a about across all an and any are as at be been best by can could did do does for from had has have how "
    "in into is it its kent medway more most of on or other our should some than that the their them they "
    "this to under up was way we were what when where which who why will with work would"
)


def like_requests(question: str, earlier: Iterable[Request]) -> tuple[Request, ...]:
    """Return the earlier requests whose questions share at least half their words with a question, and two
    words or more; the likest first, then the newest."""
    words = _words(question)
    likeness = {request: _likeness(words, _words(request.question)) for request in earlier}
    like = [request for request, degree in likeness.items() if degree >= ENOUGH]
    return tuple(
        sorted(
            like, key=lambda request: (-likeness[request], -request.asked_on.toordinal(), request.reference)
        )
    )[:MOST]


def _likeness(words: frozenset[str], others: frozenset[str]) -> float:
    shared = len(words & others)
    return shared / min(len(words), len(others)) if shared > 1 else 0.0


def _words(question: str) -> frozenset[str]:
    """Return the words that carry a question, without an ending that tells one hotel from many."""
    small = _SMALL_WORDS.split()
    words = re.findall(r"[^\W\d_]+", folded(question))
    return frozenset(re.sub(r"(?<=\w{3})(?:s|ing|ed)$", "", word) for word in words if word not in small)


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
