"""Requests to Microsoft Graph: one at a time, signed in, never repeated where they may have sent something.

The pace of sending: Exchange Online takes 30 letters a minute from a mailbox, and holds up any more.
"""

from __future__ import annotations

import ssl
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx

from tasks.mail.gateways.graph.errors import (
    NOT_UNDERSTOOD,
    GraphAnswer,
    Json,
    answer_passes,
    fault,
    unreached,
)
from tasks.mail.gateways.graph.settings import GraphSettings
from tasks.mail.gateways.graph.sign_in import Tokens
from tasks.mail.protocol.batches import split_by_number
from tasks.mail.protocol.log_silencing import silence_libraries
from tasks.mail.protocol.mailer import MailError, RefusedError, UnclearError, UnreadableError

MOST_IN_A_BATCH = 20  # "Combine multiple HTTP requests using JSON batching"
PAUSES = (1.0, 5.0, 15.0)  # seconds between the tries of a request that only reads
ITS_OWN_FAULT = (400, 404, 410, 500)  # of one item among many
LONGEST_PAUSE = 30.0  # however long we are asked to wait: a lease must not run out over it


@dataclass(frozen=True)
class Call:
    """A request. ``path`` begins with a slash, after the endpoint; ``prefer`` are values of Prefer."""

    method: str
    path: str
    body: Json | None = None
    prefer: tuple[str, ...] = ()

    @property
    def headers(self) -> dict[str, str]:
        headers = {"Prefer": ", ".join(self.prefer)} if self.prefer else {}
        return {**headers, "Content-Type": "application/json"} if self.body is not None else headers


def with_query(path: str, **options: str) -> str:
    """Add OData options to a path (``filter`` for ``$filter``), without those that are empty."""
    given = {f"${name}": value for name, value in options.items() if value}
    return f"{path}?{urlencode(given, quote_via=quote, safe='$,()/')}" if given else path


def segment(value: str) -> str:
    """Quote a value as one part of a path."""
    return quote(value, safe="")


class GraphClient:
    """Connections and the sign-in, both made at the first request. ``wait`` sleeps for some seconds."""

    def __init__(self, settings: GraphSettings, wait: Callable[[float], None]) -> None:
        self.settings = settings
        self.wait = wait
        self.mailbox = f"/users/{segment(settings.address)}"

    def ask(self, call: Call) -> GraphAnswer:
        """Make a request once. RefusedError or SignInError when not heard, UnclearError without answer."""
        headers = {**call.headers, "Authorization": f"Bearer {self._sign_in.token()}"}
        answer = self._request(
            call.method, f"{self.settings.endpoint}{call.path}", headers=headers, json=call.body
        )
        if answer.status == 401:
            self._sign_in.forget()
        return answer

    def ask_for(self, call: Call, *expected: int, sending: bool = True) -> GraphAnswer:
        """Make a request once; raises MailError unless it succeeds or has an expected status."""
        answer = self.ask(call)
        if answer.ok or answer.status in expected:
            return answer
        raise fault(answer, sending=sending)

    def look(self, call: Call, *expected: int) -> GraphAnswer:
        """Make a request that only reads, and repeat it after a pause where Graph is silent or busy.

        Raises MailError unless it succeeds or has an expected status.
        """
        trouble: MailError = RefusedError(NOT_UNDERSTOOD)
        for pause in (*PAUSES, None):
            asked_to_wait = 0.0
            try:
                answer = self.ask(call)
            except UnclearError as error:
                trouble = error
            else:
                if answer.ok or (answer.status in expected and not answer_passes(answer)):
                    return answer
                trouble = fault(answer)
                if not answer_passes(answer):
                    break
                asked_to_wait = answer.retry_after
            if pause is not None:
                self.wait(min(max(pause, asked_to_wait), LONGEST_PAUSE))
        raise RefusedError(str(trouble)) if isinstance(trouble, UnclearError) else trouble

    def batch(self, calls: Sequence[Call], *, sending: bool) -> list[GraphAnswer]:
        """Make up to twenty requests in one; return their answers in order. Raises errors that concern
        all."""
        answer = self.ask_for(Call("POST", "/$batch", {"requests": _requests(calls)}), sending=sending)
        return _parts(answer, len(calls))

    def look_through(self, path: str) -> Iterator[Json]:
        """Yield the items of a list, page after page; raises as look does."""
        while path:
            answer = self.look(Call("GET", path))
            yield from answer.items
            following = answer.body.get("@odata.nextLink")
            path = self.path_of(following) if isinstance(following, str) else ""

    def look_at_many(self, calls: Sequence[Call], *, busy_too: bool = False) -> list[GraphAnswer]:
        """Make many requests that only read, twenty at a time.

        A refused request keeps its refusal, since the others may be of use; with ``busy_too`` so does one for
        which Graph is too busy while it answers others. Raises errors that concern all.
        """
        answers: list[GraphAnswer] = []
        for batch in split_by_number(calls, MOST_IN_A_BATCH):
            whole = self.look(Call("POST", "/$batch", {"requests": _requests(batch)}))
            parts = _parts(whole, len(batch))
            for call, answer in zip(batch, parts, strict=True):
                if answer_passes(answer):
                    is_kept = busy_too and any(part.ok for part in parts)
                    answers.append(self._look_again(call, answer, is_kept=is_kept))
                elif answer.ok or answer.status in ITS_OWN_FAULT:
                    answers.append(answer)
                else:
                    raise fault(answer)
        return answers

    def _look_again(self, call: Call, busy: GraphAnswer, *, is_kept: bool) -> GraphAnswer:
        """Make a request again for which Graph was busy; where it still is, return what it said before if
        that ``is_kept``."""
        self.wait(min(busy.retry_after, LONGEST_PAUSE))
        try:
            return self.look(call, *ITS_OWN_FAULT)
        except RefusedError:
            if is_kept:
                return busy
            raise

    def put(self, url: str, content: bytes, content_range: str) -> GraphAnswer:
        """Upload a part of a file to the address of an upload session, which needs no sign-in."""
        self._refuse_unsafe(url)
        headers = {"Content-Type": "application/octet-stream", "Content-Range": content_range}
        return self._request("PUT", url, headers=headers, content=content)

    def drop(self, url: str) -> GraphAnswer:
        """End an upload session before anything is uploaded."""
        self._refuse_unsafe(url)
        return self._request("DELETE", url, headers={})

    def _refuse_unsafe(self, url: str) -> None:
        if urlsplit(url).scheme != "https" and not url.startswith(self.settings.endpoint):
            raise RefusedError("The upload address is not safe.")

    def path_of(self, url: str) -> str:
        """Return the path of an address that Graph gave us to go on with.

        RefusedError for an address anywhere else: our token goes nowhere but to the endpoint.
        """
        path = url.removeprefix(self.settings.endpoint)
        if path == url or not path.startswith("/"):
            raise RefusedError(NOT_UNDERSTOOD)
        return path

    def close(self) -> None:
        if "_http" in self.__dict__:
            self._http.close()

    def _request(self, method: str, url: str, *, headers: Mapping[str, str], **what: Any) -> GraphAnswer:
        try:
            response = self._http.request(method, url, headers=dict(headers), **what)
        except httpx.HTTPError as error:
            raise unreached(error, urlsplit(url).netloc, "MASE_GRAPH_ENDPOINT") from error
        return _answer(response)

    @cached_property
    def _sign_in(self) -> Tokens:
        return Tokens(self.settings, self._http)

    @cached_property
    def _http(self) -> httpx.Client:
        client = httpx.Client(verify=self._trust(), timeout=self.settings.timeout)
        silence_libraries()  # it has loaded what it needs, and asked nothing yet
        return client

    def _trust(self) -> ssl.SSLContext:
        if self.settings.ca_file is None:
            return httpx.create_ssl_context()
        try:
            return ssl.create_default_context(cafile=str(self.settings.ca_file))
        except OSError as error:  # OpenSSL raises it for a file without certificates, too
            raise RefusedError(
                "MASE_CA_FILE can’t be read: it must be a PEM file with certificates."
            ) from error


