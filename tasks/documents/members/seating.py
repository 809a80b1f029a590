"""The seat that each person of a list fills: that of their organisation, or of their job."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from forum.members.membership import Role
from forum.text.checks import folded
from tasks.documents.members.person_cells import Entry


def seated(entries: Sequence[Entry], seats: Sequence[str]) -> Iterator[Entry]:
    """Yield the entries with their seats: that of their organisation, or job where seats are offices.

    Two members for one seat, a name near to a seat's, and a Chair from a seat's organisation are asked about.
    """
    members = [entry for entry in entries if entry.role in (None, Role.CORE)]
    entries = _in_numbered_seats(entries, seats)
    taken: dict[str, str] = {}
    for entry in entries:
        if entry.role in (Role.UNIT, Role.BOARD_SECRETARY, Role.CO_OPTED):
            yield entry
            continue
        seat, doubt = (entry.seat, "") if entry.seat else _seat_of(entry, seats, entries)
        if entry.role in (Role.CHAIR, Role.DEPUTY_CHAIR):
            if entry.seat:
                yield entry
                continue
            fills = seat and not any(_seat_of(other, seats, entries)[0] == seat for other in members)
            of = (
                f"the seat of {seat}"
                if fills
                else "a seat"
                if not entry.organisation and len(seats) > len(members)
                else ""
            )
            yield replace(entry, seat="").doubting(f"do they fill {of} as well? Then choose it" if of else "")
        elif entry.role is Role.DEPUTY:
            yield replace(entry, seat=seat).doubting(doubt)
        else:
            if seat and seat in taken:
                doubt = f"{taken[seat]} has this seat already: which of them is its deputy?"
            elif seat:
                taken[seat] = entry.name
            yield replace(entry, seat=seat, role=Role.CORE).doubting(doubt)


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


def _seat_of(entry: Entry, seats: Sequence[str], entries: Sequence[Entry]) -> tuple[str, str]:
    if entry.role is Role.DEPUTY and entry.deputises_for:
        whom = [
            other
            for other in entries
            if other.role is not Role.DEPUTY and _surname_in(entry.deputises_for, other.name)
        ]
        if len(whom) == 1 and not entry.organisation:
            return _seat_of(whom[0], seats, ())[0], ""
    if not seats:
        return entry.organisation, "" if entry.organisation else "which organisation are they from?"
    for words in (entry.organisation, entry.job_title):
        if exact := next((seat for seat in seats if words and folded(seat) == folded(words)), ""):
            return exact, ""
    wanted = entry.organisation or entry.job_title
    if not wanted:
        return "", "which seat do they fill?"
    for seat in seats:
        if wanted.isupper() and wanted == "".join(
            word[0] for word in re.findall(r"[A-Za-z]+", seat) if word[0].isupper()
        ):
            return seat, f"“{wanted}”: the seat of {seat}?"
    bare = {folded(re.sub(r"\(.*?\)", "", seat).strip()): seat for seat in seats}
    if folded(wanted) in bare:
        return bare[folded(wanted)], ""
    inside = [seat for seat in seats if folded(wanted) in folded(seat) or folded(seat) in folded(wanted)]
    near = inside if len(inside) == 1 else difflib.get_close_matches(wanted, seats, n=1, cutoff=0.6)
    return (
        (near[0], f"“{wanted}”: the seat of {near[0]}?")
        if near
        else ("", f"“{wanted}” is none of the seats: which do they fill?")
    )


def _surname_in(text: str, name: str) -> bool:
    return bool(name) and folded(name.split()[-1]) in folded(text).split()
