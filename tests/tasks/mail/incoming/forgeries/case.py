"""One mail as it lies in the mailbox: its headers from the top, and what the server says of it."""

from __future__ import annotations

from dataclasses import dataclass

BORDER = "mx.forum.example"  # the name of our own mail system
CHAIR = "chair@council.example"
EVIL = "evil.example"
RESULTS = "Authentication-Results"
PASS = "dmarc=pass header.from=council.example"
FAIL = "dmarc=fail (p=none dis=none) header.from=council.example"

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """``kind`` is the way of forging, ``what`` tells it from its like.

    ``authserv_id`` is the setting, and ``server_says`` whom an Exchange takes for the sender. ``is_raw`` is
    for what no server would keep as it came, such as a NUL.
    """

    kind: str
    what: str
    headers: Headers
    authserv_id: str = BORDER
    sender: str = CHAIR
    server_says: str = CHAIR
    is_inside: bool = False
    is_raw: bool = False

    @property
    def name(self) -> str:
        return f"{self.kind}: {self.what}"


def claimed(kind: str, what: str, *results: str, authserv_id: str = BORDER, is_raw: bool = False) -> Case:
    """A mail that says it is the Chair's, with these Authentication-Results from the top."""
    headers = (*((RESULTS, each) for each in results), ("From", f"The Chair <{CHAIR}>"))
    return Case(kind, what, headers, authserv_id, is_raw=is_raw)
