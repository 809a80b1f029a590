"""Whose word on a sender counts, and what it has to say. All forgeries are in ``forgeries``."""

from __future__ import annotations

import pytest

from forum.inbox.mailbox_items import Examination
from tasks.mail.incoming.authentication import (
    EXCHANGE_ONLINE,
    INSIDE_ONLY,
    MOST,
    examination,
    examined_by,
    verdict,
)
from tasks.mail.protocol.mailer import Dmarc
from tests.tasks.mail.incoming.forgeries.case import BORDER, CHAIR, FAIL, PASS, RESULTS


def seen(*values: str) -> tuple[tuple[str, str], ...]:
    return tuple((RESULTS, value) for value in values)


@pytest.mark.parametrize("authserv_id", [BORDER, ""])
@pytest.mark.parametrize(
    "results",
    [FAIL, f"{FAIL}; {PASS}", f"{PASS}; {FAIL}", "DMARC=Fail", "dmarc=fail header.from=evil.example"],
)
def test_a_failure_outweighs_every_pass(results: str, authserv_id: str) -> None:
    headers = seen(f"{BORDER}; {results}", f"{BORDER}; {PASS}")
    assert verdict(headers, CHAIR, authserv_id, is_inside=True) is Dmarc.FAIL


def test_a_failure_that_another_system_found_is_none_once_ours_is_named() -> None:
    assert verdict(seen(f"mx.evil.example; {FAIL}"), CHAIR, BORDER) is Dmarc.NONE
    assert verdict(seen(f"mx.evil.example; {FAIL}"), CHAIR, EXCHANGE_ONLINE) is Dmarc.NONE
    assert verdict(seen(FAIL), CHAIR, EXCHANGE_ONLINE) is Dmarc.FAIL
    assert verdict(seen(f"mx.evil.example; {FAIL}"), CHAIR, INSIDE_ONLY) is Dmarc.FAIL


@pytest.mark.parametrize("authserv_id", ["", BORDER, EXCHANGE_ONLINE, INSIDE_ONLY])
def test_a_mail_from_nobody_is_vouched_for_by_nothing(authserv_id: str) -> None:
    for headers in (seen(), seen(PASS), seen(f"{BORDER}; {PASS}")):
        assert verdict(headers, "", authserv_id, is_inside=True) is Dmarc.NONE


@pytest.mark.parametrize(
    ("examined", "sender", "expected"),
    [
        ("council.example", "chair@mail.council.example", Dmarc.PASS),
        ("kent.police.uk", "chair@hq.kent.police.uk", Dmarc.PASS),
        ("mail.council.example", "chair@council.example", Dmarc.NONE),
        ("a.council.example", "chair@b.council.example", Dmarc.NONE),
        ("police.uk", "chair@kent.police.uk", Dmarc.NONE),
        ("gov.uk", "chair@kent.gov.uk", Dmarc.NONE),
        ("nhs.uk", "chair@kent.nhs.uk", Dmarc.NONE),
        ("uk", "chair@council.uk", Dmarc.NONE),
        ("example", CHAIR, Dmarc.NONE),
    ],
)
def test_an_organisation_vouches_for_its_subdomains_and_a_public_suffix_for_nobody(
    examined: str, sender: str, expected: Dmarc
) -> None:
    assert verdict(seen(f"{BORDER}; dmarc=pass header.from={examined}"), sender, BORDER) is expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ((), None),
        (seen(f"{BORDER}; none", "below; none"), BORDER),
        (seen(f"spf=none; {PASS}"), ""),
        (seen("(unreadable", f"{BORDER}; none"), None),
        (seen("mx.example; dmarc=="), "mx.example"),
        ((("ARC-Authentication-Results", "i=1; mx.example; none"),), None),
    ],
)
def test_the_topmost_header_says_whose_it_is(
    headers: tuple[tuple[str, str], ...], expected: str | None
) -> None:
    assert examined_by(headers) == expected


def test_no_more_headers_are_looked_at_than_a_mail_can_have_met_of_systems() -> None:
    ours = f"{BORDER}; {PASS}"
    assert verdict(seen(*["relay.example; none"] * (MOST - 1), ours), CHAIR, BORDER) is Dmarc.PASS
    assert verdict(seen(*["relay.example; none"] * MOST, ours), CHAIR, BORDER) is Dmarc.NONE


