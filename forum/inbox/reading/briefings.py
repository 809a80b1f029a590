"""A contact's reply to a briefing: RECEIVED, or an answer, which comes before the group."""

from __future__ import annotations

from collections.abc import Sequence

from forum.inbox.answered_letter import AskedQuestion
from forum.inbox.phrases.courtesies_and_conditions import is_harmless
from forum.inbox.sayings import Answered, ForTheUnit, Reading
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.patterns import any_of

_RECEIVED = any_of(
    r"^\W*(?:(?:we|i)(?: have|['’]ve)? )?(?:safely )?(?:received|got|acknowledged?|read)"
    r"(?:,? (?:it|this|the briefings?|your (?:mail|email|briefings?)|safely|with (?:many )?thanks|thank you"
    r"|thanks|and (?:read|noted)))*\W*$"
)

_NOT_RECEIVED = any_of(
    r"(?:\b(?:not|never)|n['’]t)\b[^.;\n]{0,40}\b(?:received?|got|get|come|arrived?|attached|open|opened|opens)\b",
    r"\b(?:nothing|no attachment) (?:has |is |was )?(?:come|arrived|attached|received)\b",
)
_IS_NOT_THE_CONTACT = any_of(
    r"\b(?:remove|delete|unsubscribe) (?:me|us)\b|\btake (?:me|us) off\b|\btaken over from me\b",
    r"\bi(?:['’]ve| have|['’]m| am) (?:now |since )?"
    r"(?:left|leaving|retir\w+|moved on|no longer (?:the|in|with|at|work)\w*)",
    r"\bi no longer (?:am|work|represent|sit)\b|\b(?:wrong|not the right) person\b",
)


def read_briefing_reply(lines: Sequence[str], questions: Sequence[AskedQuestion]) -> Reading:
    """Read an acknowledgement alone as such; anything else that is said is the answer.

    That it has not come, can't be opened, or has reached somebody who is the contact no more is for the unit,
    and the contact is still asked.
    """
    asked = [question for question in questions if question.kind is QuestionKind.ACKNOWLEDGE_BRIEFING]
    answer = "\n".join(line for line in lines if not (_RECEIVED.search(line) or is_harmless([line])))
    if not asked or _NOT_RECEIVED.search(answer) or is_contact_no_more(answer):
        return Reading((ForTheUnit("\n".join(lines)),))
    reply = Reply(Word.OTHER, answer) if answer else Reply(Word.RECEIVED)
    return Reading((Answered(asked[0].id, asked[0].kind, reply),))


def is_contact_no_more(text: str) -> bool:
    """Say whether somebody writes that they are not, or no longer, the one to be written to."""
    return _IS_NOT_THE_CONTACT.search(text) is not None
