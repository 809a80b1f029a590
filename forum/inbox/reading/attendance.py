"""Deputies whom the register does not have yet, in the form that our letters ask for.

Replies about attendance: "I will be there", apologies, or a deputy's name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from forum.inbox.answered_letter import AnsweredLetter
from forum.inbox.phrases.attendance.coming_clauses import (
    BEFORE_A_REMARK,
    Clause,
    clauses_of,
    speaks_of_another_day,
)
from forum.inbox.phrases.attendance.coming_phrases import Kind
from forum.inbox.phrases.courtesies import answers_a_letter, is_signature
from forum.inbox.phrases.lexicon import Turn, turns
from forum.inbox.sayings import Apologies, Coming, DeputyNamed, ForTheUnit, Reading, asked_back
from forum.text.dates import MONTH, WEEKDAY
from forum.text.patterns import any_of, words

_LONGEST_CARD = 400  # characters
_NAME = re.compile(
    rf"(?!(?i:{WEEKDAY}|{MONTH})\b)(?:(?:Dr|Mr|Mrs|Ms|Prof|Cllr|DCI|DI|DS|Det|Supt|Insp|Sgt)\.? ){{0,2}}"
    r"(?<![\w'’-])[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){1,2}"
)
_JOB = re.compile(r"(?:(?:our|the|an?) )?(?P<job>[A-Za-z][\w&'’/() -]{2,70})")
_ADDRESS = re.compile(r"<?(?:mailto:)?([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)>?")
_LABEL = re.compile(
    r"^\W*+(?:my )?(?P<label>deputy|name|job title|title|role|post|e-?mail(?: address)?)\s*[:=]\s*",
    re.IGNORECASE,
)
_THEY_ARE = re.compile(r"[.,;]?\s(?:s?he|they)(?:['’]s| is| are) (?=(?:our|the|an?) )", re.IGNORECASE)
_PARTS = re.compile(r"[,;\n()]|\s[–—-]\s|\.(?=\s|$)")


_NO_JOB = any_of(words("is, are, has, have, will, can, was, i, we, my, me, she, he, they, please, sorry"))
_MOST_JOBS = 2
_BESIDE = frozenset({Kind.NOT_COMING, Kind.APOLOGY, Kind.NO, Kind.REASON, Kind.COURTESY})


@dataclass(frozen=True)
class Card:
    """A deputy who is new; sure where the name has a job title or an address, or stands behind DEPUTY:."""

    deputy: DeputyNamed
    is_sure: bool


def new_deputy(lines: Sequence[str], deputies: Sequence[str], *, deputy_asked: bool) -> Card | None:
    """Return the deputy whom a reply names as our letters ask for it, "Emma Stokes, Head of Practice,
    emma@probation.example", or who in its words comes in the writer's place. None beside anything else."""
    text = "\n".join(lines)
    addresses = _ADDRESS.findall(text)
    lines = re.split(r"(?<=[a-z][.!;])\s|\n", text)
    labels = [label["label"].casefold() for line in lines if (label := _LABEL.match(line))]
    if len(text) > _LONGEST_CARD or len(addresses) > 1 or "?" in text or labels.count("deputy") > 1:
        return None
    is_labelled = "deputy" in labels
    plain = "\n".join(_LABEL.sub("", line) for line in lines)
    for pattern in (_ADDRESS, _THEY_ARE):
        plain = pattern.sub(", ", plain)
    parts = [stripped for part in _PARTS.split(plain) if (stripped := part.strip(" <>[]:\t"))]
    named = [(number, *found) for number, part in enumerate(parts) if (found := _named_in(part))]
    if not named or len({name for _, name, kind in named if kind is Kind.DEPUTY} | {named[0][1]}) > 1:
        return None
    at, name, kind = named[0]
    jobs, others = _jobs([*parts[at + 1 :]], name)
    if any(not _declines(part, deputies) for part in (*parts[:at], *others)):
        return None
    is_in_form = bool(jobs or addresses or is_labelled)
    if kind is Kind.NAME and not (is_labelled or (deputy_asked and is_in_form)):
        return None
    return Card(DeputyNamed(name, ", ".join(jobs), "".join(addresses)), is_sure=is_in_form)


def _named_in(part: str) -> tuple[str, Kind] | None:
    """Return the name in a part of a card, and whether it says that its bearer comes or is the name alone."""
    for match in _NAME.finditer(part):
        kinds = [clause.kind for clause in clauses_of(part, (match[0],)) if clause.kind is not Kind.COURTESY]
        if kinds in ([Kind.NAME], [Kind.DEPUTY]) and not answers_a_letter(match[0]):
            return match[0], kinds[0]
    return None


