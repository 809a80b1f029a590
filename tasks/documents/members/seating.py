"""The seat that each person of a list fills: that of their organisation, or of their job."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from forum.members.membership import Role
from forum.text.checks import folded
from tasks.documents.members.person_cells import (
    MAY_BE_ROLE,
    Entry,
    Guess,
    MayFillSeat,
    NoPlace,
    SharedSeat,
    WhichRole,
)

_NO_SEAT = re.compile(rf"{MAY_BE_ROLE.pattern}|\b(?:not|democratic services)\b", re.I)
LONGEST_LIKE = 120  # characters that are compared with the names of seats


def seated(entries: Sequence[Entry], seats: Mapping[str, str]) -> Iterator[Entry]:
    """Yield the entries with their seats: that of their organisation, or job where seats are offices.

    ``seats`` has the seats by each of their names. Two members for one seat, a name near to a seat's, and a
    Chair from a seat's organisation are asked about.
    """
    members = [entry for entry in entries if entry.role in (None, Role.CORE)]
    entries = _in_numbered_seats(entries, tuple(dict.fromkeys(seats.values())))
    taken: dict[str, str] = {}
    for entry in entries:
        if entry.role in (Role.UNIT, Role.BOARD_SECRETARY, Role.CO_OPTED):
            yield entry
            continue
        seat, doubt = (entry.seat, "") if entry.seat else _seat_of(entry, seats, entries)
        if entry.role in (Role.CHAIR, Role.DEPUTY_CHAIR):
            if entry.seat or entry.fills_seat is False:
                yield entry
                continue
            if entry.fills_seat:
                yield replace(entry, seat=seat).doubting(doubt)
                continue
            fills = seat and not any(_seat_of(other, seats, entries)[0] == seat for other in members)
            of = (
                f"the seat of {seat}"
                if fills
                else "a seat"
                if not entry.organisation and len(set(seats.values())) > len(members)
                else ""
            )
            ask = MayFillSeat(f"do they fill {of} as well? Then choose it" if of else "")
            yield replace(entry, seat="").doubting(ask)
        elif entry.role is Role.DEPUTY:
            yield replace(entry, seat=seat).doubting(doubt)
        else:
            if seat and seat in taken:
                doubt = SharedSeat(f"{taken[seat]} has this seat already: which of them is its deputy?")
            elif seat:
                taken[seat] = entry.name
            entry_seated = replace(entry, seat=seat, role=Role.CORE).doubting(doubt)
            says_role = entry.role is None and not seats and _NO_SEAT.search(entry.organisation)
            yield entry_seated.doubting(WhichRole(entry.organisation)) if says_role else entry_seated


def _in_numbered_seats(entries: Sequence[Entry], seats: Sequence[str]) -> Sequence[Entry]:
    """Give "Parent governor 1" and the following to those whose organisation or job is that kind, in order;
    and where there is one kind of seat alone, and as many people as seats, to all of them."""
    kinds: dict[str, list[str]] = {}
    for seat in seats:
        kinds.setdefault(re.sub(r" \d+$", "", seat), []).append(seat)
    seated = [entry for entry in entries if entry.role in (None, Role.CORE, Role.CHAIR, Role.DEPUTY_CHAIR)]
    given: dict[int, str] = {}
    for kind, numbered in kinds.items():
        of_kind = [
            entry
            for entry in seated
            if any(
                folded(words) in (folded(kind), folded(kind).split(" ")[0])
                for words in (entry.organisation, entry.job_title)
            )
        ]
        wanting = seated if len(kinds) == 1 and len(seated) == len(seats) else of_kind
        if len(numbered) > 1 and len(wanting) <= len(numbered):
            given |= dict(zip(map(id, wanting), numbered, strict=False))
    return [replace(entry, seat=given.get(id(entry), "")) for entry in entries]


def _seat_of(entry: Entry, seats: Mapping[str, str], entries: Sequence[Entry]) -> tuple[str, str]:
    if entry.role is Role.DEPUTY and entry.deputises_for:
        whom = [
            other
            for other in entries
            if other.role is not Role.DEPUTY and _surname_in(entry.deputises_for, other.name)
        ]
        if len(whom) == 1 and not entry.organisation:
            return _seat_of(whom[0], seats, ())[0], ""
    if not seats:
        return entry.organisation, "" if entry.organisation else NoPlace("which organisation are they from?")
    for words in (entry.organisation, entry.job_title):
        if exact := next((name for name in seats if words and folded(name) == folded(words)), ""):
            return seats[exact], ""
    wanted = entry.organisation or entry.job_title
    if not wanted:
        return "", "which seat do they fill?"
    for seat in seats.values():
        if wanted.isupper() and wanted == "".join(
            word[0] for word in re.findall(r"[A-Za-z]+", seat) if word[0].isupper()
        ):
            return seat, Guess(f"“{wanted}”: the seat of {seat}?")
    bare = {folded(re.sub(r"\(.*?\)", "", name).strip()): seat for name, seat in seats.items()}
    if folded(wanted) in bare:
        return bare[folded(wanted)], ""
    names = {folded(name): seat for name, seat in seats.items()}
    wanted_name = folded(wanted)[:LONGEST_LIKE]
    inside = {seat for name, seat in names.items() if wanted_name in name or name in wanted_name}
    close = difflib.get_close_matches(wanted_name, names, n=1, cutoff=0.6)
    near = [*inside] if len(inside) == 1 else [names[name] for name in close]
    return (
        (near[0], Guess(f"“{wanted}”: the seat of {near[0]}?"))
        if near
        else ("", f"“{wanted}” is none of the seats: which do they fill?")
    )


def numbered(name: str, number: int) -> list[str]:
    """Return the names of so many seats of a kind: "Member 1", "Member 2"."""
    return [f"{name} {each}" for each in range(1, number + 1)] if number > 1 else [name]


def _surname_in(text: str, name: str) -> bool:
    return bool(name) and folded(name.split()[-1]) in folded(text).split()
