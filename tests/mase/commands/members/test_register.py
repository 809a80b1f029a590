from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from typer.testing import CliRunner

from config.settings import ROOT
from forum.text.problem import Problem
from mase.__main__ import app

SAMPLE = str(ROOT / "config" / "members-sample.xlsx")
Mase = Callable[..., tuple[int, str]]


@pytest.fixture
def mase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Mase:
    """Run a command on a register of its own; the exit code and what was said."""
    monkeypatch.setenv("MASE_DATABASE_URL", sqlite_url)
    monkeypatch.chdir(tmp_path)

    def run(*words: str, said: str = "") -> tuple[int, str]:
        result = CliRunner(env={"COLUMNS": "200"}).invoke(app, words, input=said)
        if isinstance(result.exception, Problem):  # the command line prints it and ends with 1
            return 1, str(result.exception)
        return result.exit_code, result.output

    return run


def test_an_import_shows_the_changes_and_asks_before_it_applies_them(mase: Mase) -> None:
    code, shown = mase("register", "import", SAMPLE, "--from", "1/9/2026", said="n\n")
    assert code == 1
    assert "makes 37 changes from 1 September 2026" in shown
    assert "Joiners (25)" in shown
    code, shown = mase("register", "import", SAMPLE, "--from", "1/9/2026", said="y\n")
    assert code == 0
    assert "Joiners (25)" in shown
    assert shown.rstrip().endswith("Done.")
    assert "changes nothing" in mase("register", "import", SAMPLE)[1]


def write_list(name: str, *rows: list[object], struck: str = "", sheets: Sequence[str] = ("Members",)) -> str:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title in sheets:
        sheet = workbook.create_sheet(title)
        for row in (["Organisation", "Name", "Email", "From"], *rows):
            sheet.append(row)
        if struck:
            sheet[struck].font = Font(strike=True)
    workbook.save(name)
    return name


NURSE: list[object] = ["CCGs", "A Smith", "a@ccg.example"]
POLICE: list[object] = ["Kent Police", "C Jones", "c@police.example"]


def test_whoever_may_have_left_is_asked_about_one_by_one(mase: Mase) -> None:
    file = write_list("list.xlsx", NURSE, [*POLICE[:1], "C Jones (left)", *POLICE[2:]], struck="B2")
    code, shown = mase("register", "import", file, "--from", "1/9/2026", said="n\ny\ny\n")
    assert code == 0
    assert "a@ccg.example: struck through: is this person a member now?\n" in shown
    assert "  Leave A Smith out? [y/n]: n" in shown
    assert "Members, row 3: C Jones, core member, Kent Police, c@police.example: “left”: is this" in shown
    assert "Joiners (1)\n  A Smith: core member, CCGs (Designated Nurses), from 1 September 2026" in shown
    assert "Left out, as you said (1)\n  Members, row 3: C Jones, core member, Kent Police" in shown
    assert "Sheet read (1)\n  “Members”\n" in shown


@pytest.mark.parametrize("words", [(), ("--yes",)])
def test_where_nobody_can_be_asked_a_list_in_doubt_is_refused_with_its_rows(
    mase: Mase, words: tuple[str, ...]
) -> None:
    file = write_list("list.xlsx", NURSE, POLICE, struck="B2")
    code, shown = mase("register", "import", file, *words)
    assert code == 1
    assert shown == (
        "list.xlsx is not clear yet; nothing has been changed.\n"
        "  Members, row 2: A Smith, core member, CCGs (Designated Nurses), a@ccg.example: struck through: is "
        "this person a member now? Take the row out if they are no member; if they are, give each cell of it "
        "what its heading says."
    )
    mase("register", "export")
    assert load_workbook("members-MASE.xlsx")["People"]["B2"].value is None


def test_which_of_two_sheets_is_the_list_is_asked_until_a_number_is_given(mase: Mase) -> None:
    file = write_list("list.xlsx", NURSE, sheets=("Old", "New"))
    code, shown = mase("register", "import", file, said="New\n2\ny\n")
    assert code == 0
    assert "These sheets of list.xlsx look like the list of members:\n  1  Old\n  2  New\n" in shown
    assert "Sheet read (1)\n  “New”\n" in shown
    assert "Sheets not read (1)\n  “Old”\n" in shown
    code, shown = mase("register", "import", file)
    assert (code, "“Old” and “New” each look like the list of members. Hide or take out" in shown) == (
        1,
        True,
    )


@pytest.mark.parametrize(("said", "first"), [("y\ny\n", "1 September 2026"), ("n\ny\n", "12 January 2017")])
def test_a_first_day_before_the_register_begins_is_asked_about(mase: Mase, said: str, first: str) -> None:
    lead: list[object] = ["A charity", "V Lead", "v@voluntary.example", dt.date(2017, 1, 12)]
    file = write_list("list.xlsx", NURSE, ["Co-opted members"], lead)
    code, shown = mase("register", "import", file, said=said)
    assert code == 0
    assert (
        "Members, row 4, from: V Lead from 12 January 2017, before the register begins on 1 September 2026.\n"
        "  Take 1 September 2026 instead?"
    ) in shown
    assert f"V Lead: co-opted member, from {first}" in shown
    mase("register", "export")
    assert "changes nothing" in mase("register", "import", "members-MASE.xlsx", "--yes")[1]


def test_an_export_can_be_imported_again_and_overwrites_nothing(mase: Mase) -> None:
    mase("register", "import", SAMPLE, "--from", "1/9/2026", "--yes")
    assert mase("register", "export") == (0, "Written: members-MASE.xlsx\n")
    assert "changes nothing" in mase("register", "import", "members-MASE.xlsx")[1]
    code, said = mase("register", "export")
    assert (code, said.startswith("members-MASE.xlsx is there already")) == (1, True)


