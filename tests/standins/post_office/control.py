"""The control API of the stand-ins, for tests in other processes and for scripted people.

Every path stands under /standin/. Bodies and answers are JSON; times are ISO 8601 in UTC; file contents are
base64. It needs no sign-in. A is an address, N a number, ID an item's id, FID a file's. client.py speaks it;
as_json.py says what an item looks like.

Mailboxes
  GET    mailboxes                           address, name, automatic_reply and items (by folder) of each
  PUT    mailboxes/A                         make or change one: {"name", "password", "automatic_reply" (a
                                             text, "" for none), "full", "forbidden", "bounces",
                                             "may_not_send", "passing", "delegates"}, each optional
  DELETE mailboxes/A                         its mail bounces from now on
  POST   mailboxes/A/seed                    {"folder", "count", "subject", "size"}: many plain items, fast

Reading (FOLDER is inbox, drafts, sentitems, calendar or deleteditems)
  GET    mailboxes/A/FOLDER?after=N          items whose change number is above N, oldest first
  GET    mailboxes/A/items/ID                one item
  GET    mailboxes/A/items/ID/files/FID      the bytes of a file
  DELETE mailboxes/A/items/ID                somebody deletes it
  POST   mailboxes/A/read                    {"item"}: somebody opens it

Writing, as the person whose mailbox it is (files are {"name", "media_type", "content"})
  POST   mailboxes/A/send                    {"to": [..], "subject", "text", "html", "files", "headers",
                                             "item_class"}
  POST   mailboxes/A/reply                   {"item", "text", "files", "subject", "quote": true,
                                             "html": false, "threading": full, conversation or none}
  POST   mailboxes/A/vote                    {"item", "answer", "text"}
  POST   mailboxes/A/answer-invitation       {"item", "text", "coming": accepted, tentative or declined}
  POST   bring-in                            {"sender", "to": [..], "subject", "text" ...}: from outside

The world
  GET    accepted?after=N                    the ledger from entry N: key, sender, to, at, subject ...
  GET    clock                               PUT {"at"}: null for real time; once set, it stands still
  GET    options                             PUT any of post_office.Options; "verdicts" go by domain:
                                             {"police.example": "none"}
  GET    faults                              POST a faults.Fault: {"operation", "trouble", "accepted",
                                             "skip", "times", "item", "seconds", "code"}; DELETE forgets what
                                             is left
  GET    traffic                             requests, and bytes both ways, by operation; DELETE forgets it
  GET    invalid                             what was wrong with requests, and failures of the stand-in's own
  GET    settings                            how to point the service at this stand-in
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tests.standins import page
from tests.standins.as_json import SWITCHES, item_json, mailbox_json
from tests.standins.post_office import people
from tests.standins.post_office.faults import Fault
from tests.standins.post_office.items import Coming, File, Folder, Item, Person
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOfficeError, Verdict

if TYPE_CHECKING:
    from tests.standins.serving import Request, StandIn

ROOT = "/standin/"
READ: dict[str, Callable[[Any], Any]] = {  # options that JSON can't write as they are
    "leaves_out": frozenset,
    "verdicts": lambda verdicts: {domain: Verdict(verdict) for domain, verdict in verdicts.items()},
}


class Unknown(Exception):  # noqa: N818  (the word says it)
    """There is no such thing to be asked for."""


def control(standin: StandIn, url: str, request: Request) -> tuple[int, str, bytes]:
    """Answer a request under /standin/, or for the page at /: status, media type, body.

    400 with {"problem": ...} for what can't be done, 404 for what there isn't.
    """
    if request.path == "/":
        with standin.office.lock:
            return 200, "text/html; charset=utf-8", page.show(standin, url, request.query).encode()
    try:
        order = json.loads(request.body) if request.body else None
        with standin.office.lock:
            answer = _Control(standin, url, request.query, order).call(request.method, request.path)
    except (PostOfficeError, ValueError, KeyError, TypeError) as error:
        return 400, "application/json", json.dumps({"problem": f"{type(error).__name__}: {error}"}).encode()
    except Unknown:
        return 404, "application/json", b"{}"
    if isinstance(answer, bytes):
        return 200, "application/octet-stream", answer
    return 200, "application/json", json.dumps(answer).encode()


class _Control:
    def __init__(self, standin: StandIn, url: str, query: dict[str, str], order: Any) -> None:
        self.standin = standin
        self.office = standin.office
        self.url = url
        self.after = int(query.get("after", 0))
        self.order = order

    def call(self, method: str, path: str) -> Any:
        parts = path.removeprefix(ROOT).split("/")
        if parts[0] == "mailboxes" and len(parts) > 1:
            return self._mailbox(method, parts[1], *parts[2:])
        calls: dict[str, Callable[[], Any]] = {
            "GET mailboxes": lambda: [mailbox_json(each) for each in self.office.mailboxes.values()],
            "POST bring-in": self._bring_in,
            "GET accepted": lambda: [entry.as_json() for entry in self.office.ledger[self.after :]],
            "GET clock": lambda: {"at": self.office.clock.now().isoformat()},
            "PUT clock": self._set_clock,
            "GET options": lambda: asdict(self.office.options),
            "PUT options": self._set_options,
            "GET faults": lambda: [fault.as_json() for fault in self.standin.faults.waiting()],
            "POST faults": lambda: self.standin.faults.order(Fault.from_json(self.order)),
            "DELETE faults": self.standin.faults.forget,
            "GET traffic": self.standin.traffic.as_json,
            "DELETE traffic": self.standin.traffic.forget,
            "GET invalid": lambda: list(self.standin.invalid),
            "GET settings": lambda: self.standin.settings(self.url),
        }
        if f"{method} {'/'.join(parts)}" not in calls:
            raise Unknown
        return calls[f"{method} {'/'.join(parts)}"]()

    def _mailbox(self, method: str, address: str, *parts: str) -> Any:
        if not parts and method == "PUT":
            return self._change_mailbox(address)
        if not parts and method == "DELETE":
            return self.office.close_mailbox(address)
        mailbox = self.office.mailboxes.get(address.lower())
        if mailbox is None:
            raise Unknown
        match [method, *parts]:
            case ["GET", "items", item_id]:
                return item_json(_item(mailbox, item_id))
            case ["GET", "items", item_id, "files", file_id]:
                return next(file.content for file in _item(mailbox, item_id).files if file.id == file_id)
            case ["DELETE", "items", item_id]:
                return item_json(mailbox.remove(_item(mailbox, item_id).id))
            case ["POST", "read"]:
                return mailbox.mark_read(_item(mailbox, self.order["item"]))
            case ["GET", folder]:
                items = mailbox.in_folder(Folder(folder))
                return [item_json(item) for item in items if item.change > self.after]
            case ["POST", "seed"]:
                return self._seed(mailbox)
            case ["POST", action]:
                return item_json(self._write(mailbox.address, action))
        raise Unknown

    def _change_mailbox(self, address: str) -> dict[str, Any]:
        mailbox = self.office.open_mailbox(address, self.order.get("name", ""))
        for name in SWITCHES:
            setattr(mailbox, name, self.order.get(name, getattr(mailbox, name)))
        if "automatic_reply" in self.order:
            mailbox.automatic_reply = self.order["automatic_reply"]
            mailbox.replied_to.clear()
        return mailbox_json(mailbox)

    def _seed(self, mailbox: Mailbox) -> None:
        """Plain items from somebody, a minute apart, the last a minute ago."""
        count = self.order["count"]
        start = self.office.clock.now() - dt.timedelta(minutes=count)
        text = "x" * self.order.get("size", 500)
        for number in range(count):
            at = start + dt.timedelta(minutes=number)
            item = Item(
                subject=f"{self.order.get('subject', 'Item')} {number + 1}",
                text=text,
                sender=Person("somebody@elsewhere.example", "Somebody"),
                to=(mailbox.person,),
                message_id=f"<seed-{mailbox.number}-{mailbox.change}@elsewhere.example>",
                conversation=f"{mailbox.number:08x}{mailbox.change:024x}",
                created_at=at,
                modified_at=at,
                sent_at=at,
                received_at=at,
            )
            mailbox.put(item, Folder(self.order.get("folder", "inbox")))

    def _write(self, address: str, action: str) -> Item:
        order, office = self.order, self.office
        text = order.get("text", "")
        files = _files(order)
        match action:
            case "send":
                more = {name: order[name] for name in ("html", "item_class") if name in order}
                headers = [(name, value) for name, value in order.get("headers", ())]
                to, subject = order["to"], order["subject"]
                return people.write(office, address, to, subject, text, files=files, headers=headers, **more)
            case "reply":
                more = {name: order[name] for name in ("subject", "quote", "html") if name in order}
                keeps = people.Threading(order.get("threading", "full"))
                return people.reply(
                    office, address, order["item"], text, files=files, threading=keeps, **more
                )
            case "vote":
                return people.vote(office, address, order["item"], order["answer"], text)
            case "answer-invitation":
                return people.answer_invitation(office, address, order["item"], Coming(order["coming"]), text)
        raise Unknown

    def _bring_in(self) -> None:
        order = self.order
        plain = ("subject", "text", "html", "item_class", "message_id", "in_reply_to", "references")
        item = Item(**{name: order[name] for name in plain if name in order})
        item.headers = tuple((name, value) for name, value in order.get("headers", ()))
        item.files = _files(order)
        self.office.bring_in(Person(order["sender"].lower(), order.get("name", "")), order["to"], item)

    def _set_clock(self) -> None:
        self.office.clock.set(dt.datetime.fromisoformat(self.order["at"]) if self.order["at"] else None)

    def _set_options(self) -> dict[str, Any]:
        options = self.office.options
        for name, value in self.order.items():
            if name not in asdict(options):
                raise ValueError(f"there is no option {name}")
            setattr(options, name, READ[name](value) if name in READ else value)
        return {**asdict(options), "leaves_out": sorted(options.leaves_out)}


def _item(mailbox: Mailbox, item_id: str) -> Item:
    if item_id not in mailbox.items:
        raise Unknown
    return mailbox.items[item_id]


def _files(order: dict[str, Any]) -> tuple[File, ...]:
    return tuple(
        File(str(number), file["name"], file["media_type"], base64.b64decode(file["content"]))
        for number, file in enumerate(order.get("files", ()), start=1)
    )
