"""The register of decisions: what the group decided in a period, how each decision stands, what followed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document


@dataclass(frozen=True, kw_only=True)
class DecisionEntry:
    """A decision of part 1 under an ``item``. ``standing`` says how it stands, ``purpose`` is the code of the
    purpose it serves ("1e"), empty for none; ``followed`` are actions, briefings and lines of the plan."""

    reference: str
    on: dt.date
    item: str
    purpose: str
    text: str
    standing: str
    followed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionsRegister(Document):
    """The decisions of part 1 from ``first`` to ``last``, both days included, the latest first."""

    NAME: ClassVar[str] = "decisions_register"

    first: dt.date
    last: dt.date
    decisions: tuple[DecisionEntry, ...]
