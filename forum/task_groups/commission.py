"""The commission of a task and finish group: one page, as data (clause 6)."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError

from forum.terms.faults import Allowed, Fault, faults_in, in_toml
from forum.terms.parts.duties import TaskGroups
from forum.terms.parts.part import SATURDAY, Code, Date, Line, LineOrNothing, Number, Part, Time
from forum.text.addresses import checked_address
from forum.text.checks import folded
from forum.text.months import months_after
from forum.text.problem import Problem
from forum.text.wording import count, listed

Places = Mapping[str, str]
"""The cells of settings, by their paths."""
NO_PLACES: Places = {}


def _address(text: str) -> str:
    try:
        return checked_address(text)
    except Problem:
        raise ValueError from None  # ``Allowed`` says what is


Address = Annotated[
    str, AfterValidator(_address), Allowed("one email address, such as name@organisation.example")
]
Lines = Annotated[tuple[Line, ...], Field(min_length=1), Allowed("a list of at least one line")]


class CommissionMember(Part):
    """A member, by organisation. A second person of an organisation is the first one's ``deputy``."""

    name: Line
    organisation: Line
    address: Address
    job_title: LineOrNothing = ""
    deputy: bool = False


class Commission(Part):
    """The page that a meeting of the parent agrees.

    ``lead`` is one of the members and chairs the group; ``sponsor`` is a member of the parent, who acts where
    the lead does not. ``sees_part_two`` says whether the members see what is restricted, beside what
    ``may_see`` says in words. ``purpose`` is one of the parent's, "1b", and ``plan_line`` a line of its
    action plan, "P2.3". Time and place are the parent's where none are given.
    """

    code: Code
    name: Line
    short_name: Line
    parent: Code
    question: Line
    why_now: Line
    in_scope: Lines
    out_of_scope: Lines
    products: Lines
    lead: Line
    sponsor: Line
    members: Annotated[tuple[CommissionMember, ...], Field(min_length=2), Allowed("at least two members")]
    may_see: Line
    sees_part_two: bool = False
    meetings: Annotated[tuple[Date, ...], Field(min_length=1), Allowed("a list of at least one date")]
    at: Time | None = None
    minutes: Number | None = None
    place: LineOrNothing = ""
    start: Date
    interim: Date
    end: Date
    unit_does: Lines
    unit_does_not: Lines
    success: Line
    purpose: LineOrNothing = ""
    plan_line: LineOrNothing = ""

    def contradictions(self) -> Iterator[Fault]:
        if not self.start < self.interim < self.end:
            yield Fault(
                "interim",
                f"{self.interim}, with start {self.start} and end {self.end}",
                "a day after the start and before the end",
            )
        for number, day in enumerate(self.meetings, start=1):
            if day.weekday() >= SATURDAY:
                yield Fault(f"meetings[{number}]", f"{day}, a {day:%A}", "a day from Monday to Friday")
            elif not self.start <= day <= self.end:
                yield Fault(f"meetings[{number}]", str(day), "a day from the start to the end")
        if list(self.meetings) != sorted(set(self.meetings)):
            yield Fault("meetings", "dates out of order, or one twice", "each date once, earliest first")
        yield from self._faults_of_members()

    def _faults_of_members(self) -> Iterator[Fault]:
        names = Counter(folded(member.name) for member in self.members)
        if not any(member.name == self.lead and not member.deputy for member in self.members):
            allowed = listed((in_toml(member.name) for member in self.members if not member.deputy), "or")
            yield Fault("lead", in_toml(self.lead), f"one of the members: {allowed}")
        seats: set[str] = set()
        for number, member in enumerate(self.members, start=1):
            organisation = folded(member.organisation)
            if names[folded(member.name)] > 1:
                yield Fault(f"members[{number}].name", in_toml(member.name), "each person once")
            if member.deputy and organisation not in seats:
                allowed = "an organisation with a member above, for whom the deputy comes"
                yield Fault(f"members[{number}].organisation", in_toml(member.organisation), allowed)
            if not member.deputy and organisation in seats:
                allowed = "one member an organisation; mark a second with deputy = true"
                yield Fault(f"members[{number}].organisation", in_toml(member.organisation), allowed)
            seats.add(organisation)

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations that have a member, each a seat, in the order of the page."""
        return tuple(member.organisation for member in self.members if not member.deputy)


def faults_by_the_terms(
    commission: Commission, rules: TaskGroups, purposes: Iterable[str]
) -> Iterator[Fault]:
    """Yield what the parent's terms do not allow in a commission: too many meetings, an end too far away, a
    purpose that the parent has not (clause 6)."""
    if len(commission.meetings) > rules.most_meetings:
        yield Fault(
            "meetings",
            count(len(commission.meetings), "date"),
            f"at most {count(rules.most_meetings, 'meeting')}: leave dates out, or ask for a smaller product",
        )
    latest = months_after(commission.start, rules.most_months)
    if commission.end > latest:
        allowed = f"at most {count(rules.most_months, 'month')} after the start, {latest}"
        yield Fault("end", str(commission.end), f"{allowed}; the parent may extend it once")
    codes = list(purposes)
    if commission.purpose and commission.purpose not in codes:
        yield Fault("purpose", in_toml(commission.purpose), f"one of {listed(codes, 'or')}, or nothing")


def read_commission(toml_text: str, where: str) -> Commission:
    """Read a commission from the text of a TOML page; ``where`` is the file's name for messages.

    Raises Problem with every fault, each as ``path: found …, allowed …``.
    """
    try:
        settings: dict[str, Any] = tomllib.loads(toml_text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{where} can’t be read: {error}. Correct that and try again.") from None
    try:
        return Commission.model_validate(settings)
    except ValidationError as error:
        faults = list(faults_in(error, Commission))
    raise refusal_of_page(where, faults)


def refusal_of_page(
    where: str, faults: Iterable[Fault], places: Places = NO_PLACES, in_cells: Sequence[str] = ()
) -> Problem:
    """Return the problem that names the faults of a page, each by its cell where it came as a workbook.

    ``in_cells`` are sentences on cells that can't be read, and on rows that are gone; nothing more is said of
    these.
    """
    counted = "" if places else " (lists are counted from 1)"
    named = [
        _in_cell(fault, places) for fault in faults if not places or fault.path.partition("[")[0] in places
    ]
    unread = {sentence.partition(": ")[0] for sentence in in_cells}
    return Problem(
        f"{where} can’t be commissioned as it is written. Correct it and try again{counted}; nothing has "
        "been changed.",
        [*in_cells, *(fault for fault in named if fault.partition(": ")[0] not in unread)],
    )


def _in_cell(fault: Fault, places: Places) -> str:
    """Return a fault with its cell in place of its path; an entry of a list stands in the list's cell."""
    path = fault.path if fault.path in places else fault.path.partition("[")[0]
    return str(replace(fault, path=places.get(path, fault.path)))


@cache
def commission_of(kept: str) -> Commission:
    """Return a commission from the JSON in which the register keeps it."""
    return Commission.model_validate_json(kept)
