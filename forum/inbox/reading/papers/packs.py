"""The unit's replies to the pack put to it: RELEASE, what to change in it, or the workbook filled in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from forum.inbox.answered_letter import AskedQuestion, FileReceived
from forum.inbox.file_kinds import FileKind
from forum.inbox.phrases.closed_answers import closed_answer, phrases_of
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.reading.desk.desk_letter import read_desk
from forum.inbox.reading.files import ending, of_use, read_file
from forum.inbox.reading.questions import how_to_answer
from forum.inbox.sayings import Answered, ForTheUnit, NotUnderstood, PackArranged, Reading, asked_back
from forum.papers.pack_arrangement import Allow, Change, Drop, Keep, PackOrder
from forum.papers.pack_sheet import MOST
from forum.papers.papers import Readers
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word

HOW = (
    "Reply with a line for each change, such as ORDER 5 4 6, DROP 7, KEEP 7, PAPER 5 CORE, PAPER 5 ALL, "
    "PAPER 5 PART 2 or PAPER 5 SEATS and their names; or send the workbook back filled in."
)
_NUMBERS = rf"(?P<numbers>\d+(?:(?:\s*(?:,|&|and|then)\s*|\s+)\d+){{0,{MOST - 1}}})"
_WHY = (
    r"(?:(?:\s*[,.;(–—-]+\s*|\s(?=(?:as|because|since)\b))"
    r"(?!.*\b(?:order|drop|keep|(?<!['’]s )paper|item|but|if|unless|or|until|instead"
    r"|release|add|move|then|not? to)\b)"
    r"[^\d?]{3,120})?"
)
_MOVE = re.compile(
    rf"(?:please )?(?:(?P<change>order|drop|keep|leave out|take out|remove)\b[\s:–-]*+(?:papers?"
    rf"|items?)?\s*+{_NUMBERS}"
    rf"|(?:leave|take) (?:papers?|items?)? ?{_NUMBERS.replace('numbers', 'out')} out)(?: in)?(?: for now)?"
    rf"(?:[,.]? (?:please|thanks|thank you|ta))*{_WHY}",
    re.IGNORECASE,
)
_READERS = (
    r"(?:(?P<all>all|every(?:one|body))|(?:the )?(?P<core>core(?: (?:members?(?:hip)?|group))?)"
    r"|(?P<two>part (?:2|two))|(?:the )?seats?(?: of)?[\s:]+(?P<seats>.+?))(?: only| alone)?(?: please)?"
)
_RESTRICT = "(?:please )?(?:restrict(?:ed)?|limit(?:ed)?|keep|send|circulate)"
_READ = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"(?:papers?|items?)\s+{_NUMBERS}[\s:,–-]+(?:is |are |should (?:only )?(?:be|go)(?: only)? )?"
        rf"(?:restrict(?:ed)? |limited )?(?:for |to )?{_READERS}",
        rf"{_RESTRICT} (?:(?:the )?(?:papers?|items?)(?: for item)? )?{_NUMBERS} to {_READERS}",
    )
)
_NEXT_CHANGE = re.compile(
    r"(?:[,;.]|(?<=\s)and)\s++(?=(?:please )?(?:order|drop|keep|paper|item|restrict|limit)\b)", re.I
)


def read_pack(
    lines: Sequence[str], files: Sequence[FileReceived], questions: Sequence[AskedQuestion], today: dt.date
) -> Reading:
    """Read the unit's reply to the pack check (own rule: RELEASE and nothing else releases).

    Changes come a line each, or in the workbook; the pack is then put for release anew. Free words are taken
    as a fault that the unit describes, and the pack waits.
    """
    text = "\n".join(lines)
    workbooks = [file for file in of_use(files) if ending(file).startswith(".xls")]
    released = [question for question in questions if question.kind is QuestionKind.RELEASE_PACK]
    if released and not workbooks and closed_answer(QuestionKind.RELEASE_PACK, lines):
        return Reading((Answered(released[0].id, released[0].kind, Reply(Word.RELEASE)),))
    if re.search(r"\breleased?\b", text, re.IGNORECASE):
        why = "There is more beside RELEASE, and nothing leaves on a condition."
        return asked_back(why, how_to_answer(questions), text)
    if workbooks:
        return read_file(FileKind.PACK, lines, files)
    changes = [(line, pack_changes(line)) for line in lines]
    if any(of_line for _, of_line in changes):
        rest = "\n".join(line for line, of_line in changes if not of_line and not is_harmless([line]))
        unclear = (
            (NotUnderstood("Sorry, part of your reply was not clear to us.", HOW, rest),) if rest else ()
        )
        return Reading(
            (PackArranged(tuple(change for _, of_line in changes for change in of_line)),), unclear
        )
    if " by chair" in text.casefold() or "phone" in text.casefold():
        return read_desk(lines, questions, today)
    if is_harmless(lines) or phrases_of(lines):
        why = "Nothing leaves until you reply RELEASE."
        return asked_back(why, how_to_answer(questions), text)
    return Reading((ForTheUnit(text),))


def pack_changes(line: str) -> tuple[Change, ...]:
    """Return the changes that a line asks for; nothing where it says something else."""
    whole = tuple(_changes(line))
    by_piece = () if whole else [tuple(_changes(piece)) for piece in _NEXT_CHANGE.split(line)]
    return whole or (tuple(change for piece in by_piece for change in piece) if all(by_piece) else ())


def _changes(line: str) -> Iterator[Change]:
    words = " ".join(line.split()).strip(" .,;:–-*•")
    if move := _MOVE.fullmatch(words):
        numbers = re.findall(r"\d+", move["numbers"] or move["out"])
        match (move["change"] or "leave out").lower():
            case "order":
                yield PackOrder(tuple(numbers))
            case "keep":
                yield from map(Keep, numbers)
            case _:
                yield from map(Drop, numbers)
    elif readers := next((match for shape in _READ if (match := shape.fullmatch(words))), None):
        for number in re.findall(r"\d+", readers["numbers"]):
            yield Allow(number, _readers(readers), readers["seats"] or "")


def _readers(readers: re.Match[str]) -> Readers:
    if readers["all"]:
        return Readers.ALL
    if readers["core"]:
        return Readers.CORE
    return Readers.PART_TWO if readers["two"] else Readers.SEATS
