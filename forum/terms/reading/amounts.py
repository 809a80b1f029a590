"""The amounts that terms of reference speak of: numbers, shares and limits of days, as people write them.

The days of meetings as terms of reference and people write them: "the second Tuesday of each month".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from forum.terms.parts.calendar import ALL_MONTHS
from forum.text.cells import parse_date, parse_share, whole_number
from forum.text.checks import folded
from forum.text.dates import MONTH, WEEKDAY, leading_date, weekday_number
from forum.text.wording import MONTHS, WEEKDAYS, count, listed, long_date

_WORDS = (
    "an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen"
    "|eighteen|nineteen|twenty(?:-(?:one|eight))?|thirty"
)
NUMBER = rf"(?:\d{{1,3}}|{_WORDS})"
_KIND = r"(?P<kind>(?:statutory |full )?(?:clear )?(?:working |business |calendar |school |office )?)"
_BEFORE = (
    r"(?:before|prior to|in advance(?: of)?|ahead of|advance notice|(?:clear )?notice|preceding|beforehand"
    r"|prior)"
)
_AFTER = r"(?:after|of|following|from|later than the meeting|afterwards)"
_LIMIT = re.compile(
    rf"(?<![\w/.-])(?P<number>{NUMBER})(?: ?\(\w[\w -]{{0,12}}\))? ?{_KIND}(?P<unit>day|week"
    rf"|fortnight|month|hour)s?[’']?"
    rf"(?P<rest>(?: (?:of|to|after|the|each|every|a|any|date|day|set|planned|scheduled|normal)\b)*"
    rf"(?: (?P<side>{_BEFORE}|{_AFTER})\b)?)",
    re.IGNORECASE,
)
_FIGURE_IN_WORDS = re.compile(r"\b([a-z]+|\d{1,3}) \((\d{1,3}|[a-z]+)\)", re.IGNORECASE)
_SHARE = re.compile(
    r"\d{1,3} ?(?:%|per ?cent)|\b(?:an?|one|two|three)[ -](?:third|quarter|fifth|half)s?\b|\b\d/\d\b"
    r"|\bhalf\b(?! an? (?:hour|day|year)\b)",
    re.IGNORECASE,
)
_DAYS_OF_HOURS = {24: 1, 48: 2, 72: 3}


@dataclass(frozen=True)
class Amount:
    """A limit as a sentence has it: its answer in the workbook, where it stands, and on which side of the
    meeting. ``is_plain`` says that the policy counts it as the sentence does."""

    answer: str
    start: int
    end: int
    side: Literal["before", "after", ""]
    is_plain: bool = True


def any_of(words: str) -> re.Pattern[str]:
    """Return the pattern of one of these words or phrases, from the beginning of a word."""
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


def plain_numbers(sentence: str) -> str:
    """Write "ten (10) working days", or "10 (ten)", as "10 working days"."""

    def plain(match: re.Match[str]) -> str:
        number = whole_number(match[1])
        return str(number) if number is not None and number == whole_number(match[2]) else match[0]

    return _FIGURE_IN_WORDS.sub(plain, sentence)


def limits_in(sentence: str) -> Iterator[Amount]:
    """Yield the limits of days, weeks or months that a sentence names, in order."""
    for match in _LIMIT.finditer(sentence):
        number = whole_number(match["number"])
        kind = (
            " ".join(match["kind"].lower().split())
            .replace("business", "working")
            .replace("office", "working")
        )
        unit = match["unit"].lower()
        if not number:
            continue
        plain = "school" not in kind and "full" not in kind and unit != "hour"
        kind = kind.replace("school", "working").replace("full", "clear").replace("calendar", "").strip()
        if unit == "hour":
            number, unit = _DAYS_OF_HOURS.get(number, 0), "day"
        if kind and unit != "day":
            plain, kind = False, ""
        if number == 0:
            continue
        if unit in ("week", "fortnight"):
            number, unit = number * (7 if unit == "week" else 14), "day"
        side = (match["side"] or "").lower()
        yield Amount(
            count(number, f"{kind} {unit}".strip()),
            match.start(),
            match.end(),
            "" if not side else ("before" if re.fullmatch(_BEFORE, side) else "after"),
            plain,
        )


def share_in(text: str) -> Fraction | None:
    """Return the first share that a text names; None where it names none."""
    match = _SHARE.search(text)
    if match is None:
        return None
    words = match[0].lower().replace("-", " ")
    return parse_share("1/2" if words == "half" else words)


def number_before(text: str, nouns: str) -> int | None:
    """Return the number that stands before one of these nouns, "four" in "at least four core members"."""
    adjectives = (
        r"(?:(?:of the|core|voting|full|statutory|partner|other|appointed|council|elected|independent) )*"
    )
    of_them = rf"(?:(?:out )?of (?:the |its |our )?(?:{NUMBER} )?)?"
    pattern = rf"(?<![\w/])({NUMBER})(?: ?\(\w+\))? {of_them}{adjectives}(?:{nouns})\b"
    match = re.search(pattern, text, re.IGNORECASE)
    if match is None or match[1].lower() in ("a", "an"):
        return None
    return whole_number(match[1])


A_RULE = (
    "such as: second Tuesday of each month, not in August; first Monday of March, June, September "
    "and December; every "
    "6 weeks from 12 January 2027; or the dates with commas between"
)
_WEEKS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth"}
_DAY = re.compile(
    rf"\b(?P<week>first|second|third|fourth|last|1st|2nd|3rd|4th) (?P<day>{'|'.join(WEEKDAYS[:5])})s?\b", re.I
)
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.I)
_WITHOUT = re.compile(
    r"\b(?:not in|except(?: for)?(?: in)?|excluding|other than|apart from|no meetings? in|save)\b", re.I
)
_EVERY_MONTH = re.compile(
    r"\b(?:monthly|(?:every|each) (?:calendar )?month|once a month|of the month|per month)\b", re.I
)
_WEEKS_APART = re.compile(
    rf"\b(?:every (?P<number>{NUMBER})[ -]weeks?|(?P<weekly>{NUMBER})[ -]weekly|(?P<two>fortnightly))\b", re.I
)
_A_YEAR = re.compile(
    rf"\b(?P<number>{NUMBER})(?: ?\(\w+\))? (?:times|(?:\w+ ){{0,2}}meetings?(?: \w+){{0,3}}?)"
    r" (?:in )?(?:a|per|each|every|the|any)(?: \w+){0,2}? (?:year|annum)\b",
    re.I,
)
_OFTEN = (
    (r"bi-?monthly|every (?:two|2|other|second) months?|every other month|alternate months", 6),
    (r"quarterly|every quarter|each quarter|once a quarter|every three months|every 3 months", 4),
    (r"once (?:a|every|each) (?:\w+ )?term|termly|every term|each term", 3),
    (r"twice (?:a|per|each|every) year|twice yearly|every six months|half-yearly|bi-?annually", 2),
    (r"three times (?:a|per) year", 3),
)


def rule_in(sentence: str) -> str:
    """Return the whole rule that a sentence gives, in its plain form; empty where it gives none, or two."""
    days = list(_DAY.finditer(sentence))
    if len(days) != 1:
        return ""
    day = days[0]
    week = _WEEKS.get(day["week"].lower(), day["week"].lower())
    after = sentence[day.end() :]
    without = _WITHOUT.search(after)
    months = [month[0].capitalize() for month in _MONTH.finditer(after)]
    said = f"{week} {day['day'].capitalize()} of"
    if without and months:
        return f"{said} each month, not in {listed(months)}"
    if months:
        return f"{said} {listed(months)}"
    return f"{said} each month" if _EVERY_MONTH.search(sentence) and not without else ""


def how_often_in_words(sentence: str) -> str:
    """Return how often a group meets where a sentence says that alone: "monthly", "every 6 weeks", "4 times a
    year"."""
    if match := _WEEKS_APART.search(sentence):
        number = 2 if match["two"] else whole_number(match["number"] or match["weekly"])
        return f"every {number} weeks" if number else ""
    for pattern, times in _OFTEN:
        if re.search(rf"\b(?:{pattern})\b", sentence, re.I):
            return f"{times} times a year"
    if (match := _A_YEAR.search(sentence)) and (number := whole_number(match["number"])):
        return f"{count(number, 'time')} a year"
    return "monthly" if _EVERY_MONTH.search(sentence) and not _DAY.search(sentence) else ""


