"""Reports on the actions that a letter lists, one by one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.actions.action_phrases import IN_HAND, LEADS_IN, MAY_BE_NEWS, NOT_MINE
from forum.inbox.phrases.actions.action_words import (
    EDGES,
    likely_report,
    read_report,
    read_reports,
    reports_of,
)
from forum.inbox.phrases.courtesies_and_conditions import is_asking, is_harmless
from forum.inbox.sayings import ActionReported, ForTheUnit, NotUnderstood
from forum.questions.words import Reply, Word
from forum.text.dates import MONTH
from forum.text.day_phrases import leading_day
from forum.text.wording import listed

Lines = Sequence[tuple[str, bool]]
"""The lines of :func:`forum.inbox.mail_text.own_words.lines_of`, each with whether it is quoted."""
Named = tuple[tuple[str, ...], str]
"""The actions that a line begins with, and the rest of it."""

OF_ACTIONS = frozenset({"actions", "escalation", "escalation_ahead"})
"""The letters that speak of actions and of nothing else."""

_LONGEST = 300  # characters of a report, as far as it is looked for in a line
_MOST = 40  # places at which one line may go on to another action
_NEXT = re.compile(
    r"(?:(?<!\s)\s++)?(?:(?P<plain>[,;.&+]|(?<!\ball )(?<!\beverything )(?<!\bnothing )\bbut\b|\bso\b)"
    r"|\band\b)"
    r"\s*+(?:(?:and|but|so) )?|\s(?=0\d{1,2}\b|[A-Z]+/\d)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?<!\S)(?:0?\d{1,2}|[A-Z]+/[\d/-]+)\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?<=[.!;])\s+|(?:,|\sand)\s+(?=(?:(?:i|we) have |there(?:['’]s| is| are) )?(?:no|nothing)\b.{0,20}"
    r"\b(?:items?|corrections?|changes|agenda)\b)",
    re.IGNORECASE,
)
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
_ONE = re.compile(
    r"(?:the |my )?(?P<place>first|1st|second|2nd|third|3rd|fourth|4th|last)"
    rf"{_AFTER}",
    re.IGNORECASE,
)
_OTHERS = re.compile(rf"(?:the |my )?(?:others?|rest|remaining|remainder){_AFTER}", re.IGNORECASE)
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
_ALL_BUT = re.compile(
    r"(?:all|everything|they|all of (?:them|these))(?:['’]s|['’]re| is| are)?(?: all| now)? "
    r"(?:done|completed?|finished)"
    r"[\s,]+(?:except|apart from|bar|but(?: not)?)(?: for)? (?:action )?(?P<number>0?\d{1,2})\b"
    r"(?:[\s,;:–-]+(?:(?:and )?(?:which|that|it) )?"
    rf"(?P<rest>(?=(?:will|by|needs?|is|to|until|has)\b|\d{{1,2}}(?:st|nd|rd|th)?"
    rf" {MONTH})(?![^?]*\b0\d\b)[^?]*?))?[.\s]*",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s*(?:for|on) (?=\w)", re.IGNORECASE)
_MARK_AT_END = re.compile(r"[,;.:(!–—-]\s*$")
_TOGETHER = re.compile(r"(?:both|all|all (?:two|three|four)|each)(?: of them)?\b[\s,:–-]*", re.IGNORECASE)
_REPORT_FIRST = re.compile(
    r"^\s*(?P<report>(?:all )?(?:done|completed?|finished|help(?: needed| please)?)) (?:for|on|with) "
    r"(?P<numbers>0\d{1,2}(?:(?:, | and | & )0\d{1,2})*)(?=\W*$)",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\W*\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?\b")


@dataclass(frozen=True)
class ActionLines:
    """Reports on actions, what is for the unit, lines on actions that were not understood, and the lines that
    speak of no action.
    """

    reported: tuple[ActionReported, ...]
    for_the_unit: tuple[ForTheUnit, ...]
    not_understood: tuple[NotUnderstood, ...]
    rest: tuple[str, ...]


def read_actions(
    lines: Lines, letter: AnsweredLetter, today: dt.date, *, alone: bool, likely: bool = False
) -> ActionLines:
    """Read the reports on the actions of a letter (clause 6: reported on until each is discharged).

    A line names its action ("MASE/2027-01/03", "03" alone, or words of its title), or stands under the quoted
    line that does. Where the letter lists one action beside those reported done, no reference is needed for
    one of our words; and where it lists one at all and speaks of nothing else (``alone``), for an update in
    free text. With ``likely`` what was likely meant counts as reported too.
    """
    lines_of = _lines_by_action(lines, letter, today, alone=alone, likely=likely)
    rest = lines_of.pop("", [])
    to_do = [each for each in letter.actions if each not in letter.reported] or letter.actions
    if len(to_do) == 1 and rest:
        own = [
            line
            for line in rest
            if (alone or is_report(line, today)) and not _names_another(line, letter, today)
        ]
        if len(letter.actions) > 1 and not _starts_with_a_report(rest, today):
            own = []
        if own:
            lines_of[to_do[0]] = own + lines_of.get(to_do[0], [])
            rest = [line for line in rest if line not in own]
    readings = [
        _read(each, lines_of[each], today, likely=likely) for each in letter.actions if each in lines_of
    ]
    return ActionLines(
        reported=tuple(reading for reading in readings if isinstance(reading, ActionReported)),
        for_the_unit=tuple(reading for reading in readings if isinstance(reading, ForTheUnit)),
        not_understood=tuple(reading for reading in readings if isinstance(reading, NotUnderstood)),
        rest=tuple(rest),
    )


def how_to_report(references: Sequence[str]) -> str:
    """Say how a line on the actions of a letter is to be given."""
    if len(references) == 1:
        return "Reply DONE, or a new date such as 12 February and why, or HELP."
    short = [short_number(reference, references) for reference in references]
    return (
        f"Begin a line with the number of the action, {listed(short, 'or')}; after it say DONE, or a new "
        "date such as 12 February and why, or HELP."
    )


def short_number(reference: str, references: Sequence[str]) -> str:
    """Return the number of an action by itself, "03", where no other of the letter has it; else all of it."""
    number = reference.rpartition("/")[2]
    numbers = [each.rpartition("/")[2] for each in references]
    return number if numbers.count(number) == 1 else reference


def _lines_by_action(
    lines: Lines, letter: AnsweredLetter, today: dt.date, *, alone: bool, likely: bool
) -> dict[str, list[str]]:
    """Return what is said of each action that is named, and under "" the lines that name none."""
    lines_of: dict[str, list[str]] = {}
    about: tuple[str, ...] = ()
    for line, quoted in lines:
        if quoted:
            about = next(((each,) for each in letter.actions if each in line), about)
            continue
        together: tuple[str, ...] = ()  # "02 and 03 done"
        line = _with_the_exception(line, letter)
        for sentence in [line] if alone else _sentences(line, letter, today):
            why: list[str] = []  # "the calendar went out, so 03 is done"
            for part in _one_by_one(_number_first(sentence), letter, today):
                named, report = _named(part, letter, today, before=lines_of, likely=likely)
                together += named
                if len(together) > 1 and (both := _TOGETHER.match(report)):
                    report = report[both.end() :]
                if not named and (_OTHERS.match(part) or _ONE.match(part)):
                    about = ()  # of another action, and not more on this one
                if report and not (together or about or re.search(r"\d", report)):
                    why.append(report)
                elif report:
                    about, together = together or about, ()
                    for each in about or ("",):
                        lines_of.setdefault(each, []).extend([report, *why])
                    why = []
            if why:
                lines_of.setdefault("", []).extend(why)
            about = about if sentence == line else ()
        about = together or about
    return lines_of


def _number_first(sentence: str) -> str:
    """Return "done for 02 and 03; 05 12 Feb" with the numbers before the report, each part a sentence."""
    return "; ".join(_REPORT_FIRST.sub(r"\g<numbers> \g<report>", part) for part in sentence.split("; "))


def _with_the_exception(line: str, letter: AnsweredLetter) -> str:
    """Return "all done except 05, which will be 12 March" as a report on each: "02 done, 03 done, 05 will be
    12 March".
    """
    match = _ALL_BUT.fullmatch(line)
    if match is None or len(letter.actions) < 2:
        return line
    numbers = [each.rpartition("/")[2] for each in letter.actions]
    left = [number for number in numbers if int(number) != int(match["number"])]
    if len(left) != len(numbers) - 1:
        return line
    done = [f"{number} done" for number in left]
    return ", ".join([*done, f"{match['number']} {match['rest']}"] if match["rest"] else done)


def _sentences(line: str, letter: AnsweredLetter, today: dt.date) -> Sequence[str]:
    """Return the sentences of a line, where one of them reports on an action: "Done. Page 2 is wrong."."""
    sentences = _SENTENCE.split(line)
    named = (_named(each, letter, today, before=(), likely=False) for each in sentences)
    is_mixed = len(sentences) > 1 and any(actions or is_report(report, today) for actions, report in named)
    return sentences if is_mixed else [line]


def _names_another(line: str, letter: AnsweredLetter, today: dt.date) -> bool:
    """Say whether a line begins with the number of an action that the letter does not list."""
    is_listed = any(reference.casefold() in line.casefold() for reference in letter.actions)
    is_day = leading_day(line.strip(EDGES), today) is not None
    return _OF_SOME_ACTION.match(line) is not None and not (is_listed or is_day or _numbered(line, letter)[0])


def is_report(line: str, today: dt.date) -> bool:
    """Say whether a line reports on an action though it names none. A date alone does not: "9 February: the
    room is wrong" corrects the minutes.
    """
    if line.casefold().startswith("action") and IN_HAND.fullmatch(line):
        return True
    return read_report(line, today) is not None and not leading_day(line, today)


def _one_by_one(line: str, letter: AnsweredLetter, today: dt.date) -> Iterator[str]:
    """Yield a line, or the parts of one that speaks of several actions: "02 DONE, 03 HELP no venue".

    Where only a word or a space divides them, the part before has to speak of an action by itself: "neither
    02 nor 03 is done" is one part.
    """
    parts: list[str] = []
    for mark in reversed([*_NEXT.finditer(line)][:_MOST]):
        before, after = line[: mark.start()], line[mark.end() :]
        named, report = _named(after[:_LONGEST], letter, today, before=letter.actions[:1], likely=True)
        begins = [each.start() for each in _BEGINS.finditer(before, max(0, len(before) - _LONGEST))]
        alone = mark["plain"] or any(_is_whole(before[begin:], letter, today) for begin in (*begins[-2:], 0))
        if named and (report or parts) and alone and re.search(r"\w", before):
            parts.append(after)
            line = before
    yield from (line, *reversed(parts))


def _is_whole(part: str, letter: AnsweredLetter, today: dt.date) -> bool:
    """Say whether a part names an action, and nothing stands behind it that is no report."""
    named, report = _named(part, letter, today, before=(), likely=False)
    return named != () and (not report or read_report(report, today) is not None)


def _read(
    reference: str, lines: Sequence[str], today: dt.date, *, likely: bool
) -> ActionReported | ForTheUnit | NotUnderstood:
    """Read what is said of one action. Who else should have it is for the unit, and so is a question; free
    text is an update only where nothing in it may be an answer.
    """
    text = "\n".join(lines)
    report = read_reports(lines, today, likely=likely)
    if report is None and likely:
        report = likely_report(" ".join(lines), today)
    if report is not None:
        return ActionReported(reference, report)
    if any(_has_gone_by(line, today) for line in lines):
        return NotUnderstood(
            f"The new date for action {reference} has gone by, or is not in the calendar.",
            f"Reply {reference} with a day to come, such as 12 February, and why.",
            text,
        )
    how = f"Reply {reference} with DONE, or a new date such as 12 February and why, or HELP."
    if len(reports_of(lines, today)) > 1:
        return NotUnderstood(f"What you say of action {reference} can be read in two ways.", how, text)
    if NOT_MINE.search(text) or (is_asking(text) and not MAY_BE_NEWS.search(text)):
        return ForTheUnit(text, about=reference)
    if IN_HAND.fullmatch(text) or MAY_BE_NEWS.search(text):
        why = f"It is not plain whether action {reference} is done, or by which day it will be."
        return NotUnderstood(why, how, text)
    return ActionReported(reference, Reply(Word.OTHER, text))


def _starts_with_a_report(lines: Sequence[str], today: dt.date) -> bool:
    first = next((line for line in lines if not is_harmless([line])), lines[0])
    return read_report(first, today) is not None


def _has_gone_by(line: str, today: dt.date) -> bool:
    """Say whether a line gives a date that has gone by or is not in the calendar."""
    given = leading_day(line.strip(EDGES), today)
    return not given[0].is_to_come if given else _FIGURES.match(line) is not None


def _named(
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
    match = _ONE.match(line)
    if match is None or len(letter.actions) < 2:
        return (), line
    place, count = _PLACES[match["place"].lower()], _COUNTS[(match["count"] or "one").lower()]
    actions = letter.actions[-count:] if place == -1 else letter.actions[place : place + count]
    return (actions, match["report"]) if len(actions) == count else ((), line)


def _others(line: str, letter: AnsweredLetter, before: Collection[str]) -> Named:
    match = _OTHERS.match(line)
    others = tuple(each for each in letter.actions if each not in before and each not in letter.reported)
    if match is None or not before or not others:
        return (), line
    fits = not match["count"] or _COUNTS[match["count"].lower()] == len(others)
    return (others, match["report"]) if fits else ((), line)
