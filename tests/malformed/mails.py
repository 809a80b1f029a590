"""Malformed mails through the folder gateway and the reading: ``python -m tests.malformed.mails``."""

from __future__ import annotations

import argparse
import base64
import datetime as dt
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from itertools import groupby
from pathlib import Path

from forum.inbox.answered_letter import AnsweredLetter, FileReceived
from forum.inbox.answered_letter import ReceivedReply as Reply
from forum.inbox.reading.reply import read, read_fresh
from forum.text.problem import Problem
from tasks.limited.process import LimitedProcess
from tasks.mail.gateways.folder.mailer import FolderMailer
from tasks.mail.incoming.plain_text import cut_to_bounds, read_non_delivery
from tasks.mail.protocol.mailer import ReceivedItem
from tasks.register.database.clock import SystemClock
from tests.malformed.measuring import Measured, all_is_well, measure, table_head, table_line

HEAD = b"From: Jo <jo@members.example>\nSubject: RE: MASE\nMessage-ID: <1@members.example>\n"
NEXT = AnsweredLetter("after_meeting", actions=("MASE/2027-01/03",), meeting=dt.date(2027, 2, 9))
MEGABYTE = 1_000_000
CHARSETS = (
    *("x-nobody", "utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-16"),
    *("utf-32", "zlib", "bz2", "hex", "base64", "rot13", "uu", "quopri", "utf-8-sig", "cp037", "big5", "hz"),
    *("iso2022_jp_3", "mbcs", "string_escape", "\0", "a" * 10_000, "../../etc/passwd", "é", "utf-8;x"),
)
ENCODINGS = ("7bit", "8bit", "binary", "base64", "quoted-printable", "x-uuencode", "uue", "x-nobody", "\0")
FLOODS = (
    *("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted"),
    *("Authentication-Results", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "X"),
)
FLOODED_WITH = (
    b"a",
    b"(",
    b"<",
    b",",
    b"=?utf-8?q?",
    b"=?utf-8?b?====?= ",
    b";a=b",
    b"\xff",
    b"<a@b> ",
    b'"',
)
NAMES = (
    b"\xff\xfe.eml",
    b"a" * 251 + b".eml",
    b"\xed\xa0\x80.eml",
    b"%FF.eml",
    b"a\nb.eml",
    b"..eml",
    b"\x01.eml",
)

Make = Callable[[], bytes]


def mails() -> Iterator[tuple[str, str, bytes, Make]]:
    """Kind, name, the file's name, and how the mail is made."""
    for kind, made in (
        ("bodies", _bodies()),
        ("charsets", _charsets()),
        ("headers", _headers()),
        ("parts", _parts()),
        ("calendars", _calendars()),
        ("reports", _reports()),
        ("broken", _broken()),
    ):
        for name, make in made:
            yield kind, name, b"mail.eml", make
    for file in NAMES:
        yield "names", repr(file)[:40], file, lambda: HEAD + b"\nAGREE\n"


