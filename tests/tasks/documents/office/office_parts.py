"""Changing single parts of Office files, as people do who know no better, or mean no good."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MICROSOFT = "http://schemas.microsoft.com/office/"
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
TYPES = "[Content_Types].xml"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360606000000004"
    "0001f61738550000000049454e44ae426082"
)


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same file with parts of its zip added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info, old.read(info))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name) if name in parts.namelist() else b""


def replaced(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same file with a text in one part replaced, once; it must be there."""
    text = part_of(content, part)
    assert old in text
    return with_parts(content, {part: text.replace(old, new, 1)})


def related(
    content: bytes,
    source: str,
    kind: str,
    target: str,
    *,
    part: bytes | None = None,
    content_type: str = "",
    id: str = "rId99",
) -> bytes:
    """The same file with a relationship from a part (or from the package, ""): to an address, or to a
    ``part`` that is put in with its content type."""
    folder, name = posixpath.split(source)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    type_ = kind if kind.startswith("http") else OFFICE + kind
    mode = ' TargetMode="External"' if part is None else ""
    line = f'<Relationship Id="{id}" Type="{type_}" Target="{target}"{mode}/></Relationships>'
    text = part_of(content, relations) or RELATIONS
    parts = {relations: text.replace(b"</Relationships>", line.encode())}
    if part is not None:
        path = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        override = f'<Override PartName="/{path}" ContentType="{content_type}"/></Types>'
        parts |= {path: part, TYPES: part_of(content, TYPES).replace(b"</Types>", override.encode())}
    return with_parts(content, parts)


def a_presentation(slide: bytes = b"", root: bytes = b"") -> bytes:
    """Slides as PowerPoint writes them, one with this within its shapes."""
    main = "application/vnd.openxmlformats-officedocument.presentationml."
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>'
    )
    names = (
        b'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(TYPES, types)
    presentation = (
        b'<p:presentation %s><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>'
    )
    content = related(
        out.getvalue(), "", "officeDocument", "ppt/presentation.xml", part=presentation % names,
        content_type=f"{main}presentation.main+xml", id="rId1",
    )  # fmt: skip
    shapes = (
        b"<p:sld %s %s><p:cSld><p:spTree><a:t>What the group is asked</a:t>%s</p:spTree></p:cSld></p:sld>"
    )
    return related(
        content, "ppt/presentation.xml", "slide", "slides/slide1.xml", part=shapes % (names, root, slide),
        content_type=f"{main}slide+xml", id="rId1",
    )  # fmt: skip
