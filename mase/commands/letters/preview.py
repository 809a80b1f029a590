"""``mase preview``: every letter and document with sample data, or the letters to come, as one page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mase.options import GroupOption

if TYPE_CHECKING:
    from config.settings import Settings
    from tasks.duties.base.office import Office

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

    With sample data and --group they are printed from the templates of that group as they lie on the disk. Of
    the letters to come it says to whom each would go and why, if nothing else changed. Nothing is queued.
    """
    from config.settings import load_settings

    if first or last:
        _coming(out, first, last, group)
    else:
        from mase.preview import write_preview

        settings = load_settings()
        own = _own_templates(settings, group) if group else ""
        print(f"Written: {write_preview(out, settings.templates, own)}. Open it in a browser.")


def _own_templates(settings: Settings, group: str) -> str:
    """The folder of templates that a group's policy names; empty for none. Problem for an unknown group."""
    from config.wiring import usable_policies
    from forum.text.problem import Problem

    policies, _ = usable_policies(settings.policies)
    if group.upper() not in policies:
        raise Problem(f"No policy has the code “{group}”. There are: {', '.join(policies)}.")
    return policies[group.upper()].group.templates


def _coming(out: Path, first: str | None, last: str | None, group: str | None) -> None:
    from config.settings import load_settings
    from config.wiring import delivery_rules
    from flows.do_what_is_due import MORNING
    from forum.text.problem import Problem
    from forum.text.wording import count
    from mase.options import the_office
    from mase.pages import write_coming_letters
    from tasks.duties.calendar.foretell import coming_letters

    settings = load_settings()
    with the_office() as office:
        since, until = _day("--from", first, office), _day("--to", last, office)
        if since is None or until is None:
            raise Problem("Say from when until when: mase preview --from 12/1/2027 --to 26/1/2027")
        rules = delivery_rules(settings)
        letters = coming_letters(office, rules, MORNING, since, until, group)
    page = write_coming_letters(out, settings.templates, letters, since, until, rules.mode)
    print(f"{count(len(letters), 'letter')} would go. Written: {page}. Open it in a browser.")


def _day(option: str, text: str | None, office: Office) -> dt.date | None:
    """The day given with an option, None where it is left out. Problem naming the option when it is none."""
    from forum.text.problem import Problem
    from mase.options import date_typed

    try:
        return date_typed(text, office) if text else None
    except Problem as problem:
        raise Problem(f"{option}: {problem.sentence}") from None
