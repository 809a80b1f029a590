"""Reading votes, absences, terms of office and the fewest meetings of a year."""

from __future__ import annotations

import re

from forum.terms.reading.amounts import NUMBER, any_of
from forum.terms.reading.clauses import Clause
from forum.terms.reading.limits import Said
from forum.text.cells import whole_number
from forum.text.dates import MONTHS_A_YEAR

_KIND_OF = r"(?:ordinary|formal|full|regular|scheduled|other|committee|board|council|trustees[’']?|business)"
_FEWEST = re.compile(
    rf"\b(?:at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of) (?P<number>{NUMBER})"
    rf"(?: ?\(\w+\))? (?:times|(?:{_KIND_OF} ){{0,2}}meetings?)\b[^.;]{{0,40}}?\b(?:year|annum|annually)\b",
    re.IGNORECASE,
)
_MAJORITY = any_of(
    r"majority of (?:the )?(?:votes|members|those|councillors|governors|trustees|directors)"
    r"|simple majority|majority (?:carries|vote\b)"
)
_PRESENT = any_of(r"majority of (?:the )?\w+ present(?! and)")
_OF_SOME = any_of(
    r"eligible|entitled|inside|within a group|election|elected|amend\w*|suspen\w+|in public"
    r"|other\b|whole|in office"
)
_VOTING = any_of(r"vot(?:es?|ing)\b|present|decid|carries|majority")
_CASTING = any_of(r"casting vote|second vote")
_NONE = any_of(r"no\b|not\b|without|only|except|other than")
_IN_A_ROW = re.compile(
    rf"\b(?P<number>{NUMBER})(?: ?\(\w+\))? (?:(?:consecutive|successive)(?: \w+){{0,2}}? meetings"
    rf"|(?:\w+ )?meetings(?: \w+){{0,2}}? (?:in a row|running|in succession|consecutively))",
    re.IGNORECASE,
)
_ABSENT = any_of(r"absen|miss|fail\w* to attend|not attend|non-attendance|attend(?:s|ed)? no|stays? away")
_FOR_MONTHS = re.compile(rf"\b(?P<number>{NUMBER})(?: ?\(\w+\))? (?:consecutive )?months?\b", re.IGNORECASE)
_ENDS = any_of(
    r"cease|vacate|remov|disqualif|end(?:s|ed)?\b|resign|los(?:e|es)\b|terminat|step down|leaves? office"
)
_LEAVE = any_of(r"apolog|leave|consent|permission|reason|approv|accept")
_WITHOUT_APOLOGIES = any_of(
    r"without (?:(?:sending|giving|submitting|their|any) ){0,2}apolog\w*(?=[,.;]| will| may|$)"
)
_TERM = re.compile(
    r"\b(?:(?:for|serves?|term of|period of|office of) (?:(?:a|up to|term of|office|period of) ){0,4}?"
    rf"(?P<number>{NUMBER})(?: ?\(\w+\))?[ -](?P<unit>years?|months?)\b"
    r"|(?:elect|appoint|chosen?)\w*(?: (?!\w+ed\b)[\w’'-]+){0,9} (?:annually|(?:each|every) year))",
    re.IGNORECASE,
)
_CHAIR = re.compile(r"^(?:the |a |an )?(?:independent )?chair(?:man|person|woman)?\b", re.IGNORECASE)
_MEMBERS = re.compile(r"^(?:all |the |core )*(?:members?|trustees|governors|appointments)\b", re.IGNORECASE)
_IN_OFFICE = any_of(r"elect|appoint|serv|hold|office")


def read_other_rules(sentence: str, _: Clause) -> Said:
    """Yield what a sentence sets of votes, absences, terms of office or the meetings of a year."""
    of_some = _OF_SOME.search(sentence)
    doubt = f"“{of_some[0]}”: is that all of it?" if of_some else ""
    match = _FEWEST.search(sentence)
    if match and "attend" not in sentence.lower():
        yield "meetings.at_least", _figure(match), doubt
    if _MAJORITY.search(sentence) and _VOTING.search(sentence) and "quor" not in sentence.lower():
        yield "votes.majority", "1/2", doubt
        if _PRESENT.search(sentence):
            yield "votes.of", "seats present", ""
    if _CASTING.search(sentence):
        yield "votes.chair_casts", "yes", "is there one, and always?" if _NONE.search(sentence) else doubt
    if _ABSENT.search(sentence) and "quor" not in sentence.lower():
        yield from _absence(sentence)
    yield from _term(sentence)


def _absence(sentence: str) -> Said:
    is_silent = _WITHOUT_APOLOGIES.search(sentence)
    doubt = "is it an absence without leave alone?" if _LEAVE.search(sentence) and not is_silent else ""
    if match := _IN_A_ROW.search(sentence):
        yield "attendance.absent_in_a_row", _figure(match), doubt
        if is_silent:
            yield "attendance.absence", "no apologies", ""
    elif _ENDS.search(sentence) and (match := _FOR_MONTHS.search(sentence)):
        yield "attendance.absent_months", _figure(match), doubt


def _term(sentence: str) -> Said:
    whose = "chair" if _CHAIR.search(sentence) else "member" if _MEMBERS.search(sentence) else ""
    match = _TERM.search(sentence)
    if whose and match and _IN_OFFICE.search(sentence) and not _ABSENT.search(sentence):
        months = MONTHS_A_YEAR
        if match["number"]:
            is_years = match["unit"].lower().startswith("year")
            months = (whole_number(match["number"]) or 0) * (MONTHS_A_YEAR if is_years else 1)
        doubt = (
            "it may be of some alone" if re.search(r"\bor\b|while|whil|unless|until", sentence, re.I) else ""
        )
        if months:
            yield f"terms_of_office.{whose}_months", str(months), doubt


def _figure(match: re.Match[str]) -> str:
    return str(whole_number(match["number"]))
