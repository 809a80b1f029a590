"""A meeting with sample data, to show the record workbook: role titles instead of people, no case details."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from forum.challenge import Challenge, Stage
from forum.members.membership import Membership
from forum.record.record import (
    Beforehand,
    FormAction,
    FormItem,
    FormSeat,
    KnownPerson,
    RecordForm,
)
from forum.record.registers import CHALLENGE, CORRECTIONS, RESEARCH, RISKS
from forum.risks import Risk, Score
from forum.terms.parts.quorum import Quorum

SEATS = (
    # short name, name, holder, expected
    ("NPS", "National Probation Service", "Head of Probation", "Coming"),
    ("Kent Police", "Kent Police", "Detective Superintendent", "Coming"),
    ("KCHFT", "KCHFT", "Head of Safeguarding", "Apologies"),
    ("CAMHS", "Kent and Medway CAMHS", "Service Manager", "No answer"),
    ("CCGs", "CCGs (Designated Nurses)", "Designated Nurse", "Coming"),
    ("District Councils", "District Councils", "", "Vacant"),
)
ITEM = ("number", "title", "part", "lead", "paper", "came", "purpose", "objective")
ITEMS: tuple[tuple[Any, ...], ...] = (
    ("1", "Welcome and apologies", 1, "Chair", "", "", "information", ""),
    (
        "5", "CSE action plan: progress and actions to discharge", 1,
        "Head of Probation", "Action plan", "Circulated", "decision", "oversight",
    ),
    (
        "6", "Training and awareness of the workforce", 1,
        "Head of Safeguarding", "Training", "Late", "information", "workforce",
    ),
    (
        "8", "Intelligence and patterns across the county", 2,
        "Detective Superintendent", "", "Verbal", "discussion", "intelligence",
    ),
)  # fmt: skip


def sample_form() -> RecordForm:
    """Return a form of six seats, one of them vacant, four items, two actions, a risk and a challenge."""
    people = tuple(
        KnownPerson(UUID(int=200 + number), holder, name, f"{short.lower().replace(' ', '.')}@forum.example")
        for number, (short, name, holder, _) in enumerate(SEATS)
        if holder
    )
    ids = {person.label: person.id for person in people}
    return RecordForm(
        group="MASE",
        group_name="Multi-Agency Sexual Exploitation Group",
        reference="MASE/2027-02",
        date=dt.date(2027, 2, 9),
        kind="ordinary",
        place="Room 2 and online",
        start=dt.time(10),
        next_date=dt.date(2027, 3, 9),
        has_last_minutes=True,
        seats=tuple(
            FormSeat(UUID(int=100 + number), number, name, short, ids.get(holder), expected)
            for number, (short, name, holder, expected) in enumerate(SEATS, start=1)
        ),
        people=people,
        items=tuple(
            FormItem(id=UUID(int=300 + number), **dict(zip(ITEM, item, strict=True)))
            for number, item in enumerate(ITEMS)
        ),
        actions=(
            FormAction(
                id=UUID(int=400), reference="MASE/2026-11/02",
                title="Agree one referral form across agencies",
                owner="Designated Nurse", due=dt.date(2027, 1, 4), state="open",
            ),
            FormAction(
                id=UUID(int=401), reference="MASE/2027-01/03",
                title="Circulate the training calendar for spring",
                owner="Head of Safeguarding", due=dt.date(2027, 1, 29), state="reported done",
            ),
        ),
        objectives=("oversight", "workforce", "intelligence"),
        refer_to=("KSCB Business Group", "MSCB Board"),
        quorum=Quorum.model_validate({"share": "2/3", "clause": "4"}),
        membership=Membership(seats=(), people=(), appointments=(), covers=()),
        marking="OFFICIAL-SENSITIVE",
        registers=(
            Beforehand(RISKS.name, (
                Risk(
                    number=1, cause="Few return interviews are held", event="Patterns are missed",
                    effect="The same children are harmed again", purpose="intelligence",
                    owner_id=UUID(int=102), controls="Interviews are counted each month", told="MSCB Board",
                    scores=(Score(dt.date(2026, 12, 8), 3, 3), Score(dt.date(2027, 1, 12), 3, 4)),
                    opened_on=dt.date(2026, 12, 8),
                ),
            ), tuple(str(number) for number in range(2, 13))),
            CHALLENGE.beforehand((
                Challenge(
                    reference="MASE/2027-01/C21", to_id=UUID(int=104),
                    what="The seat was empty at the last three meetings.",
                    stage=Stage.SENIOR, due=dt.date(2027, 2, 11),
                ),
            ), "MASE/2027-02/C"),
            RESEARCH.beforehand((), ""),
            Beforehand(CORRECTIONS.name),
        ),
    )  # fmt: skip
