"""Put everyday signatures under plain answers, and print which answers are then read differently.

python -m benchmarks.understanding.signatures tests/replies
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.understanding.corpus import verdict, written_reply


def main(folder: Path) -> None:
    """Print how many of the signed answers are read differently from the answer alone, and which."""
    answers, signatures = _rows(folder / "short_answers.jsonl"), _rows(folder / "signatures.jsonl")
    found = [each for answer in answers for each in differences(answer, signatures)]
    print(f"{len(found)} of {len(answers) * len(signatures)} are read differently")
    for each in found:
        print(f"  {each}")


def differences(answer: dict[str, Any], signatures: list[dict[str, str]]) -> Iterator[str]:
    """Say of each signature under which an answer is read differently what is recorded then."""
    alone = recorded(answer, answer["own"])
    for row in signatures:
        signed = recorded(answer, f"{answer['own']}\n\n{signed_by(row['signature'], answer['signer'])}")
        if signed != alone:
            yield f"{answer['id']} {row['id']} {answer['own']!r}: {_words(alone)}, signed {_words(signed)}"


def signed_by(signature: str, signer: dict[str, str]) -> str:
    """Return a signature with what is known of the signer in it, in capitals where it says so."""
    capitals = {name.upper(): value.upper() for name, value in signer.items()}
    return signature.format(**signer, **capitals)


def recorded(answer: dict[str, Any], text: str) -> frozenset[str]:
    """Return what is recorded of an answer that comes as this text."""
    row = {**answer, "text": text, "html": "", "attachments": [], "also_right": [], "never": []}
    return verdict(written_reply(row)).recorded


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _words(outcomes: frozenset[str]) -> str:
    return ", ".join(sorted(outcomes))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
