"""The action log with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.action_log import ActionEntry, ActionLog, DischargedEntry
from samples.documents.shared import CHAIR, COMMON

DOCUMENT = ActionLog(
    **COMMON,
    reference="MASE/2027-01",
    as_of=dt.date(2027, 1, 25),
    actions=(
        ActionEntry(
            reference="MASE/2027-01/01",
            title="Write a one-page form of the action plan for the boards",
            owner="Programme Manager",
            due=dt.date(2027, 2, 2),
            days_overdue=0,
        ),
        ActionEntry(
            reference="MASE/2026-11/02",
            title="Agree one referral form across agencies",
            owner="Head of Safeguarding",
            due=dt.date(2027, 1, 4),
            days_overdue=21,
            last_update="Draft form sent to all agencies for comment",
            updated_on=dt.date(2026, 12, 14),
        ),
        ActionEntry(
            reference="MASE/2027-01/03",
            title="Circulate the training calendar for spring",
            owner="Programme Manager",
            due=dt.date(2027, 1, 29),
            days_overdue=0,
            last_update="Dates agreed with the trainers",
            updated_on=dt.date(2027, 1, 20),
        ),
        ActionEntry(
            reference="MASE/2026-10/04",
            title="Name a lead for return interviews in each district",
            owner="Head of Community Safety",
            due=dt.date(2026, 12, 1),
            days_overdue=55,
        ),
        ActionEntry(
            reference="MASE/2026-12/01",
            title="Share the induction pack with new members",
            owner=CHAIR,
            due=dt.date(2027, 1, 20),
            days_overdue=5,
            reported_done=dt.date(2027, 1, 19),
            last_update="Pack shared with all members",
            updated_on=dt.date(2027, 1, 19),
        ),
    ),
    discharged=(
        DischargedEntry(
            reference="MASE/2026-12/02",
            title="Confirm the meeting dates for 2027",
            owner="Business Unit",
            discharged_on=dt.date(2027, 1, 12),
        ),
    ),
)
