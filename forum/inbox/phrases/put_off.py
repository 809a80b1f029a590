"""What a reply leaves for later: another draft, another action or another number than those it answers."""

from __future__ import annotations

from forum.inbox.phrases.lexicon import is_asking
from forum.text.patterns import any_of, words

_PUTS_OFF = any_of(
    r"\b(?:(?:i|we)(?:['’]ll| will| shall| have to| need to| still have to)|will|shall)"
    r" (?:look|do|read|let you|update|send|ring|come back|get back|reply|report|answer|be in touch"
    r"|deal with|go through"
    r"|follow|write|have)\b",
    r"['’]ll (?:look|do|read|let you|update|send|ring|come back|get back|reply|report|answer|be in touch"
    r"|get to)\b",
    r"\b(?:have not|haven['’]?t|not)(?: yet)? (?:got|read|looked|seen|opened|had|been|done)\b",
    r"\b(?:don['’]?t know|do not know|not sure|undecided|no news|nothing(?: yet)?)(?: yet)? (?:about|on"
    r"|re|of)\b",
    words("to follow, next week, leave the rest, the rest later"),
)


def puts_off(sentence: str) -> bool:
    """Say whether a sentence leaves its matter for later: "I'll do the minutes over the weekend"."""
    return _PUTS_OFF.search(sentence) is not None and not is_asking(sentence)
