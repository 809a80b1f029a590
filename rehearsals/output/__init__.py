"""The output of a rehearsal: tables, letters and documents, a page to look at, and the last screen."""

from __future__ import annotations

from rehearsals.output.facts import read_facts
from rehearsals.output.page import write_days
from rehearsals.output.screen import show_end, write_output

__all__ = ["read_facts", "show_end", "write_days", "write_output"]
