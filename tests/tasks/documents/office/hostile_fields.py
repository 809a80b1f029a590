"""Word files with fields that would run, fetch or start something, each with what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping

from forum.papers.papers import Remark
from tests.tasks.documents.office.hostile_word import DDE, DOCUMENT, Case, having, word
from tests.tasks.documents.office.office_parts import related

_NESTED = (
    b"<w:p><w:r><w:fldChar "
    b'w:fldCharType="begin"/></w:r><w:r><w:instrText>%s</w:instrText></w:r><w:r><w:fldChar '
    b'w:fldCharType="begin"/></w:r><w:r><w:instrText> %s </w:instrText></w:r><w:r><w:fldChar '
    b'w:fldCharType="end"/>'
    b'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>shown</w:t></w:r><w:r><w:fldChar '
    b'w:fldCharType="end"/></w:r></w:p>'
)


def field(*pieces: str, shown: str = "shown", part: str = DOCUMENT) -> bytes:
    """The file with a field whose instruction is written in these pieces."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    xml = f"<w:p>{marks[0]}{runs}{marks[1]}<w:r><w:t>{shown}</w:t></w:r>{marks[2]}</w:p>"
    return having(xml.encode(), part=part)


def simple(instruction: str, shown: str = "shown") -> bytes:
    inner = f"<w:r><w:t>{shown}</w:t></w:r>"
    return having(f'<w:p><w:fldSimple w:instr="{instruction}">{inner}</w:fldSimple></w:p>'.encode())


FIELDS: Mapping[str, Case] = {
    "DDEAUTO": (lambda: field(r' DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" '), DDE),
    "DDE in small letters": (lambda: field(" dde Excel x "), DDE),
    "DDEAUTO over runs": (lambda: field(" D", "DEA", "UTO", " cmd "), DDE),
    "DDEAUTO in quotes": (lambda: field(' "DDEAUTO" cmd '), DDE),
    "DDEAUTO in a header": (lambda: field(" DDEAUTO cmd ", part="word/header1.xml"), DDE),
    "DDEAUTO in a footer, over runs": (lambda: field(" DDE", "AUTO cmd ", part="word/footer1.xml"), DDE),
    "DDEAUTO in a simple field": (lambda: simple(" DDEAUTO cmd "), DDE),
    "DDEAUTO in a field of another": (lambda: having(_NESTED % (b" IF 1=1 ", b"DDEAUTO cmd")), DDE),
    "DDEAUTO without begin": (
        lambda: having(b"<w:p><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p>"),
        DDE,
    ),
    "DDEAUTO that never ends": (
        lambda: having(
            b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO cmd</w:instrText>'
            b"</w:r></w:p>"
        ),
        DDE,
    ),
    "DDE in a footnote's part": (
        lambda: related(
            word(),
            DOCUMENT,
            "footnotes",
            "notes.xml",
            content_type=("application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"),
            part=b'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote>'
            b'<w:p><w:fldSimple w:instr="DDE cmd x"/></w:p></w:footnote></w:footnotes>',
        ),
        DDE,
    ),
    "a field whose name another gives": (lambda: having(_NESTED % (b" ", b"QUOTE 68 68 69")), Remark.ACTIONS),
    "INCLUDEPICTURE": (lambda: field(r' INCLUDEPICTURE "https://evil.example/a.png" \d '), Remark.LINKED),
    "INCLUDETEXT over runs": (lambda: field(" INCLUDE", r'TEXT "\\\\evil.example\\a" '), Remark.LINKED),
    "LINK": (lambda: field(r' LINK Excel.Sheet.12 "C:\\Users\\jane\\a.xlsx" '), Remark.LINKED),
    "IMPORT": (lambda: simple(" IMPORT &quot;https://evil.example/a.png&quot; "), Remark.LINKED),
    "DATABASE": (lambda: field(' DATABASE \\c "DSN=x" '), Remark.LINKED),
    "AUTOTEXT": (lambda: field(" AUTOTEXT x "), Remark.LINKED),
    "MACROBUTTON": (lambda: field(" MACROBUTTON Run Click "), Remark.ACTIONS),
    "PRINT": (lambda: field(' PRINT "%!PS" '), Remark.ACTIONS),
    "a HYPERLINK to a program": (lambda: field(' HYPERLINK "file:///c:/windows/calc.exe" '), Remark.LINKS),
    "a HYPERLINK behind a tip": (lambda: field(' HYPERLINK \\o "tip" "file:///c:/x.exe" '), Remark.LINKS),
    "a HYPERLINK that a field gives": (lambda: having(_NESTED % (b" HYPERLINK ", b"REF x")), Remark.LINKS),
}
