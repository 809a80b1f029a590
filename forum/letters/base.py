"""What every letter has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One kind of mail; its fields are what its templates may use.

    ``NAME`` is its folder under ``templates/email/``. ``code`` is the group's code as subjects use it
    ("MASE"), ``group`` its short name ("MASE Group"); ``addressee`` is the reader's name. ``marking`` is
    the protective marking, empty where neither body nor attachment is sensitive. ``why`` ends the sentence
    "You receive this because …", without a full stop ("you are a core member of the MASE Group");
    ``contact`` is whom to ask ("the … Business Unit, 03000 000000", and "the service desk" for the unit
    itself). ``reminder`` is true in a written chase.
    """

    NAME: ClassVar[str]
    FOR_THE_UNSIGNED: ClassVar[bool] = False  # what it brings is for those who have signed no agreement yet

    code: str
    group: str
    addressee: str
    marking: str
    why: str
    contact: str
    reminder: bool = False
