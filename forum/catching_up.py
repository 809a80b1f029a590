"""After a gap in running: every one-off letter still goes, once; of repeats only the latest, one a person and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Occasion:
    """A reason to write to a person from ``day`` on: ``letter`` by name, ``about`` a meeting, action or person.

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

    All one-off letters whose day has come; of the repeats of a letter to a person only the latest, and that not when
    it, or a later one, has gone.
    """
    raise NotImplementedError
