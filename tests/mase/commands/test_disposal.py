"""mase disposal: what is past its time, decided on and carried out by two people; holds."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from config.settings import ROOT
from forum.text.problem import Problem
from tests.mase.commands.terminal import typed
from tests.tasks.duties.secretariat import NURSE, Forum

POLICY = ROOT / "config" / "mase.toml"
NOT_LIFTED, LIFTED = 'lifted_by = ""', 'lifted_by = "KSCB Business Group, decision 3"'
INQUIRY = ("--ground", "An inquiry", "--authority", "Its letter of 1 March")


@pytest.fixture
def _lifted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A policy that names who has lifted its hold."""
    text = POLICY.read_text(encoding="utf-8")
    assert NOT_LIFTED in text
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "mase.toml").write_text(text.replace(NOT_LIFTED, LIFTED), encoding="utf-8")
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path / "policies"))


def placed(screen: str) -> str:
    """The id of the hold that was placed."""
    found = re.search(r"mase disposal lift (\w+)", screen)
    assert found
    return found[1]


@pytest.mark.thorough
@pytest.mark.usefixtures("_lifted")
def test_two_people_dispose_of_what_is_past_its_time(planned: Forum, tmp_path: Path) -> None:
    planned.on("Mon 1 Feb 2027")
    typed("member", "leave", NURSE, "core member", "--last", "31/1/2027")
    planned.on("Mon 5 Mar 2029")
    file, certificate = tmp_path / "list.xlsx", tmp_path / "certificate.xlsx"
    of_list = ("disposal", "list", str(file), "--reviewer", "chair")
    hold = placed(typed("disposal", "hold", *INQUIRY))
    screen = typed(*of_list)
    assert "1 record past their time may not go. Held: An inquiry (Its letter of 1 March" in screen
    assert "no list was made" in screen
    assert not file.exists()
    typed("disposal", "lift", hold, "--authority", "The inquiry")
    assert typed("disposal", "holds") == "No record is held.\n"

    assert "D/2029/01: 1 record to decide on" in typed(*of_list)
    workbook = openpyxl.load_workbook(file)
    workbook["Decide"]["H2"] = "DESTROY"
    workbook.save(file)
    decide = ("disposal", "decide", "D/2029/01", str(file), "--by", "chair")
    assert "DESTROY 1. Nothing has gone yet." in typed(*decide)
    carry_out = ("disposal", "carry-out", "D/2029/01", "--certificate", str(certificate), "--yes")
    with pytest.raises(Problem, match="a second person has to"):
        typed(*carry_out, "--by", "chair")
    assert "D/2029/01: destroyed 1." in typed(*carry_out, "--by", "unit")
    assert openpyxl.load_workbook(certificate).sheetnames == ["Certificate", "Records"]
    assert "The audit trail is whole" in typed("audit", "verify")


@pytest.mark.usefixtures("planned")
def test_a_hold_is_placed_and_lifted() -> None:
    assert "policy    all records: Nobody has said yet" in typed("disposal", "holds")
    hold = placed(typed("disposal", "hold", *INQUIRY, "--kind", "letters", "--every-group"))
    assert f"{hold}  letters: An inquiry (Its letter of 1 March" in typed("disposal", "holds")
    assert "Lifted: An inquiry." in typed("disposal", "lift", hold, "--authority", "The inquiry")
    assert "An inquiry" not in typed("disposal", "holds")
    with pytest.raises(Problem, match="No hold has the id"):
        typed("disposal", "lift", hold, "--authority", "The inquiry")
    with pytest.raises(Problem, match="--kind: “minutes” is none of these: meetings, reports"):
        typed("disposal", "hold", *INQUIRY, "--kind", "minutes")
    with pytest.raises(Problem, match="Say --group for the records of one group, or --every-group"):
        typed("disposal", "hold", *INQUIRY, "--group", "MASE", "--every-group")
    with pytest.raises(Problem, match="--ground: it is empty"):
        typed("disposal", "hold", "--ground", "", "--authority", "Its letter of 1 March")
    with pytest.raises(Problem, match="--authority: it is empty"):
        typed("disposal", "hold", "--ground", "An inquiry", "--authority", " ")
    assert typed("disposal", "holds").count("all records") == 1  # the policy's own


@pytest.mark.usefixtures("planned")
def test_nobody_is_asked_to_destroy_what_is_not_listed_and_nothing_is_made_for_it(tmp_path: Path) -> None:
    archive, certificate = tmp_path / "archive", tmp_path / "certificate.xlsx"
    of_list = ("disposal", "carry-out", "D/2029/01", "--by", "unit", "--transfer-to", str(archive))
    with pytest.raises(Problem, match="There is no disposal list “D/2029/01”"):
        typed(*of_list, "--certificate", str(certificate))
    with pytest.raises(Problem, match=r"Give a name that ends in \.xlsx"):
        typed(*of_list, "--certificate", str(tmp_path / "certificate.pdf"))
    certificate.write_bytes(b"an older one")
    with pytest.raises(Problem, match="is there already, and was left as it is"):
        typed(*of_list, "--certificate", str(certificate))
    assert not archive.exists()
