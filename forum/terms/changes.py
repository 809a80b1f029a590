"""What differs between two policies of a group, a line for each setting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forum.terms.policy import Policy

NOTHING = "nothing"
_NAMED_BY = ("name", "title")  # the setting by which a table of a list is known


@dataclass(frozen=True)
class ChangedSetting:
    """A setting that differs: its path in the policy file, and its values before and after in words."""

    path: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}: {self.before} → {self.after}"


def changed_settings(before: Policy, after: Policy) -> tuple[ChangedSetting, ...]:
    """Return what differs, in the order of the file; seats and standing items are known by their names, and
    the order of a list is no difference."""
    was, now = dict(_settings("", before.model_dump())), dict(_settings("", after.model_dump()))
    return tuple(
        ChangedSetting(path, was.get(path, NOTHING), now.get(path, NOTHING))
        for path in dict.fromkeys([*was, *now])
        if was.get(path) != now.get(path)
    )


def _settings(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield each setting with its value in words; an entry of a list of values stands for itself."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _settings(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, tuple):
        for entry in value:
            if isinstance(entry, Mapping):
                name = next(entry[key] for key in _NAMED_BY if key in entry)
                yield from _settings(f"{path}[{name}]", entry)
            else:
                yield f"{path}[{_words(entry)}]", _words(entry)
    elif value is not None:
        yield path, _words(value)


def _words(value: object) -> str:
    match value:
        case tuple():
            return " to ".join(map(_words, value))
        case dt.date() | dt.time():
            return value.isoformat()
        case "":
            return NOTHING
    return str(value)
