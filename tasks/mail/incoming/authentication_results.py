"""Reading an Authentication-Results header by its whole grammar (RFC 8601, section 2.2).

Scanning a structured header by the grammar of RFC 5322: white space, comments, quoted strings and words.

Exchange Online writes one without an authserv-id, and some write properties without a type (``action=none``).
Both are read too, since nothing is proved by such a property. Whatever else is outside the grammar makes the
header unreadable, from its first word to its last.

A scanner never tries the same text in two ways, so its time grows with the text alone. Text outside the
grammar is malformed, and never mended or guessed: two readers that mend differently see two different
senders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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


NAME = "authentication-results"
TOKEN = re.compile(r"[^\s()<>@,;:\\\"/\[\]?=]+")  # RFC 2045
KEYWORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
DIGITS = re.compile(r"[0-9]+")
UNQUOTED = re.compile(r"[^\s();\"]+")
VERSION = "1"  # of the header, and of each method: there is no other


@dataclass(frozen=True)
class MethodResult:
    """The result of one method. ``properties`` have names such as "header.from", in the order given."""

    method: str
    verdict: str
    properties: tuple[tuple[str, str], ...] = ()

    def values(self, name: str) -> tuple[str, ...]:
        """Return every value given for a property, in lower case."""
        return tuple(value.lower() for other, value in self.properties if other == name)


@dataclass(frozen=True)
class Results:
    """A header. ``authserv_id`` names the system that wrote it, or is empty; names are in lower case.

    ``results`` is None where only the authserv-id can be read.
    """

    authserv_id: str
    results: tuple[MethodResult, ...] | None

    def of(self, method: str) -> tuple[MethodResult, ...]:
        """Return the results of a method; there should be one."""
        return tuple(result for result in self.results or () if result.method == method)


def read_results(value: str) -> Results | None:
    """Read a header; None where not even its authserv-id can be read."""
    try:
        scanner = Scanner(value)
        authserv_id = _authserv_id(scanner)
    except MalformedHeaderError:
        return None
    try:
        return Results(authserv_id, tuple(_results(scanner, is_named=bool(authserv_id))))
    except MalformedHeaderError:
        return Results(authserv_id, None)


def _authserv_id(scanner: Scanner) -> str:
    """Read the name at the beginning; empty, and nothing passed over, where the first result stands there."""
    scanner.skip()
    start = scanner.at
    name = scanner.quoted() if scanner.next == '"' else scanner.take(TOKEN)
    if not name:
        raise MalformedHeaderError
    scanner.skip()
    if scanner.next and scanner.next in "=/":
        scanner.at = start
        return ""
    return name.lower()


def _results(scanner: Scanner, *, is_named: bool) -> Iterator[MethodResult]:
    if is_named:
        if (version := scanner.take(DIGITS)) and version != VERSION:
            raise MalformedHeaderError
        scanner.skip()
        if scanner.has_ended:
            return
        scanner.expect(";")
    while True:
        scanner.skip()
        if scanner.has_ended:  # also after a semicolon that nothing follows
            return
        yield _result(scanner)
        scanner.skip()
        if scanner.has_ended:
            return
        scanner.expect(";")


def _result(scanner: Scanner) -> MethodResult:
    method = _keyword(scanner)
    scanner.skip()
    if method == "none" and scanner.next in ("", ";"):
        return MethodResult("none", "")
    if scanner.takes("/"):
        scanner.skip()
        version = scanner.take(DIGITS)
        if version != VERSION:
            method = f"{method}/{version}"  # a method that nobody knows
        scanner.skip()
    scanner.expect("=")
    scanner.skip()
    verdict = _keyword(scanner)
    if scanner.next not in ("", " ", "\t", "(", ";"):
        raise MalformedHeaderError
    return MethodResult(method, verdict, tuple(_properties(scanner)))


def _properties(scanner: Scanner) -> Iterator[tuple[str, str]]:
    while True:
        scanner.skip()
        if scanner.next in ("", ";"):
            return
        name = _keyword(scanner)
        scanner.skip()
        if scanner.takes("."):
            scanner.skip()
            name = f"{name}.{_keyword(scanner)}"
            scanner.skip()
        elif name == "dmarc":  # a result that lost the semicolon before it, or was smuggled in
            raise MalformedHeaderError
        scanner.expect("=")
        scanner.skip()
        yield name, _value(scanner)


def _value(scanner: Scanner) -> str:
    """Read a word, a quoted string, or an address whose local part may be quoted, up to white space."""
    parts: list[str] = []
    only_quoted = ""
    while True:
        if scanner.next == '"':
            only_quoted = scanner.quoted()
            parts.append(f'"{only_quoted}"')
        elif word := scanner.take(UNQUOTED):
            parts.append(word)
        else:
            break
    return only_quoted if len(parts) == 1 and parts[0].startswith('"') else "".join(parts)


def _keyword(scanner: Scanner) -> str:
    word = scanner.take(KEYWORD)
    if not word:
        raise MalformedHeaderError
    return word.lower()
