"""A command typed in a terminal."""

from __future__ import annotations

from typer.testing import CliRunner

from mase.__main__ import app


def typed(*words: str, columns: int = 160) -> str:
    """What a command prints; the Problem that it would end with is raised."""
    result = CliRunner(env={"COLUMNS": str(columns)}).invoke(app, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output
