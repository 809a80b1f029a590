"""Scanning a structured header by the grammar of RFC 5322: white space, comments, quoted strings and words.

A scanner never tries the same text in two ways, so its time grows with the text alone. Text outside the
grammar is malformed, and never mended or guessed: two readers that mend differently see two different
senders.
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
        """Return the next character; empty at the end."""
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
        """Take the text that the pattern matches here; empty where it does not match."""
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]

    def takes(self, sign: str) -> bool:
        """Pass over that sign; False where another one comes next."""
        is_next = self.next == sign
        self.at += is_next
        return is_next

    def expect(self, sign: str) -> None:
        if not self.takes(sign):
            raise MalformedHeaderError

    def quoted(self) -> str:
        """Take the quoted string that begins here, and return its content."""
        start = self.at + 1
        for match in IN_QUOTES.finditer(self.text, start):
            if match[0] == '"':
                self.at = match.end()
                return ESCAPED.sub(r"\1", self.text[start : match.start()])
        raise MalformedHeaderError

    def _skip_comment(self) -> None:
        depth = 0
        for match in IN_COMMENT.finditer(self.text, self.at):
            depth += {"(": 1, ")": -1}.get(match[0], 0)
            if not depth:
                self.at = match.end()
                return
        raise MalformedHeaderError


def _unfolded(value: str) -> str:
    """Join the header into one line. Each further line begins with white space and is not empty."""
    if len(value) > LONGEST:
        raise MalformedHeaderError
    first, *further = LINE_END.split(value)
    if any(not line.strip(" \t") or not WHITE.match(line) for line in further):
        raise MalformedHeaderError
    text = "".join([first, *further])
    if CONTROL.search(text):
        raise MalformedHeaderError
    return text
