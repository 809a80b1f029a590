"""The letter about records past their time, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.letters.retention import DisposalList
from samples.letters.shared import COMMON, MARKING

LETTERS = (
    DisposalList(
        **COMMON,
        addressee="Designated Nurse",
        marking=MARKING,
        why=f"you decide on records past their time for the {COMMON['group']}",
        reference="D/2038/01",
        records=14,
        kept=3,
        kept_again=1,
        by=dt.date(2038, 2, 15),
    ),
)
