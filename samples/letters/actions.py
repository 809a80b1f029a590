"""The letters about actions, with sample data."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from forum.letters.actions import ActionDigest, AfterMeeting, Escalation, EscalationAhead, OverdueAction
from forum.letters.base import reason_for_contact
from forum.letters.parts import LineToUpdate
from samples.letters.shared import COMING, COMMON, HELD, MEMBER, NEXT, OPEN, OVERDUE

THERAPY = LineToUpdate(
    reference="P3.4",
    action="Commission therapy for victims",
    due=dt.date(2027, 8, 31),
    colour="Green (G)",
    since=dt.date(2026, 9, 1),
    reason="on course for 31 August 2027",
)

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
        items_by=dt.date(2027, 1, 19),
        minutes_by=dt.date(2027, 1, 26),
        lines=(THERAPY,),
        lines_by=dt.date(2027, 1, 20),
    ),
    ActionDigest(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        actions=(OVERDUE, OPEN),
        by=dt.date(2027, 1, 22),
        lines=(
            THERAPY,
            LineToUpdate(
                reference="P3.5",
                action="Bring the screening tool to walk-in centres",
                due=dt.date(2026, 12, 11),
                colour="Red (R)",
                since=dt.date(2027, 1, 9),
                reason="38 days past its date; no update for one meeting",
                is_late=True,
            ),
        ),
    ),
    EscalationAhead(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        organisation="CCGs (Designated Nurses)",
        contact_name="Chief Nurse",
        actions=(replace(OVERDUE, days_overdue=26),),
        by=dt.date(2027, 2, 1),
        on=dt.date(2027, 2, 2),
    ),
    Escalation(
        **COMMON,
        addressee="Chief Nurse",
        marking="",
        why=reason_for_contact("CCGs (Designated Nurses)"),
        organisation="CCGs (Designated Nurses)",
        actions=(
            OverdueAction(
                reference=OVERDUE.reference,
                title=OVERDUE.title,
                owner="Designated Nurse",
                agreed=dt.date(2026, 11, 10),
                due=OVERDUE.due,
                days_overdue=29,
                asked=(dt.date(2027, 1, 4), dt.date(2027, 1, 18)),
                last_update=OVERDUE.last_update,
            ),
        ),
        by=dt.date(2027, 2, 9),
        chair="Independent Chair",
    ),
)
