"""The clause grammar of all letters: what a reply says in closed phrases, how surely, and what else it has.

*Sure* is a reply that is made of a letter's phrases and of courtesies from end to end, and gives one answer.
Behind an answer that takes a remark free words may follow a mark, and turn nothing. Anything else is no
answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Generic, TypeVar

from forum.inbox.phrases.courtesies import SMILES, end_of_courtesy, is_plain_signature
from forum.inbox.phrases.lexicon import PHRASE_ENDS, Turn, turns_in, without_idle_denials, without_idle_words
from forum.text.patterns import any_of, words

S = TypeVar("S")
W = TypeVar("W")
Patterns = Callable[[], tuple[re.Pattern[str], ...]]
MOST_MARKS = 12  # before the free words: an answer is no longer list, and reading each takes its time
LONGEST = 1_000  # characters: no answer is longer, and each phrase is looked for at each of its beginnings
_BETWEEN = re.compile(rf"(?:[\s.,;:!()…–—&*_\"“”{SMILES}-]|\b(?:and|so(?! far))\b)*", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[.,;:!()…]|\s[–—-]+\s|\s(?:and|so(?! far)|as|because|since)\b|$", re.IGNORECASE)
_REMARK_BEGINS = re.compile(
    r"[,;:.!(]|\s[-–—]+\s|(?<=[A-Z]{2})\s|\s(?=(?i:as|because|since|due to|owing to)\b)"
)
_SENTENCE = re.compile(r"(?<=[^\W\d][.!;])\s+|\n")
_CONSENTS = any_of(
    words(r"agree\w*, allow\w*, approv\w*, accept\w*, let, lets, release\w*, discharge\w*, circulat\w*"),
    words(r"issue, apply\w*, go, goes, going, sent, happy, content, fine, ok, okay, good, right, correct"),
    words(r"quorate, sign\w*, print, post, publish\w*, share\w*, do, hold, stop, keep, delay, wait, back"),
    words(
        r"not too, problems?, objections?, objecting, mind, concerns?, worr\w*, bother, reservations?, "
        r"reasons?"
    ),
    r"\b(?:nothing|not|n['’]t)(?: \w+)? wrong\b",
    r"\b(?:haven['’]?t|have not) (?:had|seen|read|opened|received)\b",
    words("(?:send|write) (?:it|them|this|these|the letters?)"),
)
"""Words of consent, and of what stands in its way, which may take a NO back."""
_MATTERS = any_of(
    words(
        r"agendas?, minutes, items?, drafts?, versions?, papers?, pages?, paras?, paragraphs?, reports?, "
        r"briefings?, "
        r"letters?, comments?, wording, actions?, first, instead, below, above, attached, marked, "
        r"tracked, copy, "
        r"please, pls, more, less, longer, shorter, rather, right, again, check\w*"
    ),
    r"\d",
)
"""Words that may stand for what was asked, or for a part of it."""
_IT = any_of(
    r"\b(?:it|them|these|those|both|ones?|all|either|neither|nothing|everything)\b|\b(?:this|that)(?:['’]s)?"
    r"(?! (?:time|day|week|month|morning|afternoon|evening|year|end|side|sort|kind|house|building|weather)\b)"
)
_AT_FAULT = any_of(
    words(
        "wrong, errors?, mistakes?, typos?, incorrect, inaccurate, odd, unclear, missing, late, too, "
        "mess, pity, shame, "
        "unhappy, sorry about, hold, stop, wait, delay, keep, back, joke, joking, dreams?, confus\\w+, "
        "used to, discuss, "
        "withdrawn, cancelled, refused, resigned, pulled, finished, sorted, still, as per, let, want, "
        "wants, wish"
    ),
    words("tonight, until, till, asked for, asks for, (?:was|only) (?:the |a )?draft"),
    r"\b(?:s?he|they|(?-i:(?!I\b)[A-Z]\w+)) (?:says?|said|thinks?|believes?|reckons?|agreed?)\b",
    r"(?<!happy )(?<!able )(?<!glad )(?<!pleased )(?<!sorry )(?<!good )\bto (?:be|get|go|come|have|do"
    r"|make|send)\b",
    r"\bwill (?:be|go|come|have)\b.{0,40}\b(?:by|in|at|on|to|next)\b",
)
"""Words beside a consent by which its writer may want something as well."""
_BIDS = (
    "(?:send|circulate|tell|ask|give|make|ring|write|call|cut|start|begin|keep|leave|bring|use|get|do|print"
    "|forward|copy|remind|note|say|show|drop|skip|hear|find|fix|try|speak|invite|include|thank|with|for|to|in"
    "|not|no|only|just|by|from|on|at|of|before|after|until|or|if|unless|once|subject|said|except|without)"
)
_STATES = re.compile(
    rf"(?:(?:so|as|because|since|and|also|but|though|although|anyway|meanwhile|sorry),? "
    rf")*(?:(?!{_BIDS}\b)[\w'’-]+,? ){{0,6}}?"
    r"(?:(?:i|we|it|this|that|they|there|you|s?he)['’](?:s|ve|re|m|d|ll)|is|are|was|were|am|has|have|had"
    r"|looks?|reads?|seems?"
    r"|matters?|knows?|makes|took|went|came|saw|got|kept|left|felt|\w{2,}ed|will|would|can|could|need"
    r"|needs|said|says|told"
    r"|do|does|did|did|know|think|see|tells?|gets?|wonder|wonders|\w+n['’]t)\b.*"
    rf"|(?!{_BIDS}\b)[\w'’-]+(?: \w+)?"
    r"|(?:(?:and|but|so) )?(?:do |please )?(?:tell|thank|remind|congratulate|give) (?:him|her|them"
    r"|(?-i:[A-Z]\w+)|my|everyone|all)\b.*"
    r"|(?:could|can|would|will|when|where|is|are|do|does) (?!we\b|you\b|i\b).*"
    r"|(?:(?:i am|i['’]m|we are|we['’]re|really|very|so) )*(?:good|glad|great|nice|pleased|delighted"
    r"|relieved|sorry|lovely|helpful)"
    r" (?:to (?:see|have|hear|read)|that|hotels|the|we|it|about)\b.*"
    r"|(?:an?|such an?|some|quite an?|strong|well) (?:[\w'’-]+ ?){1,16}",
    re.IGNORECASE,
)
"""A clause that states something, or asks it of others; one that bids something done may want a change."""
_OWN = re.compile(
    r"(?:(?:so|as|because|since|and|also|but|though|although|anyway|meanwhile|sorry),? )*"
    r"(?:(?:i|we|you|s?he|they|there|people|everyone|everybody|nobody|half|my|our|your|his|her|their|the"
    r"|an?|some|could|when|where)\b"
    r"|(?-i:[A-Z][a-z]+(?:['’]s)?)(?: [\w'’]+){0,3}? (?:is|has|was|had|tells?|told|will|can|did|does)\b)"
    r"|(?:and |but )?(?:do |please )?(?:tell|thank|remind|congratulate)\b",
    re.IGNORECASE,
)
"""A clause with a subject of its own: without one it goes on with the answer."""
_STANCE = any_of(
    words(
        r"agree\w*, approv\w*, allow\w*, discharge\w*, return\w*, quorate, release\w*, circulat\w*, "
        r"issue, good, fine, "
        r"ok, okay, happy, content, correct, sure, satisfied"
    )
)
"""Words of an answer."""
_SENTENCES = re.compile(r"(?<=[^\W\d][.!;?)])\s+|(?<=[.!?]\))\s+")
_OF_ITS_OWN = 3  # words, from which on a sentence says something by itself
_BY_THE_WAY = frozenset({Turn.OTHERS, Turn.LATER, Turn.DAY})


def is_aside(remark: str) -> bool:
    """Say whether each clause beside an answer speaks of something else, and turns it in no way (own rule):
    it states something of its own, and where a word of it may turn an answer it speaks of no matter of ours,
    which may be called "it"."""
    clauses = (each.strip() for each in re.split(r"[.,;:!()\n–—]+\s*|\s-+\s", remark))
    return all(_is_aside(each) for each in clauses if each)


_WANTS_TO_KNOW = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how)\b[^?]{0,200}\?", re.IGNORECASE
)


def is_apart(sentence: str) -> bool:
    """Say whether a whole sentence beside an answer speaks of something else, and turns it in no way; whoever
    asks who, what or when may wait for what they hear."""
    if _WANTS_TO_KNOW.search(sentence):
        return False
    plain = without_idle_denials(without_idle_words(sentence)).strip(" .,!…-–—")
    turned, is_fault = turns_in(plain), _AT_FAULT.search(plain) is not None
    if _OWN.match(plain):
        is_open = bool(turned - _BY_THE_WAY) or is_fault
        return not ((turned or is_fault) and (_MATTERS.search(plain) or _STANCE.search(plain))) and not (
            is_open and _IT.search(plain)
        )
    return not (turned or is_fault) and (
        _STATES.fullmatch(plain) is not None or len(plain.split()) >= _OF_ITS_OWN
    )


def _is_aside(clause: str) -> bool:
    plain = without_idle_denials(without_idle_words(clause)).strip()
    if not _STATES.fullmatch(plain) or _AT_FAULT.search(plain):
        return False
    turned = turns_in(plain)
    if not turned:
        return True
    if not _OWN.match(plain) or _MATTERS.search(plain) or _STANCE.search(plain):
        return False
    return turned <= _BY_THE_WAY or not _IT.search(plain)


@dataclass(frozen=True)
class Grammar(Generic[S, W]):
    """The closed phrases of a kind of letter.

    ``phrases`` are the patterns of each thing that may be said, and ``meanings`` the answer that it comes to.
    ``asides`` are what else may be said beside an answer. ``bare`` are words such as YES, beside which stands
    nothing else, and which say nothing among free words. ``takes_remark`` are the answers that free words may
    follow, each with the turns that do not matter in these; a phrase of ``takes_back`` does.
    """

    phrases: Mapping[S, Patterns]
    meanings: Mapping[S, W]
    asides: Mapping[W, Collection[S]] = field(default_factory=dict)
    bare: Collection[S] = frozenset()
    takes_remark: Mapping[W, Collection[Turn]] = field(default_factory=dict)
    consents: Collection[W] = frozenset()
    takes_back: Collection[S] = frozenset()


@dataclass(frozen=True)
class ClauseAnswer(Generic[W]):
    """The one answer of a reply, and the free words beside it."""

    word: W
    beside: str = ""


def phrases(*patterns: str) -> Patterns:
    """Return the patterns of phrases; they are compiled when first asked for, which takes a while for all."""
    return cache(lambda: tuple(re.compile(f"(?:{each}){PHRASE_ENDS}", re.IGNORECASE) for each in patterns))


def with_remark(lines: Sequence[str], grammar: Grammar[S, W]) -> ClauseAnswer[W] | None:
    """Return the answer of a part of a reply, and the free words beside it, where they turn nothing.

    Beside a bare NO more turns it: "No, don't hold it back"; "No, it will be fine".
    """
    if consent := _consent(lines, grammar):
        return consent
    for part, remark in (*heads(lines), *_sentences(lines)):
        word = sure([part], grammar)
        if word is None or word not in grammar.takes_remark:
            continue
        is_bare = all(phrase <= {*grammar.bare} for phrase in cut([part], grammar.phrases) or ())
        turned = turns_in(remark)
        if _says_any(remark, grammar, grammar.takes_back) or (is_bare and _CONSENTS.search(remark)):
            continue
        if turned <= {*grammar.takes_remark[word]}:
            return ClauseAnswer(word, remark)
    return None


def _consent(lines: Sequence[str], grammar: Grammar[S, W]) -> ClauseAnswer[W] | None:
    """Return the consent that phrases of a reply come to, where all beside them speaks of something else."""
    if sum(map(len, lines)) > LONGEST:
        return None
    own = [line for number, line in enumerate(lines) if not (number and is_plain_signature(line))]
    pieces = [
        (each, *_pieces(each, grammar.phrases))
        for line in own
        for each in _SENTENCES.split(line)
        if each.strip()
    ]
    said = [phrase for _, of, _ in pieces for phrase in of]
    word = one_answer(said, grammar)
    if (
        word is None
        or word not in grammar.consents
        or all(p <= {*grammar.bare} for p in said if _meaning(p, grammar) == word)
        or not all(is_aside(rest) if of else is_apart(sentence) for sentence, of, rest in pieces if rest)
    ):
        return None
    return ClauseAnswer(word, "\n".join(rest if of else sentence for sentence, of, rest in pieces if rest))


def sure(lines: Sequence[str], grammar: Grammar[S, W]) -> W | None:
    """Return the one answer of which a reply is made, from its first letter to its last."""
    said = cut(lines, grammar.phrases)
    return one_answer(said, grammar) if said else None


def cut(lines: Sequence[str], table: Mapping[S, Patterns]) -> tuple[frozenset[S], ...] | None:
    """Cut a reply into phrases from its first letter to its last, and return what each may say; courtesies
    and a signature say nothing. None where anything of it is left over."""
    if sum(map(len, lines)) > LONGEST:
        return None
    said: list[frozenset[S]] = []
    for number, line in enumerate(lines):
        if number and is_plain_signature(line):
            continue
        of_line, beside = _pieces(line, table)
        if beside:
            return None
        said += of_line
    return tuple(said)


def scan(lines: Sequence[str], table: Mapping[S, Patterns]) -> tuple[tuple[frozenset[S], ...], str]:
    """Return what each phrase of a reply may say, wherever it stands, and all other words of it."""
    if sum(map(len, lines)) > LONGEST:
        return (), "\n".join(lines)
    each = [_pieces(line, table) for n, line in enumerate(lines) if not (n and is_plain_signature(line))]
    return tuple(phrase for said, _ in each for phrase in said), "\n".join(filter(None, (b for _, b in each)))


def heads(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each beginning of a reply up to a mark in its first line, with the free words behind it."""
    first, *others = lines or ("",)
    for mark in islice(_REMARK_BEGINS.finditer(first[:LONGEST]), MOST_MARKS):
        if first[: mark.start()].strip():
            yield first[: mark.start()], "\n".join((first[mark.end() :], *others)).strip(" .\n")
    if others:
        yield first, "\n".join(others).strip(" .\n")


