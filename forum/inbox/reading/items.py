"""Items proposed for the next meeting, and "nothing from me"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forum.agenda import Purpose
from forum.inbox.phrases.lexicon import Turn, turns_in
from forum.inbox.sayings import ForTheUnit, ItemProposed, NoItems, NotUnderstood, Reading, asked_back
from forum.text.look_at import may_name_a_child
from forum.text.patterns import any_of, words
from forum.text.wording import capital

HOW = (
    "Begin a line with ITEM: and its title; say whether it is for decision, discussion or information, how "
    "many minutes it needs, and whether there will be a paper."
)
ASKS_FOR_ITEMS = frozenset({"after_meeting", "papers"})
LONGEST_TITLE = 200
LONGEST_ITEM = 120  # minutes

_ITEM = re.compile(
    r"\W*(?:(?:agenda|proposed|new|1 )\s*)?item\s*+(?:(?:\d{1,2}|please|request|suggestion|proposal|proposed"
    r"|for (?:the |our )?(?:agenda|next (?:meeting|time)))\s*+)?"
    r"(?:[:–—-]\s*|(?-i:(?<=ITEM )(?=[A-Z]))(?=.*\b(?:decision|discussion|information"
    r"|min(?:ute)?s)\b))(?P<said>.*)",
    re.IGNORECASE,
)
_NUMBERS = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45}
_LIKELY = re.compile(
    r"\b(?:discuss|raise|talk about|hear (?:about|from|more about)|look at|an update (?:on|from)"
    r"|(?:item|slot|something(?: short)?|hour|min(?:ute)?s|discussion|word|paper)"
    r"(?: in (?-i:[A-Z])[a-z]+)?(?:(?: please)?:| on| about)"
    r"|slot for|put(?: down(?! for)|(?= [^.?!]{4,60} on for ))|add|bring|present|propose|suggest"
    r"|(?:tell|update|brief) (?:the group|members|everyone|you|people) (?:about|on)"
    r"|(?:\d{1,2}|five|ten|fifteen|twenty) min(?:ute)?s (?:on|for)"
    r"(?: (?:an? )?(?:discussion|update|item) (?:on|about))?)\s+"
    r"(?P<said>(?!(?:it|this|that|them|me|us|(?:a |the )?(?:short )?(?:papers?|pages?))\b)"
    r"[^.?!,;]{4,100}?)"
    r"(?= please\b| (?:on|at|to) (?:the|our|your) (?:next |\w+ )?(?:agenda|meeting|group)\b"
    r"| go(?:es)? (?:back )?on\b| on for\b| (?:on|for) (?:the )?\d{1,2}\b"
    r"| for (?:decision|discussion|information)\b|[.?!,;–]|\s-\s|$)",
    re.IGNORECASE,
)
"""Words by which somebody likely wants something on the agenda."""
_WHAT_FOR = {
    Purpose.DECISION: any_of(r"\b(?:decisions?|decide|a steer)\b"),
    Purpose.DISCUSSION: any_of(r"\bdiscussion\b|\bto discuss\b"),
    Purpose.INFORMATION: any_of(
        r"\binform(?:ation)?\b|\bto note\b|\b(?:so (?:that )?|let )(?:people|everyone) knows?\b"
    ),
}
_LIKELY_PAPER = any_of(
    r"(?<!no )(?<!n['’]t )(?<!not )\b(?:send|write|bring|with|do|have|provide)\b(?: you)?"
    r"(?: (?:a|an|the|one|two|my|short|brief)){0,2} (?:papers?|pages?|sides|one-pager)\b"
)
_FIRST_SENTENCE = re.compile(r"(?<=[\w)])[.!]\s")
_THANKS = r"\W*+(?:thank[^.]*+)?\W*+$"
_LOST = any_of(r"\b(?:left|lost|found|forgotten) (?:in|at|on|behind|under)\b")
"""Words of a thing, not of a matter: "one pair of gloves left in the room"."""
_FOR_A_DAY = r"(?: (?:for|on) (?:the )?\d{1,2}(?:st|nd|rd|th)?(?: [a-z]+)?)?"
_NOTHING = any_of(
    r"^\W*(?:there (?:is|are) )?(?:no|zero|nil)(?: (?:further|new|agenda|other))*(?: items?| return)?"
    rf"(?: (?:from|for) [^.;:!?\d]{{1,40}})?(?: this (?:time|month))?(?: to (?:propose|raise|add"
    rf"|bring|put forward)(?:"
    rf" (?:from|for) [^.;:!?\d]{{1,40}})?)?{_THANKS}",
    r"^\W*(?:i have |we have |there is )?(?:nothing|none)(?: (?:further|else|to (?:add|propose"
    r"|report|raise|bring|put forward)))*"
    rf"(?: (?:from|for) [^.;:!?\d]{{1,40}}| this (?:time|month)){{0,2}}{_FOR_A_DAY}{_THANKS}",
    r"^\W*n/?a\W*$",
    r"^\W*(?:no|nowt|not)(?:,? thank(?: you|s))?(?: from (?:me|us))?(?: this (?:time|month)(?: round)?)? ?x*"
    rf"{_THANKS}",
    r"^\W*(?:no|i(?:['’]ve| have) no|we(?:['’]ve| have) no|nothing)(?: further| new)?(?: items?)?"
    r"(?: to (?:add|propose|raise)| for (?:the|this|your) (?:next )?(?:agenda|meeting))*"
    rf"(?: this (?:time|month)(?: round)?)?(?:,? (?:ta|thanks|but thanks for the reminder))?{_THANKS}",
)
_PURPOSE = re.compile(
    r"(?:(?<![\s,;(–-])[\s,;(–-]+)?(?:\b(?:for|as|or)(?: an?)?\s+|[.,;:(/–-]\s*|^\W*)"
    r"(?P<purpose>decision|discussion|information|noting|info)\b(?=\W*$|\s*[,;.)(¦/–-]"
    r"| item| only| please| (?:or|and)\b)(?: item| only| please)?[\s,;.)]*",
    re.IGNORECASE,
)
_BEFORE = r"(?:(?<![\s,;(–-])[\s,;(–-]++|(?![\s,;(–-]))"  # a run of marks, from where it begins, or none
_MINUTES = re.compile(
    rf"{_BEFORE}"
    r"(?:(?:it )?(?:will )?(?:need|take)s?|about|around|approx(?:imately)?\.?|up to|for|c\.){0,3}\s*+"
    rf"\b(?P<minutes>\d{{1,3}}|{'|'.join(_NUMBERS)})\s*(?:-\s*)?min(?:ute)?s?\b\.?"
    r"(?: (?:needed|please|max))?[\s,;.)]*",
    re.IGNORECASE,
)
_BARE_MINUTES = re.compile(r"(?<=, )(\d{1,3})(?=\W*$)")
_HOUR = re.compile(
    rf"{_BEFORE}(?:about |up to )?\b(?P<part>(?:half|(?:a )?quarter of) )?an? (?P<half>half"
    rf" )?hour\b[\s,;.)]*",
    re.IGNORECASE,
)
_NO_PAPER = re.compile(
    rf"{_BEFORE}\b(?:(?:there will be |with )?no paper|without (?:a )?paper|(?:i )?(?:won['’]t|will not)"
    r" (?:need|do|be|have|bring) (?:a )?paper|no need for a paper|paper no"
    r"|nothing (?:written|in writing|to circulate|to read)|no (?:slides|report)|verbal(?: update| item)?)\b"
    r"[^.;,\n]*[\s,;.)]*",
    re.IGNORECASE,
)
_PAPER = re.compile(
    rf"{_BEFORE}\b(?:(?:there(?:['’]ll| will) be|(?:i|we)(?:['’](?:ll|d)| will| would)"
    r" (?:send|provide|have|bring|do|write)|with|including)\b"
    r" (?:a |the |my )?(?:short |brief )?(?:papers?|page|report)"
    r"|paper yes|(?:a )?(?:short |brief )?paper (?:to (?:follow|come)|attached|will follow)"
    r"|(?<=[,;(¦] )(?:short |brief )?paper(?=\W*$))\b"
    r"[^.;,\n]*[\s,;.)]*",
    re.IGNORECASE,
)
_SMALL_WORDS = any_of(
    words("and, it, needs, will, need, there, be, purpose, time, length, for, please, yes, paper")
)
_NO_TITLE = any_of(r"^(?:i|we)\b(?:['’]\w+| \w+)")
_SAME = {"noting": "information", "info": "information"}
_FIELD = re.compile(
    r"\W*(?P<label>purpose|minutes|time|length|duration|paper)\s*[:=–-]\s*(?P<value>\w[\w ]{0,30}?)\W*",
    re.IGNORECASE,
)
_ASKS_IN_PASSING = any_of(
    words("if, unless, or, says?, said, went, had, cut, was, were"),
    r"\b(?:did|do|does|would|is|are|was) (?:you|they|we|it|there)\b",
)
"""Words of talk about an item."""
_EDGES = " \t,;:.!/–—-()“”\"'*"


def is_item(line: str) -> bool:
    """Say whether a line begins an item: "ITEM: Obstacles in service provision"."""
    return _ITEM.match(line) is not None


def says_nothing(line: str) -> bool:
    """Say whether a line says that there is no item."""
    return _NOTHING.search(line) is not None


def belongs_to_item(line: str) -> bool:
    """Say whether a line below an item says nothing but its purpose, length or paper."""
    rest = _plainly(line)
    for pattern in (_PURPOSE, _MINUTES, _HOUR, _NO_PAPER, _PAPER):
        rest = pattern.sub(" ", rest)
    return not _SMALL_WORDS.sub(" ", rest).strip(_EDGES)


def read_items(lines: Sequence[str]) -> Reading:
    """Read the items that a reply proposes (clause 6: the agenda is agreed with the Chair, who decides).

    A line that begins with ITEM: is one, and what stands in the lines below it belongs to it. Free text is
    one where it says that it is for decision, discussion or information, or how many minutes it needs. A
    title that may name a child or a family is for the unit: no draft agenda repeats it.
    """
    if lines and all(says_nothing(line) for line in lines):
        return Reading((NoItems(),))
    own = [_plainly(line) for line in lines if not says_nothing(line)]
    groups: list[list[str]] = []
    for line in own:
        if match := _ITEM.match(line):
            groups.append([match["said"]])
        elif groups and belongs_to_item(line):
            groups[-1].append(line)
        elif not groups and _is_plain(line):
            groups.append([line])
        elif groups and not groups[-1][0]:
            groups[-1].append(line)
        else:
            item = likely_item(lines, is_sure=True)
            if item and (item.purpose or item.minutes):
                return Reading((item,))
            return asked_back("It is not plain whether you propose an item.", HOW, "\n".join(own))
    read = [_item(group) for group in groups]
    items = tuple(item for item in read if not isinstance(item, NotUnderstood))
    return Reading(items, tuple(item for item in read if isinstance(item, NotUnderstood)))


def likely_item(lines: Sequence[str], *, is_sure: bool = False) -> ItemProposed | None:
    """Return the item that a reply likely proposes: "Can we discuss the new pathway please?". It ``is_sure``
    where no word of the reply may turn it."""
    text = " ".join(lines)
    match = _LIKELY.search(text)
    turned = turns_in(_NO_PAPER.sub(" ", text.replace("?", "."))) & {
        Turn.DENIAL,
        Turn.CONDITION,
        Turn.DOUBT,
        Turn.OTHERS,
    }
    if match is None or (is_sure and (turned or _ASKS_IN_PASSING.search(text))):
        return None
    item = _item(["Item", text.replace("?", ".")])
    title = capital(match["said"].strip(_EDGES))
    if not isinstance(item, ItemProposed):
        return None
    facts = f"{text[: match.start('said')]} ¦ {text[match.end('said') :]}"
    purposes = [each for each, told in _WHAT_FOR.items() if told.search(facts)]
    if not (purposes or is_sure) and match[0].casefold().startswith(("discuss", "talk about")):
        purposes = [Purpose.DISCUSSION]
    purpose = purposes[0] if len(purposes) == 1 else None
    with_paper = _LIKELY_PAPER.search(facts) is not None
    return replace(
        item, title=title, purpose=item.purpose or purpose, with_paper=item.with_paper or with_paper
    )


def item_as_written(text: str) -> str:
    """Return the item that a text may propose, in the form that our letters ask for; empty where nothing of
    it is a title."""
    first = _FIRST_SENTENCE.split(text.replace("?", "."))[0]
    item = likely_item(text.splitlines()) or (_item([first]) if _is_plain(first) else None)
    if not isinstance(item, ItemProposed) or turns_in(item.title):
        return ""
    purpose = f", for {item.purpose}" if item.purpose else ""
    minutes = f", {item.minutes} minutes" if item.minutes else ""
    return f"ITEM: {item.title}{purpose}{minutes}{', with a paper' if item.with_paper else ''}"


def _is_plain(line: str) -> bool:
    """Say whether a line is a title and facts behind a mark, with no word that asks or doubts."""
    facts = [match for pattern in (_PURPOSE, _MINUTES, _HOUR) for match in pattern.finditer(line)]
    first = min(facts, key=lambda match: match.start(), default=None)
    is_listed = first is not None and re.match(r"\s*[,;:.(–—-]|\s*for\b", first[0], re.IGNORECASE)
    turned = turns_in(_NO_PAPER.sub(" ", line)) & {
        Turn.QUESTION,
        Turn.DOUBT,
        Turn.DENIAL,
    } or _ASKS_IN_PASSING.search(line)
    return bool(is_listed) and not turned


def _plainly(line: str) -> str:
    """Return a line of a form that was filled in as people would say it: "Purpose: decision"."""
    if line.strip().isdecimal():
        return f"{line.strip()} minutes"
    if not (match := _FIELD.fullmatch(line)):
        return line
    value = match["value"].casefold()
    match match["label"].casefold():
        case "paper":
            return "no paper" if value in ("no", "none", "n") else "with a paper"
        case "purpose":
            return value if value.startswith("for ") else f"for {value}"
    return value if "min" in value or "hour" in value else f"{value} minutes"


def _item(lines: Sequence[str]) -> ItemProposed | ForTheUnit | NotUnderstood:
    text = _BARE_MINUTES.sub(r"\1 minutes", ", ".join(line for line in lines if line))
    if may_name_a_child(text):
        return ForTheUnit("\n".join(lines))
    purposes = {_SAME.get(p, p) for match in _PURPOSE.finditer(text) if (p := match["purpose"].lower())}
    minutes = {_number(match["minutes"]) for match in _MINUTES.finditer(text)}
    minutes |= {_part_of_an_hour(match[0].lower()) for match in _HOUR.finditer(text)}
    if len(purposes) > 1 or len(minutes) > 1 or any(not 0 < m <= LONGEST_ITEM for m in minutes):
        return _unclear("It is not plain what the item is for, or how long it needs.", lines)
    item = ItemProposed(
        title=_title(text),
        purpose=next((purpose for purpose in Purpose if purpose in purposes), None),
        minutes=next(iter(minutes), None),
        with_paper=bool(_PAPER.search(_NO_PAPER.sub("", text))),
    )
    if _LOST.search(item.title):
        return _unclear("It is not plain whether you propose an item.", lines)
    if item.title.endswith("?"):
        return _unclear("The title is a question: say what it is about, in a few words.", lines)
    if not item.title or len(item.title) > LONGEST_TITLE or _NO_TITLE.search(item.title):
        return _unclear("The item has no title, or a very long one.", lines)
    return item


def _title(text: str) -> str:
    """Return the first part of an item's words once purpose, length and paper are taken out."""
    for pattern in (_MINUTES, _HOUR, _NO_PAPER, _PAPER, _PURPOSE):
        text = pattern.sub(" ¦ ", text)
    first = next((part for part in re.split(r"¦|\n", text) if part.strip(_EDGES)), "")
    return capital(" ".join(first.strip(_EDGES).split()))


def _part_of_an_hour(words: str) -> int:
    return 15 if "quarter" in words else 30 if "half" in words else 60


def _number(minutes: str) -> int:
    return _NUMBERS.get(minutes.lower()) or int(minutes)


def _unclear(why: str, lines: Sequence[str]) -> NotUnderstood:
    return NotUnderstood(why, HOW, "\n".join(lines))
