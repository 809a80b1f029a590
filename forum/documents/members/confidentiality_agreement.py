"""The confidentiality agreement, which a member signs before their first restricted papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from forum.documents.base import Document
from forum.members.membership import Person
from forum.terms.policy import Policy


@dataclass(frozen=True, kw_only=True)
class ConfidentialityAgreement(Document):
    """The agreement between a ``person``, with their ``organisation``, and the group; the signed copy goes to
    the ``unit``. Without a person it is one to print, for whoever comes. Its words are in the template, for
    the forum to change.

    ``sharing_agreement`` names the agreement under which organisations share information, empty for none.
    """

    NAME: ClassVar[str] = "confidentiality_agreement"

    person: str
    organisation: str
    unit: str
    sharing_agreement: str

    @classmethod
    def of(cls, policy: Policy, person: Person | None = None) -> Self:
        return cls(
            group=policy.group.in_headings,
            marking="",
            reference=policy.group.code,
            person=person.name if person else "",
            organisation=person.organisation if person else "",
            unit=policy.group.unit_name,
            sharing_agreement=policy.members.sharing_agreement,
        )
