"""Reading clauses by a closed grammar of duties, days and numbers. What is not sure is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from forum.terms.questionnaire import share_in_words
from forum.terms.reading.amounts import (
    NUMBER,
    any_of,
    how_often_in_words,
    limits_in,
    plain_numbers,
    rule_in,
    share_in,
)
from forum.terms.reading.clauses import MODAL, Clause
from forum.terms.reading.limits import PAPERS_NOUN, QUORUM, Said, read_deadlines, read_quorum
from forum.terms.reading.other_rules import read_other_rules
from forum.text.cells import parse_time, whole_number
from forum.text.wording import clock_time

RULE, OFTEN = "meetings.rule", "meetings.often"
BOARDS = "boards"


@dataclass(frozen=True)
class Reading:
    """What was read in a clause: the setting and its answer in words. ``doubt`` says why a person is asked;
    empty where the reading is sure."""

    clause: Clause
    path: str
    answer: str
    doubt: str = ""


_HEDGE = any_of(
    r"normally|usually|where(?:ver)? (?:possible|practicable|appropriate)|ideally|aims? to|endeavour"
    r"|typically|if possible"
    r"|as far as|generally|approximately|(?:about|around|roughly) (?=an?\b|\d|one\b|two\b|three\b|four\b)"
)
_EXCEPTION = any_of(r"except|unless|other than|save (?:for|that|in)|however")
_ELSEWHERE = any_of(
    r"extra-?ordinary|special meeting|urgent|emergency|sub-?committee|sub-?group|working (?:group"
    r"|party)|task and finish"
    r"|short notice|annual (?:general )?meeting|annual meeting|other committees|motion|full council"
)
_OTHER_MEETING = any_of(
    r"(?:the )?(?:annual )?general meetings?|agm|sub-?committees?|extra-?ordinary|urgent|special|emergency"
    r"|adjourn\w*|reconven\w*"
)
_KNOWN_WORDS = """
a about absence action actions advance after agencies agency agenda agendas agree agreed agreement agrees
all also alternate alternates am an and annum any apologies apology appoint appointed approval approved are
as asked asks at attend attendance attended attending attends autumn available be become been before
beforehand being between board bodies body business but by calculation calendar called can cannot carries
carry case cast casting chair chaired chairman chairperson chairs circulate circulated circulates clear
clerk committee complete completed comprise comprises consecutive consist consisting consists convener core
council councillor councillors count counted current currently date day days deadline decide decided decides
decision decisions deem deemed deliberative delivered deputies deputise deputy despatched directors
dispatched distributed do document documents does down draft drafted drawn draws each elected electronically
email end entitled equal equality event every except expected fails few fewer fifth fifths finalised
financial first follow following follows for fortnight forum forwarded from full given giving go goes
governor governors greater group half hands has have having he held her higher his hour hours in including
invited is issue issued it its larger last late later least left less level log majority make marked may
meet meeting meetings meets member members membership minimum minute minutes miss misses missing month
monthly months more most municipal must name named no nominate nominated nor not notes notice notification
number observer observers occur of office on one or order ordinary organisation organisations other out own
panel papers part partner partners partnership period permitted person persons place post posted prepared
present prior produce produced proportion provided publication publish published put quarter quarters
question quorate quorum reached reading receive received record recorded regular report reports represent
representation representative representatives represented require required result running second secretariat
secretary send sends sent separately serve served serves set shall share shared she should show signed
simple so spring statutory step subject submitted substitute substitutes succession successive such summer
summons supported supporting take taken term terms than that the their them then there these they third
thirds this those tie tied time times to together total trustees twice two under unit up upon use uses
vacancies vice video view vote voted votes voting was we website week weekly weeks were what whether which
whichever who whole whom will with within without word work working writes writing written year yearly years
yes
"""
"""The words of a sentence whose rule is sure. Any other may limit the rule, or be of another matter."""
_KNOWN = frozenset(_KNOWN_WORDS.split())
_CONDITIONS = frozenset(("if", "when", "where", "while"))
"""Words that the sentence of a quorum or a vote has besides: "if the votes are equal"."""
_AS_REQUIRED = any_of(r"(?:if|as|when|where) (?:required|necessary|needed)")
_WHOLLY_READ = {
    "deadlines": _KNOWN,
    "attendance": _KNOWN,
    "terms_of_office": _KNOWN,
    "quorum": _KNOWN | _CONDITIONS,
    "votes": _KNOWN | _CONDITIONS,
}
_SAID_ELSEWHERE = re.compile(r"“(.+)”")
_SOME_ALONE = re.compile(
    r"\b(?!(?i:core|full|group|board|panel|committee|voting|all|the|any|each|every|statutory|partnership)\b)"
    r"(?:[A-Z][\w-]+|non-executive|executive|independent|lay|elected|co-opted|partner) [Mm]embers?\b"
)
_DEPUTY = any_of(r"deput(?:y|ies|ise)\b|substitut\w+|alternates?\b")
_NO_DEPUTY = any_of(
    r"deputy (?:chair|director|head|chief|leader|lieutenant|manager|mayor|governor|medical"
    r"|designated|police|clerk"
    r"|principal|team)\w*|vice[- ]chair|(?:not|never) (?:by|through) (?:an? )?(?:deput|substitut|alternat)\w+"
)
_MAY_NOT = any_of(
    r"no (?:\w+ )?(?:deput|substitut|alternat)|permitted: no\b|(?:deput|substitut"
    r"|alternat)\w*\b[^.;]{0,30}?\b(?:not|never) (?:be )?"
    r"(?:permit|allow|accept|appoint)|(?:cannot|can not|(?:may|must|shall|should|will) not) (?:\w+ly "
    r")?(?:be )?(?:send|nominat|appoint|use|name|delegat)"
)
_MAY = any_of(
    r"may\b|can\b|should\b|must\b|will\b|shall\b|permit|allow|nominat|sen[dt]\b|appoint|identif"
    r"|welcome|yes\b|expected"
)
_SELDOM = any_of(r"no more than|not more than|maximum|not exceed|once|twice|times|consecutive|one meeting")
_LEAVE = any_of(
    r"exceptional|occasional|only (?:if|when|where|with|in)|(?:prior )?(?:agreement|permission"
    r"|consent|approval)"
)
_ALLOWED = any_of(
    r"(?:agreement|permission|consent|approval) (?:of|from) the chair"
    r"|chair[^.]{0,60}\b(?:agreement|permission|consent|approval)"
)
_IN_CASES = re.compile(
    r"\b(?:only )?in (?:exceptional|very exceptional|unavoidable|unforeseen) circumstances", re.I
)
_ATTEND = any_of("attend")
_MEET = any_of(r"meet(?:s|ings?)?\b|held\b|frequency")
_CLOCK = re.compile(
    r"(?<!\bby )(?<!\buntil )(?<!\bbefore )(?<!\bthan )(?<!\d )"
    r"\b(\d{1,2}(?:[.:]\d{2})? ?(?:am|pm|a\.m\.?|p\.m\.?|noon)|\d{1,2}[.:]\d{2}(?: ?hrs)?|noon"
    r"|midday)(?![\w%])",
    re.I,
)
_MORNING_OR_EVENING = (6, 7, 8)
_HOURS = re.compile(
    rf"\b(?:(?P<half>one and a half|1\.5|1½|90 minutes)|(?<!half )(?P<number>{NUMBER})) ?(?:hours?|hrs)\b"
    rf"|\b90 minutes\b",
    re.I,
)
_PLACE = re.compile(
    r"\b(?:held|meets?|take place|venue|location)\b(?: will| shall| be| is| normally| usually)*(?: "
    r"held)? ?:? ?(?:in|at) "
    r"(?P<place>(?:the )?[A-Z][\w’'&-]*(?: (?:[A-Z0-9][\w’'&-]*|of|the|and))*)"
)
_ROOM = re.compile(
    r"\b(?:in|at) (?P<place>(?:the )?(?:[A-Z][\w’'&-]* ){1,5}(?:Hall|Rooms?|Centre|Chambers?"
    r"|Offices?|House|School|Building|Library|Headquarters))\b"
)
_ONLINE = any_of(
    r"virtually|(?:via|on|by|over|through|using) (?:microsoft |ms )?(?:teams|zoom)|online|on-line|remotely"
)
_REPORTS_TO = re.compile(
    r"\b(?:[Rr]eports?|[Rr]eporting|[Aa]ccountable|[Aa]nswerable|sub-?(?:group|committee) of"
    r"|[Ss]tanding (?:group|committee) of)"
    r"(?: directly| formally| regularly| its \w+| (?:quarterly|annually|bi-?annually|progress"
    r"|back))*(?: to| of)? "
    r"(?:the |both the |each of the )?(?P<name>[A-Z][\w’'&()-]*(?:,? (?:\(?[A-Z][\w’'&()-]*|of|and"
    r"|for|the(?= [A-Z])|&))*)"
)
_BODY = any_of(r"board|council|committee|partnership|executive|cabinet|group|body|forum|panel|assembly")
_SUPPORT = re.compile(
    r"\b(?:[Ss]ecretari\w+|[Aa]dministrat\w+|[Cc]lerk\w*|[Bb]usiness support"
    r"|[Ss]upport)\b[^.]{0,60}?\b(?:provided|undertaken|carried out|"
    r"supplied|given) by (?:the )?(?P<by>[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|of|and|for|the(?= [A-Z])))*)"
    r"|(?:The )?\b(?P<will>[A-Z][\w’'&-]*(?: (?:[A-Z][\w’'&-]*|of|and|for|to the|the(?= [A-Z]))){0,4}) "
    r"(?:will|shall) (?:also )?"
    r"(?:provide|service|act as)(?: the| all)? (?:secretar|administrat|clerk|the (?:group|committee"
    r"|board|panel))"
)


def readings_of(clause: Clause, own_name: str = "") -> tuple[Reading, ...]:
    """Return what a clause sets, each with a doubt where it hedges, has an exception, or speaks of another
    meeting than that of the group ``own_name``."""
    sentence = (
        re.sub(re.escape(own_name), "the group", clause.sentence, flags=re.I) if own_name else clause.sentence
    )
    sentence = plain_numbers(sentence)
    said = [each for read in _GRAMMAR for each in read(sentence, clause)]
    elsewhere = [answer for path, answer, _ in said if not path]
    not_read = {group: _not_read(sentence, elsewhere, known) for group, known in _WHOLLY_READ.items()}
    doubt = ""
    for pattern, words in (
        (_ELSEWHERE, "it may be about another meeting"),
        (_EXCEPTION, "it has an exception"),
        (_HEDGE, "it does not say so for always"),
    ):
        if not doubt and pattern is _ELSEWHERE and (other := _OTHER_MEETING.match(clause.heading)):
            doubt = f"it stands under “{other[0]}”: it may be about another meeting"
        if not doubt and (match := pattern.search(sentence)):
            if pattern is _ELSEWHERE and re.search(re.escape(match[0]), own_name, re.I):
                continue
            doubt = f"“{match[0]}”: {words}"
    return tuple(
        Reading(
            clause,
            path,
            answer,
            own or (doubt if _may_doubt(path, answer) else "") or not_read.get(path.partition(".")[0], ""),
        )
        for path, answer, own in said
    )


def _not_read(sentence: str, parts: Sequence[str], known: Container[str]) -> str:
    """Return a doubt of the first word that no reading accounts for; empty where there is none.

    What is a ``part`` of its own is not looked at, nor are names behind the verb.
    """
    for part in filter(None, map(_SAID_ELSEWHERE.search, parts)):
        sentence = sentence.replace(part[1], " ")
    sentence = _AS_REQUIRED.sub(" ", _EXCEPTION.sub(" ", _HEDGE.sub(" ", sentence)))
    verb = MODAL.search(sentence)
    for match in re.finditer(r"[^\W\d_]{2,}", sentence):
        word, is_subject = match[0], bool(verb and match.start() < verb.start())
        if (word.islower() or is_subject) and whole_number(word) is None and word.lower() not in known:
            return f"“{word}” is not read: does it change the rule?"
    return ""


def _may_doubt(path: str, answer: str) -> bool:
    """Say whether an exception makes a reading doubtful: not of where and how often a group meets, nor of a
    rule that has its exception in it."""
    return bool(path) and "not in" not in answer and (path == RULE or not path.startswith("meetings."))


def _attendance(sentence: str, clause: Clause) -> Said:
    if not _ATTEND.search(sentence) or QUORUM.search(sentence) or QUORUM.search(clause.heading):
        return
    share = share_in(sentence)
    if share and not _DEPUTY.search(_NO_DEPUTY.sub("", sentence)):
        yield "attendance.own", share_in_words(share), ""


def _deputies(sentence: str, clause: Clause) -> Said:
    text = _NO_DEPUTY.sub("", sentence)
    about = _DEPUTY.search(text)
    if not about or (clause.is_item and not _MAY.search(text) and not re.search(r"permitted", text, re.I)):
        return
    if re.search(r"\bto chair\b|chair the meeting|absence of the (?:\w+ )*chair", text, re.I):
        return
    if re.search(r"(?:vote|count|quor)", text[about.end() :], re.I) and not re.search(
        r"attend|sen[dt]\b", text, re.I
    ):
        return
    share = share_in(text)
    if _MAY_NOT.search(text):
        partly = re.search(r"may not exceed|not more than|only|vote|without", text, re.I)
        if share:
            yield "attendance.deputies", share_in_words(share), ""
        else:
            of_chair = re.match(r"(?:\w{1,2}[.)] ?)?(?:the )?(?:vice[- ])?chair", clause.heading, re.I)
            doubt = (
                "it may forbid a part alone" if partly else "is it the Chair’s deputy?" if of_chair else ""
            )
            yield "attendance.deputies", "none", doubt
    elif share:
        yield "attendance.deputies", share_in_words(share), ""
    elif _MAY.search(text):
        if some := _SOME_ALONE.search(text[: about.start()]):
            yield "attendance.deputies", "100%", f"“{some[0]}”: and the others?"
            return
        leave = _LEAVE.search(text) or _SELDOM.search(text)
        yield "attendance.deputies", "100%", f"“{leave[0]}”: not for every meeting?" if leave else ""
        if in_cases := _IN_CASES.search(text):
            yield "attendance.deputies_are", in_cases[0], ""
    elif _ALLOWED.search(text):
        yield "attendance.deputies_need", "the Chair's leave", ""


def _meetings(sentence: str, clause: Clause) -> Said:
    if not (
        _MEET.search(sentence) or re.match(r"meetings?|frequency|regularity|dates", clause.heading, re.I)
    ):
        return
    limits = [amount for amount in limits_in(sentence) if amount.side]
    if limits and (not rule_in(sentence) or PAPERS_NOUN.search(sentence[: limits[0].start])):
        return
    if rule := rule_in(sentence):
        yield RULE, rule, ""
    elif (often := how_often_in_words(sentence)) and not re.search(
        r"attend|review(?:ed)?\b|report|update|quor|month (?:before|after)", sentence, re.I
    ):
        yield OFTEN, often, ""
    times = [
        time
        for match in _CLOCK.finditer(sentence)
        if (time := parse_time(match[1].removesuffix("hrs").strip()))
    ]
    if times and len(times) <= 2:
        others = re.search(r"\b(?:the )?(?:others?|rest)\b", sentence, re.I)
        doubt = f"“{others[0]}”: not every meeting?" if others else ""
        if times[0].hour in _MORNING_OR_EVENING and not re.search(
            r"\b0\d[.:]|\d ?[ap]\.?m|hrs", sentence, re.I
        ):
            doubt = doubt or "in the morning or in the evening?"
        yield "meetings.start", clock_time(times[0]), doubt
    if len(times) == 2 and times[0] < times[1]:
        length = (times[1].hour - times[0].hour) * 60 + times[1].minute - times[0].minute
        yield "meetings.minutes", str(length), ""
    elif (hours := _HOURS.search(sentence)) and not re.search(
        r"notice|within|before|after|advance|shorten|wait|[24][48] hours|minutes of", sentence, re.I
    ):
        number = whole_number(hours["number"]) if hours["number"] else None
        yield "meetings.minutes", str(number * 60 if number else 90), ""
    if place := _PLACE.search(sentence):
        if not re.match(
            r"(?:the )?(?:chair|first|second|third|last|january|february|march|april|may|june|july"
            r"|august|september|october"
            r"|november|december|monday|tuesday|wednesday|thursday|friday)",
            place["place"],
            re.I,
        ):
            yield (
                "meetings.place",
                place["place"],
                "the place as read" if len(place["place"].split()) > 6 else "",
            )
    elif room := _ROOM.search(sentence):
        yield "meetings.place", room["place"], ""
    elif _ONLINE.search(sentence):
        yield (
            "meetings.place",
            "Online",
            "some meetings may be elsewhere"
            if re.search(r"\bor\b|hybrid|also|option|some|may\b", sentence, re.I)
            else "",
        )


def _boards(sentence: str, _: Clause) -> Said:
    for match in _REPORTS_TO.finditer(sentence):
        for piece in re.split(r",? and (?:to )?the |, the |; ", match["name"]):
            name = re.sub(r"(?:[ ,]+(?:and|of|for|the|&))?$", "", piece.strip(" ,"))
            if _BODY.search(name):
                yield BOARDS, name, ""


def _support(sentence: str, _: Clause) -> Said:
    if match := _SUPPORT.search(sentence):
        yield "group.unit_name", match["by"] or match["will"], ""


def _action_note(sentence: str, _: Clause) -> Said:
    if re.search(
        r"action notes? (?:only|rather than|instead of)|no (?:formal|full) minutes|not be "
        r"(?:formally )?minuted",
        sentence,
        re.I,
    ):
        yield "meetings.written_up_as", "action note", ""


_GRAMMAR: tuple[Callable[[str, Clause], Said], ...] = (
    read_deadlines, read_quorum, read_other_rules, _attendance, _deputies, _meetings, _boards, _support,
    _action_note,
)  # fmt: skip
