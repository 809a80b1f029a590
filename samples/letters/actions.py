"""The letters about actions, with sample data."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from forum.letters.actions.after_meeting import AfterMeeting
from forum.letters.actions.digest import ActionDigest
from forum.letters.actions.escalation import Escalation
from forum.letters.foot import reason_for_contact
from samples.letters.shared import COMING, COMMON, HELD, MEMBER, NEXT, OPEN, OVERDUE

LETTERS = (
    AfterMeeting(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        held=HELD.date,
        taken=(OPEN, COMING),
        still_open=(OVERDUE,),
        next_date=NEXT.date,
        items_by=dt.date(2027, 1, 20),
        minutes_by=dt.date(2027, 1, 26),
    ),
    ActionDigest(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        actions=(OVERDUE, OPEN),
        by=dt.date(2027, 1, 22),
    ),
    Escalation(
        **COMMON,
        addressee="Chief Nurse",
        marking="",
        why=reason_for_contact("CCGs (Designated Nurses)"),
        organisation="CCGs (Designated Nurses)",
        actions=(replace(OVERDUE, days_overdue=29, owner="Designated Nurse"),),
        by=dt.date(2027, 2, 9),
    ),
)
