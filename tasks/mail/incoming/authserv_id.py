"""Advice on MASE_AUTHSERV_ID from a trial letter that has come back to the mailbox."""

from __future__ import annotations

from collections.abc import Iterable

from forum.inbox.examination import Examination
from forum.text.problem import Problem
from forum.text.wording import count
from tasks.mail.incoming.border import EXCHANGE_ONLINE
from tasks.mail.protocol.mailer import Dmarc, ReceivedItem

SETTING = "MASE_AUTHSERV_ID"
FROM_OUTSIDE = (
    "Send the mailbox one letter from outside, look at the topmost Authentication-Results among its headers, "
    f"and set {SETTING} to the name at its beginning. Where your mail system writes no such header, set "
    "inside-only."
)


def is_settled(item: ReceivedItem | None, authserv_id: str) -> bool:
    """Tell whether nothing is left to find out: the setting is there, and the letter has come back."""
    return item is not None and bool(authserv_id)


def advice(item: ReceivedItem | None, authserv_id: str) -> str:
    """Advise on the setting, in sentences. Problem where the letter came back with another name."""
    if item is None:
        return (
            "It has not come back to the inbox. See that no rule moves it. "
            f"{'' if authserv_id else FROM_OUTSIDE}"
        ).strip()
    if item.examined_by is None:
        inside = " Its sender is known as an own mailbox." if item.dmarc is Dmarc.PASS else ""
        what_next = f"Whether {SETTING}={authserv_id} is right, one from outside shows."
        return (
            "It came back without Authentication-Results, as letters do within an Exchange Server."
            f"{inside} {what_next if authserv_id else FROM_OUTSIDE}"
        )
    right = item.examined_by or EXCHANGE_ONLINE
    by = f"of '{item.examined_by}'" if item.examined_by else "without a name, as Exchange Online writes it"
    sentence = f"It came back with Authentication-Results {by}"
    if not authserv_id:
        return f"{sentence}: set {SETTING}={right}."
    if authserv_id != right:
        raise Problem(f"{sentence}, but {SETTING} is {authserv_id}: set {SETTING}={right}.")
    return f"{sentence}, as {SETTING} says."


def doubts(items: Iterable[ReceivedItem], authserv_id: str) -> str:
    """Say what is wrong with the verdicts of the mails that came from outside; empty where all is well."""
    outside = [item.examination for item in items if item.examination]
    below, seen = outside.count(Examination.BELOW), outside.count(Examination.OURS)
    of_them = f"Of {count(len(outside), 'mail')} that came from outside lately"
    if below:
        return (
            f"{of_them} {below} {'has' if below == 1 else 'have'} a verdict in the name of your mail system "
            "which the sender wrote. It counts for nothing: have your mail system take such headers out."
        )
    if outside and not seen:
        return (
            f"{of_them} your mail system examined none ({SETTING}={authserv_id}): nobody outside is proved, "
            "and what they decide waits for the unit. Have it examine what comes in, or set inside-only."
        )
    return ""
