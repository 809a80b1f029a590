"""Values that the sample letters share: meetings, actions, and the reasons for writing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from forum.concerns.kinds import whom_to_ring
from forum.letters.base import operators_contact, reason_for_role, unit_contact
from forum.letters.parts import ActionLine, DetailLine, MeetingLine
from forum.members.membership import Role
from forum.terms.parts.concerns import Concerns, FrontDoor

HELD = MeetingLine(
    reference="MASE/2027-01", date=dt.date(2027, 1, 12), start=dt.time(10), place="Room 2 and online"
)
NEXT = MeetingLine(
    reference="MASE/2027-02", date=dt.date(2027, 2, 9), start=dt.time(10), place="Room 2 and online"
)
MARKING = "OFFICIAL-SENSITIVE"

OVERDUE = ActionLine(
    reference="MASE/2026-11/02",
    title="Agree one referral form across agencies",
    due=dt.date(2027, 1, 4),
    days_overdue=14,
    last_update="Draft form sent to all agencies for comment",
)
OPEN = ActionLine(
    reference="MASE/2027-01/03",
    title="Circulate the training calendar for spring",
    due=dt.date(2027, 1, 29),
)
COMING = ActionLine(
    reference="MASE/2027-01/05",
    title="Report on return interviews to the February meeting",
    due=dt.date(2027, 2, 2),
)

LABELS = (
    "Name",
    "Job title",
    "Organisation",
    "Address we write to",
    "Other addresses you may reply from",
    "Phone",
    "PA",
    "Format",
    "Your place",
)


def details(*values: str) -> tuple[DetailLine, ...]:
    """The details held of somebody, in the order of ``LABELS``."""
    return tuple(DetailLine(label=label, value=value) for label, value in zip(LABELS, values, strict=True))


CONCERNS = Concerns(
    front_doors=(
        FrontDoor(name="Kent", by_day="03000 000001", by_night="03000 000002"),
        FrontDoor(name="Medway", by_day="03000 000011", by_night="03000 000012"),
    )
)
WHOM_TO_RING = whom_to_ring(CONCERNS, ())
COMMON: dict[str, Any] = {
    "code": "MASE",
    "group": "MASE Group",
    "contact": unit_contact("Kent Safeguarding Children Board Business Unit", "03000 000000"),
    "whom_to_ring": WHOM_TO_RING,
    "heading": "Multi-Agency Sexual Exploitation Group of the Kent and the Medway Safeguarding Children "
    "Boards",
    "reply_code": "MASE-7K3Q9P",
}
TO_UNIT = COMMON | {"contact": operators_contact("operations@council.example")}
MEMBER, UNIT, CHAIR = (reason_for_role(role, COMMON["group"]) for role in (Role.CORE, Role.UNIT, Role.CHAIR))
