"""What a rehearsal leaves behind: its tables, letters and documents, a page to look at, and a last screen."""

from __future__ import annotations

from rehearsals.output.folder import write_output
from rehearsals.output.screen import show_end

__all__ = ["show_end", "write_output"]
