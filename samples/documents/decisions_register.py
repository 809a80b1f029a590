"""The register of decisions with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.registers import DecisionEntry, DecisionsRegister
from samples.documents.shared import COMMON

DOCUMENT = DecisionsRegister(
    **COMMON,
    reference="MASE, 2026 to 2027",
    first=dt.date(2026, 4, 1),
    last=dt.date(2027, 3, 31),
    decisions=(
        DecisionEntry(
            reference="MASE/2027-02/D1",
            on=dt.date(2027, 2, 9),
            item="CSE action plan: progress and actions to discharge",
            purpose="1g",
            text="Discharge P1.1 and P3.4, and take longer over P2.2.",
            standing="stands",
            followed=("P1.1: discharged", "P3.4: discharged", "P2.2: due 30 April 2027"),
        ),
        DecisionEntry(
            reference="MASE/2027-01/D2",
            on=dt.date(2027, 1, 12),
            item="Training and awareness of the workforce",
            purpose="1c",
            text="All new staff are trained within three months of starting.",
            standing="stands; ratified at MASE/2027-02",
            followed=(
                "MASE/2027-01/03, Update the training plan: open, due 26 February 2027",
                "B/2027/01 for Community Safety Partnerships: sent",
            ),
        ),
        DecisionEntry(
            reference="MASE/2026-12/D1",
            on=dt.date(2026, 12, 8),
            item="Community engagement and prevention",
            purpose="1e",
            text="Hotels are visited once a year.",
            standing="superseded by MASE/2027-03/D1",
        ),
    ),
)
