"""Runs of flows, and what they say at the end."""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib

from prefect import State

from tests.flows.conftest import THURSDAY


def run(name: str, as_of: dt.date = THURSDAY, group: str | None = "MASE") -> str:
    """Run a flow; return its final state in words."""
    return str(final_state(name, as_of, group).message)


def final_state(name: str, as_of: dt.date = THURSDAY, group: str | None = "MASE") -> State[None]:
    """Run a flow; return its final state."""
    flow = getattr(importlib.import_module(f"flows.{name}"), name)
    state: State[None] = asyncio.run(flow(as_of=as_of, group=group, return_state=True))
    return state
