"""What words that are no plain clauses probably say of coming, by the words of one answer and of no other.

It is proposed and never recorded, so it may be generous; what asks, doubts or speaks of another is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.phrases.attendance.coming_clauses import Clause
from forum.inbox.phrases.attendance.coming_phrases import Kind
from forum.inbox.phrases.attendance.coming_words import CAN_NOT, SAYS_COMES, SAYS_STAYS_AWAY
from forum.inbox.phrases.courtesies_and_conditions import is_asking
from forum.text.patterns import any_of, words

_LONGEST = 400  # characters; whoever writes more says more
_DOUBTS = any_of(
    words(
        r"if, unless, until, or, maybe, perhaps, might, may, probably, possibly, unsure, hope, hoping,"
        r" hopefully"
    ),
    words(
        r"think, check, checking, subject to, depend\w*, provided,"
        r" permitting, could, should, whether, try, trying, impossible, difficult, tricky, awkward,"
        r" let you"
    ),
    words(
        r"tentativ\w*, ask, asked, asking, waiting, told, tells, said, says, confirm later, nearer, assuming"
    ),
    r"\bwould\b(?! be (?:delighted|happy|glad|pleased)|n't)|\bplease confirm\b|\b(?:please|do) (?:come"
    r"|attend|join)\b",
    r"^\W*(?:is|are|am|has|have|does|did|was|will|can|shall) (?-i:[A-Z])|\b(?:next|following) month\b"
    r"|\bdown with\b",
)
_OF_ANOTHER = any_of(
    words(
        "he, she, they, his, her, their, someone, somebody, everyone, manager, boss, colleague,"
        " colleagues, chief"
    ),
    words("last one, last meeting, last time, missing, role, team's"),
    r"(?-i:\b(?!(?:It|This|That|There|Work|Date|Diary|Something|Unfortunately|Sadly)\b)[A-Z][a-z]+)"
    r" (?:can't|cannot|won't|will|is|isn't|sends|has|can)\b",
    r"(?-i:\b(?!It|That|There|What)[A-Z][a-z]+)'s (?:off|on|not|away|ill)\b|\bin spirit\b|\b(?:come"
    r"|get) back\b|\bpre-?meet",
)
_OF_SOMETHING_ELSE = any_of(
    words(
        r"link, page, papers?, appendix, file, attach\w*, documents?, open, find, see, read, deadline,"
        r" pre-?meet\w*"
    ),
    words(
        r"sub-?group, calls?, actions?, items?, decision, agenda, minutes, forgot, wrong, whole, in person"
    ),
    words(r"e-?mail, mistake, confusion, delay, late, teams, mornings, afternoons"),
)
_STAYS_AWAY = any_of(
    rf"\b{CAN_NOT} (?:\w+ ){{0,2}}(?:attend|come|join|make|manage|joining|attending|coming|there|get"
    rf" there)\b",
    r"^\W*(?:i )?can't\W*(?:sorry)?\W*$|\bafraid not\b|\b(?:is|'s) (?:no|not) good for me\b",
    r"\bnot (?:be |going to )?(?:there|attend|make|join|come|in|me this|joining|coming)\b"
    r"|\bnon[ -]?attendance\b",
    r"\b(?:accept|give|send|note|take|pass on|with) (?:\w+ )?(?:apologies|apols)\b|^\W*(?:\w+"
    r" )?apolog(?:ies|y)\b",
    r"\bdecline\b|\bon (?:annual )?leave\b|\bon holiday\b|\babroad\b|\boff sick\b",
)
_COMES = any_of(
    r"\b(?:plan|planning|intend|intending|delighted|happy|pleased|glad|hoped) (?:to|on)"
    r" (?:be|attend|come|join|attending|coming|joining|confirm attendance)\b",
    r"\b(?:attending|attendance)\b|\b(?:pop|be|come) along\b|\badd me\b|\b(?:booked in|all set) for\b"
    r"|^yes to the\b|\bworks well\b|\b(?:am|i'm) on for\b|\bbe there\b",
)
_DENIES = re.compile(r"\b(?:no|not|never|none|neither|cannot|cant|wont|unable)\b|n't\b", re.IGNORECASE)
_THEY_DO_NOT = re.compile(
    r"\b(?:he|she|they)(?:'s|'re|'ll| is| are| will)? (?:not|no longer|never|can't|cannot|won't"
    r"|isn't|aren't)\b",
    re.IGNORECASE,
)
_OWN = (
    r"'s (?!(?:coming|going|attending|able|free|happy|available|standing|stepping|covering|there|in|my|on|now"
    r"|kindly|agreed|going)\b)"
)
"""What is somebody's own: "Tom Harding's manager" is not Tom Harding."""
_IN_PAPERS = any_of(words("page, pages, appendix, link, file, attachment"), r"\bitems? \d")
_OF_COMING = any_of(
    words(
        "come, coming, there, make it, present, absent, away, leave, available, free, diary, instead, behalf"
    ),
    words(r"attend\w*, join\w*, clash\w*, deput\w*, cover\w*, represent\w*, apolog\w*, regrets?"),
    words("cannot, cant, wont, unable, not be, not able, at this one, be in the room"),
    r"\b(?:can|won)'t\b",
)
"""Words that may say whether somebody comes."""
_NEITHER = any_of(words("neither, nor, either"))
_NO_MATTER = any_of(r"\b(?:no|not a) (?:problem|bother|worries|trouble)\b")
_GOES = any_of(
    r"\b(?:attend\w*|com(?:e|ing)|cover\w*|instead|for me|for us|in my \w+|my (?:place|stead|absence)"
    r"|on (?:my )?behalf)\b",
    r"\b(?:deput\w+|represent\w*|stand(?:ing)? in|step(?:ping)? in|go|going|happy to|available|nominate"
    r"|rather than me|be there|take my place)\b",
)
_OF_A_DEPUTY = any_of(
    words("deputy, deputies, substitute, instead, in my place, in my stead, on my behalf, for me")
)
_TITLE = r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Cllr|DC[IS]?|D[IS]|Supt|Insp|Sgt)\.?"
_NO_DEPUTY = any_of(
    r"\b(?:nobody|no one|no-one|none|neither|no deputy)\b",
    r"(?:n't|\bunable to|\bcannot|\btoo (?:stretched|busy|short) to) (?:\w+ ){0,2}(?:cover|send"
    r"|deputise|spare)\b",
)


