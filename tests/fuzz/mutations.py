"""Changing inputs as hostile people would, each by the grammar of its kind.

A byte changed at random in a zip breaks its check sum and gets no further; what is changed here is the XML
within. Every change is drawn from the ``Random`` that is given, so that a seed says all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random

from lxml import etree

from tests.fuzz.dictionaries import ODD_CHARACTERS, PDF_WORDS, VALUES, WORDS, XML_PIECES
from tests.fuzz.zips import unzipped, zipped

Mutate = Callable[[bytes, Random, int], bytes]  # the input, the chances, the most bytes that may come of it

MOST_UNPACKED = 10_000_000  # bytes, so that changing it takes no more memory than reading it
STAYS_XML = 0.75  # the share of changes to XML after which it still is
TIMES = (2, 2, 2, 3, 3, 5, 10, 20, 20, 50, 200, 2_000, 50_000)  # that a piece is said
_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb"=([\"'])(.*?)\1", re.DOTALL)
_TEXT = re.compile(rb">([^<>]+)<")
_PDF_TOKEN = re.compile(rb"/[A-Za-z0-9#]+|\d+|<<|>>|\[|\]|\bobj\b|endobj|stream|endstream|\([^()]*\)")


def mutated_bytes(content: bytes, chance: Random, most: int) -> bytes:
    """Bytes turned over, taken out, put in, or said many times."""
    data = bytearray(content)
    at = chance.randrange(len(data) + 1)
    length = min(len(data) - at, 1 << chance.randrange(8))
    match chance.randrange(5):
        case 0 if at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        case 1:
            del data[at : at + length]
        case 2:
            data[at:at] = chance.randbytes(length or 1)
        case 3:
            data[at:at] = data[at : at + length] * min(chance.choice((2, 50, 3000)), most // (length or 1))
        case _:
            to = chance.randrange(len(data) + 1)
            data[to:to] = data[at : at + length]
    return bytes(data[:most])


def mutated_text(content: bytes, chance: Random, most: int) -> bytes:
    """Words and odd characters put in, pieces and lines taken out, moved, or said thousands of times."""
    text = content.decode("utf-8", "surrogateescape")
    at = chance.randrange(len(text) + 1)
    length = min(len(text) - at, 1 << chance.randrange(7))
    piece = text[at : at + length] or chance.choice(WORDS)
    match chance.randrange(8):
        case 0:
            text = text[:at] + text[at + length :]
        case 1:
            text = text[:at] + chance.choice(WORDS) + text[at:]
        case 2:
            text = text[:at] + chance.choice(ODD_CHARACTERS) + text[at:]
        case 3:
            text = text[:at] + _many_times(piece, chance, most) + text[at:]
        case 4:
            text = text[:at] + _many_times(chance.choice((*WORDS, *ODD_CHARACTERS)), chance, most) + text[at:]
        case 5:
            lines = text.splitlines(keepends=True) or [text]
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
            text = "".join(lines)
        case 6:
            lines = text.splitlines(keepends=True) or [text]
            chance.shuffle(lines)
            text = "".join(lines)
        case _:
            text = text[:at] + piece.swapcase() + text[at + length :]
    return text.encode("utf-8", "surrogateescape")[:most]


def mutated_office(content: bytes, chance: Random, most: int) -> bytes:
    """A zip of XML with one of its parts changed, renamed, doubled or taken out; now and then its bytes."""
    parts = unzipped(content)
    if not parts or chance.random() < 0.03:
        return mutated_bytes(content, chance, most)
    number = _which(parts, chance)
    name, part = parts[number]
    match chance.randrange(12):
        case 0:
            del parts[number]
        case 1:
            parts[number] = (name.upper() if chance.random() < 0.5 else f"x/{name}", part)
        case 2:
            parts.append((name, part))
        case 3:
            parts[number] = (name, _other_encoding(part, chance))
        case _:
            parts[number] = (name, mutated_xml(part, chance, most))
    if sum(len(part) for _, part in parts) > MOST_UNPACKED:
        return content
    changed = zipped(parts)
    return changed if len(changed) <= most else content


def mutated_xml(part: bytes, chance: Random, most: int) -> bytes:
    """One element, attribute or text of a part changed so that it stays XML; now and then what is no XML."""
    try:
        tree = etree.fromstring(part) if chance.random() < STAYS_XML else None
    except etree.LxmlError:
        tree = None
    if tree is None:
        return _no_xml(part, chance, most)
    _change_tree(tree, chance, most // max(len(part), 1))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _change_tree(tree: etree._Element, chance: Random, most: int) -> None:
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    element, other = chance.choice(elements), chance.choice(elements)
    parent, name = element.getparent(), chance.choice([*element.attrib, ""])
    value = chance.choice(VALUES).decode()
    match chance.randrange(8):
        case 0 if name:
            del element.attrib[name]
        case 1 | 2 if name:
            element.set(name, value)
        case 3:
            element.text = value
        case 4 if other.attrib:
            element.set(*chance.choice(other.items()))
        case 5:
            element.tag = other.tag
        case 6 if parent is not None:
            parent.remove(element)
        case _:
            times = 1 if len(element) else min(chance.choice((1, 2, 500)), 1 + most * len(elements))
            for _ in range(times):
                other.append(deepcopy(element))


def _no_xml(part: bytes, chance: Random, most: int) -> bytes:
    """One tag, value or text changed, whatever becomes of it."""
    way = chance.randrange(7)
    if way == 0:
        return mutated_bytes(part, chance, most)
    if way == 1:
        return _at_one(_TEXT, part, chance, lambda _: b">" + chance.choice(VALUES) + b"<")
    if way == 2:
        return _at_one(_TAG, part, chance, lambda _: b"")
    if way == 3:
        return _at_one(_TAG, part, chance, lambda tag: tag * chance.choice((2, 3, 500)))
    if way == 4:
        return _at_one(_TAG, part, chance, lambda tag: tag + chance.choice(XML_PIECES))
    return _at_one(_VALUE, part, chance, lambda _: b'="' + chance.choice(VALUES) + b'"')


def mutated_pdf(content: bytes, chance: Random, most: int) -> bytes:
    """One name, number, bracket or text of a PDF changed for another, or taken from elsewhere in it."""
    way = chance.randrange(6)
    if way == 0:
        return mutated_bytes(content, chance, most)
    if way == 1:
        return _at_one(_PDF_TOKEN, content, chance, lambda _: b"")[:most]
    if way == 2:
        return _at_one(_PDF_TOKEN, content, chance, lambda token: (token + b" ") * chance.choice((2, 1000)))[
            :most
        ]
    if way == 3:
        tokens = _PDF_TOKEN.findall(content) or [b"null"]
        return _at_one(_PDF_TOKEN, content, chance, lambda _: chance.choice(tokens))[:most]
    return _at_one(_PDF_TOKEN, content, chance, lambda _: chance.choice(PDF_WORDS))[:most]


def several(mutate: Mutate) -> Mutate:
    """One to three such changes, one after the other."""

    def changed(content: bytes, chance: Random, most: int) -> bytes:
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            try:
                content = mutate(content, chance, most)
            except Exception:  # what is broken beyond measure can't be changed by its grammar
                content = mutated_bytes(content, chance, most)
        return content

    return changed


def _many_times(piece: str, chance: Random, most: int) -> str:
    return piece * min(chance.choice(TIMES), most // (len(piece) or 1))


def _at_one(
    pattern: re.Pattern[bytes], content: bytes, chance: Random, instead: Callable[[bytes], bytes]
) -> bytes:
    """The content with one place where the pattern is found changed; as it is where there is none."""
    found: Sequence[re.Match[bytes]] = [*pattern.finditer(content)]
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + instead(one[0]) + content[one.end() :]


def _which(parts: Sequence[tuple[str, bytes]], chance: Random) -> int:
    """The number of a part: most often one of XML that holds content, for there are many that hold styles."""
    numbers = range(len(parts))
    telling = [
        number for number in numbers if re.search(r"sheet|document|String|workbook|rels$", parts[number][0])
    ]
    return chance.choice(telling if telling and chance.random() < 0.8 else numbers)


def _other_encoding(part: bytes, chance: Random) -> bytes:
    text = re.sub(r"^<\?xml[^>]*\?>", "", part.decode("utf-8", "replace"))
    name = chance.choice(("utf-16", "utf-16-be", "latin-1", "utf-8-sig", "utf-7"))
    return f'<?xml version="1.0" encoding="{name}"?>{text}'.encode(name, "replace")
