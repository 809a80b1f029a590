"""Reading an Authentication-Results header by its whole grammar (RFC 8601, section 2.2).

Exchange Online writes one without an authserv-id, and some write properties without a type (``action=none``).
Both are read too, since nothing is proved by such a property. Whatever else is outside the grammar makes the
header unreadable, from its first word to its last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.mail.incoming.header_grammar import MalformedHeaderError, Scanner

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
