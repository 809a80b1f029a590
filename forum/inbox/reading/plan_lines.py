"""Reports on lines of the action plan, and on the work of a task group: the reference, a colour or DONE, and
how it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.actions.action_words import EDGES, LEADS_IN
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.lexicon import Turn, is_asking, turns, turns_in, without_days_gone_by
from forum.inbox.reading.actions.named_actions import named_in
from forum.inbox.sayings import LineReported, NotUnderstood, Reading
from forum.plan.lines import is_line_reference, line_reference
from forum.questions.words import Reply, Word
from forum.text.dates import MONTH, WEEKDAY
from forum.text.patterns import any_of, words
from forum.text.wording import listed

Lines = Sequence[tuple[str, bool]]

_REFERENCE = r"P\s?\d{1,2}\.\d{1,2}(?!\d)"
_NAMED = re.compile(
    rf"\W*(?:lines?\s+)?(?P<references>{_REFERENCE}(?:(?:\s*[,&+]\s*"
    rf"|\s+and\s+){_REFERENCE}){{0,14}})(?P<rest>.*)",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\W*(?:both|all)(?: (?:two|three|four))?(?: (?:of )?(?:the|my|our))?(?: (?:action )?plan)?"
    r"(?: lines)?\b(?= )"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(
    r"\W*(?P<rest>(?:green|amber|red)) (?:for|on) (?:both|all)(?: (?:of them|lines))?\W*", re.IGNORECASE
)
_SAID = re.compile(
    r"\W*(?:(?:it|this|that|they|we|(?:the )?(?:group|line|work)|both|all|now|still|rated|remains?|stays?|on"
    r"|at|is|are|on (?:track|course|target)|so)(?:['’](?:s|re))?\b,? ?){0,4}(?:(?P<word>green|amber|red"
    r"|done)|(?P<letter>[gar])(?=\W*$|[:,.;–—-]))(?:(?: and"
    "|,)? (?:on (?:track|course|target|time|schedule)|to (?:plan|time)|for now|at the moment|again|still"
    "|overall|please"
    r"|thanks))*(?:\s*(?:$|[:,.;!(–—]|-(?= |$))|\s+(?=(?:no|not|until|till|due|because|as|since|with|waiting"
    r"|awaiting|the|we|our|my|i|it|but)\b)|(?-i:(?<=GREEN)|(?<=AMBER)|(?<=\bRED)) )(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A colour or DONE. What follows begins behind a mark, or as a clause does: "red no money", not "red"
" tape"."""
_COLOUR = re.compile(r"(?<!was )(?<!from )(?<!not )\b(?:green|amber|red)\b", re.IGNORECASE)
_ANY = re.compile(r"\b(?:green|amber|red|done|[gar])\b", re.IGNORECASE)
_NEXT_LINE = re.compile(
    r"(?:[.,;]\s++(?:and\s++)?|(?<!\s)\s++and\s++|(?:(?<=green)|(?<=amber)|(?<=red)|(?<=done))\s++)"
    rf"(?=(?:line\s+)?{_REFERENCE}\W*(?:(?:is|now|still) )?{_ANY.pattern})",
    re.IGNORECASE,
)
"""What may stand before a report on another line of the plan."""
_SENTENCE = re.compile(r"(?<=[.;])\s+(?:and\s+)?|,? and (?=action )", re.IGNORECASE)
_OTHER_COLOUR = re.compile(
    r"\W*(?:is |are |now |still ){0,2}(?:blue|grey|gray|yellow|orange|black|white|purple|pink|b\b|n\b)",
    re.IGNORECASE,
)
_BEGINS_ANEW = re.compile(
    rf"^\W*(?:\d|[A-Z]+/\d|(?:action|item|deputy|apologies|help|done)\b)|\b{_REFERENCE}", re.IGNORECASE
)
_NOT_YET = any_of(
    rf"\b(?:by|from|until|till|come|once|before)\b[^.,;]{{0,20}}\b(?:{MONTH}|{WEEKDAY}|next|then|\d)",
    words(r"in part, partly, partially, only, mostly, most of, half, except\w*, apart from, not yet"),
)
"""Words by which a line is green some other day, or in part."""
_MAY_TURN_BAD_NEWS = any_of(words("if, unless, otherwise, or, would"))
_LETTERS = {"g": Word.GREEN, "a": Word.AMBER, "r": Word.RED}
NOT_A_LEADS = "Blue is given by the group when it discharges a line, and grey until a line starts."


