"""Reading one cell about people: a name with whatever offices write beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from forum.members.list_doubts import is_vacant, may_be_vacant, says_away, says_left, says_no_end
from forum.members.membership import PersonInList, Role
from forum.text.cells import parse_date
from forum.text.checks import folded
from forum.text.wording import long_date

SEATED = (Role.CORE, Role.DEPUTY)
ADDRESS = re.compile(
    r"(?<![^\W_])(?:mailto:)?[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?![^\W_])", re.I
)
PHONE = re.compile(
    r"(?:(?:tel|phone|mob(?:ile)?|m|t)[.: ]+)?\+?\(?\d[\d ()-]{7,}\d(?: ?(?:ext|x)\.? ?\d+)?", re.I
)
JOB = re.compile(
    r"\b(?:officer|manager|director|head|lead|nurse|inspector|superintendent|sergeant|coordinator"
    r"|co-ordinator|executive"
    r"|solicitor|consultant|adviser|advisor|commander|administrator|principal|head ?teacher|doctor"
    r"|gp|commissioner"
    r"|practitioner|worker|secretary|treasurer|clerk|dsl|safeguarding lead|assistant|analyst"
    r"|supervisor|constable|member for|chief)\b",
    re.I,
)
BODY = re.compile(
    r"\b(?:council|police|nhs|trust|service|services|board|partnership|authority|county|borough"
    r"|district|school|academy"
    r"|college|health|care|probation|housing|association|charity|foundation|cic|ltd|centre"
    r"|university|ccg|icb|hospital"
    r"|fire|rescue|department|dept|education|social|voluntary|church|diocese|agency|commission"
    r"|network|forum|group|camhs)\b",
    re.I,
)
TITLES = (
    "cllr|councillor|dr|mr|mrs|ms|miss|mx|prof|professor|rev|revd|sir|dame|lady|lord|di|dci|dsi|ds|pc|supt"
    "|ch insp|insp|chief inspector|det (?:ch |chief )?(?:insp|supt|sgt)|capt|maj|major|col|canon"
    "|imam|rabbi|fr"
)
MAY_BE_ROLE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|deputy|deputis\w+|vice|v\.? ?ch|substitut\w*|attend(?:s|ing|ees?)"
    r"|observ\w+|no vote|co-?opt\w*|assoc(?:iate)?s?|ex[- ]officio|invit\w+|indep(?:endent)?"
    r"|guest|not an? (?:member|trustee|governor|councillor|cllr)"
    r"|not (?:on )?(?:the )?(?:committee|board))\b",
    re.I,
)


def aliases(text: str) -> tuple[str, ...]:
    """Return the words of a line, which has commas between them."""
    return tuple(text.split(", "))


_ROLES = {
    Role.CHAIR: "chair, chairman, chairperson, chairwoman, joint chair, co-chair, co chair, "
                "convener, convenor",
    Role.DEPUTY_CHAIR: "deputy chair, vice chair, vice-chair, vice, vc, vice-chairman, vice chairman, "
                       "vice chairperson, deputy chairman, deputy chairperson, vice-ch, vice ch, v-chair, "
                       "v chair, dep chair, depute chair, depute convener, vice convener, dep. conv, "
                       "dep conv",
    Role.CORE: "core member, core members, core, full, member, members, representative, full member, "
               "voting member, ordinary member, statutory member",
    Role.DEPUTY: "deputy, deputies, named deputy, alternate, substitute, sub, named substitute, "
                 "alternate member, nominated deputy",
    Role.CO_OPTED: "co-opted, co-opted member, co-opted members, coopted, coopted member, co-optee, "
                   "co-opted (non-voting), adviser, advisor, observer, non-voting member, in attendance, "
                   "non-voting, no vote, co-opt, attendee, attends, invited",
    Role.UNIT: "business unit, unit, minute taker, minute-taker, minutes, administrator, admin, secretary, "
               "clerk, secretariat, minutes secretary, minute secretary, clerk to the committee, clerk to "
               "the governors, clerk to governors, committee secretary, committee clerk, group secretary, "
               "business manager, governance officer, democratic services officer, "
               "support, support team",
    Role.BOARD_SECRETARY: "board secretary",
}  # fmt: skip
_ROLE_WORDS = {folded(word): role for role, words in _ROLES.items() for word in aliases(words)}
_HONOURS = re.compile(
    r"(?<=\w)(?:[ ,]+(?:[MOCKD]BE|BEM|JP|DL|[QK]C|QPM|QFSM|MSP?|MP|PhD|[BM]A|[BM]Sc|FRC[PSN]|R[GM]?N|CPFA"
    r"|FCC?A|ACA|FRSA|TD|RD|DSO|QGM))+$"
)
_BRACKET = re.compile(r"[(\[]([^)\]]*)[)\]]")
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
_TITLE = rf"(?i:{TITLES})\.?"
_SURNAME_FIRST = re.compile(
    rf"(?P<surname>{_WORD}(?: {_WORD}){{0,2}}), ?(?P<first>(?:{_TITLE} )?{_WORD}(?: {_WORD})?)"
)
_NAME = re.compile(rf"(?:{_TITLE} )*{_WORD}(?: (?:{_WORD}|de|van|der|von|la)){{1,4}}")
_ONE_WORD = re.compile(rf"(?:{_TITLE} )+{_WORD}")
_ROLE_AFTER = re.compile(r"\s+[-–—]\s+([\w -]+)$")
_DEPUTY_OF = re.compile(
    r"\b(?:deputy|deputises|deputising|substitute|alternate)s?(?: (?:for|to))\s+(?P<whom>.+)", re.I
)
_MORE_THAN_ONE = re.compile(r"[;\n&+]|(?<!\d)/|\b(?:and|or)\b", re.I)


class Guess(str):
    """A doubt of an entry that may well be right as it was read."""


class MayHaveLeft(Guess):
    """A doubt whether somebody is a member now."""


class WhichRole(str):
    """A doubt which role ``words`` name."""

    words: str

    def __new__(cls, words: str) -> WhichRole:
        doubt = super().__new__(cls, f"“{words}”: which role is this?")
        doubt.words = words
        return doubt


class NoPlace(str):
    """A doubt whose place somebody fills, where neither the terms nor the list say it."""


class SharedSeat(str):
    """A doubt which of several members of an organisation fills its seat."""


class MayFillSeat(str):
    """A doubt whether a Chair fills a seat as well."""


@dataclass(frozen=True)
class Entry(PersonInList):
    """A person as a list has them. ``doubts`` say why they are asked about.

    ``fills_seat`` says of a Chair whether the list has them as a member too; None where it is silent.
    ``as_read`` has, in a workbook that came back, what the list said when the row was written.
    """

    place: str
    role: Role | None = None
    deputises_for: str = ""
    since: str = ""
    until: str = ""
    seat: str = ""
    doubts: tuple[str, ...] = field(default=())
    pa: str = field(default="", compare=False)
    fills_seat: bool | None = field(default=None, compare=False)
    as_read: str = field(default="", compare=False)

    def doubting(self, doubt: str) -> Entry:
        return self if not doubt or doubt in self.doubts else replace(self, doubts=(*self.doubts, doubt))

    def without(self, *kinds: type[str]) -> Entry:
        """Return the entry without its doubts of these kinds."""
        return replace(self, doubts=tuple(doubt for doubt in self.doubts if not isinstance(doubt, kinds)))

    def may_have_left(self, words: str) -> Entry:
        """Return the entry with a doubt whether the person is a member now."""
        return self.doubting(MayHaveLeft(f"{words}: is this person a member now?"))

    def with_more(self, **values: Any) -> Entry:
        """Return the entry with values where it has none."""
        return replace(
            self, **{key: value for key, value in values.items() if value and not getattr(self, key)}
        )


def past_doubted(entry: Entry, today: dt.date) -> Entry:
    """Doubt somebody whose last day has passed, or is in words."""
    if says_no_end(entry.until):
        return entry
    day = parse_date(entry.until, today)
    if day and day >= today:
        return entry
    return entry.may_have_left(f"until {long_date(day) if day else f'“{entry.until}”'}")


def role_named(text: str) -> Role | None:
    """Return the role that a few words name, "CHAIR" or "Chairman since May 2026"; None for others."""
    words = re.sub(r"\s+(?:(?:since|as from)\s.{1,40}|only)$", "", text)
    return _ROLE_WORDS.get(folded(words.strip(" .:-–—()[]*")))


def with_roles(entry: Entry, text: str) -> Entry | None:
    """Return the entry with the roles that words name, "Deputy Chair and core member"; None for others.

    The office comes before a seat; of two offices the person is asked about.
    """
    roles = [role_named(part) for part in re.split(r"/|&|,|;|\n|\band\b", text) if part.strip()]
    offices = list(dict.fromkeys(role for role in roles if role is not Role.CORE))
    if None in roles or not roles:
        return None
    earlier = entry.role if entry.role is not Role.CORE else None
    for office in offices:
        if office and earlier and office is not earlier:
            return replace(entry, role=earlier).doubting(
                f"two roles, “{earlier.value}” and “{office.value}”: which?"
            )
        earlier = earlier or office
    seat = True if Role.CORE in roles else False if text.lower().endswith(" only") else entry.fills_seat
    return replace(entry, role=earlier or Role.CORE, fills_seat=seat)


def read_person(place: str, text: str) -> Entry:
    """Read a cell with one person: name, and what stands in brackets, after commas and dashes beside it."""
    entry = Entry(place)
    addresses = [match[0].removeprefix("mailto:") for match in ADDRESS.finditer(text)]
    text = re.sub(r"(?<!,)[<> ]*\n[<>\s]*", " | ", ADDRESS.sub(" ", text).strip())
    text = " ".join(text.replace("<", " ").replace(">", " ").split()).strip(" ,;-–—:|\"'")
    text = re.sub(r"\bmailto:|\be-?mail:?", "", text, flags=re.I).strip(' ,;-–—:|"')
    if addresses:
        entry = replace(entry, address=addresses[0])
        if len({address.lower() for address in addresses}) > 1:
            entry = entry.doubting("several addresses: which is theirs?")
    if may_be_vacant(text):
        name = re.sub(r"\W*\b(?:was|formerly|previously)\b.*", "", text)  # whoever has left
        return replace(entry, name=name).doubting(MayHaveLeft(f"“{name}”: a vacant place?"))
    for inside in _BRACKET.findall(text):
        entry = _beside(entry, inside)
    text = " ".join(_BRACKET.sub(" ", text).split()).strip(" ,;-–—:")
    if phone := PHONE.search(text):
        entry, text = entry.with_more(phone=phone[0].strip()), text.replace(phone[0], " ").strip(" ,;-–—:")
    head, sign, rest = text.partition(":")
    if sign and role_named(head):
        entry, text = entry.with_more(role=role_named(head)), rest.strip()
    if (after := _ROLE_AFTER.search(text)) and role_named(after[1]):
        entry, text = entry.with_more(role=role_named(after[1])), text[: after.start()]
    if is_vacant(text):
        return entry
    text = _HONOURS.sub("", text)
    match = _SURNAME_FIRST.fullmatch(text)
    last = match["first"].split()[-1] if match else ""
    is_job = match and len(last) > 1 and last.isalpha() and last.isupper() and not match["surname"].isupper()
    if match and not (  # "Jo Field, DCS" or "H. Brandreth, Fenwick DC"
        is_job or JOB.search(match["first"]) or BODY.search(text) or role_named(match["first"])
    ):
        title = re.sub(rf"^((?:{_TITLE} )*).*", r"\1", match["surname"])  # "Cllr Nunn, Bob"
        surname = _cased(match["surname"].removeprefix(title))
        return replace(entry, name=f"{title}{match['first']} {surname}")
    pieces = [piece.strip() for piece in re.split(r",| [-–—] | \| ", text) if piece.strip()]
    for piece in pieces[1:]:
        entry = _beside(entry, piece)
    words = pieces[0].split()
    if len(words) > 2 and (role := role_named(words[-1])) and words[-1].isupper():
        entry = entry.with_more(role=role)
        words.pop()
    name = _cased_name(" ".join(words))
    entry = replace(entry, name=name)
    if says_left(name) or says_away(name):
        return entry.may_have_left(f"“{name}”")
    if _MORE_THAN_ONE.search(name):
        return entry.doubting("several people in one place? Give each a row")
    return (
        entry
        if _NAME.fullmatch(name) and not BODY.search(name) and not _ONE_WORD.fullmatch(name)
        else entry.doubting(Guess("is this the whole name of a person?"))
    )


def is_name(text: str) -> bool:
    """Say whether a cell looks like the name of a person, and like no job or body."""
    text = _ROLE_AFTER.sub(
        lambda after: "" if role_named(after[1]) else after[0], _BRACKET.sub(" ", text).strip()
    )
    head, sign, rest = text.partition(":")
    text = rest.strip() if sign and role_named(head) else " ".join(text.split())
    surname = _SURNAME_FIRST.fullmatch(text)
    return bool(
        (surname or _NAME.fullmatch(text))
        and not JOB.search(text)
        and not BODY.search(text)
        and not role_named(text)
    )


def _beside(entry: Entry, text: str) -> Entry:
    """Take what stands beside a name: a role, a job, an organisation, whom they deputise for, or a word that
    somebody left."""
    text = text.strip(" .,;*")
    if not text or re.fullmatch(TITLES, text, re.I):
        return entry
    if says_left(text) or says_away(text):
        return entry.may_have_left(f"“{text}”")
    if deputy := _DEPUTY_OF.fullmatch(text):
        return replace(entry, role=Role.DEPUTY, deputises_for=_cased_name(deputy["whom"].strip()))
    if with_role := with_roles(entry, text):
        return with_role
    if match := re.fullmatch(r"(?:since|from|appointed|joined) (.+)", text, re.I):
        return entry.with_more(since=match[1])
    if match := re.fullmatch(r"(?:until|till|to|term ends|ends) (.+)", text, re.I):
        return entry.with_more(until=match[1])
    if re.fullmatch(r"(?:he|she|they|him|her|them)(?:/\w+)+", text, re.I):
        return entry
    if MAY_BE_ROLE.search(text) and not JOB.search(text):
        return entry.doubting(WhichRole(text))
    if JOB.search(text):
        return entry.with_more(job_title=text)
    if entry.organisation:
        return entry.doubting(f"“{text}” is not read")
    return replace(entry, organisation=text)


def _cased_name(name: str) -> str:
    """Write words in capitals as names are, but for ranks without a vowel, DPCC."""
    return " ".join(
        _cased(word) if len(word) > 3 and word.isupper() and re.search("[AEIOUY]", word) else word
        for word in name.split()
    )


def _cased(surname: str) -> str:
    """Write a surname in capitals as names are: FIELD as Field, O'NEIL as O'Neil, MCKAY as McKay."""
    if not surname.isupper():
        return surname
    cased = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), surname)
    cased = re.sub(r"\bMc([a-z])", lambda part: f"Mc{part[1].upper()}", cased)
    return re.sub(r"(?<=[a-z])([’'])S\b", r"\1s", cased)


def people_of_cells(place: str, names: str, addresses: str) -> Iterator[Entry]:
    """Yield the people of a cell of names and the cell of their addresses: several, a line each, where both
    have as many."""
    lines = [line for line in re.split(r"\n|;", names) if line.strip()]
    found = [match[0].removeprefix("mailto:") for match in ADDRESS.finditer(addresses)]
    if len(lines) > 1 and all(
        is_name(ADDRESS.sub("", line).strip(" <>")) or ADDRESS.search(line) for line in lines
    ):
        for number, line in enumerate(lines):
            entry = read_person(f"{place}, line {number + 1}", line)
            yield entry.with_more(address=found[number]) if len(found) == len(lines) else entry
        return
    entry = read_person(place, names)
    if len({address.lower() for address in found}) > 1:
        entry = entry.doubting("several addresses: which is theirs?")
    if addresses.strip() and not found and not is_vacant(addresses):
        entry = entry.doubting(f"“{addresses.strip()}” is no email address")
    yield entry.with_more(address=found[0] if found else "")
