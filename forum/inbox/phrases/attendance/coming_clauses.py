"""What a reply about coming says in closed phrases, and what else it has beside them.

The days of which a text speaks, held against the days of meetings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from forum.inbox.mail_text.own_words import own_lines
from forum.inbox.phrases.attendance import coming_phrases
from forum.inbox.phrases.attendance.coming_phrases import CLASSES, OF_DEPUTIES, SIGN, Kind, pattern_of
from forum.inbox.phrases.courtesies import end_of_courtesy, is_thanks
from forum.text.wording import MONTHS, WEEKDAYS

_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS).replace("Sep(?:", "Sept?(?:")
_MONTH_ALONE = "|".join(month for month in MONTHS if month != "May")  # "I may come"
_WEEKDAY = "|".join([*WEEKDAYS, "mon", "tues?", "weds?", "thu(?:rs?)?", "fri"])  # "sat" and "sun" are words
_WEEK = dt.timedelta(days=7)
_ORDINAL = "(?:st|nd|rd|th)"
_MENTION = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}){_ORDINAL}?(?:\s+of)?\s+(?P<month>{_MONTH})"
    rf"|(?P<month_first>{_MONTH})\s+(?:the\s+)?(?P<day_after>\d{{1,2}}){_ORDINAL}?"
    r"|(?P<day_in_figures>\d{1,2})/(?P<month_in_figures>\d{1,2})(?:/(?:\d{4}|\d{2}))?"
    rf"|the\s+(?P<day_alone>\d{{1,2}}){_ORDINAL}"
    rf"|(?P<weekday>{_WEEKDAY})|(?P<month_alone>{_MONTH_ALONE})|(?P<near>today|tomorrow|(?:this"
    rf"|next) week))\b",
    re.IGNORECASE,
)


def speaks_of_another_day(text: str, day: dt.date, on: dt.date) -> bool:
    """Say whether a text of the day ``on`` speaks of any day but this one: "the 16th", "tomorrow", "in
    March"."""
    return any(not all(_facts(mention, day, on)) for mention in _MENTION.finditer(text))


def days_meant(subject: str, body: str, days: Collection[dt.date], on: dt.date) -> tuple[dt.date, ...] | None:
    """Return those of these days of which a mail of the day ``on`` speaks, and of no other beside them; None
    where its subject and its writer's own words speak of no day at all."""
    text = "\n".join([subject, *own_lines(body)])
    if not _MENTION.search(text):
        return None
    return tuple(day for day in days if not speaks_of_another_day(text, day, on))


def _facts(mention: re.Match[str], day: dt.date, on: dt.date) -> Iterator[bool]:
    """Yield whether each thing said of a day is true of this one."""
    if number := mention["day"] or mention["day_after"] or mention["day_in_figures"] or mention["day_alone"]:
        yield int(number) == day.day
    if month := mention["month"] or mention["month_first"] or mention["month_alone"]:
        yield MONTHS[day.month - 1].casefold().startswith(month[:3].casefold())
    if figures := mention["month_in_figures"]:
        yield int(figures) == day.month
    if weekday := mention["weekday"]:
        yield WEEKDAYS[day.weekday()].casefold().startswith(weekday[:3].casefold())
    if near := mention["near"]:
        yield _is_near(near.casefold(), day, on)


def _is_near(word: str, day: dt.date, on: dt.date) -> bool:
    """Say whether a day is the one or in the week that a word means on the day ``on``."""
    monday = on - dt.timedelta(days=on.weekday())
    if word.endswith("week"):
        first = monday if word.startswith("this") else monday + _WEEK
        return first <= day < first + _WEEK
    return day == (on if word == "today" else on + dt.timedelta(days=1))


