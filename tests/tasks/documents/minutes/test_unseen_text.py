"""Text in minutes that is written as text, and that nobody sees for all that: refused with its place."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import docx
import pytest

from tasks.documents.minutes import check_minutes
from tests.tasks.documents.minutes.hidden_text import (
    BESIDE,
    FIELD,
    HIDDEN,
    NOTES,
    PALE,
    SECRET,
    WHITE,
    paragraph,
    run,
    styled,
    table,
    with_note,
)
from tests.tasks.documents.minutes.returned_files import DOCUMENT, RECORD, draft, faults, in_item, words_of
from tests.tasks.documents.office.office_parts import related, replaced
from tests.tasks.documents.papers.metadata import everything

pytestmark = pytest.mark.thorough

W14 = b'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
MC = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
SHADE = b'<w:shd w:val="clear" w:fill="000000"/>'
DARK_HEAD = (
    b'<w:style w:type="table" w:styleId="Own"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" '
    b'w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>'
)
DRAWN = (
    b'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    b'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


SIZE = b'<wp:extent cx="900000" cy="900000"/>'


def letters(fill: bytes) -> bytes:
    """A run whose letters are filled so, as newer programs write it."""
    return run(b"<w14:textFill %s>%s</w14:textFill>" % (W14, fill))


def box(
    fill: bytes, properties: bytes = WHITE, place: bytes = b'<wp:extent cx="900000" cy="900000"/>'
) -> bytes:
    """A text box with this fill, and text in it."""
    return in_item(
        b"<w:r><w:drawing><wp:anchor %s>%s<wps:wsp><wps:spPr>%s</wps:spPr><wps:txbx><w:txbxContent><w:p>"
        b"<w:r><w:rPr>%s</w:rPr>%s</w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></w:r>"
        % (DRAWN, place, fill, properties, SECRET)
    )


def old_box(attributes: bytes, properties: bytes = b"") -> bytes:
    return in_item(
        b'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" %s><v:textbox><w:txbxContent><w:p>'
        b"<w:r><w:rPr>%s</w:rPr>%s</w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        % (attributes, properties, SECRET)
    )


def alternative(choice: bytes, fallback: bytes) -> bytes:
    xml = b'<w:r><mc:AlternateContent %s><mc:Choice xmlns:e="urn:e" Requires="e">%s</mc:Choice>%s'
    return in_item((xml + b"</mc:AlternateContent></w:r>") % (MC, choice, fallback))


def second_row(style: bytes) -> bytes:
    xml = b"</w:p><w:tbl><w:tblPr>%s</w:tblPr><w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:rPr>%s"
    return in_item((xml + b"</w:rPr>%s</w:r></w:p></w:tc></w:tr></w:tbl><w:p>") % (style, WHITE, SECRET))


def with_first_header() -> bytes:
    """The minutes with a header of the first page, once this is to be like all others."""
    document, out = docx.Document(io.BytesIO(draft())), io.BytesIO()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Part 2: who was named"
    section.different_first_page_header_footer = False
    document.save(out)
    return out.getvalue()


def with_endnote() -> bytes:
    """A note at the end without its number, and a footnote with the same."""
    return related(
        with_note(b"shown", b"<w:t>seen</w:t>"), DOCUMENT, "endnotes", "endnotes.xml", id="rId98",
        part=NOTES.replace(b"footnote", b"endnote") % SECRET,
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
    )  # fmt: skip


KEPT = "It has text that no page shows (in a field, a note or a shape)"
UNSEEN: Mapping[str, tuple[Callable[[], bytes], str]] = {
    # In the colour of what is behind it, however that is written
    "a theme's colour beside another": (
        lambda: run(b'<w:color w:val="000000" w:themeColor="background1"/>'),
        PALE,
    ),
    "a theme's colour by another name": (lambda: run(b'<w:color w:themeColor="light1"/>'), PALE),
    "black, tinted white": (lambda: run(b'<w:color w:themeColor="text1" w:themeTint="00"/>'), PALE),
    "blanks around a colour": (lambda: run(b'<w:color w:val=" FFFFFF "/>'), PALE),
    "white letters, said anew": (
        lambda: letters(b'<w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'),
        PALE,
    ),
    "letters that let all through": (
        lambda: letters(
            b'<w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'
            b"</w14:solidFill>"
        ),
        PALE,
    ),
    "white, where only the paragraph's mark is dark": (
        lambda: paragraph(
            b"<w:pPr><w:rPr>%s</w:rPr></w:pPr>" % SHADE, b"<w:rPr>%s</w:rPr>%s" % (WHITE, SECRET)
        ),
        PALE,
    ),
    "white on a solid white": (
        lambda: run(b'<w:shd w:val="solid" w:color="FFFFFF" w:fill="000000"/>' + WHITE),
        PALE,
    ),
    "white on a shade that is none": (lambda: run(b'<w:shd w:val="nil" w:fill="000000"/>' + WHITE), PALE),
    "white on a theme's white": (
        lambda: run(b'<w:shd w:val="clear" w:fill="1F3864" w:themeFill="background1"/>' + WHITE),
        PALE,
    ),
    "yellow on yellow": (lambda: run(b'<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'), PALE),
    "white below the dark head of a table": (
        lambda: styled(second_row(b'<w:tblStyle w:val="Own"/>'), DARK_HEAD),
        PALE,
    ),
    "white in a box without fill": (lambda: box(b"<a:noFill/>"), PALE),
    "white in a white box": (
        lambda: box(b'<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'),
        PALE,
    ),
    "white in an older box": (lambda: old_box(b'style="width:9cm;height:9pt"', WHITE), PALE),
    # Too small, or without room
    "a size with blanks": (lambda: run(b'<w:sz w:val=" 2 "/>'), PALE),
    "a size in points": (lambda: run(b'<w:sz w:val="1pt"/>'), PALE),
    "the size of another script": (lambda: run(b'<w:cs/><w:szCs w:val="2"/>'), PALE),
    "a width in per cent": (lambda: run(b'<w:w w:val="1%"/>'), PALE),
    "letters on each other": (lambda: run(b'<w:spacing w:val="-300"/>'), PALE),
    "lines without height": (
        lambda: paragraph(b'<w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr>'),
        PALE,
    ),
    "a row of two points": (
        lambda: table(b'<w:trPr><w:trHeight w:val="40" w:hRule="exact"/></w:trPr>'),
        HIDDEN,
    ),
    "a row of one point, in points": (
        lambda: table(b'<w:trPr><w:trHeight w:val="1pt" w:hRule="exact"/></w:trPr>'),
        HIDDEN,
    ),
    "a column without width": (
        lambda: table(
            b"", b'<w:tcPr><w:tcW w:w="1" w:type="dxa"/></w:tcPr>', style=b'<w:tblLayout w:type="fixed"/>'
        ),
        PALE,
    ),
    "a cell behind the one above": (lambda: table(b"", b"<w:tcPr><w:vMerge/></w:tcPr>"), PALE),
    "a box without size": (lambda: box(b"<a:noFill/>", b"", b'<wp:extent cx="1" cy="1"/>'), PALE),
    # Beside the page
    "letters far below their line": (lambda: run(b'<w:position w:val="-3000"/>'), PALE),
    "an indent off the page": (lambda: paragraph(b'<w:pPr><w:ind w:left="-30000"/></w:pPr>'), PALE),
    "a frame off the page": (lambda: paragraph(b'<w:pPr><w:framePr w:x="-20000" w:y="1"/></w:pPr>'), PALE),
    "a table off the page": (lambda: table(b"", style=b'<w:tblInd w:w="-20000" w:type="dxa"/>'), PALE),
    "a box off the page": (
        lambda: box(
            b"<a:noFill/>", b"", b"<wp:positionH><wp:posOffset>-99999999</wp:posOffset></wp:positionH>"
        ),
        PALE,
    ),
    "an older box off the page": (lambda: old_box(b'style="margin-left:-5000pt;width:9cm"'), PALE),
    # Kept, and shown nowhere
    "an alternative for a program that there is not": (
        lambda: alternative(SECRET, b"<mc:Fallback/>"),
        BESIDE,
    ),
    "such a one alone": (lambda: alternative(SECRET, b""), BESIDE),
    "a run in an element that programs pass over": (
        lambda: in_item(b'<e:x xmlns:e="urn:e" %s mc:Ignorable="e"><w:r>%s</w:r></e:x>' % (MC, SECRET)),
        BESIDE,
    ),
    "a run in such an element of a later Word": (
        lambda: in_item(
            b'<e:x xmlns:e="http://schemas.microsoft.com/office/word/2031/wordml"><w:r>%s</w:r></e:x>'
            % SECRET
        ),
        BESIDE,
    ),
    "an attribute that programs pass over": (
        lambda: in_item(b'<w:r xmlns:e="urn:e" e:x="Part 2: who was named"/>'),
        BESIDE,
    ),
    "text in no letters": (lambda: in_item(b"<w:r>Part 2: who was named</w:r>"), BESIDE),
    "deleted text without its deletion": (
        lambda: in_item(b"<w:r><w:delText>Part 2: who was named</w:delText></w:r>"),
        BESIDE,
    ),
    "words in the instruction of a page number": (
        lambda: in_item(FIELD % b' PAGE "Part 2: who was named" '),
        BESIDE,
    ),
    "letters in an instruction": (
        lambda: in_item((FIELD % b" PAGE ").replace(b"<w:instrText>", SECRET + b"<w:instrText>")),
        BESIDE,
    ),
    "what a form field helps with": (
        lambda: in_item(
            (FIELD % b" FORMTEXT ").replace(
                b'"begin"/>',
                b'"begin"><w:ffData><w:helpText w:val="Part 2: who was named"/></w:ffData></w:fldChar>',
            )
        ),
        BESIDE,
    ),
    "a choice that nobody made": (
        lambda: in_item(
            b'<w:sdt><w:sdtPr><w:comboBox><w:listItem w:displayText="Part 2: who was named" w:value="1"/>'
            b"</w:comboBox></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
        ),
        BESIDE,
    ),
    "a line between notes that says something": (
        lambda: replaced(
            with_note(b"shown", b"<w:t>seen</w:t>"),
            "word/footnotes.xml",
            b"</w:footnotes>",
            b'<w:footnote w:id="-3" w:type="continuationNotice"><w:p><w:r>%s</w:r></w:p></w:footnote>'
            b"</w:footnotes>" % SECRET,
        ),
        KEPT,
    ),
    "a note at the end with a footnote's number": (with_endnote, KEPT),
    "a header of a first page that there is not": (with_first_header, KEPT),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_text_that_nobody_sees_is_refused_with_its_place(name: str) -> None:
    make, reason = UNSEEN[name]
    found = faults(make())
    assert any(reason in fault for fault in found), found
    assert "named" not in " ".join(found)


SEEN: Mapping[str, Callable[[], bytes]] = {
    "white letters in a dark box": lambda: box(b'<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'),
    "white letters in a dark box of an older kind": lambda: old_box(
        b'fillcolor="#1f3864 [3204]" style="width:9cm"', WHITE
    ),
    "letters of a theme's colour, a little darker than white": lambda: run(
        b'<w:color w:val="BFBFBF" w:themeColor="background1" w:themeShade="BF"/>'
    ),
    "lines of their own height": lambda: paragraph(
        b'<w:pPr><w:spacing w:line="240" w:lineRule="exact"/><w:ind w:left="720" w:hanging="720"/></w:pPr>'
    ),
    "a cell over two rows": lambda: table(b"", b'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'),
    "a date as it is written": lambda: in_item(
        FIELD % b' DATE \\@ "d MMMM yyyy, h:mm am/pm" \\* MERGEFORMAT '
    ),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_looks_unusual_and_is_seen_is_taken(name: str) -> None:
    content = SEEN[name]()
    assert words_of(check_minutes(content, RECORD)) == words_of(content)


def test_what_stands_between_the_elements_of_minutes_goes() -> None:
    taken = check_minutes(in_item(b"<!-- Part 2: who was named -->"), RECORD)
    assert b"who was named" not in everything(taken)
