"""The index of an inspection bundle: each file of it, and what is missing and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from forum.documents.base import Document
from forum.yearly.inspection import BundleFile


@dataclass(frozen=True, kw_only=True)
class InspectionIndex(Document):
    """The ``files`` of the period from ``first`` to ``last``, both days included, by section. ``missing`` are
    sentences without a full stop. ``sealed`` says how part 2 is enclosed, or why not; empty for a group
    without any."""

    NAME: ClassVar[str] = "inspection_index"

    first: dt.date
    last: dt.date
    files: tuple[BundleFile, ...]
    missing: tuple[str, ...]
    sealed: str

    @property
    def sections(self) -> tuple[tuple[BundleFile, ...], ...]:
        """The files of each section, in their order."""
        return tuple(tuple(files) for _, files in groupby(self.files, lambda file: file.section))
