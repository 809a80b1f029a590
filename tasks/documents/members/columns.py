"""The columns of a list of people: those of the members' workbook, and the headings that offices write."""

from __future__ import annotations

import re
from dataclasses import dataclass

from forum.members.list_doubts import heads_leavers
from forum.members.membership import PapersFor, Role
from forum.text.checks import folded
from forum.text.columns import Column, Kind, plain
from tasks.documents.members.person_cells import Entry, aliases, role_named
from tasks.documents.workbooks.reading import heading_key

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

COLUMN, ROLE = "column: ", "role: "
IGNORED = "nothing"
WHAT_IT_IS = f"organisation, role, name, job title, deputy, phone, from, until, notes, or {IGNORED}"
_LONGEST_HEADING = 40
_HEADINGS = {
    "name": "name, full name, member, member name, core member, representative, "
             "contact name, name of representative, name of member, lead, nominee, members, "
             "person, display name, members name, name and title, fn, governor, councillor, "
             "who, names, surname forename, surname first name",
    "first name": "first name, forename, given name, first, christian name",
    "surname": "surname, last name, family name, last",
    "seat": "agency, organisation, organization, representing, seat, partner, "
             "partner agency, service, agency / organisation, organisation / agency, body, "
             "department, sector, category, company, org, agency represented, "
             "partner organisation, organisation represented, represents, employer, ward, "
             "organisation name, agency name, speaks for",
    "job title": "job title, title, position, post, post title, designation, job role",
    "role": "role, role on group, role in group, role on the group, membership, "
             "membership type, capacity, member/deputy, member or deputy, type, "
             "member type, seat type, what they do, "
             "role/notes, position on group, role on board, role on committee, "
             "chair/member, office",
    "email": "email, e-mail, email address, e-mail address, contact email, send-to address, "
             "mail, email 1, e-mail 1, email addresses, contact, contact email address, "
             "e-mail 1 - value, emails, contact details, email/phone",
    "phone": "phone, telephone, tel, tel no, mobile, phone number, telephone number, "
             "contact number, business phone, mobile phone, tel number, telephone no, "
             "phone 1 - value, mobile number, work phone, mobile no, home phone",
    "pa": "pa, pa contact, pa / secretary, secretary, admin contact",
    "from": "from, since, start, start date, member from, member since, joined, "
             "date joined, appointed, appt'd, date appointed, start of term, appointment date, "
             "term start, term of office from",
    "until": "to, until, end, end date, ended, term ends, end of term, date of leaving, "
             "date left, left, left on, member to, member until, term of office to, "
             "term end, expires, leaving date, term to, term until",
    "notes": "notes, note, clerk's note, clerk's notes, jottings, comments, comment, "
             "remarks, status, other, additional information",
    "deputy": "deputy, deputy name, named deputy, name of deputy, alternate, substitute, sub, proxy, "
              "depute",
    "deputy email": "deputy email, deputy e-mail, deputy email address, deputy's email, "
             "email of deputy, email (deputy)",
    "deputy job title": "deputy job title, deputy title, deputy position, deputy post",
    "deputy phone": "deputy phone, deputy telephone, deputy tel, deputy mobile",
    IGNORED: "no, nr, number, initials, suffix, middle name, web page, gender, birthday, "
             "anniversary, language, location, mileage, priority, private, sensitivity, account, "
             "categories, keywords, manager's name",
}  # fmt: skip
_FIELDS = {heading_key(word): name for name, words in _HEADINGS.items() for word in aliases(words)}
_EMAIL = re.compile(r"\be-?mail(?: address)?\b", re.I)
_EMAILS = {"name": "email", "deputy": "deputy email"}
_PATTERNS = (  # of headings that have more than a field's words
    (re.compile(r"^\w+ (?:deputy|depute|substitute|alternate)$", re.I), "deputy"),
    (
        re.compile(
            r"^(?:business|home|other) (?:street|city|state|postal|country|address|fax|phone 2)", re.I
        ),
        IGNORED,
    ),
    (re.compile(r"^e-?mail (?:\d )?(?:type|display name)$", re.I), IGNORED),
    (re.compile(r"\bnotes?$|\bremarks?$|\bcomments?$", re.I), "notes"),
    (re.compile(r"^(?:role|position|office) (?:on|in|within)\b", re.I), "role"),
)

_NO_SECTION = re.compile(
    r"\d|\b(?:list|contacts?|members?|membership|updated|version|confidential|page|distribution"
    r"|sheet\d*|table|directory|details)\b",
    re.I,
)


def on_a_line(heading: str) -> str:
    """Return a heading of a list with single spaces."""
    return " ".join(heading.split())


def field_named(words: str) -> str:
    """Return the field that a heading names, "Speaks for" or "Sub / remarks"; empty where it names none."""
    if _EMAIL.search(words) and (whose := _EMAILS.get(_FIELDS.get(heading_key(_EMAIL.sub("", words)), ""))):
        return whose  # "Email (Sub)", "Lead email"
    words = re.sub(r"\([^)]*\)", "", words).strip()  # "Name (surname first)"
    if field := _FIELDS.get(heading_key(words)):
        return field
    if pattern := next((field for pattern, field in _PATTERNS if pattern.search(words)), ""):
        return pattern
    parts = re.split(r"/|&|\band\b", words) if len(words) <= _LONGEST_HEADING else ()
    of_parts = {_FIELDS.get(heading_key(part), "") for part in parts} - {""}
    return of_parts.pop() if len(of_parts) == 1 else ""


@dataclass
class Section:
    """The heading within a list under which rows stand; ``is_title`` says that it is the sheet's title."""

    organisation: str = ""
    role: Role | None = None
    leavers: str = ""
    is_title: bool = False

    def take(self, text: str) -> None:
        text = text.rstrip(":").strip()
        parts = (part for whole in text.split("/") for part in (whole, whole.removesuffix("s")))
        role = next(filter(None, map(role_named, parts)), None)
        if role:
            self.role, self.leavers = role, ""
        elif heads_leavers(text):
            self.organisation, self.leavers = "", text
        elif not _NO_SECTION.search(text):
            self.organisation, self.leavers, self.is_title = text, "", False

    def put_on(self, entry: Entry) -> Entry:
        own = folded(entry.organisation)
        if own and folded(self.organisation) not in ("", own) and not (self.role or self.is_title):
            entry = entry.doubting(f"it stands under “{self.organisation}”: which is theirs?")
        entry = entry.with_more(organisation=self.organisation, role=self.role)
        return entry.may_have_left(f"under “{self.leavers}”") if self.leavers else entry
