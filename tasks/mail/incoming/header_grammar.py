"""Scanning a structured header by the grammar of RFC 5322: white space, comments, quoted strings and words.

A scanner never tries the same text in two ways, so its time grows with the text alone. Whatever the grammar
does not allow is malformed; nothing is mended or guessed, since two readers that mend differently see two
different senders.
"""

from __future__ import annotations

import re

LONGEST = 20_000  # characters of one header; no mail system writes so many

WHITE = re.compile(r"[ \t]+")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
LINE_END = re.compile(r"\r\n|\n")
IN_COMMENT = re.compile(r"\\.|[()]", re.DOTALL)
IN_QUOTES = re.compile(r'\\.|"', re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class MalformedHeaderError(ValueError):
    """A header is not written as the grammar has it."""


class Scanner:
    """A place in the text of a header.

    MalformedHeaderError for broken folding, control characters and endless text.
    """

    def __init__(self, value: str) -> None:
        self.text = _unfolded(value)
        self.at = 0

    @property
    def next(self) -> str:
        """The character that comes next; empty at the end."""
        return self.text[self.at : self.at + 1]

    @property
    def has_ended(self) -> bool:
        return self.at == len(self.text)

    def skip(self) -> None:
        """Pass over white space and comments, which may stand within one another."""
        while True:
            if white := WHITE.match(self.text, self.at):
                self.at = white.end()
            elif self.next == "(":
                self._skip_comment()
            else:
                return

    def take(self, pattern: re.Pattern[str]) -> str:
        """What the pattern matches here; empty where it does not match."""
        found = pattern.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found[0]

    def takes(self, sign: str) -> bool:
        """Whether that sign comes next; it is passed over."""
        is_next = self.next == sign
        self.at += is_next
        return is_next

    def expect(self, sign: str) -> None:
        if not self.takes(sign):
            raise MalformedHeaderError

    def quoted(self) -> str:
        """The content of the quoted string that begins here."""
        start = self.at + 1
        for found in IN_QUOTES.finditer(self.text, start):
            if found[0] == '"':
                self.at = found.end()
                return ESCAPED.sub(r"\1", self.text[start : found.start()])
        raise MalformedHeaderError

    def _skip_comment(self) -> None:
        depth = 0
        for found in IN_COMMENT.finditer(self.text, self.at):
            depth += {"(": 1, ")": -1}.get(found[0], 0)
            if not depth:
                self.at = found.end()
                return
        raise MalformedHeaderError


def _unfolded(value: str) -> str:
    """The header on one line. Each further line begins with white space and has something on it."""
    if len(value) > LONGEST:
        raise MalformedHeaderError
    first, *further = LINE_END.split(value)
    if any(not line.strip(" \t") or not WHITE.match(line) for line in further):
        raise MalformedHeaderError
    text = "".join([first, *further])
    if CONTROL.search(text):
        raise MalformedHeaderError
    return text
