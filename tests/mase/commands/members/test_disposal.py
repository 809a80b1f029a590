"""mase disposal: what is past its time, decided on and carried out by two people; holds."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from forum.text.problem import Problem
from tests.mase.commands.terminal import typed
from tests.tasks.duties.secretariat import NURSE, Forum

POLICY = Path(__file__).parents[4] / "config" / "mase.toml"
LIFTED = 'lifted_by = "KSCB Business Group, decision 3"'


@pytest.fixture
def policies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a policy of the test's own."""
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "mase.toml").write_text(POLICY.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("MASE_POLICIES", str(folder))
    return folder / "mase.toml"


def test_two_people_dispose_of_what_is_past_its_time(planned: Forum, policies: Path, tmp_path: Path) -> None:
    planned.on("Mon 1 Feb 2027")
    typed("member", "leave", NURSE, "core member", "--last", "31/1/2027")
    planned.on("Mon 5 Mar 2029")
    file, certificate = tmp_path / "list.xlsx", tmp_path / "certificate.xlsx"
    of_list = ("disposal", "list", "--reviewer", "chair", "--out", str(file))
    screen = typed(*of_list)
    assert "may not go. Held: Nobody has said yet that records of the group may be destroyed" in screen
    assert "no list was made" in screen
    assert "policy    all records: Nobody has said yet" in typed("disposal", "holds")
    assert not file.exists()

    text = policies.read_text(encoding="utf-8").replace('lifted_by = ""', LIFTED)
    policies.write_text(re.sub(r"^dates = .*", "dates = [2029-05-10]", text, flags=re.MULTILINE), "utf-8")
    assert "1 record past their time may not go" in typed(*of_list)  # a changed policy waits for a person
    typed("templates", "approve", "policies", "--yes")
    assert "D/2029/01: 1 record to decide on" in typed(*of_list)
    workbook = openpyxl.load_workbook(file)
    workbook["Decide"]["H2"] = "DESTROY"
    workbook.save(file)
    assert "DESTROY 1. Nothing has gone yet." in typed(
        "disposal", "decide", "D/2029/01", str(file), "--by", "chair"
    )
    carry_out = ("disposal", "carry-out", "D/2029/01", "--certificate", str(certificate), "--yes")
    with pytest.raises(Problem, match="a second person has to"):
        typed(*carry_out, "--by", "chair")
    assert "D/2029/01: destroyed 1." in typed(*carry_out, "--by", "unit")
    assert openpyxl.load_workbook(certificate).sheetnames == ["Certificate", "Records"]
    assert "The audit trail is whole" in typed("audit", "verify")


@pytest.mark.usefixtures("planned")
def test_a_hold_is_placed_and_lifted() -> None:
    why = ("--ground", "An inquiry", "--authority", "Its letter of 1 March")
    screen = typed("disposal", "hold", *why, "--kind", "letters", "--every-group")
    found = re.search(r"mase disposal lift (\w+)", screen)
    assert found
    assert f"{found[1]}  letters: An inquiry (Its letter of 1 March" in typed("disposal", "holds")
    assert "Lifted: An inquiry." in typed("disposal", "lift", found[1], "--authority", "The inquiry")
    assert "An inquiry" not in typed("disposal", "holds")
    with pytest.raises(Problem, match="No hold has the id"):
        typed("disposal", "lift", found[1], "--authority", "The inquiry")
    with pytest.raises(Problem, match="--kind: “minutes” is none of these: meetings, reports"):
        typed("disposal", "hold", *why, "--kind", "minutes")