def read_updates_of_lines(lines: Lines, letter: AnsweredLetter, today: dt.date) -> tuple[Reading, Lines]:
    """Read the reports on the lines of the plan that the letter's reader leads (clause 3).

    A report begins with its reference ("P2.3 AMBER, the venue is late"), and goes on to the next line of the
    mail that names nothing else. The colour may stand alone where the letter asks about one line and about no
    action. Another colour, two colours or none are asked back. All other lines are returned too.
    """
    if not letter.lines:
        return Reading(), lines
    reports: list[tuple[Sequence[str], list[str]]] = []
    rest: list[tuple[str, bool]] = []
    goes_on = False
    for line, quoted in (
        (part, quoted) for whole, quoted in lines for part in _reports_in(whole, letter, today)
    ):
        references, said = _named(line, letter) if not quoted else ((), "")
        if references:
            reports.append((references, [said]))
        elif goes_on and not (
            quoted or is_harmless([line]) or _BEGINS_ANEW.search(line) or named_in(line, letter, today)[0]
        ):
            reports[-1][1].append(line.strip(EDGES))
            continue
        else:
            rest.append((line, quoted))
        goes_on = bool(references)
    readings = [each for names, said in reports for each in _read(names, "\n".join(said), letter)]
    reported = tuple(each for each in readings if isinstance(each, LineReported))
    return Reading(reported, tuple(each for each in readings if isinstance(each, NotUnderstood))), rest


def how_to_report_lines(references: Sequence[str]) -> str:
    """Say how a report on a line, or on the work of a task group, is to be given."""
    if not all(map(is_line_reference, references)):
        return f"Begin a line with {listed(references)}; after it say GREEN, AMBER or RED and how it stands."
    return (
        f"Begin a line with its reference, {listed(references, 'or')}; after it say GREEN, AMBER or RED and "
        "how it stands, or DONE and what shows it."
    )


def _reports_in(line: str, letter: AnsweredLetter, today: dt.date) -> Iterator[str]:
    """Yield a line of the reply, with each report that follows another in it, on a line of the plan or on an
    action, on a line of its own."""
    start = 0
    of_actions = (mark for mark in _SENTENCE.finditer(line) if named_in(line[mark.end() :], letter, today)[0])
    for mark in sorted((*_NEXT_LINE.finditer(line), *of_actions), key=re.Match.start):
        before = line[start : mark.start()]
        if _ANY.search(before) or named_in(before, letter, today)[0]:
            yield before
            start = mark.end()
    yield line[start:]


def _named(line: str, letter: AnsweredLetter) -> tuple[tuple[str, ...], str]:
    """Return the lines of the plan that a line of the reply begins with, and the rest of it."""
    lead = LEADS_IN.match(line)
    led = line[lead.end() if lead else 0 :]
    if match := _NAMED.fullmatch(led):
        references = re.findall(_REFERENCE, match["references"], re.IGNORECASE)
        return tuple(line_reference(reference) for reference in references), match["rest"].strip(EDGES)
    for code in letter.lines:
        match = re.fullmatch(
            rf"\W*(?:the )?{re.escape(code)}(?: (?:task )?group)?\b(?P<rest>.*)", led, re.IGNORECASE
        )
        if match and not is_line_reference(code):
            return (code,), match["rest"].strip(EDGES)
    if (
        len(letter.lines) > 1
        and (match := _FOR_ALL.fullmatch(led) or _ALL.fullmatch(led))
        and _ANY.search(match["rest"])
    ):
        return letter.lines, match["rest"].strip(EDGES)
    is_alone = len(letter.lines) == 1 and not letter.actions and letter.name == "actions"
    if is_alone and (_SAID.fullmatch(led) or _OTHER_COLOUR.match(led)):
        return letter.lines, led
    return (), line


def _read(references: Sequence[str], said: str, letter: AnsweredLetter) -> list[LineReported | NotUnderstood]:
    """Read what is said of these lines, each of which the reader has to lead."""
    how, line = how_to_report_lines(letter.lines), f"{' '.join(references)} {said}"
    if strange := [reference for reference in references if reference not in letter.lines]:
        return [NotUnderstood(f"{listed(strange)} is no open line of yours.", how, line)]
    named, match = listed(references), _SAID.fullmatch(said)
    if _OTHER_COLOUR.match(said):
        return [NotUnderstood(f"{NOT_A_LEADS} Of {named} you give green, amber or red.", how, line)]
    is_done = match is not None and (match["word"] or "").upper() == Word.DONE
    if match is None or is_asking(said) or (is_done and not is_line_reference(references[0])):
        why = f"It is not plain which colour {named} has."
        return [NotUnderstood(why, how, line)]
    word = Word[match["word"].upper()] if match["word"] else _LETTERS[match["letter"].lower()]
    if any(each.upper() != word for each in _COLOUR.findall(match["text"])):
        return [NotUnderstood(f"You give {named} two colours.", how, line)]
    if _is_turned(word, match["text"]):
        why = f"It is not plain whether {named} is {word.lower()}."
        return [NotUnderstood(why, how, line)]
    return [LineReported(reference, Reply(word, match["text"].strip(EDGES))) for reference in references]


def _is_turned(word: Word, remark: str) -> bool:
    """Say whether how a line stands may turn the word before it; what is amber or red has its reasons."""
    if word in (Word.AMBER, Word.RED):
        colour = re.split(r"\s*[,.;:(]\s|\s[–—-]\s", remark.strip(EDGES), maxsplit=1)[0]
        return Turn.DOUBT in turns_in(colour) or _MAY_TURN_BAD_NEWS.search(remark) is not None
    no_matter = {Turn.DAY, Turn.OTHERS, *([Turn.LATER, Turn.PART] if word is Word.GREEN else [])}
    return turns(without_days_gone_by(remark), no_matter) or _NOT_YET.search(remark) is not None
