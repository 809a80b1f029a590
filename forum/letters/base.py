"""The base of every letter: its templates, addressee, marking and foot.

The foot of every letter: the reason why its reader gets it, and whom to ask. Letters without a marking:
words of somebody's that may name a child or anybody else are not in them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, ClassVar, TypeVar

from forum.members.membership import Role, role_with_article
from forum.text.charts import Chart
from forum.text.look_at import AS_WRITTEN, held_back, may_name_somebody
from forum.text.wording import long_date


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A kind of letter. Its source sees its fields and properties, and nothing else.

    ``NAME`` is its source, in the folder of its subject. ``code`` is what subjects call the group, its code
    ("MASE") or a task group's short name, ``group`` its short name ("MASE Group"); ``addressee`` is the
    reader's name. ``marking`` is the protective marking, empty where neither body nor attachment is
    sensitive. ``why`` ends the sentence "You receive this because …", without a full stop ("you are a core
    member of the MASE Group"); ``contact`` is whom to ask ("the … Business Unit, 03000 000000", and those who
    run the service for the unit itself). ``whom_to_ring`` is the line on whom to ring about a child at risk.
    ``heading`` is the group with its boards, which stands below the signature; empty for none.
    ``written_up_as`` is what a meeting of the group leaves, "minutes" or "action note"; with
    ``takes_deputies`` its terms let a deputy stand in. ``reminder`` is true in a written chase.
    ``reply_code`` is the code of the letter in the replies that its links open; without it the letter has no
    links.
    """

    NAME: ClassVar[str]
    FOR_THE_UNSIGNED: ClassVar[bool] = False  # its files may go to readers who have not signed the agreement

    code: str
    group: str
    addressee: str
    marking: str
    why: str
    contact: str
    whom_to_ring: str
    heading: str = ""
    written_up_as: str = "minutes"
    takes_deputies: bool = True
    reminder: bool = False
    reply_code: str = ""

    @property
    def voting(self) -> tuple[str, ...]:
        """The answers that Outlook offers as buttons."""
        return ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts that its HTML shows; its plain text has their numbers."""
        return ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        """The answers that the letter has links for, by what they are about: the number of a question, an
        action's reference without the group, or ``WHOLE``."""
        return {}


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


LetterKind = TypeVar("LetterKind", bound=Letter)
OWN_WORDS = frozenset({"title", "last_update", "reason", "action", "question", "item"})
"""The fields of letters that hold somebody's own words and no more; in all others they are quoted."""
OURS = frozenset({field.name for field in fields(Letter)})
"""The fields that every letter begins with."""


def as_it_may_leave(letter: LetterKind, known: Callable[[], Collection[str]]) -> LetterKind:
    """Return a letter as it may leave: marked as it is, and else without words of somebody's that may name
    anybody but those ``known`` (own rule; what is marked is read by those who may)."""
    if letter.marking or _held(letter, ()) == letter:
        return letter
    held: LetterKind = _held(letter, known())
    return held


def _held(value: Any, known: Collection[str], name: str = "") -> Any:
    held = value
    if isinstance(value, str):
        if name in OWN_WORDS and may_name_somebody(value, known):
            held = AS_WRITTEN
        elif name not in OURS:
            held = held_back(value, known)
    elif isinstance(value, tuple):
        held = tuple(_held(each, known, name) for each in value)
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        changed = {
            part: held_part
            for part, whole in parts.items()
            if (held_part := _held(whole, known, part)) != whole
        }
        held = replace(value, **changed) if changed else value
    return held
