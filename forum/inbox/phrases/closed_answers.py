"""Answers to the questions that are decided: a reply decides something only where all of it is an answer.

The questions of a letter that each part of a reply answers, by the number or the reference beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.clauses import ClauseAnswer, Grammar, cut, one_answer, sure, with_remark
from forum.inbox.phrases.closed_vocabulary import PHRASES
from forum.inbox.phrases.lexicon import Turn, is_doubtful
from forum.questions.kind import Reference
from forum.questions.kinds import BOTH, DRAFTS, KINDS, QuestionKind
from forum.questions.words import CONSENTS as OF_CONSENT
from forum.questions.words import OF_ANY_KIND, SAID_CONSENTS, Said, Word
from forum.text.dates import leading_date
from forum.text.patterns import any_of

Phrase = frozenset[Said]
"""What one phrase may say."""
_TO_A_DRAFT = frozenset({Said.YES, Said.ASSENT, Said.NO_CHANGE, Said.GO_AHEAD, Said.AGREE})
_BARE = frozenset({Said.YES, Said.NO, Said.ALMOST, Said.REGRET})
_BESIDE_A_REFUSAL = frozenset({Said.NO, Said.REFUSE, Said.REGRET, Said.NEWS})
_BESIDE_CONSENT = _TO_A_DRAFT | {Said.ALMOST, Said.NEWS}
_OPEN = (Turn.CONDITION, Turn.DOUBT)
_OF_A_REASON = {
    **dict.fromkeys((Word.NO, Word.NOT_QUORATE), frozenset(Turn) - {*_OPEN, Turn.QUESTION}),
    Word.RETURN: frozenset(Turn) - {*_OPEN},
    **dict.fromkeys((Word.VERBAL, Word.WITHDRAW), frozenset(Turn) - {*_OPEN, Turn.QUESTION, Turn.LIMIT}),
}
"""The refusals, and the words that may stand in the reason for each and don't turn it."""
_NAMES_NOTHING = frozenset({Said.YES, Said.ASSENT, Said.NO_CHANGE, Said.GO_AHEAD, Said.NO, Said.REFUSE}) | {
    Said.AGREE_BOTH  # of two briefings
}
"""What answers a question only where one thing is asked."""
_OF_A_NUMBER = any_of(r"^\W*no\. ?\d")
"""What begins as a refusal, and names something: "No. 12 bus is diverted"."""
_NUMBERS = {"two": 2, "three": 3, "four": 4}
_OF_A_WHOLE_LIST = frozenset({Said.DISCHARGE_ALL, Said.SEND_ALL, Said.NO_LETTER})
_ASIDES = frozenset({Said.YES, Said.ALMOST, Said.NEWS})


@cache
def grammar_of(kind: QuestionKind) -> Grammar[Said, Word]:
    """Return the grammar of the replies to a kind of question."""
    row = KINDS[kind]
    consent = _BESIDE_CONSENT | {Said.SEND} if row.is_draft else _BESIDE_CONSENT  # "Fine, send them"
    asides = {word: _BESIDE_A_REFUSAL if word in _OF_A_REASON else consent for word in row.said.values()}
    consents = OF_CONSENT & {*row.said.values()}
    reasons = {word: _OF_A_REASON[word] for word in row.takes_remark if word in _OF_A_REASON}
    return Grammar(
        PHRASES,
        row.said,
        asides,
        _BARE,
        reasons,
        consents,
        OF_ANY_KIND | (SAID_CONSENTS & {*row.said}),
    )


def any_answer(lines: Sequence[str]) -> ClauseAnswer[Word] | None:
    """Return the word that a reply comes to by itself, whatever was asked, and why."""
    if word := sure(lines, _OF_ANY):
        return ClauseAnswer(word)
    return with_remark(lines, _OF_ANY)


def phrases_of(lines: Sequence[str]) -> tuple[Phrase, ...] | None:
    """Return what each phrase of a reply may say; None where anything in it is no phrase."""
    return cut(lines, PHRASES)


_OF_ANY = Grammar(
    PHRASES,
    {said: Word[said.name] for said in Said if said.name in Word.__members__} | {Said.REFUSE: Word.NO},
    {word: _BESIDE_A_REFUSAL if word in _OF_A_REASON else _BESIDE_CONSENT for word in Word},
    _BARE,
    _OF_A_REASON,
    takes_back=OF_ANY_KIND,
)
"""What each word says by itself."""


def closed_answer(kind: QuestionKind, lines: Sequence[str]) -> Word | None:
    """Return the word that a reply comes to, where all of it answers a question of this kind in one way."""
    return sure(lines, grammar_of(kind))


def refusal_with_reason(kind: QuestionKind, lines: Sequence[str]) -> ClauseAnswer[Word] | None:
    """Return the refusal that a reply begins with and the reason behind it: "NO: I shall ring them first"."""
    return None if _OF_A_NUMBER.match("\n".join(lines)) else with_remark(lines, grammar_of(kind))


