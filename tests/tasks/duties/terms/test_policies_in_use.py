"""A policy that changed on disk rules nothing before a person has approved it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from config.checks import templates_standing
from config.settings import ROOT, Settings
from config.wiring import open_office
from forum.text.problem import Problem
from tasks.duties.base.office import Office
from tasks.duties.outbox.approve_files import approve
from tasks.duties.terms import policies_in_use
from tasks.register.audit.row_check import verify_register
from tasks.register.database.clock import SetClock
from tasks.register.database.register import Register
from tasks.register.documents import sha256_of
from tasks.register.groups import group_by_code, groups_at_work
from tasks.register.tables import AuditRow, TemplateRow

MASE = (ROOT / "config" / "mase.toml").read_text(encoding="utf-8")
TERMS = "mase-terms-of-reference.docx"
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the rule is no database's
TWO_THIRDS, HALF = 'share = "2/3"', 'share = "1/2"'


def of_group(code: str) -> str:
    return MASE.replace('code = "MASE"', f'code = "{code}"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the policies of two groups, and the document with the terms that both name."""
    folder = tmp_path / "policies"
    folder.mkdir()
    for code in ("MASE", "HAP"):
        (folder / f"{code}.toml").write_text(of_group(code), encoding="utf-8")
    shutil.copy(ROOT / "config" / TERMS, folder)
    return folder


@pytest.fixture
def settings(folder: Path, database_url: str) -> Settings:
    return Settings(_env_file=None, database_url=database_url, policies=folder)


def opened(settings: Settings, clock: SetClock) -> Office:
    office = open_office(settings, clock)
    office.register.close()
    return office


def approve_all(settings: Settings, clock: SetClock, *, by: str = "mase templates approve") -> None:
    with closing(Register(settings.database_url, clock)) as register:
        approve(register, policies_in_use(register, settings.policies).waiting, by=by)


def at_work(office: Office) -> set[str]:
    with office.register.reading() as session:
        return {group.code for group in groups_at_work(session)}


