"""The letters about members, with sample data.

The letter about records past their time, with sample data.
"""

from __future__ import annotations

import datetime as dt

from forum.letters.base import reason_for_leaver
from forum.letters.members import ChangesOfAKind, Details, Farewell, Induction, MembersCheck
from forum.letters.retention import DisposalList
from samples.letters.shared import COMING, COMMON, MARKING, MEMBER, NEXT, OPEN, TO_UNIT, UNIT, details

LETTERS = (
    Details(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        details=details(
            "Designated Nurse",
            "Designated Nurse for Safeguarding Children",
            "CCGs (Designated Nurses)",
            "designated.nurse@ccg.example",
            "nurse.phone@ccg.example",
            "03000 000119",
            "",
            "large print",
            "Core member for CCGs (Designated Nurses)",
        ),
        by=dt.date(2027, 1, 15),
    ),
    Farewell(
        **COMMON,
        addressee="Head of Safeguarding, Community Health",
        marking="",
        why=reason_for_leaver("a core member for KCHFT", COMMON["group"], dt.date(2027, 2, 1)),
        place="a core member for KCHFT",
        last=dt.date(2027, 2, 1),
        actions=(OPEN,),
        is_last=True,
    ),
    Induction(
        **COMMON,
        addressee="Interim Lead, KCHFT",
        marking="",
        why=MEMBER,
        place="a core member for KCHFT",
        since=dt.date(2027, 2, 4),
        is_new=True,
        agreement_by=dt.date(2027, 2, 11),
        meetings=(NEXT,),
        last_minutes=None,
        minutes_follow=True,
        actions=(OPEN, COMING),
        members_list=False,
        whole_terms=True,
        stands_in=False,
        details=details(
            "Interim Lead, KCHFT",
            "Interim Lead for Safeguarding Children",
            "KCHFT",
            "interim.lead@kchft.example",
            "",
            "03000 000120",
            "",
            "ordinary",
            "Core member for KCHFT",
        ),
    ),
    MembersCheck(
        **TO_UNIT,
        addressee="Business Unit Officer",
        marking="",
        why=UNIT,
        changes=(
            ChangesOfAKind(
                kind="joiners",
                changes=("Interim Lead, KCHFT: core member, KCHFT, from 4 February 2027",),
            ),
            ChangesOfAKind(
                kind="leavers",
                changes=("Head of Safeguarding: core member, KCHFT, last day 1 February 2027",),
            ),
            ChangesOfAKind(
                kind="changed addresses",
                changes=(
                    "Designated Nurse: designated.nurse@ccg.example → nurse@health.example from "
                    "4 February 2027",
                ),
            ),
        ),
        by=dt.date(2027, 2, 9),
    ),
)


RETENTION_LETTERS = (
    DisposalList(
        **COMMON,
        addressee="Designated Nurse",
        marking=MARKING,
        why=f"you decide on records past their time for the {COMMON['group']}",
        reference="D/2038/01",
        records=14,
        kept=3,
        kept_again=1,
        by=dt.date(2038, 2, 15),
    ),
)
