"""The answers of a board's secretary: that a report has come, and what the board decided."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.courtesies_and_conditions import (
    DOUBTS,
    is_asking,
    is_signature,
    is_thanks,
)
from forum.inbox.sayings import Answered, ForTheUnit, NotUnderstood, Reading
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.patterns import any_of

_HAS_COME = any_of(
    r"\b(?:received|rec['’]?d|rcvd|got (?:it|this|the report)|safely|in hand)\b",
    r"\b(?:it|this|the report) (?:has |have )?(?:come|arrived)\b",
)
_HAS_NOT_COME = any_of(r"\b(?:not|never|no|nothing)\b|n['’]t\b")
_DECIDED = any_of(
    r"\b(?:agreed|approved|accepted|noted|endorsed|supported|adopted|refused|rejected|declined|deferred|asked"
    r"|asks|wants?|wished|requests?|requested|resolved|decided|welcomed|considered|discussed)\b",
    r"(?m:^)[^\w\n]*+(?:[1-9]|all|both|ask|action)\b",
)
_TO_COME = re.compile(r"\b(?:once|when|until|till|after|as soon as|before)\b[^.;\n]*", re.IGNORECASE)
_NOT_YET = any_of(
    r"\b(?:i|we)(?:['’]ll| will| shall| can) (?:\w+ )?(?:let you know|come back|get back|be in touch|check"
    r"|find out|ask|look|send|forward|confirm|reply|respond|chase)\b",
    r"\b(?:meeting|board) (?:was|is|has been|had to be|will be)(?: now)? (?:cancelled|postponed|moved"
    r"|put off|rescheduled|not quorate|inquorate)\b",
    r"\b(?:do|did|does|has|have|was|were|is|are)(?: not|n['’]t)(?: \w+)? (?:reached?|out|known?|got|here"
    r"|heard?|met|meet|taken|yet)\b",
)
_LONGEST_RECEIPT = 200  # characters


def read_acknowledgement(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read RECEIVED, in whatever words; anything else is for the unit."""
    text = " ".join(lines)
    has_come = _HAS_COME.search(text) and not (_HAS_NOT_COME.search(text) or DOUBTS.search(text))
    if has_come and len(text) <= _LONGEST_RECEIPT:
        return _answered(questions, QuestionKind.ACKNOWLEDGE_REPORT, Reply(Word.RECEIVED))
    own = _without_courtesies(lines)
    return Reading((ForTheUnit("\n".join(own)),)) if own else Reading()


def read_outcome(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read what a board decided or asks: all of it is taken as it stands.

    That it is not known yet, that the board did not meet, or a question to us is no answer: it is for the
    unit, and the question stays.
    """
    own = _without_courtesies(lines)
    if own and _is_no_answer("\n".join(own)):
        return Reading((ForTheUnit("\n".join(own)),))
    if own:
        return _answered(questions, QuestionKind.TELL_OUTCOME, Reply(Word.OTHER, "\n".join(own)))
    why = "Your reply does not say what the board decided."
    return Reading(not_understood=(NotUnderstood(why, "Reply in a line, such as: noted."),))


def _is_no_answer(text: str) -> bool:
    """Say whether a text only puts the answer off or asks something, and says nothing that was decided."""
    is_decided = _DECIDED.search(_TO_COME.sub("", text)) is not None
    return not is_decided and (_NOT_YET.search(text) is not None or is_asking(text))


def _answered(questions: Sequence[AskedQuestion], kind: QuestionKind, reply: Reply) -> Reading:
    return Reading(tuple(Answered(q.id, q.kind, reply) for q in questions if q.kind is kind))


def _without_courtesies(lines: Sequence[str]) -> list[str]:
    """Return the lines without thanks and a signature; "Noted" says what was decided."""
    is_noted = [line.strip(" .!").casefold() == "noted" for line in lines]
    return [
        line
        for line, noted in zip(lines, is_noted, strict=True)
        if noted or not (is_thanks(line) or is_signature(line))
    ]
