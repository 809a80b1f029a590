"""The action log with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.actions import ActionEntry, ActionLog, DischargedEntry
from samples.documents.shared import CHAIR, COMMON

DOCUMENT = ActionLog(
    **COMMON,
    reference="MASE/2027-01",
    as_of=dt.date(2027, 1, 25),
    actions=(
        ActionEntry(
            reference="MASE/2027-01/01",
            title="Write a one-page form of the action plan for the boards",
            text="Write a form of the action plan on one page, with a line on each strand, for both boards.",
            owner="Programme Manager",
            organisation="Kent Safeguarding Children Board",
            raised=dt.date(2027, 1, 12),
            due=dt.date(2027, 2, 2),
            days_overdue=0,
        ),
        ActionEntry(
            reference="MASE/2026-11/02",
            title="Agree one referral form across agencies",
            text="Agree one referral form, with the fields that each agency needs, and its first day.",
            owner="Head of Safeguarding",
            organisation="KCHFT",
            raised=dt.date(2026, 11, 10),
            due=dt.date(2027, 1, 4),
            days_overdue=21,
            last_update="Draft form sent to all agencies for comment",
            updated_on=dt.date(2026, 12, 14),
        ),
        ActionEntry(
            reference="MASE/2027-01/03",
            title="Circulate the training calendar for spring",
            text="Circulate the training calendar for spring",
            owner="Programme Manager",
            organisation="Kent Safeguarding Children Board",
            raised=dt.date(2027, 1, 12),
            due=dt.date(2027, 1, 29),
            days_overdue=0,
            last_update="Dates agreed with the trainers",
            updated_on=dt.date(2027, 1, 20),
        ),
        ActionEntry(
            reference="MASE/2026-10/04",
            title="Name a lead for return interviews in each district",
            text="Name a lead for return interviews in each district",
            owner="Head of Community Safety",
            organisation="District Councils",
            raised=dt.date(2026, 10, 13),
            due=dt.date(2026, 12, 1),
            days_overdue=55,
            chair_told=dt.date(2026, 12, 15),
            organisation_told=dt.date(2027, 1, 5),
        ),
        ActionEntry(
            reference="MASE/2026-12/01",
            title="Share the induction pack with new members",
            text="Share the induction pack with new members",
            owner=CHAIR,
            organisation="KCC, Specialist Children’s Services",
            raised=dt.date(2026, 12, 8),
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
            text="Confirm the meeting dates for 2027",
            owner="Business Unit",
            organisation="Kent Safeguarding Children Board Business Unit",
            raised=dt.date(2026, 12, 8),
            discharged_on=dt.date(2027, 1, 12),
        ),
    ),
)
