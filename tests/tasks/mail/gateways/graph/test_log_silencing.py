"""Nothing of a letter in the logs, at any level."""

from __future__ import annotations

import datetime as dt
import logging

import pytest

from tasks.mail.gateways.graph.gateway import GraphMailer
from tasks.mail.protocol.mailer import UnclearError
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import Item, Person
from tests.tasks.mail.gateways.graph.conftest import CHAIR, OURS, Office, letter


def test_no_log_names_a_person_or_a_word_of_a_letter(
    office: Office, mailer: GraphMailer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    mail = letter(subject="Subject of a letter", html="<p>Body of a letter</p>")
    (draft_id,) = mailer.draft([mail])
    office.strike("SendMessage", Trouble.RESET)
    with pytest.raises(UnclearError):
        mailer.send([str(draft_id)])
    office.standin.office.bring_in(Person(CHAIR), [OURS], Item(subject="Subject of a reply", text="AGREE"))
    mailer.read("", dt.datetime(2000, 1, 1))
    mailer.find(mail.key)
    said = "\n".join(record.getMessage() + str(record.exc_info) for record in caplog.records)
    for word in (CHAIR, OURS, "council", "secretariat", "Subject of", "Body of", "AGREE", "Bearer", mail.key):
        assert word not in said
    assert not [record for record in caplog.records if record.name.startswith(("httpx", "httpcore", "msal"))]
