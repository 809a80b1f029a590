"""Runs of flows, and what they say at the end."""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib

from tests.flows.conftest import THURSDAY


def run(name: str, as_of: dt.date = THURSDAY, group: str | None = "MASE") -> str:
    """Run a flow; return its final state in words."""
    flow = getattr(importlib.import_module(f"flows.{name}"), name)
    return str(asyncio.run(flow(as_of=as_of, group=group, return_state=True)).message)
