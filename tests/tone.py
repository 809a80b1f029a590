"""Words that a board's office does not write: in no letter, and in no help of a command."""

from __future__ import annotations

import re

NOT_SO = re.compile(
    r"who comes for|write to you again|needs a look|(?:you|\d|Came) came? (?:to )?\d|absences left|\bCame \d"
    r"|none of the words|taken back|\banew\b|likeliest|nothing is needed from you|needs? a line\b"
    r"|\b(?:stands?|stood) (?:as|now|here|there)\b|actions and their dates stand|papers stand"
    r"|put (?:it|them|that|what)? ?right|by itself|by themselves|letters? of (?:its|their) own"
    r"|neutral title|full text|your membership",
    re.IGNORECASE,
)
