"""The page that a stand-in shows in a browser: its mailboxes and what lies in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from forum.text.wording import clock_time, count, long_date
from tests.standins.post_office.items import Folder, Item, ItemClass, Meeting, Person, voting_options
from tests.standins.post_office.mailbox import Mailbox

if TYPE_CHECKING:
    from tests.standins.serving import StandIn

LONDON = ZoneInfo("Europe/London")
SHOWN = 200  # items of a folder on one page
FOLDERS = {
    Folder.INBOX: "Inbox",
    Folder.DRAFTS: "Drafts",
    Folder.SENT: "Sent Items",
    Folder.CALENDAR: "Calendar",
    Folder.DELETED: "Deleted Items",
}
KINDS = {
    ItemClass.EVENT: "event",
    ItemClass.REQUEST: "invitation",
    ItemClass.CANCELLED: "cancellation",
    ItemClass.ACCEPTED: "acceptance",
    ItemClass.TENTATIVE: "tentative answer",
    ItemClass.DECLINED: "decline",
    ItemClass.NON_DELIVERY: "non-delivery report",
}
STYLE = """
body { font: 1rem/1.5 Arial, sans-serif; color: #0b0c0c; margin: 2rem auto; max-width: 72rem; padding: 0 1rem
}
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #b1b4b6; vertical-align:
top }
td, dd { overflow-wrap: break-word }
td.number, th.number { text-align: right }
pre { background: #f3f2f1; padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem } dt { font-weight: bold } dd {
margin: 0 }
iframe { border: 1px solid #b1b4b6; width: 100%; height: 40rem }
a { color: #1d70b8 }
"""


def show(standin: StandIn, url: str, query: dict[str, str]) -> str:
    """The page as HTML; ``query`` may name a mailbox, one of its folders, and an item."""
    mailbox = standin.office.mailboxes.get(query.get("mailbox", ""))
    if mailbox is None:
        return _page(standin.name, f"{standin.name} stand-in", _front(standin, url))
    item = mailbox.items.get(query.get("item", ""))
    if item is not None:
        return _page(standin.name, item.subject or "(no subject)", _item(mailbox, item))
    name = query.get("folder", "")
    folder = Folder(name) if name in list(Folder) else Folder.INBOX
    return _page(
        standin.name, f"{mailbox.person.name}: {FOLDERS.get(folder, folder)}", _folder(mailbox, folder)
    )


def _page(name: str, heading: str, content: str) -> str:
    home = "" if heading == f"{name} stand-in" else '<p><a href="/">All mailboxes</a></p>'
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(heading)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style>'
        f"<body>{home}<h1>{escape(heading)}</h1>{content}</body></html>"
    )


def _front(standin: StandIn, url: str) -> str:
    office = standin.office
    rows = [
        [
            _link(mailbox.person.name, mailbox=mailbox.address),
            escape(mailbox.address),
            *(
                _link(str(mailbox.count(each)), mailbox=mailbox.address, folder=each.value)
                for each in FOLDERS
            ),
        ]
        for mailbox in office.mailboxes.values()
    ]
    settings = "\n".join(f"{name}={value}" for name, value in standin.settings(url).items())
    traffic = [
        [escape(name), *(f"{each[part]:,}" for part in ("requests", "received", "answered"))]
        for name, each in standin.traffic.as_json().items()
    ]
    wrong = (
        f"<h2>Requests that are wrong</h2><pre>{escape(_lines(standin.invalid))}</pre>"
        if standin.invalid
        else ""
    )
    return (
        f"<p>{_sentence(count(len(office.ledger), 'message'))} accepted so far. "
        f"Its clock says {_moment(office.clock.now())}.</p>"
        f"<h2>Mailboxes</h2>{_table(('Name', 'Address', *FOLDERS.values()), rows, numbers_from=2)}"
        "<h2>How to point the service at it</h2><p>Put these lines into <code>.env</code>:</p>"
        f"<pre>{escape(settings)}</pre>" + (_traffic(traffic) if traffic else "") + wrong
    )


def _traffic(rows: list[list[str]]) -> str:
    headings = ("Operation", "Requests", "Bytes received", "Bytes answered")
    return f"<h2>What has been asked of it</h2>{_table(headings, rows, numbers_from=1)}"


def _folder(mailbox: Mailbox, folder: Folder) -> str:
    items = mailbox.in_folder(folder)[::-1]
    links = " · ".join(
        f"{name} ({mailbox.count(each)})"
        if each is folder
        else _link(f"{name} ({mailbox.count(each)})", mailbox=mailbox.address, folder=each.value)
        for each, name in FOLDERS.items()
    )
    rows = [
        [
            _moment(item.received_at or item.sent_at or item.created_at),
            escape(_people((item.sender,) if item.sender else ())),
            escape(_people(item.recipients)),
            _link(item.subject or "(no subject)", mailbox=mailbox.address, item=item.id),
            _kind(item) + (f", {count(len(item.files), 'file')}" if item.files else ""),
        ]
        for item in items[:SHOWN]
    ]
    note = f"<p>The latest {SHOWN} of {len(items):,} items.</p>" if len(items) > SHOWN else ""
    table = (
        _table(("When", "From", "To", "Subject", "Kind"), rows) if rows else "<p>There is nothing in it.</p>"
    )
    return f"<p>{links}</p>{note}{table}"


def _item(mailbox: Mailbox, item: Item) -> str:
    facts = {
        "From": escape(_people((item.sender,) if item.sender else ())),
        "To": escape(_people(item.to)),
        "Copy": escape(_people(item.cc)),
        "When": _moment(item.received_at or item.sent_at or item.created_at),
        "Kind": f"{_kind(item)} ({escape(item.item_class)})",
        "Key": escape(item.key),
        "Message-ID": escape(item.message_id),
        "Answers": escape(item.in_reply_to),
        "Sensitivity": escape(item.sensitivity if item.sensitivity != "Normal" else ""),
        "Categories": escape(", ".join(item.categories)),
        "Voting buttons": escape(", ".join(voting_options(item))),
        **(_meeting(item.meeting) if item.meeting else {}),
        "Files": "<br>".join(
            f'<a href="/standin/mailboxes/{quote(mailbox.address)}/items/{item.id}/files/{quote(file.id)}"'
            f' download="{escape(file.name)}">{escape(file.name)}</a> ({len(file.content):,} bytes)'
            for file in item.files
        ),
    }
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts.items() if value)
    headers = _lines(f"{name}: {value}" for name, value in item.headers)
    folder = _link(FOLDERS.get(item.folder, item.folder), mailbox=mailbox.address, folder=item.folder.value)
    body = f"<pre>{escape(item.text)}</pre>"
    if item.html:  # as a mail program shows it; scripts and forms in it can do nothing
        body = f'<iframe sandbox title="The message" srcdoc="{escape(item.html)}"></iframe>'
    return f"<p>In {escape(mailbox.address)}, {folder}</p><dl>{listed}</dl>{body}" + (
        f"<h2>Headers</h2><pre>{escape(headers)}</pre>" if headers else ""
    )


def _meeting(meeting: Meeting) -> dict[str, str]:
    return {
        "Starts": _moment(meeting.start),
        "Ends": _moment(meeting.end),
        "Place": escape(meeting.place),
        "Invited": "<br>".join(
            escape(f"{each.person.address}, {'required' if each.required else 'optional'}: {each.coming}")
            for each in meeting.attendees
        ),
        "Cancelled": "yes" if meeting.cancelled else "",
    }


def _kind(item: Item) -> str:
    return KINDS.get(ItemClass(item.item_class), "letter") if item.item_class in list(ItemClass) else "item"


def _people(people: Iterable[Person]) -> str:
    return ", ".join(each.name or each.address for each in people)


def _moment(moment: dt.datetime | None) -> str:
    """London time: 12 January 2027, 9:30am"""
    if moment is None:
        return ""
    there = moment.astimezone(LONDON)
    return f"{long_date(there.date())}, {clock_time(there.time())}"


def _link(text: str, **query: str) -> str:
    return f'<a href="/?{escape(urlencode(query))}">{escape(text)}</a>'


def _table(headings: Iterable[str], rows: list[list[str]], *, numbers_from: int = 99) -> str:
    def cells(tag: str, values: Iterable[str]) -> str:
        marks = (' class="number"' if place >= numbers_from else "" for place in range(99))
        return "".join(f"<{tag}{mark}>{value}</{tag}>" for mark, value in zip(marks, values, strict=False))

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f"<table><thead><tr>{cells('th', headings)}</tr></thead><tbody>{body}</tbody></table>"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
