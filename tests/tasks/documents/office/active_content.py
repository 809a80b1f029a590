"""What in a file that goes out could run, fetch or start something: looked for by no code of ours."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

ACTIVE_RELATIONS = re.compile(
    r"/(vba\w*|wordVbaData|xl(Intl)?Macrosheet|aFChunk|control|activeX\w*|oleObject|attachedTemplate|externalLink\w*"
    r"|connections|queryTable|volatileDependencies|subDocument|frame|mailMerge\w*|recipientData|webextension\w*"
    r"|extensibility|keyMapCustomizations|attachedToolbars|customXml|printerSettings|thumbnail|glossaryDocument"
    r"|powerPivotData|custom-properties|usernames|tags|origin)$",
    re.IGNORECASE,
)
ACTIVE_TYPES = re.compile(r"macro|vba|activex|oleobject|text/html|rtf|message/", re.IGNORECASE)
ACTIVE_XML = re.compile(
    rb"ddeLink|altChunk|attachedTemplate|OLEObject|objectEmbed|webVideoPr|ppaction://(program|macro|ole|hlinkfile"
    rb'|hlinkpres)|macro="[^"]|<\w*:?mailMerge|subDoc|frameset|DataBinding|entryMacro|FmlaMacro|absPath|WEBSERVICE'
    rb"|<script|onload=|javascript:|file:/|\[1\]|\|"
)
FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDE\w*|LINK|IMPORT|DATABASE|AUTOTEXT\w*|RD|MACROBUTTON|PRINT)\b", re.IGNORECASE
)
PDF_NAMES = re.compile(
    rb"/(JavaScript|JS|AA|Launch|SubmitForm|ImportData|ResetForm|GoToR|GoToE|XFA|RichMedia\w*|EmbeddedFiles?|EF|Rendition"
    rb"|Movie|Sound|Screen|3D|FileAttachment|PieceInfo|Metadata|LastModified|Collection|Hide|Thumb)(?![A-Za-z])"
)
UNSAFE_URI = re.compile(rb"/URI\s*\(\s*(?!https?:|mailto:|www\.)", re.IGNORECASE)


def active_in(content: bytes) -> list[str]:
    """Everything of that kind, a line each; a file inside is looked into as well."""
    return _in_pdf(content) if content.startswith(b"%PDF") else _in_office(content)


def _in_office(content: bytes) -> list[str]:
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for name, part in parts.items():
        if part.startswith(b"PK"):
            found += [f"{name}: {one}" for one in _in_office(part)]
        elif part.startswith((b"\xd0\xcf\x11\xe0", b"MZ")):
            found.append(f"{name} is a program or an object")
        if not part.lstrip().startswith(b"<"):
            continue
        found += [f"{name}: {hit[0].decode()}" for hit in ACTIVE_XML.finditer(part)]
        root = ElementTree.fromstring(part)
        for node in root.iter():
            kind = node.tag.rpartition("}")[2]
            if kind == "Relationship" and ACTIVE_RELATIONS.search(node.get("Type", "")):
                found.append(f"{name}: {node.get('Type')}")
            if kind == "Relationship" and node.get("TargetMode") == "External":
                safe = re.match(r"https?:|mailto:|tel:|#|www\.", node.get("Target", ""))
                if not node.get("Type", "").endswith("/hyperlink") or not safe:
                    found.append(f"{name}: {node.get('Target')}")
            if kind in ("Override", "Default") and ACTIVE_TYPES.search(node.get("ContentType", "")):
                found.append(f"{name}: {node.get('ContentType')}")
        instructions = "".join(
            f" {node.get(key, '')}" if kind == "fldSimple" else (node.text or "")
            for node in root.iter()
            for kind in [node.tag.rpartition("}")[2]]
            for key in [node.tag.rpartition("}")[0] + "}instr"]
            if kind in ("instrText", "delInstrText", "fldSimple")
        )
        found += [f"{name}: field {hit[0]}" for hit in FIELDS.finditer(instructions)]
    return found


def _in_pdf(content: bytes) -> list[str]:
    texts = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            texts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    texts = [
        re.sub(rb"#([0-9A-Fa-f]{2})", lambda hit: bytes.fromhex(hit[1].decode()), text) for text in texts
    ]
    plain = [re.sub(rb"\\([0-7]{3})", lambda hit: bytes([int(hit[1], 8) & 255]), text) for text in texts]
    return [
        hit[0].decode("latin-1")
        for text in plain
        for rule in (PDF_NAMES, UNSAFE_URI)
        for hit in rule.finditer(text)
    ]
