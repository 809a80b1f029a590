"""The questions of a policy's workbook: their words, the answers allowed, and our defaults.

A question stands beside its setting in ``forum/terms/parts/``: what kind of answer it wants follows from the
setting's type.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from forum.terms.faults import allowed_at, options_of
from forum.terms.parts.deadlines import Limit
from forum.terms.parts.part import Code, Line, Month, Part
from forum.terms.policy import Policy
from forum.text.cells import A_DATE, A_SHARE, A_TIME
from forum.text.wording import count, listed

A_LIMIT = "a number of days such as 14, two weeks, 5 working days, 5 clear days or 5 clear working days"
MONTHS = "months with commas between, such as August, December; or nothing"

NAMES = "names with semicolons between, or nothing"


class AnswerKind(Enum):
    """The kind of an answer, by which it is read."""

    LINE = auto()
    CODE = auto()
    DATE = auto()
    TIME = auto()
    NUMBER = auto()
    SHARE = auto()
    LIMIT = auto()
    CHOICE = auto()
    YES = auto()
    """One of two choices, for a setting that is off or on."""
    MONTHS = auto()
    NAMES = auto()


_ALLOWED = {
    AnswerKind.DATE: A_DATE,
    AnswerKind.TIME: A_TIME,
    AnswerKind.SHARE: A_SHARE,
    AnswerKind.LIMIT: A_LIMIT,
    AnswerKind.MONTHS: MONTHS,
    AnswerKind.NAMES: NAMES,
}


@dataclass(frozen=True)
class PolicyQuestion:
    """A question in the policy's workbook, for one setting.

    ``path`` names the setting in the policy file, ``clause`` the setting of the clause beside it. ``unit`` is
    what a number counts. An empty answer means ``default``; without a default an answer is needed, unless the
    question is ``optional``.
    """

    path: str
    ask: str
    kind: AnswerKind = AnswerKind.LINE
    unit: str = ""
    choices: tuple[str, ...] = ()
    default: str | int | None = None
    why: str = ""
    clause: str = ""
    optional: bool = False
    words: str = ""

    @property
    def allowed(self) -> str:
        """The answers allowed, in words."""
        return (
            self.words
            or _ALLOWED.get(self.kind)
            or (listed(self.choices, "or") if self.choices else allowed_at(self.path, Policy))
        )

    @property
    def if_empty(self) -> str:
        """The meaning of an empty answer, in words."""
        if self.default is None:
            return "left out" if self.optional else "has to be answered"
        if isinstance(self.default, int):
            return count(self.default, self.unit)
        return self.default or "nothing"


_KINDS: dict[Any, AnswerKind] = {  # by the type of the setting
    dt.date: AnswerKind.DATE,
    dt.time: AnswerKind.TIME,
    int: AnswerKind.NUMBER,
    bool: AnswerKind.YES,
    Fraction: AnswerKind.SHARE,
    Limit: AnswerKind.LIMIT,
    tuple[Month, ...]: AnswerKind.MONTHS,
    tuple[Line, ...]: AnswerKind.NAMES,
}


def policy_questions(table: type[BaseModel], path: str = "") -> Iterator[PolicyQuestion]:
    """Yield the questions beside the settings of a table of the policy, and of the tables in it."""
    for name, field in table.model_fields.items():
        if isinstance(field.json_schema_extra, dict):
            yield _question(path, name, table, field.json_schema_extra)
        elif isinstance(field.annotation, type) and issubclass(field.annotation, Part):
            yield from policy_questions(field.annotation, f"{path}{name}.")


def _question(path: str, name: str, table: type[BaseModel], asked: dict[str, Any]) -> PolicyQuestion:
    field = table.model_fields[name]
    setting = options_of(field.annotation)[0]
    kind, choices = _KINDS.get(setting, AnswerKind.LINE), ()
    if kind is AnswerKind.YES:
        choices = tuple(asked["words"])
    elif get_origin(setting) is Literal:
        kind, choices = AnswerKind.CHOICE, get_args(setting)
    elif get_type_hints(table, include_extras=True)[name] == Code:
        kind = AnswerKind.CODE
    optional = asked["optional"] or field.default is None
    return PolicyQuestion(
        path=f"{path}{name}",
        ask=asked["ask"],
        kind=kind,
        unit=asked["unit"],
        choices=choices,
        default=asked["usual"] if optional or field.is_required() else _answer(field.default, choices),
        why=asked["why"],
        clause=f"{path}{name}.clause" if kind is AnswerKind.LIMIT else f"{path}clause" * asked["clause"],
        optional=optional,
    )


def _answer(default: Any, choices: Sequence[str]) -> str | int:
    """Return a default as somebody would answer it."""
    match default:
        case bool():
            return choices[default]
        case tuple():
            return ", ".join(default)
        case int():
            return default
    return str(default)


WHERE_TERMS_ARE_SILENT = {  # where the terms of reference are silent: what the service does
    "rounding": (
        "A deadline of the terms on a weekend, bank holiday or closure is met on the working day "
        "before: “at least” and “no later than” both stay true."
    ),
    "days": (
        "Calendar days for the terms’ own limits; working days for our lead times, counted back from "
        "the rounded deadline."
    ),
    "quorum_counts": (
        "Seats, not people: each once, by its core member or a deputy, present or remote. Chair only "
        "if holding a seat; co-opted members, guests and the unit never."
    ),
    "quorum_denominator": (
        "All seats of the terms: a vacant seat counts, an abolished one does not from its date."
    ),
    "who_decides": "The software says how many of those needed were there; the Chair rules.",
    "exactly": "Exactly the share that the terms ask for passes.",
    "whose_attendance": (
        "The person’s own, at ordinary meetings held while appointed; not extraordinary, cancelled or"
        " unrecorded ones, nor under agreed cover."
    ),
    "cover": (
        "Whoever covers for a member gets their letters and may fill the seat; part 2 only if an "
        "appointment of their own allows it."
    ),
    "deputies": (
        "A deputy keeps the seat represented and counts against the deputies’ share; it is not the "
        "member’s own attendance."
    ),
    "month_without": (
        "A month without a meeting is the Chair’s recorded ruling, shown as “no meeting, agreed”."
    ),
    "meeting_on_a_day_off": (
        "Where the meeting rule gives a day off, the next working day; the one before where that is "
        "in another month."
    ),
    "short_notice": (
        "For a meeting called at short notice a step that could not be met says “not possible”, not “missed”."
    ),
}
