"""Refusals of Microsoft Graph in the terms of the Mailer protocol: refused, unclear, or not signed in.

Answers of Microsoft Graph, to a single request or to one request of a batch.

Status codes and the shape of errors are from "Microsoft Graph error responses"; the codes that begin with
Error are those of Exchange ("ResponseCode" of its web services), which Graph hands on.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from tasks.mail.protocol.mailer import MailError, RefusedError, UnclearError
from tasks.mail.protocol.response_codes import CODES, Doing, ResponseMeaning

Json = dict[str, Any]

CODE = re.compile(r"[A-Za-z][\w.]*")  # an error's code has nothing personal in it; its message may


@dataclass(frozen=True)
class GraphAnswer:
    """An answer. ``status`` is 0 where a batch left the answer out; ``headers`` have lower-case names."""

    status: int
    body: Json = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def code(self) -> str:
        """Return the most detailed code of the error; empty where it has none."""
        error = self.body.get("error")
        innermost = ""
        while isinstance(error, dict):
            code = error.get("code")
            if isinstance(code, str) and CODE.fullmatch(code):
                innermost = code
            error = error.get("innerError") or error.get("innererror")
        return innermost

    @property
    def is_page(self) -> bool:
        """Tell whether it is a page for people, as proxies write them."""
        return "html" in self.headers.get("content-type", "")

    @property
    def retry_after(self) -> float:
        """Return the seconds that Graph asks us to wait, by a number or a date; 0 where it doesn't say."""
        value = self.headers.get("retry-after", "")
        if value.replace(".", "", 1).isdigit():
            return float(value)
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
        except ValueError:
            return 0.0

    @property
    def items(self) -> list[Json]:
        """Return the items of a list."""
        value = self.body.get("value")
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


EXPIRED = 10  # X509_V_ERR_CERT_HAS_EXPIRED
CONFLICT = 412  # it has changed since: Exchange may still be at work on it
FOR_NOW = frozenset({CONFLICT, 429, 502, 503, 504, 509})
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
ENOUGH_FOR_A_DAY = "The mailbox has sent as many letters as it may send in a day."
STATUS: dict[int, tuple[ResponseMeaning, str]] = {  # of answers without a code that has a row of its own
    0: (ResponseMeaning.SILENT, NO_ANSWER),
    401: (ResponseMeaning.TOKEN, NOT_SIGNED_IN),
    403: (ResponseMeaning.FORBIDDEN, ""),
    404: (ResponseMeaning.GONE, ""),
    408: (ResponseMeaning.GONE, NO_ANSWER),  # of a proxy, which does not know how far the request came
    CONFLICT: (ResponseMeaning.REFUSED, ""),
    413: (ResponseMeaning.LETTER, TOO_LARGE),
    429: (ResponseMeaning.PASSING, THROTTLED),
    499: (ResponseMeaning.GONE, NO_ANSWER),
    502: (ResponseMeaning.PASSING_ON_THE_WAY, ""),
    503: (ResponseMeaning.PASSING_ON_THE_WAY, ""),
    504: (ResponseMeaning.PASSING_ON_THE_WAY, ""),
    507: (ResponseMeaning.FULL, FULL),
    509: (ResponseMeaning.PASSING_ON_THE_WAY, ""),
}
CODES_OF_GRAPH = {
    **CODES,
    "ErrorAccessDenied": ResponseMeaning.SIGN_IN,
}  # it looks at roles before it does anything
WORDS = {  # of other codes it is said that Graph answered them
    "Authorization_RequestDenied": NOT_ALLOWED,
    "ErrorAccessDenied": NOT_ALLOWED,
    "ErrorAttachmentSizeLimitExceeded": TOO_LARGE,
    "ErrorExceededMessageLimit": ENOUGH_FOR_A_DAY,
    "ErrorInvalidRecipients": "Exchange does not take the address the letter goes to.",
    "ErrorInvalidUser": NO_MAILBOX,
    "ErrorMailboxMoveInProgress": "The mailbox is being moved to another server; letters wait meanwhile.",
    "ErrorMessageSizeExceeded": TOO_LARGE,
    "ErrorNonExistentMailbox": NO_MAILBOX,
    "ErrorQuotaExceeded": FULL,
    "ErrorSendAsDenied": NOT_ALLOWED,
    "ErrorSubmissionQuotaExceeded": ENOUGH_FOR_A_DAY,
    "InvalidInternetMessageHeader": "The letter has a header that Exchange refuses.",
    "MailboxNotEnabledForRESTAPI": NO_MAILBOX,
    "MailboxNotSupportedForRESTAPI": NO_MAILBOX,
    "Request_ResourceNotFound": NO_MAILBOX,
    "ResourceNotFound": NO_MAILBOX,
    "accessDenied": NOT_ALLOWED,
    "quotaLimitReached": FULL,
}


