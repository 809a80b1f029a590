"""Lines of the Chair's in plain numbers, and without what goes without saying, such as the day of a draft.

A reply that speaks of whoever was asked by name, as from a PA: "Ruth is in court that day".

Lists are arithmetic: "all but 2", "both", "1 and 3 but not 2", "discharge the others".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.courtesies import is_signature
from forum.questions.kind import ChairList, Reference
from forum.questions.kinds import BOTH, KINDS, QuestionKind
from forum.text.wording import MONTHS

_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "both": 2}
_COUNT = f"(?P<count>{'|'.join(_COUNTS)})"
_NUMBERS = r"\d{1,2}(?:(?:\s*(?:,|and|&)\s*)+\d{1,2}){0,9}"
_ALL_BUT = re.compile(
    r"\b(?:all|everything|the lot)(?: of (?:them|these|those))?(?: (?:actions|letters))?,? (?:but|except"
    r"|bar|apart from"
    rf"|other than|save)(?: for)?(?: (?:numbers?|actions?))? (?P<but>{_NUMBERS})(?=[\s.,;!]*(?:$|[,;.]))",
    re.IGNORECASE,
)
_THE_OTHERS = re.compile(
    rf"(?<!not )(?P<verb>discharged?|send|return)(?: (?P<both>both)(?: of)?)? the (?:others?(?:"
    rf" {_COUNT.replace('|both', '')})?|rest)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?P<verb>discharged?|send) both(?: of (?:them|these|those))?(?: (?:letters|actions))?\b(?! of\b)",
    re.IGNORECASE,
)
_BUT_NOT = re.compile(rf",? (?:but|and) not (?P<not>{_NUMBERS})(?=[\s.,;!]*(?:$|[,;.]))", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,2})[\s.):–-]+(.*)")
_AROUND = " \t.,;!*"
_VERB = re.compile(r"\b(discharge|send|return)d?\b", re.IGNORECASE)
_LISTS = {"discharge": ChairList.DISCHARGES, "return": ChairList.DISCHARGES, "send": ChairList.LETTERS}


def plain_lines(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> list[str]:
    """Return the lines of a reply without what goes without saying, and with numbers for parts of a list."""
    plain = [_typed(line, questions) or _without_meeting(line, questions) for line in lines]
    if len(questions) == 1:
        return plain
    numbered = [_with_numbers(line, questions) for line in plain]
    named = {int(number) for line in numbered for number in re.findall(r"(?<!/)\b\d{1,2}\b", line)}
    return [_with_the_others(line, named, questions) for line in numbered]


def _typed(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line that is a word and the reference of what it answers, "ALLOW item 7", as the word alone,
    and with the number of its question where several are asked; empty for any other.

    Where one is asked, a word that names its draft may have the number that the draft had in an earlier
    letter: "2 AGREE REPORT".
    """
    numbered = _NUMBERED.match(line.strip(_AROUND))
    given, text = numbered.groups() if numbered else ("", line.strip(_AROUND))
    fits = [
        (str(number), word)
        for number, question in enumerate(questions, start=1)
        for word in KINDS[question.kind].words
        if _is_with_reference(text, word, question.reference)
        or (given and len(questions) == 1 and " " in word and text.casefold() == word.casefold())
    ]
    if len(fits) != 1 or (given and len(questions) > 1 and given != fits[0][0]):
        return ""
    return " ".join(fits[0] if len(questions) > 1 else fits[0][1:])


def _is_with_reference(text: str, word: str, reference: str) -> bool:
    pattern = rf"{word}[\s:,–-]+(?:(?:to|for|on|the|item) ){{0,2}}{re.escape(reference)}"
    return bool(reference) and re.fullmatch(pattern, text, re.IGNORECASE) is not None


