"""Making a pack one PDF: cover and contents, the agenda, and each paper that can be converted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from forum.documents.papers import PackCover, PackLine
from tasks.documents.conversion.libreoffice import Converter
from tasks.documents.pdf.binding import BoundFile, bind, pages_in
from tasks.documents.pdf.table_of_contents import link_titles
from tasks.documents.word.print_document import DocumentPrinter

LARGEST = 15_000_000  # bytes; the separate files go with it, and mail servers refuse more
WORD = "docx"


@dataclass(frozen=True)
class PackPart:
    """The agenda (without a ``number``) or a paper; ``ending`` is that of its file's name."""

    number: str
    title: str
    ending: str
    content: bytes

    @property
    def bookmark(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


def make_pack_pdfs(
    converter: Converter, printer: DocumentPrinter, packs: Sequence[tuple[PackCover, Sequence[PackPart]]]
) -> list[bytes | None]:
    """Make each pack one file; None for a pack that can't be made, or is too large to be sent.

    ``packs`` are covers without their contents, each with its parts, the agenda first. The contents list a
    part that can't be converted as a separate file. A part of several packs is converted once.
    """
    parts = {(part.ending, part.content): None for _, wanted in packs for part in wanted}
    office = [part for part in parts if part[0] != "pdf"]
    as_pdf: dict[tuple[str, bytes], bytes | None] = {part: part[1] for part in parts if part[0] == "pdf"}
    as_pdf.update(zip(office, converter.to_pdf(office), strict=True))
    pages = {part: pages_in(pdf) for part, pdf in as_pdf.items()}
    fronts = _fronts(converter, printer, packs, pages)
    return [
        _bound(cover, front, wanted, as_pdf, pages)
        for (cover, wanted), front in zip(packs, fronts, strict=True)
    ]


_Pages = dict[tuple[str, bytes], int]


def _fronts(
    converter: Converter,
    printer: DocumentPrinter,
    packs: Sequence[tuple[PackCover, Sequence[PackPart]]],
    pages: _Pages,
) -> list[bytes | None]:
    """Make cover and contents of each pack, again until the page numbers fit: conversion alone tells
    lengths."""
    lengths = [1] * len(packs)
    while True:
        texts = [
            (WORD, _front(printer, cover, _contents(wanted, pages, length)))
            for (cover, wanted), length in zip(packs, lengths, strict=True)
        ]
        fronts = converter.to_pdf(texts)
        counts = [pages_in(front) for front in fronts]
        if all(count in (0, length) for count, length in zip(counts, lengths, strict=True)):
            return [front if count else None for front, count in zip(fronts, counts, strict=True)]
        lengths = [max(count, length) for count, length in zip(counts, lengths, strict=True)]


def _front(printer: DocumentPrinter, cover: PackCover, contents: tuple[PackLine, ...]) -> bytes:
    return link_titles(printer.print(replace(cover, contents=contents)), contents)


def _contents(parts: Sequence[PackPart], pages: _Pages, length: int) -> tuple[PackLine, ...]:
    lines, page = [], length + 1
    for part in parts:
        here = pages[part.ending, part.content]
        lines.append(PackLine(number=part.number, title=part.title, page=page if here else None))
        page += here
    return tuple(lines)


def _bound(
    cover: PackCover,
    front: bytes | None,
    parts: Sequence[PackPart],
    as_pdf: dict[tuple[str, bytes], bytes | None],
    pages: _Pages,
) -> bytes | None:
    pieces = [
        BoundFile(part.bookmark, pdf)
        for part in parts
        if pages[part.ending, part.content] and (pdf := as_pdf[part.ending, part.content])
    ]
    if front is None or not pieces:
        return None
    title = f"{cover.title}, {cover.reference}"
    bound = bind(
        [BoundFile("Contents", front), *pieces],
        title=title,
        marking=cover.marking,
        foot=f"{cover.reference} pack",
    )
    return bound if len(bound) <= LARGEST else None
