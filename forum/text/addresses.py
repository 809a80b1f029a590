"""Email addresses: one plain address of one person, and nothing that only looks like one.

No message repeats the address, so that it may be logged. The caller adds the cell or the setting.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from forum.text.problem import Problem

_LOCAL_PART = re.compile(r"[A-Za-z0-9#$&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9#$&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")


def checked_address(text: str) -> str:
    """Return the address without spaces around it, its domain in small letters (own rule).

    Raises Problem for anything but one plain ``name@organisation`` address.
    """
    address = text.strip(" ")
    fault = _fault(address)
    if fault:
        raise Problem(f"The address {fault}")
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}"


def domain_of(address: str) -> str:
    """The part of an address after the @, in small letters."""
    return address.rpartition("@")[2].lower()


def is_allowed(address: str, allowed_domains: Collection[str]) -> bool:
    """Say whether letters may go to an address: its domain is on the list. A subdomain is another domain (own
    rule)."""
    return domain_of(address) in {domain.lower() for domain in allowed_domains}


def _fault(address: str) -> str | None:
    return (
        _shape_fault(address) or _character_fault(address) or _name_fault(address) or _domain_fault(address)
    )


def _shape_fault(address: str) -> str | None:
    if not address:
        return "is missing: write one address, such as name@organisation.example."
    if "\r" in address or "\n" in address:
        return "has a line break in it: write it on one line."
    if any(sign in address for sign in '<>"()'):
        return "has a name, quotes or brackets around it: write the address alone."
    if "," in address or ";" in address:
        return "is a list: write one address, one person."
    return None


def _character_fault(address: str) -> str | None:
    for sign in address:
        if sign == " " or (sign.isspace() and unicodedata.category(sign) != "Cc"):
            return "has a space inside: take it out."
        if not (" " < sign <= "~"):
            return f"has a character that isn’t a plain letter ({_described(sign)}): type it again by hand."
    return None


def _name_fault(address: str) -> str | None:
    local, at, _ = address.rpartition("@")
    if not at:
        return "has no @: write it as name@organisation.example."
    if "@" in local:
        return "has more than one @: write one address."
    if not local:
        return "has nothing before the @."
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return "has a dot too many before the @."
    if "%" in local or "!" in local:
        return "asks to be passed on to another address (% or !): write the address itself."
    if not _LOCAL_PART.fullmatch(local):
        return "has a sign before the @ that addresses don’t have: type it again by hand."
    if len(local) > 64:
        return "is too long before the @ (64 characters at most)."
    return None


def _domain_fault(address: str) -> str | None:
    domain = address.rpartition("@")[2]
    labels = domain.split(".")
    if domain.endswith("."):
        return "ends in a dot: take it away."
    if len(labels) < 2 or "" in labels:
        return "has no full organisation after the @, such as organisation.example."
    if any(label.lower().startswith("xn--") for label in labels):
        return "has an organisation spelt in letters of another alphabet (xn--): type it again by hand."
    if any(len(label) > 63 or not _LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        return "has an organisation after the @ that can’t be one: letters, digits, hyphens and dots only."
    if len(address) > 254:
        return "is too long (254 characters at most)."
    return None


def _described(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return name.lower() or f"U+{ord(sign):04X}"
