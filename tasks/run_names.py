"""The name of a flow run: the day it is for and the group, never anything about a person."""

from __future__ import annotations

from prefect.runtime import flow_run


def run_name() -> str:
    """Such as "2027-01-12 MASE", "today, all groups"."""
    parameters = flow_run.parameters
    return f"{parameters.get('as_of') or 'today'}, {parameters.get('group') or 'all groups'}"
