"""What the code says twice: ``python -m benchmarks.said_twice``.

Printed are the pairs of classes that share five fields, without their ids, and the public names of functions
and classes that are defined in two files or more; with ``--names`` each of them.
"""

from __future__ import annotations

import argparse
import ast
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from config.settings import ROOT

PACKAGES = ("forum", "tasks", "flows", "config", "mase", "samples", "rehearsals")
NO_FACTS = {"id", "group_id", "NAME"}
SHARED = 5  # fields of a pair


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", action="store_true")
    wishes = parser.parse_args()
    fields, names = {}, defaultdict(list)
    for file, statement in _definitions():
        if not statement.name.startswith("_"):
            names[statement.name].append(file)
        if isinstance(statement, ast.ClassDef):
            fields[file, statement.name] = _fields(statement) - NO_FACTS
    pairs = [
        (first, second, shared)
        for first, second in combinations(fields, 2)
        if len(shared := fields[first] & fields[second]) >= SHARED
    ]
    twice = {name: files for name, files in names.items() if len(files) > 1}
    print(
        f"{len(pairs)} pairs of classes share {SHARED} fields; {len(twice)} public names are defined twice."
    )
    if wishes.names:
        for first, second, shared in pairs:
            print(f"{' '.join(first)} and {' '.join(second)}: {', '.join(sorted(shared))}")
        for name, files in sorted(twice.items()):
            print(f"{name}: {', '.join(files)}")


def _definitions() -> Iterator[tuple[str, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in file.parts:
                for statement in ast.parse(file.read_text("utf-8")).body:
                    if isinstance(statement, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                        yield str(file.relative_to(ROOT)), statement


def _fields(statement: ast.ClassDef) -> set[str]:
    return {
        line.target.id
        for line in statement.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    }


if __name__ == "__main__":
    main()
