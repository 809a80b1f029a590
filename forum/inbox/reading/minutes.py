"""Corrections to the minutes, or none."""

from __future__ import annotations

from collections.abc import Sequence

from forum.inbox.courtesies_and_conditions import is_harmless
from forum.inbox.sayings import Correction, CorrectionsFile, ForTheUnit, NoCorrections, Reading
from forum.text.patterns import any_of

HOW = "Say what is to be corrected and where it stands, or reply NO CORRECTIONS."
_THANKS = r"\W*+(?:(?:many )?thank[^.?]*+)?\W*+$"
_FROM = rf"(?: (?:from|for|to) [^.;:!?\d]{{1,40}})?{_THANKS}"
_NONE = any_of(
    r"^\W*(?:(?:there are|i have|we have) )?(?:no|nil|zero)(?: (?:further|other))*"
    rf" (?:corrections?|amendments?|changes?|comments?){_FROM}",
    rf"^\W*(?:none|nothing)(?: (?:further|else|to (?:add|correct|change)))*{_FROM}",
    r"^\W*(?:(?:(?:the )?minutes|this|these|it|they) (?:(?:are|is) )?|all |i )*"
    rf"(?:an? |very )?(?:agreed?|accurate|correct|right|approved?|accurate record|true record){_THANKS}",
)
_QUESTION = any_of(
    r"(?<!\W)(?=\W*+$)[^\w?]*+\?", r"\b(?:resend|send me|could you send|can['’]t open|cannot open)\b"
)


def says_no_corrections(line: str) -> bool:
    """Say whether a line says that the minutes are right as they are."""
    return _NONE.search(line) is not None


def read_corrections(lines: Sequence[str]) -> Correction | NoCorrections | ForTheUnit | None:
    """Read what a member says of the minutes (clause 6: unconfirmed until a meeting confirms them).

    Corrections go to the unit and the meeting as they were written. None for a courtesy.
    """
    own = [line for line in lines if says_no_corrections(line) or not is_harmless([line])]
    if not own:
        return None
    if all(says_no_corrections(line) for line in own):
        return NoCorrections()
    if _QUESTION.search("\n".join(own)):
        return ForTheUnit("\n".join(own))
    return Correction("\n".join(own))


def with_corrections_file(reading: Reading) -> Reading:
    """Take the file that came with a reply for corrections too, where its words speak of nothing else."""
    if reading.not_understood or any(not isinstance(saying, Correction) for saying in reading.sayings):
        return reading
    return Reading((*reading.sayings, CorrectionsFile()))
