"""The replies of somebody who joins to the letter that welcomes them.

The replies of a guest: whether they come for their item, and the agreement that they signed. The unit's
replies to the letter that shows what its workbook would change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forum.inbox.answered_letter import AnsweredLetter, FileReceived, ReceivedReply
from forum.inbox.mailbox_items import FileKind
from forum.inbox.phrases.closed_answers import closed_answer, refusal_with_reason
from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.reading.actions.reports import read_hand_over, speaks_of_hand_over
from forum.inbox.reading.files import has_files, has_workbook, read_file
from forum.inbox.reading.letters_to_members import read_member
from forum.inbox.reading.members.details import read_details, speaks_of_details
from forum.inbox.reading.questions import how_to_answer
from forum.inbox.reading.reply_text import ReplyText
from forum.inbox.sayings import AgreementReturned, Answered, ForTheUnit, Reading, Saying, asked_back, joined
from forum.questions.kinds import ABOUT_A_WORKBOOK
from forum.questions.words import Reply
from forum.text.patterns import any_of, words

_AGREES = re.compile(
    r"\W*(?:yes,? )?(?:i )?(?:hereby )?(?:agreed?|accept)(?: (?:to )?(?:the agreement|it|this|the terms))?\W*"
    r"|\W*(?:yes,? )?(?:(?:all|now|this is|it is|i(?:['’]ve| have)) )*signed(?: (?:it|the agreement))?\W*",
    re.IGNORECASE,
)
_IS_COVER_NOTE = re.compile(
    r"\W*(?:(?:please|find|here|is|the|my|signed|copy|agreement|form|attached|enclosed|as|requested)\b\W*)+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!;]) ")
_PARTS = re.compile(r"(?<=[.!;]) |, (?:and )?|(?<!\d) and (?!both\b)")
_OF_THE_FORM = any_of(words("agreement, form, copy, sign, signed, printer, scanned, attached, enclosed"))


def read_induction(letter: AnsweredLetter, lines: Sequence[str], files: Sequence[FileReceived]) -> Reading:
    """Read the signed agreement, what becomes of the actions offered, and corrected details (own rule).

    The agreement is for the unit to look at and to record: nobody's own word lets their papers go.
    """
    parts = [part for line in lines for part in _parts(line, letter)]
    handed = [part for part in parts if speaks_of_hand_over(part, letter.questions)]
    details = [part for part in parts if part not in handed and speaks_of_details(part)]
    rest = [part for part in parts if part not in (*handed, *details)]
    agreement: tuple[Saying, ...] = ()
    if has_files(files) or any(_agrees(line) for line in rest):
        agreement = (AgreementReturned(),)
        rest = [line for line in rest if not (_agrees(line) or _IS_COVER_NOTE.fullmatch(line))]
    for_the_unit = () if is_harmless(rest) else (ForTheUnit("\n".join(rest)),)
    return joined(
        Reading(agreement),
        *(read_hand_over(part, letter.questions) for part in handed),
        read_details(details),
        Reading(for_the_unit),
    )


def _parts(line: str, letter: AnsweredLetter) -> Sequence[str]:
    """Return the parts of a line that is on the agreement and on actions, or on several actions."""
    for pieces in (_SENTENCE.split(line), _PARTS.split(line)):
        if any(speaks_of_hand_over(each, letter.questions) for each in pieces) and all(
            speaks_of_hand_over(each, letter.questions) or _agrees(each) or _is_beside(each)
            for each in pieces
        ):
            return pieces
    return [line]


def _is_beside(part: str) -> bool:
    """Say whether a part changes nothing of an answer beside it: it is on the agreement, or a courtesy."""
    return (bool(_OF_THE_FORM.search(part)) and "?" not in part) or is_harmless([part])


def _agrees(line: str) -> bool:
    """Say whether a line says that the agreement is signed or agreed to, courtesies apart."""
    sentences = [each for each in re.split(r"[.,;!](?:\s|$)| and ", line) if each.strip()]
    return any(map(_AGREES.fullmatch, sentences)) and all(
        _AGREES.fullmatch(each) or is_harmless([each]) for each in sentences
    )


_PART = re.compile(r"(?<=[.!;,])\s+(?:and )?")
_OF_THE_AGREEMENT = re.compile(r"\b(?:signed|agreement|form)\b", re.IGNORECASE)


def read_guest(letter: AnsweredLetter, received: ReceivedReply, text: ReplyText) -> Reading:
    """Read whether a guest comes (own rule); an agreement that they send is the unit's to look at."""
    parts = [(part, quoted) for line, quoted in text.quoted for part in _PART.split(line)]
    others = [(part, quoted) for part, quoted in parts if quoted or not _OF_THE_AGREEMENT.search(part)]
    if not has_files(received.files) or len(others) == len(parts):
        return read_member(letter, received, text.quoted)
    reading = read_member(letter, received, others)
    return replace(reading, sayings=(AgreementReturned(), *reading.sayings))


def read_members_check(letter: AnsweredLetter, received: ReceivedReply, lines: tuple[str, ...]) -> Reading:
    """Read APPLY or YES, or NO; another workbook takes the place of the one that was shown (own rule)."""
    if has_workbook(received.files):
        return read_file(FileKind.MEMBERS, lines, received.files)
    for asked in [question for question in letter.questions if question.kind in ABOUT_A_WORKBOOK][:1]:
        if word := closed_answer(asked.kind, lines):
            return Reading((Answered(asked.id, asked.kind, Reply(word)),))
        if refusal := refusal_with_reason(asked.kind, lines):
            return Reading((Answered(asked.id, asked.kind, Reply(refusal.word, refusal.beside)),))
    if is_harmless(lines):
        return Reading()
    why = "Nothing changes until you reply APPLY."
    return asked_back(why, how_to_answer(letter.questions), "\n".join(lines))
