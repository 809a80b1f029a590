"""Text in a file of minutes that nobody sees on the page."""

from __future__ import annotations

from tests.tasks.documents.minutes.returned_files import (
    DOCUMENT,
    NUMBER,
    draft,
    in_item,
)
from tests.tasks.documents.office.office_parts import related, replaced

STYLES, SETTINGS = "word/styles.xml", "word/settings.xml"


HERE = f"the first under item {NUMBER}"


HIDDEN = f"It has hidden text, {HERE}: show it with Ctrl+Shift+8 and take it out"


PALE = f"It has text too small or too pale to be seen, {HERE}: take it out"


BESIDE = f"It has text that no page shows (in a field, a note or a shape), {HERE}: take it out"


SECRET = b"<w:t>Part 2: who was named</w:t>"


def run(properties: bytes, text: bytes = SECRET) -> bytes:
    return in_item(b"<w:r><w:rPr>%s</w:rPr>%s</w:r>" % (properties, text))


def paragraph(properties: bytes, text: bytes = SECRET) -> bytes:
    """A paragraph behind that with the first decision."""
    return in_item(b"</w:p><w:p>%s<w:r>%s</w:r></w:p><w:p>" % (properties, text))


def table(
    row: bytes, cell: bytes = b"", text: bytes = b"<w:r>%s</w:r>" % SECRET, style: bytes = b""
) -> bytes:
    xml = b"</w:p><w:tbl><w:tblPr>%s</w:tblPr><w:tr>%s<w:tc>%s<w:p>%s</w:p></w:tc></w:tr></w:tbl><w:p>"
    return in_item(xml % (style, row, cell, text))


def style(kind: bytes, properties: bytes, base: bytes = b"") -> bytes:
    """The minutes with a style that is called Own, and one called Above on which it may be based."""
    xml = b'<w:style w:type="%s" w:styleId="Own">%s<w:rPr>%s</w:rPr></w:style>' % (
        kind, b'<w:basedOn w:val="Above"/>' if base else b"", b"" if base else properties
    )  # fmt: skip
    if base:
        xml += b'<w:style w:type="%s" w:styleId="Above"><w:rPr>%s</w:rPr></w:style>' % (base, properties)
    return xml


def styled(content: bytes, xml: bytes) -> bytes:
    return replaced(content, STYLES, b"</w:styles>", xml + b"</w:styles>")


WHITE, VANISH = b'<w:color w:val="FFFFFF"/>', b"<w:vanish/>"


FIELD = (
    b'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>%s</w:instrText></w:r><w:r><w:fldChar '
    b'w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


NOTES = (
    b"<w:footnotes "
    b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="-1" '
    b'w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote><w:footnote '
    b'w:id="7"><w:p><w:r>%s</w:r></w:p>'
    b"</w:footnote></w:footnotes>"
)


def with_note(shown: bytes, text: bytes = SECRET) -> bytes:
    content = in_item(b'<w:r><w:footnoteReference w:id="7"/></w:r>') if shown else draft()
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    return related(content, DOCUMENT, "footnotes", "footnotes.xml", part=NOTES % text, content_type=types)
