"""The kinds of concern: what people write to whoever wrote last, and what a person has to hear of at once."""

from __future__ import annotations

from enum import StrEnum


class ConcernKind(StrEnum):
    """The kinds of concern, the most urgent first."""

    WORRY = "worry about a child or adult"
    ALLEGATION = "allegation against a professional"
    THREAT = "threat"
    COMPLAINT = "complaint"
    INTEREST = "interest declared"
    RIGHTS = "request about their own data"
    ACCESS = "request for what is kept on them"
    INFORMATION = "freedom of information request"
    PRESS = "press"
    LEAVER = "leaver"
