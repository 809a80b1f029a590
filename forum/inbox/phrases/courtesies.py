"""Replies that need no answer: "Thank you", "Noted"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum.inbox.phrases.courtesies_and_conditions import CONDITIONS, DOUBTS, is_signature, is_thanks
from forum.text.dates import MONTH, WEEKDAY
from forum.text.patterns import any_of, words

_YES = re.compile(
    r"[^\w?]*+(?:yes|confirmed)\b(?:[^\w?]*+(?:please|thank you|thanks))*+[^\w?]*+", re.IGNORECASE
)

_LONGEST_REMARK = 160  # characters
_PLEASED = any_of(
    words(
        "thanks, thank you, thankyou, ta, cheers, thx, received, rcvd, recd, got, noted, seen, read, looking"
    ),
    words("great, lovely, super, brilliant, excellent, hooray, pleasure, helpful, clear, good, best wishes"),
    words("deleted, looking, shame, pity, understood"),
)
_WANTS = any_of(
    words(
        "please, can, need, want, wrong, missing, error, resend, link, open, problem, sorry, room, parking"
    ),
    words("come, coming, attend, attending, there, join, joining, leave, away, absent, absence, apologies"),
    words(
        "no, not, never, none, nobody, cannot, cant, wont, item, page, action, spelt, name, instead, agree"
    ),
    words("phone, agree, agreed, deputy, cover, parking"),
    r"\d|n['’]t\b",
)
"""Words by which a remark may be more than one."""
_RECEIPT = re.compile(
    r"\W*(?:your message\b.{0,600}?\b(?:was read|was deleted|is deleted|has been (?:read|delivered"
    r"|displayed))\b"
    r"|delivery (?:has been|to these) .{0,80}\bcomplete|this is a (?:read|delivery|return) receipt)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\W*(?:many )?thank(?:s| you) for your (?:message|e-?mail|mail)\b(?!.*\b(?:attend\w*"
    r"|com(?:e|ing)|apolog\w*"
    r"|deput\w*|agree\w*|done|date|correct\w*|items?)\b).{0,300}?\b(?:will|shall) (?:reply|respond|answer"
    r"|get back to you|deal with (?:it|this)|read (?:it|this))\b.{0,60}\b(?:on my return"
    r"|when i return|when i am back)\b",
    re.IGNORECASE,
)
"""What people have sent while they are away."""
_DAY = rf"(?:(?:12 noon )?today|(?:{WEEKDAY})?,? ?(?:\d{{1,2}}(?:st|nd|rd|th)?)?(?: {MONTH})?(?: 20\d\d)?)"
_OUT_OF_OFFICE = re.compile(
    r"\W*(?:(?:automatic|auto)[ -]?reply\b[\s.:–—-]*)?(?:(?:i am|i['’]m) (?:currently |now )?)?"
    r"(?:away(?: from (?:my desk|the office))?|out of (?:the )?office|on (?:annual )?leave|on rest days"
    rf"|on holiday)(?: from {_DAY})?,? (?:until|back(?: on)?|returning(?: on)?) {_DAY}"
    "(?:,? (?:and|with) (?:will not (?:see|read) (?:your|any) (?:e-?mails?|messages?)"
    r"|limited access to (?:my )?e-?mails?))?\.\s+"
    r"(?:for|if) [^.,;:!?]{1,60}? (?:please )?(?:ring|call|phone|contact) [^.,;:!?]{1,60}\.?\W*",
    re.IGNORECASE,
)
"""What their mail programs send while they are away, by its words alone."""


def is_courtesy(lines: Sequence[str]) -> bool:
    """Say whether a reply is a courtesy and no more; an empty one is (own rule: nothing is agreed by it).

    "OK" is none: where the letter asks to agree to something, it may be meant as an agreement.
    """
    first, *signature = lines or ("Thanks",)
    return is_thanks(first) and all(is_thanks(line) or is_signature(line) for line in signature)


def is_remark(lines: Sequence[str]) -> bool:
    """Say whether a reply to a letter that asks nothing wants nothing: thanks, praise, or that it was"
    " read."""
    text = " ".join(lines)
    wants = any(pattern.search(text) for pattern in (CONDITIONS, DOUBTS, _WANTS))
    sentences = [sentence for sentence in re.split(r"[.!]+", text) if sentence.strip()]
    return (
        len(text) <= _LONGEST_REMARK
        and not wants
        and all(map(_PLEASED.search, sentences))
        and bool(sentences)
    )


def is_receipt(lines: Sequence[str]) -> bool:
    """Say whether a mail program says that our letter was delivered, read or deleted, or that its reader is
    away."""
    text = " ".join(lines)
    is_sent_by_program = _RECEIPT.match(text) or _AWAY.match(text) or _OUT_OF_OFFICE.fullmatch(text)
    return is_sent_by_program is not None


def says_yes(line: str) -> bool:
    """Say whether a line is YES and no more, thanks apart; an answer only where the letter asks for it."""
    return _YES.fullmatch(line) is not None
