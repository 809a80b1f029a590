"""The statements of a reply by the actions that they speak of; a line may speak of several."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.actions.action_phrases import TAKES_BACK
from forum.inbox.phrases.actions.action_words import read_report
from forum.inbox.phrases.put_off import puts_off
from forum.inbox.reading.actions.named_actions import OTHERS, named_in
from forum.text.day_phrases import leading_day

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
