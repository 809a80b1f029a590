"""Looking for canaries in files, databases and items of a calendar, however they are written there."""

from __future__ import annotations

import base64
import io
import json
import re
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.canaries.planting import STEM

_PLAIN = re.compile(rb"%s([a-z]+)\d\d" % STEM.encode(), re.IGNORECASE)
_WIDE = re.compile(b"".join(bytes([one, 0]) for one in STEM.encode()), re.IGNORECASE)
_IN_BASE64 = re.compile(
    b"|".join(
        re.escape(base64.b64encode(b"\0" * shift + STEM.encode())[4 * bool(shift) : -4]) for shift in range(3)
    )
)
HIDDEN = "in another encoding"


@dataclass
class Place:
    """A place that was searched: how much was looked at, and which kinds of canaries stand there."""

    name: str
    looked_at: int = 0  # bytes
    found: Counter[str] = field(default_factory=Counter)
    allowed: frozenset[str] = frozenset()

    def look_at(self, content: bytes | str) -> None:
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        self.looked_at += len(data)
        self.found.update(kind.decode().lower() for kind in _PLAIN.findall(data))
        for pattern in (_WIDE, _IN_BASE64):
            self.found[HIDDEN] += len(pattern.findall(data))
        if data.startswith(b"PK"):  # a file of Office: what stands in it is packed
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                for name in parts.namelist():
                    self.look_at(parts.read(name))

    @property
    def wrong(self) -> dict[str, int]:
        """The kinds that must not stand here, and how often they do."""
        return {kind: times for kind, times in self.found.items() if times and kind not in self.allowed}


def place(name: str, contents: Iterable[bytes | str], allowed: Iterable[str] = ()) -> Place:
    """A place with all that is in it looked at."""
    made = Place(name, allowed=frozenset(allowed))
    for content in contents:
        made.look_at(content)
    return made


def files_below(folder: Path) -> Iterator[bytes]:
    """Each file of a folder, whatever it is."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.read_bytes()


def names_below(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        yield str(file.relative_to(folder))


def values_of(database: Path, tables: Iterable[str] = ()) -> Iterator[bytes | str]:
    """Every value of these tables of a SQLite database, or of all."""
    with closing(sqlite3.connect(database)) as connection:
        every = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in tables or every:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                yield from (_as_text(value) for value in row if value is not None)


def _as_text(value: object) -> bytes | str:
    """A value; JSON as it reads, without its escapes."""
    if isinstance(value, bytes):
        return value
    text = str(value)
    return (
        json.dumps(json.loads(text), ensure_ascii=False)
        if text.startswith(("{", "[")) and _is_json(text)
        else text
    )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
