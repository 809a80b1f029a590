"""Read replies out of the ways in which mail programs quote a letter, and print what leaks and what is lost.

python -m benchmarks.understanding.quoting tests/replies/quoting.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from forum.inbox.mail_text.own_words import own_lines
from tasks.mail.incoming.plain_text import text_of_html


def main(path: Path) -> None:
    """Print how many mails leak or lose words, and which."""
    mails = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    differences = {f"{mail['id']} {mail['format']}": difference(mail) for mail in mails}
    leaking = [mail for mail, (leaked, _) in differences.items() if leaked]
    losing = [mail for mail, (_, lost) in differences.items() if lost]
    print(f"{len(leaking)} of {len(mails)} mails leak words of others, {len(losing)} lose own words")
    for mail, (leaked, lost) in differences.items():
        if leaked or lost:
            print(f"  {mail}\n        leaked {leaked}, lost {lost}")


def difference(mail: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return the lines that leaked into a mail's own words, and those of its own that were lost."""
    kept = _without_blanks(own_lines(mail["text"] or text_of_html(mail["html"])))
    own = _without_blanks(mail["own"].splitlines())
    return [line for line in kept if line not in own], [line for line in own if line not in kept]


def _without_blanks(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