def _bodies() -> Iterator[tuple[str, Make]]:
    for size in (1, 30, 50):
        yield f"one line of {size} MB", lambda size=size: HEAD + b"\n" + b"AGREE " * (size * MEGABYTE // 6)  # type: ignore[misc]
    for mark in b"-:[(>_.?*\x00\x1b\xa0":
        line = bytes([mark]) * 2_000 + b"\n"
        yield f"100 lines of {chr(mark)!r}", lambda line=line: HEAD + b"\n" + line * 100  # type: ignore[misc]
        yield f"a megabyte of {chr(mark)!r}", lambda mark=mark: HEAD + b"\n" + bytes([mark]) * MEGABYTE  # type: ignore[misc]
    yield "NULs throughout", lambda: HEAD + b"\n" + "AGREE if".encode("utf-16-le") * 50_000
    yield "short lines", lambda: HEAD + b"\n" + b"a\n" * MEGABYTE
    yield "quoted a thousand times", lambda: HEAD + b"\n" + (b">" * 1_000 + b"AGREE\n") * 500
    yield "wrote:", lambda: HEAD + b"\n" + b"On 1 January a@b <a@b> wrote: " * 30_000
    printable = HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n"
    yield "a megabyte of broken quoted-printable", lambda: printable + b"=ZZ=\r=" * 200_000
    yield "soft line breaks without end", lambda: printable + b"=\n" * 500_000
    coded = HEAD + b"Content-Transfer-Encoding: base64\n\n"
    yield "broken base64", lambda: coded + b"QUdSRUU=====\xff" * 100_000
    yield "base64 of one letter a line", lambda: coded + b"Q\n" * 500_000
    page = HEAD + b"Content-Type: text/html\n\n"
    yield (
        "HTML with 100,000 attributes",
        lambda: page + b"<p " + b"".join(b"a%d=1 " % n for n in range(100_000)),
    )
    yield "HTML with one attribute 100,000 times", lambda: page + b"<p " + b"a=1 " * 100_000 + b">AGREE"
    yield "HTML 100,000 deep", lambda: page + b"<div>" * 100_000 + b"AGREE"
    yield "HTML of a million quotes", lambda: page + b"<blockquote>AGREE" * 60_000
    yield "HTML of 10 MB without end", lambda: page + b"<table><tr><td>" * 700_000
    yield "HTML of entities", lambda: page + b"&lt;&#x110000;&nbsp;&unknown;" * 50_000
    yield "HTML that is none", lambda: page + bytes(range(256)) * 4_000
    yield "HTML with a comment without end", lambda: page + b"AGREE<!--" * 100_000


def _charsets() -> Iterator[tuple[str, Make]]:
    for charset in CHARSETS:
        said = f'Content-Type: text/plain; charset="{charset}"\n'.encode()
        yield f"charset {charset[:20]!r}", lambda said=said: HEAD + said + b"\nAGREE +AEE- \\x41 \xff\n" * 100  # type: ignore[misc]
        word = f"Subject: =?{charset}?b?QUdSRUU?=\n".encode()
        yield f"subject in {charset[:20]!r}", lambda word=word: word + HEAD + b"\nAGREE\n"  # type: ignore[misc]
    for encoding in ENCODINGS:
        said = f"Content-Transfer-Encoding: {encoding}\n".encode()
        yield f"encoding {encoding!r}", lambda said=said: HEAD + said + b"\nbegin 644 x\nM\xff\n" * 1_000  # type: ignore[misc]


def _headers() -> Iterator[tuple[str, Make]]:
    for name in FLOODS:
        for flood in FLOODED_WITH:
            line = name.encode() + b": " + flood * (MEGABYTE // len(flood))
            yield f"{name} of a megabyte", lambda line=line: line + b"\n" + HEAD + b"\nAGREE\n"  # type: ignore[misc]
    yield "10 MB of one header", lambda: b"X: " + b"a" * 10 * MEGABYTE + b"\n" + HEAD + b"\nAGREE\n"
    yield "100,000 headers", lambda: b"".join(b"X-%d: a\n" % n for n in range(100_000)) + HEAD + b"\nAGREE\n"
    yield "folded without end", lambda: HEAD + b"X: a\n" + b" a\n" * 300_000 + b"\nAGREE\n"
    yield "folded with nothing", lambda: HEAD + b"Subject: a\n" + b" \n" * 300_000 + b"\nAGREE\n"
    yield "100,000 From", lambda: b"From: a@b.example\n" * 100_000 + HEAD + b"\nAGREE\n"
    yield "no headers", lambda: b"AGREE\n"
    yield "headers alone", lambda: HEAD
    yield "a colon alone", lambda: b":\n" * 100_000
    yield "carriage returns", lambda: HEAD.replace(b"\n", b"\r") + b"\rAGREE\r" * 1_000
    parameters = b"".join(b";\n name*%d=a" % n for n in range(100_000))
    yield "100,000 parts of a name", lambda: HEAD + b"Content-Disposition: attachment" + parameters + b"\n\nx"
    quoted = b';\n name="' + b'\\"' * 200_000 + b'"'
    yield "a name of quotes", lambda: HEAD + b"Content-Disposition: attachment" + quoted + b"\n\nx"


def _parts() -> Iterator[tuple[str, Make]]:
    for depth in (50, 500, 5_000):
        yield f"parts {depth} deep", lambda depth=depth: HEAD + _nested(depth)  # type: ignore[misc]
        letter = b"Content-Type: message/rfc822\n\n"
        yield f"letters {depth} deep", lambda depth=depth, letter=letter: HEAD + letter * depth + b"\nAGREE"  # type: ignore[misc]
    start = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
    yield "50,000 parts", lambda: start + b"--b\n\nAGREE\n" * 50_000
    yield (
        "50,000 files",
        lambda: start + b"--b\nContent-Disposition: attachment; filename=a.pdf\n\nx\n" * 50_000,
    )
    yield "a part without end", lambda: start + b"--b\n\nAGREE\n" + b"-" * MEGABYTE
    yield "a boundary of a megabyte", lambda: start.replace(b"=b", b"=" + b"b" * MEGABYTE) + b"--b\n\nAGREE\n"
    yield "no boundary", lambda: start.replace(b"; boundary=b", b"") + b"--b\n\nAGREE\n" * 1_000
    yield "a boundary that is none", lambda: start.replace(b"=b", b'="\0\xff"') + b"--b\n\nAGREE\n" * 1_000
    yield (
        "a file name in no charset",
        lambda: start + b"--b\nContent-Disposition: attachment; filename=\xff\xfe.pdf\n\nx",
    )
    yield (
        "a file name in RFC 2231's",
        lambda: start + b"--b\nContent-Disposition: attachment; filename*=hex''%FF\n\nx",
    )
    yield (
        "a file name of a path",
        lambda: start + b"--b\nContent-Disposition: attachment; filename=../../x\n\nx",
    )
    yield (
        "winmail.dat",
        lambda: start + b'--b\nContent-Type: application/ms-tnef; name=winmail.dat\n\nx\x9f>"' * 99,
    )


def _nested(depth: int) -> bytes:
    made = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return made + b"Content-Type: text/plain\n\n" + b"AGREE\n" * 1_000


def _calendars() -> Iterator[tuple[str, Make]]:
    head = (
        HEAD
        + b"Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\n"
    )
    end = b"END:VEVENT\nEND:VCALENDAR\n"
    accepts = b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:jo@members.example\n"
    yield "an acceptance", lambda: head + accepts + end
    yield "nobody who answers", lambda: head + end
    yield "an answer that is none", lambda: head + accepts.replace(b"ACCEPTED", b"\xff\0") + end
    yield "a million lines", lambda: head + b"X-A:b\n" * MEGABYTE + accepts + end
    yield "a line of a megabyte", lambda: head + b"X-A:" + b"b" * MEGABYTE + b"\n" + accepts + end
    yield "30,000 who answer", lambda: head + accepts * 30_000 + end
    yield "3,000 who answer", lambda: head + accepts * 3_000 + end
    yield "events within events", lambda: head + b"BEGIN:VEVENT\n" * 10_000
    yield "a recurrence", lambda: head + b"RRULE:FREQ=SECONDLY;COUNT=999999999\n" + accepts + end
    yield "a date that is none", lambda: head + b"DTSTART:99999999T999999Z\n" + accepts + end
    yield "a time zone of its own", lambda: head + b"DTSTART;TZID=../../x:20270101T000000\n" + accepts + end
    yield "parameters without end", lambda: head + b"ATTENDEE" + b";A=B" * 50_000 + b":x\n" + end
    yield "folded without end", lambda: head + b"X:a\n" + b" a\n" * 60_000 + accepts + end


def _reports() -> Iterator[tuple[str, Make]]:
    head = HEAD + b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
    status = b"--b\nContent-Type: message/delivery-status\n\n"
    failed = b"Final-Recipient: rfc822; jo@members.example\nAction: failed\n\n"
    yield "a report", lambda: head + status + failed + b"--b--\n"
    yield "100,000 recipients", lambda: head + status + failed * 100_000
    yield "a recipient of a megabyte", lambda: head + status + failed.replace(b"jo", b"j" * MEGABYTE)
    yield (
        "10,000 returned letters",
        lambda: head + b"--b\nContent-Type: text/rfc822-headers\n\n<a@b>\n" * 10_000,
    )
    yield "a report within a report", lambda: head + (status + b"Content-Type: message/rfc822\n\n") * 2_000
    yield (
        "Message-IDs without end",
        lambda: head + b"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: " + b"<a" * MEGABYTE,
    )
    yield "a report of 20 MB", lambda: head + status + b"x\n" * 10 * MEGABYTE


def _broken() -> Iterator[tuple[str, Make]]:
    good = (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n"
        b"--b\nContent-Type: text/html; charset=utf-8\n\n<p>AGREE</p>\n--b\n"
        b"Content-Disposition: attachment; filename=a.pdf\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(b"%PDF-1.7" * 50)
        + b"--b--\n"
    )
    yield "empty", lambda: b""
    yield "NULs alone", lambda: bytes(MEGABYTE)
    yield "UTF-16", lambda: b"\xff\xfe" + good.decode("latin-1").encode("utf-16-le")
    yield "every byte", lambda: bytes(range(256)) * 1_000
    for share in range(10):
        yield "cut off", lambda share=share: good[: len(good) * share // 10 + 7]  # type: ignore[misc]
    for seed in range(40):
        yield "bytes flipped", lambda seed=seed: _flipped(good, seed)  # type: ignore[misc]


def _flipped(good: bytes, seed: int) -> bytes:
    chance, flipped = random.Random(seed), bytearray(good)
    for _ in range(1 + seed):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def outcome_of(folder: Path, file: bytes, content: bytes) -> str:
    """What comes of a mail in the inbox of the folder, as it would be dealt with."""
    limited = LimitedProcess()
    mailer = FolderMailer(folder, "mase@unit.example", SystemClock(), limited=limited)
    mailer.check()
    with open(os.fsencode(mailer.inbox) + b"/" + file, "wb") as put:  # noqa: PTH123
        put.write(content)
    read_non_delivery(limited, content)
    items = mailer.read("", dt.datetime(2000, 1, 1)).items
    said = [_said(limited, cut_to_bounds(item)) for item in items]
    for item in items:
        for one in item.files[:3]:
            try:
                mailer.file_content(item.id, one.id)
            except Problem:
                said.append("file: too much")
        mailer.mark(item.id, "MASE: seen") if len(file) < 250 else None
    limited.close()
    return ", ".join(said) or "passed over"


def _said(limited: LimitedProcess, item: ReceivedItem) -> str:
    for field in fields(item):
        str(getattr(item, field.name)).encode()  # as a database stores it
    if item.unreadable:
        return "unit: " + item.unreadable.partition(":")[0].partition("(")[0].strip()
    reply = Reply(
        item.received_at.date(), item.text, files=tuple(FileReceived(f.id, f.name) for f in item.files)
    )
    try:
        limited.run(read, NEXT, reply)
        limited.run(read_fresh, reply)
    except Problem as problem:
        return "unit: " + problem.sentence.partition(":")[0]
    return f"read as {item.kind.value}"


def _deal_with(file: bytes, content: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return outcome_of(Path(folder), file, content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="a line for every mail")
    parser.add_argument("--only", default="", help="mails of this kind alone")
    wishes = parser.parse_args()
    wanted = (mail for mail in mails() if mail[0].startswith(wishes.only))
    print(table_head("mails"))
    results: list[Measured] = []
    for kind, made in groupby(wanted, key=lambda one: one[0]):
        group: list[Measured] = []
        for _, name, file, make in made:
            group.append(measure(kind, name, partial(_deal_with, file, make())))
            if wishes.all:
                print(table_line(f"{kind}: {name}", group[-1:]), flush=True)
        if not wishes.all:
            print(table_line(kind, group), flush=True)
        results += group
    sys.exit(not all_is_well("mails", results))


if __name__ == "__main__":
    main()
