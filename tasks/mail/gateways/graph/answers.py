"""Answers of Microsoft Graph, to a single request or to one request of a batch."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

Json = dict[str, Any]

CODE = re.compile(r"[A-Za-z][\w.]*")  # an error's code has nothing personal in it; its message may


@dataclass(frozen=True)
class Answer:
    """An answer. ``status`` is 0 where a batch left the answer out; ``headers`` have lower-case names."""

    status: int
    body: Json = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def code(self) -> str:
        """Return the most detailed code of the error; empty where it has none."""
        error = self.body.get("error")
        innermost = ""
        while isinstance(error, dict):
            code = error.get("code")
            if isinstance(code, str) and CODE.fullmatch(code):
                innermost = code
            error = error.get("innerError") or error.get("innererror")
        return innermost

    @property
    def is_page(self) -> bool:
        """Tell whether it is a page for people, as proxies write them."""
        return "html" in self.headers.get("content-type", "")

    @property
    def retry_after(self) -> float:
        """Return the seconds that Graph asks us to wait, by a number or a date; 0 where it doesn't say."""
        value = self.headers.get("retry-after", "")
        if value.replace(".", "", 1).isdigit():
            return float(value)
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
        except ValueError:
            return 0.0

    @property
    def items(self) -> list[Json]:
        """Return the items of a list."""
        value = self.body.get("value")
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
