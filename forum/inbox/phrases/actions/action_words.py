"""Read what an owner says of an action, a line at a time: DONE, a new date and why, or HELP.

The vocabulary is closed: a line is one of these only where the whole of it, a reason behind a mark apart, is
made of the phrases of :mod:`forum.inbox.phrases.actions.action_phrases`. A reason may have no question,
condition, doubt or second day in it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from forum.inbox.phrases.actions.action_phrases import (
    BEFORE_DAY,
    DONE,
    HELP,
    LEADS_IN,
    NO_REASON,
    NOT_ALL,
    NOT_THAT_DAY,
)
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.lexicon import Turn, is_asking, turns_in, without_days_gone_by
from forum.questions.words import Reply, Word
from forum.text.dates import MONTH, WEEKDAY
from forum.text.day_phrases import DayGiven, leading_day
from forum.text.patterns import any_of, words

REPORTS = frozenset({Word.DONE, Word.NEW_DATE, Word.HELP})
"""The words that report on an action."""
EDGES = " \t,;:.!–—-()"
_SIGNS = re.compile("[\U0001f300-\U0001faff\u2611\u2705\u2714\ufe0f]|[:;]-?[)]|\\blol\\b", re.IGNORECASE)
_BREAKS = re.compile(r"[.;,:!–—-]\s++|\bso |\band (?=(?:it|this|we|i)\b)", re.IGNORECASE)
_BEHIND_DONE = re.compile(
    r"(?! (?:with|deal|it|all|some|(?:my|our|your|his|her|their|the|this|an?)\b(?! (?:morning|week)))\b)"
    r"(?: (?!(?:what|that|how|done)\b)[\w’'&/]+){0,5}\s*(?:$|[–—:,.;!(]|-(?:\s|$)"
    r"|\band (?:is|was|went|has|have|it|the|now|all|already|in use|live|out|sent|gone|everyone)\b)",
    re.IGNORECASE,
)
"""A few words, such as when and how it was done, and a mark."""
_MAY_BE_A_DAY = re.compile(
    rf"(?<![\w/.-])(?=\d|{WEEKDAY}|{MONTH}|tomorrow|next|end|the|w/|week|in |within|another|a )",
    re.IGNORECASE,
)
_IS_DONE = any_of(r"(?<!not )(?<!n['’]t )\b(?:done|completed?|finished)\b")
_MAY_BE_DONE = any_of(
    words("done, completed?, finished, sent, circulated, published, shared, live, in use, gone out")
)
_LEADS_TO_A_DAY = any_of(
    words(r"by, until, till, date, due, will, end, extend\w*, extension, move, finish\w*")
)
_NEEDS_HELP = any_of(words("help, stuck, blocked"))
_LONGEST_REPORT, _LONGEST_DAY = 120, 60  # characters
_MOST = 20  # days looked for in a text
_MAY_BE = {Turn.WISH, Turn.OTHERS, Turn.LATER, Turn.DAY}


def read_report(line: str, today: dt.date) -> Reply | None:
    """Read a line on an action: DONE, a new date or HELP, alone or with why; None if it is none of them."""
    line = _SIGNS.sub("", line).strip("*_\"'“”‘’ ")
    lead = LEADS_IN.match(line)
    line = line[lead.end() if lead else 0 :]
    return _done(line, today) or _new_date(line, today) or _help(line, today)


def read_reports(lines: Sequence[str], today: dt.date) -> Reply | None:
    """Read all that is said of one action: one report, the other lines being why; None where there is none,
    or more than one.
    """
    reports = reports_in_words(lines, today)
    if len(reports) != 1:
        return None
    (word, date), texts = reports.popitem()
    beside = [line for line in lines if _report_in(line, today) is None]
    if casts_doubt(word, "\n".join(line for line in beside if not is_harmless(["", line])), today):
        return None
    return Reply(word, "\n".join(filter(None, [*texts, *beside])), date)


def reports_in_words(lines: Sequence[str], today: dt.date) -> dict[tuple[Word, dt.date | None], list[str]]:
    """Return the reports that lines give, each once, with what they say beside it."""
    reports: dict[tuple[Word, dt.date | None], list[str]] = {}
    for line in lines:
        if report := _report_in(line, today):
            reports.setdefault((report.word, report.date), []).append(report.text)
    return reports


def _report_in(line: str, today: dt.date) -> Reply | None:
    """Read a report in a line that may give the reason first: "Printers let us down, 26 Feb please"."""
    if report := read_report(line, today):
        return report
    for mark in _BREAKS.finditer(line, max(0, len(line) - _LONGEST_REPORT)):
        why = line[: mark.start()]
        report = read_report(line[mark.end() :], today)
        if report and not casts_doubt(report.word, why, today):
            return Reply(report.word, ", ".join(filter(None, [why.strip(EDGES), report.text])), report.date)
    return None


def likely_report(text: str, today: dt.date) -> Reply | None:
    """Return the one thing that a text likely says of an action: done, a day to come, or help. None beside a
    question, a condition or a doubt, where it says two of them, or only a part is done."""
    if turns_in(text) & {Turn.QUESTION, Turn.CONDITION, Turn.DOUBT}:
        return None
    days = set() if DONE.match(text) else days_given(text, today)
    replies = [Reply(Word.NEW_DATE, text, day) for day in days if _LEADS_TO_A_DAY.search(text)]
    if _NEEDS_HELP.search(text):
        replies.append(Reply(Word.HELP, text))
    if _MAY_BE_DONE.search(text) and not (days or Turn.DENIAL in turns_in(text) or NOT_ALL.search(text)):
        replies.append(Reply(Word.DONE, text))
    return replies[0] if len(replies) == 1 else None


def casts_doubt(word: Word, beside: str, today: dt.date) -> bool:
    """Say whether the text beside a report takes it back, or may (own rule: better ask than record)."""
    if word is Word.DONE:
        beside = without_days_gone_by(f"done {beside}").removeprefix("done ")
    turned = turns_in(beside)
    if word is Word.DONE:
        return not turned <= _MAY_BE or NOT_ALL.search(beside) is not None
    if word is Word.NEW_DATE:
        is_doubted = bool(turned & {Turn.QUESTION, Turn.DOUBT}) or NO_REASON.search(beside) is not None
        return is_doubted or bool(days_given(beside, today))
    return word is Word.HELP and _IS_DONE.search(beside) is not None


def days_given(text: str, today: dt.date) -> set[dt.date]:
    """Return the days to come that a text gives, wherever they stand."""
    given = set()
    for place, _ in zip(_MAY_BE_A_DAY.finditer(text), range(_MOST), strict=False):
        day = leading_day(text[place.start() : place.start() + _LONGEST_DAY], today)
        if day and day[0].is_to_come:
            given.add(day[0].date)
    return given


def _done(line: str, today: dt.date) -> Reply | None:
    match = DONE.match(line)
    if match is None:
        return None
    rest, is_typed = line[match.end() :], match[0].endswith(Word.DONE)  # as our letter asks for it
    gone = without_days_gone_by(f"done{rest}").removeprefix("done")
    is_to_come = any(map(str.isdigit, gone)) and days_given(gone, today)
    if is_to_come or not (is_typed or _BEHIND_DONE.match(rest)) or casts_doubt(Word.DONE, rest, today):
        return None
    return Reply(Word.DONE, rest.strip(EDGES))


def _new_date(line: str, today: dt.date) -> Reply | None:
    lead, day, rest = _day_after_lead(line, today)
    if day is None or not day.is_to_come or not day.is_sole or NOT_THAT_DAY.match(rest):
        return None
    if is_asking(lead):
        rest = rest.removeprefix("?")  # "can we extend to 12 February?" asks for the day that is meant
    if casts_doubt(Word.NEW_DATE, rest, today):
        return None
    return Reply(Word.NEW_DATE, rest.strip(EDGES), day.date)


def _day_after_lead(line: str, today: dt.date) -> tuple[str, DayGiven | None, str]:
    """Return the words that lead to a day, the day, and the rest of the line."""
    before = BEFORE_DAY.match(line)
    for start in (before.end() if before else 0, 0):
        if given := leading_day(line[start:], today):
            return line[:start], *given
    return "", None, ""


def _help(line: str, today: dt.date) -> Reply | None:
    match = HELP.match(line)
    if match is None or casts_doubt(Word.HELP, line[match.end() :], today):
        return None
    is_word = match[0].lower().startswith(("help", "please help"))
    return Reply(Word.HELP, (line[match.end() :] if is_word else line).strip(EDGES))
