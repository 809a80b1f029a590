"""What each error of Exchange means for what was being done, as a table."""

from __future__ import annotations

import ssl

import exchangelib.errors as ews
import pytest
import requests
from urllib3 import exceptions as http

from tasks.mail.gateways.exchange.errors import HttpStatus, UnknownCode, translate, translating
from tasks.mail.protocol.mailer import (
    BatchRefusedError,
    BatchUnclearError,
    BusyError,
    MailError,
    PassingError,
    RefusedError,
    SignInError,
    UnclearError,
    UnreadableError,
    UnsendableError,
)
from tasks.mail.protocol.response_codes import Doing

READING, CHANGING, SENDING = Doing.READING, Doing.CHANGING, Doing.SENDING


def server_says(code: str) -> Exception:
    error: Exception = getattr(ews, code)("chair@nhs.example is not good enough")
    return error


def cut_off() -> Exception:
    """A connection that broke while an answer was awaited, as exchangelib passes it on."""
    return _reraised(
        requests.ConnectionError(http.ProtocolError("Connection aborted.", ConnectionResetError()))
    )


def refused() -> Exception:
    """A connection that never was."""
    reason = http.NewConnectionError(None, "refused")  # type: ignore[arg-type]
    return _reraised(requests.ConnectionError(http.MaxRetryError(None, "/EWS", reason)))  # type: ignore[arg-type]


def garbled() -> Exception:
    """A record that is no TLS, which may come instead of an answer as well as instead of a handshake."""
    garbage = ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")
    garbage.reason = "WRONG_VERSION_NUMBER"
    return _reraised(requests.exceptions.SSLError(http.MaxRetryError(None, "/EWS", http.SSLError(garbage))))  # type: ignore[arg-type]


def untrusted() -> Exception:
    certificate = ssl.SSLCertVerificationError("certificate verify failed")
    certificate.verify_code = 18  # self-signed
    reason = http.SSLError(certificate)
    return _reraised(requests.exceptions.SSLError(http.MaxRetryError(None, "/EWS", reason)))  # type: ignore[arg-type]


def _reraised(error: Exception) -> Exception:
    try:
        try:
            raise error
        except Exception as found:
            raise ews.ErrorTimeoutExpired(f"Reraised from {found}")  # noqa: B904  (as exchangelib does)
    except ews.ErrorTimeoutExpired as passed_on:
        return passed_on  # type: ignore[no-any-return]


TABLE = [
    # what went wrong                             reading          drafting           sending
    (refused(),                                   RefusedError,    RefusedError,      RefusedError),
    (untrusted(),                                 RefusedError,    RefusedError,      RefusedError),
    (cut_off(),                                   RefusedError,    UnclearError,      UnclearError),
    (garbled(),                                   RefusedError,    UnclearError,      UnclearError),
    (HttpStatus(401),                             SignInError,     SignInError,       UnclearError),
    (HttpStatus(403),                             RefusedError,    UnclearError,      UnclearError),
    (HttpStatus(413),                             UnsendableError, UnsendableError,   UnsendableError),
    (HttpStatus(418),                             RefusedError,    UnclearError,      UnclearError),
    (HttpStatus(500),                             RefusedError,    BatchUnclearError, BatchUnclearError),
    (HttpStatus(503),                             RefusedError,    PassingError,      PassingError),
    (ews.SOAPError("not XML"),                    RefusedError,    UnclearError,      UnreadableError),
    (KeyError("nothing of the kind"),             RefusedError,    UnclearError,      UnreadableError),
    (server_says("ErrorServerBusy"),              BusyError,       BusyError,         PassingError),
    (server_says("ErrorMailboxStoreUnavailable"), BusyError,       BusyError,         PassingError),
    (server_says("ErrorMailboxMoveInProgress"),   BusyError,       BusyError,         PassingError),
    (server_says("ErrorTooManyObjectsOpened"),    BusyError,       BusyError,         PassingError),
    (server_says("ErrorBatchProcessingStopped"),  BusyError,       BusyError,         BusyError),
    (server_says("ErrorInternalServerError"),     RefusedError,    BatchRefusedError, BatchUnclearError),
    (UnknownCode("ErrorNobodyHasHeardOf"),        RefusedError,    BatchRefusedError, BatchUnclearError),
    (server_says("ErrorSchemaValidation"),        RefusedError,    BatchRefusedError, BatchRefusedError),
    (server_says("ErrorTimeoutExpired"),          RefusedError,    UnclearError,      UnclearError),
    (server_says("ErrorAccessDenied"),            RefusedError,    BusyError,         PassingError),
    (server_says("ErrorQuotaExceeded"),           BusyError,       BusyError,         PassingError),
    (server_says("ErrorSubmissionQuotaExceeded"), BusyError,       BusyError,         BusyError),
    (server_says("ErrorSendAsDenied"),            SignInError,     SignInError,       SignInError),
    (server_says("ErrorImpersonateUserDenied"),   SignInError,     SignInError,       SignInError),
    (server_says("ErrorNonExistentMailbox"),      BusyError,       BusyError,         BusyError),
    (server_says("ErrorStaleObject"),             RefusedError,    RefusedError,      UnclearError),
    (server_says("ErrorInvalidRecipients"),       UnsendableError, UnsendableError,   UnsendableError),
    (server_says("ErrorMessageSizeExceeded"),     UnsendableError, UnsendableError,   UnsendableError),
    (RefusedError("said already"),                RefusedError,    RefusedError,      RefusedError),
]  # fmt: skip


@pytest.mark.parametrize(("error", "reading", "changing", "sending"), TABLE, ids=lambda one: repr(one)[:40])
def test_an_error_means_what_the_table_says(
    error: Exception, reading: type, changing: type, sending: type
) -> None:
    found = {doing: translate(error, doing) for doing in Doing}
    assert {doing: type(one) for doing, one in found.items()} == {
        READING: reading,
        CHANGING: changing,
        SENDING: sending,
    }
    assert not [one for one in found.values() if "nhs.example" in str(one)], "the server's words stay away"


@pytest.mark.parametrize("code", ["ErrorNobodyHasHeardOf", "ErrorCorruptData"])
def test_an_answer_without_a_row_is_told_as_what_it_is(code: str) -> None:
    error = server_says(code) if hasattr(ews, code) else UnknownCode(code)
    assert str(translate(error, SENDING)) == f"Exchange answered {code}."


def test_an_answer_that_is_no_code_is_not_repeated() -> None:
    assert "nhs.example" not in str(translate(UnknownCode("to chair@nhs.example"), SENDING))


def test_what_a_caller_is_dealing_with_says_nothing_of_the_next_request() -> None:
    """A server that refused the connection before, and then breaks one off, may have heard us."""
    try:
        raise refused()
    except ews.ErrorTimeoutExpired:
        with pytest.raises(MailError) as raised, translating(SENDING):
            raise cut_off()  # noqa: B904
    assert isinstance(raised.value, UnclearError)
