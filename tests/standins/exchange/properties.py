"""Extended properties: their names as the post office keeps them, and their values in XML."""

from __future__ import annotations

import base64
import datetime as dt

from lxml.etree import _Element

from tests.standins.exchange.mime import headers_of
from tests.standins.exchange.soap import child, local, node, t
from tests.standins.post_office.items import COMMON, INTERNET_HEADERS, Folder, Item, Value

SETS = {
    "Address": "00062004-0000-0000-c000-000000000046",
    "Appointment": "00062002-0000-0000-c000-000000000046",
    "CalendarAssistant": "11000e07-b51b-40d6-af21-caa85edab1d0",
    "Common": COMMON,
    "InternetHeaders": INTERNET_HEADERS,
    "Meeting": "6ed8da90-450b-101b-98da-00aa003f1305",
    "PublicStrings": "00020329-0000-0000-c000-000000000046",
    "Sharing": "00062040-0000-0000-c000-000000000046",
    "Task": "00062003-0000-0000-c000-000000000046",
    "UnifiedMessaging": "4442858e-a9e3-4e80-b900-317a210cc15b",
}
GLOBAL_OBJECT_ID = f"{SETS['Meeting']}/0x0003"
CLEAN_GLOBAL_OBJECT_ID = f"{SETS['Meeting']}/0x0023"
START_WHOLE = f"{SETS['Appointment']}/0x820d"  # PidLidAppointmentStartWhole
TRANSPORT_HEADERS = "tag/0x007d"
CONVERSATION = "tag/0x3013"
SAME_AS = {  # properties that have an element of their own as well
    "tag/0x001a": "item_class",
    "tag/0x0037": "subject",
    "tag/0x1035": "message_id",
    "tag/0x1039": "references",
    "tag/0x1042": "in_reply_to",
}
OBJECT_ID_START = "040000008200E00074C5B7101A82E008"


def name_of(uri: _Element) -> str:
    """The name under which the property of an ExtendedFieldURI is kept."""
    tag = uri.get("PropertyTag")
    if tag:
        return f"tag/0x{int(tag, 0):04x}"
    guid = uri.get("PropertySetId") or SETS[uri.get("DistinguishedPropertySetId") or ""]
    name = uri.get("PropertyName") or f"0x{int(uri.get('PropertyId') or '0'):04x}"
    return f"{guid.lower()}/{name}"


def value_of(item: Item, name: str) -> Value | None:
    """A property of an item; headers and the global id of a meeting can be read as such, too."""
    if name in SAME_AS:
        return getattr(item, SAME_AS[name]) or None
    if name == TRANSPORT_HEADERS:
        return transport_headers(item)
    if item.meeting and name == START_WHOLE:
        return item.meeting.start
    if name == CONVERSATION:
        return bytes.fromhex(item.conversation)
    if name in item.properties:
        return item.properties[name]
    if name.startswith(f"{INTERNET_HEADERS}/"):
        return item.header(name.partition("/")[2]) or None
    if item.meeting and name in (GLOBAL_OBJECT_ID, CLEAN_GLOBAL_OBJECT_ID):
        return global_object_id(item.meeting.uid)
    return None


def transport_headers(item: Item) -> str | None:
    """The headers of an item that came, in one text."""
    came = item.folder not in (Folder.DRAFTS, Folder.SENT)
    return "".join(f"{name}: {value}\r\n" for name, value in headers_of(item)) if came else None


def global_object_id(uid: str) -> bytes:
    """[MS-OXOCAL] 2.2.1.27: the UID itself where Exchange made it, or wrapped where another calendar did."""
    if uid.upper().startswith(OBJECT_ID_START):
        return bytes.fromhex(uid)
    data = b"vCal-Uid" + (1).to_bytes(4, "little") + uid.encode() + b"\0"
    return bytes.fromhex(OBJECT_ID_START) + bytes(20) + len(data).to_bytes(4, "little") + data


def parse(property_: _Element) -> tuple[str, Value]:
    """Name and value of an ExtendedProperty."""
    uri = child(property_, t("ExtendedFieldURI"))
    kind = uri.get("PropertyType") or "String"
    values = property_.find(t("Values"))
    if values is not None:
        return name_of(uri), [each.text or "" for each in values]
    return name_of(uri), typed(kind, child(property_, t("Value")).text or "")


def typed(kind: str, text: str) -> Value:
    match kind:
        case "Binary":
            return base64.b64decode(text)
        case "Boolean":
            return text.lower() in ("true", "1")
        case "Integer" | "Long" | "Short":
            return int(text)
        case "SystemTime":
            return dt.datetime.fromisoformat(text)
        case _:
            return text


def put(item: Item, name: str, value: Value) -> None:
    """Give an item a property."""
    if name in SAME_AS:
        setattr(item, SAME_AS[name], str(value))
    else:
        item.properties[name] = value


def to_xml(uri: _Element, value: Value) -> _Element:
    copy = node(t(local(uri)), **{str(name): str(text) for name, text in uri.attrib.items()})
    if isinstance(value, list):
        return node(
            t("ExtendedProperty"), None, copy, node(t("Values"), None, *(node(t("Value"), v) for v in value))
        )
    return node(t("ExtendedProperty"), None, copy, node(t("Value"), _text(value)))


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    return str(value)
