"""``mase preview``: every letter and document with sample data, or the letters to come, as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mase.options import GroupOption

OutOption = Annotated[Path, typer.Option(help="The folder that the page and its files are written into.")]


def preview(
    out: OutOption = Path("preview"),
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Show the letters that go from this day on.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Until this day.")] = None,
    group: GroupOption = None,
) -> None:
    """Write every letter and document as one page: with sample data, or (--from, --to) those that would go.

    Of the letters to come it says to whom each would go and why, if nothing else changed. Nothing is queued.
    """
    from config.settings import load_settings
    from forum.problem import Problem

    if first and last:
        _coming(out, first, last, group)
    elif first or last or group:
        raise Problem("Say from when until when: mase preview --from 12/1/2027 --to 26/1/2027")
    else:
        from mase.preview import write_preview

        print(f"Written: {write_preview(out, load_settings().templates)}. Open it in a browser.")


def _coming(out: Path, first: str, last: str, group: str | None) -> None:
    from config.settings import load_settings
    from config.wiring import delivery_rules
    from forum.wording import count
    from mase.coming_letters import write_coming_letters
    from mase.options import date_typed, the_office
    from tasks.duties.coming_letters import coming_letters

    settings = load_settings()
    with the_office() as office:
        days = date_typed(first, office), date_typed(last, office)
        rules = delivery_rules(settings)
        letters = coming_letters(office, rules, *days, group)
    page = write_coming_letters(out, settings.templates, letters, *days, rules.mode)
    print(f"{count(len(letters), 'letter')} would go. Written: {page}. Open it in a browser.")
