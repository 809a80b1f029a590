"""Office files as PDF, by LibreOffice: without macros, network or the settings of anybody."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

PATIENCE = 60.0  # seconds for a whole pack, which takes some three; a single file then gets as long
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
        """All in one go, since starting takes longest; what then lacks is tried once more by itself."""
        if not files:
            return []
        with TemporaryDirectory(prefix="pack-") as name:
            folder = Path(name)
            _write_settings(folder / "profile")
            named = [folder / f"{number}.{ending}" for number, (ending, _) in enumerate(files)]
            for file, (_, content) in zip(named, files, strict=True):
                file.write_bytes(content)
            if not self._run(folder, named):
                for file in named:
                    if not file.with_suffix(".pdf").exists():
                        self._run(folder, [file])
            done = [file.with_suffix(".pdf") for file in named]
            return [file.read_bytes() if file.exists() else None for file in done]

    def _run(self, folder: Path, files: Sequence[Path]) -> bool:
        """Whether it came to its end; if not, it and all that it started are ended."""
        command = [
            str(self.program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files),
        ]  # fmt: skip
        places = {"HOME": str(folder), "TMPDIR": str(folder)}
        process = subprocess.Popen(
            command,
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "en_GB.UTF-8", **places},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(self.patience) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return False


def _write_settings(profile: Path) -> None:
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _VALUES)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), "utf-8")
