"""Reading a printed letter as its reader does, and taking a letter's values apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any

from forum.text import wording
from forum.text.charts import Chart


class Page(HTMLParser):
    """The text that a reader sees of an HTML page, a line a block; complains about tags that do not match."""

    VOID = ("meta", "br", "img")
    BLOCKS = ("p", "td", "th", "tr", "h1", "h2", "br", "title")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.shown = ""
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.shown += "\n" if tag in self.BLOCKS else ""
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.shown += "\n" if tag in self.BLOCKS else ""

    def handle_data(self, data: str) -> None:
        if "title" not in self.open:
            self.shown += data.replace("\n", " ").replace("\N{SOFT HYPHEN}", "")

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.shown.split("\n") if line.strip()]


def visible(html: str) -> str:
    return "\n".join(Page(html).lines)


def values(value: object, inside: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a letter, also those in its parts, with the name of its field."""
    if isinstance(value, Chart):
        yield "title", value.title
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from values(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        for part in value:
            yield from values(part, inside)
    else:
        yield inside, value


def changed(value: Any, change: Callable[[str, str], str], inside: str = "") -> Any:
    """The letter with each of its texts changed, also those in its parts."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: changed(getattr(value, field.name), change, field.name) for field in fields(value)
        }
        return replace(value, **parts)
    if isinstance(value, tuple):
        return tuple(changed(part, change, inside) for part in value)
    return change(inside, value) if type(value) is str else value


def shortened(value: Any) -> Any:
    """The letter with at most one of everything."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: shortened(getattr(value, field.name)) for field in fields(value)}
        )
    return tuple(shortened(part) for part in value[:1]) if isinstance(value, tuple) else value


def forms(value: object) -> list[str]:
    """The ways in which a value may be written."""
    if isinstance(value, dt.date):
        return [wording.day_month(value), wording.long_date(value), wording.short_date(value)]
    if isinstance(value, dt.time):
        return [wording.clock_time(value)]
    if isinstance(value, int):
        return [str(value), wording.number_word(value)] if value else []
    return [str(value), wording.capital(str(value))]


def contains(text: str, words: str) -> bool:
    return re.search(rf"(?i)(?<!\w){re.escape(words)}(?!\w)", text) is not None


def numbers(text: str) -> set[str]:
    return {figure.rstrip(":/-") for figure in re.findall(r"\d[\d:/-]*", text)}
