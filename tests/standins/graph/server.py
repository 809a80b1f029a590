"""The Graph stand-in: mail and calendar of Microsoft Graph v1.0, $batch, upload sessions and sign-in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.standins.graph import delta, events, messages, shapes, uploads
from tests.standins.graph.asks import VERSION, Ask, Place, operation, read_ask, read_url
from tests.standins.graph.problems import (
    STATUS,
    GraphError,
    Reply,
    bad_request,
    from_post_office,
    item_not_found,
)
from tests.standins.oauth import TokenOffice
from tests.standins.post_office.faults import Fault
from tests.standins.post_office.items import Item
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOfficeError
from tests.standins.serving import SIGN_IN, Request, Response, StandIn

BATCH = f"{VERSION}/$batch"
MOST_IN_A_BATCH = 20
LARGEST_REQUEST = 4 * 1024 * 1024
ALL_ROLES = frozenset({"Mail.ReadWrite", "Mail.Send", "Calendars.ReadWrite"})
NEEDS = {
    "SendMessage": "Mail.Send"
}  # whatever is not named needs Mail.ReadWrite or, for events, the calendar
NOT_ALLOWED = "Access is denied. Check credentials and try again."
FAULTY = "UnableToReadPayload"
EXPECTED = (
    FAULTY,
    uploads.TOO_SMALL,
    "ErrorInvalidRecipients",
    "ErrorInvalidUrlQuery",
    "ErrorInvalidIdMalformed",
)  # of a 400


@dataclass
class GraphStandIn(StandIn):
    """``root`` is where it listens, ``ca_file`` who vouches for its certificate; both once it is started.

    ``unreadable`` items answer with a fault of the server, and ``vanished`` ones only to lists, both by their
    ids in the post office. ``roles`` are those of the application. ``generation`` is raised to forget every
    delta token given out.
    """

    root: str = ""
    ca_file: str = ""
    tokens: TokenOffice = field(init=False)
    roles: frozenset[str] = ALL_ROLES
    generation: int = 1
    unreadable: set[str] = field(default_factory=set)
    vanished: set[str] = field(default_factory=set)
    sessions: dict[str, uploads.Session] = field(default_factory=dict)
    transactions: dict[tuple[str, str], Item] = field(default_factory=dict)
    name = "Microsoft Graph"

    def __post_init__(self) -> None:
        self.tokens = TokenOffice(lambda: dt.datetime.now(dt.UTC))
        self.office.authserv_id = ""  # Exchange Online names nobody

    def forget(self) -> None:
        super().forget()
        self.transactions.clear()
        self.sessions.clear()

    def operation(self, request: Request) -> str:
        if self.tokens.is_mine(request.path):
            return SIGN_IN
        if request.path.startswith(uploads.ROOT):
            return "DropUploadSession" if request.method == "DELETE" else "UploadRange"
        if request.path == BATCH:
            names = {operation(ask) for ask, _ in _parts(request)}
            return names.pop() if len(names) == 1 else "Batch"
        return operation(_ask(request))

    def signed_in(self, request: Request) -> Response | None:
        if self.tokens.is_mine(request.path) or request.path.startswith(uploads.ROOT):
            return None
        return None if self.tokens.accepts(request.headers.get("authorization", "")) else self.refusal()

    def refusal(self) -> Response:
        error = "Access token has expired or is not yet valid."
        return _response(GraphError(401, "InvalidAuthenticationToken", error).reply())

    def busy(self, code: str, seconds: float) -> Response:
        return _response(busy(code).reply(**dict([self.patience(seconds)])))

    def settings(self, url: str) -> dict[str, str]:  # noqa: ARG002  (the API listens elsewhere)
        return {
            "MASE_GATEWAY": "graph",
            "MASE_GRAPH_ENDPOINT": f"{self.root}{VERSION}",
            "MASE_OAUTH_AUTHORITY": self.root,
            "MASE_OAUTH_TENANT": self.tokens.tenant,
            "MASE_OAUTH_CLIENT_ID": self.tokens.client_id,
            "MASE_OAUTH_CLIENT_SECRET": self.tokens.client_secret,
            "MASE_CA_FILE": self.ca_file,
            "MASE_AUTHSERV_ID": "exchange-online",
        }

    def answer(self, request: Request, fault: Fault | None) -> Response:
        if self.tokens.is_mine(request.path):
            status, body = self.tokens.answer(self.root, request.path, request.body)
            return Response(status, body)
        try:
            if request.path.startswith(uploads.ROOT):
                return _response(self._upload(request))
            if len(request.body) > LARGEST_REQUEST:
                raise GraphError(413, "RequestEntityTooLarge", "The request is too large.")
            if (word := self.office.options.faulty_word) and word.encode() in request.body:
                raise GraphError(400, FAULTY, "Unable to read JSON request payload.")
            if request.path == BATCH:
                return _response(self._batch(request, fault))
            if fault and not fault.accepted:
                raise busy(fault.code)
            reply = self._carry_out(_ask(request))
            return _response(busy(fault.code).reply() if fault else reply)
        except GraphError as error:
            return _response(self._refused(error))
        except PostOfficeError as error:
            return _response(self._refused(from_post_office(error)))

    def _batch(self, request: Request, fault: Fault | None) -> Reply:
        """Each part is carried out, or fails, by itself. Answers come in any order: here from the last."""
        parts = _parts(request)
        if not 0 < len(parts) <= MOST_IN_A_BATCH or len({name for _, name in parts}) < len(parts):
            raise bad_request("A batch has 1 to 20 requests, each with an id of its own.", "BadRequest")
        answers = []
        for number, (ask, name) in enumerate(parts):
            struck = fault is not None and fault.item == number
            if not struck or (fault and fault.accepted):
                reply = self._part(ask)
            if struck and fault:
                reply = busy(fault.code).reply(**dict([self.patience(10)]))
            answer: dict[str, Any] = {"id": name, "status": reply.status, "headers": reply.headers}
            answers.append(answer if reply.body is None else {**answer, "body": reply.body})
        return Reply(200, {"responses": answers[::-1]})

    def _part(self, ask: Ask | None) -> Reply:
        try:
            return self._carry_out(ask)
        except GraphError as error:
            return self._refused(error)
        except PostOfficeError as error:
            return self._refused(from_post_office(error))

    def _upload(self, request: Request) -> Reply:
        if "authorization" in request.headers:
            self.invalid.append("UploadRange: an Authorization header, which the address must not be sent")
        token = request.path.removeprefix(uploads.ROOT)
        with self.office.lock:
            if request.method == "DELETE":
                return uploads.drop(self.sessions, token)
            return uploads.put(self.sessions, token, request.headers.get("content-range", ""), request.body)

    def _carry_out(self, ask: Ask | None) -> Reply:
        if ask is None or operation(ask) == "Unknown":
            raise bad_request("Resource not found for the segment.", "BadRequest")
        with self.office.lock:
            if ask.address not in self.office.mailboxes:
                raise GraphError(404, "ErrorInvalidUser", f"The requested user '{ask.address}' is invalid.")
            needed = NEEDS.get(
                operation(ask), "Calendars.ReadWrite" if ask.parts[0] == "events" else "Mail.ReadWrite"
            )
            if needed not in self.roles:
                raise GraphError(403, "ErrorAccessDenied", NOT_ALLOWED)
            place = Place(ask, self.office, self.office.mailbox(ask.address), f"{self.root}{VERSION}")
            try:
                return self._call(place)()
            except (KeyError, TypeError, AttributeError) as error:
                raise bad_request(f"Something is missing in the request: {error}") from error

    def _call(self, place: Place) -> Callable[[], Reply]:
        match place.ask.parts:
            case ("messages",):
                return lambda: messages.create(place)
            case ("messages", item_id):
                self._check_item(place.mailbox, shapes.bare(item_id))
                by_method = {"GET": messages.get, "PATCH": messages.update, "DELETE": messages.delete}
                return lambda: by_method[place.ask.method](place, item_id)
            case ("messages", item_id, "send"):
                return lambda: messages.send(place, item_id)
            case ("messages", item_id, "$value"):
                return lambda: messages.get_mime(place, item_id)
            case ("messages", item_id, "attachments"):
                return lambda: messages.attach(place, item_id)
            case ("messages", item_id, "attachments", "createUploadSession"):
                return lambda: uploads.begin(place, item_id, self.sessions, self.root)
            case ("messages", item_id, "attachments", file_id, "$value"):
                return lambda: messages.get_attachment(place, item_id, file_id)
            case ("mailFolders", folder, "messages"):
                return lambda: messages.find(place, folder)
            case ("mailFolders", folder, "messages", "delta"):
                return lambda: delta.changes(place, folder, self.generation)
            case ("events",) if place.ask.method == "POST":
                return lambda: events.create(place, self.transactions)
            case ("events",):
                return lambda: events.find(place)
            case ("events", event_id, "cancel"):
                return lambda: events.cancel(place, event_id)
            case ("events", event_id) if place.ask.method == "PATCH":
                return lambda: events.update(place, event_id)
            case ("events", event_id):
                return lambda: events.get(place, event_id)
        raise bad_request("Resource not found for the segment.", "BadRequest")

    def _check_item(self, mailbox: Mailbox, item_id: str) -> None:
        busy, item = self.office.options.busy_subject, mailbox.items.get(item_id)
        if busy and item and item.subject == busy:
            raise GraphError(503, "ErrorMailboxStoreUnavailable", "Try again later.")
        if item_id in self.unreadable:
            raise GraphError(500, "ErrorInternalServerError", "An internal server error occurred.")
        if item_id in self.vanished:
            raise item_not_found()

    def _refused(self, error: GraphError) -> Reply:
        """A request that no client should have made is remembered."""
        if error.status == 400 and error.code not in EXPECTED:
            self.invalid.append(f"{error.code}: {error}")
        return error.reply()


def busy(code: str) -> GraphError:
    """The refusal of a server in a state that passes."""
    return GraphError(STATUS.get(code, 503), code, "Try again later.")


def _ask(request: Request) -> Ask | None:
    path = request.path.removeprefix(VERSION) if request.path.startswith(VERSION) else ""
    body = _json(request.body)
    return read_ask(request.method, path, request.query, request.headers.get("prefer", ""), body)


def _parts(request: Request) -> list[tuple[Ask | None, str]]:
    """The asks of a batch with their ids."""
    body = _json(request.body)
    parts = body.get("requests") if isinstance(body, dict) else None
    asks = []
    for part in parts if isinstance(parts, list) else ():
        headers = {name.lower(): value for name, value in (part.get("headers") or {}).items()}
        has_body = part.get("body") is not None
        ask = read_url(part["method"], part["url"], headers.get("prefer", ""), part.get("body"))
        asks.append((None if has_body and "content-type" not in headers else ask, str(part["id"])))
    return asks


def _json(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except ValueError:
        return None


def _response(reply: Reply) -> Response:
    return Response(reply.status, reply.payload, reply.content_type, tuple(reply.headers.items()))
