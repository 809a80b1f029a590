"""Malformed files through the checks of what comes back: ``python -m tests.malformed.files``."""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from config.settings import ROOT
from forum.documents.minutes import MinutesInWord
from forum.text.problem import Problem
from samples import sample_of
from samples.members import sample_workbook
from samples.record import sample_form
from tasks.documents.record import write_record
from tasks.documents.terms.workbook import write_policy
from tasks.documents.word.print_document import DocumentPrinter
from tests.malformed import checks
from tests.malformed.measuring import (
    MOST_MEGABYTES,
    MOST_SECONDS,
    Measured,
    all_is_well,
    measure,
    table_head,
    table_line,
)
from tests.tasks.documents.office.hostile_zips import XML, ZIPS
from tests.tasks.documents.office.large_pictures import LARGE
from tests.tasks.documents.pdf.hostile_pdf_files import FAR_MORE, HARD, PAGES
from tests.tasks.documents.pdf.open_ended_pages import PAGES_THAT_GO_ON
from tests.tasks.documents.workbooks.hostile_workbooks import MERGED_ALL_OVER, ODD_CELLS, REFUSED

FIRST_SHEET = "xl/worksheets/sheet1.xml"
SHEET, DOCUMENT = "xl/worksheets/sheet2.xml", "word/document.xml"
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
CELLS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>%s</worksheet>'
BODY = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body>'
    b"</w:document>"
)

Make = Callable[[], bytes]


