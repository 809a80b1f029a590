"""The faults of a policy file, in sentences that say what a person has to change."""

from __future__ import annotations

import datetime as dt
import types
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from forum.text.checks import folded
from forum.text.wording import listed

LONGEST_FOUND = 60
SEAT_NAMES = ("name", "short_name")


@dataclass(frozen=True)
class Allowed:
    """A mark beside a setting's type: in words, what is allowed there."""

    words: str


class FaultKind(Enum):
    WRONG = auto()
    MISSING = auto()
    UNKNOWN = auto()  # the table has no setting of that name


@dataclass(frozen=True)
class Fault:
    """A faulty setting: its path in the file, the value found there and the values allowed."""

    path: str
    found: str
    allowed: str
    kind: FaultKind = FaultKind.WRONG

    def __str__(self) -> str:
        return f"{self.path}: found {self.found}, allowed {self.allowed}"

    def under(self, path: str) -> Fault:
        """Return the fault as seen from the table above."""
        return replace(self, path=_joined(path, self.path))


_KINDS = {"missing": FaultKind.MISSING, "extra_forbidden": FaultKind.UNKNOWN}  # by pydantic's words


def faults_in(error: ValidationError, model: type[BaseModel]) -> Iterator[Fault]:
    """Yield the faults that pydantic found when it read ``model``, in the order of the settings.

    It takes a list with a faulty entry for one without it, and finds that too short.
    """
    found = error.errors(include_url=False)
    faulty_lists = {details["loc"][:end] for details in found for end in range(len(details["loc"]))}
    for details in found:
        if details["type"] == "too_short" and details["loc"] in faulty_lists:
            continue
        path, allowed = _place(details["loc"], model)
        if details["type"] == "contradictions":
            yield from (fault.under(path) for fault in details["ctx"]["faults"])
        else:
            kind = _KINDS.get(details["type"], FaultKind.WRONG)
            yield Fault(path, _value_in_words(details), allowed, kind)


def allowed_at(path: str, model: type[BaseModel]) -> str:
    """Say in words what is allowed at a path of the settings, "attendance.own" for example."""
    return _place(tuple(path.split(".")), model)[1]


def faults_across_tables(settings: dict[str, Any]) -> Iterator[Fault]:
    """Yield the faults between one table and another: names used twice, names of nothing, too large a quorum.

    A value that is no table or list is left to pydantic, which finds it too.
    """
    seats = _tables(settings.get("seats"))
    names = {name for seat in seats for name in _names(seat)}
    named = Counter(name for seat in seats for name in {folded(name) for name in _names(seat)})
    for number, seat in enumerate(seats, start=1):
        for key in SEAT_NAMES:
            if isinstance(seat.get(key), str) and named[folded(seat[key])] > 1:
                yield Fault(f"seats[{number}].{key}", in_toml(seat[key]), "a name that no other seat has")
    quorum = settings.get("quorum")
    if isinstance(quorum, dict):
        named_in = [
            (f"quorum.{key}", quorum.get(key)) for key in ("must_include", "not_counted", "more", "than")
        ]
        named_in += [
            (f"{table}[{number}].{key}", part.get(key))
            for table, key, parts in (
                ("quorum.some_of", "seats", quorum.get("some_of")),
                ("votes_on", "without", settings.get("votes_on")),
            )
            for number, part in enumerate(_tables(parts), start=1)
        ]
        for key, names_there in named_in:
            for number, name in enumerate(names_there if isinstance(names_there, list) else [], start=1):
                if name not in names:
                    yield Fault(f"{key}[{number}]", in_toml(name), "the name of one of the seats")
        needed = quorum.get("number")
        if isinstance(needed, int) and needed > len(seats) > 0:
            yield Fault("quorum.number", in_toml(needed), f"at most the number of seats, {len(seats)}")
    leads = [
        "chair",
        "unit",
        *(seat["short_name"] for seat in seats if isinstance(seat.get("short_name"), str)),
    ]
    for path, lead in _leads(settings):
        if isinstance(lead, str) and lead not in (*leads, *names):
            yield Fault(path, in_toml(lead), listed([in_toml(name) for name in leads], "or"))
    yield from _faults_of_bodies(settings)
    yield from _faults_of_briefings(settings)
    objectives = settings.get("objectives")
    if isinstance(objectives, dict):
        names_allowed = listed([in_toml(name) for name in objectives], "or")
        for number, item in enumerate(_tables(settings.get("standing_items")), start=1):
            objective = item.get("objective")
            if isinstance(objective, str) and objective not in objectives:
                yield Fault(f"standing_items[{number}].objective", in_toml(objective), names_allowed)
        for purpose in _themes(settings):
            if purpose not in objectives:
                yield Fault("forward_plan.themes", in_toml(purpose), names_allowed)


