"""The clauses in which somebody says that they come, do not, or why, each in whole phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import cache

from forum.text.wording import MONTHS


class Kind(Enum):
    """What a clause says."""

    COMING = auto()
    LATE = auto()
    PARTLY = auto()
    NOT_COMING = auto()
    NOT_IN_PERSON = auto()
    NO = auto()  # the bare word, which may answer something else
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
    GOODBYE = auto()  # one that says by itself that its writer comes: "See you on Tuesday"


Matches = Callable[[str], object]


def whole(*phrases: str) -> Matches:
    """Return the test for a clause that is one of these phrases and no more, with what frames a clause.

    Its pattern is compiled with the first clause, which takes a while.
    """
    pattern = cache(lambda: re.compile(f"{_BEFORE}(?:{'|'.join(phrases)}){_AFTER}", re.IGNORECASE))
    return lambda clause: pattern().fullmatch(clause)


_SORRY = (
    "(?:(?:i'm |i am |we're |we are )?(?:so |very |really )?(?:sorry|afraid)(?: to say)?(?: that)?(?: but)?)"
)
_BEFORE = (
    rf"(?:(?:{_SORRY}|no(?=,? (?:i|we|sorry|unfortunately)\b)|absolutely|yes|yep|yeah|aye|of course|ok"
    rf"|okay|hi|hello|hey|morning|afternoon|gutted(?: but)?"
    rf"|unfortunately|regretfully|sadly|regrettably|(?:i )?regret(?: to say)?(?: that)?(?= (?:i|we)\b)"
    r"|(?:please |(?:would|could|can|will) you (?:please )?)?(?:let|tell) (?:the chair|the group|everyone"
    r"|people|them|her|him|(?-i:[A-Z][a-z]+))(?: know)?(?: that)?(?= (?:i|we)\b)"
    rf"|please note(?: that)?"
    r"|just to (?:say|confirm|let you know)(?: that)?|i (?:can )?confirm(?: that)?"
    r"|this is to confirm(?: that)?"
    r"|also|actually|however|thanks|thank you|many thanks|not a problem|no problem|nae bother|no bother"
    r"|happy to confirm(?: that)?),? ){0,4}"
)
_AFTER = (
    rf"(?:,? (?:{_SORRY}|unfortunately|sadly|thanks|thank you|many thanks|though|this time|on this occasion"
    r"|after all|either|as (?:well|usual|planned|normal|invited)|too|again|all|both|team|folks|everyone"
    r"|please|with bells on)){0,3}"
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
DAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri)(?:day)?|\d{1,2}(?:st|nd|rd|th)|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
    rf"|(?:\d{{1,2}} |(?!may\b))(?:{_MONTH})(?: \d{{1,2}})?(?: 20\d\d)?)"
)
WHEN = (
    rf"(?: (?:on|for|at|to|the|this|that|of|our|your|next|mase|group|forum|board|meeting|session|date|day"
    rf"|one|it|this month|time"
    rf"|then|now|morning|afternoon|today|tomorrow|week|{DAY})){{0,9}}"
)
_REMOTELY = (
    r"(?: (?:on|by|via|over|using|through|ms|microsoft|teams|zoom|phone|telephone|video|video call|link"
    r"|remotely"
    r"|online|virtually|from (?:home|work|(?-i:[A-Z]\w+)|(?:the|my|our) (?:office|surgery|hospital|ward"
    r"|station|clinic|school|car|train|house|kitchen|site|desk))|instead|only|dialling in"
    r"|(?:train|bus|car|bike|taxi)|(?:rather than|not|instead of) (?:in person|in the room|face to"
    r" face))){0,4}"
)
_MYSELF = (
    r"(?: (?:myself|in person|in the room|as (?:well|usual|planned)|now|after all|you|you all|with you)){0,2}"
)
_I = "(?:i|we)"
_WILL = (
    rf"(?:{_I}(?:'ll| will| shall| can|'m going to| am going to| plan to| intend to|'m able to| am able to"
    rf"|'m happy to| am happy to|'m pleased to| am pleased to)|will|shall|can|happy to|able to|pleased to)"
    r"(?: (?:now|certainly|definitely|also|still|indeed|both|all|be able to|actually|gladly|personally)){0,2}"
)
COME = (
    r"(?:be (?:there|at(?= (?:the|this|your|our) )|attending|joining|coming|present|along|with you"
    r"|in attendance)|come(?! to (?:that|it)\b)(?: along)?"
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
ORGANISATION = (
    r"(?-i:(?:the )?(?:[A-Z]{3,}|(?:[A-Z][a-z]+ ){1,3}(?:Police|Probation|Education|Council|Trust|Health|Care"
    r"|Service|Services|Team|CCG|NHS)|[A-Z]{2,} (?:[A-Z][a-z]+ ?){1,3})\b)"
)
"""An organisation, and no person: "CRC", "Kent Police", "KCC Education"."""
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
_HUGE = r"(?:(?:my|our|sincere|sincerest|many|full|with|huge|very|last[ -]minute) ){0,3}"
_APOLOGIES = rf"{_HUGE}(?:apologies|apols|regrets)"
_TAKE = "(?:accept|take|record|note|send|give|pass on|log|put down|minute|convey)"
_THIS_IS = "(?:please )?(?:accept|take|treat|read|regard) (?:this|it) as (?:my|our)"
_FOR_MEETING = (
    rf"for(?= .{{0,60}}(?:meeting|session|group|forum|date|day|one|\d))(?!.*\b(?:late|delay)){WHEN}"
)

OF_THE_WRITER: Sequence[tuple[Kind, Matches]] = (
    (
        Kind.COMING,
        whole(
            rf"{_WILL} {COME}{_MYSELF}{WHEN}{_REMOTELY}{_MYSELF}{WHEN}",
            rf"(?:{_I}(?:'m| am|'re| are) |am |are )?(?:now |definitely "
            rf"|still )?{_COMING}{_MYSELF}{WHEN}{_REMOTELY}(?: not in person)?",
            rf"{_WILL} (?:dial in|{COME} (?:online|remotely|virtually|from home|(?:by|on|via|over) "
            rf"(?:teams|zoom|phone|video|link))){WHEN},? (?:as |since |because )?(?:it's|its|it is)"
            " too far to (?:drive|travel|come|go)",
            r"(?:i'm |i am )?(?:accept(?:ed|ing)?|i accept)(?: the invitation| with (?:thanks|pleasure)"
            r"| gladly| (?:your|this) invit(?:ation|e)){0,2}",
            r"(?:please )?(?:count me in|count on me|put me down(?: as (?:coming|attending))?)",
            rf"(?:i |we )?(?:confirm(?:ed|ing)?|can confirm) (?:my |our )?attendance{WHEN}"
            rf"|attendance confirmed|{_THIS_IS} (?:acceptance|confirmation|attendance)",
        ),
    ),
    (
        Kind.LATE,
        whole(
            r"(?:(?:i|we)?(?:'ll|'m| will| am| may| might|will|may|might|going to|likely to){0,2} ?)?"
            r"(?:be |running |be running |arrive |arriving |get there |be there |be arriving )?"
            r"(?:(?:about|around|up to|a|an|few|couple of|bit|touch|little|half|hour|slightly"
            r"|\d{1,2}|five|ten"
            r"|fifteen|twenty|thirty|minutes?|mins?) ){0,5}late"
            rf"(?: (?:in|joining|arriving|starting))?(?:,? (?:about|around|at) {_TIME})?{WHEN}(?:"
            rf" (?:from|after|due to|because of|as)(?:"
            rf" [a-z'-]+){{1,6}})?",
            rf"{_SHALL}(?:join|joining|arrive|arriving|come|coming|get there|be there|there|dial in)"
            rf"(?: (?:on|via|by) teams)? (?:late|a (?:bit|little) late|(?:at|by|from|just after) {_TIME})",
        ),
    ),
    (
        Kind.PARTLY,
        whole(
            rf"{_SHALL}(?:leave|leaving|go|slip (?:out|off|away)|shoot off|dash(?: off)?"
            rf"|nip out) (?:early|a (?:bit|little) early"
            rf"|(?:at|by|before|after) (?:{_TIME}|{_PART}))",
            rf"{_SHALL}(?:join|attend|come|coming|be there|there|stay|make)(?: it)?"
            r"(?: (?:for|until|till|from|after|before))?(?: (?:the|just|only)){0,2}"
            rf" (?:{_PART}|{_TIME})(?: only)?",
            rf"(?:the )?{_PART} only",
        ),
    ),
    (
        Kind.NOT_IN_PERSON,
        whole(rf"{_CANT} {COME}{WHEN} (?:in person|face to face|physically|on site|in the room){WHEN}"),
    ),
    (
        Kind.NOT_COMING,
        whole(
            rf"{_CANT} (?:{COME}|do (?=.*(?:\d|day|date|meeting))){WHEN}",
            rf"(?:{_I}(?:'m| am|'re| are|'ll be| will be) |am |is |are |will be |be )?(?:not|no longer) "
            rf"(?:going to (?:{COME})|{_COMING}|available|free|around){WHEN}",
            rf"(?:{_I}(?:'m| am|'ll be| will be) |am |is |are |will be )?unavailable{WHEN}",
            rf"{_CANT} be in(?= .*(?:\d|day|meeting)){WHEN}",
            rf"(?:{_I}(?:'ll| will)? ?)?(?:have to|will have to|going to have to|'m going to have to|must"
            rf"|need to) {_MISS}{WHEN}",
            r"count me out|no can do|(?:it's |it is |that's |i'm )?a no(?: from (?:me|us))?|no from (?:me"
            r"|us)",
            rf"{_THIS_IS} (?:apologies|apology|regrets)",
            rf"(?:i )?declin(?:e|ed|ing)(?: the invitation| with regret)?{WHEN}",
            rf"(?:please )?(?:can (?:you|i|we) |could (?:you|i) "
            rf"|may i |would you )?(?:please )?{_TAKE} {_APOLOGIES}(?: from (?:me|us))?"
            rf"(?: to (?:all|everyone|(?-i:[A-Z][a-z]+)|the (?:chair|group|rest)))?{WHEN}\??",
            rf"{_APOLOGIES} from (?:me|us|myself|{ORGANISATION}){WHEN}|{_APOLOGIES} {_FOR_MEETING}",
            rf"(?:(?:i|we|i'm|we're|i'd like to|i would like to|'?ll|will|have to|need to|must|going to)"
            rf" ?){{0,4}}(?:sends?|give|gives|sending|giving|offer"
            rf"|tender) {_APOLOGIES}{WHEN}",
        ),
    ),
    (Kind.NO_APOLOGY, whole(r"no apologies(?: from me| needed)?")),
    (Kind.APOLOGY, whole(_APOLOGIES)),
    (
        Kind.NO,
        whole(
            r"no|nope|nah|not me|(?:sadly|unfortunately|i'm afraid|afraid|sorry)"
            r" not",
            rf"{_CANT}(?<! to)(?: do (?:it|this|that)(?: one)?)?",
        ),
    ),
    (
        Kind.NO_DEPUTY,
        whole(
            r"none|nobody|no[ -]one|(?:none|nobody|no[ -]one) (?:is |else is |else )?(?:available|free"
            r"|can come|can attend"
            r"|can go|can cover|to send|can (?:go|come|attend) in my place)",
            r"(?:nobody|no[ -]one)(?: else)?(?: (?:from|at|in) (?:us|here"
            r"|(?:the|my|our) (?:team|office|organisation|side|service|trust|force)"
            r"|(?-i:[A-Z][\w&]*(?: [A-Z][\w&]*){0,2})))?(?: (?:(?:is )?(?:available|free)"
            r"|(?:to|can|who can|able to) (?:be there|come|attend|go|cover|send|stand in|step in|deputise)))?"
            r"(?: for me| instead| in my place)?",
            r"neither(?: of them)? (?:is|are|can|will be) (?:free|available|able to come|come"
            r"|attend|make it|do it)",
            r"neither (?-i:[A-Z][\w-]+(?: [A-Z][\w-]+)?) nor (?-i:[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?:is|are|can"
            r"|will be|is able to|are able to) (?:free|available|come|attend|go|cover|make it|do it)",
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
        whole(
            r"(?:i |we )?(?:no longer need|don't need|won't need|do not need|will not need"
            r"|no need for) (?:a|my) deputy|no need(?: to worry)?"
            r"(?: now| any more| anymore)?"
        ),
    ),
    (
        Kind.REASON,
        whole(
            r"(?:i've |i have |i've got |got |with )?(?:covid|flu|norovirus|a (?:bug|cold"
            r"|migraine))(?: again)?",
            rf"(?:the )?{DAY} is (?:my|our|a) (?:non[ -]working day|day off|clinic day|court day)",
            r"(?:they're |they are )?both(?: of them)?(?: are)? (?:on leave|away|busy|off"
            r"|unavailable|in court)",
            r"(?-i:(?!I\b)[A-Z][a-z]+) (?:isn't|is not|won't be|will not be) (?:free|available|around)",
            r"(?:i |i've |i have )?(?:had to )?(?:cancel(?:led)?|moved?|rearranged?|shift(?:ed)?)"
            r" (?:my|the|our|a) (?:other )?(?:leave|holiday|clinic|meeting|appointment|day off|course)",
            r"(?:i've |i have )?been called away",
            "(?:i've |i have |i )(?:managed to )?(?:freed?|clear(?:ed)?)(?: up)? (?:the|that|my)"
            " (?:morning|afternoon|day|diary)",
            r"(?:as |because )?(?:my|our) (?:little one|son|daughter|child|children|husband|wife"
            r"|partner|mum|mother|dad"
            r"|father|kids?|boy|girl)(?:'s| is| are) (?:ill|unwell|poorly|sick|in hospital|off school)",
            r"(?:i'm |i am |we're |we are )?not (?:very |too |feeling )?(?:well|great|myself)",
            r"(?:i've |i have )?come down with (?:the |a )?(?:flu|covid|cold|bug|virus)",
            "(?:the|my|our|that)(?: [a-z]+){1,3} (?:has|was|is|got|have|were)(?: (?:been|now|just)){0,2}"
            " (?:put off|put back"
            "|moved|cancelled|postponed|adjourned|called off|rearranged|brought forward)",
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
IS_YES = whole(
    rf"(?:all )?confirmed{WHEN}",
    r"i (?:can|will)(?: do)?|(?:yes|yep|yes please|sure|aye|yeah|present)(?: (?:for|from) me)?|(?:that"
    r"|this|the date|the day|that day)(?:'s| is"
    r"| works|) ?"
    r"(?:fine|good|ok|okay)?(?: (?:for|with|by) me)?|works for me|(?:fine|good|ok|okay) (?:by|with|for) me"
    r"|(?:i'm|i am) in"
    r"|(?:yes )?(?:will|can) do"
    r"|see you(?: all| both| everyone)?(?: there| then| on the day)"
    r"|i (?:don't|do not) work (?:on )?(?P<off>mon|tues|wednes|thurs|fri)days?,? but (?!(?P=off))"
    r"(?:mon|tues|wednes|thurs|fri)day(?:'s| is) (?:fine|good|ok|okay)(?: (?:for|with|by) me)?"
    rf"|(?:the )?{DAY}(?:'s| is| works| suits)(?: fine| good| ok| okay)?(?: (?:for|with|by) me)?",
)
_SEE_YOU = (
    r"(?:(?:i|we)(?:'ll| will) |will |until then )?see (?:you|ya|u|yous)(?: all| both| everyone)?"
    rf"(?: (?:there|then|at (?:the|this) (?:meeting|group|forum)|next week|tomorrow"
    rf"|(?:on |at )?(?:the )?(?:day|(?!(?:{_MONTH})\b){DAY}(?: morning| afternoon)?|\d{{1,2}} ?am)))+"
)
SAYS_SEE_YOU = whole(_SEE_YOU)
ENDS_IN_SEE_YOU = re.compile(rf"\b{_SEE_YOU}\W*$", re.IGNORECASE)
"""A goodbye by which whoever is asked to a meeting says that they come."""
OPENER = re.compile(rf"{_BEFORE}", re.IGNORECASE)

_GREETING = (
    r"(?:hi|hello|hey|hiya|dear|sorry|(?:good )?(?:morning|afternoon|evening)|happy (?:new year|monday"
    r"|friday))"
    r"(?: (?:there|all|both|team|folks|everyone|(?-i:(?!No|Can|Won)[A-Z]\w+))){0,2}"
)
IS_ASIDE = re.compile(
    r"(?:i'm |i am )?(?:really |very much )?looking forward to"
    r" (?:it|(?:seeing|meeting) (?:you|everyone|you all|all))"
    r"|see you (?:all )?(?:there|then)"
    r"(?: on the day)?|have a (?:good|great) meeting|(?:i )?hope (?:it|the meeting|all|that)(?: all)?"
    r" goes well"
    rf"|(?:i )?hope (?:you|you're|you are|you're all|all is|all's|this finds you|everyone is) ?(?:all "
    rf"|both )?"
    r"(?:well|ok|good|keeping (?:well|warm|dry|safe)|(?:had|having|have) (?:a )?(?:very )?(?:good|nice"
    r"|lovely|great|restful)"
    r" (?:weekend|week|day|break|christmas|new year|easter|half[ -]term|holiday|time|one))"
    r"|not (?:in person|travelling(?: in)?|driving(?: in)?|in the room)"
    r"|(?:in person|in the room|face to face|(?:on|via|over|by) (?:teams|zoom)|online|remotely)"
    rf"|{_GREETING}|(?:that's|that is) (?:fine|great|good|lovely|no problem)|(?:great|good|lovely"
    rf"|brilliant|super)(?: (?:stuff|news|to hear(?: from you)?))?"
    r"|(?:thanks|thank you|ta|cheers)(?: so much| very much)? for (?:organising|arranging|setting"
    r" (?:this|it) up|the invite"
    r"|inviting me|the papers?|all (?:this|your work)|the heads[ -]up|letting (?:me|us) know|(?:sending"
    r"|sharing) \w+(?: \w+)?)"
    r"|(?:i've |i have )?(?:got|received|seen|read)(?: all)?(?:(?: the| these)? papers?| them| everything"
    r"| items? \d{1,2}(?: and \d{1,2})?)"
    r"(?: thanks| thank you)?|all (?:read|received)"
    r"|(?:all |the )?papers? (?:all )?(?:read|received|printed|downloaded|seen)"
    r"|(?:please )?(?:send|forward|copy) (?:him|her|them) (?:(?:in )?(?:the|my|all the) )?"
    r"(?:papers|pack|invite|invitation|details|link)"
    r"|(?:i've |i have )?(?:spoken|talked|chatted) (?:to|with) (?:her|him|them)"
    r"(?: (?:this morning|today|yesterday|just now|already|about it))?"
    r"|sorry (?:to (?:do this|tell you|say this|let you know|be)|(?:that )?(?:this is|it's))"
    r"(?: (?:so|very|a bit|such))?(?: late| last[ -]minute| (?:at )?short notice)(?: in the day| on| notice)?"
    r"|(?:it's |it'll be |it will be )?(?:nice|good|great|lovely) to (?:have|see|be|get|meet)"
    r"(?! .*\b(?:if|but|not|unless|instead|though)\b)[\w' ]{2,60}"
    r"|(?:it's )?(?:my )?first (?:time|one|visit|meeting)(?: (?:in|at|back|since|for)[a-z' ]{2,40})?"
    r"|change of plans?|good news"
    r"|(?:s?he|they)(?:'s| has|'ve| have)(?: already)? (?:read|seen|got|had) (?:everything|it all|all of it"
    r"|(?:all )?the papers|them)(?: already)?|bless (?:her|him|them)"
    r"|(?:s?he|they) knows? to expect (?:the papers|them|it|the pack)"
    r"|(?:i've |i have )?put it in (?:her|his|their|my|our|(?-i:[A-Z][a-z]+)'s) diary"
    r"|(?:i'll |i will |will |and )?bring(?:ing)? (?:some |the |my |a )?"
    r"(?:biscuits|cakes?|coffee|mince pies|copies|slides|laptop|sandwiches|brolly|umbrella)"
    r"|(?:i |we )?(?:know|realise|appreciate|understand)(?: that)? (?:it's|this is|it is) "
    r"(?:very |such |a bit )?(?:short notice|late|late notice|last[ -]minute|a nuisance|a pain)"
    r"|that's (?:much )?better(?: for me)?|sorry for the (?:late|slow|short) (?:reply|response"
    r"|notice)|no problem(?: at all)?|no worries",
    re.IGNORECASE,
)
