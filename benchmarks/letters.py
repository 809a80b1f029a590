"""The letters of a year by role, with a plan, boards, a task group, research and partnerships, and without:
``python -m benchmarks.letters``.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from config.settings import ROOT
from mase.options import day
from rehearsals.command import DEFAULT_START
from rehearsals.play import Options, play_months
from rehearsals.stage import SAMPLE_MEMBERS

POLICY = ROOT / "config" / "mase.toml"
BOARDS = re.compile(r"^\[\[bodies\]\].*?(?=^\[(?!\[bodies\]\]))", re.MULTILINE | re.DOTALL)
SEATS = 12
OF_ITS_OWN = ("Chair", "Business unit", "Board secretary", "Co-opted member", "Outside the group")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=12)
    months = parser.parse_args().months
    with tempfile.TemporaryDirectory() as own:
        folder = Path(own)
        members = Path(shutil.copy(SAMPLE_MEMBERS, folder / "members.xlsx"))  # the plan comes with the sample
        policy = folder / POLICY.name
        policy.write_text(BOARDS.sub("", POLICY.read_text(encoding="utf-8")), encoding="utf-8")
        without = _letters(months, policy, members, folder / "without")
        whole = _letters(months, POLICY, SAMPLE_MEMBERS, folder / "with")
    print(f"Letters a month, over {months} months: without and with")
    for role in sorted(without.keys() | whole.keys()):
        print(f"  {role:32} {without.get(role, 0) / months:5.1f} {whole.get(role, 0) / months:5.1f}")


def _letters(months: int, policy: Path, members: Path, out: Path) -> Mapping[str, float]:
    """Play the months, and return the letters that went to each role; of core members, the mean."""
    start = day(DEFAULT_START)
    options = Options(
        months=months, start=start, out=out, policy=policy, members=members, keep_ui=False, timings=False
    )
    with Path(os.devnull).open("w") as nowhere:
        play_months(options, Console(file=nowhere))
    sent: Counter[str] = Counter()
    with (out / "dispatches.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["sent"]:
                sent[_role(row["group"], row["recipient"])] += 1
    return {role: number / SEATS if role == "core member" else number for role, number in sent.items()}


def _role(group: str, recipient: str) -> str:
    if group != "MASE":
        return "of the task group, all"
    if recipient in OF_ITS_OWN:
        return recipient
    return "deputies, all" if recipient.endswith("(deputy)") else "core member"


if __name__ == "__main__":
    main()
