"""The challenge log with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.registers import ChallengeEntry, ChallengeLog
from samples.documents.shared import COMMON

DOCUMENT = ChallengeLog(
    **COMMON,
    reference="MASE, 2027",
    first=dt.date(2027, 1, 1),
    last=dt.date(2027, 3, 31),
    challenges=(
        ChallengeEntry(
            reference="MASE/2027-01/C1",
            opened=dt.date(2027, 1, 12),
            raised_by="CCGs",
            to="Kent Police",
            what="Return interviews are not offered in time.",
            stage="officer",
            due=dt.date(2027, 1, 27),
            answered=dt.date(2027, 1, 25),
            answer="They are offered within three days from February on.",
            changed="Nine in ten children were asked within three days in March.",
        ),
        ChallengeEntry(
            reference="MASE/2027-01/C21",
            opened=dt.date(2027, 1, 13),
            raised_by="The group",
            to="CAMHS",
            what="The seat was empty at the last three meetings.",
            stage="chief officer",
            due=dt.date(2027, 3, 12),
        ),
    ),
)
