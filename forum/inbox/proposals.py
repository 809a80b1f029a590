"""What a reply to the Chair's letter that was not understood may mean, for its writer to confirm.

A pure function of the questions and the words, so that the same mail gives the same proposal in every run.
What is proposed is recorded only once the writer has confirmed it (own rule: nothing is agreed by silence).
"""

from __future__ import annotations

from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.closed_answers import likely_answer
from forum.inbox.reading.draft_changes import may_want_change, wants_change
from forum.inbox.reading.questions import names_matter
from forum.inbox.sayings import Answered
from forum.questions.kinds import BOTH, DRAFTS, QuestionKind
from forum.questions.words import Reply, Word

NEVER = frozenset({Word.RELEASE, Word.SEND, Word.APPLY})
"""Words that let something leave the house, or change the register: they are typed, or nothing happens."""


def likely_answers(questions: Sequence[AskedQuestion], lines: Sequence[str]) -> tuple[Answered, ...]:
    """Return the answer to all that waits, where it is short of a yes or has more beside it; nothing where
    there are several, or where the words deny or set a condition."""
    asked = [question for question in questions if question.is_open]
    if not (len(asked) == 1 or {question.kind for question in asked} == BOTH):
        return ()
    named = [question for question in asked if names_matter(" ".join(lines), question.kind)]
    if len(named) == 1:
        asked = named
    text = "\n".join(lines)
    likely = {question: _likely(question.kind, lines) for question in asked}
    if asked[0].kind in DRAFTS and [*likely.values()] == [None] and may_want_change(text):
        return (Answered(asked[0].id, asked[0].kind, Reply(Word.OTHER, text)),)
    if len(asked) > 1 and set(likely.values()) != {Word.AGREE}:
        return ()
    return tuple(
        Answered(q.id, q.kind, Reply(word)) for q, word in likely.items() if word and word not in NEVER
    )


def _likely(kind: QuestionKind, lines: Sequence[str]) -> Word | None:
    """Return the answer that a reply likely gives, where it speaks of no number and of no other draft."""
    text = "\n".join(lines)
    of_another = any(kind is not draft and names_matter(text, draft) for draft in DRAFTS)
    answer = None if of_another else likely_answer(kind, lines)
    if answer is None or wants_change(answer.beside) or any(map(str.isdigit, answer.beside)):
        return None
    return answer.word