def test_a_changed_policy_rules_once_it_is_approved(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    opened(settings, clock)
    (folder / "MASE.toml").write_text(MASE.replace(TWO_THIRDS, HALF), encoding="utf-8")
    office = opened(settings, clock)
    assert str(office.policies["MASE"].quorum.share) == "2/3"
    assert office.files_waiting == ("policies/MASE.toml",)
    with pytest.raises(Problem, match="1 template or policy waits for a person") as raised:
        templates_standing(settings)
    assert raised.value.faults == ("policies/MASE.toml: changed",)
    approve_all(settings, clock)
    assert str(opened(settings, clock).policies["MASE"].quorum.share) == "1/2"
    assert templates_standing(settings) == "as they were approved"
    with office.register.reading() as session:
        trail = session.scalars(
            select(AuditRow).where(AuditRow.event == "policies approved").order_by(AuditRow.seq)
        )
        assert [(row.actor, row.about["files"]) for row in trail] == [
            ("set up", ["policies/HAP.toml", "policies/MASE.toml", f"policies/{TERMS}"]),
            ("mase templates approve", ["policies/MASE.toml"]),
        ]
        verify_register(session)


@ON_SQLITE
def test_a_policy_that_can_t_be_used_is_not_taken_in_when_a_register_is_made(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    (folder / "HAP.toml").write_text(of_group("HAP").replace(TWO_THIRDS, 'share = "5/3"'), encoding="utf-8")
    office = opened(settings, clock)
    assert (at_work(office), office.files_waiting) == ({"MASE"}, ())
    assert opened(settings, clock).files_waiting == ("policies/HAP.toml",)
    (folder / "HAP.toml").write_text(of_group("HAP"), encoding="utf-8")
    approve_all(settings, clock)
    assert at_work(opened(settings, clock)) == {"MASE", "HAP"}


def test_a_new_policy_is_no_group_and_a_deleted_one_stays_in_force_until_that_is_approved(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    opened(settings, clock)
    (folder / "THIRD.toml").write_text(of_group("THIRD"), encoding="utf-8")
    kept = (folder / "HAP.toml").rename(folder.parent / "HAP.toml")
    office = opened(settings, clock)
    assert (at_work(office), office.paused) == ({"MASE", "HAP"}, ())
    assert office.files_waiting == ("policies/HAP.toml", "policies/THIRD.toml")
    approve_all(settings, clock)
    office = opened(settings, clock)
    assert at_work(office) == {"MASE", "THIRD"}
    assert [words.partition(":")[0] for words in office.paused] == ["Group HAP is paused"]
    kept.rename(folder / "HAP.toml")
    approve_all(settings, clock)
    office = opened(settings, clock)
    assert (at_work(office), office.paused) == ({"MASE", "HAP", "THIRD"}, ())


@ON_SQLITE
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (lambda text: text.replace(TWO_THIRDS, 'share = "5/3"'), "policies/HAP.toml: quorum.share"),
        (lambda _: "not a policy", "policies/HAP.toml can’t be read"),
        (lambda text: text.replace('"HAP"', '"MASE"'), "group.code: found MASE, which another file has too"),
    ],
)
def test_a_policy_that_can_t_be_used_stops_no_group_and_is_not_approved(
    settings: Settings, folder: Path, clock: SetClock, fault: Callable[[str], str], words: str
) -> None:
    opened(settings, clock)
    (folder / "HAP.toml").write_text(fault(of_group("HAP")), encoding="utf-8")
    with pytest.raises(Problem, match="can’t be used are not approved") as raised:
        approve_all(settings, clock)
    assert words in str(raised.value)
    office = opened(settings, clock)
    assert (at_work(office), office.paused) == ({"MASE", "HAP"}, ())


def test_what_a_newer_program_can_t_use_any_more_pauses_its_group_until_a_corrected_file_is_approved(
    settings: Settings, clock: SetClock
) -> None:
    opened(settings, clock)
    outdated = of_group("HAP").replace(TWO_THIRDS, 'share = "5/3"').encode()
    with closing(Register(settings.database_url, clock)) as register, register.transaction("older") as tx:
        row = tx.session.get_one(TemplateRow, "policies/HAP.toml")
        row.content, row.sha256 = outdated, sha256_of(outdated)
    office = opened(settings, clock)
    assert at_work(office) == {"MASE"}
    paused, faults = office.paused
    assert paused.startswith("Group HAP is paused: no approved policy that can be used has the code HAP.")
    assert "policies/HAP.toml: quorum.share" in faults
    approve_all(settings, clock)
    office = opened(settings, clock)
    assert (at_work(office), office.paused) == ({"MASE", "HAP"}, ())


@ON_SQLITE
def test_the_last_policy_is_not_taken_away(settings: Settings, folder: Path, clock: SetClock) -> None:
    opened(settings, clock)
    for code in ("MASE", "HAP"):
        (folder / f"{code}.toml").unlink()
    with pytest.raises(Problem, match="Without any policy nothing can be done"):
        approve_all(settings, clock)


@ON_SQLITE
def test_new_members_get_the_terms_of_reference_that_a_person_approved(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    opened(settings, clock)
    approved = (folder / TERMS).read_bytes()
    (folder / TERMS).write_bytes(b"Send your papers to crook@evil.example")
    office = opened(settings, clock)
    assert office.files_waiting == (f"policies/{TERMS}",)
    with office.register.reading() as session:
        assert office.whole_terms(group_by_code(session, "MASE")) == (".docx", approved)


def test_policies_taken_out_of_the_register_are_not_taken_anew_from_disk(
    settings: Settings, clock: SetClock
) -> None:
    opened(settings, clock)
    with closing(Register(settings.database_url, clock)) as register:
        with register.engine.begin() as connection:
            connection.execute(delete(TemplateRow).where(TemplateRow.path.startswith("policies/")))
        with pytest.raises(Problem, match="can’t be used") as raised:
            open_office(settings, clock)
        assert "policies/MASE.toml: new; to use it: mase templates approve" in raised.value.faults
        with register.reading() as session, pytest.raises(Problem, match=r"policies/\S+ was taken out"):
            verify_register(session)


@ON_SQLITE
def test_a_policy_changed_in_the_register_is_not_used(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    opened(settings, clock)
    with closing(Register(settings.database_url, clock)) as register, register.engine.begin() as connection:
        changed = (
            update(TemplateRow).where(TemplateRow.path == "policies/MASE.toml").values(content=b"changed")
        )
        connection.execute(changed)
    (folder / "MASE.toml").unlink()
    with pytest.raises(Problem, match=r"policies/MASE\.toml was changed in the register"):
        open_office(settings, clock)


@ON_SQLITE
def test_a_stray_file_beside_the_policies_waits_for_nobody(
    settings: Settings, folder: Path, clock: SetClock
) -> None:
    opened(settings, clock)
    (folder / "notes.docx").write_bytes(b"notes")
    (folder / "a\u202elmot.toml").write_text(MASE, encoding="utf-8")
    assert opened(settings, clock).files_waiting == ()
