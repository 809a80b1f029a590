"""The actions that a statement begins with: by reference, number or title, or all of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.actions.action_phrases import LEADS_IN
from forum.inbox.phrases.actions.action_words import EDGES, read_report
from forum.text.day_phrases import leading_day

Named = tuple[tuple[str, ...], str]
"""The actions that a statement begins with, and the rest of it."""
NUMBER = r"(?:[A-Z][A-Z\d]*/\d{4}-\d\d[a-z]?/\d+|0*\d{1,3})(?![\d/]|[:.]\d)"
_NUMBERED = re.compile(
    rf"\W*(?:(?:(?:actions?|number|re|ref|for|on)\b|no\.)\W*"
    rf"|[a-z][a-z ’']{{2,40}}\()?(?P<numbers>{NUMBER}(?:(?:\s*[,&+]\s*"
    rf"|\s+and\s+){NUMBER}){{0,9}})"
    r"(?:\s+(?:both|all)\b)?(?P<mark>[\s:.,)–—-]*)(?P<report>.*)",
    re.IGNORECASE,
)
OF_SOME_ACTION = re.compile(
    r"\W*(?:action\b\W*\d|[A-Z][A-Z\d]*/\d{4}-\d\d|0\d{1,2}\b(?![/.:]\d)|[2-9]\s*[:.)]\s)", re.IGNORECASE
)
"""A statement that begins with the number of an action, whichever it is."""
_ALL = re.compile(
    r"(?:both|all|everything)(?: (?:of )?(?:them|these|the|my))?(?: (?P<count>two|three|four|five))?"
    r"(?: (?:ones?|actions?))?\b[\s:,.–—-]*(?P<report>.*)",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(
    r"(?:all|everything)(?:['’]s|['’]re| is| are)?(?: of (?:it|them))?(?P<report> (?:all |now )?(?:done"
    r"|completed?|finished))"
    rf"[\s,]+(?:except|apart from|bar|but(?: not)?)(?: for)? (?:action )?(?P<number>{NUMBER})\W*",
    re.IGNORECASE,
)
OTHERS = ("the others",)
"""What names all actions that no statement before it names."""
_OTHERS = re.compile(
    r"(?:and )?(?:all )?(?:the )?(?:others?|rest|other (?:two|three|ones?|actions?))\b"
    r"[\s:,–—-]*(?P<report>.*)",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_WORD = re.compile(r"\W{0,3}([a-z'’]+)", re.IGNORECASE)
_OF_NO_WEIGHT = frozenset(("the", "my", "our", "a", "an", "for", "of", "to", "and", "with", "on", "in"))
_HELP_WITH = re.compile(
    rf"(?P<help>[^.?!\d]{{0,40}}\bhelp) (?:with|on|for) (?:action )?(?P<number>{NUMBER})(?P<why>.*)",
    re.IGNORECASE,
)
_IRREGULAR = {
    **{
        "send": "sent",
        "write": "written",
        "hold": "held",
        "bring": "brought",
        "take": "taken",
        "make": "made",
    },
    **{
        "meet": "met",
        "find": "found",
        "give": "given",
        "run": "run",
        "set": "set",
        "put": "put",
        "map": "mapped",
    },
    **{"plan": "planned", "get": "got"},
}
"""Participles that do not end in -ed behind the whole verb."""
_MOST_WORDS = 6  # of a title before a report


def names_another(line: str, letter: AnsweredLetter, today: dt.date) -> bool:
    """Say whether a line begins with the number of an action that the letter does not list."""
    is_listed = any(reference.casefold() in line.casefold() for reference in letter.actions)
    is_day = leading_day(line.strip(EDGES), today) is not None
    return OF_SOME_ACTION.match(line) is not None and not (is_listed or is_day or _numbered(line, letter)[0])


def named_in(line: str, letter: AnsweredLetter, today: dt.date) -> Named:
    """Return the actions that a line begins with, and the rest of it; without any, all of it.

    A number that no mark follows, "all" and a title name an action where a report is behind them.
    """
    if leading_day(line.strip(EDGES), today):
        return (), line
    lead = LEADS_IN.match(line)
    led = line[lead.end() :] if lead else line
    by_number = _numbered(led, letter)
    if by_number[0] and (not by_number[1] or OF_SOME_ACTION.match(led)):
        return by_number
    if of_help := _HELP_WITH.fullmatch(led):
        wanted = f"{of_help['help']}{of_help['why']}"
        if read_report(wanted, today) and (of := _numbered(of_help["number"], letter)[0]):
            return of, wanted
    for named, report in (by_number, _all(led, letter), *_of_title(led, letter)):
        if named and read_report(report, today):
            return named, report
    if (match := _OTHERS.match(led)) and read_report(match["report"], today):
        return OTHERS, match["report"]
    return (), line


def number_of(reference: str) -> int:
    """Return the number of an action within its meeting."""
    return int(reference.rpartition("/")[2])


def _numbered(line: str, letter: AnsweredLetter) -> Named:
    """Return the actions of the numbers that a line begins with, all of which the letter lists."""
    match = _NUMBERED.match(line)
    if match is None:
        return (), line
    named: list[str] = []
    for number in re.findall(NUMBER, match["numbers"], re.IGNORECASE):
        fits = [
            each
            for each in letter.actions
            if (each.casefold() == number.casefold() if "/" in number else number_of(each) == int(number))
        ]
        if len(fits) != 1:
            return (), line
        named += fits
    return tuple(dict.fromkeys(named)), match["report"]


def _all(line: str, letter: AnsweredLetter) -> Named:
    """Return all actions of the letter, or all but the one that the line leaves out."""
    number = len(letter.actions)
    if (match := _ALL_BUT.fullmatch(line)) and number > 1:
        out, _ = _numbered(match["number"], letter)
        return tuple(each for each in letter.actions if each not in out) if out else (), match[
            "report"
        ].strip()
    match = _ALL.match(line)
    if match is None or number < 2:
        return (), line
    both = 2 if line[:4].lower() == "both" else number
    return (
        (letter.actions, match["report"])
        if _COUNTS.get((match["count"] or "").lower(), both) == number
        else ((), line)
    )


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
            rest = line[ends[number] :].strip(EDGES)
            verb = letter.titles[letter.actions.index(named[0])].split()[0].casefold()
            yield (
                tuple(named),
                re.sub(rf"\b{_participle(verb)}\b", "done", rest, count=1, flags=re.IGNORECASE),
            )


def _participle(verb: str) -> str:
    """Return how something is whose action says to do it: "shared" for "Share the calendar". A draft is not
    all of what is drafted."""
    if verb == "draft":
        return "(?!)"
    return _IRREGULAR.get(verb) or re.sub("(?<=[^aeiou])y$", "i", verb.removesuffix("e")) + "ed"


def titles_in(text: str, letter: AnsweredLetter) -> frozenset[str]:
    """Return the actions of which a text has a word that stands in their title alone, verbs apart."""
    said = {_stem(word) for word in _WORD.findall(text)}
    titles = {
        each: {_stem(word) for word in _WORD.findall(title)[1:]} - _OF_NO_WEIGHT
        for each, title in zip(letter.actions, letter.titles, strict=False)
    }
    return frozenset(
        each
        for each, words in titles.items()
        if said & words - {word for other, more in titles.items() if other != each for word in more}
    )


def _stem(word: str) -> str:
    return word.casefold().removesuffix("s").rstrip("'’")
