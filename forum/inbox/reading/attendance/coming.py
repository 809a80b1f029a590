"""Replies about attendance: "I will be there", apologies, or a deputy's name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.attendance.coming_clauses import Clause, clauses_of
from forum.inbox.phrases.attendance.coming_phrases import Kind
from forum.inbox.phrases.attendance.likely_coming import likely_clause, speaks_of_a_place_in_papers
from forum.inbox.phrases.attendance.meeting_days import speaks_of_another_day
from forum.inbox.phrases.courtesies_and_conditions import is_qualified, is_signature
from forum.inbox.reading.attendance.deputies import (
    deputies_named,
    names_deputy,
    says_nobody_comes,
    says_somebody_comes,
)
from forum.inbox.sayings import Apologies, Coming, DeputyNamed, ForTheUnit, NotUnderstood, Reading
from forum.text.patterns import any_of, words

HOW = (
    "Reply APOLOGIES if you can’t come, or DEPUTY: and the name, job title and email address of whoever "
    "comes in your place."
)
_WHETHER_OR_WHO = "It is not plain whether you come, or who comes in your place."
_ANOTHER_DAY = "You speak of another day than that of the meeting."
_MORE_THAN_ONE = "More than one person is named as your deputy."
_WHO = "It is not plain who comes in your place."
_WHOSE = "It is not plain who can’t come: you, or somebody else."

_NOBODY_NAMED = re.compile(r"\W*(?:either|both|any(?:one|body)|whoever)\b(?: of them)?\W*", re.IGNORECASE)
Said = Coming | Apologies | DeputyNamed

_DECLINING = frozenset({Kind.NOT_COMING, Kind.APOLOGY})
_COMING_AT_ALL = frozenset({Kind.COMING, Kind.LATE, Kind.PARTLY})
_NOTHING_BY_ITSELF = frozenset({Kind.COURTESY, Kind.GOODBYE, Kind.REASON, Kind.NAME, Kind.NO_DEPUTY})
_LONGEST_CARD = 6  # lines on a deputy who is new

_COME = "(?:come|attend|make|join|be there|be able to|be present|be with you|get there)"
_CANT = r"(?:can(?:['’]|no|)t|can not|won(?:['’]|)t|will not|unable to)"
_FOR_SOMETHING_ELSE = (
    r" for (?:the |my |this |any |a |being |not )*"
    r"(?:delay|late|slow|short notice|confusion|mistake|typo|error)"
)
_SORRY_FOR = any_of(
    rf"\b(?:apolog(?:y|ies|ise|ize)|sorry){_FOR_SOMETHING_ELSE}(?: (?:reply|response|notice))?\b"
)
_APOLOGIES = any_of(
    rf"\bapolog(?:y|ies|ise|ize)\b(?!{_FOR_SOMETHING_ELSE})",
    rf"\b{_CANT} (?:now |unfortunately )?{_COME}\b",
    r"\bnot (?:be )?(?:going to be )?(?:able to )?(?:come|attend|make|join|be there|coming|attending)\b",
    r"\b(?:have to|will|going to have to|must) (?:miss|decline)\b",
    r"^(?:i )?declin(?:e|ed|ing)\b",
    r"\b(?:on (?:annual )?leave|away|in court) (?:that day|on that d\w+|on the day)\b",
)
_COMES = any_of(
    r"\b(?:i(?:['’]ll| will| shall)|we will|happy to|i can|able to|plan to)"
    r" (?:now |certainly |definitely |also )?"
    r"(?:be (?:there|attending|joining|coming)|attend|come|join|make it)\b",
    r"\bsee you (?:there|on the day)\b",
    r"\bi(?:['’]m| am) (?:coming|attending|joining)\b",
    r"^(?:yes,? )?(?:attending|accept(?:ed|ing)?|i accept|coming|will (?:be there|attend|come|join))\b",
)
_OTHERWISE = any_of(
    words(
        "think, checking, please confirm, asked, pre-meet, pre-meeting, wrong, missing, spirit, boss, read,"
        "portal, call"
    )
)
_SENTENCE_END = re.compile(r"(?<=[.!;])\s+")
_DEPUTY_IS = re.compile(r"\W*deputy\s*[:=]", re.IGNORECASE)
_NEXT = any_of(words("next"))
_OF_ANOTHER = any_of(
    r"\b(?:he|she|they|my (?!apolog)\w+(?: \w+){0,3}|the (?!meeting|group|forum|unit)\w+(?: \w+){0,4})"
    rf" (?:sends?|gives?|has asked|is unable|are unable|{_CANT})\b",
    r"\b(?:his|her|their) apologies\b",
)
_THEIR = any_of(words("his, her, their"))
_THEY = re.compile(
    r"^(?:s?he|they|(?:the )?[A-Z]\w*(?:,? \w+){0,8}?) "
    r"(?=(?:is|are|can|can['’]t|cannot|will|won['’]t|sends?|gives?)\b)",
    re.IGNORECASE | re.MULTILINE,
)


def speaks_of_coming(line: str, deputies: Sequence[str]) -> bool:
    """Say whether a line speaks of coming, not coming, or of a deputy, one of ``deputies`` perhaps."""
    return (
        _APOLOGIES.search(line) is not None
        or _COMES.search(line) is not None
        or names_deputy(line)
        or says_somebody_comes(line)
        or any(clause.kind not in _NOTHING_BY_ITSELF for clause in clauses_of(line, deputies) or ())
    )


def says_see_you(line: str) -> bool:
    """Say whether a line is a goodbye until the meeting, thanks apart: "Received. See you on Tuesday"."""
    kinds = {clause.kind for clause in clauses_of(line, ()) or ()}
    return Kind.GOODBYE in kinds and kinds <= {Kind.GOODBYE, Kind.COURTESY}


def is_all_of_coming(lines: Sequence[str], deputies: Sequence[str]) -> bool:
    """Say whether lines speak of coming from end to end, wherever they are broken."""
    clauses = clauses_of(_without_signature("\n".join(lines), deputies), deputies) or []
    return any(clause.kind not in _NOTHING_BY_ITSELF for clause in clauses)


def read_attendance(
    lines: Sequence[str],
    letter: AnsweredLetter,
    on: dt.date,
    *,
    deputy_asked: bool = False,
    for_another: bool = False,
) -> Reading | None:
    """Read whether somebody comes (clause 4: a seat is filled by its member or a deputy).

    It is recorded where the whole of it is made of plain clauses, or names a deputy in the form that the
    letter asks for. Anything else is proposed where it has one likely meaning, and else asked back. With
    ``deputy_asked`` a bare name answers the letter. ``for_another`` is true where a PA writes. None where it
    says nothing of this.
    """
    lines = [_SORRY_FOR.sub(" ", line) for line in lines]
    text = "\n".join(lines)
    written = _THEY.sub("", _THEIR.sub("my", text)) if for_another else text
    unsigned = _without_signature(written, letter.deputies)
    clauses = clauses_of(unsigned, letter.deputies, is_asked=letter.name == "invitation") or []
    plain = _plain(clauses, deputy_asked=deputy_asked) or _new_deputy(
        lines, letter.deputies, deputy_asked=deputy_asked
    )
    likely = likely_clause(unsigned, letter.deputies, deputy_asked=deputy_asked)
    said = (
        plain
        or (likely and _plain([likely], deputy_asked=deputy_asked))
        or _likely(written, deputy_asked=deputy_asked)
    )
    if said is None:
        return None
    if letter.meeting and speaks_of_another_day(text, letter.meeting, on):
        return _unclear(_ANOTHER_DAY, text)
    if isinstance(said, str):
        return _unclear(said, text)
    if plain is None or (letter.name == "invitation" and _NEXT.search(text)):  # it may be to a later one
        return Reading(not_understood=(NotUnderstood(_WHETHER_OR_WHO, HOW, text),), proposed=(said,))
    is_partly = any(clause.kind is Kind.PARTLY for clause in clauses)
    return Reading((said, ForTheUnit(text)) if is_partly else (said,))


def _without_signature(text: str, deputies: Sequence[str]) -> str:
    """Return a text without the names, titles and numbers below its first line, but those of deputies."""
    first, *below = text.split("\n")
    names = {word for deputy in deputies for word in deputy.casefold().split()}
    kept = (line for line in below if not is_signature(line) or names.intersection(line.casefold().split()))
    return "\n".join([first, *kept])


def _plain(clauses: Sequence[Clause], *, deputy_asked: bool) -> Said | str | None:
    """Return what plain clauses come to, or why it is not plain; None where they say nothing of coming."""
    kinds = {clause.kind for clause in clauses}
    declines, comes = not kinds.isdisjoint(_DECLINING), not kinds.isdisjoint(_COMING_AT_ALL)
    are_named = declines or deputy_asked or Kind.DEPUTY in kinds
    deputies = {c.deputy for c in clauses if are_named and c.kind in (Kind.DEPUTY, Kind.NAME)}
    if len(deputies) > 1:
        return _MORE_THAN_ONE
    if deputies:
        (name,) = deputies
        stays_away = any(c.kind is Kind.OTHER_DEPUTY and c.deputy in ("", name) for c in clauses)
        contradicted = comes or not kinds.isdisjoint({Kind.NO_DEPUTY, Kind.DEPUTY_NOT_NEEDED})
        return _WHETHER_OR_WHO if stays_away or contradicted else DeputyNamed(name)
    if comes:
        return _WHETHER_OR_WHO if Kind.NOT_COMING in kinds else Coming()
    if not kinds.isdisjoint({Kind.NOT_IN_PERSON, Kind.NO_APOLOGY, Kind.DEPUTY_NOT_NEEDED}):
        return _WHETHER_OR_WHO
    if Kind.GOODBYE in kinds and kinds <= {Kind.GOODBYE, Kind.COURTESY}:
        return Coming()
    if declines or (deputy_asked and Kind.NO_DEPUTY in kinds):
        return Apologies()
    return _WHO if Kind.OTHER_DEPUTY in kinds else None


def _new_deputy(lines: Sequence[str], deputies: Sequence[str], *, deputy_asked: bool) -> DeputyNamed | None:
    """Return a deputy who is given after DEPUTY:, or with a job title or an address, as the letter asks."""
    sentences = [sentence for line in lines for sentence in _SENTENCE_END.split(line)]
    card = [sentence for sentence in sentences if not _only_declines(sentence, deputies)]
    if not card or len(card) > _LONGEST_CARD or is_qualified(card):
        return None
    named = deputies_named(card, deputy_asked=deputy_asked)
    if len(named) != 1:
        return None
    in_form = named[0].job_title or named[0].address or _DEPUTY_IS.match(card[0])
    return named[0] if in_form else None


def _only_declines(line: str, deputies: Sequence[str]) -> bool:
    """Say whether a line sends apologies and says no more."""
    clauses = clauses_of(line, deputies)
    return clauses is not None and {clause.kind for clause in clauses} <= {
        *_DECLINING,
        Kind.REASON,
        Kind.COURTESY,
    }


def _likely(text: str, *, deputy_asked: bool) -> Said | str | None:
    """Return what words that are not plain probably mean, or why that can't be told; None where they say
    nothing of coming."""
    declines, no_deputy = _APOLOGIES.search(text) is not None, says_nobody_comes(text)
    deputies = deputies_named(text.split("\n"), deputy_asked=deputy_asked and not declines)
    comes = not deputies and any(
        _COMES.search(line) and not _APOLOGIES.search(line) for line in text.split("\n")
    )
    somebody = says_somebody_comes(text)
    if not (deputies or declines or comes or somebody or (no_deputy and deputy_asked)):
        return None
    if _OF_ANOTHER.search(text) and not (deputies or somebody):
        return _WHOSE
    if len(deputies) > 1 or (deputies and re.search(r"\bor\b", text)):
        return _MORE_THAN_ONE
    if (somebody and not deputies) or _NOBODY_NAMED.fullmatch(text):
        return _WHO
    if speaks_of_a_place_in_papers(text):
        return _WHETHER_OR_WHO
    beside = _COMES.sub(" ", _APOLOGIES.sub(" ", text))
    if is_qualified([beside]) or (comes and declines) or _OTHERWISE.search(text):
        return _WHETHER_OR_WHO
    return deputies[0] if deputies else Coming() if comes else Apologies()


def _unclear(why: str, text: str) -> Reading:
    return Reading(not_understood=(NotUnderstood(why, HOW, text),))
