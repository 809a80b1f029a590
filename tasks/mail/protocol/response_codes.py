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


class Meaning(Enum):
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


CODES: Mapping[str, Meaning] = MappingProxyType(
    {
        "ErrorADOperation": Meaning.PASSING,
        "ErrorADUnavailable": Meaning.PASSING,
        "ErrorConnectionFailed": Meaning.PASSING,
        "ErrorInsufficientResources": Meaning.PASSING,
        "ErrorInternalServerTransientError": Meaning.PASSING,
        "ErrorMailboxFailover": Meaning.PASSING,
        "ErrorMailboxMoveInProgress": Meaning.PASSING,
        "ErrorMailboxStoreUnavailable": Meaning.PASSING,
        "ErrorNoRespondingCASInDestinationSite": Meaning.PASSING,
        "ErrorNotEnoughMemory": Meaning.PASSING,
        "ErrorProxyRequestProcessingFailed": Meaning.PASSING,
        "ErrorServerBusy": Meaning.PASSING,
        "ErrorTooManyObjectsOpened": Meaning.PASSING,
        "ErrorBatchProcessingStopped": Meaning.PASSING_UNDONE,
        "ErrorExceededConnectionCount": Meaning.PASSING_UNDONE,
        "ErrorExceededMessageLimit": Meaning.PASSING_UNDONE,
        "ErrorSubmissionQuotaExceeded": Meaning.PASSING_UNDONE,
        "ErrorAccountDisabled": Meaning.SIGN_IN,
        "ErrorCreateItemAccessDenied": Meaning.SIGN_IN,
        "ErrorImpersonateUserDenied": Meaning.SIGN_IN,
        "ErrorImpersonationDenied": Meaning.SIGN_IN,
        "ErrorImpersonationFailed": Meaning.SIGN_IN,
        "ErrorPasswordChangeRequired": Meaning.SIGN_IN,
        "ErrorPasswordExpired": Meaning.SIGN_IN,
        "ErrorSendAsDenied": Meaning.SIGN_IN,
        "Authorization_RequestDenied": Meaning.SIGN_IN,
        "accessDenied": Meaning.SIGN_IN,
        "ErrorAccessDenied": Meaning.RIGHTS,
        "ErrorIncorrectSchemaVersion": Meaning.MAILBOX,
        "ErrorInvalidSchemaVersionForMailboxVersion": Meaning.MAILBOX,
        "ErrorInvalidServerVersion": Meaning.MAILBOX,
        "ErrorInvalidUser": Meaning.MAILBOX,
        "ErrorNonExistentMailbox": Meaning.MAILBOX,
        "MailboxNotEnabledForRESTAPI": Meaning.MAILBOX,
        "MailboxNotSupportedForRESTAPI": Meaning.MAILBOX,
        "Request_ResourceNotFound": Meaning.MAILBOX,
        "ResourceNotFound": Meaning.MAILBOX,
        "ErrorQuotaExceeded": Meaning.FULL,
        "quotaLimitReached": Meaning.FULL,
        "ErrorAttachmentSizeLimitExceeded": Meaning.LETTER,
        "ErrorInvalidRecipients": Meaning.LETTER,
        "ErrorInvalidSmtpAddress": Meaning.LETTER,
        "ErrorMessageSizeExceeded": Meaning.LETTER,
        "ErrorMissingRecipients": Meaning.LETTER,
        "InvalidInternetMessageHeader": Meaning.LETTER,
        "ErrorIrresolvableConflict": Meaning.REFUSED,
        "ErrorStaleObject": Meaning.REFUSED,
        "ErrorInvalidIdMalformed": Meaning.GONE,
        "ErrorItemNotFound": Meaning.GONE,
        "ErrorInvalidRequest": Meaning.WHOLE,
        "ErrorSchemaValidation": Meaning.WHOLE,
        "ErrorTimeoutExpired": Meaning.SILENT,
    }
)
