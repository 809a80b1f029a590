"""What a letter that came back says of the setting, in sentences."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from forum.inbox.mailbox_items import Examination, ItemKind
from forum.text.problem import Problem
from tasks.mail.incoming.authentication import advice_on_setting, doubts, is_settled
from tasks.mail.protocol.mailer import Dmarc, ReceivedItem


def came(examined_by: str | None, dmarc: Dmarc = Dmarc.NONE) -> ReceivedItem:
    at = dt.datetime(2027, 1, 14)
    return ReceivedItem(
        "1", ItemKind.MESSAGE, "mase@forum.example", at, "", dmarc=dmarc, examined_by=examined_by
    )


@pytest.mark.parametrize(
    ("examined_by", "authserv_id", "said"),
    [
        ("mx.forum.example", "", "Results of 'mx.forum.example': set MASE_AUTHSERV_ID=mx.forum.example."),
        ("mx.forum.example", "mx.forum.example", "of 'mx.forum.example', as MASE_AUTHSERV_ID says."),
        ("", "", "without a name, as Exchange Online writes it: set MASE_AUTHSERV_ID=exchange-online."),
        ("", "exchange-online", "as Exchange Online writes it, as MASE_AUTHSERV_ID says."),
        (None, "", "Send the mailbox one letter from outside"),
        (
            None,
            "mx.forum.example",
            "Whether MASE_AUTHSERV_ID=mx.forum.example is right, one from outside shows.",
        ),
    ],
)
def test_what_to_set_is_said(examined_by: str | None, authserv_id: str, said: str) -> None:
    assert said in advice_on_setting(came(examined_by), authserv_id)
    assert is_settled(came(examined_by), authserv_id) == bool(authserv_id)


@pytest.mark.parametrize(
    ("examined_by", "authserv_id", "right"),
    [
        ("mx.forum.example", "mx.council.example", "mx.forum.example"),
        ("mx.forum.example", "exchange-online", "mx.forum.example"),
        ("", "mx.council.example", "exchange-online"),
        ("mx.forum.example", "inside-only", "mx.forum.example"),
    ],
)
def test_another_name_than_the_one_set_is_wrong(examined_by: str, authserv_id: str, right: str) -> None:
    with pytest.raises(Problem, match=f"but MASE_AUTHSERV_ID is {authserv_id}: set MASE_AUTHSERV_ID={right}"):
        advice_on_setting(came(examined_by), authserv_id)


def test_a_letter_that_has_not_come_back_leaves_it_open() -> None:
    assert "It has not come back" in advice_on_setting(None, "mx.forum.example")
    assert "letter from outside" not in advice_on_setting(None, "mx.forum.example")
    assert "letter from outside" in advice_on_setting(None, "")
    assert not is_settled(None, "mx.forum.example")


def test_that_an_own_mailbox_is_known_is_said() -> None:
    assert advice_on_setting(came(None, Dmarc.PASS), "inside-only") == (
        "It came back without Authentication-Results, as letters do within an Exchange Server. Its sender is "
        "known as an own mailbox. Whether MASE_AUTHSERV_ID=inside-only is right, one from outside shows."
    )


@pytest.mark.parametrize(
    ("examined", "words"),
    [
        ((), ""),
        ((None, None), ""),
        ((Examination.OURS, Examination.NONE, None), ""),
        ((Examination.NONE,), "Of 1 mail that came from outside lately your mail system examined none"),
        ((Examination.NONE, Examination.NONE, None), "Of 2 mails that came from outside lately"),
        ((Examination.OURS, Examination.BELOW), "Of 2 mails that came from outside lately 1 has a verdict"),
    ],
)
def test_the_last_mails_from_outside_show_whether_anybody_examines_them(
    examined: tuple[Examination | None, ...], words: str
) -> None:
    items = [replace(came("mx.forum.example"), examination=each) for each in examined]
    said = doubts(items, "mx.forum.example")
    assert words in said
    assert bool(words) is bool(said)
