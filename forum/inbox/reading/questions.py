"""Which of the letter's questions a word answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from forum.inbox.asked import Asked
from forum.questions.kinds import DRAFTS, KINDS, QuestionKind, Reference
from forum.questions.words import Word
from forum.text.wording import listed


def fitting(word: Word, asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """Return the questions that a word answers; the open ones, if there are any."""
    found = tuple(one for one in asked if word in KINDS[one.kind].words)
    return tuple(one for one in found if one.is_open) or found


def mentioned(line: str, asked: Sequence[Asked]) -> tuple[Asked, ...]:
    """Return the questions whose matter a line names, such as the agenda or an action's reference."""
    referred = tuple(one for one in asked if one.reference and _names(line, one))
    if any(KINDS[one.kind].reference is Reference.PERSON for one in referred):
        # One name may be in another: "Jo Field" in "Jo Field-Hall". The longer one is meant.
        longest = max(referred, key=lambda one: len(one.reference)).reference
        referred = tuple(one for one in referred if one.reference == longest or one.reference not in longest)
    return referred or tuple(one for one in asked if names_matter(line, one.kind))


def names_matter(text: str, kind: QuestionKind) -> bool:
    """Say whether a text has the words for what a kind of question is about: "the agenda", "short notice"."""
    named = KINDS[kind].named
    return bool(named) and re.search(named, text, re.IGNORECASE) is not None


def how_to_answer(asked: Sequence[Asked], *, numbered: bool = True) -> str:
    """The words that answer the letter, in a sentence or two."""
    waiting = [one for one in asked if one.is_open] or list(asked)
    kinds = {one.kind for one in waiting}
    if kinds == DRAFTS and len(waiting) == 2:
        return "Reply AGREE BOTH, AGREE MINUTES or AGREE AGENDA, or tell us what to change."
    if len(waiting) == 1:
        change = ", or tell us what to change" if kinds <= DRAFTS else ""
        return f"Reply {KINDS[waiting[0].kind].how or 'in a line'}{change}."
    if not numbered:
        return f"Reply with the word and what it is about: {listed(_examples(waiting), 'or')}."
    each = "; ".join(
        f"{number} {KINDS[one.kind].how}" for number, one in enumerate(asked, start=1) if one in waiting
    )
    return f"Answer each question in a line of its own, its number first: {each}."


def _examples(waiting: Sequence[Asked]) -> list[str]:
    return list(dict.fromkeys(how.split(" or ")[0] for one in waiting if (how := KINDS[one.kind].how)))


def _names(line: str, one: Asked) -> bool:
    """Whether a line has the reference of a question."""
    reference = re.escape(one.reference)
    match KINDS[one.kind].reference:
        case Reference.PERSON:
            pattern = rf"(?<!\w){reference}(?!\w)"
        case Reference.ACTION:
            pattern = rf"(?<!\w){reference}(?!\d)"
        case _:
            pattern = rf"\bitem {reference}(?!\w)"
    return re.search(pattern, line, re.IGNORECASE) is not None
