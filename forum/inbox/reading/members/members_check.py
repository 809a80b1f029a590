"""The unit's replies to the letter that shows what its workbook would change."""

from __future__ import annotations

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.file_kinds import FileKind
from forum.inbox.phrases.closed_answers import closed_answer, refusal_with_reason
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.proposals import likely_answers
from forum.inbox.reading.files import has_workbook, read_file
from forum.inbox.reading.questions import how_to_answer
from forum.inbox.sayings import Answered, Reading, asked_back
from forum.questions.kinds import ABOUT_A_WORKBOOK
from forum.questions.words import Reply


def read_members_check(letter: AnsweredLetter, received: ReceivedReply, lines: tuple[str, ...]) -> Reading:
    """Read APPLY or YES, or NO; another workbook takes the place of the one that was shown (own rule)."""
    if has_workbook(received.files):
        return read_file(FileKind.MEMBERS, lines, received.files)
    for asked in [question for question in letter.questions if question.kind in ABOUT_A_WORKBOOK][:1]:
        if word := closed_answer(asked.kind, lines):
            return Reading((Answered(asked.id, asked.kind, Reply(word)),))
        if (refusal := refusal_with_reason(asked.kind, lines)) and refusal.is_sure:
            return Reading((Answered(asked.id, asked.kind, Reply(refusal.word, refusal.beside)),))
    if is_harmless(lines):
        return Reading()
    why = "Nothing changes until you reply APPLY."
    likely = likely_answers(letter.questions, lines)
    return asked_back(why, how_to_answer(letter.questions), "\n".join(lines), likely)
