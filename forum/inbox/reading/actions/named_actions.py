"""The actions that a line begins with: by reference, number, title, or place in the letter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.actions.action_phrases import LEADS_IN
from forum.inbox.phrases.actions.action_words import EDGES, read_report
from forum.text.day_phrases import leading_day

Named = tuple[tuple[str, ...], str]
"""The actions that a line begins with, and the rest of it."""
_NUMBERED = re.compile(
    r"\W*(?:(?:action|no|number|ref)\b\.?\s*)?0*(?P<number>\d{1,3})\b[\s:.)–—-]*(?P<report>.*)", re.IGNORECASE
)
_MARKED = re.compile(
    r"\W*(?:action\b\s*\d+\b|0\d{1,2}\s+(?!and\b|or\b|to\b)[a-z\d]|\d{1,3}\s*[:.)]\s|\d{1,3}\s+[-–—]\s)",
    re.IGNORECASE,
)
_OF_SOME_ACTION = re.compile(
    r"\W*(?:action\b\W*\d|[A-Z][A-Z\d]*/\d{4}-\d\d|0\d{1,2}\b(?![/.:]\d)|[2-9]\s*[:.)]\s)", re.IGNORECASE
)
_AFTER = r"(?: (?P<count>two|three|four|five))?(?: (?:ones?|actions?))?\b[\s:,.–—-]*(?P<report>.*)"
_ALL = re.compile(
    rf"(?:(?P<both>both)|all|everything)(?: (?:of )?(?:them|these|the|my))?{_AFTER}",
    re.IGNORECASE,
)
ONE = re.compile(
    r"(?:the |my )?(?P<place>first|1st|second|2nd|third|3rd|fourth|4th|last)"
    rf"{_AFTER}",
    re.IGNORECASE,
)
OTHERS = re.compile(rf"(?:the |my )?(?:others?|rest|remaining|remainder){_AFTER}", re.IGNORECASE)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_PLACES = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "last": -1,
}
_WORD = re.compile(r"\W{0,3}([a-z'’]+)", re.IGNORECASE)
_OF_NO_WEIGHT = frozenset(("the", "my", "our", "a", "an", "for", "of", "to", "and", "with", "on", "in"))
_MOST_WORDS = 6  # of a title before a report
_FOR = re.compile(r"\s*(?:for|on) (?=\w)", re.IGNORECASE)
_MARK_AT_END = re.compile(r"[,;.:(!–—-]\s*$")


def names_another(line: str, letter: AnsweredLetter, today: dt.date) -> bool:
    """Say whether a line begins with the number of an action that the letter does not list."""
    is_listed = any(reference.casefold() in line.casefold() for reference in letter.actions)
    is_day = leading_day(line.strip(EDGES), today) is not None
    return _OF_SOME_ACTION.match(line) is not None and not (is_listed or is_day or _numbered(line, letter)[0])


def named_in(
    line: str, letter: AnsweredLetter, today: dt.date, *, before: Collection[str], likely: bool
) -> Named:
    """Return the actions that a line begins with, and the rest of it; without any, all of it.

    ``before`` are the actions that are named before. The first one, and the others, are only ``likely``: the
    order may be another by now.
    """
    for reference in letter.actions:
        match = re.match(rf"\W*(?:(?:action|re|ref)\b\W*)?{re.escape(reference)}(?!\d)", line, re.IGNORECASE)
        if match:
            return (reference,), line[match.end() :].strip(EDGES)
    if leading_day(line.strip(EDGES), today):
        return _day_for(line.strip(EDGES), letter, today)
    lead = LEADS_IN.match(line)
    led = line[lead.end() :] if lead else line
    ways = [way for each in (line, led) for way in (_numbered(each, letter), _all(each, letter))]
    ways += [*_of_title(line, letter), *_of_title(led, letter)]
    if likely:
        ways += [_in_place(line, letter), _others(line, letter, before)]
    for named, report in ways:
        if named and read_report(report, today, likely=likely):
            return named, report
    named, report = ways[0]
    return ways[0] if named and (not report or _MARKED.match(line)) else ((), line)


def _day_for(line: str, letter: AnsweredLetter, today: dt.date) -> Named:
    """Return the action that is named behind its day: "12 March for the leaflet please"."""
    given = leading_day(line, today)
    rest = given[1] if given else ""
    if match := _FOR.match(rest):
        behind = rest[match.end() :]
        for named, report in (_numbered(behind, letter), *_of_title(behind, letter)):
            before = behind[: behind.rindex(report)] if report else ""
            if named and (not report or report.startswith("please") or _MARK_AT_END.search(before)):
                return named, f"{line[: len(line) - len(rest)]}, {report}".strip(" ,")
    return (), line


def _numbered(line: str, letter: AnsweredLetter) -> Named:
    match = _NUMBERED.match(line)
    named = [
        each for each in letter.actions if match and int(each.rpartition("/")[2]) == int(match["number"])
    ]
    return (tuple(named), match["report"]) if match and len(named) == 1 else ((), line)


def _all(line: str, letter: AnsweredLetter) -> Named:
    match, number = _ALL.match(line), len(letter.actions)
    if match is None or number < 2:
        return (), line
    fits = (_COUNTS[match["count"].lower()] if match["count"] else 2 if match["both"] else number) == number
    return (letter.actions, match["report"]) if fits else ((), line)


def _of_title(line: str, letter: AnsweredLetter) -> Iterator[Named]:
    """Yield the one action whose title has the words that the line begins with, the most words first. Its
    verb does not tell an action: "Draft done" may be said of a first draft, as may "Leaflet's draft done".
    """
    ends, said = [0], list[str]()
    while len(said) < _MOST_WORDS and (word := _WORD.match(line, ends[-1])):
        said.append(_stem(word[1]))
        ends.append(word.end())
    titles = [[_stem(word) for word in _WORD.findall(title)] for title in letter.titles]
    for number in range(len(said), 0, -1):
        words = set(said[:number]) - _OF_NO_WEIGHT
        named = [
            each
            for each, title in zip(letter.actions, titles, strict=False)
            if words <= {*title} and words - {*title[:1]} and not {*title[:1]} & {*said[1:number]}
        ]
        if words and len(named) == 1:
            yield tuple(named), line[ends[number] :].strip(EDGES)


def _stem(word: str) -> str:
    return word.casefold().removesuffix("s").rstrip("'’")


def _in_place(line: str, letter: AnsweredLetter) -> Named:
    match = ONE.match(line)
    if match is None or len(letter.actions) < 2:
        return (), line
    place, count = _PLACES[match["place"].lower()], _COUNTS[(match["count"] or "one").lower()]
    actions = letter.actions[-count:] if place == -1 else letter.actions[place : place + count]
    return (actions, match["report"]) if len(actions) == count else ((), line)


def _others(line: str, letter: AnsweredLetter, before: Collection[str]) -> Named:
    match = OTHERS.match(line)
    others = tuple(each for each in letter.actions if each not in before and each not in letter.reported)
    if match is None or not before or not others:
        return (), line
    fits = not match["count"] or _COUNTS[match["count"].lower()] == len(others)
    return (others, match["report"]) if fits else ((), line)
