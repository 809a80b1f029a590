"""The lines of a reply by the actions that they speak of; a line may speak of several."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.actions.action_phrases import IN_HAND
from forum.inbox.phrases.actions.action_words import read_report
from forum.inbox.reading.actions.named_actions import ONE, OTHERS, named_in
from forum.text.dates import MONTH
from forum.text.day_phrases import leading_day

Lines = Sequence[tuple[str, bool]]
"""The lines of :func:`forum.inbox.mail_text.own_words.lines_of`, each with whether it is quoted."""
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
_ALL_BUT = re.compile(
    r"(?:all|everything|they|all of (?:them|these))(?:['’]s|['’]re| is| are)?(?: all| now)? "
    r"(?:done|completed?|finished)"
    r"[\s,]+(?:except|apart from|bar|but(?: not)?)(?: for)? (?:action )?(?P<number>0?\d{1,2})\b"
    r"(?:[\s,;:–-]+(?:(?:and )?(?:which|that|it) )?"
    rf"(?P<rest>(?=(?:will|by|needs?|is|to|until|has)\b|\d{{1,2}}(?:st|nd|rd|th)?"
    rf" {MONTH})(?![^?]*\b0\d\b)[^?]*?))?[.\s]*",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"(?:both|all|all (?:two|three|four)|each)(?: of them)?\b[\s,:–-]*", re.IGNORECASE)
_REPORT_FIRST = re.compile(
    r"^\s*(?P<report>(?:all )?(?:done|completed?|finished|help(?: needed| please)?)) (?:for|on|with) "
    r"(?P<numbers>0\d{1,2}(?:(?:, | and | & )0\d{1,2})*)(?=\W*$)",
    re.IGNORECASE,
)


def lines_by_action(
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
                named, report = named_in(part, letter, today, before=lines_of, likely=likely)
                together += named
                if len(together) > 1 and (both := _TOGETHER.match(report)):
                    report = report[both.end() :]
                if not named and (OTHERS.match(part) or ONE.match(part)):
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
    named = (named_in(each, letter, today, before=(), likely=False) for each in sentences)
    is_mixed = len(sentences) > 1 and any(actions or is_report(report, today) for actions, report in named)
    return sentences if is_mixed else [line]


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
        named, report = named_in(after[:_LONGEST], letter, today, before=letter.actions[:1], likely=True)
        begins = [each.start() for each in _BEGINS.finditer(before, max(0, len(before) - _LONGEST))]
        alone = mark["plain"] or any(_is_whole(before[begin:], letter, today) for begin in (*begins[-2:], 0))
        if named and (report or parts) and alone and re.search(r"\w", before):
            parts.append(after)
            line = before
    yield from (line, *reversed(parts))


def _is_whole(part: str, letter: AnsweredLetter, today: dt.date) -> bool:
    """Say whether a part names an action, and nothing stands behind it that is no report."""
    named, report = named_in(part, letter, today, before=(), likely=False)
    return named != () and (not report or read_report(report, today) is not None)
