"""The check of the mailbox: each fault is named with what to do, and nothing is sent."""

from __future__ import annotations

import pytest

from tasks.mail.gateways.graph.gateway import GraphMailer
from tests.standins.post_office.faults import Trouble
from tests.standins.post_office.items import Folder
from tests.tasks.mail.gateways.graph.conftest import OURS, Office


def test_a_mailbox_that_is_all_right(office: Office, mailer: GraphMailer) -> None:
    assert mailer.check() == []
    assert office.standin.office.ledger == []
    assert office.items(folder=Folder.DRAFTS) == []
    assert office.items(folder=Folder.SENT) == []


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("Mail.ReadWrite", "Application Mail.ReadWrite"),
        ("Mail.Send", "Application Mail.Send"),
        ("Calendars.ReadWrite", "Application Calendars.ReadWrite"),
    ],
)
def test_each_right_that_is_missing_is_named(
    office: Office, mailer: GraphMailer, missing: str, words: str
) -> None:
    office.standin.roles -= {missing}
    (fault,) = mailer.check()
    assert words in fault
    assert office.standin.office.ledger == []


def test_two_rights_that_are_missing_are_told_at_once(office: Office, mailer: GraphMailer) -> None:
    office.standin.roles -= {"Mail.Send", "Calendars.ReadWrite"}
    assert len(mailer.check()) == 2


def test_a_mailbox_outside_the_scope_of_the_application(office: Office, mailer: GraphMailer) -> None:
    office.standin.office.mailboxes[OURS].forbidden = True
    (fault,) = mailer.check()
    assert "with the mailbox in their scope" in fault


def test_a_mailbox_that_takes_no_large_files_says_so_and_no_session_is_left(
    office: Office, mailer: GraphMailer
) -> None:
    assert mailer.check() == []
    assert (office.requests("DropUploadSession"), office.standin.sessions) == (1, {})
    office.standin.office.options.refuses_uploads = True
    (fault,) = mailer.check()
    assert "no files over 3 MB" in fault
    assert office.items(folder=Folder.DRAFTS) == []


@pytest.mark.parametrize("operation", ["CreateUploadSession", "DropUploadSession"])
def test_an_upload_that_breaks_off_is_told_and_leaves_no_draft(
    office: Office, mailer: GraphMailer, operation: str
) -> None:
    office.strike(operation, Trouble.RESET)
    office.standin.roles -= {"Calendars.ReadWrite"}
    upload, calendar = mailer.check()
    assert "no answer" in upload
    assert "Calendars.ReadWrite" in calendar
    assert office.items(folder=Folder.DRAFTS) == []


def test_a_mailbox_that_is_not_there(office: Office) -> None:
    (fault,) = office.mailer(address="nobody@forum.example").check()
    assert "MASE_SERVICE_ADDRESS" in fault
    assert "nobody" not in fault


def test_a_full_mailbox(office: Office, mailer: GraphMailer) -> None:
    office.standin.office.mailboxes[OURS].full = True
    (fault,) = mailer.check()
    assert "full" in fault


def test_a_wrong_endpoint(office: Office) -> None:
    (fault,) = office.mailer(endpoint=f"{office.standin.root}/v9.0").check()
    assert "MASE_GRAPH_ENDPOINT" in fault
    office.standin.invalid.clear()


@pytest.mark.parametrize(
    "trouble", [Trouble.RESET, Trouble.UNAVAILABLE, Trouble.THROTTLED, Trouble.MALFORMED]
)
def test_a_server_that_is_unwell_is_told_in_a_sentence(
    office: Office, mailer: GraphMailer, trouble: Trouble
) -> None:
    office.strike("*", trouble)
    (fault,) = mailer.check()
    assert fault.startswith(("Microsoft Graph", "The answer of Microsoft Graph"))


def test_a_server_that_is_unwell_when_asked_whether_we_may_send_is_told(
    office: Office, mailer: GraphMailer
) -> None:
    office.strike("SendMessage", Trouble.UNAVAILABLE)
    (fault,) = mailer.check()
    assert fault.startswith("Microsoft Graph")


def test_a_server_that_fails_over_a_sending_without_recipients_shows_no_fault(
    office: Office, mailer: GraphMailer
) -> None:
    office.strike("SendMessage", Trouble.ERROR_CLOSE)
    assert mailer.check() == []
