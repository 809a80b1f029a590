"""Refuse a wheel: the program runs from its folder, with the templates, pages and flows that lie there."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class EditableAlone(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        if version != "editable":
            sys.exit(
                "No wheel is made of the MASE secretariat, which runs from its own folder: clone it and run "
                "`make check` there, as docs/operations.md says, or install it with `pip install --editable`."
            )
