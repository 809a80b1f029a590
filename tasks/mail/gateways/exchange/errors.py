"""Errors of Exchange in the terms of the Mailer protocol: refused, unclear, or not signed in."""

from __future__ import annotations

import re
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import exchangelib.errors as ews
from urllib3 import exceptions as http

from tasks.mail.protocol.mailer import BusyError, MailError, RefusedError
from tasks.mail.protocol.response_codes import CODES, Doing, ResponseMeaning


class HttpStatus(ews.TransportError):  # type: ignore[misc]
    """The server answered with an HTTP status instead of an answer of EWS."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class UnknownCode(ews.ResponseMessageError):  # type: ignore[misc]
    """The server answered with a ResponseCode that exchangelib has not heard of."""

    def __init__(self, code: str) -> None:
        self.code = code if CODE.fullmatch(code) else "something that is no code"
        super().__init__(self.code)


CODE = re.compile(r"[A-Za-z]\w{0,80}")  # a code has nothing personal in it
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
RIGHTS = (
    "The account that signs in has no rights in the mailbox. Ask the administrator for Full Access "
    "and Send As."
)
SEND_AS = "The account that signs in may not send as the mailbox. Ask the administrator for Send As."
IMPERSONATION = (
    "The application may not act for the mailbox. Ask the administrator for the role "
    "ApplicationImpersonation, with a scope that has the mailbox in it."
)
VERSION = "Exchange does not speak the version that MASE_EXCHANGE_VERSION names."
ADDRESS = "Exchange does not take the address for one that can be written to."
STATUS: dict[int, tuple[ResponseMeaning, str]] = {
    401: (ResponseMeaning.TOKEN, SIGN_IN),
    403: (
        ResponseMeaning.SILENT,
        "Exchange lets this account use no web services. Ask the administrator to allow EWS for it.",
    ),
    404: (ResponseMeaning.SILENT, NO_EWS),
    413: (ResponseMeaning.LETTER, "The letter is larger than Exchange takes in a request."),
    429: (ResponseMeaning.PASSING_ON_THE_WAY, BUSY),
    500: (ResponseMeaning.FAILED, "Exchange failed over the request, without saying why (HTTP 500)."),
    502: (ResponseMeaning.PASSING_ON_THE_WAY, BUSY),
    503: (ResponseMeaning.PASSING_ON_THE_WAY, BUSY),
    504: (ResponseMeaning.PASSING_ON_THE_WAY, BUSY),
}
WORDS = {  # of other codes it is said that Exchange answered them
    "ErrorAccessDenied": RIGHTS,
    "ErrorAccountDisabled": SIGN_IN,
    "ErrorCreateItemAccessDenied": RIGHTS,
    "ErrorImpersonateUserDenied": IMPERSONATION,
    "ErrorImpersonationDenied": IMPERSONATION,
    "ErrorImpersonationFailed": IMPERSONATION,
    "ErrorIncorrectSchemaVersion": VERSION,
    "ErrorInternalServerTransientError": BUSY,
    "ErrorInvalidRecipients": ADDRESS,
    "ErrorInvalidSchemaVersionForMailboxVersion": VERSION,
    "ErrorInvalidServerVersion": VERSION,
    "ErrorInvalidSmtpAddress": ADDRESS,
    "ErrorMailboxMoveInProgress": "The mailbox is being moved to another server; letters wait meanwhile.",
    "ErrorMailboxStoreUnavailable": "The database of the mailbox is not available just now.",
    "ErrorMessageSizeExceeded": (
        "The letter is larger than Exchange takes. Send less with it, or set MASE_LARGEST_LETTER_MB to what "
        "Exchange takes."
    ),
    "ErrorMissingRecipients": ADDRESS,
    "ErrorNonExistentMailbox": (
        "Exchange knows no mailbox with the service’s address. Check MASE_SERVICE_ADDRESS."
    ),
    "ErrorPasswordChangeRequired": SIGN_IN,
    "ErrorPasswordExpired": SIGN_IN,
    "ErrorQuotaExceeded": "The mailbox is full. Ask the administrator for more room.",
    "ErrorSchemaValidation": "Exchange takes the request for one that is wrongly made.",
    "ErrorSendAsDenied": SEND_AS,
    "ErrorServerBusy": BUSY,
    "ErrorSubmissionQuotaExceeded": "The mailbox has sent as many letters as Exchange allows it for now.",
    "ErrorTimeoutExpired": NOT_IN_TIME,
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
        meaning, words = STATUS.get(
            error.status, (ResponseMeaning.SILENT, f"Exchange answered with the HTTP status {error.status}.")
        )
        return meaning.error(doing, words, f"HTTP {error.status}")
    if isinstance(error, ews.ResponseMessageError):
        code = error.code if isinstance(error, UnknownCode) else type(error).__name__
        words = WORDS.get(code, f"Exchange answered {code}.")
        return CODES.get(code, ResponseMeaning.UNKNOWN).error(doing, words, code)
    return ResponseMeaning.UNREADABLE.error(doing, NO_EWS, "a page that is not Exchange’s")


def passes(error: Exception) -> bool:
    """Tell whether an error that came for one item is owing to the state of the mailbox, which passes."""
    return isinstance(translate(error, Doing.READING), BusyError)


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
