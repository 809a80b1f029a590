"""Whether a link in a file leads to a page or a person, rather than to a file, a program or a script."""

from __future__ import annotations

import re
from urllib.parse import unquote

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")


def is_safe_link(target: str) -> bool:
    """Whether a link may stay: to the web, to a mail address or telephone, or within the file.

    What has no scheme is a place in the file ("#item5") or a page whose scheme was left out
    ("www.example.org"); a path to a file is neither.
    """
    plain = _UNSEEN.sub("", unquote(target))
    if scheme := _SCHEME.match(plain):
        return scheme[1].lower() in SAFE_SCHEMES
    if plain.startswith("#") or not plain:
        return True
    return plain.lower().startswith("www.") and "\\" not in plain
