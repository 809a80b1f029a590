"""Answers in the closed vocabulary: a reply decides something only where all of it is an answer.

A reply is cut into phrases from its first letter to its last. Where a piece is left over, whatever it is,
nothing is decided (own rule: lists of what must not stand beside a word leaked).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.agreeing_words import Agreed, agreement_at, end_of_remark
from forum.inbox.phrases.closed_vocabulary import PHRASES, Said
from forum.inbox.phrases.courtesies_and_conditions import (
    DOUBTS,
    SMILES,
    end_of_courtesy,
    is_plain_signature,
)
from forum.inbox.phrases.slips import mended
from forum.questions.kinds import ABOUT_A_WORKBOOK, BOTH, KINDS, QuestionKind
from forum.questions.words import Word
from forum.text.wording import MONTHS

Phrase = frozenset[Said]
"""What one phrase may say."""
LONGEST = 1_000  # characters: no answer is longer, and each phrase is looked for at each of its beginnings
_BETWEEN = re.compile(rf"(?:[\s.,;:!()…–—&{SMILES}-]|\b(?:and|so)\b)*", re.IGNORECASE)
_KEYS = (
    "agree",
    "agreed",
    "agenda",
    "minutes",
    "approve",
    "approved",
    "allow",
    "discharge",
    "return",
    "quorate",
)
"""Words in which one slip is seen through. Not in RELEASE and SEND, which let something leave the house."""

_TO_A_DRAFT = dict.fromkeys((Said.YES, Said.ASSENT, Said.NO_CHANGE, Said.GO_AHEAD, Said.AGREE), Word.AGREE)
_LEAVE = {
    **dict.fromkeys((Said.YES, Said.ASSENT, Said.GO_AHEAD, Said.AGREE, Said.ALLOW), Word.ALLOW),
    Said.NO: Word.NO,
}
_LETTER_OR_NOT = {
    **dict.fromkeys((Said.YES, Said.SEND, Said.SEND_ALL), Word.SEND),
    **dict.fromkeys((Said.NO, Said.NO_LETTER, Said.NOT_WRITE), Word.NO),
}
_APPLIED = {Said.APPLY: Word.APPLY, Said.NO: Word.NO}
MEANINGS: Mapping[QuestionKind, Mapping[Said, Word]] = {
    QuestionKind.AGREE_AGENDA: {**_TO_A_DRAFT, Said.AGREE_AGENDA: Word.AGREE_AGENDA},
    QuestionKind.AGREE_MINUTES: {**_TO_A_DRAFT, Said.AGREE_MINUTES: Word.AGREE_MINUTES},
    QuestionKind.AGREE_REPORT: {**_TO_A_DRAFT, Said.AGREE_REPORT: Word.AGREE_REPORT},
    QuestionKind.AGREE_BRIEFINGS: {
        **dict.fromkeys((Said.YES, Said.ASSENT, Said.AGREE), Word.AGREE),
        Said.AGREE_BRIEFINGS: Word.AGREE_BRIEFINGS,
    },
    QuestionKind.ALLOW_LATE_PAPER: _LEAVE,
    QuestionKind.ALLOW_LATE_ITEM: _LEAVE,
    QuestionKind.WAIVE_NOTICE: _LEAVE,
    QuestionKind.ALLOW_PART_TWO: {Said.ALLOW: Word.ALLOW, Said.NO: Word.NO},
    QuestionKind.DISCHARGE_ACTION: {
        **dict.fromkeys(
            (Said.YES, Said.ASSENT, Said.AGREE, Said.DISCHARGE, Said.DISCHARGE_ALL), Word.DISCHARGE
        ),
        Said.RETURN: Word.RETURN,
    },
    QuestionKind.SEND_ATTENDANCE_NOTICE: _LETTER_OR_NOT,
    QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE: _LETTER_OR_NOT,
    QuestionKind.ESCALATE_ACTION: {**_LETTER_OR_NOT, Said.WRITE: Word.SEND},
    QuestionKind.HEAR_OF_HELP_WANTED: {Said.SEEN: Word.SEEN},
    QuestionKind.SEE_RESEARCH: {Said.SEEN: Word.SEEN},
    QuestionKind.ALLOW_RESEARCH: _LEAVE,
    QuestionKind.ALLOW_TASK_GROUP: _LEAVE,
    QuestionKind.AGREE_SCOPE: dict.fromkeys((Said.YES, Said.ASSENT, Said.AGREE), Word.AGREE),
    QuestionKind.RULE_ON_QUORUM: {Said.QUORATE: Word.QUORATE, Said.NOT_QUORATE: Word.NOT_QUORATE},
    QuestionKind.RELEASE_PACK: dict.fromkeys((Said.RELEASE, Said.RELEASE_PACK), Word.RELEASE),
    QuestionKind.RELEASE_UNAGREED_MINUTES: dict.fromkeys((Said.RELEASE, Said.RELEASE_MINUTES), Word.RELEASE),
    QuestionKind.RELEASE_UNAGREED_REPORT: {Said.RELEASE: Word.RELEASE},
    **{kind: {**_APPLIED, Said.YES: Word.APPLY} for kind in ABOUT_A_WORKBOOK},
    QuestionKind.CHANGE_ADDRESS: _APPLIED,
    QuestionKind.MEET_ON_DAY_OFF: {Said.ALLOW: Word.ALLOW},
    QuestionKind.SETTLE_BETWEEN_CHAIRS: {
        Said[word.name]: word
        for word in KINDS[QuestionKind.SETTLE_BETWEEN_CHAIRS].answers
        if word.name in Said.__members__
    },
}
"""What may be said to each kind of question, and the word that it comes to."""
_AGREED = {
    Agreed.IT: Said.ASSENT,
    Agreed.AGENDA: Said.AGREE_AGENDA,
    Agreed.MINUTES: Said.AGREE_MINUTES,
    Agreed.BOTH: Said.AGREE_BOTH,
    Agreed.PAPER: Said.ALLOW,
    Agreed.ACTION: Said.DISCHARGE,
}
_WHERE_ONE_THING_IS_ASKED = frozenset({Said.YES, Said.ASSENT, Said.NO_CHANGE, Said.GO_AHEAD, Said.NO})
_NUMBERS = {"two": 2, "three": 3, "four": 4}
_OF_A_WHOLE_LIST = frozenset({Said.DISCHARGE_ALL, Said.SEND_ALL, Said.NO_LETTER})
_ASIDES = frozenset({Said.YES, Said.ALMOST, Said.NOTHING, Said.NEWS})
"""What may stand beside an answer and does not change it."""
_BEFORE_A_REFUSAL = frozenset({Said.REGRET, Said.NO})
"""What may stand beside a refusal, and beside nothing else: "No, not quorate"."""
_BESIDE_CONSENT = frozenset({Said.ASSENT})
"""What may stand beside a word that is none: "All correct. RELEASE"."""
_WITH_A_REMARK = frozenset(
    {QuestionKind.AGREE_AGENDA, QuestionKind.ALLOW_LATE_PAPER, QuestionKind.DISCHARGE_ACTION}
    | {QuestionKind.ALLOW_LATE_ITEM, QuestionKind.WAIVE_NOTICE, QuestionKind.RULE_ON_QUORUM}
)
"""What may be answered beside a remark; beside the minutes it may correct them, and SEND stands alone."""
_PIECE_ENDS = re.compile(r"[,;:.!()]|\sand\s|\s[-–—]+\s|\s(?=(?:thank|thx)\w*\b)", re.IGNORECASE)
_REASON_BEGINS = re.compile(
    r"[,;:.!(]|\s[-–—]+\s|\s(?=(?:as|because|since)\b)|(?<=return)(?<!\bi return)\s"
    r"(?=(?:i|we|no|not|as|because|since|it|there|still|needs?|more|half|please)\b)",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    rf"{DOUBTS.pattern.replace('|instead', '')}|\b(?:yes|fine|ok|okay|allow\w*|send|agree|go ahead|let"
    rf"|accept|include|problems?"
    rf"|objections?|quorate"
    r"|discharged?)\b",
    re.IGNORECASE,
)
_CAN_WAIT = re.compile(
    rf"\b(?:can|could|will have to|has to|must|should) wait (?:until|till|for) (?:the )?(?:next"
    rf" (?:month|time|meeting|one)"
    rf"|{'|'.join(MONTHS)})\b",
    re.IGNORECASE,
)
_REFUSALS = frozenset({Word.NO, Word.RETURN, Word.NOT_QUORATE})
_FOR_LEAVE = (QuestionKind.ALLOW_LATE_PAPER, QuestionKind.ALLOW_LATE_ITEM, QuestionKind.WAIVE_NOTICE)
_ALMOST = {
    **dict.fromkeys((QuestionKind.AGREE_AGENDA, QuestionKind.AGREE_MINUTES), Word.AGREE),
    **dict.fromkeys(_FOR_LEAVE, Word.ALLOW),
    QuestionKind.DISCHARGE_ACTION: Word.DISCHARGE,
}


def phrases_of(lines: Sequence[str]) -> tuple[Phrase, ...] | None:
    """Return what each phrase of a reply may say, courtesies and a signature apart; None where anything in it
    is no phrase.
    """
    phrases: list[Phrase] = []
    if sum(map(len, lines)) > LONGEST:
        return None
    for number, line in enumerate(lines):
        if number and is_plain_signature(line):
            continue
        of_line = _cut(line)
        if of_line is None and (of_line := _cut(mended(line, _KEYS))) is None:
            return None
        phrases += of_line
    return tuple(phrases)


def closed_answer(kind: QuestionKind, lines: Sequence[str]) -> Word | None:
    """Return the word that a reply comes to, where all of it answers a question of this kind in one way."""
    words = set[Word]()
    phrases = phrases_of(lines) or ()
    for phrase in phrases:
        if word := _meaning(kind, phrase):
            words.add(word)
        elif phrase.isdisjoint(_ASIDES | _BESIDE_CONSENT | _BEFORE_A_REFUSAL) and not (
            Said.REMARK in phrase and kind in _WITH_A_REMARK
        ):
            return None
    is_news = any(Said.NEWS in phrase for phrase in phrases)
    if is_news and not any(_meaning(kind, phrase - {Said.YES}) for phrase in phrases):
        return None  # "Yes, I have read it"
    words = words - {Word.AGREE} or words  # "Yes, agree agenda"
    refuses = any(not phrase.isdisjoint(_BEFORE_A_REFUSAL) for phrase in phrases)
    is_content = any(Said.ASSENT in phrase and not _meaning(kind, phrase) for phrase in phrases)
    if len(words) != 1 or (refuses and not words <= _REFUSALS) or (is_content and words <= _REFUSALS):
        return None
    return words.pop()


def almost_an_answer(kind: QuestionKind, lines: Sequence[str]) -> Word | None:
    """Return the word that a reply short of a yes may come to: "OK", a thumb, "No comments"."""
    phrases = phrases_of(lines)
    if not phrases or any(phrase.isdisjoint((Said.ALMOST, Said.NOTHING)) for phrase in phrases):
        return None
    return _ALMOST.get(kind) if any(Said.ALMOST in phrase for phrase in phrases) else None


def refusal_with_reason(kind: QuestionKind, lines: Sequence[str]) -> tuple[Word, str] | None:
    """Return the refusal that a reply begins with and the reason after it: "NO: I shall ring them first".

    A reason that may take the refusal back makes it none.
    """
    first, *others = lines
    for mark in _REASON_BEGINS.finditer(first[:LONGEST]):
        if (word := closed_answer(kind, [first[: mark.start()]])) not in _REFUSALS:
            continue
        reason = "\n".join((first[mark.end() :], *others)).strip(" .")
        if not _may_take_back(word, reason):
            return word, reason
    return None


def _may_take_back(refusal: Word, reason: str) -> bool:
    """Say whether a reason may take a refusal back; a question as the reason to return an action does not."""
    reason = _CAN_WAIT.sub("", reason.replace("?", "") if refusal is Word.RETURN else reason)
    return _TAKES_BACK.search(reason) is not None


def answer_with_more(kind: QuestionKind, lines: Sequence[str]) -> tuple[Word, str] | None:
    """Return the one answer that sentences of a reply give, and all other text of it."""
    if sum(map(len, lines)) > LONGEST:
        return None
    pieces = [piece for line in lines for piece in _PIECE_ENDS.split(line) if piece.strip()]
    answers = [closed_answer(kind, [piece]) for piece in pieces]
    words = set(answers) - {None}
    more = [piece for piece, answer in zip(pieces, answers, strict=True) if not answer]
    return (word, "\n".join(more)) if len(words) == 1 and (word := words.pop()) else None


def closed_answers(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> Mapping[AskedQuestion, Word]:
    """Return the answers of a reply to the questions of a letter; none where any of it is no answer, or may
    answer another question as well.

    All lines of a list are answered at once by "DISCHARGE ALL", "SEND ALL" or "NO LETTERS"; by NO too, where
    the letter asks nothing else.
    """
    if len(questions) == 1:
        word = closed_answer(questions[0].kind, lines)
        return {questions[0]: word} if word else {}
    drafts = [question for question in questions if question.kind in BOTH]
    if len(drafts) == 2 and agrees_both(lines):
        return dict.fromkeys([draft for draft in drafts if draft.is_open] or drafts, Word.AGREE_BOTH)
    phrases = [phrase for phrase in phrases_of(lines) or () if phrase.isdisjoint(_ASIDES)]
    both = [phrase for phrase in phrases if Said.AGREE_BOTH in phrase]
    if len(drafts) == 2 and both:
        others = [question for question in questions if question not in drafts]
        answers = _each_answered([phrase for phrase in phrases if phrase not in both], others)
        return {**dict.fromkeys(drafts, Word.AGREE_BOTH), **answers} if len(answers) == len(others) else {}
    answers = _each_answered(phrases, questions)
    return answers if _counts_them(lines, answers) else {}


def _each_answered(
    phrases: Sequence[Phrase], questions: Sequence[AskedQuestion]
) -> Mapping[AskedQuestion, Word]:
    """Return the answer that each phrase gives; none where one gives none, or may answer another question as
    well."""
    no = frozenset({Said.NO}) if _is_one_list(questions) else frozenset[Said]()
    answers: dict[AskedQuestion, Word] = {}
    for phrase in phrases:
        fits = {
            question: word
            for question in questions
            if (word := _meaning(question.kind, phrase - (_WHERE_ONE_THING_IS_ASKED - no)))
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


def agrees_both(lines: Sequence[str]) -> bool:
    """Say whether a reply agrees both of two drafts, and says no more: "yes to both"."""
    answers = [phrase for phrase in phrases_of(lines) or () if phrase.isdisjoint(_ASIDES)]
    both = [phrase for phrase in answers if Said.AGREE_BOTH in phrase]
    return bool(both) and all(phrase in both or not phrase.isdisjoint(_TO_A_DRAFT) for phrase in answers)


def _meaning(kind: QuestionKind, phrase: Phrase) -> Word | None:
    """Return the one word that a phrase may come to for a kind of question."""
    meanings = MEANINGS.get(kind, {})
    words = {meanings[said] for said in phrase if said in meanings}
    return words.pop() if len(words) == 1 else None


def _cut(line: str) -> list[Phrase] | None:
    """Cut a line into phrases, each as long as can be."""
    text, phrases, at = line.strip('*_"“” \t'), [], 0
    while (at := _BETWEEN.match(text, at).end()) < len(text):  # type: ignore[union-attr]
        ends = {said: max(_end(each, text, at) for each in patterns()) for said, patterns in PHRASES.items()}
        ends[Said.NOTHING] = max(ends[Said.NOTHING], end_of_courtesy(text, at))
        ends[Said.REMARK] = end_of_remark(text, at)
        end = max(ends.values())
        if (agreement := agreement_at(text, at)) and agreement[1] > end:
            agreed, end = agreement
            ends = {_AGREED[agreed]: end}
        if end <= at:
            return None
        phrases.append(frozenset(said for said, each in ends.items() if each == end))
        at = end
    return phrases


def _end(phrase: re.Pattern[str], text: str, at: int) -> int:
    """Return where a phrase ends that begins here, or 0."""
    match = phrase.match(text, at)
    return match.end() if match else 0
