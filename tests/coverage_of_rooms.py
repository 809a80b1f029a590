"""The coverage of each room by the tests: ``python -m tests.coverage_of_rooms``, after a run with --cov."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

import coverage

FIGURES = ("num_statements", "covered_lines", "num_branches", "covered_branches")


def main() -> None:
    measured = coverage.Coverage()
    measured.load()
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        measured.json_report(outfile=file.name)
        files = json.loads(Path(file.name).read_text("utf-8"))["files"]
    rooms: dict[str, Counter[str]] = {}
    for name, report in files.items():
        room = rooms.setdefault(room_of(name), Counter())
        room.update({figure: report["summary"][figure] for figure in FIGURES})
    print(f"{'room':28} {'lines':>6} {'reached':>8} {'branches':>9} {'reached':>8}")
    for name, room in (*sorted(rooms.items()), ("all", sum(rooms.values(), Counter()))):
        lines, branches = room["num_statements"], room["num_branches"]
        print(
            f"{name:28} {lines:6} {_share(room['covered_lines'], lines):>8}"
            f" {branches:9} {_share(room['covered_branches'], branches):>8}"
        )


def room_of(name: str) -> str:
    """The room that a file is in: two folders, of the duties and the like three."""
    folders = Path(name).parent.parts
    return "/".join(folders[: 3 if folders[0] == "tasks" else 2])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


if __name__ == "__main__":
    main()
