"""Nobody can write a reply that takes long to read: twice as much text takes about twice as long."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from types import ModuleType
from uuid import UUID, uuid5

import pytest

import forum
from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.likely.matters import matters_of
from forum.inbox.likely.statements import statements_of
from forum.inbox.mail_text.subjects import plain_subject
from forum.inbox.phrases.actions.told import told
from forum.inbox.phrases.attendance.coming_clauses import clauses_of, days_meant
from forum.inbox.reading.reply import read, read_fresh
from forum.inbox.reading.reply_text import TooLong
from forum.inbox.sayings import Correction
from forum.members.membership import Seat
from forum.members.register_state import format_of
from forum.papers.pack import seats_in_text
from forum.text.addresses import checked_address
from forum.text.cells import parse_date, parse_share, parse_time
from forum.text.checks import folded
from forum.text.comparison import MOST_ALIKE, Paragraph, compare_paragraphs
from forum.text.problem import Problem
from tests.forum.hostile import explodes, is_bounded, too_slow, took, words_of
from tests.forum.inbox.reading.letters import LETTERS, NEXT, TODAY, understood

pytestmark = pytest.mark.thorough

Pattern = re.Pattern[str]
ALSO = (
    "tasks.mail.protocol.marks",
    "tasks.mail.incoming.sent_folder",
    "tasks.documents.workbooks.fault_marks",
    "tasks.documents.letters.reader_format",
)
MODULES = sorted(
    package.name for package in pkgutil.walk_packages(forum.__path__, "forum.") if not package.ispkg
)
SEATS = tuple(
    Seat(uuid5(UUID(int=0), name), number, name, name, name, TODAY)
    for number, name in enumerate(("Kent Police", "Kent County Council", "KCC", "-", "a"))
)
MATTERS = matters_of(LETTERS["papers, an action"]) + matters_of(
    LETTERS["chair: late paper, discharge, agenda"]
)
USES = r"\b{}\.(match|fullmatch|search|sub|finditer|findall|split)\("


def patterns(module: ModuleType) -> Iterator[tuple[str, Pattern]]:
    """Every compiled pattern of a module, also those in its tables, by the name it is reached by."""
    for name, value in vars(module).items():
        yield from ((name, one) for one in _patterns_in(value, 3))


def _patterns_in(value: object, depth: int) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict) and depth:
        for one in value.values():
            yield from _patterns_in(one, depth - 1)
    elif isinstance(value, (tuple, list, set, frozenset)) and depth:
        for one in value:
            yield from _patterns_in(one, depth - 1)


def uses_in(module: ModuleType, name: str) -> set[str]:
    """How a pattern is used in a module that knows it by a name."""
    return set(re.findall(USES.format(re.escape(name)), inspect.getsource(module)))


@cache
def patterns_by_module() -> Mapping[str, list[tuple[str, Pattern, str]]]:
    """The patterns of each module that no module before it has, and how they are used, wherever that is.

    A pattern of a table is searched for, and so is one that is used in several ways.
    """
    owners: dict[Pattern, tuple[str, str]] = {}
    used = defaultdict[Pattern, set[str]](set)
    for module in map(importlib.import_module, [*MODULES, *ALSO]):
        for name, pattern in patterns(module):
            owners.setdefault(pattern, (module.__name__, name))
            used[pattern] |= uses_in(module, name)
    found: dict[str, list[tuple[str, Pattern, str]]] = {name: [] for name in (*MODULES, *ALSO)}
    for pattern, (owner, name) in owners.items():
        is_anchored = used[pattern] in ({"match"}, {"fullmatch"})
        found[owner].append((name, pattern, used[pattern].pop() if is_anchored else "search"))
    return found


def quietly(read_it: Callable[[str], object]) -> Callable[[str], object]:
    """The same, where it may say that something is wrong."""

    def without_problems(text: str) -> None:
        with suppress(Problem):
            read_it(text)

    return without_problems


def slow_for(pattern: Pattern, use: str) -> list[str]:
    """The texts for which a pattern is slow. One that is bounded can't be slower for a longer text."""
    read_it = partial(pattern.sub, "") if use == "search" else getattr(pattern, use)
    words = words_of(pattern)
    return explodes(read_it, words) if is_bounded(pattern) else too_slow(read_it, 1_500, words)


@pytest.mark.parametrize(
    ("pattern", "bounded"),
    [("(?:a|b){0,3}c", True), (r"[*+]\+\*", True), ("(?:a+)+b", False), ("a*b", False), ("a{2,}b", False)],
)
def test_a_pattern_is_bounded_that_repeats_nothing_without_an_end(pattern: str, bounded: bool) -> None:
    assert is_bounded(re.compile(pattern)) is bounded


@pytest.mark.parametrize("name", [*MODULES, *ALSO])
def test_every_pattern_is_linear(name: str) -> None:
    """A pattern that several modules have is tried once."""
    slow = [
        f"{called} for {kind}"
        for called, pattern, use in patterns_by_module()[name]
        for kind in slow_for(pattern, use)
    ]
    assert slow == []


def test_all_patterns_are_tried() -> None:
    assert sum(1 for name in MODULES for _ in patterns(importlib.import_module(name))) > 130


