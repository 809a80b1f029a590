"""Artifacts: what a run leaves for the operator to look at in Prefect's UI."""

from __future__ import annotations

from prefect.settings import get_current_settings


def are_shown() -> bool:
    """Say whether Prefect has a UI that shows artifacts; the server within a rehearsal has none."""
    return get_current_settings().server.ui.enabled
