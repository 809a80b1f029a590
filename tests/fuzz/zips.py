"""The parts of a zip, taken out of it and put into one again."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Sequence


def unzipped(content: bytes) -> list[tuple[str, bytes]]:
    """Name and content of each part; none where it is no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return [(info.filename, parts.read(info)) for info in parts.infolist()]
    except Exception:  # zipfile raises whatever it meets in what is broken
        return []


def zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip of these parts, in which a name may occur twice; the same parts always make the same bytes."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        warnings.simplefilter("ignore")
        for name, part in parts:
            made.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED, compresslevel=1)
    return out.getvalue()