def _leads(settings: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield who leads each standing item, each item of the forward plan and each theme, with its path."""
    plan = settings.get("forward_plan")
    yearly = _tables(plan.get("yearly")) if isinstance(plan, dict) else ()
    for path, items in (
        ("standing_items", _tables(settings.get("standing_items"))),
        ("forward_plan.yearly", yearly),
    ):
        yield from (
            (f"{path}[{number}].lead", item.get("lead")) for number, item in enumerate(items, start=1)
        )
    yield from ((f"forward_plan.themes.{purpose}", lead) for purpose, lead in _themes(settings).items())


def _themes(settings: dict[str, Any]) -> dict[str, Any]:
    plan = settings.get("forward_plan")
    themes = plan.get("themes") if isinstance(plan, dict) else None
    return themes if isinstance(themes, dict) else {}


def _faults_of_bodies(settings: dict[str, Any]) -> Iterator[Fault]:
    """Yield the faults of the boards that get reports: one twice, or one that the group does not report
    to."""
    boards, bodies = settings.get("boards"), _tables(settings.get("bodies"))
    for key, allowed in (("code", "a code that no other body has"), ("name", "each board once")):
        values = [body.get(key) for body in bodies]
        for number, body in enumerate(bodies, start=1):
            if key in body and body[key] in values[: number - 1]:
                yield Fault(f"bodies[{number}].{key}", in_toml(body[key]), allowed)
    names = [name for name in boards if isinstance(name, str)] if isinstance(boards, list) else []
    for number, body in enumerate(bodies, start=1):
        if isinstance(body.get("name"), str) and body["name"] not in names:
            allowed = (
                f"one of the boards, {listed(map(in_toml, names), 'or')}" if names else "one of the boards"
            )
            yield Fault(f"bodies[{number}].name", in_toml(body["name"]), allowed)


def _faults_of_briefings(settings: dict[str, Any]) -> Iterator[Fault]:
    """Yield the names in the rules on briefings that are of none of the partnerships."""
    partnerships, rules = settings.get("partnerships"), settings.get("briefings")
    names = partnerships if isinstance(partnerships, list) else []
    for key in ("public", "nothing_named") if isinstance(rules, dict) else ():
        named = rules.get(key) if rules else None
        for number, name in enumerate(named if isinstance(named, list) else [], start=1):
            if isinstance(name, str) and name not in names:
                yield Fault(
                    f"briefings.{key}[{number}]", in_toml(name), "the name of one of the partnerships"
                )


def in_toml(value: object) -> str:
    """Write a value as TOML does, cut off after 60 characters."""
    match value:
        case bool():
            text = str(value).lower()
        case str():
            text = f'"{value}"'
        case dict():
            return "a table"
        case list():
            text = f"[{', '.join(map(in_toml, value))}]"
        case dt.date() | dt.time():
            text = value.isoformat()
        case _:
            text = str(value)
    return text if len(text) <= LONGEST_FOUND else f"{text[:LONGEST_FOUND]}…"


def _tables(value: object) -> Sequence[dict[str, Any]]:
    return [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []


def _names(seat: dict[str, Any]) -> set[str]:
    return {seat[key] for key in SEAT_NAMES if isinstance(seat.get(key), str)}


def _value_in_words(details: ErrorDetails) -> str:
    match details["type"]:
        case "missing":
            return "nothing"
        case "union_tag_not_found":
            return "a table without a kind"
        case "union_tag_invalid":
            return f"kind {in_toml(details['ctx']['tag'])}"
    return in_toml(details["input"])


def _place(loc: tuple[int | str, ...], model: type[BaseModel]) -> tuple[str, str]:
    """Follow pydantic's place of an error; return its path as people write it, and what is allowed there."""
    path, words = "", ""
    kind: Any = model
    for part in loc:
        options = options_of(kind)
        if isinstance(part, int):
            path = f"{path}[{part + 1}]"
            kind, words = _item(options, part), ""
        elif tagged := [option for option in options if len(options) > 1 and part in _tags(option)]:
            kind = tagged[0]
        else:
            path = _joined(path, part)
            kind, words = _setting(options, part)
    return path, words or _in_words(kind)


def _setting(options: Sequence[Any], name: str) -> tuple[Any, str]:
    """Return the type of a setting of a table and the words beside it."""
    table = options[0]
    if not _is_model(table):
        return get_args(table)[1], ""
    if name not in table.model_fields:
        return None, f"only {listed(table.model_fields, 'or')}"
    field = table.model_fields[name]
    return field.annotation, "".join(marker.words for marker in field.metadata if isinstance(marker, Allowed))


def _item(options: Sequence[Any], number: int) -> Any:
    items = get_args(options[0])
    return items[0] if Ellipsis in items else items[number]


def options_of(kind: Any) -> Sequence[Any]:
    """Return the types of a union, without None and without the marks beside them."""
    if get_origin(kind) in (Union, types.UnionType):
        return [option for part in get_args(kind) for option in options_of(part) if option is not type(None)]
    return options_of(get_args(kind)[0]) if get_origin(kind) is Annotated else [kind]


def _in_words(kind: Any) -> str:
    if get_origin(kind) in (Union, types.UnionType):
        parts = [part for part in get_args(kind) if part is not type(None)]
        if all(_is_model(part) for part in parts):
            tags = [in_toml(tag) for part in parts for tag in _tags(part)]
            return f"a table of kind {listed(tags, 'or')}"
        return listed(map(_in_words, parts), "or")
    if markers := [
        marker.words for marker in getattr(kind, "__metadata__", ()) if isinstance(marker, Allowed)
    ]:
        return markers[0]
    if get_origin(kind) is Literal:
        return listed(map(in_toml, get_args(kind)), "or")
    if _is_model(kind):
        return f"a table with {listed(kind.model_fields)}"
    if get_origin(kind) is tuple:
        items = get_args(kind)
        return f"a list, each {_in_words(items[0])}" if Ellipsis in items else f"a list of {len(items)}"
    return "a table"


def _tags(kind: Any) -> Sequence[str]:
    """Return the values of ``kind`` by which pydantic tells a table from others in its place."""
    has_kind = _is_model(kind) and "kind" in kind.model_fields
    return get_args(kind.model_fields["kind"].annotation) if has_kind else ()


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _joined(path: str, part: str) -> str:
    return f"{path}.{part}" if path and part else path or part
