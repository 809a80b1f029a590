"""``mase handbook``: the unit's handbook as a Word file, with pictures of the letters as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def handbook(
    file: Annotated[Path, typer.Argument(help="The Word file to write.")] = Path("handbook.docx"),
    draw: Annotated[
        bool, typer.Option("--draw", help="First draw pictures of letters that have changed (Chromium).")
    ] = False,
) -> None:
    """Write the handbook for the unit as a Word file."""
    from config.settings import load_settings
    from forum.text.wording import count
    from mase.handbook import draw_pictures, write_handbook

    templates = load_settings().templates
    if draw:
        print(f"{count(draw_pictures(templates), 'picture')} drawn.")
    write_handbook(file, templates)
    print(f"Written: {file}. Open it in Word.")
