from __future__ import annotations

from tests.tasks.register.full import full

__all__ = ["full"]
