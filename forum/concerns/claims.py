"""The claims that are recognised, by kind. A worry has no words of its own: see ``recognise``."""

from __future__ import annotations

from collections.abc import Mapping

from forum.concerns.allegations import ALLEGATION
from forum.concerns.claim import Claim
from forum.concerns.complaints import COMPLAINT
from forum.concerns.data_rights import ACCESS, RIGHTS
from forum.concerns.interests import INTEREST
from forum.concerns.kinds import ConcernKind
from forum.concerns.outsiders import INFORMATION, LEAVER, PRESS
from forum.concerns.threats import THREAT

CLAIMS: Mapping[ConcernKind, Claim] = {
    ConcernKind.ALLEGATION: ALLEGATION,
    ConcernKind.THREAT: THREAT,
    ConcernKind.COMPLAINT: COMPLAINT,
    ConcernKind.INTEREST: INTEREST,
    ConcernKind.RIGHTS: RIGHTS,
    ConcernKind.ACCESS: ACCESS,
    ConcernKind.INFORMATION: INFORMATION,
    ConcernKind.PRESS: PRESS,
    ConcernKind.LEAVER: LEAVER,
}
