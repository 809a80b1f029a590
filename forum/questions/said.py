"""What the closed phrases of a reply say to a question that is decided, whatever its kind."""

from __future__ import annotations

from enum import StrEnum


class Said(StrEnum):
    """What a phrase says. ALMOST is short of a yes."""

    YES = "yes"
    ASSENT = "fine by me"
    NO_CHANGE = "no changes"
    GO_AHEAD = "go ahead"
    AGREE = "agree"
    AGREE_AGENDA = "agree agenda"
    FIT = "make it fit"
    AGREE_MINUTES = "agree minutes"
    AGREE_REPORT = "agree report"
    AGREE_BRIEFINGS = "agree briefings"
    AGREE_BOTH = "agree both"
    ALLOW = "allow"
    DISCHARGE = "discharge"
    DISCHARGE_ALL = "discharge all"
    RETURN = "return"
    SEND = "send"
    SEND_ALL = "send all"
    WRITE = "write to them"
    NOT_WRITE = "do not write to them"
    NO = "no"
    REFUSE = "do not"
    NO_LETTER = "no letter"
    QUORATE = "quorate"
    NOT_QUORATE = "not quorate"
    APPLY = "apply"
    RELEASE = "release"
    RELEASE_PACK = "release the pack"
    RELEASE_MINUTES = "release the minutes"
    SEEN = "seen"
    VERBAL = "by word of mouth"
    WITHDRAW = "withdraw"
    NONE = "none"
    RECEIVED = "received"
    ALMOST = "ok"
    REGRET = "I'm afraid"
    NEWS = "I've read it"


REFUSALS = frozenset(
    {Said.NO, Said.REFUSE, Said.NO_LETTER, Said.NOT_WRITE, Said.RETURN, Said.NOT_QUORATE}
    | {Said.VERBAL, Said.WITHDRAW}
)
NEUTRAL = frozenset({Said.REGRET, Said.NEWS, Said.NONE, Said.RECEIVED})
CONSENTS = frozenset(Said) - REFUSALS - NEUTRAL
OF_ANY_KIND = frozenset(
    {Said.YES, Said.ASSENT, Said.NO_CHANGE, Said.GO_AHEAD, Said.AGREE, Said.ALLOW, Said.ALMOST}
)
"""Consents whatever is asked, which take a refusal back: "No, circulate"."""
