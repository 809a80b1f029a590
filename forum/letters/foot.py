"""What stands at the foot of every letter: why its reader gets it, and whom they ask."""

from __future__ import annotations

import datetime as dt

from forum.members.membership import Role, role_with_article
from forum.text.wording import long_date

OF_AUTHOR = "the agenda agreed by the Chair names you as the author of a paper"
SERVICE_DESK = "the service desk"


def of_role(role: Role, group: str) -> str:
    """Why somebody in a role in the group is written to."""
    if role is Role.UNIT:
        return f"the Business Unit supports the {group}"
    return (
        f"you chair the {group}"
        if role is Role.CHAIR
        else f"you are {role_with_article(role)} of the {group}"
    )


def of_leaver(place: str, group: str, last: dt.date) -> str:
    """Why somebody who has left is written to; ``place`` is what they were ("a core member for KCHFT")."""
    return f"you were {place} in the {group} until {long_date(last)}"


def of_contact(organisation: str) -> str:
    """Why the contact of an organisation is written to."""
    return f"the register names you as the contact of {organisation} for overdue actions"


def of_invited(group: str) -> str:
    """Why a meeting stands in somebody's calendar."""
    return f"you belong to the {group}, or stand in for somebody who does"


def unit_contact(unit: str, phone: str) -> str:
    """Whom everybody asks but the unit itself."""
    return f"the {unit}, {phone}"
