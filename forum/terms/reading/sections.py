"""What terms of reference say in lists: the group's name, its seats, its purposes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from string import capwords

from forum.terms.reading.amounts import NUMBER
from forum.terms.reading.clauses import MEMBERSHIP, Clause, Line
from forum.terms.reading.limits import QUORUM
from forum.terms.reading.rules import Reading
from forum.text.cells import whole_number

SEATS, PURPOSES = "seats", "objectives"
MOST_SEATS, MOST_PURPOSES, LONGEST_SEAT = 60, 12, 150

_NO_SEATS = re.compile(
    r"co-?opt|non-?voting|in attendance|advis|observ|invit|associate|support|professional", re.I
)
_NO_SEAT = re.compile(r"\b(?:will|shall|must|may|can|should|are|is|be|as required)\b", re.I)
_WHO = re.compile(r",? (?:of whom|one of whom|who|which|appointed|elected|nominated)\b.*", re.I)
_HEADS_SEATS = re.compile(
    r"(?:total(?:\W+\d+)?|number|name|role|seats?|places?|members|governors|councillors|trustees|directors"
    r"|organisations?|agenc(?:y|ies)|representatives?|category .*\b(?:number|vote|selected|appointed)\b.*)",
    re.I,
)
_PERHAPS_NO_SEAT = re.compile(
    r"\b(?:co-opted|invited|in attendance|observers?|advis\w+|non-voting|not vote|no vote)\b", re.I
)
_CHAIR_OF_IT = re.compile(
    r"\s?[(\[–—-]\s?(?:(?:vice|deputy|co)[- ])?chair(?:person|man)?\s?[)\]]?\s?$|^(?:(?:vice|deputy"
    r"|co)[- ])?chair(?:person|man)?\s*[:–—-]\s*",
    re.I,
)
_TIMES = re.compile(rf"(?P<number>{NUMBER})(?: ?\(\d+\)| ?x| ?×)? (?P<of>[A-Za-z].*)", re.I)
_LIST = re.compile(
    r"\b(?:compris|consist|made up of|represent|membership|members? (?:are|will be|shall be)"
    r"|include)\w*[^:]{0,120}?(?::|\bof\b|\bfrom\b)\s*(?P<list>.+)",
    re.I,
)
_ABOUT_PURPOSES = (
    re.compile(r"(?:the |key ){0,2}(?:purpose|aims?\b|objectives?|overall)", re.I),
    re.compile(r"(?:the |key ){0,2}(?:roles?|remit|responsib|functions?|areas of|duties|terms of)", re.I),
)
_ROUGHLY = re.compile(
    r"\b(?:up to|at least|minimum|maximum|no (?:more|fewer|less) than|between|not exceed|approximately)\b",
    re.I,
)
_TITLE = re.compile(
    r"[\s:,–—-]{0,9}\b(?:draft )?terms of reference\b(?:\s+(?:for|of)(?: the)?)?[\s:,–—-]*", re.I
)
_NO_NAME = re.compile(
    r"\b(?:will|shall|is|agreed|adopted|approved|ratified|reviewed|maximum|minimum|members?)\b", re.I
)
_A_BODY = re.compile(
    r"\b(?:board|committee|panel|group|partnership|forum|council|body|executive|subgroup|network"
    r"|team|assembly|governors)\b",
    re.I,
)


def group_name(lines: Sequence[Line]) -> str:
    """Return the group's name from the head of the document: the line with, before or after the words "Terms
    of Reference". Empty where none of them is the name of a body."""
    head = [" ".join(line.text.split()) for line in lines[:8]]
    places = [number for number, text in enumerate(head) if _TITLE.search(text)] or [0]
    near = [_TITLE.sub(" ", head[places[0]])] if head else []
    near += head[places[0] + 1 : places[0] + 3] + head[: places[0]][::-1]
    names = (
        re.sub(r"^the\s+|\s*\(?v(?:ersion)? ?[\d.]+\)?$", "", text.strip(" .:–—-"), flags=re.I)
        for text in near
    )
    for name in names:
        if (
            name[:1].isupper()
            and len(name) <= 110
            and _A_BODY.search(name)
            and not re.match(r"\d", name)
            and not _NO_NAME.search(name)
        ):
            return capwords(name) if name.isupper() else name
    return ""


