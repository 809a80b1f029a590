"""The plan as it stood: a line as it was after each event, and the versions that the board keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from forum.plan.lines import PlanLine, in_plan_order
from forum.terms.parts.duties import Plan

_LINE = TypeAdapter(PlanLine)


class Version(StrEnum):
    """The versions of a year that are kept as they are."""

    REFRESH = "refresh"
    ADOPTED = "adopted"


@dataclass(frozen=True)
class LineThen:
    """A line as it was left by an event ``on`` a day; ``number`` counts the events of a line."""

    on: dt.date
    number: int
    line: PlanLine


def kept(line: PlanLine) -> dict[str, Any]:
    """Return a line as JSON, to be kept."""
    values: dict[str, Any] = _LINE.dump_python(line, mode="json")
    return values


def restored(values: Mapping[str, Any]) -> PlanLine:
    """Return the line that was kept."""
    return _LINE.validate_python(values)


def lines_as_at(history: Iterable[LineThen], day: dt.date) -> tuple[PlanLine, ...]:
    """Return the plan as it stood at the end of a day, in its order."""
    latest: dict[UUID, LineThen] = {}
    for then in sorted(history, key=lambda then: (then.on, then.number)):
        if then.on <= day:
            latest[then.line.id] = then
    return in_plan_order(then.line for then in latest.values())


def version_due(meeting: dt.date, rules: Plan) -> Version | None:
    """Return the version that a meeting makes: the refresh is put to one month's meeting, and another
    adopts the plan (own rule)."""
    months: dict[str, Version] = {rules.refreshed_in: Version.REFRESH, rules.adopted_in: Version.ADOPTED}
    return months.get(f"{meeting:%B}")


def version_name(version: Version, meeting: dt.date) -> str:
    """Return the name of a version: "refresh 2027"."""
    return f"{version} {meeting.year}"
