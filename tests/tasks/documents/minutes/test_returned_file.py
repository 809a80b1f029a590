"""Minutes that come back from Word are taken whole and clean, or refused with everything that is wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from docx.document import Document as WordDocument

from tasks.documents.minutes import check_minutes, paragraphs_of
from tests.tasks.documents.minutes.returned_files import (
    DECIDED,
    DECISION,
    DOCUMENT,
    NUMBER,
    RECORD,
    RELATIONS,
    TITLE,
    draft,
    faults,
    in_item,
    words_of,
)
from tests.tasks.documents.office.office_parts import replaced, with_parts

TYPES = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def edited(change: Callable[[WordDocument], object]) -> bytes:
    document = docx.Document(io.BytesIO(draft()))
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def related(kind: bytes, *, external: bool = True) -> bytes:
    """The minutes with a relation of this kind, to somewhere else or to a part of their own."""
    mode = b' TargetMode="External"' if external else b""
    target = b"https://files.example/x" if external else b"embeddings/x.xml"
    relation = b'<Relationship Id="rId99" Type="%s%s" Target="%s"%s/>' % (TYPES, kind, target, mode)
    content = replaced(draft(), RELATIONS, b"</Relationships>", relation + b"</Relationships>")
    return content if external else with_parts(content, {"word/embeddings/x.xml": b"<x/>"})


def without(*starts: str) -> bytes:
    """The minutes without the paragraphs that start so."""

    def change(document: WordDocument) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text.startswith(starts):
                document.element.body.remove(paragraph._p)

    return edited(change)


ACTION = next(action for item in RECORD.items for action in item.actions)


def test_the_draft_as_it_was_sent_is_taken() -> None:
    assert words_of(check_minutes(draft(), RECORD)) == words_of(draft())


def test_what_people_write_into_it_is_taken() -> None:
    def change(document: WordDocument) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text.startswith(f"Decision {DECISION}"):
                paragraph.insert_paragraph_before("A summary of what was said.")
                paragraph.text = f"  decision {DECISION}:  {DECIDED.upper()} "

    assert "A summary of what was said." in words_of(check_minutes(edited(change), RECORD))


def test_who_was_absent_stands_below_its_heading() -> None:
    absent = RECORD.absent[0].organisation
    places = [one.place for one in paragraphs_of(edited(lambda _: None)) if one.text.startswith(absent)]
    assert places == ["under “Absent without apologies”"]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "no Word file": (lambda: b"Minutes", "is not a Word file. Open it in Word, choose “Save as”"),
    "old format, or a password": (
        lambda: b"\xd0\xcf\x11\xe0" + bytes(600),
        "old .doc format, or has a password",
    ),
    "cut off": (lambda: draft()[:3000], "is not a Word file"),
    "a workbook": (
        lambda: with_parts(b"PK\x05\x06" + bytes(18), {"xl/workbook.xml": b"<x/>"}),
        "damaged, or not a Word",
    ),
    "no body": (lambda: with_parts(draft(), {DOCUMENT: b"<x/>"}), "damaged, or not a Word"),
    "broken XML": (lambda: with_parts(draft(), {DOCUMENT: b"<w:document"}), "damaged, or not a Word"),
    "no styles": (
        lambda: with_parts(draft(), {"word/styles.xml": b"<x/>"}),
        "damaged, or not a Word",
    ),
    "a relationship that leads nowhere": (
        lambda: replaced(draft(), RELATIONS, b'Target="styles.xml"', b""),
        "damaged, or not a Word",
    ),
    "a style without its name": (
        lambda: replaced(draft(), "word/styles.xml", b'w:name w:val="Normal"', b"w:name"),
        "damaged, or not a Word",
    ),
    "paragraphs without end": (
        lambda: replaced(draft(), DOCUMENT, b"<w:sectPr", b"<w:p/>" * 5_001 + b"<w:sectPr"),
        "has more than 5,000 paragraphs, and was not read",
    ),
    "too large": (lambda: draft() + bytes(20_000_001), "20.0 MB; at most 20 MB are read"),
    "a zip bomb": (
        lambda: with_parts(draft(), {"word/media/x.png": bytes(61_000_000)}),
        "far more in it than we can read",
    ),
    "an XML bomb": (
        lambda: with_parts(draft(), {"word/x.xml": b"<x>" + bytes(11_000_000)}),
        "far more in it than we can read",
    ),
    "an entity bomb": (
        lambda: with_parts(
            draft(), {DOCUMENT: b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><x>&c;</x>'}
        ),
        "not written as Office writes its files",
    ),
    "macros": (
        lambda: with_parts(draft(), {"word/vbaProject.bin": b"code"}),
        "has macros, which are never accepted",
    ),
    "a tracked insertion": (
        lambda: in_item(b'<w:ins w:id="1" w:author="x"><w:r><w:t>more</w:t></w:r></w:ins>'),
        f"It has 1 tracked change, the first under item {NUMBER}: on the Review tab, accept or reject",
    ),
    "a tracked deletion": (
        lambda: in_item(b'<w:del w:id="1" w:author="x"><w:r><w:delText>less</w:delText></w:r></w:del>'),
        f"1 tracked change, the first under item {NUMBER}",
    ),
    "a comment": (
        lambda: in_item(b'<w:r><w:commentReference w:id="0"/></w:r>'),
        f"It has 1 comment, the first under item {NUMBER}: on the Review tab, delete all comments.",
    ),
    "an external template": (lambda: related(b"attachedTemplate"), "has a template from elsewhere attached"),
    "a linked picture": (lambda: related(b"image"), "shows something that is kept elsewhere"),
    "an embedded object": (lambda: related(b"oleObject", external=False), "has an embedded object"),
    "an embedded sheet": (lambda: related(b"package", external=False), "has an embedded object"),
    "an item gone": (
        lambda: without(f"{NUMBER}. "),
        f"Item {NUMBER} is missing: put back its heading, “{NUMBER}. {TITLE}”",
    ),
    "a decision gone": (
        lambda: without(f"Decision {DECISION}"),
        f"Decision {DECISION}, under item {NUMBER}, is missing",
    ),
    "an action gone": (
        lambda: without(f"Action {ACTION.reference}"),
        f"Action {ACTION.reference}, under item",
    ),
    "a decision altered": (
        lambda: replaced(draft(), DOCUMENT, DECIDED.encode(), b"Nothing at all."),
        f"Decision {DECISION}, under item {NUMBER}, does not say what the record says",
    ),
    "no standing": (lambda: without("UNCONFIRMED"), "put “DRAFT for the Chair” below the title"),
    "no marking in the footer": (
        lambda: edited(
            lambda document: [
                paragraph.clear()
                for paragraph in document.sections[0].footer.paragraphs
                if paragraph.text == "OFFICIAL-SENSITIVE"
            ]
        ),
        "The marking is gone from the footer: put OFFICIAL-SENSITIVE into it, on every page.",
    ),
    "no marking on the first page": (
        lambda: edited(
            lambda document: setattr(document.sections[0], "different_first_page_header_footer", True)
        ),
        "The marking is gone from the header",
    ),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_with_a_file_is_said_with_where_and_what_to_do(name: str) -> None:
    make, reason = REFUSED[name]
    found = faults(make())
    assert any(reason in fault for fault in found), found


def test_a_link_that_is_only_followed_on_a_click_may_stay() -> None:
    assert words_of(check_minutes(related(b"hyperlink"), RECORD)) == words_of(draft())


def test_the_minutes_of_another_meeting_are_refused() -> None:
    found = faults(draft(), replace(RECORD, reference="MASE/2027-02"))
    assert found[0] == "It does not name the meeting MASE/2027-02: use the draft that was sent for it."


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = faults(without(f"{NUMBER}. ", f"Decision {DECISION}", "UNCONFIRMED"))
    assert len(found) == 3


def test_what_is_said_repeats_nothing_that_was_written() -> None:
    def change(document: WordDocument) -> None:
        document.paragraphs[0].insert_paragraph_before("A name", style="Heading 2")

    content = replaced(
        edited(change),
        DOCUMENT,
        b"A name</w:t></w:r>",
        b'A name</w:t></w:r><w:ins w:id="1" w:author="Somebody"/>',
    )
    (fault,) = faults(content)
    assert fault.startswith("It has 1 tracked change, the first above the first heading: on the Review tab")
