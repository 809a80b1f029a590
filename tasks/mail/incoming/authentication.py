"""Telling whether our own mail system vouches for the sender of a mail.

Advice on MASE_AUTHSERV_ID from a trial letter that has come back to the mailbox. Finding where a mail
crossed the border, by the header Received of the server that took it from outside.

Our system vouches by the topmost Authentication-Results header that is its own, or, for mail that never left
an Exchange organisation, by Exchange's own note of the sender. No other header proves anything, nor does one
below the border by which the mail came in: the writer of the mail may have written it.

Each server puts its headers on top (RFC 5321, section 4.4). What stands below the Received of our border was
there when the mail came, and its sender may have written it; what stands above, our own servers wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from ipaddress import ip_address, ip_network
from itertools import islice

from publicsuffixlist import PublicSuffixList

from forum.inbox.mailbox_items import Examination
from forum.text.addresses import domain_of
from forum.text.problem import Problem
from forum.text.wording import count
from tasks.mail.incoming.authentication_results import NAME, Results, read_results
from tasks.mail.protocol.mailer import Dmarc, ReceivedItem
from tasks.mail.protocol.marks import Headers

EXCHANGE_ONLINE = "exchange-online"  # it writes the topmost verdict, and no name into it
INSIDE_ONLY = "inside-only"  # nobody examines what comes from outside: only Exchange's own word counts
RECEIVED = "received"
MOST_RECEIVED = 100  # headers Received of one mail; servers refuse one that has met so many
LONGEST = 2_000  # characters of one
BY = re.compile(r"(?:^|\s)by\s+([^\s;()]{1,253})", re.IGNORECASE)
ADDRESS = re.compile(r"[\[(](?:IPv6:)?([0-9a-f.:]{2,45})[\])]", re.IGNORECASE)
AT_EXCHANGE_ONLINE = re.compile(
    r"[a-z0-9-]+\.mail\.protection\.(outlook\.com|office365\.us|partner\.outlook\.cn)"
)
INSIDE = tuple(
    map(
        ip_network,
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10",
         "::1/128", "fc00::/7", "fe80::/10"),
    )
)  # fmt: skip


def above_border(headers: Headers, authserv_id: str) -> Headers:
    """Return the headers that stand above the border; all of them where no header shows where it is."""
    return headers[: _border(headers, authserv_id)]


def crossed(headers: Headers, authserv_id: str) -> bool:
    """Tell whether a header shows that a mail came from outside."""
    return _border(headers, authserv_id) is not None


def _border(headers: Headers, authserv_id: str) -> int | None:
    """Return the place of the topmost Received by which a server at our border took the mail.

    Exchange Online's are known by their names. Another mail system is known by the name that it writes its
    verdicts under, where its server has the same, and by an address of the internet that it took the mail
    from: what it hands on to itself came from within.
    """
    if authserv_id in ("", INSIDE_ONLY):
        return None
    for place, value in _received(headers):
        by = BY.search(value)
        host = by[1].lower().rstrip(".") if by else ""
        if authserv_id == EXCHANGE_ONLINE:
            if AT_EXCHANGE_ONLINE.fullmatch(host):
                return place
        elif by and host == authserv_id and _is_from_outside(value[: by.start()]):
            return place
    return None


def _received(headers: Headers) -> Iterator[tuple[int, str]]:
    """Yield the place of each Received, and its words on one line."""
    left = MOST_RECEIVED
    for place, (name, value) in enumerate(headers):
        if name.strip().lower() == RECEIVED and left:
            left -= 1
            yield place, " ".join(value[:LONGEST].split())


def _is_from_outside(words: str) -> bool:
    """Tell whether an address of the internet stands among the words about who handed a mail over.

    The server itself writes that address; the name beside it is the sender's to choose.
    """
    for found in ADDRESS.findall(words):
        try:
            address = ip_address(found)
        except ValueError:
            continue
        if not any(address in inside for inside in INSIDE if inside.version == address.version):
            return True
    return False


MOST = 50
FROM_OUTSIDE = "spf"  # Exchange Online examines mail of its own organisation too, but has no SPF to say of it


def verdict(headers: Headers, sender: str, authserv_id: str, *, is_inside: bool = False) -> Dmarc:
    """Return the verdict of our mail system on the sender's domain.

    ``authserv_id`` is that of MASE_AUTHSERV_ID. ``is_inside`` says that the server itself, and no header,
    knows the sender for one of its own mailboxes. One failure outweighs every pass, and so does doubt.
    """
    ours = _ours(above_border(headers, authserv_id), authserv_id)
    results = ours.of("dmarc") if ours else ()
    if any(result.verdict == "fail" for result in results):
        return Dmarc.FAIL
    if not authserv_id or not sender:
        return Dmarc.NONE
    passed = authserv_id != INSIDE_ONLY and [result.verdict for result in results] == ["pass"]
    if passed and _is_about(results[0].values("header.from"), sender):
        return Dmarc.PASS
    if is_inside and not _came_from_outside(headers, authserv_id):
        return Dmarc.PASS
    return Dmarc.NONE


def examination(headers: Headers, authserv_id: str) -> Examination | None:
    """Return whether our mail system examined a mail; None for one that no header shows from outside."""
    if not crossed(headers, authserv_id):
        return None
    if _ours(above_border(headers, authserv_id), authserv_id):
        return Examination.OURS
    return Examination.BELOW if _ours(headers, authserv_id) else Examination.NONE


def examined_by(headers: Headers) -> str | None:
    """Return the authserv-id of the topmost header, empty where it has none; None without such a header."""
    topmost = next(_all(headers), None)
    return topmost.authserv_id if topmost else None


def _ours(headers: Headers, authserv_id: str) -> Results | None:
    """Return the topmost header of our own mail system, which alone counts.

    An unreadable header above it may be our own, since our system repeats words of the sender: it proves
    nothing, and no header below it counts. While MASE_AUTHSERV_ID is not set, the topmost header of all can
    still show a failure: a sender who forges that harms their own mail alone.
    """
    topmost = next(_all(headers), None)
    if authserv_id in ("", INSIDE_ONLY):
        return topmost
    if authserv_id == EXCHANGE_ONLINE:
        return topmost if topmost and not topmost.authserv_id else None
    unreadable = Results(authserv_id, None)
    from_the_top = (results or unreadable for results in _all(headers))
    return next((results for results in from_the_top if results.authserv_id == authserv_id), None)


def _came_from_outside(headers: Headers, authserv_id: str) -> bool:
    """Tell whether our border has seen the mail, whatever Exchange thinks of the server that delivered it.

    A mail gateway in front of Exchange may have been given the rights of an own server. Exchange Online takes
    the mail of colleagues on servers of our own at its border, too.
    """
    ours = _ours(headers, authserv_id)
    if authserv_id == INSIDE_ONLY:
        return any(True for _ in _all(headers))
    if authserv_id == EXCHANGE_ONLINE:
        if ours is None:
            return any(True for _ in _all(headers))
        return ours.results is None or bool(ours.of(FROM_OUTSIDE))
    return ours is not None or crossed(headers, authserv_id)


def _all(headers: Headers) -> Iterator[Results | None]:
    """Read the headers from the top, up to ``MOST``; None for one that can't be read."""
    values = (value for name, value in headers if name.strip().lower() == NAME)
    return (read_results(value) for value in islice(values, MOST))


