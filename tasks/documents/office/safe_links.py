"""Telling links to pages and people from links to files, programs and scripts."""

from __future__ import annotations

import re
from urllib.parse import unquote

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_UNSEEN = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")


def is_safe_link(target: str) -> bool:
    """Tell whether a link may stay: to the web, to a mail address or telephone, or within the file.

    A safe link without a scheme is a place in the file ("#item5") or a page ("www.example.org"), and never a
    path to a file.
    """
    plain = _UNSEEN.sub("", unquote(target))
    if scheme := _SCHEME.match(plain):
        return scheme[1].lower() in SAFE_SCHEMES
    if plain.startswith("#") or not plain:
        return True
    return plain.lower().startswith("www.") and "\\" not in plain
