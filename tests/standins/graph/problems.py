"""Refusals as Graph words them ("Microsoft Graph error responses and resource types")."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.standins.post_office.post_office import PostOfficeError

STATUS = {  # of the codes that Exchange gives; 403 for a full mailbox was seen in bug reports
    "ErrorAccessDenied": 403,
    "ErrorSendAsDenied": 403,
    "ErrorQuotaExceeded": 403,
    "ErrorItemNotFound": 404,
    "ErrorInvalidUser": 404,
    "ErrorNonExistentMailbox": 404,
    "ErrorMessageSizeExceeded": 413,
    "ErrorServerBusy": 503,
    "ErrorMailboxMoveInProgress": 503,
    "ErrorMailboxStoreUnavailable": 503,
    "ErrorExceededMessageLimit": 429,
    "ErrorTooManyObjectsOpened": 429,  # seen in OfficeDev/outlook-dev-docs, issue 144
    "ErrorInternalServerError": 500,
}


@dataclass(frozen=True)
class Reply:
    """The answer to one request, alone or in a batch."""

    status: int = 200
    body: dict[str, Any] | None = None
    content: bytes = b""
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def payload(self) -> bytes:
        return self.content if self.body is None else json.dumps(self.body).encode()


class GraphError(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def reply(self, **headers: str) -> Reply:
        error = {"code": self.code, "message": str(self), "innerError": {"request-id": "0"}}
        return Reply(self.status, {"error": error}, headers=headers)


def item_not_found() -> GraphError:
    return GraphError(404, "ErrorItemNotFound", "The specified object was not found in the store.")


def bad_request(message: str, code: str = "RequestBodyRead") -> GraphError:
    return GraphError(400, code, message)


def from_post_office(error: PostOfficeError) -> GraphError:
    return GraphError(STATUS.get(error.code, 400), error.code, str(error))
