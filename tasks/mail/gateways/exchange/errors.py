"""Errors of Exchange in the terms of the Mailer protocol: refused, unclear, or not signed in."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

import exchangelib.errors as ews
from urllib3 import exceptions as http

from tasks.mail.protocol.mailer import (
    BusyError,
    MailError,
    RefusedError,
    SignInError,
    UnclearError,
    UnsendableError,
)


class Doing(Enum):
    """The effect of a request, which decides what a missing answer means."""

    READING = "reading"  # changes nothing: whatever goes wrong, nothing has happened
    CHANGING = "changing"  # drafting, deleting, marking, inviting: it may have happened all the same
    SENDING = "sending"  # as before, and a server that says it was busy may have sent all the same


class HttpStatus(ews.TransportError):  # type: ignore[misc]
    """The server answered with an HTTP status instead of an answer of EWS."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


SIGN_IN = (
    "Exchange did not accept the sign-in. Check MASE_EXCHANGE_USERNAME and MASE_EXCHANGE_PASSWORD, "
    "and that the account isn’t locked."
)
NOT_IN_TIME = "Exchange did not answer, or only in part; MASE_MAIL_TIMEOUT says how long is waited."
BUSY = "Exchange is busy or being restarted."
NO_EWS = (
    "What answered is not Exchange’s web services. Check MASE_EXCHANGE_ENDPOINT, "
    "which ends in /EWS/Exchange.asmx."
)
STATUS = {
    403: "Exchange lets this account use no web services. Ask the administrator to allow EWS for it.",
    404: NO_EWS,
    413: "The request is larger than Exchange takes. Lower MASE_LARGEST_LETTER_MB.",
    429: BUSY,
    503: BUSY,
}
IMPERSONATION = (
    "The application may not act for the mailbox. Ask the administrator for the role "
    "ApplicationImpersonation, with a scope that has the mailbox in it."
)
VERSION = "Exchange does not speak the version that MASE_EXCHANGE_VERSION names."
ADDRESS = "Exchange does not take the address for one that can be written to."

# These errors may be about the copy for Sent Items, which Exchange keeps after the letter has gone.
ABOUT_THE_COPY = frozenset({"ErrorAccessDenied", "ErrorQuotaExceeded"})
# Exchange answers with these before it does anything, so they prove that nothing was sent.
PROVED: dict[str, tuple[type[RefusedError], str]] = {
    "ErrorAccessDenied": (
        RefusedError,
        "The account that signs in has no rights in the mailbox. Ask the administrator for Full Access "
        "and Send As.",
    ),
    "ErrorImpersonateUserDenied": (RefusedError, IMPERSONATION),
    "ErrorImpersonationDenied": (RefusedError, IMPERSONATION),
    "ErrorImpersonationFailed": (RefusedError, IMPERSONATION),
    "ErrorIncorrectSchemaVersion": (RefusedError, VERSION),
    "ErrorInvalidRecipients": (UnsendableError, ADDRESS),
    "ErrorInvalidSchemaVersionForMailboxVersion": (RefusedError, VERSION),
    "ErrorInvalidServerVersion": (RefusedError, VERSION),
    "ErrorInvalidSmtpAddress": (UnsendableError, ADDRESS),
    "ErrorMessageSizeExceeded": (
        UnsendableError,
        "The letter is larger than Exchange takes. Send less with it, or set MASE_LARGEST_LETTER_MB to what "
        "Exchange takes.",
    ),
    "ErrorMissingRecipients": (UnsendableError, ADDRESS),
    "ErrorNonExistentMailbox": (
        RefusedError,
        "Exchange knows no mailbox with the service’s address. Check MASE_SERVICE_ADDRESS.",
    ),
    "ErrorQuotaExceeded": (BusyError, "The mailbox is full. Ask the administrator for more room."),
    "ErrorSchemaValidation": (RefusedError, "Exchange takes the request for one that is wrongly made."),
    "ErrorSendAsDenied": (
        RefusedError,
        "The account that signs in may not send as the mailbox. Ask the administrator for Send As.",
    ),
    "ErrorSubmissionQuotaExceeded": (
        BusyError,
        "The mailbox has sent as many letters as Exchange allows it for now.",
    ),
}


@contextmanager
def translating(doing: Doing) -> Iterator[None]:
    """Raise every error inside the block as one of the Mailer protocol, without the server's words."""
    already = sys.exc_info()[1]  # the error that the caller is handling says nothing of this request
    try:
        yield
    except Exception as error:  # a malformed answer may make exchangelib stumble anywhere
        raise translate(error, doing, already) from None


def translate(error: Exception, doing: Doing, already: BaseException | None = None) -> MailError:
    """Translate an error of exchangelib or of the network, by the effect of the request that met it."""
    if isinstance(error, MailError):
        return error
    if unreached := _never_reached(error, already):
        return RefusedError(unreached)
    if isinstance(error, HttpStatus):
        return _by_status(error.status, doing)
    code = type(error).__name__
    if code in PROVED and not (doing is Doing.SENDING and code in ABOUT_THE_COPY):
        kind, words = PROVED[code]
        return kind(words)
    if isinstance(error, ews.ErrorTimeoutExpired):
        return _unless_reading(NOT_IN_TIME, doing)
    if isinstance(error, ews.ResponseMessageError):
        busy = isinstance(error, (ews.ErrorServerBusy, ews.ErrorInternalServerTransientError))
        words = BUSY if busy else f"Exchange answered {code}."
        return UnclearError(words) if doing is Doing.SENDING else RefusedError(words)
    return _unless_reading(NO_EWS, doing)


def _by_status(status: int, doing: Doing) -> MailError:
    if status == 401:
        return UnclearError(SIGN_IN) if doing is Doing.SENDING else SignInError(SIGN_IN)
    return _unless_reading(STATUS.get(status, f"Exchange answered with the HTTP status {status}."), doing)


def _unless_reading(words: str, doing: Doing) -> MailError:
    return RefusedError(words) if doing is Doing.READING else UnclearError(words)


def _never_reached(error: BaseException, already: BaseException | None) -> str:
    """Return why no request can have left this machine; empty when one may have."""
    for cause in _causes(error, already):
        if isinstance(cause, http.NameResolutionError):
            return "The name in MASE_EXCHANGE_ENDPOINT is unknown in this network."
        if isinstance(cause, (http.NewConnectionError, http.ConnectTimeoutError)):
            return "Nothing answers at MASE_EXCHANGE_ENDPOINT. Check it, and that the server is running."
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _certificate(cause)
    return ""


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    expired, mismatch = 10, 62  # X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_HOSTNAME_MISMATCH
    if error.verify_code == expired:
        return "The certificate of the Exchange server has expired. Ask the administrator to renew it."
    if error.verify_code == mismatch:
        return "The certificate of the Exchange server is for another name than MASE_EXCHANGE_ENDPOINT has."
    return (
        "Nobody this machine trusts has signed the certificate of the Exchange server. Name your "
        "organisation’s certificate authority in MASE_CA_FILE."
    )


def _causes(error: BaseException, already: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, its causes, and the errors inside those, where requests and urllib3 put them."""
    seen = {id(already)}
    left: list[object] = [error]
    while left:
        cause = left.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            left += [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]
