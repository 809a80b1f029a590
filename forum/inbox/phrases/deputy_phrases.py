"""The clauses that speak of a deputy by the name that the register has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forum.inbox.phrases.coming_phrases import COME, WHEN, Kind, Matches, whole

_NAME_BEFORE = r"(?:(?:dr|mr|mrs|ms|miss|prof|dci|dcs|di|dc|ds|det|supt|insp|sgt|pc|cllr)\.? ){0,2}"
_INSTEAD = (
    r"(?: (?:in my (?:place|stead|absence)|for me|on my behalf|instead(?: of me)?|as my (?:deputy|substitute)"
    r"|to (?:deputise|represent me|cover)))"
)
_ATTENDS = (
    r"(?:be )?(?:attend(?:ing)?|com(?:e|ing)|go(?:ing)?|join(?:ing)?|there|deputi[sz](?:e|ing)"
    r"|stand(?:ing)? in|my deputy|do it|in my (?:place|stead)"
    r"|cover(?:ing)?|step(?:ping)? in|represent(?:ing)? (?:me|us)|tak(?:e|ing) my place|sit(?:ting)? in)"
)
_NAME_FRAMES = (r"(?:it's |it is )?{name}(?: please| pls| it is)?",)
_DEPUTY_FRAMES = (
    r"(?:my )?deputy(?: is| will be| ?[:=]| -)? {name}",
    r"(?:i'd|i would) like {name} to (?:go|attend|come|cover|deputise)",
    rf"{{name}} (?:has )?(?:kindly |very kindly )?(?:offered|agreed|volunteered) to (?:go|{_ATTENDS})",
    r"{name} will be there for (?:us|me)|i nominate {name}|(?:i )?have arranged for {name} to (?:attend"
    r"|come|go)",
    r"(?:go|let's go|please go) with {name}|put {name} down(?: please)?",
    rf"{{name}}(?:'s| is) (?:going to )?{_ATTENDS}{_INSTEAD}?{WHEN}{_INSTEAD}?",
    rf"(?:my (?:deputy|colleague) )?{{name}}(?: who)?(?: (?:she|he))? (?:will|is going to"
    rf"|has (?:kindly )?agreed to|can|is able to"
    rf"|'ll|to|'s|'s going to|is|comes?)? ?(?:{_ATTENDS})?{_INSTEAD}?{WHEN}{_INSTEAD}?",
    rf"(?:i'm |i am |i'll be |i will be |will be |i'll |i will )?(?:sending|nominating|send"
    rf"|nominate) (?:my deputy )?{{name}}{_INSTEAD}?"
    r"(?: to attend| to come)?(?: in my place| instead)?",
    rf"please (?:invite|expect|use|have|put down|note|add) {{name}}{_INSTEAD}",
    rf"(?:please (?:invite|expect)|(?:it|that) will be|it'll be) {{name}}{_INSTEAD}?",
)
_OTHER_DEPUTY_FRAMES = (
    r"not {name}",
    rf"(?:and )?{{name}}(?: (?:can't|cannot|can no longer|is no longer able to|isn't able to|is unable to"
    rf"|won't|will not)"
    rf"(?: be able to)? ?(?:{COME}|do it|cover|deputise|stand in|make it)?{_INSTEAD}?{WHEN}"
    r"| (?:isn't|is not|is no longer) (?:available|free|coming)| is (?:on leave|away|unavailable|unwell"
    r"|ill|on holiday|off))",
    rf"{{name}} was (?:going to|due to|meant to) {_ATTENDS}{_INSTEAD}?",
)
_NEITHER = (
    r"neither (?:{name} nor (?:i|me|myself)|(?:i|me) nor {name}|of us) (?:can|will|is able to|are able to) "
    + f"{COME}{WHEN}"
)
_MY_DEPUTY = "my (?:usual |named |regular )?deputy"


@dataclass(frozen=True)
class OfDeputy:
    """The clauses that speak of one deputy; ``deputy`` is empty for one who is not named."""

    deputy: str
    by_kind: tuple[tuple[Kind, Matches], ...]
    neither: Matches


Named = Sequence[OfDeputy]


def patterns_of(deputies: Sequence[str]) -> list[OfDeputy]:
    """Return the clauses that speak of each deputy, or of "my deputy"."""
    patterns = [_of_deputy(deputy, deputies) for deputy in deputies]
    if len(deputies) != 1:
        patterns.append(_of_nobody_named())
    return patterns


def _of_deputy(deputy: str, deputies: Sequence[str]) -> OfDeputy:
    """Return the clauses that speak of a deputy, by name or as the only one; by a first name where only one
    has it."""
    first = deputy.split()[0]
    names = [re.escape(deputy)]
    if len(deputy.split()) == 2 and sum(name.split()[0] == first for name in deputies) == 1:
        names.append(re.escape(first))
    if len(deputies) == 1:
        names.append(_MY_DEPUTY)
    frames = {Kind.NAME: _NAME_FRAMES, Kind.DEPUTY: _DEPUTY_FRAMES, Kind.OTHER_DEPUTY: _OTHER_DEPUTY_FRAMES}
    name = f"{_NAME_BEFORE}(?:{'|'.join(names)})"
    by_kind = tuple((kind, _about(name, *of_kind)) for kind, of_kind in frames.items())
    return OfDeputy(deputy, by_kind, _about(name, _NEITHER))


def _of_nobody_named() -> OfDeputy:
    """Return the clauses that say of a deputy who is not named that they do not come."""
    return OfDeputy(
        "", ((Kind.OTHER_DEPUTY, _about(_MY_DEPUTY, *_OTHER_DEPUTY_FRAMES)),), _about(_MY_DEPUTY, _NEITHER)
    )


def _about(name: str, *frames: str) -> Matches:
    return whole(*(frame.replace("{name}", name) for frame in frames))


def names_any(piece: str, named: Named) -> bool:
    """Say whether a piece has the first name of any deputy."""
    words = piece.casefold().split()
    return any(of.deputy and of.deputy.casefold().split()[0] in words for of in named)
