from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from config.settings import ROOT
from config.wiring import open_office
from forum.terms.parts.calendar import ListRule
from forum.text.problem import Problem
from mase.__main__ import app
from mase.commands.service import check
from tasks.documents.terms.workbook import write_policy
from tasks.register.database.clock import SetClock
from tasks.register.groups import groups_at_work
from tasks.register.tables import SeatRow
from tests.english import day
from tests.forum.policies import MASE, SECOND, policy_of
from tests.mase.commands.terminal import typed

Mase = Callable[..., tuple[int, str]]


@pytest.fixture
def mase(tmp_path: Path, migrated_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> Mase:
    """Run mase policy with policies of its own and an empty register, on Monday 4 January 2027."""
    shutil.copy(migrated_sqlite, tmp_path / "register.db")
    (tmp_path / "policies").mkdir()
    shutil.copy(ROOT / "config" / "mase.toml", tmp_path / "policies")
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path / "policies"))
    monkeypatch.setenv("MASE_DATABASE_URL", f"sqlite:///{tmp_path / 'register.db'}")
    monkeypatch.setattr(
        "tasks.register.database.clock.SystemClock", lambda: SetClock(dt.datetime(2027, 1, 4, 9))
    )
    monkeypatch.chdir(tmp_path)

    def run(*words: str, said: str = "") -> tuple[int, str]:
        result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["policy", *words], input=said)
        if isinstance(result.exception, Problem):
            return 1, str(result.exception)
        return result.exit_code, result.output

    return run


def test_another_board_is_read_in_after_its_year_is_shown(mase: Mase, tmp_path: Path) -> None:
    (tmp_path / "hap.xlsx").write_bytes(write_policy(SECOND))
    target = tmp_path / "policies" / "hap.toml"
    code, shown = mase("import", "hap.xlsx", said="n\n")
    assert (code, target.exists()) == (1, False)
    for words in (
        "HAP/2027-01 · Thursday 14 January 2027, 2pm, Committee Room 1",
        "agenda agreed",
        "Harbour Area Partnership: 8 meetings from 4 January 2027 to 4 January 2028.",
    ):
        assert words in shown
    assert mase("import", "hap.xlsx", said="y\n")[0] == 0
    assert policy_of(target) == SECOND
    assert 'own = "80%" # The share of meetings a member comes to' in target.read_text(encoding="utf-8")


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(mase: Mase, tmp_path: Path) -> None:
    file = tmp_path / "policies" / "mase.toml"
    before = file.rename(file.with_name("kent.toml")).read_text(encoding="utf-8")
    assert mase("template", "terms.xlsx", "--group", "mase") == (0, "Written: terms.xlsx\n")
    code, said = mase("import", "terms.xlsx", "--yes")
    assert (code, "kent.toml has terms of MASE already, and was left as it is" in said) == (1, True)
    assert file.with_name("kent.toml").read_text(encoding="utf-8") == before
    assert mase("import", "terms.xlsx", "--yes", "--replace")[0] == 0
    assert [one.name for one in file.parent.iterdir()] == ["kent.toml"]
    assert policy_of(file.with_name("kent.toml")) == policy_of(ROOT / "config" / "mase.toml")


def test_terms_that_replace_others_are_shown_beside_them_and_taken_into_the_register(
    mase: Mase, tmp_path: Path
) -> None:
    open_office().register.close()
    seats = tuple(
        seat.model_copy(update={"name": "Kent Community Health"}) if seat.short_name == "KCHFT" else seat
        for seat in MASE.seats
    )
    (tmp_path / "terms.xlsx").write_bytes(write_policy(MASE.model_copy(update={"seats": seats})))
    before = (tmp_path / "policies" / "mase.toml").read_text(encoding="utf-8")
    code, shown = mase("import", "terms.xlsx", "--replace", said="n\n")
    assert code == 1
    assert "seats[Kent Community Health].name: nothing → Kent Community Health" in shown
    assert "  seat KCHFT: KCHFT → Kent Community Health\n" in shown
    assert (tmp_path / "policies" / "mase.toml").read_text(encoding="utf-8") == before
    assert mase("apply") == (0, "MASE: the register has these terms.\n")
    assert mase("import", "terms.xlsx", "--replace", said="y\n")[0] == 0
    with closing(open_office().register) as register, register.reading() as session:
        assert "Kent Community Health" in {seat.name for seat in session.scalars(select(SeatRow))}


def test_seats_with_people_stop_the_file_as_well(mase: Mase, tmp_path: Path) -> None:
    open_office().register.close()
    CliRunner().invoke(app, ["register", "import", str(ROOT / "config" / "members-sample.xlsx"), "--yes"])
    before = (tmp_path / "policies" / "mase.toml").read_text(encoding="utf-8")
    terms = MASE.model_copy(update={"seats": MASE.seats[:-1]})
    (tmp_path / "terms.xlsx").write_bytes(write_policy(terms))
    code, said = mase("import", "terms.xlsx", "--replace", "--yes")
    assert (code, "District Councils: 1 appointment" in said) == (1, True), said
    assert (tmp_path / "policies" / "mase.toml").read_text(encoding="utf-8") == before


