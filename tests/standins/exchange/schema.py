"""Microsoft's schemas of EWS, where they are at hand: beside the project, in ../shared/ews."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "ews"


@cache
def messages() -> etree.XMLSchema | None:
    """The schema of all requests and answers; None where it is missing."""
    path = FOLDER / "messages.xsd"
    return etree.XMLSchema(etree.parse(path)) if path.exists() else None


def faults(content: _Element) -> list[str]:
    """Return the faults of the content of a SOAP body; empty as well where the schemas are missing."""
    rules = messages()
    if rules is None or rules.validate(content):
        return []
    return str(rules.error_log).splitlines()
