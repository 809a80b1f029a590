"""Telling whether our own mail system vouches for the sender of a mail.

Our system vouches by the topmost Authentication-Results header that is its own, or, for mail that never left
an Exchange organisation, by Exchange's own note of the sender. No other header proves anything, nor does one
below the border by which the mail came in: the writer of the mail may have written it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from publicsuffixlist import PublicSuffixList

from forum.inbox.examination import Examination
from forum.text.addresses import domain_of
from tasks.mail.incoming.authentication_results import NAME, Results, read_results
from tasks.mail.incoming.border import EXCHANGE_ONLINE, INSIDE_ONLY, above_border, crossed
from tasks.mail.protocol.mailer import Dmarc
from tasks.mail.protocol.marks import Headers

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
