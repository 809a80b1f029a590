"""The sheets of the members' workbook: their columns and the help."""

from __future__ import annotations

from forum.members.membership import PapersFor, Role
from forum.text.columns import Column, Kind, plain

DETAILS = {  # a person's details: heading → field of the register
    "Job title": "job_title",
    "Organisation": "organisation",
    "Phone": "phone",
    "PA": "pa",
    "Format needed": "format_needed",
    "Agreement signed": "agreement_signed",
    "Details confirmed": "details_confirmed",
}
DATES = ("Agreement signed", "Details confirmed")
_ID = "Leave as it is; empty for a new row."
_PEOPLE = "People!$B$2:$B$400"
_SEATS = "Seats!$B$2:$B$60"

SHEETS = (
    plain(
        "Seats",
        Column("Id", 5, given=True, on_a_line=True, hint=_ID),
        Column("Name in the terms of reference", 44),
        Column("Present name", 44, hint="What the organisation is called today, if that has changed."),
        Column("Short name", 20, hint="For tables: a few letters."),
        Column("From", 14, kind=Kind.DATE),
        Column("To", 14, kind=Kind.DATE, hint="The last day the seat counts. Only when it is abolished."),
        Column("Vacant / abolished", 16, choices=("vacant", "abolished")),
        Column("Escalation contact", 30, choose_from=_PEOPLE, hint="Who is told of actions long overdue."),
        free=5,
    ),
    plain(
        "People",
        Column("Id", 5, given=True, on_a_line=True, hint=_ID),
        Column("Name", 26, hint="Each name once; tell two of a name apart: “Jo Field (Police)”."),
        Column("Job title", 24),
        Column("Organisation", 26),
        Column("Send-to address", 32, hint="One address. Papers and letters go here."),
        Column("Addresses they may reply from", 26, hint="Others than the send-to address, with ; between."),
        Column("Phone", 15),
        Column("PA", 20),
        Column("Format needed", 14, hint="large print or plain text; others by hand."),
        Column(
            "Agreement signed", 14, kind=Kind.DATE, hint="The day the confidentiality agreement was signed."
        ),
        Column("Details confirmed", 14, "The day the person last confirmed this row.", kind=Kind.DATE),
        free=20,
    ),
    plain(
        "Appointments",
        Column("Person", 30, choose_from=_PEOPLE),
        Column("Seat", 44, choose_from=_SEATS, hint="For core members and deputies only."),
        Column("Role", 18, choices=tuple(role.value for role in Role)),
        Column("From", 14, kind=Kind.DATE),
        Column("To", 14, kind=Kind.DATE, hint="The last day. Empty while it goes on."),
        Column("Deputises for", 30, choose_from=_PEOPLE, hint="For deputies: the core member of the seat."),
        Column("Papers", 18, choices=tuple(papers.value for papers in PapersFor)),
        Column("Part 2", 9, choices=("yes", "no"), hint="May this person read restricted papers?"),
        free=20,
    ),
    plain(
        "Cover",
        Column("Person", 30, choose_from=_PEOPLE),
        Column("From", 14, kind=Kind.DATE),
        Column("To", 14, kind=Kind.DATE),
        Column("Covered by", 30, choose_from=_PEOPLE, hint="No reason, please."),
        free=20,
    ),
)
HELP = (
    (
        "What this is",
        "The list of members and their contact details (terms of reference, clause 6). Fill in "
        "the sheets and send the workbook back. You first see what would change.",
    ),
    (
        "Seats",
        "The places of the core membership. A seat stays here when its holder leaves. To close "
        "one, give the last day under To and choose “abolished”.",
    ),
    (
        "People",
        "Everybody who is written to, once each. Change details in place. A new person gets a new "
        "row with an empty Id.",
    ),
    (
        "Addresses",
        "One send-to address a person. If they also write from another (a phone, a PA, a new "
        "organisation), put it in the next column, with ; between.",
    ),
    (
        "Appointments",
        "Who holds which role from when to when. Somebody leaves: put the last day under To. "
        "Somebody joins: add a row. A row without From begins on the day we take the list. If you "
        "take a running row out, the person leaves the day before.",
    ),
    (
        "Roles",
        "core member, deputy, co-opted member, chair, deputy chair, business unit, board "
        "secretary. A Chair who also holds a seat has two rows.",
    ),
    (
        "Papers",
        "Members always get papers. For a deputy choose: always, when standing in, or none. Left "
        "empty, a deputy gets them when standing in. A co-opted member with none comes to meetings, "
        "and gets no papers and no minutes.",
    ),
    (
        "Part 2",
        "Whether the person may read restricted papers. Left empty: yes for core members, the "
        "Chair, the deputy chair and the unit, no for others.",
    ),
    (
        "Cover",
        "When somebody is away for longer and somebody else acts for them by agreement. Never "
        "write down why.",
    ),
    (
        "Dates",
        "Type them as 12/1/2027 or 12 January 2027.",
    ),
    (
        "If something is wrong",
        "Nothing is changed and you get a list of the cells to correct. Formulas and macros are "
        "not accepted.",
    ),
)
