"""Whether somebody's details on the register are right."""

from __future__ import annotations

from collections.abc import Sequence

from forum.phrases import any_of
from forum.reading.sayings import DetailsCorrected, DetailsRight
from forum.remarks import is_harmless

_RIGHT = any_of(
    r"^\W*(?:(?:yes|that|this|these|they|it|all|everything|(?:my |the |your )?details)\b(?:['’]s)?,? ?)*"
    r"(?:is |are |looks? |still |all )*(?:right|correct|accurate|up to date|unchanged)\W*$",
    r"^\W*no changes?\W*$",
)
_OF_DETAILS = any_of(
    r"^\W*(?:my |your |the |all )*(?:contact )?details\b",
    r"\bmy (?:new |direct )?(?:phone|telephone|mobile|number|e-?mail|address|job title|post|surname)\b"
    r".{0,30}\b(?:has changed|changes|is|will be)\b",
)


def speaks_of_details(line: str) -> bool:
    """Say whether a line speaks of the writer's own details: "DETAILS RIGHT", "My new number is …"."""
    return _OF_DETAILS.search(line) is not None


def read_details(lines: Sequence[str]) -> DetailsRight | DetailsCorrected | None:
    """Read what somebody says of their details (own rule: whoever they are of confirms them, or says what is
    right); None for a courtesy.
    """
    told = [line for line in lines if _RIGHT.search(line) or not is_harmless([line])]
    if not told:
        return None
    if all(_RIGHT.search(line) for line in told):
        return DetailsRight()
    return DetailsCorrected("\n".join(told))
