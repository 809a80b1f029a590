"""Minutes that come back: hidden text is refused with its place, and their authors stand in none of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import docx
import pytest

from forum.text.problem import Problem
from tasks.documents.minutes import check_minutes
from tests.tasks.documents.minutes.hidden_text import (
    BESIDE,
    FIELD,
    HIDDEN,
    PALE,
    SECRET,
    STYLES,
    VANISH,
    WHITE,
    paragraph,
    run,
    style,
    styled,
    table,
    with_note,
)
from tests.tasks.documents.minutes.returned_files import (
    DOCUMENT,
    RECORD,
    draft,
    faults,
    in_item,
    words_of,
)
from tests.tasks.documents.office.active_content import active_in
from tests.tasks.documents.office.hostile_word import R
from tests.tasks.documents.office.office_parts import MICROSOFT, related, replaced
from tests.tasks.documents.papers.metadata import JO_B, a_jpeg, everything, held

pytestmark = pytest.mark.thorough

ANYWHERE = "It has hidden text, the first above the first heading"


BOX = (
    b"<w:r><mc:AlternateContent "
    b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>%s'
    b"</mc:Choice><mc:Fallback>%s</mc:Fallback></mc:AlternateContent></w:r>"
)


def in_header(xml: bytes) -> bytes:
    return replaced(draft(), "word/header1.xml", b"</w:hdr>", xml + b"</w:hdr>")


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a hidden run": (lambda: run(VANISH), HIDDEN),
    "a hidden run, said otherwise": (lambda: run(b'<w:vanish w:val="true"/>'), HIDDEN),
    "a run hidden on the web": (lambda: run(b"<w:webHidden/>"), HIDDEN),
    "a run hidden on the web by its style": (
        lambda: styled(run(b'<w:rStyle w:val="Own"/>'), style(b"character", b"<w:webHidden/>")),
        HIDDEN,
    ),
    "a hidden run that is shown on the web": (
        lambda: styled(run(b'<w:rStyle w:val="Own"/><w:webHidden w:val="0"/>'), style(b"character", VANISH)),
        HIDDEN,
    ),
    "a hidden run of one letter": (lambda: run(VANISH, b"<w:t>x</w:t>"), HIDDEN),
    "a hidden picture": (lambda: run(VANISH, b"<w:drawing/>"), HIDDEN),
    "a run as a heading runs in": (lambda: run(b"<w:specVanish/>"), HIDDEN),
    "a style of letters": (
        lambda: styled(run(b'<w:rStyle w:val="Own"/>'), style(b"character", VANISH)),
        HIDDEN,
    ),
    "a style on which another is based": (
        lambda: styled(run(b'<w:rStyle w:val="Own"/>'), style(b"character", VANISH, b"character")),
        HIDDEN,
    ),
    "a style of paragraphs": (
        lambda: styled(paragraph(b'<w:pPr><w:pStyle w:val="Own"/></w:pPr>'), style(b"paragraph", VANISH)),
        HIDDEN,
    ),
    "a style of tables": (
        lambda: styled(table(b"", style=b'<w:tblStyle w:val="Own"/>'), style(b"table", VANISH)),
        HIDDEN,
    ),
    "the style of all text": (
        lambda: replaced(draft(), STYLES, b"<w:rPrDefault><w:rPr>", b"<w:rPrDefault><w:rPr><w:vanish/>"),
        ANYWHERE,
    ),
    "a hidden row": (lambda: table(b"<w:trPr><w:hidden/></w:trPr>"), HIDDEN),
    "a row without height": (
        lambda: table(b'<w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>'),
        HIDDEN,
    ),
    "a hidden run in a header": (
        lambda: in_header(b"<w:p><w:r><w:rPr><w:vanish/></w:rPr>%s</w:r></w:p>" % SECRET),
        "It has hidden text, the first in a header, footer or note",
    ),
    "a hidden run in a note": (
        lambda: with_note(b"shown", b"<w:rPr><w:vanish/></w:rPr>" + SECRET),
        "It has hidden text, the first in a header, footer or note",
    ),
    "white text": (lambda: run(WHITE), PALE),
    "nearly white text": (lambda: run(b'<w:color w:val="FAFAFA"/>'), PALE),
    "text of the background": (lambda: run(b'<w:color w:val="auto" w:themeColor="background1"/>'), PALE),
    "white text by a style": (
        lambda: styled(run(b'<w:rStyle w:val="Own"/>'), style(b"character", WHITE)),
        PALE,
    ),
    "white text on a white cell": (
        lambda: table(
            b"",
            b'<w:tcPr><w:shd w:fill="FFFFFF"/></w:tcPr>',
            b"<w:r><w:rPr>%s</w:rPr>%s</w:r>" % (WHITE, SECRET),
        ),
        PALE,
    ),
    "black on black": (lambda: run(b'<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'), PALE),
    "letters of one point": (lambda: run(b'<w:sz w:val="2"/>'), PALE),
    "letters of no width": (lambda: run(b'<w:w w:val="1"/>'), PALE),
    "letters without colour": (
        lambda: run(b'<w14:textFill xmlns:w14="w14"><w14:noFill/></w14:textFill>'),
        BESIDE,
    ),
    "a text box that older programs show otherwise": (
        lambda: in_item(BOX % (b"<w:t>shown</w:t>", SECRET)),
        BESIDE,
    ),
    "a note without its number": (
        lambda: with_note(b""),
        "It has text that no page shows (in a field, a note or a shape), the first in a header, "
        "footer or note",
    ),
    "a hidden shape": (
        lambda: in_item(
            b'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="visibility: hidden">%s'
            b"</v:shape></w:pict></w:r>" % SECRET
        ),
        BESIDE,
    ),
    "a hidden drawing": (
        lambda: in_item(
            b'<w:r><w:drawing><wp:docPr xmlns:wp="wp" id="1" hidden="1"/>%s</w:drawing></w:r>' % SECRET
        ),
        BESIDE,
    ),
    "what a field keeps": (lambda: in_item(FIELD % b' IF 1=2 "Part 2: who was named" "" '), BESIDE),
    "what a field keeps privately": (lambda: in_item(FIELD % b" PRIVATE Part 2: who was named "), BESIDE),
    "what an index keeps": (lambda: in_item(FIELD % b' XE "Part 2: who was named" '), BESIDE),
    "comments that nothing refers to": (
        lambda: related(
            draft(),
            DOCUMENT,
            "comments",
            "comments.xml",
            content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
            part=b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            b"<w:comment "
            b'w:id="0" w:author="Jo"><w:p><w:r>%s</w:r></w:p></w:comment></w:comments>' % SECRET,
        ),
        "It has comments: on the Review tab, delete all comments.",
    ),
    "a link to a file": (
        lambda: related(
            in_item(b'<w:hyperlink %s r:id="rId99"><w:r><w:t>x</w:t></w:r></w:hyperlink>' % R),
            DOCUMENT,
            "hyperlink",
            "file:///C:/Users/jane/x.docx",
        ),
        "It has links to files or programs: right-click each",
    ),
    "DDE": (lambda: in_item(FIELD % b" DDEAUTO cmd "), "starts another program (DDE)"),
    "macros under another name": (
        lambda: related(
            draft(),
            DOCUMENT,
            f"{MICROSOFT}2006/relationships/vbaProject",
            "media/a.png",
            part=b"x",
            content_type="image/png",
        ),
        "has macros, which are never accepted",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_nobody_sees_on_a_page_is_refused_with_its_place(name: str) -> None:
    make, reason = REFUSED[name]
    found = faults(make())
    assert any(reason in fault for fault in found), found
    assert "named" not in " ".join(found)


SEEN: Mapping[str, Callable[[], bytes]] = {
    "text that is shown for all that": lambda: styled(
        run(b'<w:rStyle w:val="Own"/><w:vanish w:val="0"/>'), style(b"character", VANISH)
    ),
    "a hidden mark of a paragraph": lambda: paragraph(b"<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"),
    "a hidden run without text": lambda: run(VANISH, b"<w:t> </w:t>"),
    "a style that nobody uses": lambda: styled(draft(), style(b"character", VANISH)),
    "a page number in the contents, hidden on the web": lambda: run(b"<w:webHidden/>", b"<w:t>12</w:t>"),
    "an entry of the contents, hidden on the web": lambda: in_item(
        b'<w:hyperlink w:anchor="_Toc1"><w:r><w:rPr><w:webHidden/></w:rPr>%s</w:r></w:hyperlink>' % SECRET
    ),
    "white letters on a dark cell": lambda: table(
        b"",
        b'<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>',
        b"<w:r><w:rPr>%s</w:rPr>%s</w:r>" % (WHITE, SECRET),
    ),
    "white letters in a table whose style is dark": lambda: styled(
        table(
            b"", style=b'<w:tblStyle w:val="Own"/>', text=b"<w:r><w:rPr>%s</w:rPr>%s</w:r>" % (WHITE, SECRET)
        ),
        b'<w:style w:type="table" w:styleId="Own"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd '
        b'w:val="clear" '
        b'w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>',
    ),
    "white letters in a table whose bands are dark": lambda: styled(
        table(
            b"", style=b'<w:tblStyle w:val="Own"/>', text=b"<w:r><w:rPr>%s</w:rPr>%s</w:r>" % (WHITE, SECRET)
        ),
        b'<w:style w:type="table" w:styleId="Own"><w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd '
        b'w:val="clear" '
        b'w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>',
    ),
    "white letters with a highlight": lambda: run(b'<w:highlight w:val="black"/>' + WHITE),
    "letters of another colour": lambda: run(b'<w:color w:val="C00000"/>'),
    "small letters": lambda: run(b'<w:sz w:val="12"/>'),
    "a row of its own height": lambda: table(b'<w:trPr><w:trHeight w:val="400" w:hRule="exact"/></w:trPr>'),
    "a text box": lambda: in_item(BOX % (SECRET, SECRET)),
    "a note with its number": lambda: with_note(b"shown"),
    "page numbers and contents": lambda: in_item(FIELD % b' TOC \\o "1-2" \\h '),
    "a link to the web": lambda: in_item(FIELD % b' HYPERLINK "https://www.example.org/" '),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_on_a_page_is_taken(name: str) -> None:
    content = SEEN[name]()
    assert words_of(check_minutes(content, RECORD)) == words_of(content)


def test_who_wrote_the_minutes_stands_in_none_that_go_out() -> None:
    written = docx.Document(io.BytesIO(draft()))
    written.core_properties.author = written.core_properties.last_modified_by = "Jo Author"
    out = io.BytesIO()
    written.save(out)
    more, people = (
        b"<Properties><Manager>Jo Author</Manager></Properties>",
        b"<people><person/>Jo Author</people>",
    )
    content = held(out.getvalue(), "", "custom-properties", "docProps/custom.xml", more)
    content = held(content, DOCUMENT, f"{MICROSOFT}2011/relationships/people", "people.xml", people)
    assert everything(content).count(JO_B) == 4
    taken = check_minutes(content, RECORD)
    assert JO_B not in everything(taken)
    assert active_in(taken) == []
    assert docx.Document(io.BytesIO(taken)).core_properties.title == f"{RECORD.title}, {RECORD.reference}"
    assert check_minutes(taken, RECORD) == taken


def test_a_photo_in_the_minutes_tells_nothing_of_where_it_was_taken() -> None:
    content = held(draft(), DOCUMENT, "image", "media/a.jpg", a_jpeg(), "image/jpeg")
    assert JO_B not in everything(check_minutes(content, RECORD))


def test_everything_hidden_is_told_at_once_and_nothing_of_what_it_says() -> None:
    hidden = b"<w:r><w:rPr><w:vanish/></w:rPr>%s</w:r><w:r><w:rPr>%s</w:rPr>%s</w:r>" % (
        SECRET,
        WHITE,
        SECRET,
    )
    with pytest.raises(Problem) as refused:
        check_minutes(in_item(hidden), RECORD)
    assert len(refused.value.faults) == 2
