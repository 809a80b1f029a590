"""What fuzzing begins with: inputs as people send them, by our own writers and from the tests' samples."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from email.message import EmailMessage

import docx
from docx.document import Document
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from pypdf import PdfWriter
from pypdf.annotations import Text

from config.settings import ROOT
from rehearsals.leads import RecordEntries
from tasks.documents.members.workbook import write_members
from tasks.documents.papers.pack_pdf import write_pack
from tasks.documents.record import write_record
from tasks.documents.terms.workbook import write_policy
from tests.forum.inbox.reading.what_people_write import EVERYTHING
from tests.forum.policies import MASE, SECOND
from tests.fuzz.files import draft_minutes, pack_form
from tests.fuzz.words import FRESH, WITH_FILES, reply_seed
from tests.record_form import FILLED, fill_record, record_form

SENDER = "Chair <chair@members.example>"
ADDRESSES = (
    "chair@members.example", " jo.o'neil+mase@sub.council.example ", "Jo <jo@council.example>", "a@b", "@",
    "", "a@xn--bcher-kva.example", "jo@council.example, al@council.example", "jo%x@council.example",
    "jo@cоuncil.example", '"jo smith"@council.example', "jo@[127.0.0.1]", "jo@council.example.",
    f"{'a' * 64}@{'b' * 63}.example",
)  # fmt: skip
DATES = (
    "9 February", "Tuesday 9th of February 2027, at ten", "2027-02-09: the draft", "9/2/27", "09.02.2027",
    "29 Feb 2028", "31/12", "10.30am", "10:30", "half past two", "noon", "two thirds", "3/4", "75%",
    "twenty-one", "DONE, signed off", "12 February, waiting for two venues",
    "Thu, 14 Jan 2027 09:14:00 +0000", "=?utf-8?q?Andr=C3=A9?= <a@b.example>",
)  # fmt: skip
HTML = (
    "<html><body><p>Agree both, thank you.</p><hr><p>From: MASE<br>Sent: Monday</p></body></html>",
    "<div>DONE<blockquote>&gt; MASE/2026-11/02<div>AGREE</div></blockquote><ul><li>one<li>two</ul></div>",
    "<table><tr><td>Coming</td><td>&nbsp;yes</td></tr></table><style>p</style><!-- x --><script>1</script>",
)


def replies() -> Iterator[bytes]:
    for letter, text, *_ in EVERYTHING:
        yield reply_seed(letter, text)
    for flags in (WITH_FILES, FRESH, FRESH | WITH_FILES, 16, 32, 48):
        yield reply_seed("chair: agenda, minutes", "Sorry, I can't come. Jo Smith comes in my place.", flags)


def inbox_items() -> Iterator[bytes]:
    """Replies to the letters of which the first byte says which; the second also says what kind it is."""
    for number, (_, text, *_) in enumerate(EVERYTHING[::12]):
        yield bytes([number, number * 37 % 256]) + text.encode()


def mails() -> Iterator[bytes]:
    """Mails as mail programs write them: with files, in HTML, reports, automatic ones, calendar answers."""
    plain = _mail("AGREE BOTH\n\nKind regards\nChair\n", **{"In-Reply-To": "<ours@unit.example>"})
    yield plain.as_bytes()
    plain.add_alternative(HTML[0], subtype="html")
    yield plain.as_bytes()
    plain.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Paper é.pdf")
    plain.add_attachment(_mail("inside"))
    yield plain.as_bytes()
    html = _mail("")
    html.set_content(HTML[1], subtype="html")
    yield html.as_bytes()
    yield _mail("I am away", **{"Auto-Submitted": "auto-replied"}).as_bytes()
    yield _mail("é" * 40, Subject="RE: MASE – é", **{"Authentication-Results": "mx; dmarc=pass"}).as_bytes()
    yield REPORT
    for said in ("ACCEPTED", "DECLINED", "TENTATIVE"):
        answer = _mail("")
        answer.set_content(CALENDAR.format(said=said), subtype="calendar", params={"method": "REPLY"})
        yield answer.as_bytes()


def _mail(text: str, **headers: str) -> EmailMessage:
    message = EmailMessage()
    about = {
        "From": SENDER,
        "Subject": "RE: MASE",
        "Date": "Thu, 14 Jan 2027 09:14:00 +0000",
        "Message-ID": "<1@b.example>",
    }
    for name, value in {**about, **headers}.items():
        message[name] = value
    message.set_content(text)
    return message


CALENDAR = """BEGIN:VCALENDAR\r
METHOD:REPLY\r
BEGIN:VEVENT\r
UID:meeting-1@unit.example\r
DTSTART;TZID=Europe/London:20270209T100000\r
ATTENDEE;PARTSTAT={said}:mailto:chair@members.example\r
END:VEVENT\r
END:VCALENDAR\r
"""
REPORT = b"""From: MAILER-DAEMON@mail.example\r
Subject: Undelivered\r
Content-Type: multipart/report; report-type=delivery-status; boundary=b\r
\r
--b\r
Content-Type: text/plain\r
\r
It could not be delivered.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mail.example\r
\r
Final-Recipient: rfc822; Gone@Council.example\r
Action: failed\r
\r
--b\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: <letter@forum.example>\r
\r
--b--\r
"""


def members() -> Iterator[bytes]:
    yield (ROOT / "config" / "members-sample.xlsx").read_bytes()
    yield write_members({}, "MASE: members", "OFFICIAL-SENSITIVE")
    day = dt.date(2026, 9, 1)
    yield _book(
        [
            [
                "Agency",
                "Full name",
                "E-mail address",
                "Tel. no.",
                "Deputy",
                "Deputy email",
                "Member since",
                "Role",
            ]
        ],
        [
            [
                "Kent Police",
                "Superintendent",
                "ds@police.example",
                "03000 1",
                "Inspector",
                "ci@police.example",
                day,
                "Core member",
            ]
        ],
        [["CCGs", "tbc", None, 3000, "n/a", None, "1 September 2026", None]],
    )


def records() -> Iterator[bytes]:
    """The record as it goes out, as it comes back, and with a time wherever something can be typed."""
    empty = write_record(record_form())
    yield empty
    entries = RecordEntries(
        meeting=FILLED["Meeting"][""],
        attendance=FILLED["Attendance"],
        items={"5": {"Note": "Heard.\nAnd agreed."}},
        decisions=[{"Item": "5", "Text": "Agencies report by exception."}],
    )
    yield fill_record(empty, entries)
    book = load_workbook(io.BytesIO(empty))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=5, max_row=8):
            for cell in row[:4]:
                if cell.value is None and not cell.protection.locked:
                    cell.value = "10:30"
    yield _saved(book)


def packs() -> Iterator[bytes]:
    yield write_pack(pack_form())


def policies() -> Iterator[bytes]:
    yield from (write_policy(), write_policy(MASE), write_policy(SECOND))


def minutes() -> Iterator[bytes]:
    yield draft_minutes()
    document = docx.Document(io.BytesIO(draft_minutes()))
    document.add_comment([document.paragraphs[0].add_run("x")], text="Right?", author="Jo", initials="J")
    yield _saved(document)


def office_papers() -> Iterator[bytes]:
    yield from minutes()
    book = Workbook()
    book.worksheets[0]["A1"] = "Figures"
    book.worksheets[0]["A1"].comment = Comment("Jo:\nRight?", "Jo")
    book.create_sheet("Names").sheet_state = "hidden"
    yield _saved(book)


def pdfs() -> Iterator[bytes]:
    for comment in (False, True):
        writer = PdfWriter()
        page = writer.add_blank_page(595, 842)
        writer.metadata = {"/Author": "Jo"}
        if comment:
            writer.add_annotation(page, Text(text="Right?", rect=(9, 9, 19, 19), title_bar="Jo"))
            writer.add_attachment("x.txt", b"x")
        yield _written(writer)
    yield NAKED_PDF


NAKED_PDF = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /OpenAction << /S /JavaScript /JS (x) >> >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Annots [6 0 R] >> endobj
4 0 obj << /Type /Metadata /Subtype /XML /Length 4 >> stream
<x/>
endstream endobj
5 0 obj << /Length 9 >> stream
0 0 m 9 9
endstream endobj
6 0 obj << /Type /Annot /Subtype /Text /T (Jo) /Rect [0 0 9 9] /Contents (x) >> endobj
trailer << /Root 1 0 R /Info << /Author (Jo) >> /Size 7 >>
startxref
0
%%EOF
"""


def texts(of: Iterable[str]) -> Iterator[bytes]:
    return (one.encode() for one in of)


def _book(*rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row[0])
    return _saved(book)


def _saved(document: Workbook | Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
