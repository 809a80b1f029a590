"""Lines of the Chair's without what goes without saying: the day of a draft's own meeting, whom a letter is
for, which of the questions "the first three" are, and that minutes of one side are called an action note.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.questions.kinds import KINDS, ChairList, QuestionKind, Reference
from forum.text.dates import leading_date
from forum.text.wording import MONTHS

_DRAFTS = {
    "agenda": QuestionKind.AGREE_AGENDA,
    "minutes": QuestionKind.AGREE_MINUTES,
    "record": QuestionKind.AGREE_MINUTES,
}
_DRAFT = r"\b(?P<draft>agenda|minutes|record)"
_MONTH = f"(?P<month>{'|'.join(f'{month[:3]}(?:{month[3:]})?' for month in MONTHS)})"
_OF_A_DAY = re.compile(rf"{_DRAFT} (?:of|for|from)(?: the)? (?=\d)", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH} {_DRAFT}\b", re.IGNORECASE)
_MONTH_BEHIND = re.compile(
    rf"{_DRAFT} (?:of|for|from) (?:the |our )?{_MONTH}\b(?: (?:meeting|forum|group))?(?! \d)", re.IGNORECASE
)
_OF_THE_MEETING = re.compile(
    rf"{_DRAFT} (?:of|for|from) (?:the |our )(?:(?P<which>next|last) )?meeting"
    r"(?P<day> (?:(?:held )?on|of)(?: the)?(?= \d))?(?! (?:on|of|in|with|between)\b)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)\b(?! (?:of\b|{'|'.join(month[:3] for month in MONTHS)}))", re.IGNORECASE
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_AT_AN_END = re.compile(
    rf"\b(?:the )?(?P<end>first|last) (?P<count>{'|'.join(_COUNTS)})(?: (?:actions?|ones?|letters?))?\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?P<verb>discharged?|send) both(?: of (?:them|these|those))?(?: (?:actions|letters))?\b(?! of\b)",
    re.IGNORECASE,
)
_ACTION_NOTE = re.compile(r"\baction notes?\b", re.IGNORECASE)
_SEND = re.compile(r"\bsend\b", re.IGNORECASE)


def plain_line(line: str, questions: Sequence[AskedQuestion], today: dt.date) -> str:
    """Return a line of the Chair's without what goes without saying, and with numbers for "the first two"."""
    line = _without_meeting(_with_minutes(line, questions), questions)
    line = _without_board(_without_day(line, questions, today), questions)
    if len(questions) < 2:
        return _without_addressee(line, questions)
    return _with_numbers_of_people(_with_all(_with_numbers(line, len(questions)), questions), questions)


def _with_minutes(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line with "minutes" for "action note", where the letter asks about minutes."""
    asks = any(question.kind is QuestionKind.AGREE_MINUTES for question in questions)
    return _ACTION_NOTE.sub("minutes", line) if asks else line


def _without_board(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line on the report to one board without the board's code, and with the number of its question
    where several are asked: "3 agree report"."""
    for number, question in enumerate(questions, start=1):
        if KINDS[question.kind].reference is Reference.BOARD and question.reference:
            code = rf"\breport (?:to |for )?(?:the )?{re.escape(question.reference)}(?![\w-])"
            if re.search(code, line, re.IGNORECASE):
                line = re.sub(code, "report", line, count=1, flags=re.IGNORECASE)
                return f"{number} {line}" if len(questions) > 1 and not line[0].isdigit() else line
    return line


def _without_meeting(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line without the month of a draft's own meeting: "the January minutes", "agenda for Feb"."""
    for pattern in (_MONTH_BEFORE, _MONTH_BEHIND):
        line = pattern.sub(lambda match: _without_month(match, questions), line)
    return _OF_THE_MEETING.sub(_without_the_meeting, line)


def _without_month(match: re.Match[str], questions: Sequence[AskedQuestion]) -> str:
    month = match["month"][:3].title()
    of_its_own = any(MONTHS[day.month - 1].startswith(month) for day in _days(match["draft"], questions))
    return match["draft"] if of_its_own else match[0]


def _without_the_meeting(match: re.Match[str]) -> str:
    """Return a draft without "for the next meeting"; the one that was minuted is the last."""
    if match["day"]:
        return f"{match['draft']} of"
    its_own = "next" if match["draft"].lower() == "agenda" else "last"
    return match["draft"] if (match["which"] or its_own).lower() == its_own else match[0]


def _without_day(line: str, questions: Sequence[AskedQuestion], today: dt.date) -> str:
    """Return a line without the day of a draft's own meeting: "agree minutes of 12 January"."""
    for match in _OF_A_DAY.finditer(line):
        rest = line[match.end() :]
        days = _days(match["draft"], questions)
        if ordinal := _ORDINAL.match(rest):
            month = next((MONTHS[day.month - 1] for day in days if day.day == int(ordinal[1])), "")
            rest = f"{ordinal[1]} {month} {rest[ordinal.end() :]}"
        dated = leading_date(rest, today)
        if dated and any((day.day, day.month) == (dated[0].day, dated[0].month) for day in days):
            return f"{line[: match.end('draft')]} {dated[1].lstrip()}".strip()
    return line


def _days(draft: str, questions: Sequence[AskedQuestion]) -> list[dt.date]:
    """Return the days of the meetings whose draft of this name is asked about."""
    kind = _DRAFTS[draft.lower()]
    return [question.meeting for question in questions if question.kind is kind and question.meeting]


def _without_addressee(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line without the name of whom the one letter is for: "send the letter to Colin"."""
    for name in _names(questions).values():
        line = re.sub(rf"(?:(?<=letter)|(?<=\bit)|(?<=this)|(?<=that)) to (?:{name})", "", line)
    return line


def _with_numbers_of_people(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line that sends letters to people by name, with the numbers of the letters: "send 3 and 5"."""
    if not _SEND.search(line) or any(letter.isdigit() for letter in line):
        return line
    for number, name in _names(questions).items():
        line = re.sub(rf"(?:\b(?:to|for) )?\b(?:{name})", str(number), line)
    return line


def _names(questions: Sequence[AskedQuestion]) -> dict[int, str]:
    """Return the patterns of the names of people whom questions are about, by the number of the question."""
    people = {
        number: question.reference
        for number, question in enumerate(questions, start=1)
        if KINDS[question.kind].reference is Reference.PERSON and question.reference
    }
    firsts = [name.split()[0] for name in people.values()]
    return {
        number: "|".join(
            rf"{re.escape(each)}(?![\w'’-])"
            for each in (name, *([name.split()[0]] if firsts.count(name.split()[0]) == 1 else []))
        )
        for number, name in people.items()
    }


def _with_numbers(line: str, last: int) -> str:
    """Return a line with numbers for "the first three" and "the last two" of the questions."""
    return _AT_AN_END.sub(lambda match: _numbers(match, last), line)


def _numbers(match: re.Match[str], last: int) -> str:
    count = _COUNTS[match["count"].lower()]
    if count > last:
        return match[0]
    first = 1 if match["end"].lower() == "first" else last - count + 1
    return str(first) if count == 1 else f"{first} to {first + count - 1}"


def _with_all(line: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a line with "all" for "both" of the two actions, or of the two letters, that are asked about."""
    return _BOTH.sub(lambda match: _all(match, questions), line)


def _all(match: re.Match[str], questions: Sequence[AskedQuestion]) -> str:
    of = ChairList.LETTERS if match["verb"].lower() == "send" else ChairList.DISCHARGES
    listed = [question for question in questions if KINDS[question.kind].in_list is of]
    return f"{match['verb']} all" if len(listed) == 2 else match[0]