def _jobs(parts: Sequence[str], name: str) -> tuple[list[str], list[str]]:
    """Return the parts behind a name that may be a job title, and those that are none."""
    jobs: list[str] = []
    for number, part in enumerate(parts):
        if [clause.kind for clause in clauses_of(f"{name} {part}", (name,))] == [Kind.DEPUTY]:
            return jobs, [*parts[number + 1 :]]
        is_said = all(clause.kind is not Kind.FREE for clause in clauses_of(part, ()))
        if is_said or len(jobs) == _MOST_JOBS or not (job := _JOB.fullmatch(part)) or _NO_JOB.search(part):
            return jobs, [*parts[number:]]
        jobs.append(job["job"].strip())
    return jobs, []


def _declines(part: str, deputies: Sequence[str]) -> bool:
    """Say whether a part of a reply says no more than that its writer does not come, or why."""
    return {clause.kind for clause in clauses_of(part, deputies)} <= _BESIDE


HOW = (
    "Reply APOLOGIES if you can’t come, or DEPUTY: and the name, job title and email address of whoever "
    "comes in your place."
)
_WHETHER_OR_WHO = "It is not plain whether you come, or who comes in your place."
_ANOTHER_DAY = "You speak of another day than that of the meeting."
_MORE_THAN_ONE = "More than one person is named as your deputy."
_WHO = "It is not plain who comes in your place."

Said = Coming | Apologies | DeputyNamed
_COMES = frozenset({Kind.COMING, Kind.PARTLY})
_DECLINES = frozenset({Kind.NOT_COMING, Kind.APOLOGY})
_OF_DEPUTIES = frozenset({Kind.DEPUTY, Kind.NAME})
_BARE = frozenset({Kind.YES, Kind.NO, Kind.NAME})
"""What says nothing beside free words."""
_TAKES_REMARK = frozenset({Kind.NOT_COMING, Kind.NO_DEPUTY, Kind.DEPUTY, Kind.COMING})
"""What a reason in free words may stand beside: nobody asks why, and most people say it."""
_NOTHING_BY_ITSELF = frozenset(
    {Kind.YES, Kind.NO, Kind.COURTESY, Kind.GOODBYE, Kind.REASON, Kind.FREED}
    | {Kind.NAME, Kind.NO_DEPUTY, Kind.FREE}
)
_NO_REASON = any_of(
    words(r"will, would, can, could, come\w*, coming, attend\w*, join\w*, there, teams, link"),
    words(r"online, remote\w*, dial\w*, instead, should, add, remov\w*, delet\w*, correct\w*, put, take"),
    words(r"late\w*, early, deput\w*, colleague, some(?:one|body), any(?:one|body), place, behalf"),
    words(r"sen[dt]\w*, please"),
    words(r"cover\w*, stand\w*, represent\w*, e-?mail\w*, letter\w*, files?, page\w*, open\w*"),
    words(r"read\w*, login, wrong"),
    words(r"papers?, reports?, agenda, minutes, items?, actions?"),
    words(r"back, free, cancelled, attach\w*, ask\w*, this, that, role"),
    r"[@\d]",
)
"""Words of another matter than why somebody does not come."""
_IN_A_REASON = frozenset({Kind.FREE, Kind.REASON, Kind.FREED, Kind.COURTESY})
_IN_AN_EXCUSE = (Turn.LATER, Turn.DAY, Turn.WISH, Turn.OTHERS, Turn.DENIAL, Turn.UNTIL, Turn.PART)
_NO_EXCUSE = any_of(
    words(
        r"come, coming, attend\w*, join\w*, there, online, remote\w*, dial\w*, teams, link, instead, deput\w*"
    ),
    words(
        r"colleague, some(?:one|body), any(?:one|body), behalf, my place, stand\w* in, represent\w*, "
        r"open\w*, login"
    ),
    words(
        r"papers?, reports?, agenda, minutes, items?, actions?, page\w*, wrong, e-?mail\w*, read\w*, "
        r"leav\w+, left"
    ),
    words("dreams?, goes, going to be there"),
    r"(?-i:\b(?!I\b)[A-Z]\w*) (?:is|will|can) (?:\w+ )?(?:go|going|cover\w*|do|free|able|happy|available)\b",
    r"\A(?-i:[A-Z][\w'’-]+(?: (?:of|for|and|[A-Z][\w'’-]+)){0,4})\W*\Z",
)
"""Words of another matter than why somebody does not come."""
_TAKES_BACK = any_of(
    words(r"forgot, forget, actually, scrap, ignore, jok\w*, hang, hold, wait, oops, ha, haha, lol, scratch"),
    words(r"strike, disregard, correction, rather, undo, whatever, anyway, mistake, kidding, cancel\w*"),
)
"""Words that take back what was said."""
_OF_ANOTHER = any_of(
    words(r"manager, boss, colleagues?, chief, team's, role, leav\w+, left, told, tells, think"),
    words(r"check\w*, spirit, pre-?meet\w*"),
    r"(?-i:\b(?!I\b)[A-Z]\w*) (?:is|are|has|have|was|isn)\b",
    words(r"link, page, papers?, appendix, file, attach\w*, open, find, see, deadline, sub-?group"),
    words(r"calls?, confirm\w*"),
)
"""Words beside which an answer is of somebody else, or of something else than the meeting."""
_OF_COMING = any_of(
    words(r"come, coming, there, make it, present, absent, away, leave, diary, instead, behalf, see you"),
    words(r"attend\w*, join\w*, clash\w*, deput\w*, cover\w*, represent\w*, apolog\w*, regrets?"),
    words(r"cannot, cant, wont"),
    r"\b(?:can|won)['’]t\b",
)
_NEXT = any_of(words("next"))


