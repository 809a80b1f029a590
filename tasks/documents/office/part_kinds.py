"""Which relationships and content types an Office file may have: kept, taken out, or a reason to refuse it.

A list of what is kept, since Office gets new kinds every year: what is on no list is taken out and told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from forum.papers.remarks import Remark

MACROS = "has macros, which are never accepted"
DDE = "has a field or formula that starts another program (DDE), which is never accepted"
OTHER_TEXT = (
    "has another file inside that becomes part of its text when it is opened, which is never accepted"
)
CONTROLS = "has controls that run programs (ActiveX), which are never accepted"
DATA_MODEL = (
    "has data from elsewhere inside (a data model, or a pivot table of it), more than its sheets show"
)

REFUSED: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "vbaproject", "wordvbadata", "vbaprojectsignature", "vbaprojectsignatureagile",
            "vbaprojectsignaturev3", "xlmacrosheet", "xlintlmacrosheet", "dialogsheet",
        ),
        MACROS,
    ),
    **dict.fromkeys(("afchunk", "aftype"), OTHER_TEXT),
    **dict.fromkeys(("control", "activexcontrolbinary"), CONTROLS),
    **dict.fromkeys(("powerpivotdata", "model"), DATA_MODEL),
}  # fmt: skip
"""By the kind of relationship: what is said of the file."""

REFUSED_TYPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r".*(?:macroenabled|vbaproject|vbadata|macrosheet|dialogsheet).*"), MACROS),
    (re.compile(r".*activex.*"), CONTROLS),
    (re.compile(r".*\.model\+data"), DATA_MODEL),
    (
        re.compile(r"text/html|application/xhtml.*|message/.*|multipart/.*|(?:application|text)/rtf"),
        OTHER_TEXT,
    ),
)
"""By the content type of a part, in lower case."""

TAKEN_OUT: Mapping[str, Remark | None] = {
    "attachedtemplate": Remark.LINKED,
    "externallink": Remark.LINKED,
    "externallinkpath": Remark.LINKED,
    "connections": Remark.LINKED,
    "querytable": Remark.LINKED,
    "volatiledependencies": Remark.LINKED,
    "subdocument": Remark.LINKED,
    "frame": Remark.LINKED,
    "mailmergesource": Remark.LINKED,
    "mailmergeheadersource": Remark.LINKED,
    "recipientdata": Remark.LINKED,
    "transform": Remark.LINKED,
    "slideupdateurl": Remark.LINKED,
    "slideupdateinfo": Remark.LINKED,
    "htmlpubsaveas": Remark.LINKED,
    "rdrichvaluewebimage": Remark.LINKED,
    "ui/extensibility": Remark.ACTIONS,
    "ui/usercustomization": Remark.ACTIONS,
    "keymapcustomizations": Remark.ACTIONS,
    "attachedtoolbars": Remark.ACTIONS,
    "webextensiontaskpanes": Remark.ACTIONS,
    "webextension": Remark.ACTIONS,
    # What nobody sees on a page, and at times tells who wrote it: Office does without each of them.
    **dict.fromkeys(
        (
            "custom-properties", "customproperties", "metadata/thumbnail", "digital-signature/origin",
            "customxml", "customxmlprops", "printersettings", "glossarydocument", "tags", "usernames",
            "calcchain", "changesinfo", "revisioninfo", "documenttasks", "documenttask",
            "classificationlabels", "presentationmetadata", "workbookmetadata", "docmetadata",
            "stylewitheffects", "styleswitheffects", "legacydoctextinfo", "recovered", "txt",
        )
    ),
}  # fmt: skip
"""By the kind of relationship: what is told of it, or None for what nobody has to know."""

LOADED = frozenset({"oleobject", "package"})
"""What is inside as a file of its own, which is looked into."""

KEPT = frozenset(
    {
        # of all
        "officedocument", "metadata/core-properties", "extended-properties", "extendedproperties", "image",
        "hyperlink", "theme", "themeoverride", "chart", "chartex", "chartstyle", "chartcolorstyle",
        "chartusershapes", "diagramdata", "diagramlayout", "diagramquickstyle", "diagramcolors",
        "diagramdrawing", "drawing", "vmldrawing", "legacydiagramtext", "font", "comments", "hdphoto",
        "model3d", "person", "authors", "featurepropertybag",
        # of Word
        "styles", "numbering", "settings", "websettings", "fonttable", "header", "footer", "footnotes",
        "endnotes", "people", "commentsextended", "commentsids", "commentsextensible", "bibliography",
        # of Excel
        "worksheet", "chartsheet", "sharedstrings", "sheetmetadata", "table", "tablesinglecells", "xmlmaps",
        "pivottable", "pivotcachedefinition", "pivotcacherecords", "slicer", "slicercache", "timeline",
        "timelinecache", "threadedcomment", "namedsheetview", "ctrlprop", "wssortmap", "revisionheaders",
        "revisionlog", "rdrichvalue", "rdrichvaluestructure", "rdrichvaluetypes", "rdarray", "rdrichvaluerel",
        "rdsupportingpropertybag", "rdsupportingpropertybagstructure", "richstyles",
        # of PowerPoint
        "slide", "slidelayout", "slidemaster", "notesslide", "notesmaster", "handoutmaster", "presprops",
        "viewprops", "tablestyles", "commentauthors", "video", "audio", "media",
    }
)  # fmt: skip
"""Kinds of relationship that stay; of those that lead elsewhere, only a hyperlink does."""

_OFFICE = r"application/vnd\.(?:openxmlformats|ms-(?:office|word|excel|powerpoint))[\w.-]*\+xml"
KEPT_TYPES = re.compile(
    rf"{_OFFICE}|image/[\w.+-]+|audio/[\w.+-]+|video/[\w.+-]+|model/gltf[\w.+-]*|application/inkml\+xml|"
    r"application/xml|text/xml|application/vnd\.openxmlformats-[\w.-]+\.vmldrawing|application/x-font-?\w*|"
    r"application/vnd\.openxmlformats-officedocument\.obfuscatedfont|application/x-fontdata|application/octet-stream"
)
"""Content types that stay, in lower case. What is not XML among them is looked at: a picture must be one."""

FONT_TYPES = frozenset(
    {"application/vnd.openxmlformats-officedocument.obfuscatedfont", "application/x-fontdata"}
)

PROGRAMS = (
    b"\xd0\xcf\x11\xe0", b"MZ", b"PK\x03\x04", b"\x7fELF", b"%PDF", b"%!PS", b"\xc5\xd0\xd3\xc6", b"{\\rtf",
    b"#!",
)  # fmt: skip
"""How parts begin that are no pictures, fonts, sound or video: files and programs of their own, PostScript
among them."""

_MAIN = "application/vnd.openxmlformats-officedocument."
MAIN_TYPES: Mapping[str, str] = {
    f"{_MAIN}wordprocessingml.document.main+xml": "docx",
    f"{_MAIN}spreadsheetml.sheet.main+xml": "xlsx",
    f"{_MAIN}presentationml.presentation.main+xml": "pptx",
    f"{_MAIN}wordprocessingml.template.main+xml": "docx",
    f"{_MAIN}spreadsheetml.template.main+xml": "xlsx",
    f"{_MAIN}presentationml.template.main+xml": "pptx",
    f"{_MAIN}presentationml.slideshow.main+xml": "pptx",
}
"""The ending of a file by the content type of its main part."""
