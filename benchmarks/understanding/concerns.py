"""Look for concerns in corpora, and print how many are recognised, by kind, and what was taken for one.

python -m benchmarks.understanding.concerns FILE ...

A file has an object a line: the text, subject and files of a mail, and the kinds of concern in it. One of
replies, each with the letter that it answers, holds ordinary business: what is recognised there is a false
alarm.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.understanding.corpus import written_reply
from benchmarks.understanding.outcomes import KINDS_BY_NAME
from forum.concerns.kinds import ConcernKind
from forum.concerns.recognise import concerns_in
from forum.inbox.reading.reply_text import text_of


@dataclass(frozen=True)
class Written:
    """A mail of a corpus: the writer's lines, subject and names of files, and the kinds of concern in it."""

    id: str
    lines: tuple[str, ...]
    subject: str
    files: tuple[str, ...]
    kinds: frozenset[ConcernKind]


@dataclass(frozen=True)
class Recognised:
    """A mail, the kinds of concern recognised in it, and the seconds it took."""

    written: Written
    kinds: frozenset[ConcernKind]
    seconds: float

    @property
    def is_missed(self) -> bool:
        """True where there is a concern, and nobody would hear of any."""
        return bool(self.written.kinds) and not self.kinds

    @property
    def is_false_alarm(self) -> bool:
        """True where ordinary business was taken for a concern."""
        return bool(self.kinds) and not self.written.kinds


def mails_of(path: Path) -> list[Written]:
    """Return the mails of a corpus of concerns or of replies, a JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_written(json.loads(line)) for line in lines if line]


def recognised(written: Written) -> Recognised:
    """Look for concerns in a mail."""
    begun = time.perf_counter()
    kinds = concerns_in(written.lines, subject=written.subject, files=written.files)
    return Recognised(written, frozenset(kinds), time.perf_counter() - begun)


def main(paths: Sequence[Path]) -> None:
    """Print the figures of each corpus, and the mails that went wrong."""
    for path in paths:
        mails = [recognised(written) for written in mails_of(path)]
        print(f"{path}: {len(mails)} mails, p95 {_p95(mails) * 1_000:.1f} ms a mail")
        for kind in ConcernKind:
            _show(kind, [each for each in mails if kind in each.written.kinds])
        ordinary = [each for each in mails if not each.written.kinds]
        false = [each for each in ordinary if each.is_false_alarm]
        print(f"{len(false)} of {len(ordinary)} false alarms ({len(false) / max(1, len(ordinary)):.1%})")
        for each in [each for each in mails if each.is_missed or each.is_false_alarm]:
            kinds = ", ".join(sorted(each.kinds)) or "nothing"
            print(f"  {each.written.id}  {' '.join(each.written.lines)!r:.100}\n        {kinds}")


def _show(kind: ConcernKind, mails: Sequence[Recognised]) -> None:
    if mails:
        right = sum(kind in each.kinds for each in mails)
        heard = sum(not each.is_missed for each in mails)
        print(f"{right} of {len(mails)} {kind}; {heard} as some concern")


def _p95(mails: Sequence[Recognised]) -> float:
    return sorted(each.seconds for each in mails)[int(len(mails) * 0.95)]


def _written(row: dict[str, Any]) -> Written:
    if "letter" in row:
        reply = written_reply(row).reply
        names = tuple(file.name for file in reply.files)
        kinds = frozenset(KINDS_BY_NAME[each] for each in row["expected"] if each in KINDS_BY_NAME)
        return Written(row["id"], text_of(reply).lines, reply.subject, names, kinds)
    kinds = frozenset(ConcernKind[kind.upper()] for kind in row["kinds"])
    return Written(row["id"], tuple(row["text"].splitlines()), row["subject"], tuple(row["files"]), kinds)


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
