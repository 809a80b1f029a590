"""A contact's reply to a briefing: RECEIVED, or an answer, which comes before the group."""

from __future__ import annotations

from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.lexicon import is_asking, is_doubtful
from forum.inbox.reading.boards import receipt_in
from forum.inbox.sayings import Answered, ForTheUnit, Reading, asked_back
from forum.partnerships.briefings import REFERENCE
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.patterns import any_of

_ANSWER = any_of(rf"^\W*(?:(?:our )?answer\s*:\s*|(?={REFERENCE.pattern}\s*[:,.–-]))")
_LIKELY_ANSWER = any_of(
    r"(?:^|[.!;,]\s)\W{0,3}(?:please )?(?:begin|start) with\b",
    r"(?:^|[.!;,]\s)\W{0,3}(?:we|our [a-z]+|the [a-z]+)"
    r"(?:['’](?:d|ll)| would| will| can| could| suggest| are (?:able|happy)| have agreed)\b",
)
_PUT_OFF = any_of(
    r"\b(?:come|get) back to you|\blet you know|\b(?:will|['’]ll|have to|need to) (?:ask|put it to|check"
    r"|discuss|read)\b"
)
_IS_NOT_THE_CONTACT = any_of(
    r"\b(?:remove|delete|unsubscribe) (?:me|us)\b|\btake (?:me|us) off\b|\btaken over from me\b",
    r"\bi(?:['’]ve| have|['’]m| am) (?:now |since )?"
    r"(?:left|leaving|retir\w+|moved on|no longer (?:the|in|with|at|work)\w*)",
    r"\bi no longer (?:am|work|represent|sit)\b|\b(?:wrong|not the right) person\b",
)


def read_briefing_reply(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read that a briefing has come, and an answer that begins as one: "ANSWER:", or a briefing's reference.

    What is likely an answer is proposed as one; all else is for the unit.
    """
    asked = [question for question in questions if question.kind is QuestionKind.ACKNOWLEDGE_BRIEFING]
    has_come, beside = receipt_in(lines)
    if not asked or is_contact_no_more(beside):
        return Reading((ForTheUnit("\n".join(lines)),))
    answer = Answered(asked[0].id, asked[0].kind, Reply(Word.OTHER, _ANSWER.sub("", beside)))
    is_open = is_asking(beside) or is_doubtful(beside) or _PUT_OFF.search(beside)
    if _ANSWER.search(beside) and not is_asking(beside):
        return Reading((answer,))
    if _LIKELY_ANSWER.search(beside) and not is_open:
        if has_come:
            return Reading((answer,))
        why = "It is not plain whether this is your answer, which comes before the group."
        how = "Begin your answer with ANSWER:, or reply RECEIVED."
        return asked_back(why, how, beside, [answer])
    received = [Answered(asked[0].id, asked[0].kind, Reply(Word.RECEIVED))] if has_come else []
    return Reading((*received, *([ForTheUnit(beside)] if beside else [])))


def is_contact_no_more(text: str) -> bool:
    """Say whether somebody writes that they are not, or no longer, the one to be written to."""
    return _IS_NOT_THE_CONTACT.search(text) is not None
