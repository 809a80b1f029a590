"""Everybody of a board: as the list has them now, as the workbook has them, and what is asked of several."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from forum.members.membership import Role
from forum.terms.reading.answers import Asked
from forum.text.addresses import checked_address
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import count, listed
from tasks.documents.beginning.workbook import NO, YES, ComeBack
from tasks.documents.members.columns import COLUMN, IGNORED, ROLE, WHAT_IT_IS, field_named
from tasks.documents.members.list_files import ListTable
from tasks.documents.members.people import columns_not_read, read_people
from tasks.documents.members.person_cells import (
    SEATED,
    Entry,
    MayFillSeat,
    NoPlace,
    SharedSeat,
    WhichRole,
    past_doubted,
    read_person,
    role_named,
)
from tasks.documents.members.seating import numbered

CHAIR, UNIT, PLACES, SHARED = "people.chair", "people.unit", "people.places", "people.shared"
MOST_VALUES = 6  # of a column, shown beside the question what it is
_OFFICES = {
    Asked(
        CHAIR,
        "Who is Chair?",
        "name <address>, or the name of somebody on the sheet People",
        None,
        "The Chair agrees the agenda and the minutes.",
    ): Role.CHAIR,
    Asked(
        UNIT,
        "Who supports the group: secretary, clerk or officer?",
        "name <address>",
        None,
        "They get the desk letter and the workbooks.",
    ): Role.UNIT,
}
_CHAIRS = (Role.CHAIR, Role.DEPUTY_CHAIR)
WITH_SEAT = (None, *SEATED, *_CHAIRS)
_A_MEMBER, _BETWEEN = "Member", "|"
_CHANGED = "your list has changed: "
_FIELDS = (
    "name", "organisation", "seat", "role", "deputises_for", "address", "phone", "job_title", "since",
    "until",
)  # fmt: skip
People = tuple[tuple[Entry, str], ...]


@dataclass(frozen=True)
class PeopleRead:
    """Everybody with a verdict, what is asked of several at once, and faults of the answers, by question."""

    people: People
    asked: tuple[Asked, ...]
    faults: Mapping[str, str]


def people_of(
    given: Sequence[ListTable],
    of_terms: Sequence[ListTable],
    back: ComeBack,
    seats: Sequence[str],
    today: dt.date,
    *,
    are_own: bool,
) -> PeopleRead:
    """Read everybody in the tables of the lists, or with an address in those of the terms.

    ``seats`` are those of the terms; ``are_own`` says that they list none.

    A row of the workbook counts where a person changed it, else the list as it is now. Where the list has
    changed since the row was written, it is asked about again.
    """
    names = {seat: seat for seat in seats}
    said = {path: answer for path, answer in back.answers.items() if path.startswith(COLUMN)}
    plain = read_people(given, names)
    if not plain:
        given, plain = of_terms, tuple(entry for entry in read_people(of_terms, names) if entry.address)
    known = {entry.place for entry in plain}
    read = [past_doubted(entry, today) for entry in read_people(given, names, said) if entry.place in known]
    questions = [*_columns_asked(given), *_roles_asked(read)]
    faults = {
        each.path: f"found {answer}; allowed: {each.allowed}"
        for each in questions
        if (answer := back.answers.get(each.path))
        and not (
            field_named(answer) or answer == IGNORED if each.path.startswith(COLUMN) else role_named(answer)
        )
    }
    read = [_in_role(entry, questions, back.answers) for entry in read]
    if are_own:
        questions += _places_asked(read)
        read = [*_in_places(read, back.answers, faults)]
    else:
        read = [entry.without(NoPlace) if not seats else entry for entry in read]
    of_list = {entry.place: zlib.crc32(_row(entry).encode()) for entry in plain}
    fresh = [
        replace(entry, as_read=f"{_row(entry)}{_BETWEEN}{of_list.get(entry.place, 0):x}") for entry in read
    ]
    people = [*_merged(fresh, back.people, seats)] if back.people else [(entry, "") for entry in fresh]
    people += _offices(people, back.answers, seats) if back.people else ()
    return PeopleRead(tuple(people), tuple(questions), faults)


def offices_asked(people: People) -> Iterator[Asked]:
    """Yield the questions who is Chair and who supports the group, where nobody has that role."""
    roles = {entry.role for entry, right in people if right != NO}
    yield from (each for each, role in _OFFICES.items() if role not in roles)


def _columns_asked(given: Sequence[ListTable]) -> Iterator[Asked]:
    for heading, values in columns_not_read(given, {}).items():
        shown = "; ".join(values[:MOST_VALUES])
        more = f" and {len(values) - MOST_VALUES} more" if len(values) > MOST_VALUES else ""
        ask = f"Your list has a column “{heading}”: what is it?"
        yield Asked(f"{COLUMN}{heading}", ask, WHAT_IT_IS, None, f"It has: {shown}{more}")


def _roles_asked(read: Sequence[Entry]) -> Iterator[Asked]:
    """Yield a question for the words of a role that several people have."""
    said: dict[str, list[str]] = {}
    for entry in read:
        for doubt in entry.doubts:
            if isinstance(doubt, WhichRole):
                said.setdefault(doubt.words, []).append(entry.name)
    for words, names in said.items():
        if len(names) > 1:
            ask = f"Your list says “{words}” of {_several(names)}: which role is this?"
            yield Asked(
                f"{ROLE}{words}", ask, listed(role.value for role in Role), None, "One role for all of them."
            )


def _several(names: Sequence[str]) -> str:
    more = len(names) - MOST_VALUES
    return listed([*names[:MOST_VALUES], *([f"{more} more"] if more > 0 else ())])


def _in_role(entry: Entry, questions: Sequence[Asked], answers: Mapping[str, str]) -> Entry:
    """Return the entry in the role that the answer for several says, without the doubts of such questions."""
    paths = {each.path for each in questions}
    for doubt in entry.doubts:
        if isinstance(doubt, WhichRole) and (path := f"{ROLE}{doubt.words}") in paths:
            doubts = tuple(other for other in entry.doubts if other != doubt)
            role = role_named(answers.get(path, "")) if entry.role in (None, Role.CORE) else None
            entry = replace(entry, doubts=doubts, role=role or entry.role)
    return entry if entry.role in WITH_SEAT else replace(entry, seat="").without(NoPlace, SharedSeat)


def _placeless(read: Sequence[Entry]) -> list[Entry]:
    """Return the members whose place neither the terms nor the list says, a Chair among them."""
    members = [entry for entry in read if any(isinstance(doubt, NoPlace) for doubt in entry.doubts)]
    if len(members) == 1:
        return members
    chairs = [entry for entry in read if entry.role in _CHAIRS and not entry.organisation]
    return [entry for entry in read if entry in members or (members and entry in chairs)]


def _sharing(read: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return the members and Chairs of each organisation that has several of them."""
    of: dict[str, list[Entry]] = {}
    for entry in read:
        if entry.organisation and entry.role in (None, Role.CORE, *_CHAIRS):
            of.setdefault(entry.organisation, []).append(entry)
    return {
        organisation: entries
        for organisation, entries in of.items()
        if len(entries) > 1 and any(entry.role not in _CHAIRS for entry in entries)
    }


