"""After a gap in running every one-off letter still goes, once; of repeats only the latest, one a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Occasion:
    """A reason to write to a person from ``day`` on: ``letter`` by name, ``about`` by id.

    ``repeats`` is true for what comes round again (a weekly digest, a morning's desk letter).
    """

    person_id: UUID
    letter: str
    about: UUID
    day: dt.date
    repeats: bool = False


def letters_due(
    occasions: Iterable[Occasion], gone: Collection[Occasion], as_of: dt.date
) -> tuple[Occasion, ...]:
    """Return the occasions to write on ``as_of``, earliest first; ``gone`` are those that have been written.

    All one-off letters whose day has come. Of the repeats of a letter to a person only the latest, and that
    not when it, or a later one, has gone; and one repeat a person, the latest to fall due: another waits a
    day.
    """
    come = {occasion for occasion in occasions if occasion.day <= as_of}
    one_offs = {occasion for occasion in come if not occasion.repeats} - set(gone)
    latest = _latest(come, lambda occasion: (occasion.person_id, occasion.letter))
    superseded = _latest(gone, lambda occasion: (occasion.person_id, occasion.letter))
    repeats = {
        occasion
        for key, occasion in latest.items()
        if key not in superseded or superseded[key].day < occasion.day
    }
    one_each = _latest(repeats, lambda occasion: occasion.person_id).values()
    return tuple(sorted(one_offs.union(one_each), key=_order))


def _latest(occasions: Iterable[Occasion], key: Callable[[Occasion], Hashable]) -> dict[Hashable, Occasion]:
    repeats = sorted((occasion for occasion in occasions if occasion.repeats), key=_order)
    return {key(occasion): occasion for occasion in repeats}


def _order(occasion: Occasion) -> tuple[dt.date, str, UUID, UUID]:
    return occasion.day, occasion.letter, occasion.person_id, occasion.about