def _sentences(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each sentence of a reply but its first, with all others."""
    parts = [part for line in lines for part in _SENTENCE.split(line[:LONGEST]) if part.strip()]
    for number in range(1, len(parts)):
        yield parts[number], "\n".join((*parts[:number], *parts[number + 1 :]))


def _says_any(text: str, grammar: Grammar[S, W], any_of: Collection[S]) -> bool:
    return any(not phrase.isdisjoint(any_of) for phrase in scan([text], grammar.phrases)[0])


def one_answer(said: Sequence[frozenset[S]], grammar: Grammar[S, W]) -> W | None:
    """Return the one answer that phrases come to, each of which gives it or may stand beside it."""
    words = {word for phrase in said if (word := _meaning(phrase, grammar))}
    fitting = [word for word in words if all(_fits(phrase, word, said, grammar) for phrase in said)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(phrase: frozenset[S], word: W, said: Sequence[frozenset[S]], grammar: Grammar[S, W]) -> bool:
    """Say whether a phrase gives an answer or may stand beside it; beside a bare one stand bare ones."""
    if _meaning(phrase, grammar) == word:
        return True
    asides, bare = {*grammar.asides.get(word, ())}, {*grammar.bare}
    is_bare = all(each <= bare for each in said if _meaning(each, grammar) == word)
    return bool(phrase & (asides & bare if is_bare else asides))


def _meaning(phrase: frozenset[S], grammar: Grammar[S, W]) -> W | None:
    """Return the one answer that a phrase may come to."""
    words = {grammar.meanings[each] for each in phrase if each in grammar.meanings}
    return words.pop() if len(words) == 1 else None


def _pieces(line: str, table: Mapping[S, Patterns]) -> tuple[list[frozenset[S]], str]:
    """Cut a line into phrases, each as long as can be, and the clauses that are not made of phrases alone."""
    said, beside, at, clause, before = list[frozenset[S]](), list[str](), 0, 0, 0
    while (begins := _BETWEEN.match(line, at).end()) < len(line):  # type: ignore[union-attr]
        if line[at:begins].strip():
            clause, before = begins, len(said)
        ends = {each: max(_end(one, line, begins) for one in of()) for each, of in table.items()}
        end, courtesy = max(ends.values(), default=0), end_of_courtesy(line, begins)
        at = max(end, courtesy)
        if at <= begins:
            at = _CLAUSE_ENDS.search(line, begins).start()  # type: ignore[union-attr]
            del said[before:]
            beside.append(line[clause:at].strip())
        elif end >= courtesy:
            said.append(frozenset(each for each, its_end in ends.items() if its_end == end))
    return said, ". ".join(beside)


def _end(phrase: re.Pattern[str], text: str, at: int) -> int:
    """Return where a phrase ends that begins here, or 0."""
    match = phrase.match(text, at)
    return match.end() if match else 0
