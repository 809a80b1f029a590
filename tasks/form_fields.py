"""The fields of the forms in Prefect: what each is called, what it says beneath, and what may stand in it.

Prefect takes the title and description of a parameter from its default or its type, and what it may be from
its type.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

IN_WORDS = (
    "pattern in words"  # the keyword of the schema by which ``mase.service.prefect_server`` refuses in words
)
_ID = r"^[0-9a-f]{8}[0-9a-f-]{0,28}$"
_REFERENCE = r"^[A-Z][A-Z0-9]{1,15}/\d{4}-\d{2}[a-z]?$"


def _text(pattern: str, in_words: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, IN_WORDS: in_words})


Id = Annotated[str, Field(pattern=_ID), _text(_ID, "an id such as 0a1b2c3d")]
Reference = Annotated[
    str, Field(pattern=_REFERENCE), _text(_REFERENCE, "a meeting’s reference such as MASE/2027-02")
]


def _optional(title: str, description: str) -> Any:
    """Title and description of a parameter that may be left out: its default must stay what it is."""
    return Field(json_schema_extra={"title": title, "description": description})


AsOf = Annotated[
    dt.date | None, _optional("Day", "Empty for today. For a day that has passed, what was due then is done.")
]
Group = Annotated[str | None, _optional("Group", "Empty for all groups, or the code of one, such as MASE.")]


def _field(title: str, description: str) -> Any:
    return Field(description=description, json_schema_extra={"title": title})


QUESTION = _field(
    "Question", "Its id, such as 0a1b2c3d. 'mase answer' and the artifact status-board list those that wait."
)
ANSWER = _field("Answer", "What was said. For anything else, take 'mase answer'.")
WHOSE_ANSWER = _field("Whose answer it is", "The unit may answer for anybody.")
GIVEN_ON = _field("When it was given", "Today, or a day since it was asked.")
MEETING = _field("Meeting", "Its reference, such as MASE/2027-02. 'mase meeting list' lists them.")
NEW_DAY = _field("New day", "A working day to come. Time and place stay as they are.")
LETTER = _field("Letter", "Its id, such as 0a1b2c3d. 'mase outbox sent' lists those that have gone.")
WHY = _field("Why", "It is kept in the audit trail.")
WHY_FOR_MEMBERS = _field("Why", "Members read this in the letter that tells them.")
