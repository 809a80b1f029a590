"""The file ``.env``. A value is taken as it stands, or refused with what to do: nothing in it is expanded.

Other readers of such files cut a value off at `` #``, put variables in the place of ``${...}`` and turn
``\\n`` into a new line. Any of these may stand in a password, which would be another one then without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from forum.text.problem import Problem

_LINE = re.compile(r"(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=(.*)", re.DOTALL)
_QUOTES = ("'", '"')
_NO_COMMENT = "has a # after a space: put the whole value in single quotes, or a comment on a line of its own"
_OPEN = "begins with a quote, and its line does not end with the same one: close it, and put nothing after it"
_INSIDE = "has the quote that is around it inside as well: put the other kind around it"
_ESCAPES = "has a backslash in double quotes: put it in single quotes, where it is taken as it is"


@dataclass(frozen=True)
class EnvFile:
    """The ``values`` of a file by their names in capitals, and its ``faults``, which repeat no value."""

    values: dict[str, str]
    faults: tuple[str, ...]


def read_env_file(file: Path, prefix: str) -> EnvFile:
    """The settings of a file whose names begin with ``prefix``; what others keep there is left alone.

    A file that is not there is an empty one. Raises Problem when it can't be read.
    """
    values: dict[str, str] = {}
    faults: list[str] = []
    for number, line in enumerate(_lines(file), start=1):
        if not line or line.startswith("#"):
            continue
        if not (match := _LINE.fullmatch(line)):
            faults.append(f"{file.name}, line {number}: not NAME=VALUE; a comment begins with #")
            continue
        name = match[1].upper()
        if not name.startswith(prefix):
            continue
        if name in values:
            faults.append(f"{name}: is in {file.name} twice; leave one of the lines")
        values[name], fault = _value(match[2])
        if fault:
            faults.append(f"{name}: the value in {file.name} {fault}")
    return EnvFile(values, tuple(faults))


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    except UnicodeDecodeError:
        fault = "is not saved as UTF-8; save it again as UTF-8"
    except OSError as error:
        fault = f"can’t be read: {error.strerror}"
    else:
        return [line.strip(" \t\r") for line in text.split("\n")]
    raise Problem(f"The settings can’t be taken: {file} {fault}.")


def _value(text: str) -> tuple[str, str]:
    """The value behind the equals sign, and its fault ("has a backslash …"), empty for none."""
    value = text.strip(" \t")
    quote = value[:1]
    if quote not in _QUOTES:
        return value, _NO_COMMENT if re.search(r"\s#", text) else ""
    if len(value) < 2 or not value.endswith(quote):
        return value, _OPEN
    inside = value[1:-1]
    if quote in inside:
        return inside, _INSIDE
    if quote == '"' and "\\" in inside:
        return inside, _ESCAPES
    return inside, ""
