"""Play a month with canary words in every free text, and look where none may stand.

``python -m tests.canaries`` plays it twice: by mail through the Exchange stand-in, and straight with the
folder as mailbox. All logs are at DEBUG, and the process that plays crashes at the end. Then three groups
play it in one register, each with canaries of its own (``groups``). It ends with 1 where a canary is found in
a place that is not for it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from config.settings import ROOT
from tests.canaries.searching import Place, files_below, names_below, place, values_of

ON_THE_MEETING = ("address", "name", "room", "desk")  # a calendar shows who is invited, where, whom to ask
NEVER_KEPT = frozenset({"reason", "mail", "signature", "subject", "file"})
NEVER_SENT = NEVER_KEPT | {"author"}
LOGS_ARE_AT_DEBUG = {
    "PREFECT_LOGGING_LEVEL": "DEBUG",
    "PREFECT_SERVER_LOGGING_LEVEL": "DEBUG",
    "PREFECT_INTERNAL_LOGGING_LEVEL": "DEBUG",
    # What these say goes into Prefect's database too, as its settings let an operator ask for.
    "PREFECT_LOGGING_EXTRA_LOGGERS": "sqlalchemy.engine,exchangelib,httpx,msal,jinja2,openpyxl,PIL,pikepdf",
}


def main() -> int:
    planted: Counter[str] = Counter()
    places: list[Place] = []
    with tempfile.TemporaryDirectory() as name:
        for way in ("mail", "straight"):
            out = Path(name) / way
            said = _play(way, out)
            planted += Counter(json.loads((out / "planted.json").read_text("utf-8")))
            places += _search(way, out, said, frozenset(planted))
        print("Three groups in one register:", flush=True)
        command = [sys.executable, "-m", "tests.canaries.groups", str(Path(name) / "groups")]
        of_groups = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, check=False)
        if of_groups.returncode:
            print(of_groups.stderr.decode("utf-8", "replace")[-3000:])
    for one in places:
        found = ", ".join(f"{times} {kind}" for kind, times in sorted(one.wrong.items())) or "0"
        print(f"{one.name:56} {one.looked_at:>12,} bytes   found: {found}")
    wrong = sum(sum(one.wrong.values()) for one in places)
    kinds = ", ".join(f"{times} {kind}" for kind, times in sorted(planted.items()))
    print(f"{sum(planted.values())} canaries planted ({kinds}); {wrong} found where none may stand")
    return int(bool(wrong or of_groups.returncode))


def _play(way: str, out: Path) -> bytes:
    """Play a month in a process of its own, and return all that it wrote to the terminal.

    Where it works, and what is temporary, is in folders of its own. It crashes once it has played.
    """
    command = [sys.executable, "-m", "tests.canaries.play", way, str(out)]
    for folder in (out / "temporary", out / "crashed"):
        folder.mkdir(parents=True)
    surroundings = {
        **os.environ,
        **LOGS_ARE_AT_DEBUG,
        "TMPDIR": str(out / "temporary"),
        "PYTHONPATH": str(ROOT),
    }
    with (out / "said").open("wb") as said:
        process = subprocess.Popen(
            command, cwd=out / "crashed", env=surroundings, stdout=said, stderr=subprocess.STDOUT
        )
        _, status = os.waitpid(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    words = (out / "said").read_bytes()
    if process.returncode != -signal.SIGABRT:
        raise SystemExit(f"The month could not be played:\n{words.decode('utf-8', 'replace')[-3000:]}")
    if os.WCOREDUMP(status):
        raise SystemExit("The system kept the memory of the process that played.")
    return words


def _search(way: str, out: Path, said: bytes, kinds: frozenset[str]) -> Iterator[Place]:
    played = out / "played"
    prefect, register, mailbox = played / "prefect", played / "register.db", played / "mailbox"
    items = json.loads((out / "mailboxes.json").read_text("utf-8"))
    calendar = [item["all"] for item in items] or files_below(mailbox / "calendar")
    yield place(f"{way}: Prefect's database, every value", values_of(prefect / "prefect.db"))
    yield place(f"{way}: Prefect's folder, its log among the files", files_below(prefect))
    yield place(f"{way}: what the service wrote to the terminal", [said])
    yield place(f"{way}: what the watcher sees, by mase doctor", [(out / "doctor").read_bytes()])
    yield place(f"{way}: temporary files that were left", files_below(out / "temporary"))
    yield place(f"{way}: names of these", names_below(out / "temporary"))
    yield place(f"{way}: what the crash left", files_below(out / "crashed"))
    yield place(f"{way}: the audit trail", values_of(register, ["audit"]))
    yield place(f"{way}: the register, of what is never kept", values_of(register), kinds - NEVER_KEPT)
    yield place(f"{way}: subjects of letters, names of their files", _headings(items, mailbox), ["room"])
    yield place(f"{way}: files in letters, of what never goes", _files(out, mailbox), kinds - NEVER_SENT)
    yield place(f"{way}: the calendar", calendar, ON_THE_MEETING)
    if mailbox.exists():
        yield place(f"{way}: names of the mailbox's files", names_below(mailbox))


def _headings(items: list[dict[str, str]], mailbox: Path) -> Iterator[str]:
    yield from (item["headings"] for item in items)
    for letter in _letters(mailbox):
        yield str(letter["Subject"])
        yield from (part.get_filename() or "" for part in letter.iter_attachments())


def _files(out: Path, mailbox: Path) -> Iterator[bytes]:
    yield from files_below(out / "sent")
    for letter in _letters(mailbox):
        for part in letter.iter_attachments():
            content = part.get_payload(decode=True)
            yield content if isinstance(content, bytes) else b""


def _letters(mailbox: Path) -> Iterator[EmailMessage]:
    for file in (mailbox / "sent").glob("*.eml"):
        yield message_from_bytes(file.read_bytes(), policy=policy.default)


if __name__ == "__main__":
    sys.exit(main())
