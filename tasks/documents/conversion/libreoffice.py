"""Office files as PDF, by LibreOffice: without macros, network or anybody's settings, and within limits."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from tasks.documents.conversion.containment import contain
from tasks.documents.conversion.workload import is_quickly_converted

PATIENCE = 30.0  # seconds for a whole pack, which takes some three
ALONE = 10.0  # seconds for a file by itself
TOGETHER = 60.0  # seconds for all that is tried; what then lacks goes as a separate file
_START, _EACH, _MOST = 5, 5, 30  # seconds of a processor: to start, for each file, for a pack
_LARGEST_PDF = 100_000_000  # bytes
# Where LibreOffice would look for a proxy there is none, so that nothing linked in a file is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
    "</prop></item>"
)
_VALUES = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),  # also for this machine
)


class Converter(Protocol):
    def to_pdf(self, files: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
        """Each file, given by its ending and content, as PDF; None for one that can't be turned into it."""


@dataclass(frozen=True)
class LibreOffice:
    """``program`` is its command, ``soffice``; ``patience`` how many seconds it gets."""

    program: Path
    patience: float = PATIENCE

    def to_pdf(self, files: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
        """All in one go, since starting takes longest; what then lacks is tried once more by itself, for as
        long as there is time. What has far more in it than a paper is not tried."""
        with TemporaryDirectory(prefix="pack-") as name:
            folder, until = Path(name), time.monotonic() + TOGETHER
            _write_settings(folder / "profile")
            named = [folder / f"{number}.{ending}" for number, (ending, _) in enumerate(files)]
            tried = [
                (file, content)
                for file, (_, content) in zip(named, files, strict=True)
                if is_quickly_converted(content)
            ]
            for file, content in tried:
                file.write_bytes(content)
            done_at_once = self._run(folder, [file for file, _ in tried], self.patience) if tried else True
            if not done_at_once and len(tried) > 1:
                for file, _ in tried:
                    left = min(ALONE, self.patience, until - time.monotonic())
                    if left > 0 and not file.with_suffix(".pdf").exists():
                        self._run(folder, [file], left)
            done = [file.with_suffix(".pdf") for file in named]
            return [file.read_bytes() if _is_there(file) else None for file in done]

    def _run(self, folder: Path, files: Sequence[Path], patience: float) -> bool:
        """Whether it came to its end; if not, it and all that it started are ended."""
        command = [
            str(self.program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files),
        ]  # fmt: skip
        places = {"HOME": str(folder), "TMPDIR": str(folder)}
        process = subprocess.Popen(
            contain(command, seconds=min(_MOST, _START + _EACH * len(files))),
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "en_GB.UTF-8", **places},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(patience) == 0
        except subprocess.TimeoutExpired:
            return False
        finally:
            with suppress(ProcessLookupError):  # what it left behind ends with it
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _is_there(pdf: Path) -> bool:
    """Whether there is a file of a size that may be read."""
    return pdf.is_file() and not pdf.is_symlink() and pdf.stat().st_size <= _LARGEST_PDF


def _write_settings(profile: Path) -> None:
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _VALUES)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), "utf-8")
