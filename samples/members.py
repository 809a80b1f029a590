"""The sample of a members' workbook: role titles in place of people, addresses that can't exist.

``python -m samples.members FILE.xlsx`` writes it, as config/members-sample.xlsx was made.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from forum.terms.policy import Policy
from tasks.documents.members.workbook import write_members

SINCE = dt.date(2026, 9, 1)
# seat in the terms of reference, short name, core member, its domain, deputy (empty for none)
SEATS = [
    line.split(" | ")
    for line in (
        "National Probation Service | NPS | Head of Probation, Kent | "
        "probation.example | Senior Probation Officer",
        "Community Rehabilitation Companies, Kent, Surrey and Sussex | "
        "CRC | Director of Rehabilitation | rehabilitation.example | ",
        "KCC, Education and Young People’s Services | "
        "KCC Education | Head of Inclusion | education.kent.example | Education Safeguarding Adviser",
        "Kent Police | Kent Police | Detective Superintendent, Public Protection | "
        "police.example | Detective Chief Inspector, Public Protection",
        "KCC, Specialist Children’s Services | KCC SCS | "
        "Assistant Director, Safeguarding | children.kent.example | Head of Adolescent Services",
        "Medway Social Care | Medway Social Care | Head of Children’s Social Care | "
        "medway.example | Group Manager, Children’s Social Care",
        "Medway Safeguarding Children Board | MSCB | MSCB Board Manager | mscb.example | ",
        "Kent Safeguarding Children Board | KSCB | KSCB Programme Manager | "
        "kscb.example | KSCB Practice Development Officer",
        "KCHFT | KCHFT | Head of Safeguarding, Community Health | "
        "kchft.example | Named Nurse, Community Health",
        "Kent and Medway CAMHS | CAMHS | Service Director, CAMHS | camhs.example | ",
        "CCGs (Designated Nurses) | CCGs | Designated Nurse | ccg.example | Deputy Designated Nurse",
        "District Councils | District Councils | Community Safety Manager | districts.example | ",
    )
]
OTHERS = (  # role, name, organisation, domain
    ("chair", "Independent Chair", "Kent and Medway", "chair.example"),
    ("business unit", "Business Unit Officer", "Kent Safeguarding Children Board", "kscb.example"),
    ("co-opted member", "Voluntary Sector Lead", "Voluntary Sector Alliance", "voluntary.example"),
    ("board secretary", "KSCB Board Secretary", "Kent Safeguarding Children Board", "kscb.example"),
)
DEPUTY_CHAIR = "Assistant Director, Safeguarding"  # holds a seat as well


def sample_workbook() -> bytes:
    """The sample as an .xlsx file: twelve seats, some deputies, both chairs, the unit, one co-opted."""
    return _workbook(SEATS, OTHERS, DEPUTY_CHAIR, SINCE, "MASE Group: members (sample)", "OFFICIAL-SENSITIVE")


def members_of(policy: Policy) -> bytes:
    """Members made up for any group, from its go-live: each seat filled, with a deputy where it knows them, a
    Chair, or two whose word is needed, and the unit. Where nobody may stand in, the Chair is a member."""
    deputies, of_seats = policy.attendance.takes_deputies, len(policy.seats)
    seats = [
        [
            seat.name,
            seat.short_name,
            f"Member, {seat.short_name}",
            f"seat-{number}.example",
            f"Deputy, {seat.short_name}" if deputies else "",
        ]
        for number, seat in enumerate(policy.seats, start=1)
    ]
    joint = policy.chairs.whose_word != "either"
    of_chair = policy.chairs.organisation or policy.group.unit_name
    chairs = [
        ("chair", "First Chair" if joint else "Chair of the group", of_chair, "chair.example"),
        ("chair", "Second Chair", policy.group.unit_name, "second-chair.example"),
    ]
    others = [
        *(chairs if joint else chairs[: int(deputies)]),
        ("business unit", "Officer of the unit", policy.group.unit_name, "unit.example"),
    ]
    title = f"{policy.group.short_name}: members (made up)"
    seat_of_chair = "" if joint or deputies else seats[0][2]
    deputy_chair = seats[1][2] if of_seats > 1 else ""
    return _workbook(seats, others, deputy_chair, None, title, policy.marking, chair=seat_of_chair)


def _workbook(
    seats: Sequence[Sequence[str]],
    others: Sequence[tuple[str, str, str, str]],
    deputy_chair: str,
    since: dt.date | None,
    title: str,
    marking: str,
    chair: str = "",
) -> bytes:
    """The workbook of these people; of members, who is ``deputy_chair`` and who ``chair`` besides."""
    people: list[tuple[object, ...]] = []
    appointments: list[tuple[object, ...]] = []

    def add(name: str, organisation: str, domain: str) -> None:
        phone = f"03000 0001{len(people) + 1:02}"
        at = f"{_local(name)}@{domain}"
        people.append(("", name, name, organisation, at, "", phone, "", "", since, since))

    for seat, short, member, domain, deputy in seats:
        add(_contact(short), seat, domain)
        add(member, seat, domain)
        appointments.append((member, seat, "core member", since, None, "", "always", "yes"))
        if deputy:
            add(deputy, seat, domain)
            appointments.append((deputy, seat, "deputy", since, None, member, "when standing in", "no"))
    for role, name, organisation, domain in others:
        add(name, organisation, domain)
        part_two = "yes" if role in ("chair", "business unit") else "no"
        appointments.append((name, "", role, since, None, "", "always", part_two))
    for role, name in (("chair", chair), ("deputy chair", deputy_chair)):
        if name:
            appointments.append((name, "", role, since, None, "", "always", "yes"))
    rows: dict[str, list[tuple[object, ...]]] = {
        "Seats": [("", name, name, short, since, None, "", _contact(short)) for name, short, *_ in seats],
        "People": people,
        "Appointments": appointments,
    }
    return write_members(rows, title, marking)


def _contact(short_name: str) -> str:
    """The contact for an organisation's actions long overdue, who does not come to the meetings."""
    return f"Chief Officer, {short_name}"


def _local(name: str) -> str:
    letters = "".join(sign if sign.isalnum() else " " for sign in name.lower().replace("’", ""))
    return ".".join(letters.split())


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(sample_workbook())
