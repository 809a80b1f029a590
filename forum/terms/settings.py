"""How a setting of a policy is asked for in a workbook: in what words, what may be answered, our default."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from forum.terms.faults import allowed_at
from forum.terms.policy import Policy
from forum.text.cell_values import A_DATE, A_SHARE, A_TIME
from forum.text.wording import count, listed

A_LIMIT = "a number of days such as 14, two weeks or 5 clear days"
MONTHS = "months with commas between, such as August, December; or nothing"


class Kind(Enum):
    """How an answer is read."""

    LINE = auto()
    CODE = auto()
    DATE = auto()
    TIME = auto()
    NUMBER = auto()
    SHARE = auto()
    LIMIT = auto()
    CHOICE = auto()
    MONTHS = auto()


_SAID = {
    Kind.DATE: A_DATE,
    Kind.TIME: A_TIME,
    Kind.SHARE: A_SHARE,
    Kind.LIMIT: A_LIMIT,
    Kind.MONTHS: MONTHS,
}


@dataclass(frozen=True)
class Question:
    """One setting as it is asked for.

    ``path`` is its name in the file, ``unit`` what a number counts, ``clause`` the path of the clause that
    stands beside it. Left empty it is ``default``; without one it has to be answered, unless ``optional``.
    """

    path: str
    ask: str
    kind: Kind = Kind.LINE
    unit: str = ""
    choices: tuple[str, ...] = ()
    default: str | int | None = None
    why: str = ""
    clause: str = ""
    optional: bool = False
    words: str = ""

    @property
    def allowed(self) -> str:
        """What may be answered, in words."""
        return (
            self.words
            or _SAID.get(self.kind)
            or (listed(self.choices, "or") if self.choices else allowed_at(self.path, Policy))
        )

    @property
    def if_empty(self) -> str:
        """What holds when nothing is answered."""
        if self.default is None:
            return "left out" if self.optional else "has to be answered"
        if isinstance(self.default, int):
            return count(self.default, self.unit)
        return self.default or "nothing"


SILENT = {  # where the terms of reference are silent: what the service does
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
