"""Answers to the questions that are decided: a reply decides something only where all of it is an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.clauses import ClauseAnswer, Grammar, cut, one_answer, sure, with_remark
from forum.inbox.phrases.closed_vocabulary import PHRASES
from forum.inbox.phrases.lexicon import Turn
from forum.questions.kinds import BOTH, DRAFTS, KINDS, QuestionKind
from forum.questions.words import CONSENTS as OF_CONSENT
from forum.questions.words import OF_ANY_KIND, SAID_CONSENTS, Said, Word
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
