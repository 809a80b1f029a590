"""Files converted to PDF by LibreOffice, and what stands on each of their pages."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sheet:
    """One printed page: its text, and which way round it is."""

    text: str
    landscape: bool


def printed(files: Mapping[str, bytes], folder: Path) -> dict[str, list[Sheet]]:
    """The pages of each file, by its name; all are converted in one call, since starting takes longest."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    profile = (folder / "profile").as_uri()
    _said(
        "soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
        "--outdir", str(folder), *(str(folder / name) for name in files),
    )  # fmt: skip
    return {name: _sheets((folder / name).with_suffix(".pdf")) for name in files}


def _sheets(pdf: Path) -> list[Sheet]:
    texts = _said("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1]
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", _said("pdfinfo", "-l", "-1", str(pdf)))
    return [
        Sheet(text, float(width) > float(height)) for text, (width, height) in zip(texts, sizes, strict=True)
    ]


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=120).stdout
