"""Who may say what by mail: the person asked and those who act for them, as far as the mail proves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.membership import Membership
from forum.reading.sayings import Saying


class Standing(StrEnum):
    """How a sender stands to the person who was asked, the closest first."""

    ASKED = "the person asked"
    COVER = "who covers for the person asked"
    DEPUTY_CHAIR = "the deputy chair, who was asked as well"
    UNIT = "the Business Unit"
    PA = "the PA of the person asked"
    SOMEBODY_ELSE = "somebody else on the register"
    NOBODY = "nobody on the register"


class Evidence(StrEnum):
    """What our mail system found of the sender's domain (DMARC)."""

    PASS = "pass"
    FAIL = "fail"
    NONE = "none"


class Ruling(StrEnum):
    ACCEPTED = "accepted"
    TO_CONFIRM = "put to the unit to confirm"
    NOT_THEIRS = "not theirs to say"
    UNKNOWN = "nobody we know"
    QUARANTINED = "quarantined"


class Act(StrEnum):
    """What is done by saying something, as far as it matters who may."""

    THANK = "thank"
    COME = "say whether they come"
    NAME_DEPUTY = "name a deputy"
    PROPOSE = "propose an item"
    REPORT = "report on an action"
    CONFIRM_DETAILS = "confirm or correct details"
    CORRECT = "correct the minutes"
    UNDO = "undo what was recorded"
    DECIDE = "agree, allow, discharge, send or rule"
    RELEASE = "release"
    FILE = "send a paper, minutes or the record"
    PASS_ON = "pass on what was said by phone"
    WRITE = "write to the unit"


@dataclass(frozen=True)
class Finding:
    """``reason`` is a whole sentence for the unit's desk."""

    ruling: Ruling
    reason: str


def standing(
    senders: Collection[UUID],
    asked: UUID,
    membership: Membership,
    on: dt.date,
    *,
    escalated_to: UUID | None = None,
    pas_of: Collection[UUID] = (),
) -> Standing:
    """Say how a sender stands to the person asked that day.

    ``senders`` are the people on the register who may write from the address, none if it is nobody's;
    ``escalated_to`` the deputy chair once asked as well; ``pas_of`` the people whose PA has the address.
    """
    raise NotImplementedError


def act_of(saying: Saying | None) -> Act:
    """Return what is done by saying it; None for a courtesy."""
    raise NotImplementedError


def may_say(act: Act, who: Standing, evidence: Evidence) -> Finding:
    """Say whether the sender may, on that evidence (own rule)."""
    raise NotImplementedError