def fault(answer: GraphAnswer, *, sending: bool = False) -> MailError:
    """Translate an answer that is no success; ``sending`` marks a request that may have sent something."""
    doing = Doing.SENDING if sending else Doing.CHANGING
    meaning, words = _meaning(answer)
    if meaning is ResponseMeaning.GONE and sending:
        words = words or "The draft is not in the mailbox any more."
    return meaning.error(doing, words or _refusal(answer), f"HTTP {_named(answer)}")


def answer_passes(answer: GraphAnswer) -> bool:
    """Tell whether an answer is owing to a state that passes: what sends nothing may be asked again."""
    return answer.status in FOR_NOW or not answer.status or _meaning(answer)[0] is ResponseMeaning.PASSING


def _meaning(answer: GraphAnswer) -> tuple[ResponseMeaning, str]:
    """Look up the row of the code, or else of the status; an answer with neither is told as what it is."""
    if meaning := CODES_OF_GRAPH.get(answer.code):
        return meaning, WORDS.get(answer.code, "")
    if answer.status in STATUS:
        return STATUS[answer.status]
    if answer.status >= 500:
        return ResponseMeaning.FAILED, f"Microsoft Graph had a fault of its own ({_named(answer)})."
    return (ResponseMeaning.WHOLE, "") if answer.status >= 400 else (ResponseMeaning.SILENT, NOT_UNDERSTOOD)


def unreached(error: httpx.HTTPError, host: str, setting: str) -> MailError:
    """Translate the lack of an answer; RefusedError where no request had left this machine."""
    if not isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)):
        return UnclearError(NO_ANSWER)
    if untrusted := _untrusted(error):
        if untrusted.verify_code == EXPIRED:
            return RefusedError(
                f"The certificate of {host} has expired: whoever runs that server renews it. Where that is "
                "Microsoft, look whether this machine’s clock is right, and whether a proxy answers instead."
            )
        return RefusedError(
            f"The certificate of {host} is not trusted: {_reason(error)}. If an authority of your own issues "
            "it, name that authority’s certificate in MASE_CA_FILE."
        )
    return RefusedError(f"{host} cannot be reached: {_reason(error)}. Check {setting} and the network.")


def _untrusted(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error


def _reason(error: Exception) -> str:
    text = str(error).partition("certificate verify failed: ")[2] or str(error)
    return " ".join(text.partition(" (_ssl.c")[0].split()).rstrip(".") or "no connection"


def _refusal(answer: GraphAnswer) -> str:
    """Word a refusal; Graph itself gives a code with each, unless it is unwell, and never a page."""
    if answer.code or (answer.status >= 500 and not answer.is_page):
        return f"Microsoft Graph refused it ({_named(answer)})."
    return f"A proxy or gateway in front of Microsoft Graph refused it (HTTP {answer.status})."


def _named(answer: GraphAnswer) -> str:
    return f"{answer.status} {answer.code}".strip()
