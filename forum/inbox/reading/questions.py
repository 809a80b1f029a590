"""Questions of a letter: those that a word answers or a line names, and the words that answer them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.questions.kind import Reference
from forum.questions.kinds import BOTH, DRAFTS, KINDS, QuestionKind
from forum.questions.words import Word
from forum.text.wording import listed


def fitting(word: Word, questions: Iterable[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    """Return the questions that a word answers; the open ones, if there are any."""
    questions_answered = tuple(question for question in questions if word in KINDS[question.kind].words)
    return tuple(question for question in questions_answered if question.is_open) or questions_answered


def mentioned(line: str, questions: Sequence[AskedQuestion]) -> tuple[AskedQuestion, ...]:
    """Return the questions whose matter a line names, such as the agenda or an action's reference."""
    referred = tuple(question for question in questions if question.reference and _names(line, question))
    if any(KINDS[question.kind].reference is Reference.PERSON for question in referred):
        # One name may be in another: "Jo Field" in "Jo Field-Hall". The longer one is meant.
        longest = max(referred, key=lambda question: len(question.reference)).reference
        referred = tuple(
            question
            for question in referred
            if question.reference == longest or question.reference not in longest
        )
    return referred or tuple(question for question in questions if names_matter(line, question.kind))


def names_matter(text: str, kind: QuestionKind) -> bool:
    """Say whether a text has the words for what a kind of question is about: "the agenda", "short notice"."""
    pattern = KINDS[kind].matter_pattern
    return bool(pattern) and re.search(pattern, text, re.IGNORECASE) is not None


def how_to_answer(questions: Sequence[AskedQuestion], *, numbered: bool = True) -> str:
    """Say in a sentence or two which words answer the letter."""
    waiting = [question for question in questions if question.is_open] or list(questions)
    kinds = {question.kind for question in waiting}
    if kinds == BOTH and len(waiting) == 2:
        how = {question.kind: question.how for question in waiting}
        minutes, agenda = how[QuestionKind.AGREE_MINUTES], how[QuestionKind.AGREE_AGENDA]
        return f"Reply AGREE BOTH, {minutes} or {agenda}, or tell us what to change."
    if len(waiting) == 1:
        change = ", or tell us what to change" if kinds <= DRAFTS else ""
        change = ", or the day alone, such as 18 February" if kinds == {QuestionKind.CHOOSE_DAY} else change
        return f"Reply {waiting[0].how or 'in a line'}{change}."
    if not numbered:
        return f"Reply with the word and what it is about: {listed(_examples(waiting), 'or')}."
    each = "; ".join(
        f"{number} {question.how}"
        for number, question in enumerate(questions, start=1)
        if question in waiting
    )
    return f"Answer each question in a separate line, its number first: {each}."


def _examples(waiting: Sequence[AskedQuestion]) -> list[str]:
    return list(dict.fromkeys(how.split(" or ")[0] for question in waiting if (how := question.how)))


def _names(line: str, question: AskedQuestion) -> bool:
    """Say whether a line has the reference of a question."""
    reference = re.escape(question.reference)
    match KINDS[question.kind].reference:
        case Reference.PERSON:
            pattern = rf"(?<!\w){reference}(?!\w)"
        case Reference.ACTION:
            pattern = rf"(?<!\w)(?:{reference}|{reference[-2:]}(?= ?[a-z]))(?!\d)"
        case Reference.LINE | Reference.RESEARCH | Reference.BRIEFING:
            pattern = rf"(?<!\w){reference}(?!\d)"
        case Reference.BOARD | Reference.TASK_GROUP | Reference.MATTER:
            pattern = rf"(?<![\w-]){reference}(?![\w-])"
        case _:
            pattern = rf"\bitem {reference}(?!\w)"
    return re.search(pattern, line, re.IGNORECASE) is not None
