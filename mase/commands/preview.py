"""``mase preview``: every letter and document with sample data, as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def preview(
    out: Annotated[
        Path, typer.Option(help="The folder that the page and its files are written into.")
    ] = Path("preview"),
) -> None:
    """Write every letter, document and workbook with sample data as one page to look at."""
    from config.settings import load_settings
    from mase.preview import write_preview

    page = write_preview(out, load_settings().templates)
    print(f"Written: {page}. Open it in a browser.")
