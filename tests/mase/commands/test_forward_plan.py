"""mase forward-plan: twelve months in the terminal, or as a page in Word."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from tests.mase.commands.terminal import typed


@pytest.mark.usefixtures("planned")
def test_the_forward_plan_is_shown_and_written(tmp_path: Path) -> None:
    screen = " ".join(typed("forward-plan").split())
    assert "January 2027 Tue 12 Jan" in screen
    assert "Mon 19 Apr: report for the KSCB Business Group of 29 April" in screen
    file = tmp_path / "plan.docx"
    assert f"Written: {file}" in typed("forward-plan", str(file))
    table = docx.Document(io.BytesIO(file.read_bytes())).tables[0]
    months = [row.cells[0].text.splitlines()[0] for row in table.rows[1:]]
    assert (len(months), months[0], months[-1]) == (12, "December 2026", "November 2027")
    february = table.rows[3].cells[1].text
    assert "In depth: The workforce is educated and equipped (KCC Education)" in february.splitlines()