def files() -> Iterator[tuple[str, str, Make, Callable[[bytes], None]]]:
    """Kind, name, how it is made, how it is checked."""
    record, minutes = (
        write_record(sample_form()),
        DocumentPrinter(ROOT / "templates" / "documents").print(sample_of(MinutesInWord)),
    )
    slides = _slides(minutes)
    workbooks: tuple[tuple[str, bytes, Callable[[bytes], None]], ...] = (
        ("record", record, checks.record_file),
        ("members", sample_workbook(), checks.members_file),
        ("list", checks.a_list(12), checks.list_file),
        ("policy", write_policy(), checks.policy_file),
        ("pack", checks.a_pack(), checks.pack_file),
    )
    for kind, good, check in workbooks:
        for name, make in (*_broken(good), *_odd_workbooks(good), *_odd_parts(good)):
            yield kind, name, make, check
    for name, make in (*_broken(minutes), *_odd_minutes(minutes)):
        yield "minutes", name, make, checks.minutes_file
    for kind, good in (("Word", minutes), ("Excel", record), ("slides", slides)):
        for name, make in (*_broken(good), *_odd_pictures(good)):
            yield kind, name, make, checks.paper
    for name, make in _odd_minutes(minutes):
        yield "Word", name, make, checks.paper
    for name, make in (
        *FAR_MORE.items(),
        *HARD.items(),
        *((name, make) for name, (make, _) in PAGES.items()),
    ):
        yield "PDF", name, make, checks.paper
    for name, page in PAGES_THAT_GO_ON.items():
        yield "PDF", name, lambda page=page: page, checks.paper  # type: ignore[misc]
    good = PAGES_THAT_GO_ON["as it should be"]
    for seed in range(60):
        yield "PDF", "bytes flipped", lambda seed=seed: _flipped(good, seed), checks.paper  # type: ignore[misc]
    for share in range(10):
        yield "PDF", "cut off", lambda share=share: good[: len(good) * share // 10 + 7], checks.paper  # type: ignore[misc]
    for people in (100, 1_000, 5_000):
        yield "list", f"{people:,} people", lambda people=people: checks.a_list(people), checks.list_file  # type: ignore[misc]


def _slides(good: bytes) -> bytes:
    """A file whose parts are where PowerPoint has them."""
    parts = {name.replace("word/", "ppt/"): part for name, part in _parts(good).items()}
    return _zip({**parts, "ppt/slides/slide1.xml": b"<p:sld xmlns:p='p'/>"})


def _broken(good: bytes) -> Iterator[tuple[str, Make]]:
    """What can be wrong with any zip of XML."""
    yield "empty", lambda: b""
    yield "text", lambda: b"Name;From\n" * 100
    yield "old format or password", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8192)
    yield "50 MB of nothing", lambda: bytes(50_000_000)
    yield "50 MB behind a good file", lambda: good + bytes(50_000_000)
    yield "macros", lambda: _with(good, {"x/vbaProject.bin": b"code"})
    yield "zip bomb in a picture", lambda: _with(good, {"x/media/x.png": bytes(200_000_000)})
    yield "zip bomb in XML", lambda: _with(good, {"x/x.xml": b"<x>" + bytes(200_000_000)})
    yield "a thousand parts", lambda: _with(good, {f"x/{number}.xml": b"<x/>" for number in range(1000)})
    yield "a part too deep", lambda: _with(good, {_biggest(good): b"<x>" * 300_000})
    yield "a part without end", lambda: _with(good, {_biggest(good): b"<x>" + b"<y/>" * 450_000})
    for share in range(10):
        yield "cut off", lambda share=share: good[: len(good) * share // 10 + 7]  # type: ignore[misc]
    for seed in range(30):
        yield "bytes flipped", lambda seed=seed: _flipped(good, seed)  # type: ignore[misc]
    for part in sorted(_parts(good)):
        if part.endswith((".xml", ".rels")):
            yield "part emptied", lambda part=part: _with(good, {part: b""})  # type: ignore[misc]
            yield "part replaced", lambda part=part: _with(good, {part: b"<x/>"})  # type: ignore[misc]
            yield "part gone", lambda part=part: _with(good, {}, without=part)  # type: ignore[misc]
    for name, (make, _) in ZIPS.items():
        yield name, make
    for name, (text, _) in XML.items():
        yield name, lambda text=text: _with(good, {_biggest(good): text})  # type: ignore[misc]
    yield "entity bomb", lambda: _with(good, {_biggest(good): BOMB})
    yield "entity bomb in UTF-16", lambda: _with(good, {_biggest(good): BOMB.decode().encode("utf-16")})


def _odd_workbooks(good: bytes) -> Iterator[tuple[str, Make]]:
    def sheet(rows: bytes, after: bytes = b"") -> Make:
        return lambda: _with(good, {SHEET: CELLS % (rows, after)})

    numbers = b'<row r="%d">' + b'<c t="n"><v>1</v></c>' * 20 + b"</row>"
    text = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>' + b"x" * 32_000 + b"</t></is></c></row>"
    formulas = b'<row r="%d"><c r="A%d"><f>1+1</f><v>2</v></c></row>'
    yield "as many cells as go in", sheet(b"".join(numbers % row for row in range(1, 3_850)))
    yield "long texts", sheet(b"".join(text % (row, row) for row in range(5, 58)))
    yield "formulas", sheet(b"".join(formulas % (row, row) for row in range(5, 5_000)))
    yield "a cell far out", sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "formats far out", sheet(b'<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    yield "a date out of range", sheet(b'<row r="5"><c r="A5" s="1"><v>1e308</v></c></row>')
    yield "no number", sheet(b'<row r="5"><c r="A5" t="n"><v>abc</v></c></row>')
    yield "a place that is none", sheet(b'<row r="x"><c r="5A"><v>1</v></c></row>')
    merged = b"".join(b'<mergeCell ref="A%d:C%d"/>' % (row, row) for row in range(5, 505))
    yield "merged all over", sheet(b"", b"<mergeCells>" + merged + b"</mergeCells>")
    yield "merged into one", sheet(b"", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')


def _odd_parts(good: bytes) -> Iterator[tuple[str, Make]]:
    """What the tests of workbooks try: areas, cells and zips."""
    for name, text in MERGED_ALL_OVER.items():
        yield f"merged {name}", lambda text=text: _with(good, {SHEET: text.encode()})  # type: ignore[misc]
        yield f"merged {name}", lambda text=text: _with(good, {SHEET: text.encode("utf-16")})  # type: ignore[misc]
    for name, cell in ODD_CELLS.items():
        rows = f'<row r="2">{cell}</row>'.encode()
        yield name, lambda rows=rows: _with(good, {SHEET: CELLS % (rows, b"")})  # type: ignore[misc]
    for name, (make, _) in REFUSED.items():
        yield name, make


def _odd_pictures(good: bytes) -> Iterator[tuple[str, Make]]:
    for kind, picture in LARGE.items():
        yield f"a huge {kind}", lambda picture=picture: _with(good, {"x/media/x.png": picture})  # type: ignore[misc]


def _odd_minutes(good: bytes) -> Iterator[tuple[str, Make]]:
    def body(inside: bytes) -> Make:
        return lambda: _with(good, {DOCUMENT: BODY % inside})

    paragraph = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    yield "paragraphs without end", body(paragraph * 110_000)
    yield "as many paragraphs as go in", body(paragraph * 4_900)
    yield "tracked changes all over, in as many", body(b'<w:p><w:ins w:id="1"/></w:p>' * 4_900)
    yield "tracked changes in one paragraph", body(b"<w:p>" + b'<w:ins w:id="1"/>' * 200_000 + b"</w:p>")
    yield "tracked changes all over", body(b'<w:p><w:ins w:id="1"/></w:p>' * 120_000)
    yield "comments all over", body(b'<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>' * 70_000)
    yield "tables in tables", body(b"<w:tbl><w:tr><w:tc>" * 80 + b"</w:tc></w:tr></w:tbl>" * 80)
    yield "one word of a megabyte", body(b"<w:p><w:r><w:t>" + b"x" * 3_900_000 + b"</w:t></w:r></w:p>")


def _parts(content: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {info.filename: parts.read(info) for info in parts.infolist()}


def _with(content: bytes, changed: Mapping[str, bytes], without: str = "") -> bytes:
    parts = {**_parts(content), **changed}
    return _zip({name: part for name, part in parts.items() if name != without})


def _zip(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def _biggest(content: bytes) -> str:
    parts = _parts(content)
    return next(name for name in (DOCUMENT, SHEET, "ppt/document.xml", FIRST_SHEET) if name in parts)


def _flipped(content: bytes, seed: int) -> bytes:
    chance, flipped = random.Random(seed), bytearray(content)
    for _ in range(1 + seed):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def outcome_of(content: bytes, check: Callable[[bytes], None]) -> str:
    """Check a file in this process, which may use no more than the limits from here on."""
    most = MOST_MEGABYTES * 2**20 + _in_use()
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (4 * MOST_SECONDS, 4 * MOST_SECONDS))
    try:
        check(content)
    except Problem:
        return "refused"
    return "taken"


def _in_use() -> int:
    """Bytes of address space that the process has already, most of them for what it has imported."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="a line for every file")
    every = parser.parse_args().all
    results: list[Measured] = []
    groups: dict[str, list[Measured]] = {}
    for number, (kind, name, make, check) in enumerate(files()):
        results.append(measure(kind, name, partial(outcome_of, make(), check)))
        groups.setdefault(f"{kind}: {name} {number}" if every else f"{kind}: {name}", []).append(results[-1])
    print(table_head("files"))
    for name, group in groups.items():
        print(table_line(name, group))
    sys.exit(not all_is_well("files", results))


if __name__ == "__main__":
    main()
