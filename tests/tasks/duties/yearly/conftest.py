from __future__ import annotations

from tests.tasks.duties.boards.conftest import agreed, asked, drafted, gone, story, with_chair

__all__ = ["agreed", "asked", "drafted", "gone", "story", "with_chair"]