def speaks_of_coming(lines: Sequence[str], deputies: Sequence[str]) -> bool:
    """Say whether lines say that somebody comes, does not, or that a deputy does, ``deputies`` or another."""
    clauses = clauses_of(_without_signature("\n".join(lines), deputies), deputies)
    are_glued = [*(clause.is_glued for clause in clauses[1:]), False]
    return (
        any(
            clause.kind not in _NOTHING_BY_ITSELF and not is_glued
            for clause, is_glued in zip(clauses, are_glued, strict=False)
        )
        or new_deputy(lines, deputies, deputy_asked=False) is not None
    )


def may_speak_of_coming(text: str, deputies: Sequence[str]) -> bool:
    """Say whether a text has a word of coming, or of a deputy."""
    return _OF_COMING.search(text) is not None or any(c.deputies for c in clauses_of(text, deputies))


def is_all_of_coming(lines: Sequence[str], deputies: Sequence[str]) -> bool:
    """Say whether lines speak of coming from end to end, wherever they are broken."""
    clauses = clauses_of(_without_signature("\n".join(lines), deputies), deputies)
    kinds = {clause.kind for clause in clauses}
    return Kind.FREE not in kinds and not kinds <= _NOTHING_BY_ITSELF


def says_see_you(line: str) -> bool:
    """Say whether a line is a goodbye until the meeting, thanks apart: "Received. See you on Tuesday"."""
    kinds = {clause.kind for clause in clauses_of(line, ())}
    return Kind.GOODBYE in kinds and kinds <= {Kind.GOODBYE, Kind.COURTESY}


def read_attendance(
    lines: Sequence[str],
    letter: AnsweredLetter,
    on: dt.date,
    *,
    deputy_asked: bool = False,
) -> Reading | None:
    """Read whether somebody comes (clause 4: a seat is filled by its member or a deputy).

    It is recorded where the whole of it is made of closed phrases, with a reason behind them perhaps, or
    names a deputy in the form that the letter asks for. One answer beside other words is proposed; anything
    else is asked back. With ``deputy_asked`` a bare name answers the letter. None where it says
    nothing of this.
    """
    text = "\n".join(lines)
    unsigned = _without_signature(text, letter.deputies)
    readings = [clauses_of(each, letter.deputies) for each in (unsigned, " ".join(unsigned.split()))]
    clauses = next((each for each in readings if not _free(each)), readings[0])  # lines break anywhere
    clauses = _with_phrases_in_words(clauses)
    said = _said(clauses, is_asked=letter.name == "invitation", deputy_asked=deputy_asked)
    is_sure = _is_sure(clauses, said)
    card = new_deputy(lines, letter.deputies, deputy_asked=deputy_asked)
    if card and (card.is_sure or said in (None, _WHO)) and not (is_sure and isinstance(said, DeputyNamed)):
        is_sure, said = card.is_sure, card.deputy
    if said is None:
        return None
    if letter.meeting and speaks_of_another_day(text, letter.meeting, on):
        return asked_back(_ANOTHER_DAY, HOW, text)
    if isinstance(said, str):
        return asked_back(said, HOW, text)
    is_next = letter.name == "invitation" and _NEXT.search(text)  # it may be to a later one
    if not is_sure or is_next:
        return asked_back(_WHETHER_OR_WHO, HOW, text)
    is_partly = any(clause.kind is Kind.PARTLY for clause in clauses)
    return Reading((said, ForTheUnit(text)) if is_partly else (said,))


