"""Who a mail is from: all that is forged or genuine is in tests.tasks.mail.incoming.forgeries."""

from __future__ import annotations

from tasks.mail.incoming.sender import confirmed_sender, plain_sender
from tests.tasks.mail.incoming.forgeries.case import CHAIR
from tests.tasks.mail.incoming.forgeries.genuine import NAMES
from tests.tasks.mail.incoming.forgeries.senders import ODD, RAW


def test_every_way_a_mail_program_writes_a_name_gives_the_plain_address() -> None:
    assert {name: plain_sender([("From", name)]) for name in NAMES} == dict.fromkeys(NAMES, CHAIR)


def test_whatever_is_not_one_plain_address_is_nobodys() -> None:
    odd = [*(value for values in ODD.values() for value in values), *RAW.values()]
    assert {value: plain_sender([("from", value)]) for value in odd} == dict.fromkeys(odd, "")
    assert len(odd) > 90


def test_one_header_and_no_more_says_who_it_is() -> None:
    assert plain_sender([]) == ""
    assert plain_sender([("Sender", CHAIR), ("FROM", CHAIR)]) == CHAIR
    assert plain_sender([("From", CHAIR), ("From", CHAIR)]) == ""
    assert plain_sender([("From", CHAIR), ("From ", CHAIR)]) == ""


def test_a_server_has_to_mean_the_same() -> None:
    assert confirmed_sender([("From", f"The Chair <{CHAIR}>")], "Chair@Council.example ") == CHAIR
    for server_says in ("", "clerk@council.example", "/o=Forum/cn=Chair"):
        assert confirmed_sender([("From", CHAIR)], server_says) == ""
