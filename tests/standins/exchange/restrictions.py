"""Restrictions of FindItem, and the order of what is found."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable

from lxml.etree import _Element

from tests.standins.exchange.fields import BY_URI
from tests.standins.exchange.properties import CONVERSATION, SAME_AS, name_of, typed, value_of
from tests.standins.exchange.soap import child, local, t
from tests.standins.post_office.items import Folder, Item, Value
from tests.standins.post_office.mailbox import Mailbox
from tests.standins.post_office.post_office import PostOfficeError

Test = Callable[[Item], bool]
INDEXED = {
    "message:InternetMessageId": "message_id",
    "item:ConversationId": "conversation",
    "calendar:UID": "uid",
}
COMPARISONS: dict[str, Callable[[int], bool]] = {
    "IsEqualTo": lambda order: order == 0,
    "IsNotEqualTo": lambda order: order != 0,
    "IsGreaterThan": lambda order: order > 0,
    "IsGreaterThanOrEqualTo": lambda order: order >= 0,
    "IsLessThan": lambda order: order < 0,
    "IsLessThanOrEqualTo": lambda order: order <= 0,
}


def find(mailbox: Mailbox, folder: Folder, restriction: _Element | None) -> list[Item]:
    """The items of a folder that meet a restriction, oldest first; by index where it asks for an equal
    value."""
    if restriction is None:
        return mailbox.in_folder(folder)
    condition = restriction[0]
    indexed = _indexed(condition)
    candidates = mailbox.in_folder(folder) if indexed is None else mailbox.find(folder, *indexed)
    test = compiled(condition)
    return [item for item in candidates if test(item)]


def between(items: list[Item], start: str, end: str) -> list[Item]:
    """The events of a calendar view."""
    first, last = (dt.datetime.fromisoformat(each) for each in (start, end))
    return [item for item in items if item.meeting and item.meeting.start < last and item.meeting.end > first]


def in_order(items: list[Item], order: _Element) -> list[Item]:
    """Items that came oldest first, in an order asked for; what is equal in it follows its direction."""
    if order[0].get("Order") == "Descending":
        items = items[::-1]
    for by in reversed(order):
        items = sorted(
            items, key=lambda item: _sortable(_value(item, by[0])), reverse=by.get("Order") == "Descending"
        )
    return items


def compiled(condition: _Element) -> Test:
    name = local(condition)
    match name:
        case "And":
            tests = [compiled(each) for each in condition]
            return lambda item: all(test(item) for test in tests)
        case "Or":
            tests = [compiled(each) for each in condition]
            return lambda item: any(test(item) for test in tests)
        case "Not":
            inner = compiled(condition[0])
            return lambda item: not inner(item)
        case "Exists":
            return lambda item: _value(item, condition[0]) not in (None, "")
        case "Contains":
            return _contains(condition)
        case _ if name in COMPARISONS:
            return _comparison(condition)
    raise PostOfficeError("ErrorUnsupportedPathForQuery", f"The restriction {name} isn't supported.")


def _comparison(condition: _Element) -> Test:
    path = condition[0]
    constant = _constant(condition)
    holds = COMPARISONS[local(condition)]

    def test(item: Item) -> bool:
        value = _value(item, path)
        if value is None:
            return local(condition) == "IsNotEqualTo"
        actual, expected = _sortable(value), _sortable(_like(value, constant))
        return holds((actual > expected) - (actual < expected))

    return test


def _contains(condition: _Element) -> Test:
    phrase = child(condition, t("Constant")).get("Value") or ""
    blind = "IgnoreCase" in (condition.get("ContainmentComparison") or "")
    mode = condition.get("ContainmentMode")

    def test(item: Item) -> bool:
        value = str(_value(item, condition[0]) or "")
        actual, expected = (value.lower(), phrase.lower()) if blind else (value, phrase)
        match mode:
            case "FullString":
                return actual == expected
            case "Prefixed":
                return actual.startswith(expected)
        return expected in actual

    return test


def _indexed(condition: _Element) -> tuple[str, object] | None:
    """Index and value of a condition that can only be met by what the index gives."""
    if local(condition) == "And":
        return next((index for index in map(_indexed, condition) if index), None)
    if local(condition) != "IsEqualTo":
        return None
    path, constant = condition[0], _constant(condition)
    if local(path) == "ExtendedFieldURI":
        name = name_of(path)
        if name == CONVERSATION:
            return "conversation", base64.b64decode(constant).hex()
        if name in SAME_AS:
            return ("message_id", constant) if SAME_AS[name] == "message_id" else None
        return name, typed(path.get("PropertyType") or "String", constant)
    indexed = INDEXED.get(path.get("FieldURI") or "")
    return (indexed, constant) if indexed else None


def _constant(condition: _Element) -> str:
    return child(child(condition, t("FieldURIOrConstant")), t("Constant")).get("Value") or ""


def _value(item: Item, path: _Element) -> Value | None:
    if local(path) == "ExtendedFieldURI":
        return value_of(item, name_of(path))
    uri = path.get("FieldURI") or ""
    if uri == "item:Categories":
        return list(item.categories)
    if uri == "message:From":
        return item.sender.address if item.sender else None
    field = BY_URI.get(uri)
    if field is None or field.plain is None:
        raise PostOfficeError(
            "ErrorUnsupportedPathForQuery", f"The property {uri} can't be used in a restriction."
        )
    return field.plain(item)


def _like(value: Value, constant: str) -> Value:
    """A constant as what it is compared with."""
    if isinstance(value, bool):
        return constant.lower() in ("true", "1")
    if isinstance(value, int):
        return int(constant)
    if isinstance(value, dt.datetime):
        return dt.datetime.fromisoformat(constant)
    if isinstance(value, bytes):
        return base64.b64decode(constant)
    return constant


def _sortable(value: Value | None) -> tuple[int, str | float | bytes]:
    match value:
        case None:
            return 0, ""
        case bool() | int():
            return 1, float(value)
        case dt.datetime():
            return 2, value.replace(microsecond=0).timestamp()
        case str():
            return 3, value.lower()
        case bytes():
            return 4, value
        case list():
            return 3, ";".join(value).lower()
