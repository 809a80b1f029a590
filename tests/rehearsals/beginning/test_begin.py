"""A board from its terms and its list to a policy and a members' workbook, with one workbook between."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfWriter

from forum.terms.policy import read_policy
from forum.text.problem import Problem
from rehearsals.beginning.answers import WORKBOOK, Beginning, read_folder, take_answers
from rehearsals.beginning.ready import write_begun_workbook, write_ready
from tasks.documents.beginning.workbook import CLAUSES, MEETINGS, NOT_KEPT, PEOPLE, QUESTIONS_SHEET
from tasks.limited.runner import DirectRunner
from tests.mase.commands.terminal import typed

TODAY = dt.date(2026, 12, 2)
TERMS = """Anytown Parish Council
Open Spaces Committee
Terms of Reference
1. Purpose
1.1 The Committee looks after the recreation grounds, allotments and footpaths of the parish.
1.2 It oversees the tree survey and acts on its findings.
2. Membership
2.1 The Committee shall consist of three councillors appointed at the annual meeting of the Council.
2.2 Substitutes are not permitted.
3. Quorum
3.1 The quorum shall be two councillors.
4. Meetings
4.1 The Committee meets on the third Monday of each month, except August, at 7.00pm in the Village Hall.
4.2 The summons and agenda, with all reports, shall normally be sent to councillors three clear days before the meeting.
4.3 Meetings are open to the public.
5. Minutes
5.1 Draft minutes shall be circulated to councillors within ten working days of the meeting.
5.2 The Committee reports to Anytown Parish Council.
"""  # noqa: E501  (a line is a clause)
WELSH = """Cyngor Cymuned Unrhyw Le
Cylch Gorchwyl
1. Aelodau: tri chynghorydd.
2. Cworwm: dau o’r aelodau.
3. Cynhelir cyfarfod bob mis.
"""
LIST = """Councillor,Role,Email
Cllr Jo Field,Chairman,jo.field@anytown.example
Cllr Sam Green,,sam.green@anytown.example
Cllr Zoe Moss,,zoe.moss@anytown.example
Mrs Lee Dale,Clerk,clerk@anytown.example
"""


def _document(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Terms.docx").write_bytes(_document(TERMS))
    (tmp_path / "councillors.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def _begin(folder: Path) -> Beginning:
    begun = take_answers(*read_folder(folder, DirectRunner()), TODAY)
    write_begun_workbook(begun, folder)
    return begun


def _type(folder: Path, sheet: str, answers: dict[str, str], into: str) -> None:
    """Type answers into the rows of a sheet that a setting names in its last column."""
    workbook = load_workbook(folder / WORKBOOK)
    headings = {cell.value: number for number, cell in enumerate(workbook[sheet][1])}
    for row in workbook[sheet].iter_rows(min_row=2):
        if (name := str(row[headings["Name"]].value)) in answers:
            row[headings[into]].value = answers[name]
    workbook.save(folder / WORKBOOK)


def _shown(folder: Path, sheet: str) -> list[tuple[object, ...]]:
    return [*load_workbook(folder / WORKBOOK)[sheet].iter_rows(min_row=2, values_only=True)]


def test_a_board_begins_with_its_terms_and_its_list(folder: Path) -> None:
    first = _begin(folder)
    assert [line.partition(":")[0].split(" (")[0] for line in first.open] == [
        "Clause 4.2",
        "Who supports the group",
        "The unit’s telephone number",
        "6 answers of ours to look at",
    ]
    assert len(first.asked) <= 20
    assert [row[1] for row in _shown(folder, NOT_KEPT)] == ["Meetings are open to the public."]
    papers = next(row for row in _shown(folder, MEETINGS) if row[1] == "Papers out")
    assert papers[2:] == ("17 December 2026", TERMS.splitlines()[13].removeprefix("4.2 "), "4.2")

    numbers = {"group.unit_name": "Parish Office", "group.unit_phone": "01622 000000"}
    _type(folder, QUESTIONS_SHEET, {**numbers, "group.code": "open spaces"}, "Your answer")
    _type(folder, CLAUSES, {"deadlines.papers_out": "other"}, "Right?")
    _type(folder, CLAUSES, {"deadlines.papers_out": "3 statutory clear days"}, "If other: what it says")
    second = _begin(folder)
    assert ["allowed: 2 to 16 capital letters" in line for line in second.open] == [True]

    _type(folder, QUESTIONS_SHEET, {"group.code": "SPACES"}, "Your answer")
    third = _begin(folder)
    assert third.open == ()
    policy_file, members = write_ready(third, folder)
    policy = read_policy(policy_file.read_text(encoding="utf-8"), policy_file.name)
    assert (policy.group.code, policy.group.name, policy.group.unit_phone) == (
        "SPACES",
        "Open Spaces Committee",
        "01622 000000",
    )
    assert policy.deadlines.papers_out.statutory_clear_days == 3
    assert (policy.quorum.number, policy.attendance.takes_deputies) == (2, False)
    assert [seat.short_name for seat in policy.seats] == ["Councillor 1", "Councillor 2", "Councillor 3"]
    assert (folder / "ready" / policy.group.terms).read_bytes() == (folder / "Terms.docx").read_bytes()
    appointments = load_workbook(members)["Appointments"].iter_rows(min_row=2, max_col=3, values_only=True)
    assert [row for row in appointments if row[0]] == [
        ("Cllr Jo Field", None, "chair"),
        ("Cllr Jo Field", "Councillor 1", "core member"),
        ("Cllr Sam Green", "Councillor 2", "core member"),
        ("Cllr Zoe Moss", "Councillor 3", "core member"),
        ("Mrs Lee Dale", None, "business unit"),
    ]


def _locked_pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    writer.write(out)
    return out.getvalue()


def _scan() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("Terms.doc", b"\xd0\xcf\x11\xe0", "Terms.doc is in an old format. Open it, choose “Save as”"),
        ("Terms.pdf", _locked_pdf(), "Terms.pdf has a password. Save it without one"),
        ("Terms.pdf", _scan(), "Terms.pdf has pictures of pages and no text: it was scanned."),
        ("Terms.pdf", b"%PDF-1.4 broken", "Terms.pdf is damaged, or not a PDF."),
        ("Terms.docx", b"no zip", "Terms.docx is not a Word file."),
        ("Other.docx", _document(TERMS), "Other.docx and Terms.docx all look like terms of reference."),
        ("Terms.docx", _document(WELSH), "Terms.docx is in Welsh, and clauses are read in English alone."),
        ("", b"", "There is nothing to read in"),
    ],
)
def test_a_wrong_file_is_named_with_what_to_do(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    if name:
        (tmp_path / "Terms.docx").write_bytes(_document(TERMS))
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Problem, match=f"^.*{said}"):
        typed("begin", str(tmp_path))


def test_whoever_supports_the_group_may_be_said_twice_and_in_other_words(folder: Path) -> None:
    (folder / "councillors.csv").write_text(LIST.partition("Mrs")[0], encoding="utf-8")
    _begin(folder)
    numbers = {"group.unit_name": "Parish Office", "group.unit_phone": "01622 000000"}
    _type(folder, QUESTIONS_SHEET, {**numbers, "people.unit": "Mrs Lee Dale"}, "Your answer")
    _type(folder, CLAUSES, {"deadlines.papers_out": "yes"}, "Right?")
    workbook = load_workbook(folder / WORKBOOK)
    place = {cell.value: number for number, cell in enumerate(workbook[PEOPLE][1])}
    row = next(row for row in workbook[PEOPLE].iter_rows(min_row=2) if not row[place["Name"]].value)
    for heading, value in {
        "Name": "Mrs Lee Dale",
        "Role": "Clerk",
        "Address": "clerk@anytown.example",
    }.items():
        row[place[heading]].value = value
    workbook.save(folder / WORKBOOK)
    begun = _begin(folder)
    assert begun.open == ()
    _, members = write_ready(begun, folder)
    appointments = load_workbook(members)["Appointments"].iter_rows(min_row=2, max_col=3, values_only=True)
    assert [row[2] for row in appointments if row[0] == "Mrs Lee Dale"] == ["business unit"]


HALL = """who,how on,Term to,email,Sub / remarks
"Marchbank, Doreen",elected,31/08/2028,doreen@hall.example,CHAIR
"Sillitoe, Ken",elected,31/08/2028,ken@hall.example,
"Okoro, Grace",pre-school,31/08/2025,grace@hall.example,
"Lacock, Rob",cricket club,31/08/2028,rob@hall.example,
"Wickens, Sheila",clerk,,secretary@hall.example,Clerk
"""


DATES = """Hall committee - meetings for 2027 (as at 1 Dec)
Mon 18 January
Thurs 10 Feb - extra, about the roof
Mon 15th March - walk round first
17 May bring the plans
21 June
Oct 18th (25th if the hall is let)
Harbour day is Sun 8 August
"""


def test_a_list_of_dates_is_read_and_held_against_the_terms(folder: Path) -> None:
    (folder / "dates.txt").write_text(DATES, encoding="utf-8")
    begun = _begin(folder)
    days = {each.path: each for each, _ in begun.asked if each.path.startswith("meetings.")}
    assert days["meetings.more"].ask == (
        "Are there meetings on these lines too: “Thurs 10 Feb - extra, about the roof (10 February 2027 is a "
        "Wednesday)”; “Oct 18th (25th if the hall is let)”; “Harbour day is Sun 8 August”?"
    )
    assert days["meetings.rule"].proposal == "18 January 2027, 15 March 2027, 17 May 2027, 21 June 2027"
    _type(folder, QUESTIONS_SHEET, {"meetings.more": "18 October 2027"}, "Your answer")
    _begin(folder)
    meetings = {row[2] for row in _shown(folder, MEETINGS) if row[1] == "Meeting"}
    days_of_2027 = {"18 January 2027", "15 March 2027", "17 May 2027", "21 June 2027", "18 October 2027"}
    assert meetings == days_of_2027

    (folder / "dates.txt").write_text("18 January 2027\n9 March 2027\n", encoding="utf-8")
    asked = {each.path: each.why for each, _ in _begin(folder).asked}
    assert asked["meetings.rule"] == "Not as the terms say: 9 March 2027."
    (folder / "dates.txt").write_text("18 January 2027\n15 March 2027\n", encoding="utf-8")
    assert "meetings.rule" not in {each.path for each, _ in _begin(folder).asked}


def _people(folder: Path) -> dict[str, tuple[object, ...]]:
    """Each person of the workbook: seat, role, address, last day, what is asked, and the verdict."""
    rows = load_workbook(folder / WORKBOOK)[PEOPLE].iter_rows(min_row=2, max_col=13, values_only=True)
    return {str(row[1]): (row[3], row[4], row[6], row[10], row[11], row[12]) for row in rows if row[1]}


def test_what_nothing_reads_is_asked_once_and_a_list_edited_between_rounds_is_shown(tmp_path: Path) -> None:
    terms = "\n".join(line for line in TERMS.splitlines() if not line.startswith("2.1 "))
    (tmp_path / "Terms.docx").write_bytes(_document(terms))
    (tmp_path / "trustees.csv").write_text(HALL, encoding="utf-8")
    first = _begin(tmp_path)
    assert [line for line in first.open if "list" in line or "people" in line.lower() or "row" in line] == [
        "Your list has a column “how on”: what is it?",
        "trustees.csv, row 4: Grace Okoro: until 31 August 2025: is this person a member now?",
    ]
    places = next(each for each, _ in first.asked if each.path == "people.places")
    assert places.ask.startswith("Whose places do these fill: Doreen Marchbank, Ken Sillitoe, Grace O")
    assert places.proposal == "Member"
    assert [row[0] for row in _people(tmp_path).values()] == [
        *("Member 1", "Member 2", "Member 3", "Member 4"),
        None,
    ]

    numbers = {"group.unit_name": "The Hall", "group.unit_phone": "01622 000000"}
    _type(tmp_path, QUESTIONS_SHEET, {**numbers, "column: how on": "seat"}, "Your answer")
    _type(tmp_path, CLAUSES, {"deadlines.papers_out": "yes"}, "Right?")
    workbook = load_workbook(tmp_path / WORKBOOK)
    place = {cell.value: number for number, cell in enumerate(workbook[PEOPLE][1])}
    workbook[PEOPLE][4][place["Right?"]].value = "yes"  # Grace Okoro
    workbook[PEOPLE][5][place["Name"]].value = "Robert Lacock"
    workbook.save(tmp_path / "begin (1).xlsx")  # as it comes back from a mail
    edited = HALL.replace("ken@hall", "ken.sillitoe@hall").replace('"Lacock, Rob"', '"Lacock, Bob"')
    edited += '"Yeo, Chris",parish council,,chris@hall.example,\n'
    (tmp_path / "trustees.csv").write_text(
        "".join(line for line in edited.splitlines(keepends=True) if "Okoro" not in line), encoding="utf-8"
    )
    second = _begin(tmp_path)
    people, changed = _people(tmp_path), "your list has changed: "
    assert people["Ken Sillitoe"][2:] == (
        *("ken.sillitoe@hall.example", "31/08/2028"),
        f"{changed}“elected”, not “”, “elected”, not “Member 2”, “ken.sillitoe@hall.example”, not "
        "“ken@hall.example”",
        None,
    )
    assert people["Grace Okoro"][4:] == (f"{changed}this person is not on it any more", None)
    new = f"{changed}this person is new on it, or was taken out of this sheet"
    assert people["Chris Yeo"][4:] == (new, None)
    assert people["Robert Lacock"][2] == "rob@hall.example"
    assert len(second.open) == 5
