"""The confidentiality agreement with sample data.

The list of members with sample data. A member's part in a page with sample data.
"""

from __future__ import annotations

import datetime as dt

from forum.documents.members import ConfidentialityAgreement, ListOfMembers, MemberEntry, Term, YourPart
from forum.terms.policy import WORDS
from samples.documents.shared import CHAIR, COMMON, SEATS

CONFIDENTIALITY_AGREEMENT = ConfidentialityAgreement(
    group=COMMON["group"],
    marking="",
    reference="MASE",
    person="Interim Lead, KCHFT",
    organisation="KCHFT",
    unit="Kent Safeguarding Children Board Business Unit",
    sharing_agreement="Kent and Medway Information Sharing Agreement",
)


MEMBERS_LIST = ListOfMembers(
    **COMMON,
    reference="MASE",
    as_at=dt.date(2027, 2, 23),
    entries=(
        MemberEntry(
            organisation="KCC, Specialist Children’s Services",
            name=CHAIR,
            job_title="",
            role="Chair",
            phone="03000 000100",
            address="chair@kent.example",
        ),
        *(
            MemberEntry(
                organisation=organisation,
                name=holder or "Vacant",
                job_title="",
                role="Core member",
                phone=f"03000 0001{number:02}" if holder else "",
                address=f"{holder.split()[0].lower()}.{number}@forum.example" if holder else "",
            )
            for number, (organisation, holder) in enumerate(SEATS, start=1)
        ),
        MemberEntry(
            organisation="Youth charity",
            name="Voluntary Sector Lead",
            job_title="",
            role="Co-opted member",
            phone="03000 000130",
            address="lead@youth.example",
        ),
    ),
)


YOUR_PART = YourPart(
    group=COMMON["group"],
    marking="",
    reference="MASE",
    purposes=(
        "Cases are well managed and coordinated",
        "Patterns are identified and acted on",
        "The workforce is educated and equipped",
        "Operational staff are supported and obstacles addressed",
        "Communities are aware and help to prevent",
        "Risk and harm to children are reduced",
        "Strategic oversight and collective accountability",
    ),
    seats=tuple(name for name, _ in SEATS),
    boards=("KSCB Business Group", "MSCB Board"),
    partnerships=(
        "Community Safety Partnerships",
        "Adolescent Risk Management Panels",
        "Health & Wellbeing Board",
    ),
    terms=(
        Term(about="Meetings", words="On the second Tuesday of each month, at 10am.", clause="5"),
        Term(
            about="Quorum",
            words="A meeting is quorate when these are filled: at least two thirds of the 12 seats.",
            clause="4",
        ),
        Term(
            about="Attendance",
            words="A core member comes to at least 75% of meetings; a deputy may stand in at no more than "
            "25% of them.",
            clause="4",
        ),
        Term(
            about="Agenda",
            words="The Chair agrees the agenda at least 14 days before the meeting.",
            clause="6",
        ),
        Term(
            about="Papers",
            words="Agenda and papers go out at least 7 days before the meeting.",
            clause="6",
        ),
        Term(
            about="Minutes",
            words="Minutes and action log go out within 14 days after the meeting.",
            clause="6",
        ),
    ),
    words=(("CSE", "child sexual exploitation."), *WORDS.items()),
)