def likely_clause(text: str, deputies: Sequence[str], *, deputy_asked: bool = False) -> Clause | None:
    """Return the one clause that a text probably comes to: somebody comes, does not, or a deputy does; None
    where it has no such word, those of two answers, or any that asks or doubts."""
    text = _NO_MATTER.sub(" ", " ".join(text.replace("’", "'").split()))
    if len(text) > _LONGEST or is_asking(text) or _DOUBTS.search(text):
        return None
    named = named_among(text, deputies)
    stays_away = (_STAYS_AWAY.search(text) or SAYS_STAYS_AWAY.search(text)) is not None
    comes = (_COMES.search(text) or SAYS_COMES.search(text)) is not None
    if named:
        denied = denies_deputy(text)
        is_one = (
            len(named) == 1
            and _GOES.search(text)
            and not denied
            and not re.search(
                r"\band i\b|\bwith (?:me|us)\b|\bi(?:'ll| will| shall|'m| am) (?:be )?(?:there|com|attend)",
                text,
                re.I,
            )
        )
        return Clause(Kind.DEPUTY, named[0]) if is_one else None
    if _OF_ANOTHER.search(text):
        return None
    if deputy_asked and _NO_DEPUTY.search(text):
        return Clause(Kind.NO_DEPUTY)
    if _OF_A_DEPUTY.search(text):
        return None
    if stays_away:
        return None if _OF_SOMETHING_ELSE.search(text) else Clause(Kind.NOT_COMING)
    return Clause(Kind.COMING) if comes and not _DENIES.search(text) else None


def named_among(text: str, deputies: Sequence[str]) -> list[str]:
    """Return those of the deputies whom a text names."""
    return [deputy for deputy in deputies if _names(text, deputy)]


def denies_deputy(text: str) -> bool:
    """Say whether a text denies something else than that its writer comes, so that it may be a deputy."""
    text = text.replace("’", "'")
    stays_away = _STAYS_AWAY.search(text) or SAYS_STAYS_AWAY.search(text)
    return bool(
        _NEITHER.search(text) or _THEY_DO_NOT.search(text) or (_DENIES.search(text) and not stays_away)
    )


def doubts_coming(text: str) -> bool:
    """Say whether a text has a word by which it may not say who comes: "hope", "check", "told"."""
    return _DOUBTS.search(text.replace("’", "'")) is not None


def may_speak_of_coming(text: str, deputies: Sequence[str]) -> bool:
    """Say whether a text has a word of coming, or names a deputy, and speaks of nothing else."""
    text = text.replace("’", "'")
    is_of_coming = _OF_COMING.search(text) is not None or any(_names(text, deputy) for deputy in deputies)
    return is_of_coming and not is_asking(text) and not _OF_SOMETHING_ELSE.search(text)


def speaks_of_a_place_in_papers(text: str) -> bool:
    """Say whether a text speaks of a page, a link or an item: "I can't make out page 3"."""
    return _IN_PAPERS.search(text) is not None


def _names(text: str, deputy: str) -> bool:
    """Say whether a text has the name of a deputy, or the first of two names, or the last behind a title."""
    first, *others = deputy.split()
    name = first if len(others) == 1 else deputy
    if others and re.search(rf"{_TITLE} {re.escape(others[-1])}\b", text):
        return True
    return re.search(rf"\b{re.escape(name)}\b(?!{_OWN})", text) is not None