def _places_asked(read: Sequence[Entry]) -> Iterator[Asked]:
    if placeless := _placeless(read):
        ask = f"Whose places do these fill: {listed(entry.name or entry.address for entry in placeless)}?"
        allowed = "a name for each, in this order, with semicolons between; or one name, which is numbered"
        yield Asked(PLACES, ask, allowed, _A_MEMBER, "Neither your terms nor your list says it.")
    if sharing := _sharing(read):
        each = [f"{len(entries)} of {organisation}" for organisation, entries in sharing.items()]
        ask = f"Has each of these a place of their own: {listed(each)}?"
        allowed = "yes; or no: then say on the sheet People who deputises"
        yield Asked(SHARED, ask, allowed, None, "Your terms list no places.")


def _in_places(read: Sequence[Entry], answers: Mapping[str, str], faults: dict[str, str]) -> Iterator[Entry]:
    """Yield everybody in the places that the answers give them."""
    places: dict[int, str] = {}
    if placeless := _placeless(read):
        names = [name.strip() for name in (answers.get(PLACES) or _A_MEMBER).split(";") if name.strip()]
        if len(names) == 1:
            names = numbered(names[0], len(placeless))
        elif len(names) != len(placeless):
            faults[PLACES] = f"found {count(len(names), 'name')}; allowed: one, or {len(placeless)}"
        places |= dict(zip(map(id, placeless), names, strict=False))
    own = answers.get(SHARED, "").lower()
    if own not in ("", YES, NO):
        faults[SHARED] = f"found {own}; allowed: yes or no"
    for organisation, entries in _sharing(read).items() if own == YES else ():
        places |= dict(zip(map(id, entries), numbered(organisation, len(entries)), strict=True))
    for entry in read:
        seat = places.get(id(entry), entry.seat)
        kinds = (NoPlace,) if own == NO else (NoPlace, SharedSeat)
        yield replace(entry, seat=seat).without(*kinds, *((MayFillSeat,) if id(entry) in places else ()))


