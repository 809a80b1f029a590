"""Reading the days by which agenda, papers and minutes are agreed and out.

Reading the quorum: a share, a number, both, more than half, and what must be there besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from forum.terms.questionnaire import share_in_words
from forum.terms.reading.amounts import NUMBER, Amount, any_of, limits_in, number_before, share_in
from forum.terms.reading.clauses import Clause
from forum.text.cells import whole_number

AGENDA, PAPERS, MINUTES = "deadlines.agenda_agreed", "deadlines.papers_out", "deadlines.minutes_out"
LOG, TO_CHAIR = "deadlines.log_out", "deadlines.draft_to_chair"
Said = Iterator[tuple[str, str, str]]
"""What a rule reads in a sentence: setting, answer, and a doubt or nothing."""

PAPERS_NOUN = any_of(
    r"agendas?\b|papers?\b|reports?\b|documents?\b|documentation|summons|notice\b|materials?\b"
)
_MINUTES_NOUN = any_of(r"minutes\b(?! (?:long|before|after))|notes\b|record of (?:the )?meeting")
_ACTIONS_NOUN = any_of(r"action (?:log|notes?|points?|list|tracker|plan)|actions\b")
_SETTLE = any_of(r"agree|consult|approv|finali[sz]|sign(?:ed)? off|settle|\bset\b|draw(?:n)? up|compile")
_SEND = any_of(
    r"circulat|sen[dt]\b|issu|distribut|publish|d[ei]spatch|available|served?\b|giv(?:e|en)\b|provid"
    r"|shared?\b|post(?:ed)?\b"
    r"|deliver|with (?:all )?(?:the )?members|follow\b|reach\b|produc|prepar|complet|written|typed"
    r"|go(?:es)? out|receive\b|out\b|supplied|forward"
)
_OTHER_DAY = re.compile(
    r"\s*(?:being|approv|recei|agreement|publication|circulation|request|notif|it is|they are"
    r"|deadline|papers)",
    re.IGNORECASE,
)
_HAND_IN = any_of(
    r"submi|received? by|request|suggest|propos|contribut|call for|reach the|agenda items?|items? "
    r"(?:for|on) (?:the |an )?agenda"
)
_TO_OFFICE = any_of(
    r"(?:to|by) (?:the )?(?:[\w-]+ ){0,3}(?:secretar|clerk\b|administrat|co-?ordinator|officer"
    r"|manager|unit\b|team\b|chair)"
)
_TO_CHAIR = any_of(r"(?:to|with|by) the (?:\w+ )?(?:chair|convener)")
_TO_ALL = any_of(
    r"to (?:all )?(?:the )?(?:\w+ )?(?:members|councillors|governors|attendees)|members (?:will "
    r"|shall )?receive|circulat|distribut|publish|issu|d[ei]spatch"
)


def read_deadlines(sentence: str, clause: Clause) -> Said:
    """Yield the limits of a sentence that set when agenda, papers, minutes or action log are out, or a
    draft is with the Chair. What is handed in to the office sets nothing: beside one that does, it is a part
    that no rule keeps."""
    amounts = list(limits_in(sentence))
    used, last, is_set = 0, clause.heading, False
    parts: list[str] = []
    for place, amount in enumerate(amounts):
        following = amounts[place + 1].start if place + 1 < len(amounts) else len(sentence)
        about, rest = sentence[used : amount.start], sentence[amount.end : following]
        part = sentence[used : amount.end].strip(" ,;")
        if "notice" in sentence[amount.start : amount.end].lower():
            about += " notice"
        used = amount.end
        if _OTHER_DAY.match(rest):
            parts.append(part)
            continue
        if not _names_a_paper(about) and _names_a_paper(rest):
            about, rest, used = about + rest, "", following
        elif not _names_a_paper(about):
            about = f"{last} {about}"
        else:
            last = about
        said = list(_deadline(about, re.split(r",| and ", rest)[0], amount, sends=_is_sent(sentence)))
        yield from said
        is_set = is_set or bool(said)
        parts += [] if said else [part]
    for part in parts if is_set else ():
        yield "", f"“{part}”", ""


def _names_a_paper(text: str) -> bool:
    return any(noun.search(text) for noun in (PAPERS_NOUN, _MINUTES_NOUN, _ACTIONS_NOUN))


def _is_sent(sentence: str) -> bool:
    """Say whether a sentence speaks of sending, or is a line of a table: "Papers: 7 days before"."""
    return bool(_SEND.search(sentence)) or len(sentence.split()) <= 8


def _deadline(about: str, rest: str, amount: Amount, *, sends: bool) -> Said:
    doubt = "" if amount.is_plain else "these days are counted otherwise here"
    papers, minutes = PAPERS_NOUN.search(about), _MINUTES_NOUN.search(about) or _ACTIONS_NOUN.search(about)
    side = amount.side or ("after" if minutes and not papers else "")
    both = about + rest
    if side == "before" and papers:
        is_agenda = re.search(r"agenda", about, re.I)
        papers_too = re.search(r"paper|report|document", about, re.I)
        doubt = doubt or ("“consulted”: is it agreed then?" if re.search(r"consult", both, re.I) else "")
        if (
            is_agenda
            and _SETTLE.search(about)
            and re.search(r"chair", both, re.I)
            and not re.search(r"\bto the (?:sec|cl|ad)", both)
        ):
            yield AGENDA, amount.answer, doubt
        elif (_TO_OFFICE.search(both) or _HAND_IN.search(both)) and not _TO_ALL.search(both):
            return
        elif sends or re.search(r"summons|notice", about, re.I):
            if not re.search(r"agenda|paper|report|document|summons", about, re.I):
                doubt = "it speaks of notice, not of papers"
            elif is_agenda and not papers_too and not _SEND.search(both):
                doubt = "is the agenda agreed by then, or sent?"
            yield PAPERS, amount.answer, doubt
        elif is_agenda and _SETTLE.search(about):
            yield AGENDA, amount.answer, doubt or "it does not say who agrees it"
    elif side == "after" and minutes:
        only_actions = not _MINUTES_NOUN.search(about)
        if not sends:
            return
        if _TO_CHAIR.search(both) and not _TO_ALL.search(both):
            yield TO_CHAIR, amount.answer, doubt
        else:
            yield LOG if only_actions else MINUTES, amount.answer, doubt
    elif not side and papers and sends:
        yield PAPERS, amount.answer, "it does not say before what"


MORE_THAN_HALF = "more than half"
QUORUM = any_of(r"quor(?:um|ate|acy)")
_ALSO = any_of(
    r"(?:includ(?:e|es|ing)|of (?:whom|which)|(?:one|two|three) of (?:whom|which|these)|(?:which|this) must"
    r"|with a minimum|(?:and|plus) (?:at least|a minimum|the chair|one|either)|provided|must comprise"
    r"|at least one|no decision)"
)
_MEMBERS = (
    "members?|councillors?|governors?|organisations?|agencies|representatives?|partners?|people"
    "|persons?|trustees?"
    "|districts?|seats?|directors?"
)
_MORE = any_of(r"(?:simple )?majority of|more than (?:half|50%)|50% ?(?:\+|plus) ?(?:1|one)\b")
_VOTES = any_of(r"votes?\b|must agree|in favour|majority of those|taken by")
_LESSER = any_of(r"lesser|smaller|lower|fewer is")
_VACANT = any_of(
    r"vacan|in (?:post|office)|for the time being|appointed at the time|(?:currently|then) appointed"
)
_LEFT_OUT = any_of(r"excluding (?!(?:any )?vacan)|those present")
_BOTH_COUNT = any_of(r"greater|higher|larger|and\b|both|minimum of|subject to")
_OTHERS = re.compile(rf"\b{NUMBER} (?:of the )?(?:other|further|more|additional)\b", re.IGNORECASE)
_ONE_MORE = re.compile(rf"more than (?:{NUMBER}) (?:{_MEMBERS})", re.IGNORECASE)
_NO_FIGURE = r"(?![\w%/-]| ?(?:%|per|third|quarter|half|working|clear|day|week|minutes?\b|hours?\b))"
_AFTER_THE_WORD = re.compile(
    rf"quor(?:um|acy|ate)(?: \w+){{0,8}}? ?[:–-]? ?\(?({NUMBER})\)?{_NO_FIGURE}", re.IGNORECASE
)
_LEAST = re.compile(
    rf"\b(?:minimum of|at least|(?:fewer|less) than) ({NUMBER}){_NO_FIGURE}|^({NUMBER})\.?$", re.IGNORECASE
)
_A_SHARE = re.compile(
    r"\b(?:one|two|three|a)[ -](?:third|quarter|fifth|half)s?\b|\bhalf\b|\d{1,3} ?(?:%|per ?cent)|\b\d/\d\b",
    re.IGNORECASE,
)


_FRACTION = re.compile(rf"\b{NUMBER}[ -](?:thirds|quarters|fifths)\b", re.IGNORECASE)
_SIZE = re.compile(r"\b(?:consist|compris|made up|membership of|maximum)\w*\b", re.IGNORECASE)


def read_quorum(sentence: str, clause: Clause) -> Said:
    """Yield the quorum that a sentence sets; a sentence on votes sets none. What it asks for besides is
    a part that sets nothing by itself."""
    if not QUORUM.search(sentence) and (not QUORUM.search(clause.heading) or _VOTES.search(sentence)):
        return
    quorum = QUORUM.search(sentence)
    if quorum and (size := _SIZE.search(sentence)) and size.start() < quorum.start():
        sentence = sentence[quorum.start() :]  # before it stands how many members there are
    also = _ALSO.search(sentence)
    counted = sentence[: also.start()] if also else sentence
    if also and not _numbers_in(counted):
        also, counted = None, sentence
    share, number = share_in(counted), _number_in(_FRACTION.sub("a share", counted))
    more = _MORE.search(sentence)
    vacant = _VACANT.search(sentence)
    doubt = _doubt(sentence, counted, bool(share), bool(number)) if share or number else ""
    if vacant and (share or more):
        yield "quorum.vacant", "left out", ""
    if more:
        left_out = "a part of the members is left out of the count" if _LEFT_OUT.search(sentence) else ""
        yield "quorum.share", MORE_THAN_HALF, left_out
    elif share:
        yield "quorum.share", share_in_words(share), doubt
    if number and not more:
        yield "quorum.number", str(number), doubt
    if also and (number or share or more):
        yield "", f"the quorum: “{sentence[also.start() :]}”", ""


def _number_in(text: str) -> int | None:
    number = number_before(text, _MEMBERS)
    for pattern in (_AFTER_THE_WORD, _LEAST):
        match = pattern.search(text) if number is None else None
        words = next((group for group in match.groups() if group), "") if match else ""
        if words.lower() not in ("", "a", "an"):
            number = whole_number(words)
    return number


def _doubt(sentence: str, counted: str, has_share: bool, has_number: bool) -> str:
    """Return why the figures of a sentence are not sure; empty where they are."""
    if _LESSER.search(sentence):
        return "it asks for the smaller of two"
    if has_share and has_number and not _BOTH_COUNT.search(sentence):
        return "it names two, and not which of them counts"
    if _ONE_MORE.search(sentence) and not has_share:
        return "“more than”: one more?"
    if _LEFT_OUT.search(sentence):
        return "a part of the members is left out of the count"
    if _OTHERS.search(sentence):
        return "“other”: beside whom?"
    return "it has another number" if _numbers_in(counted) > has_share + has_number else ""


def _numbers_in(text: str) -> int:
    """Count the numbers of a text, a share as one of them."""
    plain = re.sub(r"\b(?:an?|one of|any one)\b", "", _A_SHARE.sub("9", text), flags=re.IGNORECASE)
    return len(re.findall(rf"(?<![\w.]){NUMBER}(?![\w])", plain, re.IGNORECASE))
