"""Extended properties by Graph's ids, and where the post office keeps them.

From "Outlook extended properties overview" and "Create single-value extended property".
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from tests.standins.exchange.properties import (
    CLEAN_GLOBAL_OBJECT_ID,
    START_WHOLE,
    TRANSPORT_HEADERS,
    global_object_id,
    transport_headers,
)
from tests.standins.graph.problems import bad_request
from tests.standins.post_office.items import Item, Value

NAMED = re.compile(
    r"(?P<type>\w+) \{(?P<set>[0-9a-fA-F-]{36})\} (Name (?P<name>\S+)|Id (?P<number>0x[0-9a-fA-F]+))"
)
TAGGED = re.compile(r"(?P<type>\w+) (?P<tag>0x[0-9a-fA-F]{1,8})")
SENSITIVITIES = ("Normal", "Personal", "Private", "Confidential")
ITEM_CLASS, SENSITIVITY = "tag/0x001a", "tag/0x0036"


def name_of(property_id: str) -> tuple[str, str]:
    """The post office's name of a property, and its type. Raises GraphError for an id that is none."""
    if match := NAMED.fullmatch(property_id):
        last = match["name"] or f"0x{int(match['number'], 16):04x}"
        return f"{match['set'].lower()}/{last}", match["type"]
    if match := TAGGED.fullmatch(property_id):
        return f"tag/0x{int(match['tag'], 16) & 0xFFFF:04x}", match["type"]
    raise bad_request(f"The property id '{property_id}' isn't valid.", "ErrorInvalidExtendedProperty")


def write(item: Item, properties: Any) -> None:
    """Put singleValueExtendedProperties of a request into an item."""
    for property in properties:
        name, kind = name_of(property["id"])
        value = _typed(kind, property["value"])
        if name == SENSITIVITY:
            item.sensitivity = SENSITIVITIES[int(str(value))]
        else:
            item.properties[name] = value


def read(item: Item, property_id: str) -> dict[str, str] | None:
    """A property as Graph answers it, with the id in the form it likes; None where the item has none."""
    name, _ = name_of(property_id)
    value: Value | None = item.properties.get(name)
    if item.meeting and name == CLEAN_GLOBAL_OBJECT_ID:
        value = global_object_id(item.meeting.uid)
    elif item.meeting and name == START_WHOLE:
        value = f"{item.meeting.start:%Y-%m-%dT%H:%M:%SZ}"
    elif name == TRANSPORT_HEADERS:
        value = transport_headers(item)
    elif name == ITEM_CLASS:
        value = item.item_class
    elif name == SENSITIVITY:
        value = SENSITIVITIES.index(item.sensitivity)
    if value is None:
        return None
    text = base64.b64encode(value).decode() if isinstance(value, bytes) else str(value)
    return {"id": _canonical(property_id), "value": text}


def _canonical(property_id: str) -> str:
    """Graph drops leading zeros of numbers and tags, and writes sets in lower case."""
    return re.sub(
        r"\{[^}]*\}|0x[0-9a-fA-F]+",
        lambda match: f"{int(match[0], 16):#x}" if match[0].startswith("0x") else match[0].lower(),
        property_id,
    )


def _typed(kind: str, text: Any) -> Value:
    try:
        match kind:
            case "String":
                return str(text)
            case "Integer":
                return int(text)
            case "Boolean":
                return str(text).lower() == "true"
            case "Binary":
                return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error) as error:
        raise bad_request(
            "The value isn't of the property's type.", "ErrorInvalidExtendedProperty"
        ) from error
    raise bad_request(f"The type {kind} isn't valid.", "ErrorInvalidExtendedProperty")
