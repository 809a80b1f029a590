from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("register", "import", "missing.xlsx"), "missing.xlsx can’t be read"),
        (("register", "import", str(ROOT / "README.md")), "README.md is not an Excel workbook"),
        (("register", "import", SAMPLE, "--from", "soon"), "“soon” is not a date"),
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
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(mase: Mase, words: tuple[str, ...], said: str) -> None:
    mase("register", "import", SAMPLE, "--from", "1/9/2026", "--yes")
    code, shown = mase(*words)
    assert code == 1
    assert said in shown


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
