"""An author's replies: the paper itself, VERBAL or WITHDRAW.

The unit's replies to the pack put to it: RELEASE, what to change in it, or the workbook filled in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from forum.inbox.answered_letter import AskedQuestion, FileReceived
from forum.inbox.mailbox_items import FileKind
from forum.inbox.phrases.closed_answers import closed_answer, phrases_of, refusal_with_reason
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.lexicon import Turn, turns
from forum.inbox.reading.desk.desk_letter import read_desk
from forum.inbox.reading.files import ending, is_sealed, of_use, read_file
from forum.inbox.reading.questions import how_to_answer
from forum.inbox.sayings import (
    Answered,
    ForTheUnit,
    NotUnderstood,
    PackArranged,
    PaperSent,
    Reading,
    Saying,
    asked_back,
)
from forum.papers.pack import MOST, Allow, Change, Drop, Keep, PackOrder
from forum.papers.papers import Readers
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.patterns import any_of, words
from forum.text.wording import MONTHS

_NOT_FINAL = any_of(
    r"\b(?:first|early|rough|working|latest) draft\b",
    r"\bdraft\b.{0,40}\b(?:attached|for now|until|final)\b",
    r"\b(?:attached|here|this) (?:is )?(?:a |the |my )?draft\b",
    r"\bfinal (?:version |copy )?(?:to follow|will follow|follows)\b",
    r"\b(?:not (?:yet )?(?:final|finished|cleared|signed off|approved)|unfinished)\b",
    r"\b(?:subject to|until|unless) \w+|(?<!know )(?<!say )(?<!shout )\bif \w+",
    r"\bif (?:it|this|that|we|they)\b",
)
_ATTACHED = any_of(r"\battach(?:ed|ment|ing)\b|\benclosed\b|\bhere (?:is|are)\b", r"https?://|\bsharepoint\b")
_LATER = any_of(
    r"\b(?:will|shall|['’]ll|going to|to|by) (?:send|follow|be with you|come|let you have"
    r"|have (?:it|this|them)|forward|submit"
    r"|get (?:it|this|that|item \d{1,2}|\d{1,2}) to you)\b",
    r"\b(?:to follow|on its way|tomorrow|later|shortly|soon|next week|end of the week|by noon)\b",
)

_OTHER = any_of(r"\bthe other\b")
"""Words by which a file is of the item that they do not name."""
_SENTENCE_END = re.compile(r"(?<=[a-z][.!;])\s+|(?<=\d[.!;])\s+(?=[A-Z]['’a-z])")
_TOGETHER = re.compile(r"\d\s*(?:,|&|\+|/|\band\b)(?:\s|&|\band\b|\bitems?\b)*\d", re.IGNORECASE)
_NEXT_PAPER = re.compile(
    r"[,;&]|\band\b|(?<=[a-z])(?<!\bitem) (?=(?:item )?\d{1,2}:? (?:verbal|withdraw)\b)", re.IGNORECASE
)
_ANSWER_FOR = r"(?:withdraw|pull|drop|verbal(?:ly)?(?: for)?|papers? for)"
_NO_DAY = rf"(?![\s_.-]*(?:{'|'.join(f'{month[:3]}(?:{month[3:]})?' for month in MONTHS)})(?![a-z]))"
_OF_COVER_NOTES = any_of(
    words(
        "please, find, see, here, here['’]s, i, i['’]m, with, you, sending, as, promised, requested, attach"
    ),
    words(
        "attached, enclosed, a, all, and, are, both, final, for, in, is, it, item, items, mase, meeting, my"
    ),
    words("now, on, our, paper, papers, report, reports, short, slides, document, documents, file, files"),
    words("my, requested, the, them, these, this, to, two, version"),
    r"\d{1,2}|[^\w?]",
)
"""The words of a note that says of a file no more than that it comes."""


def read_papers(
    lines: Sequence[str], files: Sequence[FileReceived], questions: Sequence[AskedQuestion]
) -> Reading:
    """Read an author's reply (clause 6: papers go out with the agenda).

    A file is the paper that was asked for, and what is said beside it goes to the unit. Of several papers
    each is known by its item's number, or its title before items have numbers, in the name of the file or in
    the line that says it is attached. VERBAL and WITHDRAW name their item likewise.
    """
    papers_asked = [question for question in questions if question.kind is QuestionKind.PROVIDE_PAPER]
    own = [line for line in lines if not is_harmless([line])]
    papers = of_use(files)
    if not papers_asked:
        return Reading((ForTheUnit("\n".join(lines)),)) if own or papers else Reading()
    answers, rest = _words(own, papers_asked)
    if isinstance(answers, NotUnderstood):
        return Reading(not_understood=(answers,))
    text = "\n".join(rest)
    if papers:
        return _with_files(papers, text, papers_asked, answers)
    if answers:
        if text and _LATER.search(text) and not turns(text, (Turn.LATER, Turn.DAY)):
            return Reading((*answers.values(), ForTheUnit(text)))
        return Reading(tuple(answers.values()), _unclear_rest(rest, papers_asked))
    if is_sealed(files):
        return _unclear(
            "Your paper came as “winmail.dat”, which only some mail systems can open.", papers_asked, text
        )
    if not text:
        return Reading()
    if _LATER.search(text):
        return Reading((ForTheUnit(text),))
    if _ATTACHED.search(text):
        return _unclear("There was no file with your reply, and a link can’t be filed.", papers_asked, text)
    return _unclear("Your reply has neither a paper nor one of the words.", papers_asked, text)


def how_to_send(papers_asked: Sequence[AskedQuestion]) -> str:
    """Say how papers are sent, and which words may come in place of one."""
    if len(papers_asked) == 1:
        return "Reply with your paper attached, or with VERBAL or WITHDRAW."
    first = papers_asked[0].reference
    if not all(question.reference for question in papers_asked):
        return (
            "Name each file after the number or the title of its item; for a paper that will not come, reply "
            "with that number or title and VERBAL or WITHDRAW."
        )
    return (
        f"Name each file after its item, such as “item {first}”; for a paper that will not come, reply with "
        f"the item number and VERBAL or WITHDRAW, such as {first} VERBAL."
    )


def _words(
    lines: Sequence[str], papers_asked: Sequence[AskedQuestion]
) -> tuple[Mapping[AskedQuestion, Saying] | NotUnderstood, list[str]]:
    """Read VERBAL and WITHDRAW by item, and return the lines that say something else."""
    answers: dict[AskedQuestion, Saying] = {}
    rest: list[str] = []
    for line in chain.from_iterable(_parts(line, papers_asked) for line in lines):
        about, said = _item(line, papers_asked)
        reply = _answer(said)
        if reply is None or "?" in line:
            rest.append(line)
            continue
        of = about or ([papers_asked[0]] if len(papers_asked) == 1 else [])
        if not of:
            number = len(papers_asked)
            why = f"You were asked for {number} papers, and it is not plain of which you say {reply.word}."
            return NotUnderstood(why, how_to_send(papers_asked), line), []
        for question in of:
            if question in answers:
                why = f"You say two things of {question.matter}."
                return NotUnderstood(why, how_to_send(papers_asked), line), []
            answers[question] = Answered(question.id, question.kind, reply)
    return answers, rest


def _parts(line: str, papers_asked: Sequence[AskedQuestion]) -> Sequence[str]:
    """Return the parts of a line, each on another paper, "6 VERBAL, 8 WITHDRAW"; else the line as it is."""
    sentences = _SENTENCE_END.split(line)
    of_papers = [each for each in sentences if any(_is_of(q, each) for q in papers_asked)]
    beside = " ".join(each for each in sentences if each not in of_papers)
    if len(sentences) > 1 and of_papers and not turns(beside, (Turn.LATER, Turn.DAY)):
        return [part for sentence in sentences for part in _parts(sentence, papers_asked)]
    parts = [part.strip() for part in _NEXT_PAPER.split(line)]
    about = [[question for question in papers_asked if _is_of(question, part)] for part in parts]
    each_of_one = all(len(questions) == 1 for questions in about) and all(
        re.search("[a-z]{4}", p, re.IGNORECASE) for p in parts
    )
    return parts if each_of_one and len({questions[0] for questions in about}) == len(parts) else [line]


def _item(line: str, papers_asked: Sequence[AskedQuestion]) -> tuple[list[AskedQuestion], str]:
    """Return the items that a line begins with or names, and the words on them; none where it names several
    apart, since the words may be on one of them."""
    all_items = re.match(r"\W*(?:both|all)(?: (?:items|papers|are|to be))*[\s:,–-]+(.*)", line, re.IGNORECASE)
    if all_items:
        return [*papers_asked], all_items[1]
    if for_all := re.fullmatch(r"(.*\w) for (?:both|all)(?: (?:items|papers))?\b(.*)", line, re.IGNORECASE):
        return [*papers_asked], "".join(for_all.groups())
    about = [question for question in papers_asked if _is_of(question, line)]
    if len(about) > 1 and not _TOGETHER.search(line):
        return [], line
    for question in about:
        name = rf"\b(?:for )?(?:items? )?{_name_of(question)}(?![\w/])"
        line = re.sub(name, " ", line, flags=re.IGNORECASE)
    return about, re.sub(
        r"^\W*(?:and|items?)?\W*|(?<!\W)\W+$", "", " ".join(line.split()), flags=re.IGNORECASE
    )


def _is_of(question: AskedQuestion, line: str) -> bool:
    name = _name_of(question)
    pattern = rf"\b(?:items?|{_ANSWER_FOR}) (?:\d+,? (?:and )?)*{name}(?![\w/])|^\W*{name}(?![\w/]){_NO_DAY}"
    if not question.reference:
        pattern = rf"\b{name}\b"
    return re.search(pattern, line, re.IGNORECASE) is not None


def _name_of(question: AskedQuestion) -> str:
    """Return the pattern of an item's number; before items have numbers, of its title, whatever signs stand
    between the words."""
    return re.escape(question.reference) or r"[\W_]+".join(re.findall(r"[^\W_]+", question.title)) or "(?!)"


def _with_files(
    papers: Sequence[FileReceived],
    text: str,
    papers_asked: Sequence[AskedQuestion],
    answers: Mapping[AskedQuestion, Saying],
) -> Reading:
    if _NOT_FINAL.search(text):
        return _unclear("Your paper seems not to be final.", papers_asked, text)
    unanswered = [question for question in papers_asked if question not in answers]
    if not unanswered:
        return _unclear("There is a file, and yet you say that no paper comes.", papers_asked, text)
    matched = _matched(papers, text, papers_asked)
    if matched is None or set(matched).intersection(answers):
        files = "your file is" if len(papers) == 1 else f"your {len(papers)} files are"
        return _unclear(f"It is not plain for which item {files} meant.", papers_asked, text)
    sayings = tuple(PaperSent(question.id, file.id) for question, file in matched.items())
    beside = "\n".join(line for line in text.split("\n") if not _is_cover_note(line))
    for_the_unit = (ForTheUnit(beside),) if beside else ()
    return Reading((*sayings, *answers.values(), *for_the_unit))


def _matched(
    papers: Sequence[FileReceived], text: str, papers_asked: Sequence[AskedQuestion]
) -> Mapping[AskedQuestion, FileReceived] | None:
    """Return each file by its item; None where the item of a file is not plain."""
    if len(papers) == len(papers_asked) == 1:
        return {papers_asked[0]: papers[0]}
    matched: dict[AskedQuestion, FileReceived] = {}
    for file in papers:
        of = [question for question in papers_asked if _is_named_in(question, file.name)]
        if not of and len(papers) == 1 and not _OTHER.search(text):
            of = [question for question in papers_asked if _is_of(question, text)]
        if len(of) != 1 or of[0] in matched:
            return None
        matched[of[0]] = file
    return matched


def _answer(said: str) -> Reply | None:
    """Read that an item will be spoken to, or is taken off, with the reason behind it."""
    if word := closed_answer(QuestionKind.PROVIDE_PAPER, [said]):
        return Reply(word)
    answer = refusal_with_reason(QuestionKind.PROVIDE_PAPER, [said])
    return Reply(answer.word, answer.beside) if answer else None


def _is_cover_note(line: str) -> bool:
    return not _OF_COVER_NOTES.sub("", line)


def _is_named_in(question: AskedQuestion, name: str) -> bool:
    """Say whether a file's name has the item's number: "Item 6.docx", "agenda-item-6 training.pdf", "6
    x.pdf"; or before items have numbers its title.
    """
    of_item = _name_of(question)
    pattern = rf"item[\s_-]*0*{of_item}(?!\d)|^0*{of_item}(?!\d)(?=[\s_.-]){_NO_DAY}"
    if not question.reference:
        pattern = rf"(?<![^\W_]){of_item}(?![^\W_])"
    return re.search(pattern, name, re.IGNORECASE) is not None


def _unclear_rest(rest: Sequence[str], papers_asked: Sequence[AskedQuestion]) -> tuple[NotUnderstood, ...]:
    if not rest:
        return ()
    why, text = "Sorry, part of your reply was not clear to us.", "\n".join(rest)
    return (NotUnderstood(why, how_to_send(papers_asked), text),)


def _unclear(why: str, papers_asked: Sequence[AskedQuestion], text: str) -> Reading:
    return asked_back(why, how_to_send(papers_asked), text)


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
