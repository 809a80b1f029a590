"""Replies about attendance: "I will be there", apologies, or a deputy's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.reading.deputies import deputies_named, names_deputy, says_nobody_comes, says_somebody_comes
from forum.inbox.sayings import Apologies, Coming, DeputyNamed, NotUnderstood
from forum.text.patterns import any_of, words

HOW = (
    "Reply APOLOGIES if you can’t come, or DEPUTY: and the name, job title and email address of whoever "
    "comes in your place."
)

Attending = Coming | Apologies | DeputyNamed

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
_COMING = any_of(
    r"\b(?:i(?:['’]ll| will| shall)|we will|happy to|i can|able to|plan to)"
    r" (?:now |certainly |definitely |also )?"
    r"(?:be (?:there|attending|joining|coming)|attend|come|join|make it)\b",
    r"\bsee you (?:there|on the day)\b",
    r"\bi(?:['’]m| am) (?:coming|attending|joining)\b",
    r"^(?:yes,? )?(?:attending|accept(?:ed|ing)?|i accept|coming|will (?:be there|attend|come|join))\b",
)
_PARTLY = any_of(
    words("late, leave early, leave at, leave by, have to go, until, only, for item, part of"),
    words("first half, first hour, second half"),
)
_DOUBT = any_of(
    words("if, unless, might, maybe, perhaps, probably, hope, hoping, not sure, unsure, try, trying, either"),
    r"\bdepends\b",
    r"\bmay (?:not|be|have|need|come)\b",
    r"\bshould be able\b",
    r"\?",
)
_PLEASE_RECORD = any_of(r"\b(?:can|could|would) you\b.{0,40}\bapologies\b[^?]{0,300}\?")
_OF_ANOTHER = any_of(
    r"\b(?:he|she|they|my (?!apolog)\w+(?: \w+){0,3}|the (?!meeting|group|forum|unit)\w+(?: \w+){0,4})"
    rf" (?:sends?|gives?|has asked|is unable|are unable|{_CANT})\b",
    r"\b(?:his|her|their) apologies\b",
)


def speaks_of_coming(line: str) -> bool:
    """Say whether a line speaks of coming, not coming, or of a deputy."""
    return (
        _APOLOGIES.search(line) is not None
        or _COMING.search(line) is not None
        or names_deputy(line)
        or says_somebody_comes(line)
    )


def read_attendance(
    lines: Sequence[str], deputies: Sequence[str], *, deputy_asked: bool = False, for_another: bool = False
) -> Attending | NotUnderstood | None:
    """Read whether somebody comes (clause 4: a seat is filled by its member or a deputy).

    ``deputies`` are the names of the deputies on the register; with ``deputy_asked`` a bare name answers the
    letter. ``for_another`` is true where a PA writes. None where it says nothing of this.
    """
    lines = [_SORRY_FOR.sub(" ", line) for line in lines]
    text = "\n".join(lines)
    sends_apologies = _APOLOGIES.search(text) is not None
    no_deputy = says_nobody_comes(text)
    deputies_in_reply = deputies_named(
        lines, deputies, deputy_asked=deputy_asked, sends_apologies=sends_apologies
    )
    coming = not deputies_in_reply and any(
        _COMING.search(line) and not _APOLOGIES.search(line) for line in lines
    )
    if not (
        deputies_in_reply
        or sends_apologies
        or coming
        or (no_deputy and deputy_asked)
        or says_somebody_comes(text)
    ):
        return None
    if (
        _DOUBT.search(_PLEASE_RECORD.sub("", text))
        or (coming and sends_apologies)
        or (deputies_in_reply and no_deputy)
    ):
        return _unclear("It is not plain whether you come, or who comes in your place.", text)
    if (
        _OF_ANOTHER.search(text)
        and not deputies_in_reply
        and not for_another
        and not says_somebody_comes(text)
    ):
        return _unclear("It is not plain who can’t come: you, or somebody else.", text)
    if len(deputies_in_reply) > 1 or (deputies_in_reply and re.search(r"\bor\b", text)):
        return _unclear("More than one person is named as your deputy.", text)
    if deputies_in_reply:
        return deputies_in_reply[0]
    if says_somebody_comes(text):
        return _unclear("It is not plain who comes in your place.", text)
    if coming and _PARTLY.search(text):
        return _unclear("It is not plain whether you come for the whole meeting.", text)
    return Coming() if coming else Apologies()


def _unclear(why: str, text: str) -> NotUnderstood:
    return NotUnderstood(why, HOW, text)