@pytest.mark.parametrize(
    ("authserv_id", "headers", "expected"),
    [
        (EXCHANGE_ONLINE, (), Dmarc.PASS),
        (EXCHANGE_ONLINE, seen("dkim=none; arc=none"), Dmarc.PASS),
        (EXCHANGE_ONLINE, seen("spf=pass smtp.mailfrom=council.example"), Dmarc.NONE),
        (EXCHANGE_ONLINE, seen("dmarc=="), Dmarc.NONE),
        (EXCHANGE_ONLINE, seen("mx.evil.example; none"), Dmarc.NONE),
        (BORDER, (), Dmarc.PASS),
        (BORDER, seen("mx.evil.example; none"), Dmarc.PASS),
        (BORDER, seen(f"{BORDER}; none"), Dmarc.NONE),
        (INSIDE_ONLY, (), Dmarc.PASS),
        (INSIDE_ONLY, seen("mx.evil.example; none"), Dmarc.NONE),
    ],
)
def test_a_mailbox_of_our_own_is_vouched_for_unless_the_mail_came_through_our_border(
    authserv_id: str, headers: tuple[tuple[str, str], ...], expected: Dmarc
) -> None:
    assert verdict(headers, CHAIR, authserv_id, is_inside=True) is expected
    assert verdict(headers, CHAIR, authserv_id) is Dmarc.NONE


OUTSIDE = "from mail.council.example (mail.council.example [203.0.113.9])"
AT_ONLINE = "by DB5EUR01FT099.mail.protection.outlook.com (10.152.5.139) with Microsoft SMTP Server"
WITHIN_ONLINE = (
    "from DB5EUR01FT099.eop-EUR01.prod.protection.outlook.com (2603:10a6:10:231:cafe::5b) by "
    "DU2PR04CA0123.outlook.office365.com (2603:10a6:10:231::8) with Microsoft SMTP Server"
)
ONE_LINE = PASS  # a verdict without a name


def headers_of(*lines: str) -> tuple[tuple[str, str], ...]:
    """The headers of a mail: a line that begins with "from" or "by" is a Received."""
    return tuple(
        ("Received" if line.startswith(("from ", "by ")) else RESULTS, line.replace(" by ", "\r\n by "))
        for line in lines
    )


@pytest.mark.parametrize(
    ("lines", "authserv_id", "dmarc", "examined"),
    [
        # Exchange Online examined the mail; or it came by a server of our own, and it did not.
        ((WITHIN_ONLINE, ONE_LINE, f"{OUTSIDE} {AT_ONLINE}"), EXCHANGE_ONLINE, Dmarc.PASS, Examination.OURS),
        ((WITHIN_ONLINE, f"{OUTSIDE} {AT_ONLINE}", ONE_LINE), EXCHANGE_ONLINE, Dmarc.NONE, Examination.BELOW),
        ((WITHIN_ONLINE, f"{OUTSIDE} {AT_ONLINE}"), EXCHANGE_ONLINE, Dmarc.NONE, Examination.NONE),
        # The sender wrote a border of ours as well, below.
        (
            (f"{OUTSIDE} {AT_ONLINE}", ONE_LINE, f"{OUTSIDE} {AT_ONLINE}"),
            EXCHANGE_ONLINE,
            Dmarc.NONE,
            Examination.BELOW,
        ),
        ((ONE_LINE,), EXCHANGE_ONLINE, Dmarc.PASS, None),
        ((f"{BORDER}; {PASS}", f"{OUTSIDE} by {BORDER} (Postfix)"), BORDER, Dmarc.PASS, Examination.OURS),
        ((f"{OUTSIDE} by {BORDER} (Postfix)", f"{BORDER}; {PASS}"), BORDER, Dmarc.NONE, Examination.BELOW),
        (
            (f"{OUTSIDE} by {BORDER}", f"{BORDER}; {PASS}", f"{OUTSIDE} by {BORDER}"),
            BORDER,
            Dmarc.NONE,
            Examination.BELOW,
        ),
        # What it hands on to itself, or on within, is no border; a name in front of the address is anybody's.
        (
            (
                f"from localhost (localhost [127.0.0.1]) by {BORDER}",
                f"{BORDER}; {PASS}",
                f"{OUTSIDE} by {BORDER}",
            ),
            BORDER,
            Dmarc.PASS,
            Examination.OURS,
        ),
        (
            (f"from [127.0.0.1] (evil.example [203.0.113.66]) by {BORDER}", f"{BORDER}; {PASS}"),
            BORDER,
            Dmarc.NONE,
            Examination.BELOW,
        ),
        (
            ("from mx1 (203.0.113.20) by exchange.forum.example", f"{BORDER}; {PASS}"),
            BORDER,
            Dmarc.PASS,
            None,
        ),
        ((f"by {BORDER} with LMTP", f"{BORDER}; {PASS}"), BORDER, Dmarc.PASS, None),
    ],
)
def test_a_verdict_counts_only_above_the_border_by_which_the_mail_came_in(
    lines: tuple[str, ...], authserv_id: str, dmarc: Dmarc, examined: Examination | None
) -> None:
    headers = headers_of(*lines)
    assert verdict(headers, CHAIR, authserv_id) is dmarc
    assert examination(headers, authserv_id) is examined


def test_a_mail_that_came_in_at_the_border_is_no_colleagues_whatever_stands_below() -> None:
    headers = headers_of(f"{OUTSIDE} by {BORDER} (Postfix)", f"{BORDER}; {PASS}")
    assert verdict(headers, CHAIR, BORDER, is_inside=True) is Dmarc.NONE
