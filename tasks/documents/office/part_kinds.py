"""The kinds of relationship and content type in an Office file: kept, taken out, or a reason to refuse it.

Office gets new kinds every year, so the lists name the kinds that stay: a kind on no list is taken out, with
a remark.
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
"""Kinds of relationship for which a file is refused, with the reason."""

REFUSED_TYPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r".*(?:macroenabled|vbaproject|vbadata|macrosheet|dialogsheet).*"), MACROS),
    (re.compile(r".*activex.*"), CONTROLS),
    (re.compile(r".*\.model\+data"), DATA_MODEL),
    (
        re.compile(r"text/html|application/xhtml.*|message/.*|multipart/.*|(?:application|text)/rtf"),
        OTHER_TEXT,
    ),
)
"""Content types, in lower case, for which a file is refused, with the reason."""

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
    # No page shows these kinds, and some name the authors; Office can do without each of them.
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
"""Kinds of relationship that are taken out, with the remark; None where nobody need know."""

LOADED = frozenset({"oleobject", "package"})
"""Kinds of relationship to a file inside the file, which is cleaned, too."""

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
"""Content types that stay, in lower case. Parts that are not XML are looked at: a picture must be one."""

FONT_TYPES = frozenset(
    {"application/vnd.openxmlformats-officedocument.obfuscatedfont", "application/x-fontdata"}
)

PROGRAMS = (
    b"\xd0\xcf\x11\xe0", b"MZ", b"PK\x03\x04", b"\x7fELF", b"%PDF", b"%!PS", b"\xc5\xd0\xd3\xc6", b"{\\rtf",
    b"#!",
)  # fmt: skip
"""The first bytes of programs and of files of their own (PostScript, too), which no picture or font has."""

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
"""The ending of a file's name by the content type of its main part."""
