"""The closed grammar of coming: the clauses of which a reply about it may be made, each in whole phrases.

A reply is divided at its marks and joints, and each piece has to be one of these clauses from end to end.
What stands in no clause is not understood here, however much of the rest is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from forum.inbox.phrases.coming_words import says_coming, says_no_deputy, says_not_coming
from forum.inbox.phrases.courtesies_and_conditions import DOUBTS, is_thanks
from forum.text.wording import MONTHS


class Kind(Enum):
    """What a clause says."""

    COMING = auto()
    LATE = auto()
    PARTLY = auto()
    NOT_COMING = auto()
    NOT_IN_PERSON = auto()
    APOLOGY = auto()  # the bare word, which may be for something else
    NO_APOLOGY = auto()
    DEPUTY = auto()
    NAME = auto()  # a deputy's name by itself
    OTHER_DEPUTY = auto()  # a deputy who does not come, or is not meant
    NO_DEPUTY = auto()
    DEPUTY_NOT_NEEDED = auto()
    REASON = auto()
    REASON_AHEAD = auto()  # one in free words, before what it is a reason for
    COURTESY = auto()


@dataclass(frozen=True)
class Clause:
    """A clause of a reply; ``deputy`` is the registered name of whom it speaks."""

    kind: Kind
    deputy: str = ""


_Matches = Callable[[str], object]


def _whole(*phrases: str) -> _Matches:
    """Return the test for a clause that is one of these phrases and no more, with what frames a clause."""
    return re.compile(f"{_BEFORE}(?:{'|'.join(phrases)}){_AFTER}", re.IGNORECASE).fullmatch


_SORRY = (
    "(?:(?:i'm |i am |we're |we are )?(?:so |very |really )?(?:sorry|afraid)(?: to say)?(?: that)?(?: but)?)"
)
_BEFORE = (
    rf"(?:(?:{_SORRY}|no(?=,? (?:i|we|sorry|unfortunately)\b)|absolutely|yes|yep|yeah|aye|of course|ok"
    rf"|okay|hi|hello|hey|morning|afternoon|gutted(?: but)?"
    rf"|unfortunately|regretfully|sadly|regrettably|i regret(?: that)?"
    rf"|please note(?: that)?"
    r"|just to (?:say|confirm|let you know)(?: that)?|i (?:can )?confirm(?: that)?"
    r"|this is to confirm(?: that)?"
    r"|also|actually|however|thanks|thank you|many thanks|not a problem|no problem"
    r"|happy to confirm(?: that)?),? ){0,4}"
)
_AFTER = (
    rf"(?:,? (?:{_SORRY}|unfortunately|sadly|thanks|thank you|many thanks|though|this time|on this occasion"
    r"|after all|either|as (?:well|usual|planned|normal|invited)|too|again|all|everyone|please)){0,3}"
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri)(?:day)?|\d{1,2}(?:st|nd|rd|th)|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
    rf"|(?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{1,2}})?(?: 20\d\d)?)"
)
_WHEN = (
    rf"(?: (?:on|for|at|to|the|this|that|of|our|your|next|mase|group|forum|board|meeting|session|date|day"
    rf"|one|it|this month|time"
    rf"|then|now|morning|afternoon|today|tomorrow|week|{_DAY})){{0,9}}"
)
_REMOTELY = (
    r"(?: (?:on|by|via|over|using|through|ms|microsoft|teams|zoom|phone|telephone|video|video call|link"
    r"|remotely"
    r"|online|virtually|from home|instead|only|dialling in)){0,4}"
)
_MYSELF = r"(?: (?:myself|in person|as (?:well|usual|planned)|now|after all|you|you all|with you)){0,2}"
_I = "(?:i|we)"
_WILL = (
    rf"(?:{_I}(?:'ll| will| shall| can|'m going to| am going to| plan to| intend to|'m able to| am able to"
    rf"|'m happy to| am happy to|'m pleased to| am pleased to)|will|shall|can|happy to|able to|pleased to)"
    r"(?: (?:now|certainly|definitely|also|still|indeed|both|all|be able to|actually|gladly|personally)){0,2}"
)
_COME = (
    r"(?:be (?:there|attending|joining|coming|present|along|with you|in attendance)|come(?! to (?:that"
    r"|it)\b)(?: along)?"
    r"|attend(?! to )|join|make it|make|get there|dial in)"
)
_COMING = r"(?:coming|attending|joining|able to (?:come|attend|join|make it|be there))"
_CANT = (
    rf"(?:(?:{_I} )?(?:can't|cannot|can not|cant|cannae|won't|wont|will not|shan't|couldn't)"
    r"(?: (?:now|actually|unfortunately|sadly|longer|personally|be able to)){0,2}"
    rf"|(?:{_I}(?:'m| am|'re| are|'ll be| will be) |am |is |are |will be |be )?"
    r"(?:now |no longer |sadly |unfortunately ){0,2}(?:unable|not able|not going to be able|not possible) to"
    rf"|(?:{_I} )?(?:can|will be able|am able) no longer(?: to)?|{_I} (?:will |can "
    rf"|am )?no longer (?:able to )?)"
)
_SHALL = (
    r"(?:i |we )?"
    r"(?:'ll |will |can |going to |have to |need to |must |may |might |to |only |just |be |but ){0,4}"
)
_TIME = (
    r"(?:(?:about |around )?(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)?|half past \w+|quarter (?:past|to) \w+|noon"
    r"|lunch(?:time)?))"
)
_PART = (
    r"(?:(?:first|second|last) (?:half hour|half|hour|part)|an hour|half an hour|part|items? \d{1,2}"
    r"(?: and \d{1,2})?|my item)(?: of (?:it|the meeting))?"
)
_MISS = (
    r"(?:miss|decline|skip)(?: (?:it|this one|the meeting|this meeting|this|your invitation|the invitation))?"
)
_APOLOGIES = (
    r"(?:(?:my|our|sincere|sincerest|many|full|with|huge|very|last[ -]minute) ){0,3}(?:apologies|apols)"
)
_TAKE = "(?:accept|take|record|note|send|give|pass on|log|put down|minute|convey)"
_FOR_MEETING = (
    rf"for(?= .{{0,60}}(?:meeting|session|group|forum|date|day|one|\d))(?!.*\b(?:late|delay)){_WHEN}"
)

_CLAUSES: Sequence[tuple[Kind, _Matches]] = (
    (
        Kind.COMING,
        _whole(
            rf"{_WILL} {_COME}{_MYSELF}{_WHEN}{_REMOTELY}{_MYSELF}{_WHEN}",
            rf"(?:{_I}(?:'m| am|'re| are) |am |are )?(?:now |definitely "
            rf"|still )?{_COMING}{_MYSELF}{_WHEN}{_REMOTELY}(?: not in person)?",
            r"(?:i'm |i am )?(?:accept(?:ed|ing)?|i accept)(?: the invitation| with thanks"
            r"| your invitation){0,2}",
            r"(?:please )?(?:count me in|put me down as (?:coming|attending))",
            rf"(?:i |we )?(?:confirm(?:ed|ing)?|can confirm) (?:my |our )?attendance{_WHEN}"
            rf"|attendance confirmed",
        ),
    ),
    (
        Kind.LATE,
        _whole(
            r"(?:(?:i|we)?(?:'ll|'m| will| am| may| might|will|may|might|going to|likely to){0,2} ?)?"
            r"(?:be |running |be running |arrive |arriving |get there |be there |be arriving )?"
            r"(?:(?:about|around|up to|a|an|few|couple of|bit|little|half|hour|slightly|\d{1,2}|five|ten"
            r"|fifteen|twenty|thirty|minutes?|mins?) ){0,5}late"
            r"(?: (?:that|the|this|in|on|to|for|morning|afternoon|day|meeting|joining|arriving)){0,4}",
            rf"{_SHALL}(?:join|joining|arrive|arriving|come|coming|get there|be there|there|dial in)"
            rf"(?: (?:on|via|by) teams)? (?:late|a (?:bit|little) late|(?:at|by|from|just after) {_TIME})",
        ),
    ),
    (
        Kind.PARTLY,
        _whole(
            rf"{_SHALL}(?:leave|leaving|go) (?:early|a (?:bit|little) early"
            rf"|(?:at|by|before|after) (?:{_TIME}|{_PART}))",
            rf"{_SHALL}(?:join|attend|come|coming|be there|there|stay|make)(?: it)?"
            r"(?: (?:for|until|till|from|after|before))?(?: (?:the|just|only)){0,2}"
            rf" (?:{_PART}|{_TIME})(?: only)?",
            rf"(?:the )?{_PART} only",
        ),
    ),
    (
        Kind.NOT_IN_PERSON,
        _whole(rf"{_CANT} {_COME}{_WHEN} (?:in person|face to face|physically|on site|in the room){_WHEN}"),
    ),
    (
        Kind.NOT_COMING,
        _whole(
            rf"{_CANT} (?:{_COME}|do (?=.*(?:\d|day|date|meeting))){_WHEN}",
            rf"(?:{_I}(?:'m| am|'re| are|'ll be| will be) |am |is |are |will be |be )?(?:not|no longer) "
            rf"(?:going to (?:{_COME})|{_COMING}|available|free|around){_WHEN}",
            rf"(?:{_I}(?:'m| am|'ll be| will be) |am |is |are |will be )?unavailable{_WHEN}",
            rf"(?:{_I}(?:'ll| will)? ?)?(?:have to|will have to|going to have to|'m going to have to|must"
            rf"|need to) {_MISS}{_WHEN}",
            r"count me out|no can do",
            rf"(?:i )?declin(?:e|ed|ing)(?: the invitation| with regret)?{_WHEN}",
            rf"(?:please )?(?:can (?:you|i|we) |could (?:you|i) "
            rf"|may i |would you )?(?:please )?{_TAKE} {_APOLOGIES}(?: from (?:me|us))?"
            rf"(?: to (?:all|everyone|(?-i:[A-Z][a-z]+)|the (?:chair|group|rest)))?{_WHEN}\??",
            rf"{_APOLOGIES} from (?:me|us|myself){_WHEN}|{_APOLOGIES} {_FOR_MEETING}",
            rf"(?:i |we |i'd like to |i would like to )?(?:sends?|give|gives|sending|giving|offer"
            rf"|tender) {_APOLOGIES}{_WHEN}",
        ),
    ),
    (Kind.NO_APOLOGY, _whole(r"no apologies(?: from me| needed)?")),
    (Kind.APOLOGY, _whole(_APOLOGIES)),
    (
        Kind.NO_DEPUTY,
        _whole(
            r"none|nobody|no[ -]one|(?:none|nobody|no[ -]one) (?:is |else is |else )?(?:available|free"
            r"|can come|can attend"
            r"|can go|can cover|to send|can (?:go|come|attend) in my place)",
            r"(?:(?:i |we )?(?:have|have got|with|there is|there's|and|so i have) )?(?:no"
            r"|without a) (?:available |suitable )?"
            r"(?:deputy|substitute)(?: (?:available|either|to send|from me|this time|can come"
            r"|can attend)){0,2}",
            r"(?:i |we )?(?:can't|cannot|could not|couldn't|won't be|will not be|don't|am unable to"
            r"|unable to|not able to)"
            r"(?: be)? ?(?:find|sending|send|have|get) (?:a deputy|anyone|anybody"
            r"|a substitute)(?: else)?(?: in my place)?",
        ),
    ),
    (
        Kind.DEPUTY_NOT_NEEDED,
        _whole(
            r"(?:i |we )?(?:no longer need|don't need|won't need|do not need|will not need"
            r"|no need for) (?:a|my) deputy|no need(?: to worry)?"
            r"(?: now| any more| anymore)?"
        ),
    ),
    (
        Kind.REASON,
        _whole(
            r"(?:as |because )?(?:my|our) (?:little one|son|daughter|child|children|husband|wife"
            r"|partner|mum|mother|dad"
            r"|father|kids?|boy|girl)(?:'s| is| are) (?:ill|unwell|poorly|sick|in hospital|off school)",
            r"(?:i've |i have )?come down with (?:the |a )?(?:flu|covid|cold|bug|virus)",
            r"something(?:'s| has) (?:just )?(?:come|cropped) up(?: at (?:work|home)| last minute)?",
            r"(?:as |because )?(?:i'm |i am |i've |i have |we're |we are |there's |with )?(?:a |the"
            r" )?(?:under the weather"
            r"|(?:tested positive|got covid)(?: for covid)?|train strikes?|child ?care (?:issues"
            r"|problems)|short[ -]staffed"
            r"|(?:working|work) from home|out of the (?:country|office)|last minute)"
            r"(?: (?:that|this|today|all|on|the|day|week|morning|again)){0,4}",
            r"(?:the|that|this|your) (?:new )?(?:date|day|time) (?:doesn't|does not|won't"
            r"|will not) (?:work|suit)(?: for)?(?: me)?",
            r"(?:as |because |since |due to |owing to |with |and )?"
            r"(?:(?:i'm|i am|i have|i've got|i've|i'll be|i will be|we have|we're|will be|am|have|he's"
            r"|she's|he is|she is|being"
            r"|now|currently|already|still|just|got|at|in|on|off|to) ){0,4}"
            r"(?:(?:a|an|the|another|my|annual|sick|maternity|paternity|study|prior|previous|other|urgent"
            r"|family|"
            r"medical|dental|hospital|crown|magistrates|family|diary|conflicting|work|clinical|all day"
            r"|training) ){0,4}"
            r"(?:leave|holiday|court|clash(?:es)?|meeting|meetings|commitments?|engagement|appointment"
            r"|clinic|conference|"
            r"training|course|hearing|trial|inspection|emergency|funeral|interviews?|ill|unwell|poorly"
            r"|sick|away"
            r"|abroad|"
            r"double[ -]?booked|booked|busy|free|available|back|tied up|otherwise engaged|on call|travelling)"
            r"(?: (?:that|on|the|this|all|same|at|day|time|then|week|morning|elsewhere|now|again"
            r"|after all)){0,4}",
        ),
    ),
)
_IN_ANY_ORDER: Sequence[tuple[Kind, _Matches]] = (
    (Kind.COMING, says_coming),
    (Kind.NOT_COMING, says_not_coming),
    (Kind.NO_DEPUTY, says_no_deputy),
)
_ASKED = _whole(
    r"i (?:can|will)(?: do)?|(?:yes|yep|yes please|sure|aye|yeah|present)(?: (?:for|from) me)?|(?:that"
    r"|this|the date|the day|that day)(?:'s| is"
    r"| works|) ?"
    r"(?:fine|good|ok|okay)?(?: (?:for|with|by) me)?|works for me|fine (?:by|with|for) me|(?:i'm|i am) in"
    rf"|(?:the )?{_DAY}(?:'s| is| works| suits)(?: fine| good| ok| okay)?(?: (?:for|with|by) me)?"
)
"""Words that say YES to an invitation and nothing to another letter."""
_OPENER = re.compile(rf"{_BEFORE}", re.IGNORECASE)
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
    rf"{{name}}(?:'s| is) (?:going to )?{_ATTENDS}{_INSTEAD}?{_WHEN}{_INSTEAD}?",
    rf"(?:my (?:deputy|colleague) )?{{name}}(?: who)?(?: (?:she|he))? (?:will|is going to"
    rf"|has (?:kindly )?agreed to|can|is able to"
    rf"|'ll|to|'s|'s going to|is|comes?)? ?(?:{_ATTENDS})?{_INSTEAD}?{_WHEN}{_INSTEAD}?",
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
    rf"(?: be able to)? ?(?:{_COME}|do it|cover|deputise|stand in|make it)?{_INSTEAD}?{_WHEN}"
    r"| (?:isn't|is not|is no longer) (?:available|free|coming)| is (?:on leave|away|unavailable|unwell"
    r"|ill|on holiday|off))",
    rf"{{name}} was (?:going to|due to|meant to) {_ATTENDS}{_INSTEAD}?",
)
_NEITHER = (
    r"neither (?:{name} nor (?:i|me|myself)|(?:i|me) nor {name}|of us) (?:can|will|is able to|are able to) "
    + f"{_COME}{_WHEN}"
)
_SENTENCE = re.compile(r"\n+|(?<![.!;])[.!;]++(?=\s|$)")
_SPACES = re.compile("(?:[^\\S\n]|[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f])+")  # and smiles
_LINK = "(?:and|so|but|&|as|because|since|though|due to|owing to)"
_JOINT = re.compile(rf" ?[,:;()](?: {_LINK}(?= ))? ?| [-–—/]{{1,3}} (?:{_LINK} )?| {_LINK} ", re.IGNORECASE)
_MY_DEPUTY = "my (?:usual |named |regular )?deputy"
_MOST_JOINTS, _LONGEST = 12, 300  # of a sentence; a longer one is no plain answer
_OF_MYSELF = re.compile(
    r"(?:(?:so |really |very )?sorry(?: but)? )?(?:i|i'm|i've|i'll be|we|we're|we've|this|that|it"
    r"|there's|bad) ",
    re.IGNORECASE,
)
_ANOTHERS_NAME = re.compile(r"(?<=\s)(?!I\b)[A-Z]\w")
_FREE_REASON = re.compile(
    r"(?!.*[\d?@])(?!.*\b(?:will|would|can|could|may|might|come|comes|coming|attend\w*|join\w*|there"
    r"|teams|link|online"
    r"|remote\w*|virtual\w*|dial\w*|late|later|early|paper\w*|report\w*|agenda|minutes|item\w*|action\w*"
    r"|deput\w*|colleague"
    r"|some(?:one|body)|any(?:one|body)|every(?:one|body)|instead|place|behalf|sen[dt]\w*|ask\w*|please"
    r"|know|goes|going|cover\w*"
    r"|stand\w*|represent\w*|invit\w*|e-?mail\w*|mail\w*|letter\w*|file\w*|page\w*|open\w*|read\w*|understand"
    r"|password|login|wrong|no|not|never|un?til|but|move\w*|change\w*|postpone\w*)\b)(?!.*(?:n't"
    r"|'ll)\b)[\w' ,-]{3,120}",
    re.IGNORECASE,
)


def clauses_of(text: str, deputies: Sequence[str], *, is_asked: bool = False) -> list[Clause] | None:
    """Return the clauses of which a text is made; None where any of it is none.

    ``deputies`` are the registered names. With ``is_asked`` the letter asks whether somebody comes, so that
    YES alone answers it.
    """
    text = _SPACES.sub(" ", text.replace("’", "'").replace("‘", "'"))
    named = _patterns_of(deputies)
    for whole in dict.fromkeys([text, " ".join(text.split())]):  # a line may be broken anywhere
        read: list[Clause] = []
        for sentence in _SENTENCE.split(whole):
            found = _sentence(sentence.strip(' \t"*_,:-–—'), named, read, is_asked)
            if found is None:
                break
            read += found
        else:
            return read if _has_what_follows(read) else None
    return None


def _has_what_follows(clauses: Sequence[Clause]) -> bool:
    """Say whether a reason that stands ahead is one for staying away or for a deputy."""
    kinds = {clause.kind for clause in clauses}
    if Kind.REASON_AHEAD not in kinds:
        return True
    return kinds.isdisjoint({Kind.COMING, Kind.LATE, Kind.PARTLY}) and not kinds.isdisjoint(
        {Kind.NOT_COMING, Kind.DEPUTY}
    )


@dataclass(frozen=True)
class _Patterns:
    """The clauses that speak of one deputy; ``deputy`` is empty for one who is not named."""

    deputy: str
    by_kind: tuple[tuple[Kind, _Matches], ...]
    neither: _Matches


Named = Sequence[_Patterns]


def _patterns_of(deputies: Sequence[str]) -> list[_Patterns]:
    """Return the clauses that speak of each deputy, or of "my deputy"."""
    patterns = [_of_deputy(deputy, deputies) for deputy in deputies]
    if len(deputies) != 1:
        patterns.append(_of_nobody_named())
    return patterns


def _of_deputy(deputy: str, deputies: Sequence[str]) -> _Patterns:
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
    return _Patterns(deputy, by_kind, _about(name, _NEITHER))


def _of_nobody_named() -> _Patterns:
    """Return the clauses that say of a deputy who is not named that they do not come."""
    return _Patterns(
        "", ((Kind.OTHER_DEPUTY, _about(_MY_DEPUTY, *_OTHER_DEPUTY_FRAMES)),), _about(_MY_DEPUTY, _NEITHER)
    )


def _about(name: str, *frames: str) -> _Matches:
    return _whole(*(frame.replace("{name}", name) for frame in frames))


def _sentence(sentence: str, named: Named, before: Sequence[Clause], is_asked: bool) -> list[Clause] | None:
    """Return the clauses of a sentence, divided at its joints so that each piece is one; None for another."""
    if not sentence:
        return []
    joints = list(_JOINT.finditer(sentence)) if len(sentence) <= _LONGEST else []
    if len(joints) > _MOST_JOINTS or len(sentence) > _LONGEST:
        return None
    ends = [*joints, None]
    read, start, at = list(before), 0, 0
    while at < len(ends):
        for end in range(len(ends) - 1, at - 1, -1):  # the longest piece first
            joint = ends[end]
            piece = sentence[start : joint.start() if joint else len(sentence)].strip(" \"'*_-–—()")
            clauses = _clause(piece, named, read, is_asked, is_last=joint is None)
            if clauses is not None:
                read += clauses
                start, at = joint.end() if joint else len(sentence), end + 1
                break
        else:
            return None
    return read[len(before) :]


def _clause(
    piece: str, named: Named, before: Sequence[Clause], is_asked: bool, *, is_last: bool
) -> list[Clause] | None:
    """Return what a piece says; None where it is no clause."""
    if is_asked and _ASKED(piece):
        return [Clause(Kind.COMING)]
    plain = _OPENER.sub("", f"{piece} ", count=1).strip()
    if not plain or is_thanks(piece) or _LOOKS_FORWARD.fullmatch(piece):
        return [Clause(Kind.COURTESY)]
    for of in named:
        if of.neither(piece):
            return [Clause(Kind.NOT_COMING), Clause(Kind.OTHER_DEPUTY, of.deputy)]
        for kind, matches in of.by_kind:
            if matches(piece):
                return [Clause(kind, of.deputy)]
    for kind, says in _IN_ANY_ORDER:
        if says(plain):
            return [Clause(kind)]
    for kind, matches in _CLAUSES:
        if matches(piece):
            return [Clause(kind)]
    is_plain = any(clause.kind is Kind.NOT_COMING for clause in before)
    is_ahead = not is_plain and not is_last and _OF_MYSELF.match(piece) and not _ANOTHERS_NAME.search(piece)
    if (
        ((is_plain and is_last) or is_ahead)
        and _FREE_REASON.fullmatch(piece)
        and not _names_any(piece, named)
        and not DOUBTS.search(piece)
    ):
        return [Clause(Kind.REASON_AHEAD if is_ahead else Kind.REASON)]
    return None


_GREETING = (
    r"(?:hi|hello|hey|hiya|dear|sorry|(?:good )?(?:morning|afternoon|evening)|happy (?:new year|monday"
    r"|friday))"
    r"(?: (?:there|all|both|team|folks|everyone|(?-i:(?!No|Can|Won)[A-Z]\w+))){0,2}"
)
_LOOKS_FORWARD = re.compile(
    r"(?:i'm |i am )?looking forward to (?:it|(?:seeing|meeting) (?:you|everyone|you all|all))"
    r"|see you (?:all )?(?:there|then)"
    r"(?: on the day)?|have a (?:good|great) meeting|(?:i )?hope (?:it|the meeting|all|that)(?: all)?"
    r" goes well"
    rf"|(?:i )?hope (?:you|you're|you are|you're all|all is|all's|this finds you|everyone is) ?(?:all "
    rf"|both )?"
    r"(?:well|ok|good|keeping (?:well|warm|dry|safe)|(?:had|having|have) (?:a )?(?:very )?(?:good|nice"
    r"|lovely|great|restful)"
    r" (?:weekend|week|day|break|christmas|new year|easter|half[ -]term|holiday|time|one))"
    rf"|{_GREETING}|(?:that's|that is) (?:fine|great|good|lovely|no problem)|(?:great|good|lovely"
    rf"|brilliant|super)(?: (?:stuff|news|to hear(?: from you)?))?"
    r"|(?:thanks|thank you|ta|cheers)(?: so much| very much)? for (?:organising|arranging|setting"
    r" (?:this|it) up|the invite"
    r"|inviting me|the papers?|all (?:this|your work)|the heads[ -]up|letting (?:me|us) know|(?:sending"
    r"|sharing) \w+(?: \w+)?)"
    r"|(?:got|received|seen|read)(?: all)?(?: the| these)? papers?(?: thanks| thank you)?|all (?:read"
    r"|received)"
    r"|sorry for the (?:late|slow|short) (?:reply|response|notice)|no problem(?: at all)?|no worries",
    re.IGNORECASE,
)


def _names_any(piece: str, named: Named) -> bool:
    """Say whether a piece has the first name of any deputy."""
    words = piece.casefold().split()
    return any(of.deputy and of.deputy.casefold().split()[0] in words for of in named)
