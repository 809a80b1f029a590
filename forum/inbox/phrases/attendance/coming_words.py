"""Clauses about coming in any order of words: each word changes nothing, and some say what is meant.

"Yes I can do this one" and "all good for the 9th" are made of such words; no denial, condition, second object
or other person is among them, but those that the answer itself has.
"""

from __future__ import annotations

import re

from forum.inbox.phrases.courtesies_and_conditions import DOUBTS, is_asking
from forum.text.patterns import any_of, words
from forum.text.wording import MONTHS

_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_DAY = (
    r"(?:(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri)(?:day)?|\d{1,2}(?:st|nd|rd|th)|\d{1,2}/\d{1,2}"
    rf"|\d{{1,2}} (?:{_MONTH})|(?!may\b)(?:{_MONTH}))"
)
_SET_PHRASES = re.compile(
    rf"(?<!\S)(?:(?:see|with|join|thank) you(?: all)?|you can mark|let you know|(?:no|not a) problem"
    rf"|next week|this month"
    rf"|ill(?= (?:be|attend|come|join|see|make))|(?:at )?10(?:[:.]00)?(?: ?am)?(?: (?:sharp|prompt))?|{_DAY}"
    r"|(?:the |this )?(?:new|revised) (?:date|day|time)|after all|diary(?:'s| is) clear)(?!\S)",
    re.IGNORECASE,
)
"""Phrases of words that say something else by themselves, and days."""
PLAIN = (
    "i i'm im i've i'll am we we're we'll me us my our myself will wil shall can going be is are do get make"
    " making to for from on at in of with by as so the this that that's thats it it's its one all both just"
    " really very definitely certainly absolutely indeed now still also too again actually gladly personally"
    " quite please pls yes yep yeah yup aye sure ok okay thanks many ta cheers thx sorry afraid meeting"
    " mtg session date day time occasion slot morning afternoon"
    " confirm confirming note today tomorrow week"
)
"""Words that change nothing in an answer, whoever says that they come or do not."""
_COMES = frozenset(
    f"{PLAIN} attend attending attendance come coming join joining there thre here present along accept"
    " accepting accepted invite invitation free available avaliable availble around fine good great"
    " happy pleased glad delighted able looking forward works work suits suit well perfect diary diary's"
    " calendar have count mark put down dial dialling person online teams remotely virtually"
    " via been cancelled"
    " leave's plan planning planned intend intending fully pop popping usual better much"
    " booked set confirmed".split()
)
_STAYS_AWAY = frozenset(
    f"{PLAIN} attend attending attendance non non-attendance come coming join joining there present along"
    " a able unable can't cant cannot cannae won't wont not no-longer manage free available avaliable"
    " availble"
    " around away off out annual leave abroad holiday court give giving have need must miss pull drop bow sit"
    " skip pass apologies apols apology absence send sending unfortunately regretfully regrettably sadly"
    " gutted due got".split()
)
_NO_DEPUTY = frozenset(
    f"{PLAIN} a have has got there's there available free spare cover covering send sending come go attend"
    " deputise deputising deputy deputies substitute capacity nobody none no no-one not can't cannot won't"
    " don't haven't unable able find anyone anybody else place left present moment stretched busy"
    " short staffed short-staffed"
    " unfortunately sadly either".split()
)
_THE_DAY = (
    rf"(?:the |this |that |our |your )?(?:new |revised )?(?:date|day|time|meeting|one|session|slot|{_DAY})"
)
_FINE = "(?:fine|good|great|ok|okay|perfect|free|available|clear|happy)"
SAYS_COMES = any_of(
    r"(?<!please )(?<!do )\b(?:attend|come|join|(?:pop|be|come) along)\b(?! to\b)",
    r"\b(?:attending|coming|joining|popping along|dialling in|dial in)\b",
    r"\bmy attendance\b|\b(?:booked in|all set) for\b",
    r"\bbe (?:there|thre|present|along|here|with you|at (?:the|this) meeting)\b",
    rf"\b(?:make (?:it|{_THE_DAY})|can do (?:it|{_THE_DAY}))\b|\bcount me in\b",
    r"\b(?:mark|put) (?:me|us) (?:down )?(?:as|for|in for)\b|\bin (?:my|the) (?:diary|calendar)\b",
    rf"\b(?:i'm|im|i am|we're|am) (?:\w+ )?(?:(?:free|available|around)(?: on| for)?|on for) {_THE_DAY}\b",
    rf"\b{_FINE} (?:for|on|with) {_THE_DAY}\b|\bdiary(?:'s| is) clear$|^present$",
    rf"\b{_THE_DAY}(?:'s| is| works| suits| work)(?: \w+)? (?:{_FINE}|for|with|me)\b",
    r"\baccept(?:ed|ing)?(?: (?:the|this|your)? ?(?:invite|invitation|meeting))?$|\bin person for me\b",
    r"\bsee you (?:\w+ )?(?:at|on)\b",
)
CAN_NOT = (
    r"(?:can't|cant|cannot|can not|cannae|won't|wont|will not|i'll not|unable|no longer|not able|not going)"
    r"(?: (?:to|be|now|able|actually|personally|longer)){0,4}"
)
SAYS_STAYS_AWAY = any_of(
    rf"\b{CAN_NOT} (?:attend(?! to\b)|come|join|make (?:it|{_THE_DAY})|manage(?! it\b)|there|with you"
    rf"|be present)\b",
    rf"\b{CAN_NOT} (?:around|get (?:to|there)|do {_THE_DAY}|in attendance|at (?:the|this) meeting|along)\b",
    rf"\b{CAN_NOT} (?:attending|coming|joining)\b",
    r"\b(?:not|no longer) (?:attending|coming|joining|free|available|avaliable|availble|around)\b",
    r"\bnot me this time\b|\bnon[ -]attendance\b|\bgoing to be on annual leave\b",
    r"\b(?:away|off|on (?:annual )?leave|abroad|on holiday|in court)"
    rf" (?:on |for )?(?:{_THE_DAY}|that week)\b",
    rf"\b(?:give|giving) (?:it|{_THE_DAY}) a miss\b|\b(?:miss|skip) (?:it|{_THE_DAY})\b",
    r"\b(?:pull|drop|bow|sit this one) out\b|\bhave to pass\b",
    r"\b(?:send|give|pass on) (?:my|our) apologies$|\b(?:apologies|apols) for (?:my )?absence\b",
    r"\b(?:apologies|apols|apology) (?:\w+ )?from (?:me|us)\b",
)
_SAYS_NO_DEPUTY = any_of(
    r"\b(?:nobody|none|no one|no-one)\b",
    r"\bno (?:deputy|deputies|substitute|capacity)\b|\btoo (?:stretched|busy|short|short[ -]staffed)"
    r" to (?:send|spare|cover)\b",
    r"\b(?:can't|cannot|won't|don't|haven't|unable|not)(?: \w+){0,4}"
    r" (?:anyone|anybody|a deputy|a substitute|cover)\b",
)
_NOT_TOO = any_of(words("not too, never too"))
_ENGAGEMENTS = any_of(
    words(
        "meetings?, briefings?, gold, command, council, cabinet, conference, seminar, workshop,"
        " course, training, hearing,"
        " trial, court, tribunal, inquest, panel, board, inspection, inspectors, interviews?, audit, visit,"
        " exams?"
    ),
    words(
        "clinic, surgery, theatre, ward, shift, duty, jury, hospital, operation, op, procedure, appointment,"
        " scan, dentist, funeral, wedding, leave, holiday, school, nursery, childcare, election, summit"
    ),
    words(
        "sick, ill, unwell, poorly, covid, flu, norovirus, bug, migraine, emergency, incident, flood, snow,"
        " strikes?, commitments?, engagement, double booked, away day, short[- ]staffed, stranded, stuck"
    ),
)
"""What people are engaged in, or have, on the day on which they stay away."""
_NO_ENGAGEMENT = any_of(
    words(
        r"will, would, can, could, may, might, should, must, come, comes, coming, attend\w*, join\w*, there,"
        r" teams, online, link, remote\w*, virtual\w*, dial\w*, late, later, early, instead, until, till, but"
    ),
    words(
        r"papers?, report\w*, agenda, minutes, items?, actions?, deput\w*, colleagues?, someone, somebody,"
        r" anyone, anybody, everyone, everybody, place, behalf, send, sent, ask\w*, please, know, goes, going"
    ),
    words(
        r"cover\w*, stand\w*, represent\w*, invit\w*, e-?mail\w*, letter\w*, files?, page\w*, open\w*,"
        r" read\w*, password, login, wrong, cancel\w*, postpone\w*, adjourn\w*, mov(?:e|ed|ing), over,"
        r" finish\w*, ended, collaps\w*, settled"
    ),
    words(
        r"free, fine, available, sorted, resolved, wait, actually, jok\w*, kidding, scrap, ignore, forget,"
        r" scratch, disregard, mistake, previous\w*, earlier, last, yesterday, was, were, next, back, off"
    ),
    words("no, not, never, none, nobody, neither, nor, without, he, she, they, his, her, their, you, your"),
    r"n't\b|'ll\b|[\d?@,:;]|\b(?:apolog\w+|apols|sorry|regrets?|unable|declin\w+|absen\w+)\b",
)
"""Words of something else than an engagement, or that may undo it."""
_NOT_ITS_WRITER = any_of(
    r"\b(?:it|it's|its|this|that|that's|thats|all)(?: is| are)? (?:\w+ )?(?:coming|attending|joining"
    r"|along)\b",
    r"(?:\bwill|\bshall|'ll) (?:confirm|put|note)\b|\bmake it (?:available|good|great|fine|works?)\b",
    r"\b(?:it|this|that)(?: is| will)? (?:can't|cant|cannot|won't|wont|not)\b|\bdial in please\b|\bto"
    r" present\b|\bjoin(?:ing)? (?:you|us)(?: \w+)? in\b",
)
_NOT_MISSED = re.compile(
    r"(?:\b(?:would|will|could|do|am|is|are) ?)?(?:n't|\b(?:not|never|wouldnae|wont|wouldnt))"
    r"(?: (?:be|going to|want to|wanting to|wish to))* miss(?:ing)?\b(?: (?:it|this|that))?"
    r"(?: for (?:the world|anything))?",
    re.IGNORECASE,
)
"""That somebody comes: "I wouldn't miss it"."""
TAKES_BACK = any_of(
    words(
        r"scrap, ignore, forget, strike, undo, disregard, discount, delete, jok\w*, kidding, fool\w*,"
        r" mistake, error, wait, hang on, hold on, hold that, actually, correction, rather, oops"
    ),
    words(
        r"ha, haha, lol, whatever, as you were, take (?:that|it) back, said, meant, message, above,"
        r" second thoughts?, reconsider\w*, my mind, dreams?, supposedly, allegedly, undecided"
    ),
    words("yet, still, again, scratch, anyway, regardless, nevertheless"),
    r"^\W*\w+ (?:\w+ )?(?:that|this|it|all|last|previous)\W*$",
)
"""Words that may take back what was said before them."""
_LONGEST_REASON = 100  # characters
_IS_A_REQUEST = any_of(r"\bplease (?:confirm|say|let)\b|\bconfirm please$")
_DENIES = re.compile(
    r"\bno[tr]?\b(?! problem| longer able)|n't\b|\b(?:cant|cannot|wont|unable)\b", re.IGNORECASE
)


