from __future__ import annotations

from tests.tasks.duties.inbox.conftest import after_meeting, chair_asked, paper_wanted, post

__all__ = ["after_meeting", "chair_asked", "paper_wanted", "post"]
