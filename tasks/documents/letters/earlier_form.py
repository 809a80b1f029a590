"""Letters as an office has them in the form of before, a folder with four files each, turned into sources.

Words that the office has changed are looked up in the source as it comes, and take the place of the words of
before. What else was changed, or stands in no one place, is named for a person to write in.
"""

from __future__ import annotations

import difflib
import json
import lzma
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SHARED = "_base"
_SYNTAX = re.compile(r"(\{[{%#](?:[^\"]|\"[^\"]*\")*?[}%#]\}|<[^>]*>)")
_LITERAL = re.compile(r'("[^"]*")')


@dataclass(frozen=True)
class Converted:
    """What became of files of before: the sources that have words of theirs now, and ``left``, the lines that
    a person has to write in, each with its file."""

    sources: Mapping[str, str]
    left: tuple[str, ...]


def as_they_came(file: Path) -> Mapping[str, str]:
    """Read the files of letters as they came in the form of before, by path ("papers/words.txt")."""
    contents: dict[str, str] = json.loads(lzma.decompress(file.read_bytes()))
    return contents


def files_of_before(folder: Path) -> dict[str, str]:
    """Read the files of letters that a folder has in the form of before, by path."""
    found = (
        path for path in sorted(folder.glob("*/*")) if path.suffix in (".txt", ".html") and path.is_file()
    )
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def convert(sources: Mapping[str, str], came: Mapping[str, str], is_now: Mapping[str, str]) -> Converted:
    """Put the words that an office has in its files of before into the ``sources`` of letters, by path."""
    made, left = dict(sources), list[str]()
    for path, text in is_now.items():
        name = path.partition("/")[0]
        within = [to for to in made if to.startswith(f"{SHARED}/") or to.endswith(f"/{name}.md")]
        if path not in came:
            left.append(f"{path}: it did not come with the program")
            continue
        for line, changes in _changes(came[path].splitlines(), text.splitlines()):
            for before, now in changes or [("", "")]:
                places = [to for to in within if before and now and before in made[to]]
                if len(places) == 1 and made[places[0]].count(before) == 1:
                    made[places[0]] = made[places[0]].replace(before, now)
                elif not now or not any(now in made[to] for to in within):  # both bodies have changed words
                    left.append(f"{path}, line {line}: {text.splitlines()[line - 1].strip()}")
    changed = {path: text for path, text in made.items() if text != sources[path]}
    return Converted(changed, tuple(dict.fromkeys(left)))


def _changes(came: list[str], is_now: list[str]) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Yield the number of each line that an office has otherwise, and its words of before and of now; none
    where more than words is otherwise."""
    for how, start, end, first, last in difflib.SequenceMatcher(
        a=came, b=is_now, autojunk=False
    ).get_opcodes():
        if how == "equal":
            continue
        if last - first != end - start:
            yield min(first + 1, len(is_now)), []
            continue
        for before, now, line in zip(
            came[start:end], is_now[first:last], range(first + 1, last + 1), strict=True
        ):
            old, new = _pieces(before), _pieces(now)
            is_words_alone = [kind for kind, _ in old if kind] == [kind for kind, _ in new if kind]
            pairs = zip(old, new, strict=False) if is_words_alone and len(old) == len(new) else ()
            yield line, [(was, said) for (_, was), (_, said) in pairs if was != said]


def _pieces(line: str) -> list[tuple[str, str]]:
    """Return a line in pieces: what is syntax, and what are words, which have no syntax."""
    pieces: list[tuple[str, str]] = []
    for part in _SYNTAX.split(line):
        if not _SYNTAX.fullmatch(part):
            pieces.append(("", part))
            continue
        for piece in _LITERAL.split(part):
            pieces.append(("", piece[1:-1]) if _LITERAL.fullmatch(piece) else (piece, ""))
    return pieces
