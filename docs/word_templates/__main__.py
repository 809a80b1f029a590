"""Lays out the Word templates anew: ``python docs/word_templates FOLDER``.

The templates in ``templates/documents/`` were made with it once and are edited in Word since; running it
writes over what was edited there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from joining import confidentiality_agreement, members_list, your_part
from meetings import action_note, agenda, commission, minutes
from papers import changes, cover_sheet, letters_in_your_name, pack_cover
from registers import challenge_log, decisions_register, forward_plan, risk_register
from reports import board_report
from tables import (
    action_log,
    actions_report,
    attendance_report,
    attendance_table,
    compliance_page,
    inspection_index,
    purposes_report,
)


def main(folder: str) -> None:
    for make in (
        agenda,
        minutes,
        action_note,
        commission,
        action_log,
        attendance_table,
        pack_cover,
        cover_sheet,
        changes,
        letters_in_your_name,
        your_part,
        board_report,
        members_list,
        confidentiality_agreement,
        attendance_report,
        actions_report,
        purposes_report,
        compliance_page,
        forward_plan,
        decisions_register,
        inspection_index,
        risk_register,
        challenge_log,
    ):
        make().save(Path(folder), make.__name__)


if __name__ == "__main__":
    main(sys.argv[1])
