"""The foot of every letter: the reason why its reader gets it, and whom to ask."""

from __future__ import annotations

import datetime as dt

from forum.members.membership import Role, role_with_article
from forum.text.wording import long_date

REASON_FOR_AUTHOR = "the agenda of the meeting names you as the author of a paper"
REASON_FOR_WRITER = "you wrote to this mailbox"
REASON_FOR_AUTHOR_AHEAD = "the forward plan names you as the author of a paper"


def reason_for_role(role: Role, group: str) -> str:
    """The reason for a letter to a person in a role."""
    if role is Role.UNIT:
        return f"the Business Unit supports the {group}"
    if role is Role.BOARD_SECRETARY:
        return f"you are the secretary of a board to which the {group} reports"
    return (
        f"you chair the {group}"
        if role is Role.CHAIR
        else f"you are {role_with_article(role)} of the {group}"
    )


def reason_for_leaver(place: str, group: str, last: dt.date) -> str:
    """The reason for a letter to a leaver; ``place`` is their last role ("a core member for KCHFT")."""
    return f"you were {place} in the {group} until {long_date(last)}"


def reason_for_standing_in(group: str, held: dt.date) -> str:
    """The reason for a letter to a deputy who walked in to a meeting."""
    return f"you stood in at the meeting of the {group} on {long_date(held)}"


def reason_for_contact(organisation: str) -> str:
    """The reason for a letter to the contact of an organisation."""
    return f"our list of members names you as the contact of {organisation}"


def reason_for_partnership(body: str, group: str) -> str:
    """The reason for a letter to the contact of a partnership."""
    return f"you carry messages between the {body} and the {group}"


def reason_for_guest(group: str) -> str:
    """The reason for a letter to a guest for one item."""
    return f"the {group} invites you for one item of its meeting"


def reason_for_lead(group: str) -> str:
    """The reason for a letter to the lead for safeguarding."""
    return f"the {group} names you as its lead for safeguarding"


def reason_for_invitee(group: str) -> str:
    """The reason for a meeting in a person's calendar."""
    return f"you belong to the {group}, or stand in for somebody who does"


def unit_contact(unit: str, phone: str) -> str:
    """Whom to ask, in letters to everybody but the unit itself."""
    return f"the {unit}, {phone}"


def operators_contact(address: str) -> str:
    """Whom the unit asks; ``address`` is that of those who run the service, empty where no setting has it."""
    return f"those who run the service, {address}" if address else "those who run the service"