def test_the_template_has_drop_downs_and_help(mase: Mase, tmp_path: Path) -> None:
    assert mase("register", "template", "new.xlsx")[0] == 0
    workbook = load_workbook(tmp_path / "new.xlsx")
    assert "Help" in workbook.sheetnames
    assert len(workbook["Appointments"].data_validations.dataValidation) == 8


WRONG: list[tuple[tuple[str, ...], str]] = [
    (("register", "import", "missing.xlsx"), "missing.xlsx can’t be read"),
    (("register", "import", str(ROOT / "README.md")), "README.md is not an Excel workbook"),
    (("register", "import", SAMPLE, "--from", "soon"), "“soon” is not a date"),
    (
        ("register", "import", SAMPLE, "--from", "1/1/2017"),
        "--from: 1 January 2017 is before the register of MASE begins, on 1 September 2026. "
        "Give that day or a later one.",
    ),
    (("register", "import", SAMPLE, "--group", "MACE"), "There is no group “MACE”"),
    (("register", "export", "no/such/folder/x.xlsx"), "can’t be written"),
    (("member", "leave", "Nobody", "chair", "--last", "1/2/2027"), "has nobody called “Nobody”"),
    (("member", "appoint", "Designated Nurse", "boss", "--from", "1/2/2027"), "“boss” is not a role"),
    (
        ("member", "appoint", "Designated Nurse", "deputy chair", "--from", "1/2/2027"),
        "there can be only one",
    ),
    (
        (
            "member",
            "appoint",
            "designated nurse",
            "deputy",
            "--from",
            "1/2/2027",
            "--email",
            "n@ccg.example",
        ),
        "somebody called “designated nurse” already",
    ),
    (
        ("member", "leave", "Designated Nurse", "chair", "--last", "1/2/2027"),
        "On 1 February 2027 Designated Nurse is not chair, so nothing was ended. "
        "Give one of their roles, and a last day within its time: "
        "core member for CCGs (Designated Nurses) from 1 September 2026.",
    ),
]


def test_what_is_wrong_is_said_in_a_sentence(mase: Mase) -> None:
    mase("register", "import", SAMPLE, "--from", "1/9/2026", "--yes")
    for words, said in WRONG:
        code, shown = mase(*words)
        assert (code, said in shown) == (1, True), (words, shown)
    assert "changes nothing" in mase("register", "import", SAMPLE)[1]


def test_a_signed_agreement_is_entered_by_command_with_its_day(mase: Mase) -> None:
    mase("register", "import", SAMPLE, "--from", "1/9/2026", "--yes")
    assert mase("member", "signed", "Designated Nurse", "--on", "tomorrow")[0] == 1  # a day to come
    assert mase("member", "signed", "Designated Nurse", "--on", "today", "--group", "mase")[0] == 0
    code, shown = mase("member", "signed", "Designated Nurse", "--on", "3/9/2026")
    assert (code, "signed on 3 September 2026" in shown) == (0, True)
    mase("register", "export", "now.xlsx")
    people = load_workbook("now.xlsx")["People"].iter_rows(values_only=True)
    signed = {row[1]: row[9] for row in people}
    assert f"{signed['Designated Nurse']:%d/%m/%Y}" == "03/09/2026"


def test_an_appointment_is_confirmed_with_its_seat_and_not_ended_twice(mase: Mase) -> None:
    mase("register", "import", SAMPLE, "--from", "1/9/2026", "--yes")
    leave = ("member", "leave", "Deputy Designated Nurse", "deputy", "--last")
    assert mase(*leave, "31/1/2027") == (
        0,
        "MASE: Deputy Designated Nurse is deputy for CCGs (Designated Nurses) until 31 January 2027.\n",
    )
    code, said = mase(*leave, "1/3/2027")
    assert (code, "On 1 March 2027 Deputy Designated Nurse is not deputy, so nothing was ended." in said) == (
        1,
        True,
    )
    assert "deputy for CCGs (Designated Nurses) from 1 September 2026 to 31 January 2027." in said
    appoint = ("member", "appoint", "Deputy Designated Nurse", "deputy", "--seat", "NPS")
    assert mase(*appoint, "--from", "1/2/2027") == (
        0,
        "MASE: Deputy Designated Nurse is deputy for National Probation Service from 1 February 2027.\n",
    )


def test_a_successor_somebody_covering_and_a_new_address_are_entered_by_command(mase: Mase) -> None:
    mase("register", "import", SAMPLE, "--from", "1/9/2026", "--yes")
    nurse = ("New Nurse", "core member", "--seat", "CCGs")
    for words in (
        ("leave", "Designated Nurse", "core member", "--last", "31/1/2027"),
        ("appoint", *nurse, "--email", "new.nurse@ccg.example", "--from", "1/2/2027"),
        ("cover", "New Nurse", "Deputy Designated Nurse", "--from", "1/3/2027", "--to", "31/3/2027"),
        ("address", "New Nurse", "new.nurse@icb.example", "--from", "1/4/2027"),
    ):
        assert mase("member", *words)[0] == 0
    mase("register", "export", "now.xlsx")
    workbook = load_workbook("now.xlsx")
    assert [cell.value for cell in workbook["Cover"][2]][::3] == ["New Nurse", "Deputy Designated Nurse"]
    addresses = {row[1]: row[4] for row in workbook["People"].iter_rows(values_only=True)}
    assert addresses["New Nurse"] == "new.nurse@ccg.example"