BEGINNINGS = ("AGREE ", "ITEM: ", "\n> ")
READ_BY_ITS_OWN = (
    *("chair: late paper, discharge, agenda", "desk", "pack", "paper: 6, 9", "deputy wanted", "welcome"),
    *("details", "minutes", "draft minutes", "after the meeting", "papers, an action"),
)


@pytest.mark.parametrize(("at", "letter"), [*enumerate(READ_BY_ITS_OWN)])
def test_every_reply_is_read_in_linear_time(at: int, letter: str) -> None:
    """Each kind of text is tried with every fourth letter, since most of the reading is the same for all."""

    def read_it(text: str) -> object:
        return read(LETTERS[letter], ReceivedReply(TODAY, text))

    assert too_slow(quietly(read_it), 1_000, BEGINNINGS, least=0.01, share=(at % 4, 4)) == []


@pytest.mark.parametrize(
    "read_it",
    [
        lambda text: read_fresh(AnsweredLetter("recorded"), ReceivedReply(TODAY, text)),
        lambda text: understood("paper: 6", "", text),
        lambda text: clauses_of(text, ("Jo Field", "Sam Carter")),
        lambda text: days_meant(text, text, (NEXT,), TODAY),
        plain_subject,
        quietly(checked_address),
        quietly(lambda text: seats_in_text(text, SEATS)),
        lambda text: parse_date(text, TODAY),
        lambda text: told(text, TODAY),
        lambda text: statements_of(text.splitlines(), MATTERS),
        parse_time,
        parse_share,
        format_of,
        folded,
    ],
)
def test_all_else_that_people_write_is_read_in_linear_time(read_it: Callable[[str], object]) -> None:
    assert too_slow(read_it, 750, ("re: ", "[x] ", "kent ", "jo@"), least=0.01) == []


def test_a_line_of_marks_is_read_at_once() -> None:
    """A hundred lines of two thousand dashes took half a minute, a mail of 54 KB twice as long."""
    for mark in "-:[":
        text = "\n".join([mark * 2_000] * 20) + "\nAGREE"
        assert (
            took(lambda text: read(LETTERS["chair: agenda"], ReceivedReply(TODAY, text)), text, times=2) < 0.5
        )
        assert (
            took(lambda text: read(LETTERS["after the meeting"], ReceivedReply(TODAY, text)), text, times=2)
            < 0.5
        )


def test_words_that_lead_to_a_reference_are_read_at_once() -> None:
    for word in ("to ", "for ", "on action ", "item "):
        text = word * (48_000 // len(word))
        assert took(lambda text: read(LETTERS["desk"], ReceivedReply(TODAY, text)), text, times=2) < 1


@pytest.mark.parametrize(
    ("letter", "line"),
    [
        ("after the meeting", "ITEM: Data"),
        ("desk", "AGENDA AGREED BY CHAIR, phone, 14 January"),
        ("desk", "AGENDA AGREED BY CHAIR"),
        ("welcome", "ACCEPT"),
        ("pack", "DROP 7"),
        ("pack", "PAPER 5 SEATS Kent Police"),
        ("pack", "KEEP 1 2 3 4 5 6 7 8 9 10"),
    ],
)
def test_a_reply_that_says_hundreds_of_things_is_too_long(letter: str, line: str) -> None:
    """Four thousand items in one mail had the register locked for nine seconds, and no letter said so."""
    with pytest.raises(TooLong, match="more than 100 things"):
        read(LETTERS[letter], ReceivedReply(TODAY, f"{line}\n" * 101))


def test_a_reply_may_say_many_things() -> None:
    reading = read(LETTERS["after the meeting"], ReceivedReply(TODAY, "ITEM: Data\n" * 100))
    assert len(reading.sayings) == 100


def test_an_order_of_more_papers_than_a_pack_takes_is_none() -> None:
    assert understood("pack", "ORDER " + "7 " * 100) == ["Your message is with the Business Unit."]


def test_a_long_paragraph_on_one_line_is_read_whole_and_a_book_is_not() -> None:
    paragraph = "Item 4 should say that the police are to write to the schools, not the council. " * 200
    reading = read(LETTERS["minutes"], ReceivedReply(TODAY, paragraph.strip()))
    assert reading.sayings == (Correction(paragraph.strip()),)
    with pytest.raises(TooLong, match="longer than any reply"):
        read(LETTERS["minutes"], ReceivedReply(TODAY, paragraph * 4))
    history = "\n\nFrom: MASE\nSent: Thursday\nTo: Chair\nSubject: MASE\n\n" + paragraph * 10
    assert understood("chair: agenda", "AGREE" + history) == understood("chair: agenda", "AGREE")


@pytest.mark.parametrize("different", [5, 50])
def test_no_two_versions_take_long_to_compare(different: int) -> None:
    """What stayed is looked for among a bounded number of pairs that are the same."""
    size = min(1_999, int((MOST_ALIKE * different) ** 0.5))
    before = [str(number % different) for number in range(size)]
    after = [str(number * 7 % different) for number in range(size, 0, -1)]
    for versions in (
        ([Paragraph("", " ".join(before))], [Paragraph("", " ".join(after))]),
        ([Paragraph("", one) for one in before], [Paragraph("", one) for one in after]),
    ):
        assert took(lambda _, of=versions: compare_paragraphs(*of), "") < 4  # type: ignore[misc]
