"""One answer of Microsoft Graph, whole or as a part of a batch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

CODE = re.compile(r"[A-Za-z][\w.]*")  # a code has nothing personal in it; a message may


@dataclass(frozen=True)
class Answer:
    """``status`` is 0 for a part that the answer to a batch left out; ``headers`` by names in lower case."""

    status: int
    body: Json = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def code(self) -> str:
        """The most detailed code that the error has; empty where it has none."""
        error = self.body.get("error")
        found = ""
        while isinstance(error, dict):
            code = error.get("code")
            if isinstance(code, str) and CODE.fullmatch(code):
                found = code
            error = error.get("innerError") or error.get("innererror")
        return found

    @property
    def retry_after(self) -> float:
        """The seconds it asks us to wait; 0 where it doesn't say."""
        value = self.headers.get("retry-after", "")
        return float(value) if value.replace(".", "", 1).isdigit() else 0.0

    @property
    def items(self) -> list[Json]:
        """The items of a list."""
        value = self.body.get("value")
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
