"""A mailer in memory, whose faults are ordered beforehand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tasks.mail.mailer import Draft, Event, Found, FoundEvent, Mail, MailError, Page, Where
from tasks.register.clock import Clock


class Crash(BaseException):
    """The machine stops dead: nothing after it runs."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one letter of a request: whether it happened all the same, and how it is told."""

    error: MailError | Crash
    happened: bool = False
    whole_request: bool = False


class FakeMailer:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.drafts: dict[str, Mail] = {}
        self.sent: list[tuple[dt.datetime, Mail]] = []
        self.requests: list[str] = []
        self.faults: dict[str, list[Fault | None]] = defaultdict(list)
        self.at_each_request: Callable[[str], None] = lambda _: None
        self.is_closed = False
        self._drafted = 0

    def order(self, request: str, *faults: Fault | None) -> None:
        """Have the next letters of such requests meet these faults, None for one that goes well."""
        self.faults[request] += faults

    def keys_sent(self) -> list[str]:
        return sorted(mail.key for _, mail in self.sent)

    def draft(self, mails: Sequence[Mail]) -> list[str | MailError]:
        self._begin("draft")
        return [self._draft(mail) for mail in mails]

    def send(self, draft_ids: Sequence[str]) -> list[MailError | None]:
        self._begin("send")
        return [self._send(draft_id) for draft_id in draft_ids]

    def find(self, key: str) -> Found:
        self._begin("find")
        self._meet(self._next_fault("find"))
        for at, mail in self.sent:
            if mail.key == key:
                return Found(Where.SENT, "sent", at)
        for id, mail in self.drafts.items():
            if mail.key == key:
                return Found(Where.DRAFTS, id)
        return Found(Where.NOWHERE)

    def delete_draft(self, draft_id: str) -> None:
        self._begin("delete")
        self._meet(self._next_fault("delete"))
        self.drafts.pop(draft_id, None)

    def sent_since(self, when: dt.datetime) -> list[str]:
        self._begin("sent since")
        self._meet(self._next_fault("sent since"))
        return [mail.key for at, mail in self.sent if at >= when]

    def check(self) -> list[str]:
        return []

    def list_drafts(self) -> list[Draft]:
        raise NotImplementedError

    def create_event(self, event: Event) -> str:
        raise NotImplementedError

    def update_event(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        raise NotImplementedError

    def cancel_event(self, event_id: str, text: str) -> None:
        raise NotImplementedError

    def find_event(self, key: str) -> FoundEvent | None:
        raise NotImplementedError

    def read(self, cursor: str, since: dt.datetime) -> Page:
        raise NotImplementedError

    def file_content(self, item_id: str, file_id: str) -> bytes:
        raise NotImplementedError

    def mark(self, item_id: str, category: str) -> None:
        raise NotImplementedError

    def key_of(self, message_ids: Sequence[str], conversation: str) -> str:
        raise NotImplementedError

    def close(self) -> None:
        self.is_closed = True

    def _begin(self, request: str) -> None:
        self.requests.append(request)
        self.at_each_request(request)

    def _draft(self, mail: Mail) -> str | MailError:
        fault = self._next_fault("draft")
        self._drafted += 1
        id = f"draft {self._drafted}"
        if fault is None or fault.happened:
            self.drafts[id] = mail
        return self._meet(fault) or id

    def _send(self, draft_id: str) -> MailError | None:
        fault = self._next_fault("send")
        if fault is None or fault.happened:
            self.sent.append((self.clock.now(), self.drafts.pop(draft_id)))
        return self._meet(fault)

    def _next_fault(self, request: str) -> Fault | None:
        return self.faults[request].pop(0) if self.faults[request] else None

    def _meet(self, fault: Fault | None) -> MailError | None:
        if fault is None:
            return None
        if fault.whole_request or isinstance(fault.error, Crash):
            raise fault.error
        return fault.error
