"""The closed vocabulary of the answers that decide something: phrases that may stand in them, and no others.

A question, a condition, a number or a name is no phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache

from forum.inbox.phrases.courtesies_and_conditions import PHRASE_ENDS

Patterns = Callable[[], tuple[re.Pattern[str], ...]]


class Said(StrEnum):
    """What a phrase says, whatever the question. ALMOST is short of a yes, and NOTHING answers nothing."""

    YES = "yes"
    ASSENT = "fine by me"
    NO_CHANGE = "no changes"
    GO_AHEAD = "go ahead"
    AGREE = "agree"
    AGREE_AGENDA = "agree agenda"
    AGREE_MINUTES = "agree minutes"
    AGREE_REPORT = "agree report"
    AGREE_BRIEFINGS = "agree briefings"
    AGREE_BOTH = "agree both"
    ALLOW = "allow"
    DISCHARGE = "discharge"
    DISCHARGE_ALL = "discharge all"
    RETURN = "return"
    SEND = "send"
    SEND_ALL = "send all"
    WRITE = "write to them"
    NOT_WRITE = "do not write to them"
    NO = "no"
    NO_LETTER = "no letter"
    QUORATE = "quorate"
    NOT_QUORATE = "not quorate"
    APPLY = "apply"
    RELEASE = "release"
    RELEASE_PACK = "release the pack"
    RELEASE_MINUTES = "release the minutes"
    SEEN = "seen"
    ALMOST = "ok"
    REGRET = "I'm afraid"
    NEWS = "I've read it"
    NOTHING = "please"
    REMARK = "she has worked hard"


_IT = "(?:(?:this|that) one|(?:all of |all )?(?:it|this|that|these|those|them)(?: all)?|everything|the lot)"
_NUMBER = "(?: (?:two|three|four))?"
_ALL = (
    f"(?:all(?: of (?:them|these|those)| (?:the|these|those))?{_NUMBER}|(?:them|these|those) all|everything"
    "|(?:the|these) (?:two|three|four)|the lot)"
)
_DRAFT = "(?:(?:the|this|that|your|draft|proposed|revised) ){0,3}"
_AS_IT_IS = "(?: as (?:drafted|attached|proposed|circulated|set out|sent|it stands|they stand))?"
_AGENDA = f"{_DRAFT}agenda{_AS_IT_IS}"
_MINUTES = rf"(?:these |those )?{_DRAFT}min(?:ute)?s{_AS_IT_IS}"
_REPORT = rf"{_DRAFT}report{_AS_IT_IS}"
_BRIEFINGS = rf"(?:these |those )?{_DRAFT}briefings?{_AS_IT_IS}"
_WITH = r"(?:and|&|\+)(?: (?:to|with))?"
_BOTH = (
    rf"(?:(?:them |these |those |it )?both(?: of (?:them|these|those))?(?: {_DRAFT}(?:drafts|documents"
    rf"|counts))?"
    r"|the (?:two|pair)(?: of (?:them|these|those))?"
    rf"|(?:both )?(?:{_AGENDA} {_WITH} {_MINUTES}|{_MINUTES} {_WITH} {_AGENDA}))"
)
_WHOSE = r"(?:(?:his|her|their|(?-i:[A-Z][a-z]+)['’]s) )?"
_PAPER = (
    rf"(?:(?:{_DRAFT}|{_WHOSE})(?:late )?(?:paper|report|supplement)|{_DRAFT}(?:short )?notice"
    rf"|{_DRAFT}meeting)"
)
_ACTION = rf"(?:{_DRAFT}action|this one|that one)"
_LETTER = rf"{_DRAFT}(?:private )?letter"
_I = (
    "(?:(?:am|(?:i|we)(?:['’](?:m|re|ve|d)| am| are| have)?)(?: (?:can|do|both|all|also|now|fully|just|really"
    "|very much|happily|hereby|formally|wholly|entirely|confirm(?: that)?(?: (?:i|we))?)){0,4} )?"
)
_THAT = "(?:(?:i|we) (?:confirm|agree)(?: that)? )?"
_VERY = (
    "(?:(?:very|quite|perfectly|entirely|absolutely|fully|really|totally|duly"
    "|wholly|more than|all|both|just) ){0,2}"
)
_AGREED = (
    "(?:agree(?:d|ing)?|approv(?:ed?|ing)|accept(?:ed)?|endorsed?|confirmed"
    "|sign(?:ed)? (?:(?:it|this|that|these|those|them) )?off)"
)
_TO_AGREE = "(?:agree|approve|accept|endorse|confirm|sign (?:(?:it|this|that|these|those|them) )?off)"
_CONTENT = "(?:happy|content|fine|ok|okay|good|comfortable|satisfied|pleased|in agreement|in favour)"
_GOOD = (
    "(?:good|great|grand|fine|ok|okay|excellent|lovely|perfect|brilliant|spot on|bang on|champion"
    "|smashing|tip top|first class|"
    "first rate|top notch|super|in order|right|correct"
    "|accurate|a (?:true|fair|good|accurate|correct)(?:,? (?:and )?(?:true|fair|accurate|correct))?"
    "(?: (?:record|reflection|account|summary))?)"
)
_TO_ME = "(?: (?:to|by|with|for) (?:me|us)| from (?:me|us|my (?:end|side)))?"
_ARE = "(?:is|are|were|all|both|look|looks|read|reads|seem|seems)"
_YES = "(?:yes|yep|yeah|yup|aye)"
_TO_GO = (
    "(?:be )?(?:go|going|issue|issued|circulate|circulated|circulation|send|sent|share|shared|publish"
    "|published|distribution)(?: out| round| ahead)?"
)


def _agreement(matter: str) -> tuple[str, ...]:
    """Return the phrases that agree to a matter, each with the name of it."""
    return (
        rf"{_I}{_AGREED}(?: (?:to|with|on))? {matter}",
        rf"{_I}{_VERY}{_CONTENT} (?:with|about) {matter}",
        rf"{_I}{_VERY}{_CONTENT} to {_TO_AGREE}(?: to)? {matter}",
        rf"{_I}{_VERY}{_CONTENT} (?:for {matter} to {_TO_GO}|(?:that )?{matter} {_ARE} {_VERY}{_GOOD})",
        rf"{matter}(?:['’]s)? (?:(?:is|are|was|were|have been|has been) )?{_VERY}{_AGREED}",
        rf"{_THAT}{matter}(?:['’](?:s|re))?(?: {_ARE}){{0,2}} {_VERY}{_GOOD}{_TO_ME}",
        rf"{matter}(?:['’](?:s|re))? (?:(?:is|are) )?{_VERY}(?:good|ok|okay|fine|ready|clear) to {_TO_GO}",
        r"no (?:further |other |more )?(?:changes|amendments|corrections)(?: (?:needed|required))? to "
        rf"(?:either|{matter})",
        rf"{matter} (?:gets|has) an? {_YES}|{_I}{_VERY}{_CONTENT} to go with {matter}",
        rf"{_I}{_AGREED} (?:that )?{matter} (?:is|are) {_VERY}{_GOOD}",
        rf"{_YES} to {matter}",
        rf"(?:please )?(?:consider|take) {matter} (?:as )?{_AGREED}",
        rf"(?:please )?(?:do )?(?:go ahead|proceed|carry on) with {matter}|{matter} is an? (?:go|yes)",
    )


def _named(matter: str) -> tuple[str, ...]:
    """Return the phrases that agree to a matter by its name: "agenda fine", "minutes: yes"."""
    return (*_agreement(matter), rf"{_YES} {matter}", rf"{matter}(?: ?[:–—-])? (?:{_YES}|{_AGREED}|{_GOOD})")


def _phrases(*phrases: str) -> Patterns:
    """Return the patterns of phrases; they are compiled when first asked for, which takes a while for all."""
    return cache(lambda: tuple(re.compile(f"(?:{one}){PHRASE_ENDS}", re.IGNORECASE) for one in phrases))


_NOT = (
    "(?:do not|don['’]?t|please don['’]?t|please do not|not"
    "|(?:i|we) (?:won['’]?t|will not)|(?:i['’]m|i am|we['’]re|we are) not going to)"
)
_WE = f"(?:we|it|they|this|that|{_DRAFT}(?:january |february )?(?:meeting|group))"
_I_RULE = "i (?:rule|deem|find|consider|declare|judge)"
_RULED = f"(?:(?:{_I_RULE}|(?:i['’]m|i am) (?:satisfied|content|happy|clear))(?: that)? )?"
_PRAISED = (
    "(?:good|great|lovely|sensible|nice|busy|full|packed|clear|useful|helpful|thorough|strong|interesting"
    "|long"
    "|short|solid|excellent|super|tidy|fair|balanced|sound)"
)
_NO_MORE = "no (?:further |other |more |additional )?"
_TO_ALL = "(?: to (?:(?:all|the) )?(?:members|everyone|everybody|all|group|partners|agencies))?"
_IN_MY_NAME = "(?: in my name| on my behalf| as (?:the )?chair)?"
_TO_THEM = "(?: to (?:them|him|her|(?-i:[A-Z][a-z]+)))?"
_DONE_ONES = (
    rf"(?:{_ALL}|(?:all )?the (?:(?:two|three|four) )?(?:done|completed|finished|reported) (?:ones|actions))"
)
_FROM_ME = "(?: (?:needed|required|necessary|to make|to add|at (?:my|this) end|here))?"

PHRASES: Mapping[Said, Patterns] = {
    Said.YES: _phrases(rf"{_YES}(?: please)?", f"(?:{_YES} )?please do"),
    Said.ASSENT: _phrases(
        *_agreement(_IT),
        rf"{_I}{_VERY}{_CONTENT} to {_TO_AGREE}",
        rf"{_VERY}{_GOOD} (?:by|with|for|to) (?:me|us)",
        rf"(?:all|everything(?: looks| is)?) {_VERY}{_GOOD}",
        rf"(?:(?:these|they|both) read|looks|reads) {_VERY}(?:{_GOOD}|well)(?: to (?:me|us))?",
        r"a (?:true|fair|accurate|correct)(?: and (?:true|fair|accurate|correct))? (?:record|account)",
        rf"they(?:['’]re)?(?: {_ARE}){{0,2}} {_VERY}(?:{_GOOD}|well|clear)",
        rf"(?:(?:it|that)['’]?s )?an? {_YES}|(?:permission|approval|agreement) (?:is )?(?:granted|given)",
        "(?:absolutely|certainly|definitely|of course|by all means|with pleasure|gladly)",
        f"(?:i have )?{_NO_MORE}objections?",
        f"i(?:(?:['’]ve| have)(?: got)?) {_NO_MORE}(?:objections?|corrections|changes|amendments)",
        "(?:i )?can(?:no|['’])t fault (?:it|them|this|these)",
        "(?:(?:it|that|this|all|they) )?(?:works?|suits?) (?:for )?me",
        f"{_NO_MORE}(?:qualms|reservations|quibbles)|(?:a )?thumbs up|i give my (?:agreement|approval"
        f"|consent)",
        "nothing (?:jumps|leaps|stands) out|(?:they|it) reflects? what was (?:said|agreed|discussed)",
        "(?:you have|it has) my (?:agreement|approval|consent|blessing|ok)",
        "(?:(?:they|these|it|this)(?:['’](?:s|re)| is| are) )?an? (?:very |really )?(?:true|fair"
        "|good|accurate|correct)"
        "(?:(?:,| and) (?:true|fair|accurate|correct))? (?:record|account|reflection|summary) of"
        " (?:an?|the|our|my)"
        "(?: (?:very|long|busy|full|difficult|lively|good|hard)){0,2} (?:morning|afternoon|day"
        "|meeting|discussion)",
    ),
    Said.NO_CHANGE: _phrases(
        f"(?:i have |there are )?{_NO_MORE}(?:changes|amendments|corrections|alterations|edits"
        f"|notes|tweaks|additions){_FROM_ME}",
        "(?:(?:i have|i['’]ve|there is|there['’]s) )?nothing (?:further |else |more )?(?:to (?:change"
        "|amend|correct|alter)|needs (?:changing|amending))",
        "i (?:would not|wouldn['’]?t) change (?:a thing|anything)",
        "(?:leave|keep) it as (?:it )?is",
    ),
    Said.GO_AHEAD: _phrases(
        f"(?:please )?(?:do )?(?:go ahead|proceed|carry on)(?: with {_IT})?",
        f"(?:please )?(?:do )?(?:issue|circulate|publish|share|distribute)(?: {_IT})?(?: round)?{_TO_ALL}",
        f"(?:please )?(?:do )?(?:let {_IT} (?:go|through|in)(?: out)?|send(?: {_IT})? (?:out|round)(?:"
        f" with the (?:others?|rest|pack|papers))?)",
        "(?:good|ok|okay|fine|happy|ready|clear|cleared|agreed|approved) (?:to|for) " + _TO_GO,
        f"{_I}{_VERY}{_CONTENT} for {_IT} to {_TO_GO}",
        f"(?:please )?(?:let['’]?s )?(?:get|send) {_IT} (?:out|round)",
        f"go on then|go for it|crack on|(?:let['’]?s )?go with {_IT}",
    ),
    Said.AGREE: _phrases(f"{_I}(?:all )?(?:{_AGREED}|in agreement)"),
    Said.AGREE_AGENDA: _phrases(*_named(_AGENDA)),
    Said.AGREE_MINUTES: _phrases(*_named(_MINUTES)),
    Said.AGREE_REPORT: _phrases(*_named(_REPORT)),
    Said.AGREE_BRIEFINGS: _phrases(*_named(_BRIEFINGS)),
    Said.AGREE_BOTH: _phrases(
        *_named(_BOTH),
        "(?:please )?(?:do )?(?:send|issue|circulate) (?:them )?both(?: (?:of them|out|round))?",
    ),
    Said.ALLOW: _phrases(
        rf"{_I}(?:allow(?:ed)?|permit(?:ted)?)(?: (?:{_PAPER}|{_IT}))?(?: to go(?: out)?)?",
        rf"(?:please )?(?:do )?send {_PAPER} (?:out|round)",
        rf"{_I}{_VERY}{_CONTENT} for {_PAPER} to (?:go|be|come)(?: (?:out|in|late|circulated|sent)){{0,2}}",
        rf"let['’]?s have {_IT}(?: in)?",
        rf"let (?:her|him|them) have {_IT}(?: in)?(?: late)?",
        rf"{_I}{_VERY}{_CONTENT} to (?:allow|permit|accept|take)(?: (?:{_PAPER}|{_IT}))?",
        rf"{_PAPER} (?:is )?(?:allowed|agreed|fine|ok|okay)",
        rf"(?:(?:i|we)(?: can| will|['’]ll) )?(?:take|add|include) {_IT} (?:late|to {_DRAFT}pack|in)",
        rf"(?:(?:i|we)(?: can| will|['’]ll) )?accept {_IT}(?: late)?",
        rf"{_CONTENT}{_TO_ME} (?:to (?:have|take|accept|include)|for) (?:{_PAPER}|{_IT})(?: late| to be"
        rf" late| in)?",
        rf"{_AGREED}(?: to)? {_PAPER}|{_CONTENT} with {_PAPER}|circulate {_PAPER}|let {_PAPER} (?:go|in)",
    ),
    Said.DISCHARGE: _phrases(
        rf"{_I}(?:discharged?)(?: (?:{_ACTION}|{_IT}))?",
        rf"{_I}{_VERY}{_CONTENT} (?:to (?:see|have) (?:{_ACTION}|{_IT}) discharged"
        rf"|for {_IT} to be discharged|to discharge)(?: (?:{_ACTION}|{_IT}))?",
        rf"{_AGREED} to discharge(?: (?:{_ACTION}|{_IT}))?|(?:{_ACTION}|{_IT}) (?:is |can be )?discharged",
        rf"closed? (?:{_ACTION}|{_IT})|{_I}{_VERY}{_CONTENT} to close(?: (?:{_ACTION}|{_IT}))?",
        rf"(?:(?:{_AGREED}|i think)(?: that)? )?(?:{_ACTION}|{_IT}) (?:can|may) (?:now )?be (?:closed"
        rf"|discharged"
        "|signed off)",
        rf"closed? (?:(?:{_ACTION}|{_IT}) )?off|{_I}{_VERY}{_CONTENT} for (?:{_ACTION}|{_IT}) to be"
        rf" closed(?: off)?",
        rf"(?:i think (?:that )?)?(?:we|you) can (?:now )?(?:close|discharge) (?:{_ACTION}|{_IT})(?: off)?",
    ),
    Said.DISCHARGE_ALL: _phrases(
        rf"{_I}discharged? (?:{_ALL}(?: actions)?|{_DONE_ONES})",
        rf"{_DONE_ONES} (?:(?:can|may|are to) )?(?:all |both )?(?:now )?(?:be )?(?:discharged|closed)",
    ),
    Said.RETURN: _phrases(
        rf"{_I}return(?:ed)?(?: (?:{_ACTION}|{_IT}))?(?: to (?:the |its )?owner)?",
        rf"{_NOT} (?:discharged?|close)(?: (?:{_ACTION}|{_IT}))?",
        rf"(?:send|refer)(?: (?:{_ACTION}|{_IT}))? back|i(?:['’]?d| would) like (?:{_ACTION}|{_IT})"
        rf" returned|(?:keep|leave) (?:{_ACTION}|{_IT}) open",
    ),
    Said.SEND: _phrases(
        rf"go ahead and send (?:{_LETTER}|{_IT})",
        rf"(?:please )?send (?:{_LETTER}|{_IT}) out",
        rf"(?:please )?{_I}(?:do )?send(?: (?:{_LETTER}|{_IT}))?(?: (?:off|out))?{_IN_MY_NAME}",
        rf"{_I}{_VERY}{_CONTENT} for (?:{_LETTER}|{_IT}) to (?:go(?: out)?|be sent(?: out)?){_IN_MY_NAME}",
        rf"{_I}send {_LETTER} to (?:his|her|their) (?:organisation|employer)",
        rf"{_CONTENT} (?:to send|for you to send)(?: (?:{_LETTER}|{_IT}))?",
    ),
    Said.SEND_ALL: _phrases(rf"{_I}send {_ALL}(?: letters)?"),
    Said.WRITE: _phrases(
        rf"(?:please )?(?:go ahead and )?(?:do )?write{_TO_THEM}{_IN_MY_NAME}",
        rf"{_I}{_VERY}{_CONTENT} for (?:{_LETTER}|{_IT}) to (?:go|be sent){_TO_THEM}{_IN_MY_NAME}",
    ),
    Said.NOT_WRITE: _phrases(rf"{_NOT} (?:write|send {_LETTER}){_TO_THEM}{_IN_MY_NAME}"),
    Said.NO: _phrases(
        rf"no to {_IT}",
        "(?:no|nope)(?: (?:thanks|thank you))?|no please don['’]?t|not this (?:time|month|meeting|one)",
        "not (?:on this occasion|for this (?:meeting|one|month))|not allowed|declined?|refused?|rejected?",
        rf"{_NOT}(?: (?:allow|permit|circulate|issue|apply|send|write))(?: (?:{_IT}|{_PAPER}|{_LETTER}))?"
        "(?: to (?:them|him|her|(?-i:[A-Z][a-z]+)))?(?: out)?",
        "i (?:do not|don['’]?t) think so",
        "i(?:['’]m going| have|['’]ll have|['’]d have) to (?:say no|decline|refuse)",
        "(?:(?:it|that)['’]?s )?an? no|let['’]?s not|not to (?:be sent|go)",
        "please don['’]?t|please do not|don['’]?t|do not",
        "(?:i['’]?d|i would|we['’]?d|we would) (?:much )?(?:rather|sooner|prefer)(?: to)? not",
        "(?:i['’]?d|i would|we['’]?d|we would) (?:much )?(?:rather|sooner|prefer(?: it)?(?: if)?)"
        " (?:you|we|it|they) (?:didn['’]?t|did not)(?: go(?: out)?)?",
    ),
    Said.NO_LETTER: _phrases(
        "no letters?(?: (?:this time|needed|required))?",
        "no need (?:to (?:write|send (?:it|one))|for (?:a|the) letter)",
    ),
    Said.QUORATE: _phrases(
        rf"{_RULED}(?:{_WE} (?:were|was|is|are) )?{_VERY}quorate|{_I_RULE} {_WE} (?:as )?quorate",
        "(?:we had|there was|we were) (?:a quorum|quorum)",
    ),
    Said.NOT_QUORATE: _phrases(
        rf"{_I_RULE} (?:{_WE} )?(?:(?:was|as) )?(?:not |in)quorate",
        rf"{_RULED}(?:{_WE} (?:were|was|is|are) )?(?:not|non|un|in)[ -]?quorate|no quorum",
        rf"{_WE} (?:were|was|are|is)n['’]?t quorate|(?:we|there) (?:had|was) no quorum",
        "(?:we )?(?:did not|didn['’]?t) have a quorum",
    ),
    Said.APPLY: _phrases(
        rf"{_I}(?:apply|applied)(?: (?:{_IT}|(?:the )?(?:changes|workbook|list|updates?)))?",
        rf"{_CONTENT} to apply(?: {_IT})?",
        "(?:please )?(?:do )?(?:go ahead|proceed|carry on)(?: and apply(?: (?:it|them|these))?)?",
    ),
    Said.RELEASE: _phrases("release(?: (?:it|them|these|this))?(?: now)?"),
    Said.RELEASE_PACK: _phrases("release (?:the )?(?:pack|papers)(?: now)?"),
    Said.RELEASE_MINUTES: _phrases("release (?:the )?(?:minutes|action note)(?: now)?"),
    Said.SEEN: _phrases(rf"{_I}seen(?: {_IT})?"),
    Said.ALMOST: _phrases(
        f"{_GOOD}|fab|happy|sure",
        "(?:no|not a) problem(?: at all)?|accurate|correct|i (?:do not|don['’]t) mind(?: at all)?",
        f"{_I}{_VERY}(?:happy|content)",
        f"(?:i have )?{_NO_MORE}(?:comments?|issues|concerns|queries|questions|problems){_FROM_ME}",
        "nothing (?:further |else |more )?(?:to add|from me)|(?:it|they|that|this)['’]?ll do(?: nicely)?",
        "i (?:do not|don['’]?t) (?:disagree|object)(?: (?:with|to) (?:it|this|that|these|them))?",
        "[\U0001f44d\U0001f44c][\U0001f3fb-\U0001f3ff]?",
    ),
    Said.REGRET: _phrases(
        "(?:i['’]?m|i am) afraid|unfortunately|sadly|regrettably|regretfully",
        "we were (?:one|two|three|four|a seat|a member)(?: seats?| members?)? short(?: of (?:a |the"
        " )?quorum)?",
    ),
    Said.NEWS: _phrases(
        "(?:i |i['’]ve |we |all |everything |have )?(?:now )?(?:checked|read|reviewed|looked|gone|been)"
        "(?: (?:it|them|these|both|everything|all of (?:it|them)))?"
        "(?: (?:over|through|at))?(?: (?:it|them|these|both|everything))?"
        "(?: (?:this (?:morning|afternoon)|today|yesterday|last night|(?:over|at) the weekend|just"
        " now|carefully))?",
        "(?:all |(?:i|we)(?:['’]ve| have) )?(?:noted|received|got)(?: (?:it|them|these|this|both))?(?:"
        " (?:with )?thanks)?",
        "(?:i|we)(?:['’]ve| have) (?:(?:now|just|both) )?"
        "(?:read|seen|checked|(?:been|gone) (?:over|through)|looked (?:at|over|through))"
        rf" (?:{_BOTH}|{_AGENDA}|{_MINUTES}|{_PAPER}|{_IT}|{_DRAFT}(?:list|grid|pack|papers|pathway"
        rf"|leaflet|form))"
        rf"(?: (?:through|over|carefully|properly))?(?: and (?:it|they|that|all)(?:['’](?:s"
        rf"|re))?(?: {_ARE})? {_VERY}{_GOOD})?",
        "(?:i|we)(?:['’]ve| have) had a (?:good |quick |proper )?(?:look|read)(?: through)?",
        "(?:that['’]s|that is|it['’]s|all) (?:(?:all|now) )?(?:done|complete)",
    ),
    Said.NOTHING: _phrases(
        "please|pls|plz|(?:oh,? )?(?:(?:i['’]m|i am) )?(?:so |very )?sorry|oh|just|now|today|too|then|also"
        "|indeed|all|here|with pleasure|in full|for now",
        "(?:well done|(?:nice|good|great|excellent) (?:job|work|stuff|one))(?: (?:all|everyone))?",
        "in my (?:view|judgement|opinion)|(?:we|they) had enough(?: (?:people|members|seats|there))?",
        "(?:from|on|at) (?:my|our|this) (?:end|side|part|perspective|point of view)|from where i(?:['’]m|"
        " am) sitting",
        "(?:nice|good) and (?:short|clear|concise|thorough)(?: this (?:time|month))?",
        "third time lucky|of course|(?:the chair|(?-i:[A-Z][a-z]+)) is (?:still |now |off )?(?:away|on"
        " leave|off|ill|unwell"
        "|poorly|in court|travelling)(?: (?:today|tomorrow|this week|all (?:day|week)))?",
        "(?:please )?(?:take|treat|accept|have) (?:this|that|it) as (?:my|the|our|(?:the chair"
        "|[a-z]{2,20})['’]s) "
        "(?:answer|reply|response|agreement|approval|word)",
        "(?:with no|without) (?:any )?(?:changes?|amendments?)|(?:a )?good set of minutes",
        "(?:i['’]m )?(?:now |off )?(?:on (?:annual )?leave|away)(?: (?:till|until|from) "
        "(?:next week|tomorrow|(?:mon|tues|wednes|thurs|fri)day))?",
        "(?:what )?i (?:meant|mean|said)(?: (?:is|was)(?: that)?)?|to be clear|(?:just )?to confirm"
        "|for the record|as (?:the )?deputy chair",
        "(?:sent )?from my (?:phone|ipad|mobile)",
        "(?:read|done) (?:it |them |both )?on (?:the|my) (?:train|bus|phone|way)",
        "(?:with )?my thanks|with (?:my |many |grateful |sincere )?thanks(?: to (?:her|him|them|all))?",
        rf"{_VERY}(?:excellent|good|great|lovely|super|nice|fine|useful)"
        " (?:piece of work|agenda|paper"
        rf"|report|record)",
        "it(?:['’]s| is) (?:an? )?(?:very |really )?(?:important|short|urgent)(?: one| paper| subject)?",
        "it matters|(?:(?:i|we) )?(?:(?:can|am happy to|would like to|['’]d like to) )?(?:hereby"
        " )?(?:confirm|say)"
        "(?: that)?",
        rf"(?:(?:it|that|this|they)(?:['’](?:s|re)| is| are)? )?(?:an? )?{_VERY}{_PRAISED}"
        rf"(?:(?:,| and| but)? (?:an? )?{_PRAISED})?"
        " (?:job|work|balance|(?:running )?order|mix|spread|set|agenda|paper|record|list|summary"
        "|read|stuff|effort"
        "|one|meeting|programme)(?: of (?:items|topics|papers|minutes|subjects|work))?(?: (?:again|as ever))?"
        rf"(?: but an? {_PRAISED} one)?",
        "as (?:ever|always)|(?:(?:it|they|all) )?(?:really|very|so) (?:clear|helpful|thorough)|this once",
        "as far as i(?:['’]m| am) concerned|(?:it['’]s |been )?in court all (?:day|week)|in haste",
        "(?:off to|on my way to|i['’]m in|between) (?:(?:an?|my|the|back-to-back) )?(?:meetings?|court"
        "|tribunal|hearing|clinic|conference|school run|train|airport)(?: now)?",
        "(?:from|by|with|for) (?:me|us)|for my part|from my (?:side|end)|as chair",
        "(?:just )?as (?:it (?:is|stands)|they (?:are|stand)|is|drafted|attached|circulated|proposed"
        "|presented|sent|set out|written|shown|listed)",
        "(?:as|for|on behalf of) the (?:deputy )?chair|on (?:the chair|[a-z]{2,20})['’]s behalf",
        "(?:let me )?(?:try|trying) (?:that |this )?again|not a problem|no problem|no worries|as requested",
    ),
}
"""The phrases of each thing said."""
