"""OData options, as far as mail needs them: $filter, $select, $expand, $top. What is unknown is refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable

from tests.standins.graph import extended
from tests.standins.graph.problems import GraphError, bad_request
from tests.standins.post_office.items import Folder, Item
from tests.standins.post_office.mailbox import Mailbox

Test = Callable[[Item], bool]

HAVING = re.compile(
    r"singleValueExtendedProperties/Any\(ep: ep/id eq '(?P<id>[^']*)' "
    r"and ep/value eq '(?P<value>(?:[^']|'')*)'\)"
)
HAVING_ANY = re.compile(
    r"singleValueExtendedProperties/Any\(ep: ep/id eq '(?P<id>[^']*)' and ep/value ne null\)"
)
EQUAL = re.compile(r"(?P<name>internetMessageId|conversationId) eq '(?P<value>(?:[^']|'')*)'")
SINCE = re.compile(r"(?P<name>receivedDateTime|sentDateTime) (?P<how>ge|gt|lt) (?P<at>\S+)")
STARTING = re.compile(r"start/dateTime ge '(?P<at>[^'Z]*)'")  # in UTC
EXPANDED = re.compile(r"singleValueExtendedProperties\(\$filter=(?P<wanted>.*?)\)")
WANTED = re.compile(r"id eq '([^']*)'")
FILES = re.compile(r"attachments\(\$select=(?P<names>[\w,]+)\)")
EVENT = "microsoft.graph.eventMessage/event"
FILE_NAMES = {"id", "name", "contentType", "size", "isInline"}
KEPT_AS = {"internetMessageId": "message_id", "conversationId": "conversation"}


def find(mailbox: Mailbox, folder: Folder, filter_: str) -> Iterable[Item]:
    """The items of a folder that a $filter lets through, by index where that is possible."""
    if not filter_:
        return mailbox.in_folder(folder)
    if match := HAVING_ANY.fullmatch(filter_):
        name = extended.name_of(match["id"])[0]
        return [item for item in mailbox.in_folder(folder) if name in item.properties]
    if match := HAVING.fullmatch(filter_):
        return mailbox.find(folder, extended.name_of(match["id"])[0], _plain(match["value"]))
    if match := STARTING.fullmatch(filter_):
        first = dt.datetime.fromisoformat(match["at"]).replace(tzinfo=dt.UTC)
        return [item for item in mailbox.in_folder(folder) if item.meeting and item.meeting.start >= first]
    parts = filter_.split(" or ")
    if all(EQUAL.fullmatch(part) for part in parts):
        matches = [match for part in parts if (match := EQUAL.fullmatch(part))]
        return [
            item
            for match in matches
            for item in mailbox.find(folder, KEPT_AS[match["name"]], _plain(match["value"]))
        ]
    return filter(since(filter_), mailbox.in_folder(folder))


def since(filter_: str) -> Test:
    """The test for items received or sent since a time, or before it."""
    match = SINCE.fullmatch(filter_)
    if not match:
        raise _refused(f"Invalid filter clause: {filter_}")
    try:
        at = dt.datetime.fromisoformat(match["at"])
    except ValueError as error:
        raise _refused(f"'{match['at']}' is no date and time") from error

    def test(item: Item) -> bool:
        when = item.received_at if match["name"] == "receivedDateTime" else item.sent_at
        if when is None:
            return False
        in_seconds = when.replace(microsecond=0)
        return {"ge": in_seconds >= at, "gt": when > at, "lt": in_seconds < at}[match["how"]]

    return test


def selected(query: dict[str, str], known_names: Iterable[str]) -> set[str]:
    """Return the names of $select; all that are known without one."""
    names = set(query["$select"].split(",")) if query.get("$select") else set(known_names)
    if unknown := names - set(known_names):
        raise _refused(f"Could not find a property named '{sorted(unknown)[0]}' on type 'microsoft.graph'.")
    return names | {"id"}


def expanded(query: dict[str, str]) -> tuple[list[str], set[str], bool]:
    """Return the parts that $expand asks for: ids of extended properties, names for attachments, and the
    event."""
    rest = query.get("$expand", "")
    properties: list[str] = []
    files: set[str] = set()
    if match := EXPANDED.search(rest):
        properties = WANTED.findall(match["wanted"])
        rest = rest.replace(match[0], "")
    if match := FILES.search(rest):
        files = set(match["names"].split(","))
        if files - FILE_NAMES:
            raise _refused("Could not find such a property on type 'microsoft.graph.attachment'.")
        rest = rest.replace(match[0], "")
    event = EVENT in rest
    if rest.replace(EVENT, "").strip(","):
        raise _refused(f"Could not parse $expand: {rest}")
    return properties, files, event


def _plain(value: str) -> str:
    return value.replace("''", "'")


def _refused(message: str) -> GraphError:
    return bad_request(message, "RequestBroker--ParseUri")
