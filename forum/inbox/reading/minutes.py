"""Corrections to the minutes, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.phrases.courtesies_and_conditions import is_harmless
from forum.inbox.reading.draft_changes import wants_change
from forum.inbox.sayings import Correction, CorrectionsFile, ForTheUnit, NoCorrections, Reading
from forum.text.patterns import any_of, words

HOW = "Say what is to be corrected and where it stands, or reply NO CORRECTIONS."
_THANKS = r"\W*+(?:(?:many )?thank[^.?]*+)?\W*+$"
_FROM = rf"(?: (?:from|for|to) [^.,;:!?\d]{{1,40}})?{_THANKS}"
_MINE = (
    r"(?: (?:from (?:me|us|here|(?:my|our|this) (?:point of view|side|end|perspective))|(?:to|for"
    r"|by) (?:me|us)"
    r"|as far as (?:i|we) can (?:see|tell)))?"
)
_NONE = any_of(
    r"^\W*(?:(?:there are|i have|we have) )?(?:no|nil|zero)(?: (?:further|other))*"
    rf" (?:corrections?|amendments?|changes?|comments?){_FROM}",
    rf"^\W*(?:none|nothing)(?: (?:further|else|to (?:add|correct|change)))*{_FROM}",
    r"^\W*(?:(?:(?:the )?minutes|this|these|it|they) (?:(?:are|is) )?|all |i )*"
    r"(?:an? |very |all )?(?:agreed?|accurate|correct|right|approved?|accurate record|true record"
    r"|fine|good|ok|okay"
    rf"|clear|great){_MINE}{_THANKS}",
    rf"^\W*(?:happy|content|glad)(?: that)? (?:these|this|they) (?:are|is) (?:an? )?(?:true|accurate"
    rf"|correct|fair|right)"
    rf"(?: (?:record|account|reflection))?{_THANKS}",
    rf"^\W*(?:happy|content|glad) (?:to (?:confirm|agree)|with) (?:these|this|them|it|the minutes)"
    rf"(?: as(?: an?)? (?:accurate|correct|right|true)(?: record)?)?{_THANKS}",
    rf"^\W*(?:nil|(?:cheers,? )?all noted|(?:read|seen|got (?:them|these|it))(?: and (?:noted|filed"
    rf"|saved|printed|kept))?){_THANKS}",
    r"^\W*(?:an? )?(?:very )?(?:good|clear|helpful|fair|excellent)"
    r"(?:,? (?:and )?(?:clear|helpful|fair|good))* (?:minutes|record|notes?|meeting)"
    r"(?: of (?:it|the (?:meeting|day)|a \w+ \w+))?"
    r"(?:\W+(?:many thanks|thanks|thank you|well done)(?: (?:all|both|everyone|whoever took them))?)?\W*$",
)
_PIECE_ENDS = re.compile(r"(?<![.,;!–—])[.,;!–—]++(?=\s|$)|\s-\s")
_FINE = re.compile(
    r"(?:(?:it|they|these|this|that|all|everything)(?:['’]s|['’]re| is| are| looks?)? ){0,2}(?:all"
    r" )?(?:fine|good|ok|okay|well|great)"
    r"(?: (?:here|(?:from|for|by|with) (?:me|us|my side|our side|the [a-z]+ side)))?",
    re.IGNORECASE,
)
_CORRECTS = any_of(
    r"\d|\?",
    words("item, page, paragraph, para, line, section, should, shouldn['’]t, must, not, wrong, wrongly"),
    words("error, typo, mistake, spelling, spelt, spelled, missing, missed, instead, other than"),
    words("change, changes, changed, amend, amendments, correct, correction, add, delete, remove, replace"),
    words("listed, shown, recorded, minuted, absent, present, attended, said, says, were"),
    words("wasn['’]t, weren['’]t, isn['’]t, title, name, date, except, but, apart from, one thing, attached"),
    words("rather than, clarify, reword, wording"),
    r"(?<!\bwill )(?<!\bto )(?<!\bi )\breads?\b|(?<!\bthan i )\bwas\b",
)
"""Words of which a correction has at least one; a text without any says nothing of what the minutes say."""
_SENTENCE_ENDS = re.compile(r"(?<=[.!;])\s+|\n")
_THING = (
    "(?:my|our|the|everyone['’]s|everybody['’]s) (?:(?:own|first|last|job|whole|new) )?"
    "(?:names?|surname|title|initials|rank|spelling|details|dates?)"
)
_BY_SOMEBODY = "(?:somebody|someone|you|they)(?:['’]ve| has| have)?(?: (?:actually|finally|at last|even))?"
_RIGHT = "(?:right|correct|correctly|properly)(?:,? (?:for once|for a change|this time|at last|finally|too))*"
_RIGHTLY_WRITTEN = re.compile(
    r"\W*(?:(?:(?:so|very|really) )?(?:glad|pleased|delighted|nice|good|lovely|great|hooray|wow|at last"
    "|finally|(?:many )?thanks|thank you)(?: (?:to see|that|for))?,? )?"
    rf"(?:(?:{_BY_SOMEBODY} )(?:spelled|spelt|got|put|wrote|written) {_THING} {_RIGHT}"
    rf"|(?:spelled|spelt|spelling|getting) {_THING} {_RIGHT}"
    rf"|{_THING}(?: is|['’]s)?(?: (?:actually|finally|even))? (?:spelled|spelt|written) {_RIGHT})[^\w?,]*",
    re.IGNORECASE,
)
"""Praise for what stands rightly in the minutes: "Somebody spelled my name right for once!"."""
_QUESTION = any_of(
    r"(?<!\W)(?=\W*+$)[^\w?]*+\?", r"\b(?:resend|send me|could you send|can['’]t open|cannot open)\b"
)


def says_no_corrections(line: str) -> bool:
    """Say whether a line says that the minutes are right as they are."""
    pieces = [piece.strip() for piece in _PIECE_ENDS.split(line) if piece.strip()]
    each = [_NONE.search(piece) is not None for piece in pieces]
    return _NONE.search(line) is not None or (
        any(each)
        and all(
            none or is_harmless([piece]) or _FINE.fullmatch(piece)
            for none, piece in zip(each, pieces, strict=True)
        )
    )


def read_corrections(lines: Sequence[str]) -> Correction | NoCorrections | ForTheUnit | None:
    """Read what a member says of the minutes (clause 6: unconfirmed until a meeting confirms them).

    Corrections go to the unit and the meeting as they were written. None for a courtesy.
    """
    said = (_without_praise(line) for line in lines)
    own = [line for line in said if says_no_corrections(line) or not is_harmless([line])]
    if not own:
        return None
    if all(says_no_corrections(line) for line in own):
        return NoCorrections()
    text = "\n".join(own)
    if (_QUESTION.search(text) and not wants_change(text)) or not _CORRECTS.search(text):
        return ForTheUnit(text)
    return Correction(text)


def _without_praise(line: str) -> str:
    """Return a line without the sentences that praise what stands rightly in the minutes."""
    sentences = _SENTENCE_ENDS.split(line)
    kept = [each for each in sentences if not _RIGHTLY_WRITTEN.fullmatch(each)]
    return line if len(kept) == len(sentences) else " ".join(kept)


def with_corrections_file(reading: Reading) -> Reading:
    """Take the file that came with a reply for corrections too, where its words speak of nothing else."""
    if reading.not_understood or any(not isinstance(saying, Correction) for saying in reading.sayings):
        return reading
    return Reading((*reading.sayings, CorrectionsFile()))