def _row(entry: Entry) -> str:
    return _BETWEEN.join(_values(entry))


def _values(entry: Entry) -> list[str]:
    """What a row of the workbook has of an entry, each on a line."""
    role = entry.role.value if entry.role else ""
    values = [role if field == "role" else getattr(entry, field) for field in _FIELDS]
    return [" ".join(value.replace("|", "/").split()) for value in values]


def _merged(fresh: Sequence[Entry], rows: People, seats: Sequence[str]) -> Iterator[tuple[Entry, str]]:
    """Yield the rows of the workbook brought up to date with the list, then whoever is on the list alone."""
    left, of_row = [*fresh], dict[int, Entry]()
    for is_same in (
        lambda row, now: row.as_read == now.as_read,
        lambda row, now: folded(row.as_read.split(_BETWEEN)[0] or row.name) == folded(now.name) != "",
        lambda row, now: row.address.lower() == now.address.lower() != "",
    ):
        for number, (row, _) in enumerate(rows):
            now = next((now for now in left if number not in of_row and is_same(row, now)), None)
            if now is not None:
                of_row[number] = now
                left.remove(now)
    for number, (row, right) in enumerate(rows):
        entry, right = _up_to_date(row, right, of_row.get(number))
        yield _checked(entry, seats, right), right
    for entry in left:
        yield entry.doubting(f"{_CHANGED}this person is new on it, or was taken out of this sheet"), ""


def _up_to_date(row: Entry, right: str, now: Entry | None) -> tuple[Entry, str]:
    """Return a row with what its list says now where nobody changed the cell, and its verdict.

    Where the list has changed, or has the person no more, the row is asked about again.
    """
    if now is None and row.as_read:
        gone = replace(row, as_read="", doubts=()).doubting(f"{_CHANGED}this person is not on it any more")
        return gone, ""
    if now is None or not row.as_read:
        kept = [doubt for doubt in row.doubts if doubt.startswith(_CHANGED) and not right]
        return replace(row, as_read=now.as_read if now else "", doubts=tuple(kept)), right
    *before, of_list = row.as_read.split(_BETWEEN)
    mine, theirs = _values(row), _values(now)
    values: dict[str, Any] = dict(
        zip(
            _FIELDS,
            (new if cell == old else cell for cell, old, new in zip(mine, before, theirs, strict=True)),
            strict=True,
        )
    )
    entry = replace(now, **values | {"role": Role(values["role"]) if values["role"] else None})
    if of_list != now.as_read.split(_BETWEEN)[-1]:
        changes = [f"“{new}”, not “{old}”" for old, new in zip(before, theirs, strict=True) if old != new]
        return entry.doubting(f"{_CHANGED}{', '.join(changes) or 'look at this row again'}"), ""
    is_changed = mine != before
    if is_changed or (right and not (right == YES and theirs != before)):
        return replace(entry, doubts=()), right
    kept = [doubt for doubt in row.doubts if doubt.startswith(_CHANGED)]
    return replace(entry, doubts=(*entry.doubts, *kept)), ""


def _offices(
    people: Sequence[tuple[Entry, str]], answers: Mapping[str, str], seats: Sequence[str]
) -> Iterator[tuple[Entry, str]]:
    """Yield the Chair and the unit as they are answered, where no row has them."""
    for question, role in _OFFICES.items():
        if answer := answers.get(question.path):
            named = replace(read_person("your answer", answer), role=role)
            known = [entry for entry, _ in people if folded(entry.name) == folded(named.name)]
            same = next(iter(known), named)
            named = named.with_more(address=same.address, organisation=same.organisation)
            if all(entry.role is not role for entry in known):
                yield _checked(named, seats, ""), ""


def _checked(entry: Entry, seats: Sequence[str], right: str) -> Entry:
    """Return a row as it came back, with a doubt for what it lacks or can't be."""
    if right == NO:
        return entry
    if entry.role is None:
        entry = entry.doubting("which role do they have?")
    if entry.role in SEATED and not entry.seat:
        entry = entry.doubting("which seat do they fill?")
    elif entry.seat and seats and folded(entry.seat) not in map(folded, seats):
        entry = entry.doubting(f"“{entry.seat}” is none of the seats")
    if not entry.address:
        return entry.doubting("no address: where are they written to?")
    try:
        checked_address(entry.address)
    except Problem:
        return entry.doubting("this is no email address")
    return entry
