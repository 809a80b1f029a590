"""The two forums that the rules are tried on, and their working days."""

from __future__ import annotations

from pathlib import Path

import holidays

from forum.calendar.working_days import working_days
from forum.terms.policy import Policy, read_policy

ROOT = Path(__file__).resolve().parents[2]
MASE_FILE = ROOT / "config" / "mase.toml"
SECOND_FILE = ROOT / "tests" / "fixtures" / "second_forum.toml"


def policy_of(file: Path) -> Policy:
    return read_policy(file.read_text(encoding="utf-8"), file.name)


BANK_HOLIDAYS = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2025, 2034)))
MASE, SECOND = policy_of(MASE_FILE), policy_of(SECOND_FILE)
MASE_DAYS = working_days(MASE.working_time, BANK_HOLIDAYS)
SECOND_DAYS = working_days(SECOND.working_time, BANK_HOLIDAYS)