def meeting_rule(answer: str, near: dt.date) -> dict[str, Any] | None:
    """Read an answer as the setting of a policy file; None for words that give no days."""
    text = " ".join(answer.split())
    if _DAY.search(text):
        return _monthly(rule_in(text))
    if match := re.fullmatch(
        rf"(?:every )?({NUMBER})[ -]weeks?,? (?:from|starting|beginning) (.+)", text, re.I
    ):
        first, weeks = parse_date(match[2], near), whole_number(match[1])
        return {"kind": "every", "weeks": weeks, "starting": first} if first and weeks else None
    pieces = [piece for piece in re.split(r"[,;\n]+| and ", text) if piece.strip()]
    days = [parse_date(piece.strip(), near) for piece in pieces]
    dates = sorted({day for day in days if day})
    return {"kind": "list", "dates": dates} if dates and None not in days else None


_A_DAY = re.compile(rf"(?<!\w)(?={WEEKDAY}|{MONTH}|\d)", re.I)
_A_WEEKDAY = re.compile(rf"\b{WEEKDAY}", re.I)
_OF_YEAR = re.compile(r"\b20\d\d\b")
_TITLE = re.compile(r"\b(?:calendar|meetings|dates)\b", re.I)
_OF_A_DAY = re.compile(rf"\b(?:{WEEKDAY}|{MONTH})|(?<=\d)(?:st|nd|rd|th)\b", re.I)
_A_MONTH, _TO_COME = re.compile(rf"\b{MONTH}", re.I), re.compile(r"\btb[ca]\b", re.I)
_IN_MAY = re.compile(r"(?<=\d) May\b(?! ?\d)")
_PERHAPS_NONE = re.compile(
    r"\b(?:not|no meeting|training|workshop|development|drop-?in|extra|special|hold|tbc|tba|if|or|may|panel"
    r"|committee|audit|D)\b|\?",
    re.I,
)


