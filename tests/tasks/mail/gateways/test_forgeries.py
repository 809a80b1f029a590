"""Forged and genuine mails through every gateway: none that is forged is taken, and all that are genuine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.tasks.mail.gateways.boxes import OURS, Box, OfficeBox
from tests.tasks.mail.incoming.forgeries.case import Case
from tests.tasks.mail.incoming.forgeries.gateways import at_a_server, in_a_folder, is_taken
from tests.tasks.mail.incoming.forgeries.genuine import genuine
from tests.tasks.mail.incoming.forgeries.results import forged_results
from tests.tasks.mail.incoming.forgeries.senders import forged_senders


def taken(box: Box, cases: Sequence[Case], folder: Path) -> tuple[set[str], set[str]]:
    """The names of the mails that were read, and of those that were taken for what they say."""
    if isinstance(box, OfficeBox):
        read = list(at_a_server(cases, box.office.mailboxes[OURS], box.open_mailer))
    else:
        read = list(in_a_folder([case for case in cases if not case.is_inside], folder))
    return {case.name for case, _ in read}, {case.name for case, item in read if is_taken(case, item)}


def test_no_forged_mail_is_taken_and_every_one_is_read(box: Box, tmp_path: Path) -> None:
    read, believed = taken(box, [*forged_results(), *forged_senders()], tmp_path / "forged")
    assert len(read) > 300
    assert believed == set()


def test_every_genuine_mail_is_taken(box: Box, tmp_path: Path) -> None:
    read, believed = taken(box, list(genuine()), tmp_path / "genuine")
    assert len(read) > 40
    assert read - believed == set()
