"""The sender of a mail: the one plain address of its one From header, or nobody.

The system that vouches for a domain and this program may read a second header or address, a group, a route,
a comment behind a name or an odd fold in two ways. So none of them is read at all, and a person looks at the
mail. A name before the address may be anything that mail programs write.
"""

from __future__ import annotations

import re

from forum.text.addresses import checked_address
from forum.text.problem import Problem
from tasks.mail.incoming.authentication_results import MalformedHeaderError, Scanner
from tasks.mail.protocol.marks import Headers

WORD = re.compile(r"[^ \t()<>\[\]:;@\\,\"]+")  # an atom of a name, with the full stops people put there
IN_BRACKETS = re.compile(r"<[^<>]*>")
ENCODED = "=?"  # an address in disguise (RFC 2047), which is none


def plain_sender(headers: Headers) -> str:
    """Return the sender's address in lower case; empty where there is not exactly one."""
    values = [value for name, value in headers if name.strip().lower() == "from"]
    return _address(values[0]) if len(values) == 1 else ""


def confirmed_sender(headers: Headers, server_says: str) -> str:
    """Return the sender's address in lower case, where the server names the same one; else empty."""
    sender = plain_sender(headers)
    return sender if sender == server_says.strip().lower() else ""


def _address(value: str) -> str:
    try:
        scanner = Scanner(value)
        text = scanner.text.strip(" \t")
        address = _after_the_name(scanner) if text.endswith(">") else text
        return "" if ENCODED in address else checked_address(address).lower()
    except (MalformedHeaderError, Problem):
        return ""


def _after_the_name(scanner: Scanner) -> str:
    """Return the address in the brackets, behind a name or none, with nothing more behind it."""
    while True:
        scanner.skip()
        if scanner.next == '"':
            scanner.quoted()
        elif not scanner.take(WORD):
            break
    address = scanner.take(IN_BRACKETS)
    if not address or scanner.text[scanner.at :].strip(" \t"):
        raise MalformedHeaderError
    return address[1:-1]
