"""A mailer in memory, whose faults are ordered beforehand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from tasks.mail.protocol.mailer import (
    Draft,
    Event,
    FoundEvent,
    FoundLetter,
    Mail,
    MailError,
    Page,
    ReceivedItem,
    Whereabouts,
    mark_of,
)
from tasks.register.database.clock import Clock


class Crash(BaseException):
    """The machine stops dead: nothing after it runs."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one letter of a request: whether it happened all the same, and how it is told."""

    error: MailError | Crash
    happened: bool = False
    whole_request: bool = False


@dataclass(frozen=True)
class Notice:
    """What one attendee hears of an event: ``method`` is request or cancel."""

    method: str
    address: str
    event: Event


def _invited(event: Event) -> set[str]:
    return {address.lower() for address in (*event.required, *event.optional)}


def message_id_of(key: str) -> str:
    """The Message-ID of our letter with that key; it names the thread too."""
    return f"<{key}@fake.example>"


def _nothing(_request: str) -> None:
    pass


class FakeMailer:
    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.drafts: dict[str, Mail] = {}
        self.sent: list[tuple[dt.datetime, Mail]] = []
        self.requests: list[str] = []
        self.faults: dict[str, list[Fault | None]] = defaultdict(list)
        self.at_each_request: Callable[[str], None] = _nothing
        self.is_closed = False
        self.events: dict[str, Event] = {}
        self.told: list[Notice] = []
        self._drafted = 0
        self.inbox: list[ReceivedItem] = []
        self.contents: dict[tuple[str, str], bytes] = {}
        self.marks: dict[str, str] = {}
        self.page = 50
        self.deleted: list[str] = []

    def remember(self) -> dict[str, Any]:
        return deepcopy({name: kept for name, kept in vars(self).items() if name != "clock"})

    def recall(self, remembered: dict[str, Any]) -> None:
        vars(self).update(deepcopy(remembered))

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

    def find(self, key: str) -> FoundLetter:
        self._begin("find")
        self._meet(self._next_fault("find"))
        for at, mail in self.sent:
            if mail.key == key:
                return FoundLetter(Whereabouts.SENT, "sent", at)
        for id, mail in self.drafts.items():
            if mail.key == key:
                return FoundLetter(Whereabouts.DRAFTS, id)
        return FoundLetter(Whereabouts.NOWHERE)

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
        self._begin("list drafts")
        self._meet(self._next_fault("list drafts"))
        return [Draft(id, mail.key) for id, mail in self.drafts.items()]

    def create_event(self, event: Event) -> str:
        id = f"event {len(self.told) + 1}"

        def create() -> None:
            assert event.key not in {one.key for one in self.events.values()}, "it is in the calendar already"
            self.events[id] = event
            self._tell("request", event, _invited(event))

        self._change("create event", create)
        return id

    def update_event(self, event_id: str, event: Event, *, tell_everybody: bool) -> None:
        def change() -> None:
            before, after = _invited(self.events[event_id]), _invited(event)
            self.events[event_id] = event
            self._tell("request", event, after if tell_everybody else after - before)
            self._tell("cancel", event, before - after)

        self._change("update event", change)

    def cancel_event(self, event_id: str, text: str) -> None:
        def cancel() -> None:
            if event := self.events.pop(event_id, None):
                self._tell("cancel", replace(event, text=text), _invited(event))

        self._change("cancel event", cancel)

    def find_event(self, key: str) -> FoundEvent | None:
        self._begin("find event")
        self._raise(self._next_fault("find event"))
        for id, event in self.events.items():
            if event.key == key:
                return FoundEvent(id, event.edition, event.start, frozenset(_invited(event)))
        return None

    def events_since(self, when: dt.datetime) -> list[str]:
        self._begin("events since")
        self._raise(self._next_fault("events since"))
        return [event.key for event in self.events.values() if event.start >= when]

    def read(self, cursor: str, since: dt.datetime) -> Page:
        """The cursor counts the items read."""
        self._begin("read")
        self._meet(self._next_fault("read"))
        first = int(cursor or 0)
        items = self.inbox[first : first + self.page]
        end = first + len(items)
        if not cursor:
            items = [item for item in items if item.received_at >= since]
        return Page(tuple(items), str(end), more=end < len(self.inbox))

    def news(self, cursor: str) -> str:
        self._begin("news")
        self._meet(self._next_fault("news"))
        return mark_of(item.id for item in self.inbox[int(cursor or 0) :])

    def file_content(self, item_id: str, file_id: str) -> bytes:
        self._begin("file")
        self._meet(self._next_fault("file"))
        return self.contents[item_id, file_id]

    def original(self, item_id: str) -> bytes:
        return self.contents.get((item_id, ""), b"")

    def delete_item(self, item_id: str) -> None:
        self._begin("delete item")
        self._meet(self._next_fault("delete item"))
        self.deleted.append(item_id)

    def delete_sent(self, before: dt.datetime) -> int:
        self._begin("delete sent")
        self._meet(self._next_fault("delete sent"))
        kept = [(at, mail) for at, mail in self.sent if at >= before]
        gone, self.sent = len(self.sent) - len(kept), kept
        return gone

    def mark(self, item_id: str, category: str) -> None:
        self._begin("mark")
        self._meet(self._next_fault("mark"))
        self.marks[item_id] = category

    def key_of(self, message_ids: Sequence[str], conversation: str) -> str:
        self._begin("key of")
        self._meet(self._next_fault("key of"))
        keys = [*(mail.key for _, mail in self.sent), *(notice.event.key for notice in self.told)]
        ours = {message_id_of(key): key for key in keys}
        return next((ours[id] for id in message_ids if id in ours), ours.get(conversation, ""))

    def close(self) -> None:
        self.is_closed = True

    def _change(self, request: str, change: Callable[[], None]) -> None:
        self._begin(request)
        fault = self._next_fault(request)
        if fault is None or fault.happened:
            change()
        self._raise(fault)

    def _tell(self, method: str, event: Event, addresses: set[str]) -> None:
        self.told += [Notice(method, address, event) for address in sorted(addresses)]

    def _raise(self, fault: Fault | None) -> None:
        if fault is not None:
            raise fault.error

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
