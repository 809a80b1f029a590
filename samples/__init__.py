"""Every kind of letter and document with sample data: role titles instead of people, and no case details.

Previews, the handbook, ``mase check`` and the tests print samples. Nothing that runs in service imports them.
"""

from __future__ import annotations

from typing import Any, TypeVar

from forum.documents import ALL_DOCUMENTS
from forum.letters import ALL_LETTERS
from samples import documents, letters

Kind = TypeVar("Kind")

_BY_KIND: dict[type, Any] = {type(sample): sample for sample in (*letters.LETTERS, *documents.DOCUMENTS)}


def sample_of(kind: type[Kind]) -> Kind:
    """The letter or document of this kind with sample data."""
    sample: Kind = _BY_KIND[kind]
    return sample


LETTERS = tuple(sample_of(kind) for kind in ALL_LETTERS)
DOCUMENTS = tuple(sample_of(kind) for kind in ALL_DOCUMENTS)