def _answer(response: httpx.Response) -> GraphAnswer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    body: Any = {}
    if "json" in headers.get("content-type", ""):
        try:
            body = response.json() if response.content else {}
        except ValueError as error:
            if response.is_success:
                raise UnreadableError(NOT_UNDERSTOOD) from error
    return GraphAnswer(
        response.status_code, body if isinstance(body, dict) else {}, headers, response.content
    )


def _requests(calls: Sequence[Call]) -> list[Json]:
    requests: list[Json] = []
    for number, call in enumerate(calls, start=1):
        request: Json = {"id": str(number), "method": call.method, "url": call.path, "headers": call.headers}
        requests.append(request if call.body is None else {**request, "body": call.body})
    return requests


def _parts(answer: GraphAnswer, count: int) -> list[GraphAnswer]:
    """Return the answers of a batch in the order of its requests; a missing answer has the status 0."""
    responses = answer.body.get("responses")
    if not isinstance(responses, list):
        raise UnreadableError(NOT_UNDERSTOOD)
    parts = {str(part.get("id")): _part(part) for part in responses if isinstance(part, dict)}
    return [parts.get(str(number), GraphAnswer(0)) for number in range(1, count + 1)]


def _part(part: Json) -> GraphAnswer:
    status, body, headers = part.get("status"), part.get("body"), part.get("headers")
    return GraphAnswer(
        status if isinstance(status, int) else 0,
        body if isinstance(body, dict) else {},
        {str(name).lower(): str(value) for name, value in headers.items()}
        if isinstance(headers, dict)
        else {},
    )


MOST_IN_A_MINUTE = 30  # "Exchange Online limits": message rate limit
MINUTE = 60.0


class Pace:
    """Counts the letters of the last minute. ``now`` is a clock that never goes back, in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._sent: deque[float] = deque()

    def room(self) -> int:
        """Return how many letters may go now."""
        while self._sent and self._sent[0] <= self._now() - MINUTE:
            self._sent.popleft()
        return MOST_IN_A_MINUTE - len(self._sent)

    def count(self, letters: int) -> None:
        """Count so many letters as sent now."""
        self._sent.extend([self._now()] * letters)