def seats_of(clauses: Iterable[Clause]) -> Iterator[Reading]:
    """Yield a reading for each seat that the clauses on membership list. What has a number before it, "seven
    parent governors", is so many seats, and is asked."""
    of_membership = [
        clause
        for clause in clauses
        if MEMBERSHIP.match(clause.heading)
        and not _NO_SEATS.search(clause.heading)
        and not QUORUM.search(clause.sentence)
    ]
    items = [(clause, _WHO.sub("", clause.sentence), "") for clause in of_membership if clause.is_item]
    entries = [entry for entry in items if not _NO_SEAT.search(entry[1])]
    if not entries:
        entries = [
            (clause, name, "names cut out of a sentence")
            for clause in of_membership
            if (match := _LIST.search(clause.sentence))
            for name in re.split(
                r";\s*(?:and )?|,\s*(?:and )?|\s+and (?=an? |the |[A-Z\d]|one |two )", match["list"]
            )
        ]
    for clause, text, doubt in entries[:MOST_SEATS]:
        name = re.sub(
            r"^(?:an?|the|one) (?:representative (?:of|from) (?:the )?)?",
            "",
            _CHAIR_OF_IT.sub("", text.strip(" .;,")),
            flags=re.I,
        ).strip()
        if not name or len(name) > LONGEST_SEAT or _HEADS_SEATS.fullmatch(name):
            continue
        name = name[0].upper() + name[1:]
        times = _TIMES.fullmatch(name)
        number = whole_number(times["number"]) if times else None
        if times and number and 1 < number <= 30 and times["number"].lower() not in ("a", "an"):
            each = re.split(r"\s+(?:appointed|elected|nominated|drawn|chosen|who|which)\b", times["of"])[0]
            each = re.sub(r"(?<=[a-z]{2})s(?= |$)", "", each, count=1).strip()
            doubt = "is that how many there are?" if _ROUGHLY.search(clause.sentence) else ""
            doubt = "do they count as members?" if _PERHAPS_NO_SEAT.search(text) else doubt
            yield Reading(clause, SEATS, f"{each[0].upper()}{each[1:]} ({number} seats)", doubt)
        elif _PERHAPS_NO_SEAT.search(text):
            yield Reading(clause, SEATS, name, "do they count as members?")
        elif text.islower() and " " not in text.strip():
            yield Reading(clause, SEATS, name, "is this a seat?")
        elif re.search(r"\band/or\b|\bor\b|members$|representatives$|users$|carers$|\d", name, re.I):
            yield Reading(clause, SEATS, name, "one seat, or several?")
        else:
            yield Reading(clause, SEATS, name, doubt)


def each_seat(answer: str) -> list[str]:
    """Return the seats that an answer stands for: "Councillor (3 seats)" is Councillor 1 to Councillor 3."""
    match = re.fullmatch(r"(.+) \((\d{1,2}) seats\)", answer)
    return [f"{match[1]} {number}" for number in range(1, int(match[2]) + 1)] if match else [answer]


def purposes_of(clauses: Iterable[Clause]) -> Iterator[Reading]:
    """Yield a reading for each purpose: the list under the heading of purposes, else under that of the
    responsibilities, else the sentences there, but for those below the title alone."""
    known = list(clauses)
    for about in _ABOUT_PURPOSES:
        under = [clause for clause in known if about.match(clause.heading)]
        items = [clause for clause in under if clause.is_item]
        sentences = [clause for clause in under if not _TITLE.fullmatch(clause.heading)]
        for entries in (items, sentences):
            if len(entries) >= 2 or (entries and about is _ABOUT_PURPOSES[-1]):
                yield from (
                    Reading(clause, PURPOSES, _line(clause.sentence)) for clause in entries[:MOST_PURPOSES]
                )
                return


def _line(text: str) -> str:
    text = text.strip(" .;:,")
    return text if len(text) <= 290 else text[:289].rsplit(" ", 1)[0] + "…"


def title_of(purpose: str) -> str:
    """Return the title of the standing item on a purpose: its first words, without "To ensure that"."""
    text = re.sub(
        r"^(?:and )?(?:the (?:\w+ ){0,2}(?:committee|group|board|panel|partnership|forum) )?(?:to "
        r"|that |will |shall )*"
        r"(?:ensure (?:that )?|provide |be )?(?:the |that )*",
        "",
        purpose,
        flags=re.I,
    )
    text = (
        re.split(r"[,;:(]| and that | in order to | so that | by (?=\w+ing)", text)[0].strip(" .") or purpose
    )
    words = text.split()
    short = " ".join(words[:10]) + ("…" if len(words) > 10 else "")
    return short[0].upper() + short[1:90]