def _is_about(domains: tuple[str, ...], sender: str) -> bool:
    """Tell whether the one domain that was examined is the sender's, or the organisation's above it.

    Some verifiers name the domain whose policy they used: the organisation's, where the sender's domain has
    no policy of its own. A public suffix (gov.uk, police.uk) belongs to nobody and vouches for nobody.
    """
    if len(domains) != 1:
        return False
    (examined,) = domains
    domain = domain_of(sender)
    return domain == examined or (domain.endswith(f".{examined}") and _suffixes().is_private(examined))


def of_one_organisation(server: str, other: str) -> bool:
    """Tell whether two names of servers or domains are below one organisation's domain."""
    return bool(server and other) and _organisation(server) == _organisation(other)


def _organisation(server: str) -> str:
    return _suffixes().privatesuffix(server) or server


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


SETTING = "MASE_AUTHSERV_ID"
MAIL_FROM_OUTSIDE = (
    "Send the mailbox one letter from outside, look at the topmost Authentication-Results among its headers, "
    f"and set {SETTING} to the name at its beginning. Where your mail system writes no such header, set "
    "inside-only."
)


def is_settled(item: ReceivedItem | None, authserv_id: str) -> bool:
    """Tell whether nothing is left to find out: the setting is there, and the letter has come back."""
    return item is not None and bool(authserv_id)


def advice_on_setting(item: ReceivedItem | None, authserv_id: str) -> str:
    """Advise on the setting, in sentences. Problem where the letter came back with another name."""
    if item is None:
        return (
            "It has not come back to the inbox. See that no rule moves it. "
            f"{'' if authserv_id else MAIL_FROM_OUTSIDE}"
        ).strip()
    if item.examined_by is None:
        inside = " Its sender is known as an own mailbox." if item.dmarc is Dmarc.PASS else ""
        what_next = f"Whether {SETTING}={authserv_id} is right, one from outside shows."
        return (
            "It came back without Authentication-Results, as letters do within an Exchange Server."
            f"{inside} {what_next if authserv_id else MAIL_FROM_OUTSIDE}"
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