def meeting_days(
    rows: Iterable[str], name: str, near: dt.date
) -> tuple[tuple[dt.date, ...], tuple[str, ...]]:
    """Return the days of meetings in the rows of a list of dates, and the rows about which a person is asked.

    A row is sure that has a day with at most the name of the group before it, and no word behind it by which
    it may be none. A year stands for the rows below it.
    """
    words = re.findall(r"\w+", name)
    known = {folded(word) for word in (*words, "".join(word[0] for word in words), "meeting", "and")}
    days, unclear = dict[dt.date, None](), dict[str, None]()
    for row in (" ".join(re.sub(r"\s{2,}|\t", ", ", row.strip()).split()) for row in rows):
        if year := _OF_YEAR.search(row):
            near = dt.date(int(year[0]), 1, 1)
        said = _IN_MAY.sub(" May,", row)  # no "7 may attend"
        dates = (leading_date(said[at.start() :], near) for at in _A_DAY.finditer(said))
        found = next(filter(None, dates), None)
        if not found:
            if _A_MONTH.search(row) and _TO_COME.search(row):
                unclear[row] = None
            continue
        before = said.removesuffix(found[1])
        weekday = _A_WEEKDAY.search(before)
        others = re.findall(r"[^\W\d_]{2,}", _OF_A_DAY.sub(" ", before))
        perhaps = [word for word in _PERHAPS_NONE.findall(found[1]) if folded(word) not in known]
        if weekday and weekday_number(weekday[0]) != found[0].weekday():
            unclear[f"{row} ({long_date(found[0])} is a {found[0]:%A})"] = None
        elif not perhaps and all(folded(word) in known for word in others):
            days[found[0]] = None
        elif not (year and _TITLE.search(before)):
            unclear[row] = None
    return tuple(sorted(days)), tuple(unclear)


def fits(rule: str, day: dt.date) -> bool:
    """Say whether a day is one that a rule gives: the second Tuesday of each month, not in August."""
    setting = _monthly(rule) if _DAY.search(rule) else None
    if setting is None:
        return True
    is_last = (day + dt.timedelta(days=7)).month != day.month
    week = ("first", "second", "third", "fourth", "fifth")[(day.day - 1) // 7]
    return (
        setting["week"] in (week, "last" if is_last else week)
        and setting["weekday"] == WEEKDAYS[day.weekday()]
        and MONTHS[day.month - 1] not in setting.get("no_meeting_in", ())
    )


def _monthly(rule: str) -> dict[str, Any] | None:
    if not rule:
        return None
    week, weekday, _, rest = rule.split(" ", 3)
    named = [month[0].capitalize() for month in _MONTH.finditer(rest)]
    without = named if "not in" in rest else [month for month in MONTHS if named and month not in named]
    setting: dict[str, Any] = {"kind": "monthly", "week": week, "weekday": weekday}
    return {**setting, "no_meeting_in": without} if 0 < len(without) < ALL_MONTHS else setting
