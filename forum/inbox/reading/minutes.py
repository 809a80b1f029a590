"""Corrections to the minutes, or none.

What the Chair wants changed in a draft, told in free text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.phrases.courtesies import is_harmless
from forum.inbox.phrases.lexicon import Turn, is_asking, turns_in
from forum.inbox.sayings import (
    Correction,
    CorrectionsFile,
    ForTheUnit,
    NoCorrections,
    NotUnderstood,
    Reading,
)
from forum.text.patterns import any_of, words

TAKES_CORRECTIONS = frozenset({"minutes", "stood_in", "last_minutes"})
PLEASE_CORRECT = "PLEASE CORRECT:"
HOW = "Say what is to be corrected and where it stands, or reply NO CORRECTIONS."
_FROM = (
    r"(?: (?:(?:from|for|to|on) (?:me|us|here|(?:the|these) minutes)|from (?:the |our )?[^\W\d]+(?: side)?"
    r"|needed|at all|as far as (?:i|we) can (?:see|tell)|thanks|thank you))*"
)
_NONE = any_of(
    "(?:(?:there are|i have|we have) )?(?:no|nil|zero)(?: (?:further|other))* (?:corrections?|amendments?"
    f"|changes?|comments?|issues?){_FROM}",
    rf"(?:nil|none|nothing)(?: (?:further|else|to (?:add|correct|change|report)))*{_FROM}",
    "(?:(?:(?:the )?minutes|this|these|it|they|all|i|we) ?(?:['’]re |are |is |look |looks )?)?(?:an? |very "
    "|all )*(?:agreed?|accurate|correct|right|approved?|accurate record|true record|fine|good|ok|okay|clear"
    f"|great){_FROM}",
    "(?:i['’]m |we['’]re |i am )?(?:happy|content) (?:with|to (?:agree|confirm)) (?:these|this|them|it"
    "|the minutes)(?: as an? (?:accurate|true|correct) record)?",
    r"(?:(?:i['’]ve|i have|have|all) )?(?:noted|read|seen|got)(?: (?:them|these|it|all))?"
    r"(?: and (?:noted|filed|agreed))?|(?:(?:very|good|clear|helpful|excellent) )+(?:minutes|notes|record)",
)
"""That the minutes are right as they are, in the whole of a sentence."""
_NOTHING = any_of(words("no, nothing, none, fine, good"))
_PIECE_ENDS = re.compile(r"(?<![.,;!–—])[.,;!–—]++(?=\s|$)|\s-\s|\s(?=thank)")
_PLACE = (
    r"(?:p(?:p|ages?|aras?|aragraph)?\.?|items?|minutes?|actions?|section|line|bullet|point|under|in|at)\.? ?"
)
_PLEASE = any_of(
    r"\b(?:please|can you|could you) (?:amend|add|change|correct|move|remove|replace|reword|put right|take"
    r" out)\b|\b(?:could|can) (?:that|this|it) (?:please )?be (?:changed|corrected|amended|put right)\b"
    r"|\bplease (?:show|record) (?:me|us|my|our)\b"
    r"|(?:^|[.:,] )(?:(?:amend|add|change|remove|replace)(?= (?!i\b)\w)"
    r"|correct(?= (?:the|my|our|item|page|para)\b))"
)
_CORRECTS = any_of(
    r"\d.{0,200} should (?:be|read|say|have)\b|\bshould (?:read|come out|say)\b|['’”\"] should be\b",
    r"\b(?:the|my|our|item) [\w ]{1,20} (?:is|are) wrong\b|\bwrong (?:date|day|name|title|figure|room)\b",
    r"\b(?:is|are) (?:mis)?spel(?:t|led)\b(?! (?:correctly|right))|\bhas the wrong\b|\bwas meant to be\b",
    rf"^\W*(?:{_PLACE})?\d[\d.]*(?:,? [^.:,]{{1,30}})?\s*[:,.–-]\s.{{0,200}}\b(?:not|says?|said|was|were|show"
    rf"|should|agreed)\b",
    r"\b(?:says?|say|shows?|said|is down as|have me (?:down )?as|spelt me|me down as|i['’]m down as|calls me"
    r"|got)\b.{1,60}?(?:,|\.|\bbut\b|[–-]| and )\s*(?:it|it['’]s|its|we|i|that|this)\b",
    rf"\b{_PLACE}\d[\d.]* (?:is |are )?wrong\b|\bi said [^.?!]{{1,40}}\bnot (?-i:[A-Z]|\d)",
    r"(?:\b(?:am|is|was|are)(?:n['’]t| not)?|\bi['’]m(?: not)?) (?:listed|shown|recorded|down|on the list)\b"
    r"|\bcorrections are attached|\bnot on the list of\b",
    r"\bminutes (?:say|show|have)\b|\bi said [^.?!]{1,60}, not \w|\b(?:wrong|missing) (?:in|from"
    r"|on) the (?:list|minutes)\b|\byou['’]ve got (?-i:[A-Z])|\bi said \w+,? not\b|\w,? not (?:(?-i:[A-Z]\w+)"
    r"|\d+)\b|\bspel(?:led|t) .{1,40}\b(?:is|has|with)\b",
)
"""A place or a saying of the minutes, and what is right there."""
_MAY_CORRECT = any_of(
    rf"\b{_PLACE}\d",
    words("wrong, corrected, correction, amended, misspelt, should (?:be|say|read), put right"),
)
"""Words of somebody who may want the minutes corrected."""
_OF_ANOTHERS = any_of(
    r"^\W*(?-i:(?!I\b)[A-Z]\w+) (?:thinks?|says?|said|reckons)\b",
    r"\b(?:beautifully|well|nicely) "
    r"(?:put|done|said|written)\b",
)
"""Words of what somebody else makes of the minutes, or of praise."""
_VAGUE = any_of(
    words(
        "somehow, something, somewhere, somebody, someone, bits, if, oddly, not so sure, believes, reckons,"
        " i think, i don['’]t think, either, says"
        " you['’]ve"
    ),
    words(
        r"need to check, will correct, might have, how i remember, don['’]t remember, i may, not convinced"
    ),
    r"\bhave (?:filed|saved|printed|kept)\b|\bisn['’]t it\b|\bis it\W*$|\bwas a good\b",
)


def says_no_corrections(line: str) -> bool:
    """Say whether a line says that the minutes are right as they are."""
    pieces = [piece.strip(" \"'()") for piece in _PIECE_ENDS.split(line) if piece.strip()]
    none = [piece for piece in pieces if _NONE.fullmatch(piece)]
    return bool(none) and all(piece in none or is_harmless([piece]) for piece in pieces)


def read_corrections(lines: Sequence[str]) -> Correction | NoCorrections | NotUnderstood | ForTheUnit | None:
    """Read what a member says of the minutes (clause 6: unconfirmed until a meeting confirms them).

    Corrections go to the unit and the meeting as they were written; what may be one is asked back, and what
    is none is for the unit. None for a courtesy.
    """
    own = [line for line in lines if says_no_corrections(line) or not is_harmless([line])]
    if not own:
        return None
    if all(says_no_corrections(line) for line in own):
        return NoCorrections()
    text = "\n".join(own)
    if text.startswith(PLEASE_CORRECT):
        return Correction(text)
    is_asked = _PLEASE.search(text)  # "I was there from ten, can you correct the attendance please"
    corrects = is_asked or (_CORRECTS.search(text) and not _OF_ANOTHERS.search(text))
    is_doubted = Turn.DOUBT in turns_in(text) or (is_asking(text) and not is_asked)
    if corrects and not (is_doubted or _VAGUE.search(text)):
        return Correction(text)
    if is_asked or (_MAY_CORRECT.search(text) and not is_asking(text)):
        why = "It is not plain whether you want the minutes corrected."
        return NotUnderstood(why, HOW, text)
    return ForTheUnit(text)


def correction_as_written(text: str) -> str:
    """Return the correction that a text may be; empty for one that asks, or that has nothing to correct."""
    is_none = "?" in text or _NOTHING.search(text)
    return "" if is_none else f"{PLEASE_CORRECT} {' '.join(text.split())}"


def with_corrections_file(reading: Reading) -> Reading:
    """Take the file that came with a reply for corrections too, where its words speak of nothing else."""
    if reading.not_understood or any(not isinstance(saying, Correction) for saying in reading.sayings):
        return reading
    return Reading((*reading.sayings, CorrectionsFile()))


_PART = r"(?:(?:agenda )?(?:items?|number|no|paper|page|paragraph|para|section|line)\.? ?\d{1,2}|\d\.\d)"
_DO = (
    "(?:change|amend|move|remove|delete|correct(?! me)|replace|swap|include|add|reword|rephrase|clarify"
    "|re-?order|defer|drop|strike|merge|split|shorten|insert|cut|rename|fix|switch|shift|push|bring|fit"
    "|take(?! (?:it|that|this|these|them|both) as )|put(?! me)|lose|hold back"
    rf"|(?:make|give|have|hear|leave)(?= (?:the )?{_PART}))"
)
_ASKED = any_of(
    rf"(?:^|[.!;:,\n–—-]|\b(?:but|and|then|please|pls|also|just|otherwise|meant)\b)[ \t]*+{_DO}\b(?=\s+\w)"
    "(?! (?:some(?:one|body)|any(?:one|body)|(?-i:[A-Z][a-z]+)) (?:ring|call|phone|contact)\b| it "
    "(?:with|to) (?:me|us|you)| an? (?:good|great|nice|lovely|restful))",
    rf"\b(?:please|pls) (?:{_DO}|make(?! sure\b)|give|have(?! some(?:one|body))|leave|say"
    r"|be (?:more|less|(?:clear|brief|short|firm|soft)er))\b(?=\s+\S)",
    r"\b(?:please|pls) (?:amend|correct|change|fix|put right)\b|^change\b|\b(?:change|fix|correct) (?:it|that"
    r"|those|these)\b",
    rf"\b(?:can|could|would|will) (?:you|we|somebody|someone)(?: please| kindly)? {_DO}\b",
    r"\b(?:i|we)(?:['’]d| would)? (?:want|like|prefer|need) [^.?!]{1,60}\b(?:moved|changed|added|removed"
    r"|taken (?:out|off)|put|dropped|swapped|reworded|corrected|amended)\b",
    r"\b(?:can|could) (?:you|we) (?:please )?(?:have|hear|take) [^.?!]{1,40} (?:first|last|earlier|later"
    r"|at the (?:start|end|top))\b|\bmake it \d|\bplease (?:expand|rewrite|redo|shorten)\b"
    r"|\bneeds an? (?:later|earlier|longer|shorter) [a-z]+",
    r"\b(?:can|could|should) (?:you|we) (?:please )?(?:say|put) [^.?!]{1,60}\b(?:rather than|instead of)\b",
)
_IS_AT_FAULT = any_of(
    r"(?<!\bi )(?<!\bwe )\b(?:should|must|ought to|needs? to|has to|have to) (?:read|say|show|state|mention"
    "|record|include|not|move"
    r"|come|go|have(?! (?:been|said|put|made|written))|be (?=(?:\d+|more|less|(?:clear|brief|short|firm"
    rf"|soft)er|changed|moved|before|after|first|last|{_PART})\b))\b",
    r"\b(?:is|are|was|were|got|gone|looks?|in) (?:\w+ ){0,2}(?:wrong|missing|inaccurate|incorrect|left out"
    r"|mis-?spel\w+)\b"
    r"|^wrong (?:\w+ )?(?:in|on|at)\b|\btypo\b|\btracked changes\b",
    r"\b(?:not|n['’]t) (?:an? )?(?:accurate|correct|right|true|happy|content)\b",
    r"(?<!\bor )\b(?:not|n['’]t|cannot) (?:\w{1,9} )?agree\b(?![^.?!\n]{0,60}\byet\b)"
    r"|(?<!have )\bnot agreed\b(?! (?:yet|by)\b)|(?:^|\b(?:i"
    r"|we) )disagree\b",
    r"\byou(?:['’]ve| have) (?:got )?(?:me|us|him|her|them|(?-i:[A-Z][a-z]+)) (?:down )?(?:as |at |in )?"
    r"(?:absent|present|listed|shown|missing|late|speaking|saying)\b",
    rf"(?:^|\n)(?:on |in |at |under )?(?:the )?{_PART}[^.\n:–—-]{{0,20}}(?:[:–—]|\s-)\s*\w+ \w+",
    rf"{_PART}\b[^.?!\n]{{0,60}}\b(?:not|needs \w+ing|rather than|instead of"
    r"|(?:before|after)(?! (?:i|we|you)\b)|\d+ min(?:ute)?s)\b",
)
_NO_CHANGES = any_of(
    r"\b(?:no|nothing|n['’]t|not)(?: \w{1,9}){0,2} (?:chang|amend|correct(?:ion|ed)|add\b|wrong|missing|amiss"
    r"|incorrect|inaccurate)\w{0,6}",
    r"(?:n['’]t|\bnot)(?: (?:that|because))?(?: (?:i|we))? (?:disagree|object)\b",
)


_IS_OPEN = any_of(
    r"\beither\b.+\bor\b", r"\b(?:have not|haven['’]?t)(?: \w{1,9})? (?:had|opened|read|looked|seen|got)\b"
)
"""Words of somebody who has not made up their mind, or not read it."""


def wants_change(text: str) -> bool:
    """Say whether a text plainly wants something in a draft changed; a question about it does not."""
    text = _NO_CHANGES.sub("", text)
    is_at_fault = _IS_AT_FAULT.search(text) and not ("?" in text or _IS_OPEN.search(text))
    return _ASKED.search(text) is not None or bool(is_at_fault)
