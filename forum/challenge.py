"""A challenge from one organisation to another: its stages, and when it goes a stage up (own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.actions.action_log import UpdateKind
from forum.attendance.standing import FILLED, Mark
from forum.text.columns import choice, given, seat, text
from forum.text.wording import day_month


class Stage(StrEnum):
    """The stages of a challenge, the lowest first: who is to answer."""

    OFFICER = "officer"
    SENIOR = "senior"
    CHIEF = "chief"
    BOARD = "board"

    @property
    def next(self) -> Stage:
        """The stage above; the board's stays."""
        stages = list(Stage)
        return stages[min(stages.index(self) + 1, len(stages) - 1)]


WHO_ANSWERS = {
    Stage.OFFICER: "officer",
    Stage.SENIOR: "senior officer",
    Stage.CHIEF: "chief officer",
    Stage.BOARD: "member of the board",
}
"""Who answers at each stage, in words."""


STAGES = {stage.capitalize(): stage for stage in Stage}


class Source(StrEnum):
    """What a challenge comes of."""

    MEETING = "raised at a meeting"
    HELP = "help wanted with an action"
    ESCALATION = "an action long overdue"
    EMPTY_SEAT = "a seat empty"


_SETTLING = {
    Source.HELP: frozenset({UpdateKind.HELPED, UpdateKind.DONE, UpdateKind.DISCHARGED}),
    Source.ESCALATION: frozenset(UpdateKind) - {UpdateKind.HELP, UpdateKind.RETURNED},
}
"""The updates of an action that answer what was logged about it."""
FIRST_BY_ITSELF = 21  # a challenge that opens by itself is C21 and on; meetings number theirs from C1


@dataclass(frozen=True, kw_only=True)
class Challenge:
    """A challenge, with the columns of the sheet Challenge. A seat is None for the group; ``due`` is None
    where a meeting has just put it on record."""

    reference: str = given("Reference", 19)
    raised_by_id: UUID | None = seat("From", 16, "Empty: the group", default=None)
    to_id: UUID | None = seat("To", 16, "The seat that is to answer; empty: the group", default=None)
    what: str = text(
        "What", 36, "Neutral: what was or was not done", "what was or was not done, in neutral words"
    )
    stage: Stage = choice("Stage", 11, "Who is to answer", STAGES, default=Stage.OFFICER)
    due: dt.date | None = given("Answer by", 17, day_month, default=None)
    answer: str = text("Answer", 34, "What they answered")
    changed: str = text("What changed for children", 34, "Once it is known")


def challenge_reference(code: str, on: dt.date, taken: Sequence[str]) -> str:
    """Return the reference of a challenge that opens by itself: MASE/2027-01/C21."""
    stem = f"{code}/{on:%Y-%m}/C"
    numbers = [int(reference.removeprefix(stem)) for reference in taken if reference.startswith(stem)]
    return f"{stem}{max([FIRST_BY_ITSELF - 1, *numbers]) + 1}"


def settles(source: Source, kind: UpdateKind) -> bool:
    """Say whether an update of an action answers a challenge about it."""
    return kind in _SETTLING.get(source, ())


def is_blank(marks: Sequence[Mark], meetings: int) -> bool:
    """Say whether a seat was empty at each of the last ``meetings`` that it was expected at; ``marks`` are in
    the order of the meetings."""
    expected = [mark for mark in marks if mark is not Mark.NOT_EXPECTED][-meetings:]
    return len(expected) == meetings and not any(mark in FILLED for mark in expected)
