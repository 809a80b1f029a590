"""The list of members with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.members import MemberEntry, MembersList
from samples.documents.shared import CHAIR, COMMON, SEATS

DOCUMENT = MembersList(
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
