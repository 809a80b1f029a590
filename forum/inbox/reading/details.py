"""Replies about a person's details on the register: that they are right, or corrections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.courtesies import says_yes
from forum.inbox.courtesies_and_conditions import is_harmless
from forum.inbox.sayings import DetailsCorrected, DetailsRight
from forum.text.patterns import any_of

_RIGHT = any_of(
    r"^\W*(?>(?:(?:yes|that|this|these|they|it|all|everything|(?:my |the |your )?details)\b(?:['’]s)?,? ?)*)"
    r"(?:is |are |looks? |still |all )*(?:right|correct|accurate|up to date|unchanged)\W*$",
    r"^\W*no changes?\W*$",
)
_OF_DETAILS = any_of(
    r"^\W*(?:my |your |the |all )*(?:contact )?details\b",
    r"\bmy (?:new |direct )?(?:phone|telephone|mobile|number|e-?mail|address|job title|post|surname)\b"
    r".{0,30}\b(?:has changed|changes|is|will be)\b",
)
_LINE = re.compile(r"^\W*(?P<label>[A-Za-z][A-Za-z ’'-]{1,40}?)\s*[:=]\s*(?P<value>\S(?:.*\S)?)\s*$")
TAKEN = {  # corrections that are entered without the unit: label → field of the register
    **dict.fromkeys(("job title", "title", "post", "role"), "job_title"),
    **dict.fromkeys(("format", "format needed"), "format_needed"),
}
_PHONE = frozenset({"phone", "telephone", "mobile", "phone number", "tel"})
_ADDRESS = frozenset(
    {"address we write to", "address", "email", "e-mail", "email address", "send-to address"}
)
_OTHERS = frozenset({"name", "organisation", "pa", "your place", "other addresses you may reply from"})
_NOTHING = frozenset({"none", "nothing", "no", "ordinary", "-", "–"})


def speaks_of_details(line: str) -> bool:
    """Say whether a line speaks of the writer's own details: "DETAILS RIGHT", "Phone: 03000 000000"."""
    return _OF_DETAILS.search(line) is not None or _label(line) != ""


def details_among(lines: Sequence[str]) -> set[str]:
    """Return the lines that speak of the writer's own details.

    "Phone: 03000 000000" does where nothing else is said: beside other words it stands in a signature, or is
    of the deputy whom they name.
    """
    own = {line for line in lines if speaks_of_details(line)}
    if all(speaks_of_details(line) or is_harmless([line]) for line in lines):
        return own
    return {line for line in own if _OF_DETAILS.search(line)}


def is_contact(line: str) -> bool:
    """Say whether a line is a number or an address behind its label, as in a signature."""
    label = _label(line)
    return label in _ADDRESS or label in _PHONE


def read_details(
    lines: Sequence[str], *, details_asked: bool = False
) -> DetailsRight | DetailsCorrected | None:
    """Read a reply about the writer's own details (own rule: each person confirms or corrects their own);
    None for a courtesy.

    Lines as the letter has them, "Phone: 03000 000000", are read one by one: job title and format are theirs
    to say, a number and an address to write to are for the unit to confirm, and so is all else. With
    ``details_asked`` the letter asks for it, so that YES answers it.
    """
    own = [
        line
        for line in lines
        if _is_right(line, details_asked=details_asked) or _label(line) or not is_harmless([line])
    ]
    if not own:
        return None
    wrong = [line for line in own if not _is_right(line, details_asked=details_asked)]
    if not wrong:
        return DetailsRight()
    corrections: dict[str, str] = {}
    phone: str | None = None
    address, rest = "", []
    for line in wrong:
        label, value = _label(line), _value(line)
        if label in TAKEN:
            corrections[TAKEN[label]] = value
        elif label in _PHONE and phone is None:
            phone = value
        elif label in _ADDRESS and not address:
            address = value
        else:
            rest.append(line)
    return DetailsCorrected("\n".join(rest), tuple(corrections.items()), address, phone)


def _is_right(line: str, *, details_asked: bool) -> bool:
    return _RIGHT.search(line) is not None or (details_asked and says_yes(line))


def _label(line: str) -> str:
    """Return the label that a line begins with, as one of the letter's; empty for any other line."""
    match = _LINE.match(line)
    label = " ".join(match["label"].casefold().split()) if match else ""
    return label if label in TAKEN or label in _PHONE | _ADDRESS | _OTHERS else ""


def _value(line: str) -> str:
    match = _LINE.match(line)
    value = match["value"] if match else ""
    return "" if value.casefold() in _NOTHING else value