def says_coming(clause: str) -> bool:
    """Say whether a clause is made of words of coming, and says that its writer comes."""
    return _is_plain(_NOT_MISSED.sub(" be there", clause), _COMES, SAYS_COMES)


def says_not_coming(clause: str) -> bool:
    """Say whether a clause is made of words of staying away, and says that its writer does."""
    return not _NOT_MISSED.search(clause) and _is_plain(clause, _STAYS_AWAY, SAYS_STAYS_AWAY)


def says_no_deputy(clause: str) -> bool:
    """Say whether a clause is made of words about deputies, and says that there is none."""
    return not _NOT_TOO.search(clause) and _is_plain(clause, _NO_DEPUTY, _SAYS_NO_DEPUTY)


def says_engaged(clause: str) -> bool:
    """Say whether a clause tells of what its writer is engaged in, or has, in free words and no more: "gold
    command that day", "I'm at the heads' conference"."""
    plain = _SET_PHRASES.sub(" ", clause)
    return (
        len(clause) <= _LONGEST_REASON
        and _ENGAGEMENTS.search(plain) is not None
        and not (_NO_ENGAGEMENT.search(plain) or TAKES_BACK.search(clause))
        and not is_asking(clause)
        and not DOUBTS.search(clause)
    )


def without_days(clause: str) -> str:
    """Return a clause in small letters without days, times, and phrases that are made of other words."""
    return _SET_PHRASES.sub(" ", clause.casefold().replace("no longer", "no-longer"))


def _is_plain(clause: str, known: frozenset[str], says: re.Pattern[str]) -> bool:
    return (
        known.issuperset(without_days(clause).split())
        and says.search(clause) is not None
        and not is_asking(clause)
        and not _IS_A_REQUEST.search(clause)
        and not _NOT_ITS_WRITER.search(clause)
        and len(_DENIES.findall(clause)) < 2  # "not not coming"
    )
