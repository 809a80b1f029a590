"""Whose word on a sender counts, and what it has to say. All forgeries are in ``forgeries``."""

from __future__ import annotations

import pytest

from tasks.mail.incoming.authentication import EXCHANGE_ONLINE, INSIDE_ONLY, MOST, examined_by, verdict
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
