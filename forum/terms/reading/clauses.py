"""The clauses of terms of reference: sentences, each with its number and the heading above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

LONGEST_HEADING, LONGEST_SENTENCE = 90, 600
MEMBERSHIP = re.compile(
    r"(?:core |voting |full |group |board |panel )?(?:members(?:hip)?|composition|representation)\b", re.I
)

_NUMBER = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}(?![\d%/])|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)"
    r"|[a-z](?=[.)]\s)|[ivx]{1,4}(?=[.)]\s))"
    r"(?:[.):]{1,2}\s*|\s+|(?=[A-Z][a-z]))(?=\S)"
)
_OF_PART = re.compile(
    r"(?:section|part|schedule|article) (?:\d{1,2}|[ivx]{1,4}|[a-z])\s*[:.–—-]\s*(?=\S)", re.I
)
_BULLET = re.compile(r"(?:[•·●○▪◦\uf0b7\uf0a7*]|[-–—](?=\s)|o(?=\s+[A-Z]))+\s*")
_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z“\"(])")
_NO_END = re.compile(r"\b(?:e\.g|i\.e|etc|No|Dr|Mr|Mrs|Ms|St|Cllr|para|approx|incl|a\.m|p\.m)\.$")
MODAL = re.compile(
    r"\b(?:will|shall|must|should|may|can|cannot|is|are|be|was|has|have|meets?|sends?|requires?|agrees?)\b",
    re.I,
)
_LABEL = re.compile(r"([A-Z][A-Za-z’'/& -]{2,40}?)\s*(?::|\s[–—-])\s+(?=\S)")
_SECTION = re.compile(
    r"(?:the )?(?:key )?(?:purpose|aims?|objectives?|roles?|remit|responsibilit|functions?|accountab"
    r"|governance|report|"
    r"membership|members\b|quor|frequency|meetings?\b|agendas?\b|minutes\b|chair(?:ing|person"
    r"|manship)?\b(?: and| of the)?|"
    r"attendance|deput(?:ies|ising)|voting|decision|confidential|conflicts?|review|secretariat"
    r"|administrat|status|"
    r"authority|scope|principles?|terms|conduct|definition|background|introduction|version|links"
    r"|sub-?groups?|"
    r"information sharing|equalit|declarations?|disputes?|communication|notice|urgent|amend|in "
    r"attendance|co-?opt|"
    r"advis|observers?|invite|non-voting|working arrangements|support from|access to|delegated"
    r"|duties|powers)",
    re.I,
)


@dataclass(frozen=True)
class Line:
    """A paragraph of a document. ``number`` is what Word counts by itself; ``is_heading`` its style,
    ``is_item`` that it is an entry of a list."""

    text: str
    number: str = ""
    is_heading: bool = False
    is_item: bool = False


@dataclass(frozen=True)
class Clause:
    """A sentence of the terms, the number of its clause and its heading. ``is_item`` says that it is an entry
    of a list."""

    number: str
    heading: str
    sentence: str
    is_item: bool = False

    @property
    def cited(self) -> str:
        """The clause as letters name it: its number, or else the heading; "own" where there is neither."""
        return self.number or self.heading[:40] or "own"


def clauses_of(lines: Iterable[Line]) -> tuple[Clause, ...]:
    """Cut paragraphs into clauses. A sentence without a number of its own has that of the heading above."""
    cutter, known = _Cutter(), tuple(lines)
    following = (*known[1:], Line(""))
    return tuple(
        clause
        for line, after in zip(known, following, strict=True)
        for clause in cutter.cut(cutter.as_heading(line, after))
    )


@dataclass
class _Cutter:
    """The heading and the number under which the next paragraph stands."""

    heading: str = ""
    within: str = ""
    top: int = 0
    is_sentence: bool = False
    above: str = ""
    """The heading to go back to after a label of one paragraph, "Quorum: …", and the entries under it."""

    def as_heading(self, line: Line, after: Line) -> Line:
        """Return a line as a heading that says "Section 3", or stands between a sentence and the next clause:
        a PDF has no styles."""
        part = _OF_PART.match(line.text)
        if part and is_short(line.text):
            return Line(line.text[part.end() :], is_heading=True)
        number = _NUMBER.match(after.text)
        is_next = number and number["number"] == str(self.top + 1) and not (line.number or line.is_item)
        is_between = is_next and self.is_sentence and line.text[:1].isupper() and is_short(line.text)
        self.is_sentence = line.text.rstrip().endswith(".")
        is_plain = not (_NUMBER.match(line.text) or _BULLET.match(line.text))
        return replace(line, is_heading=True) if is_between and is_plain else line

    def cut(self, line: Line) -> Iterator[Clause]:
        text = " ".join(line.text.replace("\u00a0", " ").replace("\u00ad", "").split())
        match = None if line.number else _NUMBER.match(text)
        own = line.number or (match["number"] if match else "")
        text = text[match.end() :] if match else text
        bullet = _BULLET.match(text)
        text = text[bullet.end() :].strip() if bullet else text.strip()
        is_clause = own[:1].isdigit()
        if self.above and not (line.is_item or bullet):
            self.heading, self.above = self.above, ""
        is_item = line.is_item or bool(bullet) or bool(own and not is_clause)
        if not text:
            return
        follows = own.isdigit() and int(own) == self.top + 1
        if self._is_heading(line, text, is_item=is_item, follows=follows):
            self.heading = text.rstrip(":").strip()
            self.within = own if is_clause else self.within if own else ""
            self.top = int(own) if follows else self.top
            return
        self.top = int(own) if follows else self.top
        number = own if is_clause else f"{self.within}{own}" if own.startswith("(") else self.within
        self.within = own if is_clause and not is_item else self.within
        in_list = is_item or (bool(MEMBERSHIP.match(self.heading)) and is_short(text))
        label = _LABEL.match(text)
        if label and not in_list and _SECTION.match(label[1]) and not MODAL.search(label[1]):
            self.above, self.heading = self.heading or " ", label[1].strip()
            text = text[label.end() :]
            in_list = False
        for sentence in _sentences(text):
            yield Clause(number, self.heading, sentence[:LONGEST_SENTENCE], in_list)

    def _is_heading(self, line: Line, text: str, *, is_item: bool, follows: bool) -> bool:
        if line.is_heading:
            return True
        if is_item or text[0].islower() or not is_short(text) or re.search(r":\s+\S|@", text):
            return False
        return bool(_SECTION.match(text)) or follows or not MEMBERSHIP.match(self.heading)


def is_short(text: str) -> bool:
    """Say whether a paragraph is no sentence: a heading, or a name in a list."""
    return (
        len(text) <= LONGEST_HEADING
        and not text.endswith((".", ";", ","))
        and len(text.split()) <= 12
        and not MODAL.search(text)
        and not re.search(r"\d ?%", text)
    )


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        piece = text[start : end.start()]
        if not _NO_END.search(piece):
            yield piece.strip()
            start = end.end()
    if rest := text[start:].strip():
        yield rest