def test_an_edited_file_is_taken_into_the_register(mase: Mase, tmp_path: Path) -> None:
    open_office().register.close()
    file = tmp_path / "policies" / "mase.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("go_live = 2026-09-01", "go_live = 2026-10-01"), encoding="utf-8")
    code, screen = mase("apply", said="n\n")
    assert (code, open_office().files_waiting) == (1, ("policies/mase.toml",))
    code, screen = mase("apply", said="y\n")
    assert "Approve this file and change the register? [y/N]" in screen
    assert "policies/mase.toml changed:\n  group.go_live: 2026-09-01 → 2026-10-01\n" in screen
    assert (code, "  go-live: 2026-09-01 → 2026-10-01\n" in screen) == (0, True)
    assert mase("apply") == (0, "MASE: the register has these terms.\n")
    file.write_text(file.read_text(encoding="utf-8") + "# a note\n", encoding="utf-8")
    code, screen = mase("apply", said="y\n")
    assert (code, "changed:\n  comments and order alone\n" in screen) == (0, True)
    assert "Approve this file? [y/N]" in screen
    assert open_office().files_waiting == ()


def test_a_lead_whom_no_letter_may_go_to_is_told_before_the_terms_are_taken(
    mase: Mase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASE_ALLOWED_DOMAINS", "forum.example")
    told = "MASE: the address of the lead in [concerns] is not at a domain that letters may go to"
    (tmp_path / "terms.xlsx").write_bytes(write_policy(MASE))
    assert told in mase("import", "terms.xlsx", "--replace", said="n\n")[1]
    assert told in mase("apply", "--yes")[1]


def test_an_edited_file_that_can_t_be_used_is_taken_nowhere(mase: Mase, tmp_path: Path) -> None:
    open_office().register.close()
    file = tmp_path / "policies" / "mase.toml"
    file.write_text(file.read_text("utf-8").replace('share = "2/3"', 'share = "5/3"'), encoding="utf-8")
    code, said = mase("apply", "--yes")
    assert (code, 'quorum.share: found "5/3"' in said) == (1, True), said


def test_a_board_that_is_read_in_later_is_at_work_from_the_next_command_on(
    mase: Mase, tmp_path: Path
) -> None:
    open_office().register.close()
    (tmp_path / "hap.xlsx").write_bytes(write_policy(SECOND))
    assert mase("import", "hap.xlsx", said="y\n")[0] == 0
    office = open_office()
    with closing(office.register), office.register.reading() as session:
        assert [group.code for group in groups_at_work(session)] == ["HAP", "MASE"]
    assert office.files_waiting == ()


@pytest.mark.parametrize(
    ("go_live", "reason"),
    [
        ("Thu 1 Oct 2026", "The last meeting on the sheet Dates was on 14 December 2026"),
        (
            "Mon 4 Jan 2027",
            "Dates, cell B2: found “9 November 2026”; allowed: at least one meeting from the go-live day",
        ),
    ],
)
def test_a_list_of_days_that_has_run_out_is_refused(
    mase: Mase, tmp_path: Path, go_live: str, reason: str
) -> None:
    listed = ListRule(kind="list", dates=(dt.date(2026, 11, 9), dt.date(2026, 12, 14)))
    parts = {
        "meetings": SECOND.meetings.model_copy(update={"rule": listed}),
        "group": SECOND.group.model_copy(update={"go_live": day(go_live)}),
    }
    (tmp_path / "hap.xlsx").write_bytes(write_policy(SECOND.model_copy(update=parts)))
    code, said = mase("import", "hap.xlsx", "--yes")
    assert (code, reason in said) == (1, True), said
    assert not (tmp_path / "policies" / "hap.toml").exists()


def test_a_workbook_with_wrong_cells_writes_nothing(mase: Mase, tmp_path: Path) -> None:
    assert mase("template", "empty.xlsx")[0] == 0
    code, said = mase("import", "empty.xlsx", "--yes")
    assert (code, "empty.xlsx can’t be taken as it is: 18 things to correct." in said) == (1, True)
    assert [one.name for one in (tmp_path / "policies").iterdir()] == ["mase.toml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("template", "new.xlsx", "--group", "MACE"), "There is no group “MACE”; there is MASE."),
        (("template", "policies/mase.toml"), "is there already, and was left as it is"),
        (("import", "missing.xlsx"), "missing.xlsx can’t be read"),
        (("import", "register.db"), "register.db is not an Excel workbook"),
        (("import", "policies/mase.toml"), "mase.toml has terms of MASE already, and was left as it is"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(mase: Mase, words: tuple[str, ...], said: str) -> None:
    code, shown = mase(*words)
    assert (code, said in shown) == (1, True), shown


def test_a_register_begins_without_a_group_and_takes_in_the_sample_s_only_when_told(
    mase: Mase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(tmp_path / "policies")
    monkeypatch.setattr(check, "CHECKS", [part for part in check.CHECKS if part[0] == "Policies"])
    no_group = "There is no group yet. mase policy import takes in a board’s terms of reference"
    with pytest.raises(Problem, match=no_group):
        open_office()
    (line, *_) = typed("check").splitlines()
    assert (line.startswith("note  Policies"), no_group in line) == (True, True)
    code, screen = mase("import", str(ROOT / "config" / "mase.toml"), "--yes")
    assert code == 0, screen
    written = sorted(file.name for file in (tmp_path / "policies").iterdir())
    assert written == ["mase-terms-of-reference.docx", "mase.toml"]
    office = open_office()
    with closing(office.register), office.register.reading() as session:
        assert [group.code for group in groups_at_work(session)] == ["MASE"]
    assert (office.files_waiting, len(office.whole_terms_files)) == ((), 1)
