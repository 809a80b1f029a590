"""Lists as offices keep them: each person is read, or asked about; nobody is read wrongly without a word."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from tasks.documents.beginning.given_files import read_given
from tasks.documents.members.columns import COLUMN
from tasks.documents.members.people import columns_not_read, read_people
from tasks.documents.members.person_cells import NoPlace

FILLS = "do they fill the seat of Council as well? Then choose it"
_BY_HEADINGS = """SURNAME Forename,From,Voting?,Position,Proxy / depute,Term ends,Sec's notes,email
ARKWRIGHT Joan (Mrs),Council,V,Chairperson (to 31/3/27),Cllr Ross Dunnett,May 2027,,joan@council.example
"DE VRIES Anneke MBE",Health,NV,GP,-,post,Vice-Ch 2026-27,anneke@health.example
"""
_NO_MEMBERS = """Name;Seat;Email
Lee Hill;substitute (heads);lee@school.example
Mrs Ann Bell;Indep 1;ann@glen.example
Pat Moss;Finance - attends;pat@council.example
Jo Field;training not done yet;jo@council.example
Sam Green;Democratic Services;sam@council.example
Kim Ash;Health Trust;kim@health.example
"""
_OFFICES = """Name;Position;Email
Jo Field;Convener;jo@glen.example
Sam Green;Dep. Conv.;sam@glen.example
Lee Hill;Secretary;lee@glen.example
Pat Moss TD DL;Treasurer;pat@glen.example
Kim Ash;Youth (assoc.);kim@glen.example
Ann Bell;co-opted Feb;ann@glen.example
Cllr Al Reed;Glen Council Ward 4;al@glen.example
Mo Dale;Clerk & Finance Officer;mo@glen.example
"""
_UNDER_HEADINGS = """GLEN COUNCIL
Jo Field,Glen Council,jo@glen.example
Sam Green,Glen Trust,sam@trust.example
INVITED / GUESTS
Dr Pat Moss,Public Health,pat@health.example
"""
Rows = Sequence[Sequence[str | None]]
CARDS = """BEGIN:VCARD
N:Field;Jo;;;
ORG:Riverton Police;CID
TITLE:Detective Inspector
EMAIL;TYPE=WORK:jo@police.example
END:VCARD
BEGIN:VCARD
FN:Dr Sam Green
ORG:Health Trust
EMAIL:sam@health.example
NOTE:Deputy Chair
END:VCARD
"""
OUTLOOK = """"First Name","Last Name","Company","Title","E-mail Address","Notes"
"Jo","Field","Riverton Police","","jo@police.example",""
"Sam","Green","Health Trust","Cllr","sam@health.example","Chair since May 2026"
"Pat","Moss","Riverton Council","","pat@council.example","left March 2026"
"""
REGISTER = """No,Org,Seat type,Lead,Lead email,Job,Email (Sub),Standing depute,Jan 26,14/04/2026
i,Riverton Police,Full,Jo Field (AD Crime),jo@police.example,,kim@police.example,Kim Dale,Y,S
ii,Districts,Full,"Ms H. Brand, Wood DC",h@wood.example,,,,N,Y
iii,Health Trust,Chair,DPCC Sam Green,sam@health.example,,,,Y,Y
iv,Riverton Council,Full,VACANT (was Pat Moss),,,,,Y,N
"""
WHOLE_OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Job Title,Business Street,Business City,"
    "Business Phone,E-mail Address,E-mail Type,E-mail Display Name,Gender,Priority,Web Page\n"
    "DI,Jo,,Field,,Riverton Police,,1 High Street,Riverton,,jo@police.example,SMTP,Field (Jo),Unspecified,"
    "Normal,www.police.example\n"
)
PARISH = """Councillor;Role;Email
Cllr Jo Field;Chairman;jo@parish.example
Cllr Zoë Moss;;zoe@parish.example
Mrs Lee Hill;Clerk;clerk@parish.example
"""
LINES = """Members of the group (last updated 3 March 2026)
Jo Field <jo@police.example>; Riverton Police
Pat Moss, Riverton Council, pat@council.example (deputy)
Clerk: Lee Hill – lee@council.example
Sam Green – Health Trust – no email yet
"""


def _workbook(sheets: dict[str, Rows], *, struck: str = "", merged: str = "") -> bytes:
    workbook, out = Workbook(), io.BytesIO()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if struck:
        workbook.worksheets[0][struck].font = Font(strike=True)
    if merged:
        workbook.worksheets[0].merge_cells(merged)
    workbook.save(out)
    return out.getvalue()


def _word(table: Rows) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    word_table = document.add_table(rows=0, cols=len(table[0]))
    for row in table:
        for cell, text in zip(word_table.add_row().cells, row, strict=True):
            cell.text = text or ""
    document.save(out)
    return out.getvalue()


JO = ("Jo Field", "Riverton Police", "core member", "jo@police.example", False)
SAM = ("Sam Green", "Health Trust", "core member", "sam@health.example", False)
KIM = ("Kim Dale", "Riverton Police", "deputy", "kim@police.example", False)
PAT = ("Pat Moss", "Riverton Council", "core member", "pat@council.example", True)
SHAPES = {
    "surname first, the organisation in brackets": (
        "list.xlsx",
        _workbook(
            {
                "Sheet1": [
                    ["Riverton Safeguarding Group – members 2026"],
                    ["FIELD, Jo (Riverton Police)", "jo@police.example"],
                    ["O'NEIL, Sam (Health Trust) - CHAIR", "sam@health.example"],
                ]
            }
        ),
        [JO, ("Sam O'Neil", "Health Trust", "chair", "sam@health.example", True)],
    ),
    "a sheet an organisation": (
        "list.xlsx",
        _workbook(
            {
                "Riverton Police": [
                    ["Name", "Email", "Role"],
                    ["Jo Field", "jo@police.example", "Member"],
                    ["Kim Dale", "mailto:kim@police.example", "Deputy"],
                ],
                "Health Trust": [["Name", "Email"], ["Sam Green", "sam@health.example"]],
            }
        ),
        [JO, KIM, SAM],
    ),
    "a Word table in two columns": (
        "list.docx",
        _word(
            [
                ["Riverton Police", "Jo Field, Detective Inspector\njo@police.example"],
                ["Health Trust", "Sam Green, Named Nurse\nsam@health.example"],
                ["Riverton Council", "vacant"],
            ]
        ),
        [JO, SAM],
    ),
    "an Outlook export": (
        "contacts.csv",
        OUTLOOK.encode(),
        [JO, ("Sam Green", "Health Trust", "chair", "sam@health.example", True), PAT],
    ),
    "a register of attendance beside members and deputies": (
        "list.csv",
        REGISTER.encode(),
        [
            JO,
            KIM,
            ("Ms H. Brand", "Districts", "core member", "h@wood.example", False),
            ("DPCC Sam Green", "Health Trust", "chair", "sam@health.example", True),
            ("VACANT", "Riverton Council", "core member", "", True),
        ],
    ),
    "an Outlook export with all its columns": (
        "contacts.csv",
        WHOLE_OUTLOOK.encode(),
        [JO],
    ),
    "cards": (
        "cards.vcf",
        CARDS.encode(),
        [JO, ("Dr Sam Green", "Health Trust", "deputy chair", "sam@health.example", True)],
    ),
    "transposed, with deputies": (
        "list.xlsx",
        _workbook(
            {
                "Members": [
                    ["Organisation", "Riverton Police", "Health Trust"],
                    ["Name", "Jo Field", "Sam Green"],
                    ["Email", "jo@police.example", "sam@health.example"],
                    ["Deputy", "Kim Dale", ""],
                    ["Deputy email", "kim@police.example", ""],
                ]
            }
        ),
        [JO, KIM, SAM],
    ),
    "struck through, and a remark": (
        "list.xlsx",
        _workbook(
            {
                "Members": [
                    ["Organisation", "Name", "Email"],
                    ["Riverton Police", "Jo Field", "jo@police.example"],
                    ["Riverton Council", "Pat Moss", "pat@council.example"],
                    ["Fire Service", "Lee Hill - maternity leave", "lee@fire.example"],
                ]
            },
            struck="B3",
        ),
        [JO, PAT, ("Lee Hill", "Fire Service", "core member", "lee@fire.example", True)],
    ),
    "headings within the list": (
        "list.xlsx",
        _workbook(
            {
                "Contacts": [
                    ["Name", "Email"],
                    ["Riverton Police"],
                    ["Jo Field", "jo@police.example"],
                    ["Kim Dale (deputy for Jo Field)", "kim@police.example"],
                    ["FORMER MEMBERS"],
                    ["Pat Moss", "pat@council.example"],
                ]
            }
        ),
        [JO, KIM, ("Pat Moss", "", "core member", "pat@council.example", True)],
    ),
    "no headings": (
        "list.xlsx",
        _workbook(
            {"Sheet1": [["Riverton Police", "Jo Field", "Inspector", "jo@police.example", "01622 000001"]]}
        ),
        [JO],
    ),
    "several in a cell": (
        "list.xlsx",
        _workbook(
            {
                "Members": [
                    ["Organisation", "Members", "E-mail"],
                    ["Riverton Police", "Jo Field\nKim Dale", "jo@police.example\nkim@police.example"],
                    ["Health Trust", "Sam Green / Pat Moss", "sam@health.example"],
                ]
            }
        ),
        [
            JO,
            ("Kim Dale", "Riverton Police", "core member", "kim@police.example", True),
            ("Sam Green / Pat Moss", "Health Trust", "core member", "sam@health.example", True),
        ],
    ),
    "merged cells": (
        "list.xlsx",
        _workbook(
            {
                "Members": [
                    ["Partner agency", "Name", "Member/Deputy", "Email"],
                    ["Riverton Police", "Jo Field", "Member", "jo@police.example"],
                    [None, "Kim Dale", "Deputy", "kim@police.example"],
                ]
            },
            merged="A2:A3",
        ),
        [JO, KIM],
    ),
    "lines of text": (
        "list.txt",
        LINES.encode(),
        [
            JO,
            ("Pat Moss", "Riverton Council", "deputy", "pat@council.example", False),
            ("Lee Hill", "", "business unit", "lee@council.example", False),
            ("Sam Green", "Health Trust", "core member", "", True),
        ],
    ),
    "semicolons, in the office's own letters": (
        "list.csv",
        PARISH.encode("cp1252"),
        [
            ("Cllr Jo Field", "", "chair", "jo@parish.example", False),
            ("Cllr Zoë Moss", "", "core member", "zoe@parish.example", True),
            ("Mrs Lee Hill", "", "business unit", "clerk@parish.example", False),
        ],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_is_read_or_asked_about(shape: str) -> None:
    name, content, people = SHAPES[shape]
    sheets = read_given(content, name).sheets
    entries, not_read = read_people(sheets, {}), columns_not_read(sheets, {})
    assert not not_read.keys() - {"Title"}
    read = [
        (entry.name, entry.organisation, entry.role and entry.role.value, entry.address, bool(entry.doubts))
        for entry in entries
    ]
    assert read == people


def test_a_column_is_read_by_what_it_has_and_one_that_nothing_reads_is_named() -> None:
    sheets = read_given(_BY_HEADINGS.encode(), "list.csv").sheets
    people = read_people(sheets, {})
    assert [(entry.name, entry.organisation, entry.until, entry.doubts) for entry in people] == [
        (
            "Joan Arkwright",
            "Council",
            "May 2027",
            ("“to 31/3/27”: of which role is this the last day?", FILLS),
        ),
        ("Cllr Ross Dunnett", "Council", "", ("no address: where are they written to?",)),
        ("Anneke De Vries", "Health", "post", ("“Vice-Ch 2026-27”: which role is this?",)),
    ]
    assert columns_not_read(sheets, {}) == {"Voting?": ["V", "NV"]}
    said = {f"{COLUMN}Voting?": "role"}
    assert columns_not_read(sheets, said) == {}
    assert "“NV”: which role is this?" in read_people(sheets, {}, said)[2].doubts


def test_people_get_the_seats_of_their_organisations_and_near_names_are_asked_about() -> None:
    seats = ["Riverton Police", "Integrated Care Board", "Parent governor 1", "Parent governor 2"]
    rows = [
        ["Name", "Organisation", "Email"],
        ["Jo Field", "riverton police", "jo@police.example"],
        ["Sam Green", "ICB", "sam@health.example"],
        ["Pat Moss", "Parent", "pat@school.example"],
        ["Lee Hill", "Parent", "lee@school.example"],
        ["Kim Dale", "Lions Club", "kim@lions.example"],
    ]
    given = read_given(_workbook({"List": rows}), "list.xlsx")
    assert [
        (entry.seat, bool(entry.doubts))
        for entry in read_people(given.sheets, {seat: seat for seat in seats})
    ] == [
        ("Riverton Police", False),
        ("Integrated Care Board", True),
        ("Parent governor 1", False),
        ("Parent governor 2", False),
        ("", True),
    ]


def test_who_may_be_no_member_by_the_words_of_their_seat_is_asked_about() -> None:
    people = read_people(read_given(_NO_MEMBERS.encode(), "list.csv").sheets, {})
    assert [entry.name for entry in people if not entry.doubts] == ["Kim Ash"]


def test_an_office_or_a_heading_that_says_no_role_for_sure_is_asked_about() -> None:
    people = read_people(read_given(_OFFICES.encode(), "list.csv").sheets, {})
    roles = [(entry.name, entry.role and entry.role.value) for entry in people[:4]]
    assert roles == [
        ("Jo Field", "chair"),
        ("Sam Green", "deputy chair"),
        ("Lee Hill", "business unit"),
        ("Pat Moss", "core member"),
    ]
    asked = [entry.name for entry in people if any(not isinstance(doubt, NoPlace) for doubt in entry.doubts)]
    assert asked == ["Lee Hill", "Kim Ash", "Ann Bell", "Cllr Al Reed", "Mo Dale"]
    jo, sam, pat = read_people(read_given(_UNDER_HEADINGS.encode(), "list.csv").sheets, {})
    assert (jo.doubts, sam.doubts) == ((), ("it stands under “GLEN COUNCIL”: which is theirs?",))
    assert (pat.role and pat.role.value, pat.doubts) == ("co-opted member", ())
