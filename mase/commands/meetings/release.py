"""Releasing the pack of a meeting: mase release."""

from __future__ import annotations

import typer

from mase.options import MeetingArgument, own_reference, the_office


def release(meeting: MeetingArgument) -> None:
    """Release a meeting's pack: agenda and papers go to everybody who may read them."""
    from forum.text.wording import count
    from tasks.duties.papers.send_packs import release_pack

    with the_office() as office:
        meeting = own_reference(office, meeting)
        letters = release_pack(office, meeting, "command: mase release")
    typer.echo(f"{meeting}: the pack is released, {count(letters, 'letter')} queued.")
