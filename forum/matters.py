"""A matter that goes on, and when the Chair is asked what is to be done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from forum.terms.parts.ahead import Matters


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What is as it was since a day, though somebody was told: a seat, a line of the plan, a task group or a
    group's risks, which ``about`` is the id of. What the terms want settled comes ``at_once``."""

    about: UUID
    since: dt.date
    title: str
    facts: str
    at_once: bool = False


def comes_back(matter: Matter, asked: Sequence[dt.date], on: dt.date, rules: Matters) -> bool:
    """Say whether a matter is put to the Chair today: once it has gone on for so many days, and again so many
    days after the Chair was last asked, until it is settled (own rule)."""
    if not (rules.chair_after or matter.at_once):
        return False
    if asked:
        return on >= max(asked) + dt.timedelta(days=rules.again_after)
    return matter.at_once or on >= matter.since + dt.timedelta(days=rules.chair_after)
