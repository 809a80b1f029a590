"""The base of every letter: its templates, addressee, marking and foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.text.charts import Chart


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A kind of letter. Its source sees its fields and properties, and nothing else.

    ``NAME`` is its source, in the folder of its subject. ``code`` is what subjects call the group, its code
    ("MASE") or a task group's short name, ``group`` its short name ("MASE Group"); ``addressee`` is the
    reader's name. ``marking`` is the protective marking, empty where neither body nor attachment is
    sensitive. ``why`` ends the sentence "You receive this because …", without a full stop ("you are a core
    member of the MASE Group"); ``contact`` is whom to ask ("the … Business Unit, 03000 000000", and those who
    run the service for the unit itself). ``whom_to_ring`` is the line on whom to ring about a child at risk.
    ``heading`` is the group with its boards, which stands below the signature; empty for none.
    ``written_up_as`` is what a meeting of the group leaves, "minutes" or "action note"; with
    ``takes_deputies`` its terms let a deputy stand in. ``reminder`` is true in a written chase.
    ``reply_code`` is the code of the letter in the replies that its links open; without it the letter has no
    links.
    """

    NAME: ClassVar[str]
    FOR_THE_UNSIGNED: ClassVar[bool] = False  # its files may go to readers who have not signed the agreement

    code: str
    group: str
    addressee: str
    marking: str
    why: str
    contact: str
    whom_to_ring: str
    heading: str = ""
    written_up_as: str = "minutes"
    takes_deputies: bool = True
    reminder: bool = False
    reply_code: str = ""

    @property
    def voting(self) -> tuple[str, ...]:
        """The answers that Outlook offers as buttons."""
        return ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts that its HTML shows; its plain text has their numbers."""
        return ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        """The answers that the letter has links for, by what they are about: the number of a question, an
        action's reference without the group, or ``WHOLE``."""
        return {}
