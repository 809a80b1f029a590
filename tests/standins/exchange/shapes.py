"""The shape that a request asks for: the fields of an item in the answer."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

from tests.standins.exchange.fields import BODIES, FIELDS, NOT_IN_LISTS, Field, element_of
from tests.standins.exchange.properties import name_of, to_xml, value_of
from tests.standins.exchange.soap import SoapFault, local, node, t
from tests.standins.post_office.items import Item, Value

LONGEST_IN_LISTS = 255
LEFT_OUT = frozenset(("item:MimeContent", "item:TextBody", "item:InternetMessageHeaders"))  # unless asked for


@dataclass(frozen=True)
class Shape:
    """``everything`` is AllProperties or Default; ``uris`` are asked for by name, ``extended`` are their
    elements."""

    everything: bool = False
    uris: frozenset[str] = frozenset()
    extended: tuple[_Element, ...] = ()
    body: str = "Best"
    listing: bool = False
    left_out: frozenset[str] = frozenset()

    def has(self, field: Field) -> bool:
        if field.uri in self.left_out:
            return False
        if self.listing and field.uri in NOT_IN_LISTS:
            return False
        if field.uri == "item:ItemId" or field.uri in self.uris:
            return True
        return self.everything and field.uri not in LEFT_OUT


IDS = Shape()


def read(shape: _Element | None, left_out: frozenset[str], *, listing: bool = False) -> Shape:
    """An ItemShape; ``listing`` for FindItem and SyncFolderItems, which return no bodies or recipients.

    ``left_out`` are fields that this server never returns.
    """
    if shape is None:
        return IDS
    uris, extended = set(), []
    for path in shape.iterfind(f"{t('AdditionalProperties')}/*"):
        if local(path) == "ExtendedFieldURI":
            extended.append(path)
        else:
            uris.add(path.get("FieldURI") or "")
    if (shape.findtext(t("IncludeMimeContent")) or "").lower() in ("true", "1"):
        uris.add("item:MimeContent")
    everything = shape.findtext(t("BaseShape")) != "IdOnly"
    body = shape.findtext(t("BodyType")) or "Best"
    if body not in BODIES:
        raise SoapFault("ErrorSchemaValidation", "The request failed schema validation: BodyType")
    return Shape(everything, frozenset(uris), tuple(extended), body, listing, left_out)


def write(item: Item, shape: Shape) -> _Element:
    """An item as XML, with what the shape asks for and the item has."""
    name = element_of(item)
    element = node(t(name))
    for field in FIELDS[name]:
        if field.name == "ExtendedProperty":
            element.extend(_extended(item, shape))
        elif shape.has(field):
            element.extend((BODIES[shape.body] if field.uri == "item:Body" else field).write(item))
    return element


def _extended(item: Item, shape: Shape) -> list[_Element]:
    shown = [uri for uri in shape.extended if name_of(uri) not in shape.left_out]
    values = ((uri, value_of(item, name_of(uri))) for uri in shown)
    return [to_xml(uri, _cut(value, shape)) for uri, value in values if value is not None]


def _cut(value: Value, shape: Shape) -> Value:
    """Lists have the beginning of a long text alone, as in Exchange."""
    return value[:LONGEST_IN_LISTS] if shape.listing and isinstance(value, str) else value
