"""Extended properties by the ids under which Graph writes, expands and filters them.

The forms are from "Outlook extended properties overview": type, property set and name or number, or type
and tag.
"""

from __future__ import annotations

from tasks.mail.gateways.graph.errors import Json
from tasks.mail.protocol import properties
from tasks.mail.protocol.mailer import AUTOMATIC_HEADER

KEY = f"String {{{properties.OURS}}} Name {properties.KEY}"
UNREADY = f"String {{{properties.OURS}}} Name {properties.UNREADY}"
EDITION = f"Integer {{{properties.OURS}}} Name {properties.EDITION}"
VERB_STREAM = f"Binary {{{properties.COMMON}}} Id {properties.VERB_STREAM:#06x}"
VERB_RESPONSE = f"String {{{properties.COMMON}}} Id {properties.VERB_RESPONSE:#06x}"
GLOBAL_ID = f"Binary {{{properties.MEETING}}} Id {properties.GLOBAL_ID:#06x}"
START = f"SystemTime {{{properties.APPOINTMENT}}} Id {properties.START:#06x}"
SENSITIVITY = f"Integer {properties.SENSITIVITY:#06x}"
FROM_TYPE = f"String {properties.FROM_TYPE:#06x}"
SENDER_TYPE = f"String {properties.SENDER_TYPE:#06x}"
TRANSPORT_HEADERS = f"String {properties.TRANSPORT_HEADERS:#06x}"
AUTOMATIC_MARK = f"String {{{properties.INTERNET_HEADERS}}} Name {AUTOMATIC_HEADER}"
ITEM_CLASS = f"String {properties.ITEM_CLASS:#06x}"


def extended(property_id: str, value: str) -> Json:
    """Return a property to be written; Graph takes every value as text, bytes as base64."""
    return {"id": property_id, "value": value}


def expand(*property_ids: str) -> str:
    """Return the $expand that fetches these properties with an item, as far as it has them."""
    wanted = " or ".join(f"id eq '{property_id}'" for property_id in property_ids)
    return f"singleValueExtendedProperties($filter={wanted})"


def having(property_id: str, value: str) -> str:
    """Return the $filter for items whose text property has that value; Graph ignores case."""
    return (
        f"singleValueExtendedProperties/Any(ep: ep/id eq '{property_id}' and ep/value eq {odata_text(value)})"
    )


def having_any(property_id: str) -> str:
    """Return the $filter for items that have that property."""
    return f"singleValueExtendedProperties/Any(ep: ep/id eq '{property_id}' and ep/value ne null)"


def odata_text(value: str) -> str:
    """Quote a text as OData does."""
    return "'" + value.replace("'", "''") + "'"


def value_in(item: Json, property_id: str) -> str:
    """Return a property of an item; empty where it has none."""
    for value in item.get("singleValueExtendedProperties") or ():
        if _normal(str(value.get("id"))) == _normal(property_id):
            return str(value.get("value") or "")
    return ""


def _normal(property_id: str) -> list[str]:
    """Bring an id into one form: servers may write the set in capitals and the number without zeros."""
    *start, last = property_id.lower().split()
    return [*start, f"{int(last, 16):#x}" if last.startswith("0x") else last]