def closed_answers(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> Mapping[AskedQuestion, Word]:
    """Return the answers of a reply to the questions of a letter; none where any of it is no answer, or may
    answer another question as well.

    All lines of a list are answered at once by "DISCHARGE ALL", "SEND ALL" or "NO LETTERS"; by NO too, where
    the letter asks nothing else.
    """
    said = phrases_of(lines) or ()
    phrases = [phrase for phrase in said if phrase.isdisjoint(_ASIDES)]
    drafts = [question for question in questions if question.kind in BOTH]
    if len(questions) == 1:
        word = one_answer(said, grammar_of(questions[0].kind))
        if drafts and _agrees_both(phrases):  # as an earlier letter asked
            word = Word.AGREE_BOTH
        return {questions[0]: word} if word else {}
    if len(drafts) == 2 and _agrees_both(phrases):
        return dict.fromkeys([draft for draft in drafts if draft.is_open] or drafts, Word.AGREE_BOTH)
    if len(questions) == 2 and {question.kind for question in questions} <= DRAFTS and _agrees_both(phrases):
        return dict.fromkeys(
            [question for question in questions if question.is_open] or questions, Word.AGREE
        )
    both = [phrase for phrase in phrases if Said.AGREE_BOTH in phrase]
    if len(drafts) == 2 and both:
        others = [question for question in questions if question not in drafts]
        rest = [phrase for phrase in phrases if phrase not in both]
        answers = _each_answered(rest, others)
        return (
            {**dict.fromkeys(drafts, Word.AGREE_BOTH), **answers}
            if len(answers) == len(others) and (others or not rest)
            else {}
        )
    answers = _each_answered(phrases, questions)
    return answers if _counts_them(lines, answers) else {}


def _each_answered(
    phrases: Sequence[Phrase], questions: Sequence[AskedQuestion]
) -> Mapping[AskedQuestion, Word]:
    """Return the answer that each phrase gives; none where one gives none, or may answer another question as
    well."""
    no = frozenset({Said.NO, Said.REFUSE}) if _is_one_list(questions) else frozenset[Said]()
    answers: dict[AskedQuestion, Word] = {}
    for phrase in phrases:
        fits = {
            question: word
            for question in questions
            if (word := _meaning(question.kind, phrase - (_NAMES_NOTHING - no)))
        }
        fits = {question: fits[question] for question in fits if question.is_open} or fits
        to_all = _is_one_list(fits) and not phrase.isdisjoint(_OF_A_WHOLE_LIST | no)
        if not (len(fits) == 1 or to_all) or any(
            answers.setdefault(question, word) is not word for question, word in fits.items()
        ):
            return {}
        answers |= fits
    return answers


def _counts_them(lines: Sequence[str], answers: Iterable[AskedQuestion]) -> bool:
    """Say whether a reply that counts, "discharge the three", answers so many lines of a list."""
    counted = {_NUMBERS[word] for line in lines for word in line.casefold().split() if word in _NUMBERS}
    return counted <= {*Counter(KINDS[question.kind].in_list for question in answers).values()}


def _is_one_list(questions: Iterable[AskedQuestion]) -> bool:
    """Say whether these questions are lines of one list of the Chair's letter."""
    lists = {KINDS[question.kind].in_list for question in questions}
    return len(lists) == 1 and None not in lists


def _agrees_both(phrases: Sequence[Phrase]) -> bool:
    """Say whether the phrases of a reply agree both of two drafts, and say no more: "yes to both"."""
    both = [phrase for phrase in phrases if Said.AGREE_BOTH in phrase]
    return bool(both) and all(phrase in both or not phrase.isdisjoint(_TO_A_DRAFT) for phrase in phrases)


def _meaning(kind: QuestionKind, phrase: Phrase) -> Word | None:
    """Return the one word that a phrase may come to for a kind of question."""
    words = {KINDS[kind].said[said] for said in phrase if said in KINDS[kind].said}
    return words.pop() if len(words) == 1 else None


_NUMBER = r"(?:[A-Z][A-Z0-9]{1,15}/)?(?:\d{4}-\d\d[a-z]?/)?\d{1,2}"
_NUMBERS_NAMED = rf"(?P<numbers>{_NUMBER}(?:(?:\s*(?:,|and|&|to|-|–)\s*|\s+){_NUMBER}){{0,30}})"
_LABEL = r"(?:(?:(?:on|for|and) )?(?P<label>question|q|no|number|actions?|items?)\b\.?\s*)?"
_FIRST = re.compile(
    rf"\W*{_LABEL}{_NUMBERS_NAMED}(?![\w/]|[.:]\d)[\s.:)–—,-]*(?:is (?=an? (?:no|yes)\b))?(?P<answer>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LAST = re.compile(
    rf"(?P<answer>[a-z'’ ]{{2,40}}?)(?: (?:to|for|on|with|about))? {_LABEL}{_NUMBERS_NAMED}(?: (?:please"
    rf"|pls|thanks|only|for now))?",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?<=[a-z.!)])(?<!\bto)(?<!\bof)(?<!\band)(?<!\bitem)(?<!\baction)(?<!\bquestion)"
    r"[\s,;.(]{1,40}(?:and )?(?=(?:(?:question|q|no|number|action|item)\.? ?)?"
    rf"{_NUMBER}(?:(?:\s?(?:,|and|&|to|-|–)\s?|\s){_NUMBER}){{0,30}}[\s.:)–—-]{{1,9}}"
    r"(?:agree|approve|allow|yes|yep|no\b|not\b|don['’]?t|send|discharge|return|quorate|inquorate|fine|ok"
    r"|hold|wait|leave"
    r"|keep|park|defer)"
    r"[a-z]*\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-z][.;!])\s+|(?<=\d[.;])\s+(?=\d{1,2} [a-z])", re.IGNORECASE)
