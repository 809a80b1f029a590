"""A request for research, and how it stands (clause 6: "undertake research on behalf of the group")."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from forum.calendar.working_days import WorkingDays
from forum.terms.parts.duties import Research

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
