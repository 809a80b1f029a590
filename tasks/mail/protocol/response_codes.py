"""The meaning of each answer that is no success: a row a code, the same through EWS and Graph.

Most codes are Exchange's own ("ResponseCode" of its web services), which Graph hands on; the others are
Graph's. A code without a row is UNKNOWN, and told to people as the server wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

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


class Doing(Enum):
    """The effect of a request, which decides what an answer to it proves."""

    READING = 0  # changes nothing: whatever goes wrong, nothing has happened
    CHANGING = 1  # drafting, deleting, marking: it may have happened all the same
    SENDING = 2  # sending, inviting: as before, and a server that says it was busy may have sent all the same


class ResponseMeaning(Enum):
    """The meaning of an answer, and the error of a request that reads, that changes, and that sends."""

    PASSING = ("the server is in a state that passes", BusyError, BusyError, PassingError)
    PASSING_UNDONE = ("it passes, and nothing was done", BusyError, BusyError, BusyError)
    PASSING_ON_THE_WAY = ("it passes before the mailbox", RefusedError, PassingError, PassingError)

    # A matter of the mailbox or of our rights: the run stops, and every letter is kept.
    SIGN_IN = ("our sign-in or our rights", SignInError, SignInError, SignInError)
    TOKEN = ("our sign-in, which may have ended on the way", SignInError, SignInError, UnclearError)
    RIGHTS = (
        "rights, perhaps to one item or to the copy in Sent Items",
        RefusedError,
        BusyError,
        PassingError,
    )
    MAILBOX = ("no mailbox, or not in this version", BusyError, BusyError, BusyError)
    FULL = ("no room, perhaps for the copy in Sent Items alone", BusyError, BusyError, PassingError)

    # A matter of one letter.
    LETTER = ("the letter can’t be sent", UnsendableError, UnsendableError, UnsendableError)
    REFUSED = ("it has changed meanwhile", RefusedError, RefusedError, UnclearError)
    FORBIDDEN = ("forbidden, perhaps by a gateway in between", RefusedError, RefusedError, UnclearError)
    GONE = ("no such item: it may have been sent", RefusedError, RefusedError, UnclearError)

    # Of a request about many letters, perhaps owing to one of them.
    WHOLE = ("the request was refused", RefusedError, BatchRefusedError, BatchRefusedError)
    FAILED = ("the server failed over the request", RefusedError, BatchUnclearError, BatchUnclearError)
    UNKNOWN = ("a code without a row", RefusedError, BatchRefusedError, BatchUnclearError)

    SILENT = ("no answer", RefusedError, UnclearError, UnclearError)
    UNREADABLE = ("an answer that can’t be read", RefusedError, UnclearError, UnreadableError)

    def error(self, doing: Doing, words: str, answer: str = "") -> MailError:
        kinds: tuple[type[MailError], ...] = self.value[1:]
        return kinds[doing.value](words, answer)


CODES: Mapping[str, ResponseMeaning] = MappingProxyType(
    {
        "ErrorADOperation": ResponseMeaning.PASSING,
        "ErrorADUnavailable": ResponseMeaning.PASSING,
        "ErrorConnectionFailed": ResponseMeaning.PASSING,
        "ErrorInsufficientResources": ResponseMeaning.PASSING,
        "ErrorInternalServerTransientError": ResponseMeaning.PASSING,
        "ErrorMailboxFailover": ResponseMeaning.PASSING,
        "ErrorMailboxMoveInProgress": ResponseMeaning.PASSING,
        "ErrorMailboxStoreUnavailable": ResponseMeaning.PASSING,
        "ErrorNoRespondingCASInDestinationSite": ResponseMeaning.PASSING,
        "ErrorNotEnoughMemory": ResponseMeaning.PASSING,
        "ErrorProxyRequestProcessingFailed": ResponseMeaning.PASSING,
        "ErrorServerBusy": ResponseMeaning.PASSING,
        "ErrorTooManyObjectsOpened": ResponseMeaning.PASSING,
        "ErrorBatchProcessingStopped": ResponseMeaning.PASSING_UNDONE,
        "ErrorExceededConnectionCount": ResponseMeaning.PASSING_UNDONE,
        "ErrorExceededMessageLimit": ResponseMeaning.PASSING_UNDONE,
        "ErrorSubmissionQuotaExceeded": ResponseMeaning.PASSING_UNDONE,
        "ErrorAccountDisabled": ResponseMeaning.SIGN_IN,
        "ErrorCreateItemAccessDenied": ResponseMeaning.SIGN_IN,
        "ErrorImpersonateUserDenied": ResponseMeaning.SIGN_IN,
        "ErrorImpersonationDenied": ResponseMeaning.SIGN_IN,
        "ErrorImpersonationFailed": ResponseMeaning.SIGN_IN,
        "ErrorPasswordChangeRequired": ResponseMeaning.SIGN_IN,
        "ErrorPasswordExpired": ResponseMeaning.SIGN_IN,
        "ErrorSendAsDenied": ResponseMeaning.SIGN_IN,
        "Authorization_RequestDenied": ResponseMeaning.SIGN_IN,
        "accessDenied": ResponseMeaning.SIGN_IN,
        "ErrorAccessDenied": ResponseMeaning.RIGHTS,
        "ErrorIncorrectSchemaVersion": ResponseMeaning.MAILBOX,
        "ErrorInvalidSchemaVersionForMailboxVersion": ResponseMeaning.MAILBOX,
        "ErrorInvalidServerVersion": ResponseMeaning.MAILBOX,
        "ErrorInvalidUser": ResponseMeaning.MAILBOX,
        "ErrorNonExistentMailbox": ResponseMeaning.MAILBOX,
        "MailboxNotEnabledForRESTAPI": ResponseMeaning.MAILBOX,
        "MailboxNotSupportedForRESTAPI": ResponseMeaning.MAILBOX,
        "Request_ResourceNotFound": ResponseMeaning.MAILBOX,
        "ResourceNotFound": ResponseMeaning.MAILBOX,
        "ErrorQuotaExceeded": ResponseMeaning.FULL,
        "quotaLimitReached": ResponseMeaning.FULL,
        "ErrorAttachmentSizeLimitExceeded": ResponseMeaning.LETTER,
        "ErrorInvalidRecipients": ResponseMeaning.LETTER,
        "ErrorInvalidSmtpAddress": ResponseMeaning.LETTER,
        "ErrorMessageSizeExceeded": ResponseMeaning.LETTER,
        "ErrorMissingRecipients": ResponseMeaning.LETTER,
        "InvalidInternetMessageHeader": ResponseMeaning.LETTER,
        "ErrorIrresolvableConflict": ResponseMeaning.REFUSED,
        "ErrorStaleObject": ResponseMeaning.REFUSED,
        "ErrorInvalidIdMalformed": ResponseMeaning.GONE,
        "ErrorItemNotFound": ResponseMeaning.GONE,
        "ErrorInvalidRequest": ResponseMeaning.WHOLE,
        "ErrorSchemaValidation": ResponseMeaning.WHOLE,
        "ErrorTimeoutExpired": ResponseMeaning.SILENT,
    }
)
