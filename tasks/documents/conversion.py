"""Estimating the work of converting an Office file to pages, before the program is started.

Starting a program on other people's files: without network, and within limits of time and memory.
Converting Office files to PDF by LibreOffice, without macros, network or anybody's settings, and within
limits.

The system's own ``unshare`` and ``prlimit`` set the limits; some systems lack them, or forbid them to an
account.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import time
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from tasks.documents.office.file_checks import (
    BrokenXmlError,
    ElementBudget,
    OddXmlError,
    TooMuchXmlError,
    check_xml,
)

MOST_ELEMENTS = 120_000  # some 150 pages of Word, or 50,000 cells; LibreOffice then takes five seconds
_LARGEST_XML = 20_000_000  # bytes


def is_quickly_converted(content: bytes) -> bool:
    """Tell whether a file has no more in it than a pack has; a file that is no zip is left to the program."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return True
    elements = ElementBudget(MOST_ELEMENTS)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            xml = [info for info in parts.infolist() if info.filename.lower().endswith((".xml", ".svg"))]
            if sum(info.file_size for info in xml) > _LARGEST_XML:
                return False
            for info in xml:
                check_xml(parts.read(info), elements, allow_doctype=True)
    except (TooMuchXmlError, OddXmlError):
        return False
    except (BrokenXmlError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        return True
    return True


MOST_MEGABYTES = 512
_LARGEST_FILE = 100_000_000  # bytes
# An empty network of its own, and a process namespace of its own, which ends with its first process.
_ALONE = ("unshare", "--map-current-user", "--net", "--pid", "--fork", "--kill-child", "--")
_LIMITS = (
    "prlimit", f"--data={MOST_MEGABYTES * 2**20}", f"--fsize={_LARGEST_FILE}", "--core=0", "--nofile=1024",
)  # fmt: skip
_GENTLY = ("nice", "-n", "10")
_TRIAL = 5.0  # seconds


def contain(command: Sequence[str], seconds: int) -> list[str]:
    """Wrap the command in every limit that this system has, ``seconds`` of a processor among them."""
    alone = _ALONE if _works(_ALONE) else ()
    limits = (*_LIMITS, f"--cpu={seconds}", "--") if _works((*_LIMITS, "--")) else ()
    return [*alone, *limits, *(_GENTLY if _works(_GENTLY) else ()), *command]


def missing_limits() -> tuple[str, ...]:
    """Return the limits that this system can't set, each with the remedy."""
    missing = []
    if not _works(_ALONE):
        missing.append(
            "it is not kept off the network: let this account make user namespaces (unshare of util-linux)"
        )
    if not _works((*_LIMITS, "--")):
        missing.append("its memory has no limit: install prlimit (util-linux)")
    return tuple(missing)


@cache
def _works(prefix: tuple[str, ...]) -> bool:
    """Tell whether a program can be started with this prefix here."""
    if shutil.which(prefix[0]) is None:
        return False
    try:
        trial = subprocess.run([*prefix, "true"], capture_output=True, timeout=_TRIAL, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return trial.returncode == 0


PATIENCE = 30.0  # seconds for a whole pack, which takes some three
ALONE = 10.0  # seconds for a file by itself
TOGETHER = 60.0  # seconds for all attempts; a file not converted by then goes separately
_START, _EACH, _MOST = 5, 5, 30  # seconds of a processor: to start, for each file, for a pack
_LARGEST_PDF = 100_000_000  # bytes
# The proxy's address leads nowhere, so that LibreOffice fetches nothing that a file links to.
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
    ("Inet/Settings", "ooInetNoProxy", ""),  # no exception, not even this machine
)
# A profile that was last used by another version, or by none, has LibreOffice start twice.
_VERSION = ("Setup/Product", "ooSetupLastVersion")


class Converter(Protocol):
    def to_pdf(self, files: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
        """Convert each file, given by its ending and content, to PDF; None for one that can't be
        converted."""


@dataclass(frozen=True)
class LibreOffice:
    """A converter. ``program`` is the command ``soffice``; ``patience`` is its time in seconds."""

    program: Path
    patience: float = PATIENCE

    def to_pdf(self, files: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
        """Convert all files in one go, since starting takes longest, then retry failed ones one by one.

        A file with far more in it than a paper is not tried.
        """
        with TemporaryDirectory(prefix="pack-") as name:
            folder, until = Path(name), time.monotonic() + TOGETHER
            _write_settings(folder / "profile", _version(self.program))
            sources = [folder / f"{number}.{ending}" for number, (ending, _) in enumerate(files)]
            tried = [
                (file, content)
                for file, (_, content) in zip(sources, files, strict=True)
                if is_quickly_converted(content)
            ]
            for file, content in tried:
                file.write_bytes(content)
            done_at_once = self._run(folder, [file for file, _ in tried], self.patience) if tried else True
            if not done_at_once and len(tried) > 1:
                for file, _ in tried:
                    seconds = min(ALONE, self.patience, until - time.monotonic())
                    if seconds > 0 and not file.with_suffix(".pdf").exists():
                        self._run(folder, [file], seconds)
            results = [file.with_suffix(".pdf") for file in sources]
            return [file.read_bytes() if _is_there(file) else None for file in results]

    def _run(self, folder: Path, files: Sequence[Path], patience: float) -> bool:
        """Run the program; False when it failed or took too long. All its processes are ended afterwards."""
        command = [
            str(self.program), f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            # What is installed for all accounts is neither used nor, as root, left to them unreadable.
            f"-env:UNO_SHARED_PACKAGES_CACHE={(folder / 'shared').as_uri()}", "--headless", "--norestore",
            "--convert-to", "pdf", "--outdir", str(folder), *map(str, files),
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
            with suppress(ProcessLookupError):  # processes that it left behind end, too
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _is_there(pdf: Path) -> bool:
    """Tell whether there is a file, no link, of a size that may be read."""
    return pdf.is_file() and not pdf.is_symlink() and pdf.stat().st_size <= _LARGEST_PDF


def _write_settings(profile: Path, version: str) -> None:
    values = (*_VALUES, (*_VERSION, version)) if version else _VALUES
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in values)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), "utf-8")


def _version(program: Path) -> str:
    """The version such as "25.2", from the file beside the program; empty where no such file says it."""
    try:
        bootstrap = (program.resolve().parent / "bootstraprc").read_text("utf-8")
    except (OSError, ValueError):
        return ""
    version = re.search(r"^ProductKey=.* ([\d.]+)$", bootstrap, re.MULTILINE)
    return version[1] if version else ""
