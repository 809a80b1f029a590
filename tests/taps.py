"""The replies that the links of letters open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Opened:
    """A mail as a mail program opens it from a link, to be sent."""

    to: str
    subject: str
    text: str


def opened(link: str) -> Opened:
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    fields = parse_qs(parts.query, strict_parsing=True)
    ((subject,), (body,)) = fields["subject"], fields["body"]
    return Opened(parts.path, subject, body)


def links_in(html: str) -> list[tuple[str, Opened]]:
    """The words of each link that opens a mail, and the mail."""
    return [
        (unescape(word), opened(unescape(link)))
        for link, word in re.findall(r'<a href="(mailto:[^"]*)"[^>]*>([^<]*)</a>', html)
    ]
