from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from config.settings import ROOT
from tests.audit.__main__ import main
from tests.audit.advisories import NOT_AUDITED, first_requirement, read_audit

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
REQUIREMENT = re.compile(r"([a-z0-9-]+)==[^ ;]+(?: ; [^\\]+)?((?: \\\n +--hash=sha256:[0-9a-f]{64})+)\n")


def test_an_advisory_is_told_with_the_version_that_mends_it() -> None:
    """The answers are pip-audit's own, of version 2.10.1."""
    old = {"id": "CVE-2020-28493", "fix_versions": ["2.11.3"], "aliases": ["GHSA-g3rq-g295-4j3m"]}
    new = {"id": "GHSA-new", "fix_versions": [], "aliases": []}
    audit = read_audit(
        {
            "dependencies": [
                {"name": "markupsafe", "version": "3.0.2", "vulns": []},
                {"name": "jinja2", "version": "2.11.2", "vulns": [old, new]},
                {"name": "own", "skip_reason": "Dependency not found on PyPI and could not be audited"},
            ],
            "fixes": [],
        }
    )
    assert audit.in_words.splitlines() == [
        "2 packages examined, 2 advisories.",
        "  jinja2 2.11.2: CVE-2020-28493; mended in 2.11.3",
        "  jinja2 2.11.2: GHSA-new; not mended yet",
        "NOT AUDITED, since the service does not know them: own",
    ]


def test_where_the_service_knows_no_package_none_counts_as_examined() -> None:
    skipped = {"name": "prefect", "skip_reason": "Dependency not found on PyPI and could not be audited"}
    assert read_audit({"dependencies": [skipped]}).examined == []


def test_where_nobody_answers_only_an_audit_that_must_be_made_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    auditor = tmp_path / "pip-audit"
    auditor.write_text("#!/bin/sh\nexit 1\n")
    auditor.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert (main([]), main(["--must"])) == (0, 1)
    assert capsys.readouterr().out == f"{NOT_AUDITED}\n" * 2


def test_each_package_of_the_lock_is_pinned_with_its_hashes() -> None:
    assert REQUIREMENT.sub("", LOCK) == ""
    assert REQUIREMENT.fullmatch(first_requirement(LOCK))
    assert len(REQUIREMENT.findall(LOCK)) > 100


def test_each_package_that_the_project_declares_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.match(r"[a-z0-9-]+", requirement)[0] for requirement in declared}  # type: ignore[index]
    assert names - {name for name, _ in REQUIREMENT.findall(LOCK)} == set()