def _with_numbers(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line with numbers for "both", "all but 2" and "1 and 2 but not 3"."""
    line = _BOTH.sub(lambda match: _both(match, questions), line)
    line = _ALL_BUT.sub(lambda match: _all_but(match, line, questions), line)
    verb = _VERB.search(line)
    return _BUT_NOT.sub(lambda match: f"; do not {verb[1]} {match['not']}" if verb else match[0], line)


def _both(match: re.Match[str], questions: Sequence[AskedQuestion]) -> str:
    listed = _listed(_VERB.match(match["verb"]), questions)
    return f"{match['verb']} {listed[0]} and {listed[1]}" if len(listed) == 2 else match[0]


def _all_but(match: re.Match[str], line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return the numbers of a list without those excepted; an exception that is not of the list may mean
    anything."""
    but = {int(number) for number in re.findall(r"\d+", match["but"])}
    listed = _listed(_VERB.search(line), questions)
    return (
        " and ".join(str(number) for number in listed if number not in but) if but < {*listed} else match[0]
    )


def _with_the_others(line: str, named: set[int], questions: Sequence[AskedQuestion]) -> str:
    """Return a line with numbers for "the others", which are those of the list that no line names."""

    def others(match: re.Match[str]) -> str:
        left = [number for number in _listed(_VERB.match(match["verb"]), questions) if number not in named]
        count = _COUNTS.get((match["both"] or match["count"] or "").lower(), len(left))
        return f"{match['verb']} {' and '.join(map(str, left))}" if left and len(left) == count else match[0]

    return _THE_OTHERS.sub(others, line)


def _listed(verb: re.Match[str] | None, questions: Sequence[AskedQuestion]) -> list[int]:
    """Return the numbers of the questions in the list that a verb is for: discharges, or letters."""
    of = _LISTS[verb[1].lower()] if verb else None
    return [
        number for number, question in enumerate(questions, 1) if of and KINDS[question.kind].in_list is of
    ]


def _without_meeting(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line without the day, the month or the board of a draft: "agree minutes of 12 January"."""
    for question in questions:
        if question.meeting and question.kind in BOTH:
            line = _of_day(question.kind, question.meeting).sub(
                lambda match: match["of"] or match["draft"], line
            )
    return _without_board(line, questions)


@cache
def _of_day(kind: QuestionKind, day: dt.date) -> re.Pattern[str]:
    """Return the pattern of a draft with the day or the month of its own meeting."""
    draft = "agenda" if kind is QuestionKind.AGREE_AGENDA else "min(?:ute)?s|action note|record"
    name = MONTHS[day.month - 1]
    month = f"{name[:3]}(?:{name[3:]})?"
    date = rf"{day.day}(?:st|nd|rd|th)?(?: (?:of )?{month})?(?: {day.year})?|{month}(?! \d)"
    return re.compile(
        rf"\b(?:(?P<of>{draft}) (?:of|for|from)(?: (?:the|our))?(?: meeting(?: held)? (?:on|of)(?: the)?)?"
        rf" (?:{date})"
        rf"(?![\w/])(?: meeting)?|{month} (?P<draft>{draft})\b)",
        re.IGNORECASE,
    )


def _without_board(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line on the report to one board without the board's code, and with the number of its question
    where several are asked: "3 agree report"."""
    for number, question in enumerate(questions, start=1):
        if KINDS[question.kind].reference is Reference.BOARD and question.reference:
            code = rf"\breport (?:to |for )?(?:the )?{re.escape(question.reference)}(?![\w-])"
            if re.search(code, line, re.IGNORECASE):
                line = re.sub(code, "report", line, count=1, flags=re.IGNORECASE)
                return f"{number} {line}" if len(questions) > 1 and not line[0].isdigit() else line
            line = re.sub(rf"\bto (?:the )?{re.escape(question.reference)}(?![\w-])", "to the board", line)
        if KINDS[question.kind].reference is Reference.RESEARCH and len(questions) == 1:
            line = re.sub(rf" (?:for )?{re.escape(question.reference)}\b", "", line)
    return line


_NO_TITLE = (
    "(?<!Deputy )(?<!Assistant )(?<!Acting )(?<!Interim )"  # of somebody else: "Deputy Designated Nurse"
)
_TITLE = (
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Cllr|Councillor|DCI|DI|DCS|DS|DC|Det|Detective|Chief|Supt"
    r"|Superintendent|Insp|Inspector|Sgt|Sergeant|PC)\.? )"
)
_NEXT_TO_IS = (
    r"(?:not|in|on|at|away|ill|unwell|off|un\w+|happy|able|sorry|pleased|content|double|busy|free|available|out"
    r"|now|no|afraid|fine|delighted|otherwise|back|\w+ing)\b"
)
_IN_THE_FIRST = (
    (re.compile(r"\b(?:s?he(?:['’]s| is))\b", re.IGNORECASE), "I'm"),
    (re.compile(r"\bs?he\b", re.IGNORECASE), "I"),
    (re.compile(r"\b(?:her|his)\b", re.IGNORECASE), "my"),
    (re.compile(r"\bme,? who(?:['’]s| is)\b", re.IGNORECASE), "me, I'm"),
    (re.compile(r"\bI has\b"), "I have"),
    (re.compile(r"\bI (send|accept|regret|give|come|attend|agree|want|need|prefer)s\b"), r"I \1"),
    (re.compile(r"\bI declines\b"), "I decline"),
)


def in_first_person(text: str, name: str) -> str:
    """Return a text as the person of that name would say it, where it speaks of them by name."""
    if not name:
        return text
    spoken, times = text, 0
    for pattern, instead in _of(name):
        spoken, found = pattern.subn(instead, spoken)
        times += found
    if not times:
        return text
    for pattern, instead in _IN_THE_FIRST:
        spoken = pattern.sub(instead, spoken)
    return spoken.strip()


def without_signature_of_pa(lines: Sequence[str], name: str) -> list[str]:
    """Return the lines of a reply, with an empty one for the place of a PA below it, "PA to Ruth Field", and
    for the PA's name in the line above that."""
    kept = list(lines)
    for number, line in enumerate(lines):
        if number and name and _place_of_pa(name).fullmatch(line):
            kept[number] = ""
            if number > 1 and is_signature(lines[number - 1]):
                kept[number - 1] = ""
    return kept


@lru_cache(maxsize=256)
def _place_of_pa(of: str) -> re.Pattern[str]:
    """Return the pattern of a line that says for whom a PA writes."""
    name = _name(of)
    return re.compile(
        rf"\W*(?:[\w ,.-]{{0,40}}(?i:\b(?:PA|EA|pp|p\.p\.|secretary|assistant|support|office|manager"
        rf"|(?:sent |written )?by [\w ]{{1,40}}))\b[\w ,.-]{{0,20}} |(?i:pp|(?:for and )?on behalf of|for) )"
        rf"{name}\W*|\W*{name}['’]s (?i:PA|EA|secretary|assistant|office|support|executive assistant)\W*"
    )


def _name(of: str) -> str:
    """Return the pattern of a person's name: the first, the whole, or the last behind a title."""
    first, *_, last = (re.escape(part) for part in (*of.split(), *of.split()))
    return rf"(?:{_NO_TITLE}{first}(?: {last})?|{_TITLE}{{1,3}}(?:{first} )?{last})"


@lru_cache(maxsize=256)
def _of(of: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the ways to speak of a person by name, and what each comes to in the first person."""
    name = _name(of)
    asked = rf"\b{name} (?:has |have )?(?:just )?(?:asked|asks) (?:me|us) to"
    return tuple(
        (re.compile(pattern), instead)
        for pattern, instead in (
            (rf"^\W*(?i:(?:on behalf of|from|for)) {name}\s*[,:–-]\s*", ""),
            (rf"{asked} (?:say|tell you|let you(?: all)? know|confirm)(?: that)?,? ", ""),
            (rf"{asked} (?=(?:send|give|accept|pass|decline)\b)", "I "),
            (rf"\b{name} (?:says?|said|tells me|(?:has )?confirm(?:s|ed))(?: that)?,? ", ""),
            (rf"\b{name}(?:['’]s| is)(?= {_NEXT_TO_IS})", "I'm"),
            (rf"\b{name}['’]s\b", "my"),
            (rf"(?<=\bfrom ){name}\b|(?<=\bfor ){name}\b|(?<=\bbehalf of ){name}\b", "me"),
            (
                rf"\b{name}(?=(?: (?:will|can|can['’]t|cannot|won['’]t|has|sends|would|accepts|regrets|gives"
                r"|comes|attends|agrees|declines|needs|wants|prefers|couldn['’]t|is)|['’]ll)\b)",
                "I",
            ),
            (r"\bI is\b", "I'm"),
        )
    )
