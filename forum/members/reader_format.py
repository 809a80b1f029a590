"""The format in which a person needs letters and documents (own rule: everybody can read what we send)."""

from __future__ import annotations

import re
from enum import StrEnum


class Format(StrEnum):
    """A reader's format. ``OTHER`` can't be made here, such as Braille: the unit sees to it by hand."""

    USUAL = ""
    LARGE_PRINT = "large print"
    PLAIN_TEXT = "plain text"
    OTHER = "other"


LARGE_PRINT_FROM = 18  # points; nothing is smaller
_LARGE = re.compile(r"\b(?:large|larger|big|giant) ?-?(?:print|type|font|text)\b", re.IGNORECASE)
_PLAIN = re.compile(r"\b(?:plain ?-?text|text only|text-only|screen ?-?reader)\b", re.IGNORECASE)
_OURS = re.compile(
    r"(?:(?:agenda|action log|your part in a page|list of members|confidentiality agreement)(?:, part 2)?"
    r"|minutes(?:, part 2)?(?:,? (?:DRAFT|UNCONFIRMED|CONFIRMED) v\d+)?)\.docx$"
)


def format_of(needed: str) -> Format:
    """Return the format that the words in the register ask for, as people write them."""
    if _LARGE.search(needed):
        return Format.LARGE_PRINT
    if _PLAIN.search(needed):
        return Format.PLAIN_TEXT
    return Format.OTHER if needed.strip() else Format.USUAL


def is_our_document(file_name: str) -> bool:
    """Say whether the secretariat writes this file. Our own documents are made in each format; a paper
    goes as its author sent it."""
    return _OURS.search(file_name) is not None


def file_name_in(format: Format, file_name: str) -> str:
    """Return a file's name in another format: "MASE-2027-02 agenda, large print.docx"."""
    stem = file_name.removesuffix(".docx")
    return f"{stem}.txt" if format is Format.PLAIN_TEXT else f"{stem}, {format}.docx"
