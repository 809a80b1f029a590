"""Nothing of a letter in the logs, at any level, however it goes."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator

import pytest

from tasks.mail.gateways.exchange.settings import SignIn
from tasks.mail.protocol.mailer import MailError
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import Item, Person
from tests.tasks.mail.gateways.exchange.conftest import NURSE, OURS, Office
from tests.tasks.mail.gateways.letters import letter

SECRETS = (NURSE, OURS, "Subject of a letter", "Body of a letter", "AGREE", "<t:", "<m:", letter().key)


class Keeping(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()} {record.exc_info} {record.args}")


@pytest.fixture
def everything() -> Iterator[Keeping]:
    """A handler at every logger there is, each at DEBUG."""
    keeping = Keeping()
    loggers = [logging.root, *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.addHandler(keeping)
    yield keeping
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(keeping)
        logger.setLevel(level)


@pytest.mark.parametrize("sign_in", [SignIn.BASIC, SignIn.NTLM])
@pytest.mark.parametrize(
    "trouble", [None, Trouble.RESET, Trouble.MALFORMED, Trouble.UNAVAILABLE, Trouble.HALF]
)
def test_no_log_has_a_word_or_an_address_of_a_letter(
    office: Office, everything: Keeping, sign_in: SignIn, trouble: Trouble | None
) -> None:
    mailer = office.mailer(sign_in=sign_in)
    mail = letter(subject="Subject of a letter", html="<p>Body of a letter</p>")
    (id,) = mailer.draft([mail])
    if trouble:
        office.strike("SendItem", trouble)
        with pytest.raises(MailError):
            mailer.send([str(id)])
    else:
        assert mailer.send([str(id)]) == [None]
    office.standin.office.bring_in(Person(NURSE), [OURS], Item(subject="RE: a letter", text="AGREE"))
    assert len(mailer.read("", dt.datetime(2020, 1, 1)).items) == 1
    for words in everything.said:
        assert not [secret for secret in SECRETS if secret in words]


def test_what_exchangelib_would_say_of_a_surprise_is_withheld(office: Office, everything: Keeping) -> None:
    office.mailer()
    for name in (
        "exchangelib.util",
        "exchangelib.util.xml",
        "exchangelib.account",
        "exchangelib.services.common",
    ):
        logging.getLogger(name).error("Request XML: %s", "<t:Subject>Subject of a letter</t:Subject>")
    assert everything.said == []