_PIECE = re.compile(r"(?:[,;.!]|(?<=\s)and)\s++(?=[a-z])", re.IGNORECASE)

Part = tuple[tuple[AskedQuestion, ...], str]
"""The questions that a part of a reply names, and its words."""


def numbered_parts(lines: Sequence[str], questions: Sequence[AskedQuestion], today: dt.date) -> list[Part]:
    """Return the parts of a reply, each with the questions it names; nothing where none names any.

    "1 AGREE, 2 NO" has two parts, as has "Discharge 1-3, don't send 4". Words without a number go with a
    number that stands above or before them.
    """
    parts: list[Part] = []
    above: tuple[AskedQuestion, ...] = ()
    for sentence in (sentence for line in lines for sentence in _SENTENCE.split(line)):
        if word_first := _word_first(sentence, questions):
            above = ()
            parts += word_first
            continue
        for part in _one_number_each(sentence):
            named = _number_first(part, questions, today)
            above, words = named or (above, part)
            parts.append((above, words))
    return parts if any(of_part for of_part, _ in parts) else []


def _one_number_each(sentence: str) -> list[str]:
    """Return the parts of "1 AGREE, 2 NO"; a condition at its end may be one of them all, and keeps it
    whole."""
    parts = _NEXT.split(sentence) if _FIRST.match(sentence) else [sentence]
    return [sentence] if is_doubtful(parts[-1]) else parts


def _number_first(part: str, questions: Sequence[AskedQuestion], today: dt.date) -> Part | None:
    """Read "2. no" or "item 7: allow"; a date that a part begins with is no number."""
    match = _FIRST.match(part)
    if not match or (not match["label"] and leading_date(part, today)):
        return None
    named = _named(match, questions)
    return (named, match["answer"]) if named else None


def _word_first(sentence: str, questions: Sequence[AskedQuestion]) -> list[Part]:
    """Read "discharge 1-3, don't send 4"; nothing where any number follows other words than an answer's."""
    parts: list[Part] = []
    for piece in filter(None, _PIECE.split(sentence)):
        match = _LAST.fullmatch(piece.strip(" \t,;.!"))
        named = _named(match, questions) if match else ()
        if match and named and phrases_of([match["answer"]]):
            parts.append((named, match["answer"]))
        elif any(letter.isdigit() for letter in piece):
            return []
        elif parts and parts[-1][0] and phrases_of([piece]) is None:  # why: "return 2, not seen"
            parts[-1] = (parts[-1][0], f"{parts[-1][1]}, {piece}")
        else:
            parts.append(((), piece))
    return parts if any(of_part for of_part, _ in parts) else []


def _named(match: re.Match[str], questions: Sequence[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    """Return the questions that "2", "1-3" or "item 7" names; none where one of them is unknown."""
    label = (match["label"] or "").lower()
    named = [_one(label, number, questions) for number in _each(match["numbers"])]
    return tuple(dict.fromkeys(question for question in named if question)) if all(named) else ()


def _each(numbers: str) -> Iterator[str]:
    """Yield each number of "1, 2 and 4" or "1-3"."""
    for piece in re.findall(rf"{_NUMBER}(?:\s*(?:-|–|\bto\b)\s*\d{{1,2}}\b)?", numbers, re.IGNORECASE):
        ends = re.fullmatch(r"(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})", piece, re.IGNORECASE)
        if ends:
            yield from map(str, range(int(ends[1]), int(ends[2]) + 1))
        else:
            yield piece


def _one(label: str, number: str, questions: Sequence[AskedQuestion]) -> AskedQuestion | None:
    """Return the one question that a number or a reference names; a number with a nought before it is an
    action's."""
    if label.startswith("item"):
        return _sole([q for q in questions if _refers(q, Reference.ITEM) and q.reference == number])
    at = int(number.rpartition("/")[2])
    counted = questions[at - 1] if 1 <= at <= len(questions) else None
    actions = [q for q in questions if _refers(q, Reference.ACTION)]
    if label.startswith("action"):
        named = _sole([q for q in actions if int(q.reference.rpartition("/")[2]) == at])
        return None if named and counted and named != counted and number[0] != "0" else named
    if "/" in number or number[0] == "0":
        return _sole([q for q in actions if f"/{q.reference}".upper().endswith(f"/{number}".upper())])
    return counted


def _refers(question: AskedQuestion, reference: Reference) -> bool:
    return KINDS[question.kind].reference is reference and bool(question.reference)


def _sole(questions: Sequence[AskedQuestion]) -> AskedQuestion | None:
    return questions[0] if len(questions) == 1 else None
