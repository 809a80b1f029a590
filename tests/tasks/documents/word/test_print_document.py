"""Word documents as their readers find them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn

from forum.documents import (
    ActionLog,
    ActionNote,
    Agenda,
    AttendanceTable,
    CoverSheet,
    LettersInYourName,
    MinutesInWord,
)
from forum.documents.base import Document
from forum.documents.boards import CommissionPage
from forum.documents.minutes import Changes, MinutedItem, MinutesStanding, NotPresent, Present
from forum.minutes import DecisionTaken
from forum.text.problem import Problem
from samples import DOCUMENTS, sample_of
from tasks.documents.word.print_document import DocumentPrinter, percent, write_standing
from tests.tasks.documents.papers.metadata import everything
from tests.tasks.duties.made_once import PrintedOnce

TEMPLATES = Path(__file__).parents[4] / "templates" / "documents"
PRINTER = PrintedOnce(TEMPLATES)
SAMPLES = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.NAME)
NO_TABLES = (ActionNote, Changes, CommissionPage, LettersInYourName)
WITH_TABLES = [document for document in DOCUMENTS if not isinstance(document, NO_TABLES)]
SAMPLES_WITH_TABLES = pytest.mark.parametrize("document", WITH_TABLES, ids=lambda one: one.NAME)


def opened(document: Document) -> WordFile:
    return docx.Document(io.BytesIO(PRINTER.print(document)))


def lines(file: WordFile) -> Iterator[str]:
    """Yield the paragraphs and the rows of tables (cells between bars), in reading order."""
    for block in file.iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield from (" | ".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text


def rows(file: WordFile, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in file.tables[table].rows]


def text(document: Document) -> str:
    return "\n".join(lines(opened(document)))


def page_ends(file: WordFile) -> tuple[str, str]:
    section = file.sections[0]
    header, footer = section.header.paragraphs, section.footer.paragraphs
    return "\n".join(one.text for one in header), "\n".join(one.text for one in footer)


@SAMPLES
def test_there_is_one_heading_1_and_it_is_the_title(document: Document) -> None:
    headings = [
        paragraph
        for paragraph in opened(document).paragraphs
        if paragraph.style and paragraph.style.name == "Heading 1"
    ]
    title = document.item if isinstance(document, CoverSheet) else document.title
    assert [heading.text for heading in headings] == [title]


@SAMPLES
def test_headings_do_not_skip_a_level(document: Document) -> None:
    names = [paragraph.style.name for paragraph in opened(document).paragraphs if paragraph.style]
    levels = [int(name[-1]) for name in names if name.startswith("Heading")]
    assert levels[0] == 1
    assert set(levels[1:]) <= {2}


@SAMPLES_WITH_TABLES
def test_the_header_row_of_every_table_is_repeated_and_no_cell_is_merged(document: Document) -> None:
    tables = opened(document).tables
    assert tables
    for table in tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in others)
        assert not list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge")))


@SAMPLES_WITH_TABLES
def test_every_row_has_the_columns_of_the_grid(document: Document) -> None:
    tables = opened(document).tables
    assert tables
    for table in tables:
        widths = [column.w for column in table._tbl.tblGrid.gridCol_lst]
        for row in table._tbl.tr_lst:
            assert [cell.width for cell in row.tc_lst] == widths


@SAMPLES
def test_the_file_has_a_title_a_language_and_no_author(document: Document) -> None:
    file = opened(document)
    properties = file.core_properties
    assert file.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"], "spelling is checked so"
    assert properties.title == f"{document.title}, {document.reference}"
    assert properties.language == "en-GB"
    assert (properties.author, properties.comments) == ("", "")


@SAMPLES
def test_the_marking_and_the_page_stand_on_every_page(document: Document) -> None:
    file = opened(replace(document, marking="OFFICIAL-SENSITIVE"))
    header, footer = page_ends(file)
    assert document.group in footer.splitlines()
    assert "OFFICIAL-SENSITIVE" in header
    assert "OFFICIAL-SENSITIVE" in footer
    fields = [field.get(qn("w:instr")) for field in file.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert not file.sections[0].different_first_page_header_footer


@SAMPLES
def test_an_unmarked_document_bears_no_marking(document: Document) -> None:
    header, footer = page_ends(opened(replace(document, marking="")))
    assert not header.strip()
    assert "OFFICIAL" not in footer
    assert document.reference in footer


@SAMPLES
def test_the_text_is_12_point_sans_serif(document: Document) -> None:
    font = opened(document).styles["Normal"].font
    assert (font.name, font.size and font.size.pt) == ("Arial", 12)


def test_the_agenda_says_when_where_and_what_for() -> None:
    whole = text(sample_of(Agenda))
    assert "Tuesday 9 February 2027, 10am to noon" in whole
    assert "Agreed by the Chair on 25 January 2027" in whole
    assert (
        "5 | 10:30am | CSE action plan: progress and actions to discharge | Decision | Chair\nPaper: attached"
        in whole
    )
    assert "Next meeting: Tuesday 9 March 2027" in whole


def test_an_agenda_not_agreed_is_a_draft() -> None:
    whole = text(replace(sample_of(Agenda), agreed=None, next_meeting=None))
    assert "DRAFT, not yet agreed by the Chair" in whole
    assert "Next meeting: To be arranged" in whole


def test_part_two_has_a_heading_of_its_own_only_where_there_are_such_items() -> None:
    sample = sample_of(Agenda)
    without = replace(sample, items=tuple(item for item in sample.items if item.part == 1))
    assert "Part 2: restricted" in text(sample)
    assert "art 2" not in text(without)


def test_the_minutes_name_a_deputy_for_the_member() -> None:
    assert "Senior Probation Officer for Community Director | Deputy" in text(sample_of(MinutesInWord))


def test_the_minutes_tell_who_was_remote_and_who_came_late() -> None:
    whole = text(sample_of(MinutesInWord))
    assert "Detective Superintendent | Member | Kent Police | remote" in whole
    assert "Medway Social Care | in the room, from 10:20am" in whole


def test_minutes_without_a_minute_taker_do_not_ask_for_one() -> None:
    assert "Minutes taken by" not in text(replace(sample_of(MinutesInWord), minute_taker=""))


def test_a_decision_tells_its_quorum_and_where_it_goes() -> None:
    whole = text(sample_of(MinutesInWord))
    assert (
        "Decision MASE/2027-01/D1: The revised action plan was agreed. "
        "(9 seats present, quorate; referred to KSCB Business Group)"
    ) in whole
    assert "(7 seats present, not quorate, to be ratified)" in whole


def test_a_decision_of_one_seat_reads_as_english() -> None:
    decision = DecisionTaken(reference="MASE/2027-01/D1", text="Agreed.", seats_present=1, quorate=False)
    item = MinutedItem(number="5", title="Plan", summary="", decisions=(decision,))
    assert "(1 seat present, not quorate)" in text(replace(sample_of(MinutesInWord), items=(item,)))


def test_an_action_in_the_minutes_names_owner_and_date() -> None:
    whole = text(sample_of(MinutesInWord))
    assert "Circulate the training calendar for spring. Programme Manager, by 29 January 2027" in whole


def test_each_line_of_a_summary_is_a_paragraph() -> None:
    paragraphs = [paragraph.text for paragraph in opened(sample_of(MinutesInWord)).paragraphs]
    assert "Members asked for a shorter form of the plan for the boards." in paragraphs


def test_nobody_is_said_to_have_sent_apologies_when_nobody_did() -> None:
    absent = (NotPresent(organisation="CAMHS", name="Service Director"),)
    whole = text(replace(sample_of(MinutesInWord), apologies=(), absent=absent))
    assert "Apologies\nNone.\nAbsent without apologies\nCAMHS: Service Director" in whole


def test_a_vacant_seat_is_called_so_and_not_absent() -> None:
    whole = text(replace(sample_of(MinutesInWord), absent=(), vacant=("CAMHS", "District Councils")))
    assert "Vacant: CAMHS; District Councils." in whole
    assert "Absent" not in whole


def test_whoever_chaired_stands_first_with_their_role_and_co_opted_members_last() -> None:
    roles = [row[1] for row in rows(opened(sample_of(MinutesInWord)))[1:11]]
    assert roles == ["Chair", "Member", "Deputy", *["Member"] * 6, "Co-opted member"]


def test_minutes_and_action_log_word_an_action_alike() -> None:
    words = "The training calendar: Circulate the training calendar for spring."
    action = replace(sample_of(MinutesInWord).items[4].actions[0], due=dt.date(2027, 1, 29))
    entry = replace(sample_of(ActionLog).actions[0], title=action.title, text=action.text)
    assert f"Action {action.reference}: {words} {action.owner}" in text(sample_of(MinutesInWord))
    assert words in rows(opened(replace(sample_of(ActionLog), actions=(entry,))))[1]


def test_the_log_says_when_an_action_was_raised_by_which_organisation_and_how_far_it_went() -> None:
    log = sample_of(ActionLog)
    (line,) = (row for row in rows(opened(log)) if row[0] == "MASE/2026-10/04")
    assert line[2:4] == ["Head of Community Safety\nDistrict Councils", "13 Oct 2026"]
    assert "Chair told 15 Dec 2026\nOrganisation told 5 Jan 2027" in line[5]


def test_minutes_speak_of_the_absent_only_where_a_seat_sent_neither_apologies_nor_a_deputy() -> None:
    minutes = replace(sample_of(MinutesInWord), absent=())
    whole = text(minutes)
    assert f"Apologies\n{minutes.apologies[0].organisation}: {minutes.apologies[0].name}" in whole
    assert "bsent" not in whole


def test_interests_and_the_last_minutes_are_told_once_under_the_items_of_the_agenda() -> None:
    whole = text(sample_of(MinutesInWord))
    assert whole.count("Declarations of interest") == whole.count("Minutes of the last meeting") == 1
    assert (
        "2. Declarations of interest\n"
        "Head of Safeguarding: 6. Obstacles in service provision (withdrew for this item)\n"
        "3. Minutes of the last meeting\nConfirmed.\n"
    ) in whole


def test_an_item_under_which_nobody_declared_an_interest_says_none() -> None:
    item = MinutedItem(number="2", title="Declarations of interest", summary="", interests=())
    whole = text(replace(sample_of(MinutesInWord), items=(item,)))
    assert "2. Declarations of interest\nNone.\nNext meeting" in whole


def test_minutes_of_an_agenda_without_these_items_tell_both_before_the_first() -> None:
    sample = sample_of(MinutesInWord)
    items = tuple(item for item in sample.items if item.number not in "23")
    whole = text(replace(sample, interests=(), last_minutes="deferred", items=items))
    assert (
        f"Declarations of interest\nNone.\nMinutes of the last meeting\nDeferred.\n5. {items[0].title}"
    ) in whole


@pytest.mark.parametrize("standing", MinutesStanding)
def test_the_minutes_say_how_they_stand_below_the_title_and_on_every_page(standing: MinutesStanding) -> None:
    file = docx.Document(io.BytesIO(write_standing(PRINTER.print(sample_of(MinutesInWord)), standing)))
    assert [paragraph.text for paragraph in file.paragraphs][2] == standing
    assert page_ends(file)[1].endswith(f"\n{standing}")
    assert sum(standing in line for line in lines(file)) == 1


def test_minutes_that_lost_the_line_get_it_back_first_of_all() -> None:
    file = opened(sample_of(MinutesInWord))
    lost = file.paragraphs[2]._p
    parent = lost.getparent()
    assert parent is not None
    parent.remove(lost)
    edited = io.BytesIO()
    file.save(edited)
    standing = write_standing(edited.getvalue(), MinutesStanding.NOT_AGREED)
    assert docx.Document(io.BytesIO(standing)).paragraphs[0].text == "DRAFT, not yet agreed by the Chair"


def test_what_the_unit_wrote_into_the_minutes_stays() -> None:
    file = opened(sample_of(MinutesInWord))
    file.add_paragraph("A sentence of the unit’s own & more.")
    edited = io.BytesIO()
    file.save(edited)
    standing = docx.Document(io.BytesIO(write_standing(edited.getvalue(), MinutesStanding.UNCONFIRMED)))
    assert "A sentence of the unit’s own & more." in list(lines(standing))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x05\x06" + b"\0" * 18])
def test_minutes_that_are_no_word_file_are_refused(content: bytes) -> None:
    with pytest.raises(Problem, match=r"save them as \.docx"):
        write_standing(content, MinutesStanding.UNCONFIRMED)


def test_the_action_log_shows_the_overdue_first_in_words_and_colour() -> None:
    file = opened(sample_of(ActionLog))
    assert rows(file)[1][0] == "MASE/2026-10/04"
    assert [row[5].split("\n") for row in rows(file)[1:]] == [
        ["Overdue", "55 days late", "Chair told 15 Dec 2026", "Organisation told 5 Jan 2027"],
        ["Overdue", "21 days late"],
        ["Due soon"],
        ["Open"],
        ["Reported done", "19 Jan 2027"],
    ]
    shades = [next(row.cells[5]._tc.iter(qn("w:shd"))) for row in file.tables[0].rows[1:]]
    assert [shade.get(qn("w:fill")) for shade in shades] == ["F4B6B0", "F4B6B0", "FCE8B2", "auto", "CFE2F3"]


def test_the_action_log_begins_with_the_sum_of_it() -> None:
    whole = text(sample_of(ActionLog))
    assert "As at Monday 25 January 2027: 2 overdue, 1 due soon, 1 open, 1 reported done." in whole


def test_a_day_late_is_not_1_days_late() -> None:
    action = replace(sample_of(ActionLog).actions[1], days_overdue=1)
    assert "1 day late" in text(replace(sample_of(ActionLog), actions=(action,)))


def test_an_empty_action_log_says_none_and_has_no_table() -> None:
    empty = replace(sample_of(ActionLog), actions=(), discharged=())
    file = opened(empty)
    assert "no open actions" in "\n".join(lines(file))
    assert not file.tables


def test_an_action_log_of_part_two_says_so_on_every_page() -> None:
    file = opened(replace(sample_of(ActionLog), part=2))
    assert file.paragraphs[0].text == "Action log, part 2"
    assert "action log, part 2" in page_ends(file)[1]


def test_the_attendance_table_names_those_below_first() -> None:
    file = opened(sample_of(AttendanceTable))
    assert "Below what the terms ask: Designated Nurse, CCGs (Designated Nurses)." in list(lines(file))
    header, first, *_ = rows(file)
    assert header[1:13:11] == ["10 Feb", "12 Jan"]
    assert first == [
        "CCGs (Designated Nurses)\nDesignated Nurse",
        *"PPDPPDPPDXPP",
        "8 of 12\n67%",
        "92%",
        "0",
        "Below\ndeputies at 3 of 12",
    ]


def test_the_attendance_table_has_its_key_above_and_a_quorum_line_below() -> None:
    file = opened(sample_of(AttendanceTable))
    seats, quorate = rows(file)[-2:]
    assert (seats[0], seats[7]) == ("Seats filled, of those needed", "6/8")
    assert (quorate[0], quorate[6], quorate[7]) == ("Quorate", "Yes", "No")
    read = [*lines(file)]
    assert read[3].startswith("Key: P present · R remote · D deputy")
    assert read[4].startswith("Organisation and member")


def test_an_attendance_table_without_meetings_still_prints() -> None:
    sample = sample_of(AttendanceTable)
    empty = replace(sample, meetings=(), rows=tuple(replace(row, marks=()) for row in sample.rows))
    assert "no meetings yet" in text(empty)


def test_nobody_below_is_said_in_words() -> None:
    sample = sample_of(AttendanceTable)
    assert "Nobody is below what the terms ask." in text(replace(sample, rows=sample.rows[:1]))


def test_a_share_just_under_the_limit_is_not_rounded_up_to_it() -> None:
    shares = (Fraction(3, 4), Fraction(2, 3), Fraction(1, 8), None)
    assert [percent(share) for share in shares] == ["75%", "67%", "13%", "–"]


@pytest.mark.parametrize(
    "name",
    [
        "Smith & Jones <b>Ltd</b>",
        "“Quoted”, 'plain' and \"double\"",
        "{{ place }} {% if %} {# no #}",
        "👩‍⚕️ 🦊",
        "משרד החינוך",
        "مدير الخدمات",
        "é Zoë 中文",
        "x" * 300,
        "&amp; already",
    ],
)
def test_names_go_through_whole(name: str) -> None:
    present = (Present(organisation=name, name=name, role="Deputy", deputy_for=name),)
    minutes = replace(sample_of(MinutesInWord), present=present, group=name, marking=name)
    file = opened(minutes)
    assert rows(file)[1] == [f"{name} for {name}", "Deputy", name, "in the room"]
    assert file.paragraphs[1].text == name
    assert page_ends(file)[0] == name


def test_a_long_reference_does_not_break_the_title_property() -> None:
    file = opened(replace(sample_of(Agenda), reference="M" * 300))
    assert len(file.core_properties.title) == 255


@pytest.mark.parametrize("sign", ["\0", "\a", "\b", "\f", "\x1b", "\ud800", "\ufffe"])
def test_signs_that_no_document_can_hold_are_refused_with_their_place(sign: str) -> None:
    items = (replace(sample_of(Agenda).items[0], title=f"Plan{sign}"),)
    with pytest.raises(Problem, match="agenda, items 1, title"):
        PRINTER.print(replace(sample_of(Agenda), items=items))


def test_a_text_that_the_template_would_mangle_is_a_problem() -> None:
    with pytest.raises(Problem, match="did not come through whole") as caught:
        PRINTER.print(replace(sample_of(Agenda), place="Room {_{ 2"))
    assert caught.value.faults == ("place",)


def test_the_same_document_twice_reads_the_same() -> None:
    assert text(sample_of(ActionLog)) == text(sample_of(ActionLog))


def test_times_are_read_as_people_say_them() -> None:
    agenda = replace(sample_of(Agenda), start=dt.time(9, 30), finish=dt.time(14))
    assert "9:30am to 2pm" in text(agenda)


def test_who_saved_a_template_stands_in_nothing_printed_from_it(tmp_path: Path) -> None:
    template = docx.Document(str(PRINTER.folder / "agenda.docx"))
    template.core_properties.author = template.core_properties.last_modified_by = "Jo Author"
    template.save(str(tmp_path / "agenda.docx"))
    printed = DocumentPrinter(tmp_path).print(sample_of(Agenda))
    assert b"Jo Author" not in everything(printed)
    assert docx.Document(io.BytesIO(printed)).core_properties.language == "en-GB"
