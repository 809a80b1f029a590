"""Finding where a mail crossed the border, by the header Received of the server that took it from outside.

Each server puts its headers on top (RFC 5321, section 4.4). What stands below the Received of our border was
there when the mail came, and its sender may have written it; what stands above, our own servers wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

from tasks.mail.protocol.marks import Headers

EXCHANGE_ONLINE = "exchange-online"  # it writes the topmost verdict, and no name into it
INSIDE_ONLY = "inside-only"  # nobody examines what comes from outside: only Exchange's own word counts
RECEIVED = "received"
MOST = 100  # headers Received of one mail; servers refuse one that has met so many
LONGEST = 2_000  # characters of one
BY = re.compile(r"(?:^|\s)by\s+([^\s;()]{1,253})", re.IGNORECASE)
ADDRESS = re.compile(r"[\[(](?:IPv6:)?([0-9a-f.:]{2,45})[\])]", re.IGNORECASE)
AT_EXCHANGE_ONLINE = re.compile(
    r"[a-z0-9-]+\.mail\.protection\.(outlook\.com|office365\.us|partner\.outlook\.cn)"
)
INSIDE = tuple(
    map(
        ip_network,
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10",
         "::1/128", "fc00::/7", "fe80::/10"),
    )
)  # fmt: skip


def above_border(headers: Headers, authserv_id: str) -> Headers:
    """Return the headers that stand above the border; all of them where no header shows where it is."""
    return headers[: _border(headers, authserv_id)]


def crossed(headers: Headers, authserv_id: str) -> bool:
    """Tell whether a header shows that a mail came from outside."""
    return _border(headers, authserv_id) is not None


def _border(headers: Headers, authserv_id: str) -> int | None:
    """Return the place of the topmost Received by which a server at our border took the mail.

    Exchange Online's are known by their names. Another mail system is known by the name that it writes its
    verdicts under, where its server has the same, and by an address of the internet that it took the mail
    from: what it hands on to itself came from within.
    """
    if authserv_id in ("", INSIDE_ONLY):
        return None
    for place, value in _received(headers):
        by = BY.search(value)
        host = by[1].lower().rstrip(".") if by else ""
        if authserv_id == EXCHANGE_ONLINE:
            if AT_EXCHANGE_ONLINE.fullmatch(host):
                return place
        elif by and host == authserv_id and _is_from_outside(value[: by.start()]):
            return place
    return None


def _received(headers: Headers) -> Iterator[tuple[int, str]]:
    """Yield the place of each Received, and its words on one line."""
    left = MOST
    for place, (name, value) in enumerate(headers):
        if name.strip().lower() == RECEIVED and left:
            left -= 1
            yield place, " ".join(value[:LONGEST].split())


def _is_from_outside(words: str) -> bool:
    """Tell whether an address of the internet stands among the words about who handed a mail over.

    The server itself writes that address; the name beside it is the sender's to choose.
    """
    for found in ADDRESS.findall(words):
        try:
            address = ip_address(found)
        except ValueError:
            continue
        if not any(address in inside for inside in INSIDE if inside.version == address.version):
            return True
    return False
