"""What the documents are called."""

from __future__ import annotations

from dataclasses import replace

from forum.documents import ActionLog, AttendanceTable, MinutesInWord
from forum.documents.agenda import PackCover
from forum.documents.boards import CommissionPage
from forum.documents.members import ConfidentialityAgreement
from samples import sample_of
from tests.forum.group import a_person
from tests.forum.policies import MASE


def test_a_document_of_part_two_says_so_in_title_and_file_name() -> None:
    minutes = replace(sample_of(MinutesInWord), part=2)
    assert minutes.title == "Minutes, part 2"
    assert minutes.file_name == "MASE-2027-01 minutes, part 2, UNCONFIRMED v1.docx"


def test_file_names_are_neutral_and_hold_no_slash() -> None:
    assert sample_of(ActionLog).file_name == "MASE-2027-01 action log.docx"
    assert sample_of(AttendanceTable).file_name == "MASE-2027-01 attendance table.docx"
    commission = sample_of(CommissionPage)
    assert replace(commission, reference="MISSING", code="MISSING").file_name == "MISSING commission.docx"


def test_the_pack_in_one_file_is_called_agenda_and_papers() -> None:
    assert sample_of(PackCover).title == "Agenda and papers"


def test_the_agreement_is_between_the_group_and_the_person() -> None:
    agreement = ConfidentialityAgreement.of(MASE, a_person("Jo"))
    assert (agreement.group, agreement.reference, agreement.marking) == (MASE.group.in_headings, "MASE", "")
    assert (agreement.person, agreement.organisation) == ("Jo", "An organisation")
    assert agreement.unit == MASE.group.unit_name