def _with_phrases_in_words(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Return clauses with a phrase that goes on without a mark as the words it is the beginning of, where
    another says the answer: "I am in" of "I'm in theatre, so can't come"."""
    glued = [number for number, clause in enumerate(clauses) if number and clause.is_glued]
    parts = {*glued, *(number - 1 for number in glued)}
    if not any(c.kind in _TAKES_REMARK for number, c in enumerate(clauses) if number not in parts):
        return clauses
    merged: list[Clause] = []
    for clause in clauses:
        if clause.is_glued and merged:
            merged[-1] = Clause(Kind.FREE, f"{merged[-1].text}{clause.text}", merged[-1].deputies)
        else:
            merged.append(clause)
    return tuple(merged)


def _without_signature(text: str, deputies: Sequence[str]) -> str:
    """Return a text without the names, titles and numbers below its first line, but those of deputies."""
    first, *below = text.split("\n")
    names = {word for deputy in deputies for word in deputy.casefold().split()}
    kept = (line for line in below if not is_signature(line) or names.intersection(line.casefold().split()))
    return "\n".join([first, *kept])


def _free(clauses: Sequence[Clause]) -> list[Clause]:
    return [clause for clause in clauses if clause.kind is Kind.FREE]


def _is_sure(clauses: Sequence[Clause], said: Said | str | None) -> bool:
    """Say whether clauses are closed phrases, but for reasons beside an answer that takes them."""
    takes = [clause.kind in _TAKES_REMARK for clause in clauses]
    for number, clause in enumerate(clauses):
        is_behind, is_before = any(takes[:number]), any(takes[number:]) and number + 1 < len(clauses)
        goes_on = number == 0 or clauses[number - 1].kind in _IN_A_REASON
        is_reason = (is_behind or is_before) and (
            (goes_on or not is_behind or BEFORE_A_REMARK.match(clause.text) is not None)
            and not _is_turned(clause.text, said, first=not is_behind)
        )
        if clause.is_glued or (clause.kind is Kind.FREE and not is_reason):
            return False
    return True


def _is_turned(text: str, said: Said | str | None, *, first: bool) -> bool:
    """Say whether free words may turn an answer beside them; those before it may be one of another matter."""
    if isinstance(said, Apologies):
        turned = turns(text, _IN_AN_EXCUSE) or _NO_EXCUSE.search(text)
        return bool(turned) or _TAKES_BACK.search(text) is not None
    no_matter = {Turn.LATER, Turn.DAY, Turn.WISH}
    if isinstance(said, DeputyNamed):
        no_matter |= {Turn.OTHERS}
    return (
        turns(text, no_matter)
        or any(pattern.search(text) for pattern in (_NO_REASON, _TAKES_BACK, _OF_ANOTHER))
        or (first and answers_a_letter(text))
    )


def _said(clauses: Sequence[Clause], *, is_asked: bool, deputy_asked: bool) -> Said | str | None:
    """Return what clauses come to, or why it is not plain; None where they say nothing of coming."""
    kinds = {clause.kind for clause in clauses}
    if Kind.FREE in kinds:
        kinds -= _BARE
    if Kind.NO in kinds and (is_asked or not kinds.isdisjoint({Kind.APOLOGY, *_OF_DEPUTIES})):
        kinds.add(Kind.NOT_COMING)
    if Kind.YES in kinds and is_asked and Kind.NOT_COMING not in kinds:
        kinds.add(Kind.COMING)
    return _answer(clauses, kinds, deputy_asked=deputy_asked)


def _answer(clauses: Sequence[Clause], kinds: Collection[Kind], *, deputy_asked: bool) -> Said | str | None:
    kinds = {*kinds}
    declines, comes = not kinds.isdisjoint(_DECLINES), not kinds.isdisjoint(_COMES)
    are_named = declines or deputy_asked or Kind.DEPUTY in kinds
    named = {name for c in clauses if are_named and c.kind in _OF_DEPUTIES & kinds for name in c.deputies}
    if len(named) > 1:
        return _MORE_THAN_ONE
    if named:
        (name,) = named
        others = {each for c in clauses if c.kind is Kind.OTHER_DEPUTY for each in c.deputies}
        if not name:
            return _WHO
        is_other = comes or others & {"", name} or kinds & {Kind.NO_DEPUTY, Kind.HALF}
        return _WHETHER_OR_WHO if is_other else DeputyNamed(name)
    if comes:
        return _WHETHER_OR_WHO if kinds & {Kind.NOT_COMING, Kind.NO, Kind.REASON} else Coming()
    if Kind.HALF in kinds:
        return _WHETHER_OR_WHO
    if Kind.GOODBYE in kinds and kinds <= {Kind.GOODBYE, Kind.COURTESY}:
        return Coming()
    if declines or (deputy_asked and Kind.NO_DEPUTY in kinds):
        return Apologies(nobody=Kind.NO_DEPUTY in kinds)
    return _WHO if Kind.OTHER_DEPUTY in kinds else None
