"""The actions that a statement begins with: by reference, number or title, or all of them.

The statements of a reply by the actions that they speak of; a line may speak of several.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.actions.action_words import EDGES, LEADS_IN, TAKES_BACK, read_report
from forum.inbox.phrases.put_off import puts_off
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


Lines = Sequence[tuple[str, bool]]
"""The lines of :func:`forum.inbox.mail_text.own_words.lines_of`, each with whether it is quoted."""
_LONGEST = 300  # characters of a statement, as far as an action is looked for in it
_MOST = 40  # places at which one line may go on to another action
_NEXT = re.compile(
    r"(?<!\s)\s*+(?:(?P<mark>[,;.&+]|(?<!\ball )(?<!\beverything )\bbut\b|\bso\b)|\band\b)\s*+(?:(?:and|but"
    r"|so) )?"
    r"|(?<!\bhelp with)(?<!\bhelp on)\s(?=0\d{1,2}\b|[A-Z]+/\d)",
    re.IGNORECASE,
)
_STATEMENT_ENDS = re.compile(r"(?<=[a-z\d][.;!])\s")
OF_OTHERS = re.compile(r"(?:the |my )?(?:others?|rest|remaining|first|second|third|last)\b", re.IGNORECASE)
"""Words that begin a statement on another action, whichever it is."""
_SENTENCE = re.compile(
    r"(?<=[.!;])(?<!\bhelp!)\s+"
    r"|(?:,|\sand)\s+(?=(?:(?:i|we) have |there(?:['’]s| is| are) )?(?:no|nothing)\b.{0,20}"
    r"\b(?:items?|corrections?|changes|agenda)\b)",
    re.IGNORECASE,
)


def lines_by_action(
    lines: Lines, letter: AnsweredLetter, today: dt.date, *, alone: bool
) -> dict[str, list[str]]:
    """Return what is said of each action that is named, and under "" what names none."""
    lines_of: dict[str, list[str]] = {}
    about: tuple[str, ...] = ()
    for line, quoted in lines:
        if quoted:
            about = next(((each,) for each in letter.actions if each in line), about)
            continue
        before = about
        sentences = _sentences(line, letter, today, alone=alone)
        for sentence in sentences:
            for part in _statements(sentence, letter, today):
                named, report = named_in(part, letter, today)
                if named == OTHERS:
                    named = _others(lines_of, letter)
                about = (
                    ()
                    if not named and (OF_OTHERS.match(part) or (about and puts_off(part)))
                    else named or about or (before if TAKES_BACK.match(part) else ())
                )
                for each in about or ("",):
                    lines_of.setdefault(each, []).extend([report] if report else [])
            before, about = about, about if sentence == line else ()
    return lines_of


def _others(lines_of: Mapping[str, Sequence[str]], letter: AnsweredLetter) -> tuple[str, ...]:
    """Return the actions that nothing is said of yet, where each statement before names its own (own rule:
    lists are arithmetic)."""
    is_each_named = bool(lines_of) and "" not in lines_of
    return tuple(each for each in letter.actions if each not in lines_of) if is_each_named else ()


def is_report(line: str, today: dt.date) -> bool:
    """Say whether a line reports on an action though it names none. A date alone does not: "9 February: the
    room is wrong" corrects the minutes.
    """
    return read_report(line, today) is not None and not leading_day(line, today)


def _sentences(line: str, letter: AnsweredLetter, today: dt.date, *, alone: bool) -> Sequence[str]:
    """Return the sentences of a line, where one of them reports on an action: "Done. Page 2 is wrong.".

    Where the letter speaks of actions alone, each of them has to name one.
    """
    sentences = _SENTENCE.split(line)
    if alone:
        are_apart = all(named_in(each, letter, today)[0] or puts_off(each) for each in sentences)
        return sentences if are_apart and len(letter.actions) > 1 else [line]
    is_mixed = len(sentences) > 1 and any(
        named_in(each, letter, today)[0] or is_report(each, today) for each in sentences
    )
    return sentences if is_mixed else [line]


def _statements(line: str, letter: AnsweredLetter, today: dt.date) -> Iterator[str]:
    """Yield a line, or the parts of one that speaks of several actions: "02 DONE, 03 HELP no venue".

    A part begins with an action, and the one before says something of its own: "02 and 03 done" is one part.
    """
    start = 0
    for mark, _ in zip(_NEXT.finditer(line), range(_MOST), strict=False):
        statement = _STATEMENT_ENDS.split(line[mark.end() : mark.end() + _LONGEST])[0]
        named, report = named_in(statement, letter, today)
        of, before = named_in(line[start : mark.start()], letter, today)
        says = (
            re.search(r"[a-z]{3}|\d", before, re.IGNORECASE)
            if of
            else mark["mark"] or read_report(before, today)
        )
        if named and report and says:
            yield line[start : mark.start()]
            start = mark.end()
    yield line[start:]
