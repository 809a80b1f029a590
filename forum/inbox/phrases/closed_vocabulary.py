"""The closed vocabulary of the answers that decide something: phrases that may stand in them, and no others.

A question, a condition, a number or a name is no phrase.
"""

from __future__ import annotations

from collections.abc import Mapping

from forum.inbox.phrases.clauses import Patterns, phrases
from forum.inbox.phrases.lexicon import CONTENT, GOOD, YES
from forum.questions.words import Said

_IT = "(?:(?:this|that) one|(?:all of |all )?(?:it|this|that|these|those|them)(?: all)?|everything|the lot)"
_NUMBER = "(?: (?:two|three|four))?"
_ALL = (
    f"(?:all(?: of (?:them|these|those)| (?:the|these|those))?{_NUMBER}|(?:them|these|those) all|everything"
    "|(?:the|these) (?:two|three|four)|the lot)"
)
_DRAFT = "(?:(?:the|this|that|your|draft|proposed|revised) ){0,3}"
_AS_IT_IS = "(?: as (?:drafted|attached|proposed|circulated|set out|sent|it stands|they stand))?"
_AGENDA = f"{_DRAFT}agenda(?: (?:of|for) (?:the|our) (?:next )?meeting)?{_AS_IT_IS}"
_MINUTES = (
    rf"(?:these |those )?{_DRAFT}(?:min(?:ute)?s|action notes?)"
    rf"(?: (?:of|from) (?:the|our) (?:last )?meeting)?{_AS_IT_IS}"
)
_REPORT = rf"{_DRAFT}report{_AS_IT_IS}"
_BRIEFINGS = rf"(?:these |those |both |all )?{_DRAFT}briefings?{_AS_IT_IS}"
_WITH = r"(?:and|&|\+)(?: (?:to|with))?"
_BOTH = (
    rf"(?:(?:both )?(?:{_AGENDA} {_WITH} {_MINUTES}|{_MINUTES} {_WITH} {_AGENDA})"
    rf"|(?:them |these |those |it )?both(?: of (?:them|these|those))?(?: {_DRAFT}(?:drafts|documents"
    rf"|counts))?"
    r"|the (?:two|pair)(?: of (?:them|these|those))?)"
)
_WHOSE = r"(?:(?:his|her|their|(?-i:[A-Z][a-z]+)['’]s) )?"
_PAPER = (
    rf"(?:(?:{_DRAFT}|{_WHOSE})(?:late )?(?:paper|report|supplement)|{_DRAFT}(?:short )?notice"
    rf"|{_DRAFT}meeting|{_DRAFT}research)"
)
_ACTION = rf"(?:{_DRAFT}action|this one|that one)"
_LETTER = rf"{_DRAFT}(?:private )?letter"
_I = (
    "(?:(?:am|(?:i|we)(?:['’](?:m|re|ve)| am| are| have)?)(?: (?:can|do|both|all|also|now|fully|just|really"
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
_GOOD = (
    f"(?:{GOOD}|right|correct|accurate|sensible|reasonable|sound|all right|alright|clear|tidy|balanced"
    f"|well balanced|as it should be|good to go|an? (?:true|fair|good|accurate|correct)"
    "(?:,? (?:and )?(?:true|fair|accurate|correct))?(?: (?:record|reflection|account|summary))?)"
)
_TO_ME = "(?: (?:to|by|with|for) (?:me|us)| from (?:me|us|my (?:end|side)))?"
_ARE = "(?:is|are|were|all|both|look|looks|read|reads|seem|seems)"
_TO_GO = (
    "(?:be )?(?:go|going|issue|issued|circulate|circulated|circulation|send|sent|share|shared|publish"
    "|published|distribution|start|begin|proceed)(?: out| round| ahead)?"
)
_ON_TO = "(?: (?:on |out )?to (?:(?:the |your )?board|members|(?-i:[A-Z][a-z]+)))?"


def _agreement(matter: str) -> tuple[str, ...]:
    """Return the phrases that agree to a matter, each with the name of it."""
    return (
        rf"{_I}{_AGREED}(?: (?:to|with|on))? {matter}",
        rf"{_I}{_VERY}{CONTENT} (?:(?:with|about) {matter}|to {_TO_AGREE}(?: to)? {matter})",
        rf"{matter}(?:['’]s)? (?:(?:is|are|was|were|have been|has been) )?{_VERY}{_AGREED}",
        rf"{_THAT}{matter}(?:['’](?:s|re))?(?: {_ARE}){{0,2}} {_VERY}{_GOOD}(?: to {_TO_GO}|{_TO_ME})",
        rf"{YES} to {matter}|(?:please )?(?:do )?(?:go ahead|proceed|carry on|go) with {matter}",
    )


def _named(matter: str) -> tuple[str, ...]:
    """Return the phrases that agree to a matter by its name: "agenda fine", "minutes: yes"."""
    return (*_agreement(matter), rf"{matter}(?: ?[:–—-])? (?:{YES}|{_AGREED}|{_GOOD})")


_NOT = (
    "(?:do not|don['’]?t|please don['’]?t|please do not|not"
    "|(?:i|we) (?:won['’]?t|will not)|(?:i['’]m|i am|we['’]re|we are) not going to)"
)
_WE = f"(?:we|it|they|this|that|{_DRAFT}(?:january |february )?(?:meeting|group))"
_I_RULE = "i (?:ruled?|deem|find|consider|declare|judge)"
_RULED = f"(?:(?:{_I_RULE}|(?:i['’]m|i am) (?:satisfied|content|happy|clear))(?: that)? )?"
_NO_MORE = "no (?:further |other |more |additional )?"
_TO_ALL = (
    "(?: (?:on |out )?to (?:(?:all|the|our|your) )*(?:members|everyone|everybody|all|group"
    "|partners|partnerships|agencies|board|lot))?"
)
_TO_NAMED = "(?: (?:on |out )?to (?-i:(?:Mr |Mrs |Ms |Dr )?[A-Z][a-z]+))?"
_WHENEVER = (
    "(?: (?:now|today|then|please|straight away|as (?:it is|they are|it stands|they stand"
    "|drafted)|when(?:ever)? (?:you like|ready|you(?:['’]re| are) ready)))*"
)
_GONE_OUT = (
    "(?:go|be (?:sent|issued|circulated|published|released|submitted|shared|passed))(?: (?:out"
    "|off|ahead|round|forward|through))?"
)
_SOMEBODY = r"(?:him|her|them|(?-i:[A-Z][a-z]+))"
_IN_MY_NAME = "(?: in my name| on my behalf| as (?:the )?chair)?"
_TO_THEM = (
    "(?: to (?:them|him|her|(?-i:[A-Z][a-z]+)(?: (?-i:[A-Z][a-z]+))?"
    "|(?:the |his |her |their |your )+(?:board|director|chief(?: executive| officer| constable)?|head"
    "|manager|boss"
    "|organisation|trust|council|members)))?"
)
_DONE_ONES = (
    rf"(?:{_ALL}|(?:all )?the (?:(?:two|three|four) )?(?:done|completed|finished|reported) (?:ones|actions))"
)
_FROM_ME = "(?: (?:needed|required|necessary|to make|to add|at (?:my|this) end|here))?"
_NO_PAPER = (
    "(?:(?:without (?:a )?paper|no paper|there (?:won['’]t|will not) be a paper)(?: from me| this time)?)"
)
_I_WILL = (
    "(?:(?:(?:i|we|it|this|mine)(?:['’](?:ll|m|s|re))?|will|can|am|is|happy|going|to|just|be|would like) )"
    "{0,5}"
)
_TAKE = (
    "(?:(?:please|i['’]ll|we['’]ll|i|we|will|need to|have to|(?:can|could) you(?: please)?|happy to"
    "|(?:i|we)(?:['’]d| would) like to) )*"
)
_MINE = "(?: (?:(?:the|my|our|this|that) (?:item|paper|report|one)|it|this|that|mine))?"


PHRASES: Mapping[Said, Patterns] = {
    Said.YES: phrases(rf"(?:{YES} )?please do|{YES}(?: please)?"),
    Said.ASSENT: phrases(
        *_agreement(_IT),
        rf"{_VERY}{_GOOD} (?:by|with|for|to) (?:me|us)",
        rf"(?:looks|reads) {_VERY}(?:{_GOOD}|well)(?: to (?:me|us))?",
        f"(?:(?:i|we) have )?{_NO_MORE}(?:objections?|quarrel|quibbles?|complaints)(?: (?:to|with|about) "
        f"(?:{_IT}|any of (?:it|them)))?",
        rf"(?:{_IT} |they )?(?:all )?(?:(?:hangs?|fits?) together|makes? sense|does the (?:job|trick)"
        rf"|reads? well|works? for me|says? what (?:it|they) (?:needs?|has|have) to(?: say)?|says? what "
        rf"needs saying|covers? everything)(?: (?:nicely|well|to me))?",
    ),
    Said.NO_CHANGE: phrases(
        f"(?:(?:i )?have |there are )?{_NO_MORE}(?:changes|amendments|corrections|alterations|edits"
        f"|notes|tweaks|additions){_FROM_ME}",
        "(?:(?:i have|i['’]ve|there is|there['’]s) )?nothing (?:further |else |more |from me )?"
        "to (?:change|amend|correct|alter|add|fix|query|take out|quibble with)(?: (?:in|to|on|about) "
        "(?:the (?:agenda|minutes|report|briefings?)|it|them|either|any of (?:it|them)))?",
    ),
    Said.GO_AHEAD: phrases(
        f"(?:please )?(?:do )?(?:go ahead|proceed|carry on)(?: with {_IT})?",
        f"(?:please )?(?:do )?(?:issue|circulate|publish|share|distribute)(?: {_IT})?(?: round)?{_TO_ALL}",
        f"(?:please )?(?:do )?(?:let {_IT} (?:go|through|in)(?: out)?|send(?: {_IT})? (?:out|round)(?:"
        f" with the (?:others?|rest|pack|papers))?)",
        rf"(?:{YES} )?(?:all )?(?:good|ok|okay|fine|happy|ready|clear|cleared|agreed|approved) (?:to|for)"
        rf" {_TO_GO}{_ON_TO}",
        f"{_I}{_VERY}{CONTENT} for {_IT} to {_TO_GO}",
        rf"(?:yes )?(?:{_IT} |they |you )?can (?:now )?(?:go(?: out| ahead)?|start|begin|proceed)"
        rf"(?: as (?:it is|it stands))?|(?:oh )?go on then|(?:just |yes )?go for it|(?:please )?(?:do "
        rf")?(?:crack|press) (?:on|ahead)|(?:please )?(?:do )?go ahead(?: with {_IT})?{_WHENEVER}",
        rf"(?:yes )?(?:{_IT}|they|you) (?:can|may|should) (?:all )?(?:now )?{_GONE_OUT}{_TO_ALL}{_WHENEVER}",
        r"(?:off|out|away) (?:it|they) (?:goes|go)",
        rf"(?:please )?(?:do )?(?:(?:send|pass|circulate|issue|publish|share|submit)(?: {_IT})?(?: "
        rf"(?:out|off|round|on))?{_TO_ALL.removesuffix('?')}|(?:send|pass) {_IT}(?: "
        rf"on)?{_TO_NAMED.removesuffix('?')}){_WHENEVER}",
    ),
    Said.AGREE: phrases(
        f"{_I}(?:all )?(?:{_AGREED}|in agreement)(?: as an? (?:true|correct|accurate|fair)(?: and [a-z]+)?"
        f" record)?"
    ),
    Said.AGREE_AGENDA: phrases(*_named(_AGENDA)),
    Said.FIT: phrases("(?:please )?(?:make (?:it|the agenda) )?fit(?: (?:it|the agenda))?"),
    Said.AGREE_MINUTES: phrases(*_named(_MINUTES)),
    Said.AGREE_REPORT: phrases(
        *_named(_REPORT),
    ),
    Said.AGREE_BRIEFINGS: phrases(*_named(_BRIEFINGS)),
    Said.AGREE_BOTH: phrases(
        *_named(_BOTH),
    ),
    Said.ALLOW: phrases(
        rf"{_I}(?:allow(?:ed)?|permit(?:ted)?)(?: (?:{_PAPER}|{_IT}))?(?: to go(?: out)?)?",
        rf"(?:{YES} )?(?:so )?(?:let (?:{_IT}|{_PAPER}|{_SOMEBODY}) (?:in|through|go|come|stand|do it"
        rf"|have it)|(?:they|s?he|{_SOMEBODY}) (?:can|may) (?:bring|table|have|send|do) (?:{_IT}|{_PAPER}))",
        rf"{_AGREED}(?: to)? {_PAPER}|{CONTENT} with {_PAPER}|circulate {_PAPER}|let {_PAPER} (?:go|in)",
    ),
    Said.DISCHARGE: phrases(
        rf"(?:please )?(?:{YES} )?(?:close|tick|sign|take|cross|strike|drop) (?:{_ACTION}|{_IT})(?: "
        rf"off)?(?: (?:(?:off )?(?:the|our) (?:action )?(?:log|list)|please|now))*|(?:please )?(?:{YES} "
        rf")?close",
        rf"{_I}(?:discharged?)(?: (?:{_ACTION}|{_IT}))?",
        rf"{_I}{_VERY}{CONTENT} to discharge(?: (?:{_ACTION}|{_IT}))?",
    ),
    Said.DISCHARGE_ALL: phrases(
        rf"{_I}(?:{_VERY}{CONTENT} to )?discharged? (?:{_ALL}(?: actions)?|{_DONE_ONES})",
        rf"(?:{_DONE_ONES}|{_ALL}) (?:(?:can|may|are to) )?(?:all |both )?(?:now )?(?:be )?(?:discharged"
        rf"|closed)",
    ),
    Said.RETURN: phrases(
        rf"(?:please )?(?:{_IT} |they )?(?:should )?(?:go |goes |send (?:{_ACTION}|{_IT}) |give "
        rf"(?:{_ACTION}|{_IT}) )?back to (?:the |its )?(?:owner|{_SOMEBODY})(?: please)?|(?:please "
        rf")?send (?:{_ACTION}|{_IT}) back",
        rf"(?:please )?{_I}return(?:ed)?(?: (?:{_ACTION}|{_IT}))?(?: to (?:(?:the |its )?owner"
        rf"|{_SOMEBODY}))?",
        rf"{_NOT} (?:discharged?|close)(?: (?:{_ACTION}|{_IT}))?",
    ),
    Said.SEND: phrases(
        rf"(?:please )?send (?:{_LETTER}|{_IT}) out",
        rf"(?:please )?{_I}(?:do )?send(?: (?:{_LETTER}|{_IT}))?(?: (?:off|out))?{_IN_MY_NAME}",
    ),
    Said.SEND_ALL: phrases(rf"{_I}send {_ALL}(?: letters)?"),
    Said.WRITE: phrases(
        rf"(?:{YES} )?(?:please )?(?:go ahead and )?(?:do )?write{_TO_THEM}{_IN_MY_NAME}",
        rf"(?:please )?(?:go ahead and )?(?:do )?send (?:{_LETTER}"
        rf"|{_IT}){_TO_THEM.removesuffix('?')}{_IN_MY_NAME}",
    ),
    Said.NOT_WRITE: phrases(rf"{_NOT} (?:write|send {_LETTER}){_TO_THEM}{_IN_MY_NAME}"),
    Said.NO: phrases("(?:no|nope)"),
    Said.REFUSE: phrases(
        "declined?|refused?|rejected?",
        rf"(?:please )?(?:{_NOT}) send (?:{_SOMEBODY} )?(?:{_LETTER}|{_IT}|one)|(?:please )?hold off(?: "
        rf"(?:please|for now|would you|on (?:{_IT}|{_LETTER})))*|(?:no )?letter for now",
        rf"(?:no|nope) (?:thanks|thank you)|(?:(?:it|that)['’]?s )?an? no|no to {_IT}"
        r"|not this (?:time|month|meeting|one)",
        rf"(?:no,? )?{_NOT}(?: (?:allow|permit|circulate|issue|apply|send|write))"
        rf"(?: (?:{_IT}|{_PAPER}|{_LETTER}))?"
        "(?: to (?:them|him|her|(?-i:[A-Z][a-z]+)))?(?: out)?",
        "i (?:do not|don['’]?t) think so|let['’]?s not|i have to (?:say no|decline)|(?:please"
        " )?(?:don['’]?t|do not)",
        "(?:i['’]?d|i would|we['’]?d|we would) (?:much )?(?:rather|sooner|prefer)(?: to)? not",
    ),
    Said.NO_LETTER: phrases(
        "no letters?(?: (?:this time|needed|required|for now|yet|please|from me))?",
    ),
    Said.QUORATE: phrases(
        rf"{_RULED}(?:{_WE} (?:were|was|is|are) )?{_VERY}quorate"
        r"(?: with (?:five|six|seven|eight|nine|ten|\d{1,2})"
        r"(?: (?:out )?of (?:[a-z]{3,5}|\d{1,2}))?(?: seats)?)?"
        rf"|(?:(?:i|we|let['’]?s|please|i(?:['’]ll| will)|would|i(?:['’]m| am) content that) )*(?:treat"
        rf"|deem|take|count|call|rule|consider)(?:ed)?(?: {_WE})?(?: (?:as|be|is|was|to be|as "
        rf"being))?(?: deemed)? quorate(?: please)?"
        rf"|(?:i(?:['’]m| am) content that )?{_WE} (?:be|is|was) (?:deemed|treated as|ruled) quorate"
        rf"|quorate (?:in my (?:view|book|judgement)|yes)"
        rf"|{_I_RULE} {_WE} (?:as )?quorate(?: (?:on the day|at the (?:time|start|meeting)))?",
    ),
    Said.NOT_QUORATE: phrases(
        rf"{_RULED}(?:{_WE} (?:were|was|is|are) )?(?:not|non|un|in)[ -]?quorate|no quorum",
        rf"(?:(?:i|we|let['’]?s|please|i(?:['’]ll| will)) )*(?:say|rule|deem)(?: that)? {_WE} (?:was not"
        rf"|wasn['’]t|were not|weren['’]t) quorate|{_WE} (?:was not|wasn['’]t|were not|weren['’]t)(?: "
        rf"quorate)?",
    ),
    Said.APPLY: phrases(
        rf"{_I}(?:apply|applied)(?: (?:{_IT}|(?:the )?(?:changes|workbook|list|updates?)))?",
        "(?:please )?(?:do )?(?:go ahead|proceed|carry on)(?: and apply(?: (?:it|them|these))?)?",
        "(?:yes )?(?:please )?make (?:the|these|those) changes",
    ),
    Said.RELEASE: phrases(
        "release(?: (?:it|them|these|this))?(?: now)?",
    ),
    Said.RELEASE_PACK: phrases("release (?:the )?(?:pack|papers)(?: now)?"),
    Said.RELEASE_MINUTES: phrases("release (?:the )?(?:draft )?(?:minutes|action note)(?: now)?"),
    Said.SEEN: phrases(rf"{_I}seen(?: {_IT})?"),
    Said.VERBAL: phrases(
        rf"(?:{_NO_PAPER},? )?{_I_WILL}(?:(?:give|do|done|given|make|provide|offer|present|report) )?"
        r"(?:(?:you|them|it|this|the group|mine|an?|short|brief|just) ){0,4}verbal(?:ly)?"
        r"(?: (?:update|report|item|presentation|only|instead|on the day|at the meeting|this time|from me"
        r"|(?:on|for) (?:this|that|it|mine)(?: (?:item|one))?))*"
        rf"(?:,? {_NO_PAPER})?",
        rf"(?:{_NO_PAPER},? )?{_I_WILL}(?:talk|speak)(?:ing)? to"
        r"(?: (?:it|this(?: one)?|them|these|the item|that)|(?=\W*$| (?:at|in|on|without|no)\b))"
        rf"(?: (?:at|in) the meeting| on the day| instead)?(?:,? {_NO_PAPER})?",
    ),
    Said.WITHDRAW: phrases(
        rf"{_TAKE}(?:(?:withdraw|pull|drop){_MINE}|take{_MINE} (?:off|out)"
        r"|(?:is |to be |being )?(?:withdrawn|pulled))(?: (?:(?:off|from|of) )?the agenda)?"
        "(?: for now| this time)?",
    ),
    Said.NONE: phrases("none"),
    Said.RECEIVED: phrases("received"),
    Said.ALMOST: phrases(
        f"{GOOD}|fab|happy|sure",
        "(?:no|not a) problem(?: at all)?|accurate|correct|i (?:do not|don['’]t) mind(?: at all)?",
        f"{_I}{_VERY}(?:happy|content)",
        "nothing (?:further |else |more )?(?:to add|from me)|(?:it|they|that|this)['’]?ll do(?: nicely)?",
    ),
    Said.REGRET: phrases(
        "(?:i['’]?m|i am) afraid|unfortunately|sadly|regrettably|regretfully",
    ),
    Said.NEWS: phrases(
        "(?:i |i['’]ve |we |all |everything |have )?(?:now )?(?:checked|read|reviewed|looked|gone|been)"
        "(?: (?:it|them|these|both|everything|all of (?:it|them)))?"
        "(?: (?:over|through|at))?(?: (?:it|them|these|both|everything))?"
        "(?: (?:this (?:morning|afternoon)|today|yesterday|last night|(?:over|at) the weekend|just"
        " now|carefully))?",
        "(?:all |(?:i|we)(?:['’]ve| have) )?(?:noted|received|got)(?: (?:it|them|these|this|both))?(?:"
        " (?:with )?thanks)?",
        "(?:i|we)(?:['’]ve| have) (?:(?:now|just|both) )?"
        "(?:read(?: over| through)?|seen|checked|(?:been|gone) (?:over|through)|looked (?:at|over|through))"
        rf" (?:{_BOTH}|{_AGENDA}|{_MINUTES}|{_PAPER}|{_IT}|{_DRAFT}(?:list|grid|pack|papers|pathway"
        rf"|leaflet|form))"
        rf"(?: (?:through|over|carefully|properly))?(?: and (?:it|they|that|all)(?:['’](?:s"
        rf"|re))?(?: {_ARE})? {_VERY}{_GOOD})?",
    ),
}
"""The phrases of each thing said."""
