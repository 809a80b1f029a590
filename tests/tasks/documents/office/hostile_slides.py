"""Slides that would run, fetch or start something, each with what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping

from forum.papers.papers import Remark
from tests.tasks.documents.office.hostile_word import CONTROLS, MACROS, OLE, Case, R
from tests.tasks.documents.office.office_parts import MICROSOFT, TYPES, a_presentation, related, replaced

PRESENTATION, SLIDE = "ppt/presentation.xml", "ppt/slides/slide1.xml"


def on_slide(kind: str, xml: bytes, target: str = "https://evil.example/x", root: bytes = b"") -> bytes:
    return related(a_presentation(xml, root), SLIDE, kind, target)


def button(action: str, target: str = "", kind: str = "hyperlink") -> bytes:
    xml = f'<p:sp><a:hlinkClick r:id="{"rId99" if target else ""}" action="{action}"/></p:sp>'.encode()
    return on_slide(kind, xml, target) if target else a_presentation(xml)


_OLE_FRAME = (
    b'<p:graphicFrame><a:graphic><a:graphicData><p:oleObj r:id="rId99" '
    b'progId="Package"><p:embed/><p:pic><p:nvPicPr/>'
    b"</p:pic></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>"
)
SLIDES: Mapping[str, Case] = {
    "macros under another name": (
        lambda: related(
            a_presentation(),
            PRESENTATION,
            f"{MICROSOFT}2006/relationships/vbaProject",
            "theme.xml",
            part=OLE,
            content_type="application/xml",
        ),
        MACROS,
    ),
    "slides that call themselves ones with macros": (
        lambda: replaced(
            a_presentation(),
            TYPES,
            b"openxmlformats-officedocument.presentationml.presentation.main",
            b"ms-powerpoint.presentation.macroEnabled.main",
        ),
        MACROS,
    ),
    "a button that starts a program": (
        lambda: button("ppaction://program", "file:///c:/windows/calc.exe"),
        Remark.LINKS,
    ),
    "a button that runs a macro": (lambda: button("ppaction://macro?name=Run"), Remark.ACTIONS),
    "a button that opens an object": (lambda: button("ppaction://ole?verb=0"), Remark.ACTIONS),
    "a button that opens a file": (
        lambda: button("ppaction://hlinkfile", "https://evil.example/a.exe"),
        Remark.ACTIONS,
    ),
    "a button that opens other slides": (
        lambda: button("ppaction://hlinkpres?slideindex=1", "a.pptm"),
        Remark.LINKS,
    ),
    "a link to a share": (lambda: button("", r"\\evil.example\share"), Remark.LINKS),
    "a linked picture": (lambda: on_slide("image", b'<a:blip r:link="rId99"/>'), Remark.LINKED),
    "a linked video": (
        lambda: on_slide("video", b'<p:nvPr><a:videoFile r:link="rId99"/></p:nvPr>'),
        Remark.LINKED,
    ),
    "linked media": (
        lambda: on_slide(
            f"{MICROSOFT}2007/relationships/media", b'<p:ext uri="x"><p:media r:link="rId99"/></p:ext>'
        ),
        Remark.LINKED,
    ),
    "linked sound": (
        lambda: on_slide("audio", b'<p:nvPr><a:audioFile r:link="rId99"/></p:nvPr>', r"\\evil.example\a.wav"),
        Remark.LINKED,
    ),
    "a linked object": (
        lambda: on_slide("oleObject", _OLE_FRAME, "file:///C:/Users/jane/a.xlsx"),
        Remark.LINKED,
    ),
    "an object": (
        lambda: related(
            a_presentation(_OLE_FRAME), SLIDE, "oleObject", "../x/o.wav", part=OLE, content_type="audio/wav"
        ),
        Remark.OBJECTS,
    ),
    "an ActiveX control": (
        lambda: related(
            a_presentation(), SLIDE, "control", "../a.xml", part=b"<x/>", content_type="application/xml"
        ),
        CONTROLS,
    ),
    "where slides are kept up to date": (lambda: on_slide("slideUpdateUrl", b"<a:t/>"), Remark.LINKED),
    "a chart of another workbook": (
        lambda: related(
            related(
                a_presentation(),
                SLIDE,
                "chart",
                "../charts/c.xml",
                content_type="application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
                part=b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
                b"<c:externalData "
                b'%s r:id="rId99"/></c:chartSpace>' % R,
            ),
            "ppt/charts/c.xml",
            "oleObject",
            r"file:///\\evil.example\a.xlsx",
        ),
        Remark.LINKED,
    ),
    "buttons of its own": (
        lambda: related(
            a_presentation(),
            "",
            f"{MICROSOFT}2007/relationships/ui/extensibility",
            "u.xml",
            part=b'<customUI onLoad="Run"/>',
            content_type="application/xml",
        ),
        Remark.ACTIONS,
    ),
}
