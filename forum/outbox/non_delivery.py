"""Non-delivery reports: the status code of a letter that came back, and what it says (RFC 3463, and what
Exchange adds to it)."""

from __future__ import annotations

from enum import Enum

NOT_THEIRS = (
    "A letter to them came back, though the address may be right: {why}. Nothing is held. Ring them, and "
    "send that letter by another way if it matters."
)


class Returned(Enum):
    """What a report is about."""

    ADDRESS = "the address: nothing arrives there"
    SENDING = "our own sending: the mail system lets us send nothing"
    LETTER = "that letter alone"


_OF_THE_ADDRESS = frozenset(
    {"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.1", "5.4.310"}
)
_SENDER_BLOCKED = "5.1.8"
_SENDING_BLOCKED = (
    range(500, 600),
    range(700, 800),
)  # of 5.7: the sender, or the whole organisation, is blocked
_OF_SENDERS_ALONE = frozenset({"5.1.8", "5.7.501", "5.7.502", "5.7.503"})
_EXCHANGE_ONLINE = ".outlook.com"  # every organisation's servers there have names below it
_WHY = {  # by subject and detail, then by subject alone
    "2.2": "their mailbox is full",
    "2.3": "it is larger than their mailbox takes",
    "3.4": "it is larger than their mail system takes",
    "2": "their mailbox does not take it now",
    "3": "their mail system does not take it now",
    "4": "their mail system could not be reached for too long",
    "6": "their mail system can’t read what is in it",
    "7": "their mail system took it for spam, or has a rule against it",
}
_UNKNOWN = "their mail system gave another reason"


def returned(status: str) -> Returned:
    """Say what a report with this status is about: of the address only where its code is about that, and for
    good (own rule)."""
    if status in _OF_THE_ADDRESS:
        return Returned.ADDRESS
    kind, _, detail = status.rpartition(".")
    is_blocked = kind == "5.7" and any(int(detail) in blocked for blocked in _SENDING_BLOCKED)
    return Returned.SENDING if is_blocked or status == _SENDER_BLOCKED else Returned.LETTER


def is_refused_elsewhere(status: str, refuser: str, *, is_ours: bool) -> bool:
    """Say whether a report that our own postmaster wrote passes on the word of another's server, which knows
    nothing of our own sending (own rule). Exchange Online's servers have the same names whoever's they are;
    what it says of senders alone, or of a whole organisation, is said before a letter leaves ours.
    """
    if is_ours and refuser.endswith(_EXCHANGE_ONLINE):
        return status not in _OF_SENDERS_ALONE and not status.startswith("5.7.7")
    return bool(refuser) and not is_ours


def why_it_came_back(status: str) -> str:
    """Say why a letter came back whose address may be right, with the code for whoever looks it up."""
    about = status.partition(".")[2]
    why = _WHY.get(about) or _WHY.get(about.partition(".")[0], _UNKNOWN)
    return NOT_THEIRS.format(why=f"{why} ({status})" if status else _UNKNOWN)
