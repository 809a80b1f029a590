"""Ask whether a package of requirements.lock has a known weakness: ``make audit``.

pip-audit, which stands in the lock itself, asks the package index, package by package; what follows ``python
-m tests.audit`` is handed on to it, such as ``--vulnerability-service osv``. It ends with 1 where an advisory
is found. Where nobody answers it says so and ends with 0, since a network that lets nothing through is no
weakness; with ``--must``, which a release needs, it ends with 1.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.audit.advisories import NOT_AUDITED, Audit, first_requirement, read_audit

LOCK = Path(__file__).resolve().parent.parent.parent / "requirements.lock"
MUST = "--must"


def main(given: Sequence[str]) -> int:
    options = [option for option in given if option != MUST]
    with tempfile.TemporaryDirectory() as name:
        one = Path(name) / "one.txt"
        one.write_text(first_requirement(LOCK.read_text(encoding="utf-8")), encoding="utf-8")
        probe = _audited(one, options)  # of one package, before all are asked about in vain
        if not probe or not probe.examined:
            print(NOT_AUDITED)
            return int(MUST in given)
        audit = _audited(LOCK, options) or probe
    print(audit.in_words)
    return int(bool(audit.advisories))


def _audited(requirements: Path, options: Sequence[str]) -> Audit | None:
    """Have pip-audit look at a file of pinned requirements; None where it could not ask."""
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "audited.json"
        command = ["pip-audit", "--disable-pip", "--no-deps", "--requirement", str(requirements)]
        command += ["--format", "json", "--output", str(out), "--progress-spinner", "off", *options]
        subprocess.run(command, stderr=subprocess.DEVNULL, check=False)
        return read_audit(json.loads(out.read_text(encoding="utf-8"))) if out.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
