"""Changing single parts of Office files, as people do who know no better, or mean no good."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same file with parts of its zip added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info, old.read(info))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def replaced(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same file with a text in one part replaced, once; it must be there."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        text = parts.read(part)
    assert old in text
    return with_parts(content, {part: text.replace(old, new, 1)})
