"""The words that answer a question, whether typed, chosen from a list or pressed as a button.

Acts: the deeds of answering a question, or of saying something in a mail. What the closed phrases of a
reply say to a question that is decided, whatever its kind.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """The words that answer a question, as people type them."""

    AGREE = "AGREE"
    AGREE_BOTH = "AGREE BOTH"
    FIT = "FIT"
    AGREE_AGENDA = "AGREE AGENDA"
    AGREE_MINUTES = "AGREE MINUTES"
    AGREE_REPORT = "AGREE REPORT"
    ALLOW = "ALLOW"
    RELEASE = "RELEASE"
    DONE = "DONE"
    HELP = "HELP"
    NEW_DATE = "a new date"
    VERBAL = "VERBAL"
    WITHDRAW = "WITHDRAW"
    WRONG = "WRONG"
    DISCHARGE = "DISCHARGE"
    RETURN = "RETURN"
    SEND = "SEND"
    QUORATE = "QUORATE"
    NOT_QUORATE = "NOT QUORATE"
    NO = "NO"
    NONE = "NONE"
    SIGNED = "SIGNED"
    APPLY = "APPLY"
    ACCEPT = "ACCEPT"
    HAND_TO = "TO"
    HELPED = "HELPED"
    SEEN = "SEEN"
    DECLINE = "DECLINE"
    AGREE_BRIEFINGS = "AGREE BRIEFINGS"
    BRIEFING = "BRIEFING"
    PROGRESS = "PROGRESS"
    USED = "USED"
    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"
    RECEIVED = "RECEIVED"
    FILED = "filed"  # the file that was asked for came; nobody types it
    OTHER = "in their own words"


CONSENTS = frozenset(
    {
        Word.AGREE,
        Word.AGREE_BOTH,
        Word.FIT,
        Word.AGREE_AGENDA,
        Word.AGREE_MINUTES,
        Word.AGREE_REPORT,
        Word.AGREE_BRIEFINGS,
        Word.ALLOW,
        Word.RELEASE,
        Word.DISCHARGE,
        Word.SEND,
        Word.QUORATE,
        Word.APPLY,
    }
)


@dataclass(frozen=True)
class Reply:
    """An answer as read. ``date`` is given with NEW_DATE, and may be with SIGNED. ``text`` is the reason,
    a remark, the person whom TO names, or all of a reply in free text.
    """

    word: Word
    text: str = ""
    date: dt.date | None = None


class Act(StrEnum):
    """The acts that a saying or an answer does. The act settles who may say it."""

    THANK = "thank"
    COME = "say whether they come"
    NAME_DEPUTY = "name a deputy"
    PROPOSE = "propose an item"
    ASK_RESEARCH = "ask for research"
    REPORT = "report on an action"
    REPORT_IN_WORDS = "report on an action in words of one's own"
    TAKE_ON = "take on an action, or say whose it is"
    CONFIRM_DETAILS = "confirm details"
    CORRECT_DETAILS = "correct details"
    CORRECT = "correct the minutes"
    UNDO = "undo what was recorded"
    DECIDE = "agree, allow, discharge, send or rule"
    RELEASE = "release"
    FILE = "send a paper or a list of members"
    RECORD = "send the record or the minutes"
    ORDER = "have done what a command does"
    PASS_ON = "pass on what was said by phone"
    AGREE_BY_MAIL = "agree to a decision between meetings"
    ACKNOWLEDGE = "say that a report or a briefing has come"
    SPEAK_FOR_BOARD = "say what a board decided"
    WRITE = "write to the unit"
    RAISE = "raise what must reach a person"


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
SAID_CONSENTS = frozenset(Said) - REFUSALS - NEUTRAL
OF_ANY_KIND = frozenset(
    {Said.YES, Said.ASSENT, Said.NO_CHANGE, Said.GO_AHEAD, Said.AGREE, Said.ALLOW, Said.ALMOST}
)
"""Consents whatever is asked, which take a refusal back: "No, circulate"."""