LONGEST = 600  # characters; whoever writes more says more
_TAIL = (
    "<when>|either/please/thanks/sorry/though/unfortunately/sadly/now|thank you|i am afraid [to say]"
    "|i am sorry to say|this time [round]|on this occasion|all/everyone/folks/team [please]"
)
_TAIL_OF_THE_WRITER = (
    f"{_TAIL}|for (<det> item|<item>)|too/again/instead/myself/both|as well/usual/planned/normal/invited"
    "|after all|any more|with (you [all]|bells on)"
)
_WITH_HOW = frozenset({Kind.COMING, Kind.YES, Kind.GOODBYE, Kind.DEPUTY, Kind.NAME})
_OF_DEPUTIES = frozenset({Kind.DEPUTY, Kind.NAME, Kind.OTHER_DEPUTY})
_DECLINES = frozenset({Kind.NOT_COMING, Kind.APOLOGY, Kind.NO, Kind.NO_DEPUTY})
_BARE = frozenset({Kind.YES, Kind.NO})
"""What a mark follows: in "yes we have no cover" it answers nothing."""
_GLUED_TO = frozenset({Kind.COURTESY, Kind.REASON, Kind.FREED})
"""What another phrase may follow without a mark: "yes I can"."""
_JOINT = rf"(?:and|so|but|then|because|since|though|as(?= (?:i|we|my|our|it|the|{SIGN}\w)\b))\b"
_ENDS = rf"(?=$|[.,;:!()\n/–—-]|{_JOINT}|{SIGN})"
_AT_A_MARK = re.compile(rf" ?{_ENDS}", re.IGNORECASE)
_MARKS = re.compile(r"(?<!\d)[.,:]|[.,:](?!\d)|[;!?()\n\"…]|(?<=\s)[–—-]{1,3}(?=\s)")
_BETWEEN = re.compile(rf"(?:[\s.,;:!()*_\"“”/–—-]|\b{_JOINT})*", re.IGNORECASE)
_MARK = re.compile(
    rf"[.,;:!?()\n]|\s[–—-]{{1,3}}\s|\s(?=(?:{_JOINT}|my|i am|i have|we are|we have)\s)", re.IGNORECASE
)
BEFORE_A_REMARK = re.compile(
    rf"\s*(?:[.,;:!(]|[–—-]{{1,3}}\s|(?=due to|owing to|(?!and|so|but|then){_JOINT}))", re.IGNORECASE
)
_SMILES = re.compile("(?:[^\\S\n]|[\U0001f300-\U0001faff☀-➿️])+")
_SPELT_OUT = (
    (r"\b(?:can't|cant|cannae|can not)\b", "cannot"),
    (r"\b(?:won't|wont)\b", "will not"),
    (r"\bill(?= (?:be|attend|come|join|see|make)\b)", "i will"),
    (r"\bi'?m\b", "i am"),
    (r"n't\b", " not"),
    (r"'ll\b", " will"),
    (r"'ve\b", " have"),
    (r"'re\b", " are"),
    (r"'d\b", " would"),
    (r"\b(it|that|there|this|diary|what|he|she|something|leave|train)'?s\b", r"\1 is"),
    (r"\bmtg\b", "meeting"),
    (r"\b(?:pls|plz)\b", "please"),
    (r"\bapols\b", "apologies"),
    ("&", "and"),
)
_OF_NAMES = (
    (rf"my (?:usual |named |regular )?deputy,? ({SIGN}\w)", r"\1"),
    (rf"(?:my )?deputy ?[:=] ?({SIGN}\w)", r"deputy is \1"),
    (rf"({SIGN}\w) (?:is|will be) \1", r"deputy is \1"),
    (rf"({SIGN}\w)[ ,(]+\1(?: ?[,)])?", r"\1"),
    (
        rf"({SIGN}\w)'s"
        r"(?= (?:\w+ing|on|off|away|ill|sick|unwell|happy|able|available|free|my|our|there|in my)\b)",
        r"\1 is",
    ),
    (
        rf"({SIGN}\w) is (?:free|available|around|able|happy to)[^.,;{SIGN}]{{0,20}}?,?(?: and| so)?"
        " (?:s?he|they) (?=is|will|can)",
        r"\1 ",
    ),
    (
        rf"i have (?:asked|spoken to|checked with) ({SIGN}\w),?(?: and| who) (?:s?he|they) (?=is|will|can)",
        r"\1 ",
    ),
)
"""What is said of "him" where he is named before, and who is named twice."""
_RANK = r"(?:dr|mr|mrs|ms|miss|prof|det|dci|dcs|di|dc|ds|supt|insp|sgt|pc|cllr)\.? "
_MY_DEPUTY = r"my (?:usual |named |regular )?deputy"
UNNAMED = "z"


@dataclass(frozen=True)
class Clause:
    """A phrase of a reply, or free words between two marks.

    ``deputies`` are the names of those of whom it speaks, empty for "my deputy". ``is_glued`` is true of what
    follows an answer without a mark, and may belong to it.
    """

    kind: Kind
    text: str
    deputies: tuple[str, ...] = ()
    is_glued: bool = False


@cache
def _patterns() -> Mapping[Kind, Sequence[re.Pattern[str]]]:
    """The patterns of each kind of phrase: up to a mark or a joint, and up to any word.

    They are compiled when first asked for, which takes a while.
    """
    patterns = {}
    for kind in dict.fromkeys((*coming_phrases.PHRASES, *coming_phrases.DEPUTY_PHRASES)):
        rows = (*coming_phrases.PHRASES.get(kind, ()), *coming_phrases.DEPUTY_PHRASES.get(kind, ()))
        tail = _TAIL if kind in _OF_DEPUTIES else _TAIL_OF_THE_WRITER
        tails = () if kind is Kind.COURTESY else (tail, "<how>") if kind in _WITH_HOW else (tail,)
        phrase = f"{pattern_of(OF_DEPUTIES, *rows)}{pattern_of(CLASSES, *tails)}{{0,6}}"
        patterns[kind] = tuple(re.compile(each, re.IGNORECASE) for each in (phrase + _ENDS, phrase))
    return patterns


