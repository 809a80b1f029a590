"""The replies of somebody who joins to the letter that welcomes them."""

from __future__ import annotations

from collections.abc import Sequence

from forum.inbox.answered_letter import AnsweredLetter, FileReceived
from forum.inbox.phrases.courtesies import is_harmless, may_change
from forum.inbox.reading.actions.hand_overs import read_hand_over, speaks_of_hand_over
from forum.inbox.reading.files import has_files
from forum.inbox.reading.members.details import read_details, speaks_of_details
from forum.inbox.sayings import AgreementReturned, ForTheUnit, NotUnderstood, Reading, Saying
from forum.text.patterns import any_of

_AGREES = any_of(
    r"^\W*(?>(?:i |yes,? i? ?|hereby )*)(?:agree|agreed|accept the agreement)\b",
    r"\bagreement\b.{0,40}\b(?:attached|enclosed)\b",
    r"\battached\b.{0,40}\bagreement\b",
)
_SIGNED = any_of(r"^\W*(?:yes,? )?(?:(?:all|now|this is|it is|i(?:['’]ve| have)) )*signed\b")


def read_induction(letter: AnsweredLetter, lines: Sequence[str], files: Sequence[FileReceived]) -> Reading:
    """Read the signed agreement, what becomes of the actions offered, and corrected details (own rule).

    The agreement is for the unit to look at and to record: nobody's own word lets their papers go.
    """
    sayings: list[Saying] = []
    unclear: list[NotUnderstood] = []
    details: list[str] = []
    rest: list[str] = []
    for line in lines:
        if speaks_of_hand_over(line, letter.questions):
            reading = read_hand_over(line, letter.questions)
            sayings += reading.sayings
            unclear += reading.not_understood
        elif speaks_of_details(line):
            details.append(line)
        else:
            rest.append(line)
    if has_files(files) or any(_agrees(line) for line in rest):
        sayings.insert(0, AgreementReturned())
        rest = [line for line in rest if not _agrees(line)]
    of_details = read_details(details)
    sayings += of_details.sayings
    unclear += of_details.not_understood
    if rest and not is_harmless(rest):
        sayings.append(ForTheUnit("\n".join(rest)))
    return Reading(tuple(sayings), tuple(unclear))


def _agrees(line: str) -> bool:
    """Say whether a line says that the agreement is signed or agreed to."""
    is_signed = _SIGNED.search(line) is not None and not may_change(line)
    return is_signed or _AGREES.search(line) is not None
