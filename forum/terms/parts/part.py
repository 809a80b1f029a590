"""The kinds of value that a policy has, and what all its tables have in common."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from forum.terms.faults import Allowed, Fault
from forum.text.addresses import checked_address
from forum.text.problem import Problem

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
Month = Literal[
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
SATURDAY = 5
YEARS = range(2010, 2061)
"""The years in which a forum meets: those whose bank holidays are known."""


def _share(value: object) -> Fraction:
    """Read "75%" or "3/4" exactly; a float would make 75% of twelve a matter of luck."""
    if isinstance(value, Fraction):
        return value
    match = re.fullmatch(r"(\d{1,3})(?:%|/([1-9]\d{0,2}))", value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError("no share")
    return Fraction(int(match[1]), int(match[2] or 100))


def _address(value: str) -> str:
    """Check an email address in its plain form, and write it in small letters."""
    try:
        return checked_address(value).lower() if value else value
    except Problem:
        raise ValueError("no address") from None


Share = Annotated[
    Fraction,
    BeforeValidator(_share),
    Field(ge=0, le=1),
    Allowed('a share such as "75%" or "2/3", at most 100%'),
]
Days = Annotated[int, Strict(), Field(ge=0, le=90), Allowed("a whole number of days from 0 to 90")]
Number = Annotated[int, Strict(), Field(ge=1, le=500), Allowed("a whole number from 1 to 500")]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$"),
    Allowed("text on one line, at most 300 characters"),
]
CalledThe = Annotated[
    Line, AfterValidator(lambda name: re.sub(r"^the\s+(?=\S)", "", name, flags=re.IGNORECASE))
]
"""A name that letters and headings put "the" before, which is left out where a policy has it."""
LineOrNothing = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$"),
    Allowed("text on one line, at most 300 characters, or nothing"),
]
FileName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=100, pattern=r"^([\w][\w .-]*\.(docx|pdf))?$"),
    Allowed("the name of a .docx or .pdf file beside the policy, or nothing"),
]
FolderName = Annotated[
    str,
    Field(pattern=r"^([a-z0-9][a-z0-9-]{0,39})?$"),
    Allowed("the name of a folder in small letters, digits and hyphens, or nothing"),
]
AddressOrNothing = Annotated[
    str, AfterValidator(_address), Allowed("one email address such as partnership@council.gov.uk, or nothing")
]
Code = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Z0-9]{1,15}$"),
    Allowed("2 to 16 capital letters and digits, a letter first"),
]
BoardCode = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Z0-9]{1,11}(-[A-Z0-9]{1,4})?$"),
    Allowed('2 to 12 capital letters and digits, and up to 4 more after a hyphen, such as "KSCB-BG"'),
]
Date = Annotated[
    dt.date,
    Strict(),
    Field(ge=dt.date(YEARS[0], 1, 1), le=dt.date(YEARS[-1], 12, 31)),
    Allowed(f"a date such as 2027-01-12, without quotes, from {YEARS[0]} to {YEARS[-1]}"),
]
Time = Annotated[dt.time, Strict(), Allowed("a time such as 09:30:00, without quotes")]


def asked(
    ask: str,
    why: str = "",
    default: Any = ...,
    *,
    unit: str = "",
    usual: str | int | None = None,
    words: tuple[str, str] = ("no", "yes"),
    clause: bool = False,
    optional: bool = False,
) -> Any:
    """A setting that a policy's workbook asks for.

    An empty answer means the ``default``; where a policy file has to have the setting, what is ``usual``; and
    with ``optional`` a setting left out. ``unit`` is what a number counts, ``words`` are those for false and
    true. With ``clause`` the clause of the table stands beside the question.
    """
    return Field(
        default,
        json_schema_extra={
            "ask": ask,
            "why": why,
            "unit": unit,
            "usual": usual,
            "words": list(words),
            "clause": clause,
            "optional": optional,
        },
    )


class Part(BaseModel):
    """A table of the policy: frozen, and closed to settings it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    def contradictions(self) -> Iterator[Fault]:
        """Yield the faults of settings that contradict each other."""
        yield from ()

    @model_validator(mode="after")
    def _refuse_contradictions(self) -> Self:
        if faults := list(self.contradictions()):
            raise PydanticCustomError("contradictions", "settings contradict each other", {"faults": faults})
        return self
