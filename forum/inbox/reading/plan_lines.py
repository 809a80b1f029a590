"""Reports on lines of the action plan, and on the work of a task group: the reference, a colour or DONE, and
how it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.actions.action_words import EDGES
from forum.inbox.phrases.courtesies_and_conditions import is_asking, is_harmless
from forum.inbox.sayings import LineReported, NotUnderstood
from forum.plan.lines import is_line_reference, line_reference
from forum.questions.words import Reply, Word
from forum.text.wording import listed

Lines = Sequence[tuple[str, bool]]

_REFERENCE = r"P\s?\d{1,2}\.\d{1,2}(?!\d)"
_NAMED = re.compile(
    rf"\W*(?:lines?\s+)?(?P<references>{_REFERENCE}(?:(?:\s*[,&+]\s*|\s+and\s+){_REFERENCE}){{0,14}})"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\W*(?:is |are |now |still |both |all ){0,3}"
    r"(?:(?P<word>green|amber|red|done)\b|(?P<letter>[gar])(?=\W*$|[:,.;–—-]))(?P<text>.*)",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"(?:\W*(?:or|and|to|then)\b\W*|[^\w/]*/\W*)(?:green|amber|red|[gar]\b|done\b)", re.IGNORECASE
)
_ONLY_IF = re.compile(
    r"\W*(?:\w+ )?(?:if|unless|once|when|until|till|provided|providing|assuming|subject to|as long as"
    r"|depend(?:s|ing) on|except|excepting|apart from|aside from|bar|barring|save for|but for|other than)\b",
    re.IGNORECASE,
)
"""A condition or exception right behind a word, without which a line is not so well."""
_BETTER = frozenset({Word.GREEN, Word.DONE})
_SAYS_HOW = re.compile(r"\b(?:green|amber|red|done|[gar])\b", re.IGNORECASE)
_NEXT_LINE = re.compile(
    r"(?:[.,;]\s++(?:and\s++)?|(?<!\s)\s++and\s++|(?:(?<=green)|(?<=amber)|(?<=red)|(?<=done))\s++)"
    rf"(?=(?:line\s+)?{_REFERENCE}\W*(?:(?:is|now|still) )?"
    r"(?:green\b|amber\b|red\b|done\b|[gar](?=\W*$|[:,.;–—-])))",
    re.IGNORECASE,
)
"""What may stand before a report on another line of the plan."""
_OTHER_COLOUR = re.compile(
    r"\W*(?:is |are |now |still ){0,2}(?:blue|grey|gray|yellow|orange|black|white|purple|pink|b\b|n\b)",
    re.IGNORECASE,
)
_BEGINS_ANEW = re.compile(r"\W*(?:\d|[A-Z]+/\d|(?:action|item|deputy|apologies|help|done)\b)", re.IGNORECASE)
_LETTERS = {"g": Word.GREEN, "a": Word.AMBER, "r": Word.RED}
NOT_A_LEADS = "Blue is given by the group when it discharges a line, and grey until a line starts."


@dataclass(frozen=True)
class PlanLinesRead:
    """Reports on lines, what was not understood of them, and all other lines of the reply."""

    reported: tuple[LineReported, ...]
    not_understood: tuple[NotUnderstood, ...]
    rest: Lines


def read_plan_lines(lines: Lines, letter: AnsweredLetter) -> PlanLinesRead:
    """Read the reports on the lines of the plan that the letter's reader leads (clause 3).

    A report begins with its reference ("P2.3 AMBER, the venue is late"), and goes on to the next line of the
    mail that names nothing else. The colour may stand alone where the letter asks about one line and about no
    action. Another colour, two colours or none are asked back.
    """
    if not letter.lines:
        return PlanLinesRead((), (), lines)
    reported: list[LineReported] = []
    unclear: list[NotUnderstood] = []
    rest: list[tuple[str, bool]] = []
    goes_on = False
    for line, quoted in ((part, quoted) for whole, quoted in lines for part in _reports_in(whole)):
        references, said = _named(line, letter) if not quoted else ((), "")
        if references:
            reading = _read(references, said, letter, line)
            reported += [each for each in reading if isinstance(each, LineReported)]
            unclear += [each for each in reading if isinstance(each, NotUnderstood)]
        elif goes_on and not (quoted or is_harmless([line]) or _BEGINS_ANEW.match(line)):
            reported[-1] = _with_more(reported[-1], line)
            continue
        else:
            rest.append((line, quoted))
        goes_on = bool(reported) and references == (reported[-1].reference,)
    return PlanLinesRead(tuple(reported), tuple(unclear), rest)


def how_to_report_lines(references: Sequence[str]) -> str:
    """Say how a report on a line, or on the work of a task group, is to be given."""
    if not all(map(is_line_reference, references)):
        return f"Begin a line with {listed(references)}; after it say GREEN, AMBER or RED and how it stands."
    return (
        f"Begin a line with its reference, {listed(references, 'or')}; after it say GREEN, AMBER or RED and "
        "how it stands, or DONE and what shows it."
    )


def _reports_in(line: str) -> Iterator[str]:
    """Yield a line of the reply, with each report that follows another in it on a line of its own."""
    start = 0
    for mark in _NEXT_LINE.finditer(line):
        if _SAYS_HOW.search(line, start, mark.start()):
            yield line[start : mark.start()]
            start = mark.end()
    yield line[start:]


def _named(line: str, letter: AnsweredLetter) -> tuple[tuple[str, ...], str]:
    """Return the lines of the plan that a line of the reply begins with, and the rest of it."""
    if match := _NAMED.fullmatch(line):
        references = re.findall(_REFERENCE, match["references"], re.IGNORECASE)
        return tuple(line_reference(reference) for reference in references), match["rest"].strip(EDGES)
    for reference in letter.lines:
        if not is_line_reference(reference) and (rest := _after_code(reference, line)) is not None:
            return (reference,), rest
    is_alone = len(letter.lines) == 1 and not letter.actions and letter.name == "actions"
    if is_alone and (_SAID.fullmatch(line) or _OTHER_COLOUR.match(line)):
        return letter.lines, line
    return (), line


def _after_code(code: str, line: str) -> str | None:
    """Return what a line says after the code of a task group; None where it does not begin with that."""
    match = re.fullmatch(rf"\W*{re.escape(code)}\b(?P<rest>.*)", line, re.IGNORECASE)
    return match["rest"].strip(EDGES) if match else None


def _read(
    references: Sequence[str], said: str, letter: AnsweredLetter, line: str
) -> list[LineReported | NotUnderstood]:
    """Read what is said of these lines, each of which the reader has to lead."""
    how = how_to_report_lines(letter.lines)
    if strange := [reference for reference in references if reference not in letter.lines]:
        return [NotUnderstood(f"{listed(strange)} is no open line of yours.", how, line)]
    named = listed(references)
    if _OTHER_COLOUR.match(said):
        return [NotUnderstood(f"{NOT_A_LEADS} Of {named} you give green, amber or red.", how, line)]
    match = _SAID.fullmatch(said)
    if match and (match["word"] or "").upper() == Word.DONE and not is_line_reference(references[0]):
        match = None
    if match is None or is_asking(match["text"]):
        return [NotUnderstood(f"It is not plain which colour {named} has.", how, line)]
    if _TWO.match(match["text"]):
        return [NotUnderstood(f"You give {named} two colours.", how, line)]
    word = Word[match["word"].upper()] if match["word"] else _LETTERS[match["letter"].lower()]
    if word in _BETTER and _ONLY_IF.match(match["text"]):
        return [NotUnderstood(f"It is not plain whether {named} is {word.lower()}.", how, line)]
    reply = Reply(word, match["text"].strip(EDGES))
    return [LineReported(reference, reply) for reference in references]


def _with_more(report: LineReported, line: str) -> LineReported:
    text = f"{report.reply.text}\n{line.strip(EDGES)}".strip()
    return LineReported(report.reference, Reply(report.reply.word, text))