def clauses_of(text: str, deputies: Sequence[str]) -> tuple[Clause, ...]:
    """Return the phrases of which a text is made, and the free words among them.

    ``deputies`` are the registered names.
    """
    spelt = _spelt_out(text, tuple(deputies)) if len(text) <= LONGEST else text
    return tuple(_clauses(spelt, deputies)) if len(text) <= LONGEST else (Clause(Kind.FREE, text),)


def _clauses(text: str, deputies: Sequence[str]) -> Iterator[Clause]:
    at, before = 0, Kind.COURTESY
    while (begins := _end(_BETWEEN.match(text, at))) < len(text):
        kind, end = _longest(text, begins)
        if (courtesy := _end_of_courtesy(text, at, begins)) > end:
            kind, end = Kind.COURTESY, courtesy
        is_glued = before not in _GLUED_TO and not text[at:begins].strip()
        if end > begins:
            signs = dict.fromkeys(re.findall(rf"{SIGN}(\w)", text[begins:end]))
            is_glued = is_glued and not (
                kind is Kind.COURTESY
                or (kind is Kind.REASON and before in _DECLINES)
                or (text.startswith(SIGN, begins) and before is not Kind.NO)
            )
            yield Clause(kind, text[begins:end], tuple(_name(sign, deputies) for sign in signs), is_glued)
        else:
            mark = _MARK.search(text, begins + 1)
            end = mark.start() if mark else len(text)
            is_glued = is_glued and before is not Kind.FREE
            yield Clause(Kind.FREE, text[at:end], is_glued=is_glued)
        before, at = kind, end


def _end_of_courtesy(text: str, at: int, begins: int) -> int:
    """Return where a courtesy ends that begins here, or 0; one between two marks, or a thank-you anywhere."""
    end = end_of_courtesy(text, begins)
    is_alone = (at == 0 or text[at:begins].strip()) and _AT_A_MARK.match(text, end)
    return end if is_alone or is_thanks(text[begins:end]) else 0


def _longest(text: str, at: int) -> tuple[Kind, int]:
    """Return the kind of the longest phrase that begins here, and where it ends; free words for none."""
    for number in range(2):
        order = [kind for kind in _patterns() if not (number and kind in _BARE)]
        ends = {kind: _end(_patterns()[kind][number].match(text, at)) for kind in order}
        kind = max(ends, key=lambda kind: ends[kind])
        if ends[kind] > at:
            return kind, ends[kind]
    return Kind.FREE, at


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _name(sign: str, deputies: Sequence[str]) -> str:
    """Return the name for which a sign stands, empty for a deputy who is not named."""
    return "" if sign == UNNAMED else deputies[ord(sign) - ord("a")]


def _spelt_out(text: str, deputies: tuple[str, ...]) -> str:
    """Return a text with signs for the names of deputies, without short forms."""
    text = _SMILES.sub(" ", re.sub("[’‘`]", "'", text))
    for pattern, instead in _SPELT_OUT:
        text = re.sub(pattern, instead, text, flags=re.IGNORECASE)
    for sign, name in _names(deputies):
        if sign != UNNAMED or SIGN not in text:
            text = name.sub(f"{SIGN}{sign}", text)
    for pattern, instead in _OF_NAMES:
        text = re.sub(pattern, instead, text, flags=re.IGNORECASE)
    return re.sub(" +", " ", _MARKS.sub(r" \g<0> ", text) + " ")


@lru_cache(maxsize=256)
def _names(deputies: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the sign of each deputy and the pattern of the name: the whole, the first where only one has it,
    the last behind a title, or "my deputy" of the only one."""
    of_all = []
    for number, deputy in enumerate(deputies):
        first, *_, last = (*deputy.split(), *deputy.split())
        names = [re.escape(deputy)]
        if len(deputy.split()) == 2:
            if sum(each.split()[0] == first for each in deputies) == 1:
                names.append(rf"{re.escape(first)}(?: {last[0]}\b)?")
            if sum(each.split()[-1] == last for each in deputies) == 1:
                names.append(rf"(?:{_RANK})+{re.escape(last)}")
        if len(deputies) == 1:
            names.append(_MY_DEPUTY)
        pattern = rf"(?<![\w'-])(?:{_RANK}){{0,2}}(?:{'|'.join(names)})(?!\w|-\w)"
        of_all.append((chr(ord("a") + number), re.compile(pattern, re.IGNORECASE)))
    if len(deputies) != 1:  # where another is named, "my deputy" is that one
        of_all.append((UNNAMED, re.compile(_MY_DEPUTY, re.IGNORECASE)))
    return tuple(of_all)
