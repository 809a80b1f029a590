from __future__ import annotations

from tests.tasks.duties.boards.conftest import story

__all__ = ["story"]
