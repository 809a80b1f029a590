"""Refusals of Microsoft Graph in the terms of the Mailer protocol: refused, unclear, or not signed in.

Status codes and the shape of errors are from "Microsoft Graph error responses"; the codes that begin with
Error are those of Exchange ("ResponseCode" of its web services), which Graph hands on.
"""

from __future__ import annotations

import ssl

import httpx

from tasks.mail.gateways.graph.answers import Answer
from tasks.mail.protocol.mailer import (
    BusyError,
    MailError,
    RefusedError,
    SignInError,
    UnclearError,
    UnsendableError,
)

BUSY = frozenset({429, 502, 503, 504, 509})
FOREIGN_ID = "ErrorInvalidIdMalformed"  # of a draft that was made through another gateway
NO_ANSWER = "Microsoft Graph gave no answer."
NOT_UNDERSTOOD = "The answer of Microsoft Graph could not be understood."
THROTTLED = "Microsoft Graph is throttling this application; the rest goes with a later run."
TOO_LARGE = (
    "The letter is larger than the mailbox may send: make its attachments smaller, or have the limit raised "
    "(MASE_LARGEST_LETTER_MB is what this service keeps to)."
)
NOT_ALLOWED = (
    "The application may not use this mailbox in this way: give it the roles Application Mail.ReadWrite, "
    "Application Mail.Send and Application Calendars.ReadWrite in Exchange Online, with the mailbox in their "
    "scope. A new role takes up to two hours to be known."
)
NOT_SIGNED_IN = (
    "Microsoft Graph did not accept the sign-in: check MASE_OAUTH_TENANT and MASE_OAUTH_CLIENT_ID, and that "
    "MASE_GRAPH_ENDPOINT belongs to the same cloud as MASE_OAUTH_AUTHORITY."
)
NO_MAILBOX = (
    "There is no mailbox in Exchange Online for MASE_SERVICE_ADDRESS: check the address, and that the "
    "mailbox isn’t on a server of your own."
)
FULL = "The mailbox is full: have its quota raised, or its old items archived."

MEANING: dict[str, MailError] = {
    "ErrorAccessDenied": SignInError(NOT_ALLOWED),
    "ErrorSendAsDenied": SignInError(NOT_ALLOWED),
    "Authorization_RequestDenied": SignInError(NOT_ALLOWED),
    "accessDenied": SignInError(NOT_ALLOWED),
    "ErrorNonExistentMailbox": BusyError(NO_MAILBOX),
    "ErrorInvalidUser": BusyError(NO_MAILBOX),
    "MailboxNotEnabledForRESTAPI": BusyError(NO_MAILBOX),
    "MailboxNotSupportedForRESTAPI": BusyError(NO_MAILBOX),
    "ResourceNotFound": BusyError(NO_MAILBOX),
    "Request_ResourceNotFound": BusyError(NO_MAILBOX),
    "ErrorQuotaExceeded": BusyError(FULL),
    "quotaLimitReached": BusyError(FULL),
    "ErrorExceededMessageLimit": BusyError("The mailbox has sent as many letters as it may send in a day."),
    "ErrorSubmissionQuotaExceeded": BusyError(
        "The mailbox has sent as many letters as it may send in a day."
    ),
    "ErrorMessageSizeExceeded": UnsendableError(TOO_LARGE),
    "ErrorAttachmentSizeLimitExceeded": UnsendableError(TOO_LARGE),
    "ErrorInvalidRecipients": UnsendableError("Exchange does not take the address the letter goes to."),
    "InvalidInternetMessageHeader": UnsendableError("The letter has a header that Exchange refuses."),
}
BY_STATUS: dict[int, MailError] = {
    401: SignInError(NOT_SIGNED_IN),
    403: SignInError(NOT_ALLOWED),
    413: UnsendableError(TOO_LARGE),
    507: BusyError(FULL),
}

# A token that ended on the way, a proxy's word on a slow answer, and a full store do not tell how far a
# letter came, since its copy is kept after it has gone.
NO_PROOF = frozenset({401, 408, 499, 507})
ABOUT_THE_COPY = frozenset({"ErrorQuotaExceeded", "quotaLimitReached"})


def fault(answer: Answer, *, sending: bool = False) -> MailError:
    """Translate an answer that is no success; ``sending`` marks a request that may have sent something."""
    if answer.status in BUSY or (answer.status >= 500 and answer.status != 507):
        if answer.status == 429 and not sending:
            return BusyError(THROTTLED)
        return UnclearError(f"Microsoft Graph was busy or had a fault of its own ({_named(answer)}).")
    known = MEANING.get(answer.code) or BY_STATUS.get(answer.status)
    if sending and (answer.status in NO_PROOF or answer.code in ABOUT_THE_COPY):
        return UnclearError(str(known or NO_ANSWER))
    if known:
        return type(known)(*known.args)
    if sending and (answer.status == 404 or answer.code == FOREIGN_ID):
        return UnclearError("The draft is not in the mailbox any more.")
    if 400 <= answer.status < 500:
        return RefusedError(f"Microsoft Graph refused it ({_named(answer)}).")
    return UnclearError(NOT_UNDERSTOOD if answer.status else NO_ANSWER)


def unreached(error: httpx.HTTPError, host: str, setting: str) -> MailError:
    """Translate the lack of an answer; RefusedError where no request had left this machine."""
    if not isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)):
        return UnclearError(NO_ANSWER)
    if _is_about_trust(error):
        return RefusedError(
            f"The certificate of {host} is not trusted: {_reason(error)}. If an authority of your own issues "
            "it, name that authority’s certificate in MASE_CA_FILE."
        )
    return RefusedError(f"{host} cannot be reached: {_reason(error)}. Check {setting} and the network.")


def _is_about_trust(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _reason(error: Exception) -> str:
    text = str(error).partition("certificate verify failed: ")[2] or str(error)
    return " ".join(text.partition(" (_ssl.c")[0].split()).rstrip(".") or "no connection"


def _named(answer: Answer) -> str:
    return f"{answer.status} {answer.code}".strip()
