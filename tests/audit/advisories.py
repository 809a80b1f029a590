"""What pip-audit found, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forum.text.wording import count

NOT_AUDITED = (
    "NOT AUDITED: nobody answered about the packages in requirements.lock, so nothing is known of their "
    "weaknesses. Run make audit where the package index, https://pypi.org, can be reached, or name another "
    "service: make audit ARGS='--vulnerability-service osv'."
)


@dataclass(frozen=True)
class Audit:
    """The packages that were ``examined``, those that the service does not know, and the ``advisories``."""

    examined: Sequence[str]
    unknown: Sequence[str]
    advisories: Sequence[str]

    @property
    def in_words(self) -> str:
        examined = count(len(self.examined), "package")
        lines = [f"{examined} examined, {count(len(self.advisories), 'advisory', 'advisories')}."]
        lines += [f"  {advisory}" for advisory in self.advisories]
        if self.unknown:
            lines.append(f"NOT AUDITED, since the service does not know them: {', '.join(self.unknown)}")
        return "\n".join(lines)


def read_audit(result: Mapping[str, Any]) -> Audit:
    """Read what pip-audit writes as JSON."""
    known = [package for package in result["dependencies"] if "skip_reason" not in package]
    return Audit(
        [package["name"] for package in known],
        [package["name"] for package in result["dependencies"] if "skip_reason" in package],
        [
            f"{package['name']} {package['version']}: {found['id']}; "
            + (f"mended in {', '.join(found['fix_versions'])}" if found["fix_versions"] else "not mended yet")
            for package in known
            for found in package["vulns"]
        ],
    )


def first_requirement(lock: str) -> str:
    """Return the first requirement of a lock, with its hashes."""
    lines = lock.splitlines()
    end = next(number for number, line in enumerate(lines) if not line.endswith("\\"))
    return "\n".join(lines[: end + 1]) + "\n"
