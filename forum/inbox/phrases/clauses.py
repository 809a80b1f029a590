"""The clause grammar of all letters: what a reply says in closed phrases, how surely, and what else it has.

*Sure* is a reply that is made of a letter's phrases and of courtesies from end to end, and gives one answer.
Behind an answer that takes a remark free words may follow a mark, and turn nothing. *Likely* is one answer's
phrase beside other words that turn nothing. Anything else is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Generic, TypeVar

from forum.inbox.phrases.courtesies import SMILES, end_of_courtesy, is_plain_signature
from forum.inbox.phrases.lexicon import PHRASE_ENDS, Turn, turns_in, without_idle_words
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
_AT_A_MARK = re.compile(r"\s*(?:[,;:.!(\n–—-]|$|(?:because|since)\b)")
_SENTENCE = re.compile(r"(?<=[^\W\d][.!;])\s+|\n")
_MAY_STILL_BE_MEANT = {Turn.WISH, Turn.LATER, Turn.DAY}
_MAY_LEAVE_A_CONSENT = {*_MAY_STILL_BE_MEANT, Turn.OTHERS, Turn.UNTIL}
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
_SUPPORTS_NO = any_of(
    r"\W{0,9}(?:not (?:this|now|yet|for|until|at)\b|leave it\b|wrong \w+"
    r"|(?:(?:it|that|this)(?:['’]s| is)|they(?:['’]re| are)) too (?:late|long|early|short|soon|big|much"
    r"|rushed|busy)\b"
    r"|(?!no\b|none|nothing|never)(?:(?!not|nothing|never)[\w'’]+ ){1,6}?(?:(?:is|are|was|were) (?:\w+ )?"
    r"(?<!not )(?:wrong|incorrect|out of date|mistaken|mixed up)"
    r"|(?:is|are|was|were|has|have)(?:n['’]?t| not) (?:\w+ )?(?:ready|finished|right|correct|leaving"
    r"|left|going|cleared))\b)"
)
"""The beginning of a reason that refuses by itself: what is wrong, or that it is not the time."""
_WANTS_MORE = any_of(
    words(
        r"please, pls, first, last, more, less, longer, shorter, rather, (?<!to )(?<!i )see, check\w*, "
        r"version, below, above"
    ),
    words(
        r"items?, pages?, paras?, paragraphs?, papers?, marked, attached, comments?, tracked, right, again"
    ),
    r"(?<!happy )(?<!able )(?<!glad )(?<!pleased )(?<!sorry )(?<!good )\bto (?:be|get|go|come|have|do"
    r"|make|send)\b",
    r"\b(?:is|are|was|still|['’]s) missing\b|\bmissing (?:the|an?|my|our|from the)\b",
    words(
        "still, sorted, finished, pulled, withdrawn, cancelled, refused, resigned, pity, shame, mess, "
        "unhappy, sorry about"
    ),
    words("asked for, asks for, (?:was|only) (?:the |a )?draft"),
    r"\bwill (?:be|go|come|have)\b.{0,40}\b(?:by|in|at|on|to|next)\b",
    words("wrong, errors?, mistakes?, typos?, incorrect, inaccurate, odd, unclear"),
    r"\b(?:s?he|they|(?-i:(?!I\b)[A-Z]\w+)) (?:says?|said|tells?|thinks?|believes?|reckons?|agreed?)\b",
    words("hold, stop, wait, delay, keep, back, later, tomorrow, tonight, until, till, everything, nothing"),
    r"\b(?:i|we)(?:['’](?:ll|d)| will| shall| would| need to| want to| have to| must| should)\b",
    words(r"as per, joke, joking, used to, discuss, dreams?, confus\w+, want, wants, wish, let"),
)
"""Words beside a consent by which its writer may want something as well."""
_BIDS = (
    "(?:send|circulate|tell|ask|give|make|ring|write|call|cut|start|begin|keep|leave|bring|use|get|do|print"
    "|forward|copy|remind|note|say|show|drop|skip|hear|find|fix|try|speak|invite|include|thank|with|for|to|in)"
)
_STATES = re.compile(
    rf"(?:(?:so|as|because|since|and|also|but) )?(?:(?!{_BIDS}\b)[\w'’-]+ ){{0,5}}?"
    r"(?:(?:i|we|it|this|that|they|there)['’](?:s|ve|re|m)|is|are|was|were|am|has|have|had|looks?|reads?|seems?"
    r"|matters?|knows?|makes|took|went|came|saw|got|\w{2,}ed|will|would|can|could|need|needs|said|says|told)\b.*"
    rf"|(?!{_BIDS}\b)[\w'’-]+(?: \w+)?"
    r"|(?:(?:i am|i['’]m|we are|we['’]re|really|very|so) )*(?:good|glad|great|nice|pleased|delighted"
    r"|relieved|sorry|lovely|helpful)"
    r" (?:to (?:see|have|hear|read)|that|hotels|the|we|it|about)\b.*"
    r"|(?:an?|such an?|some|quite an?|strong|well) (?:[\w'’-]+ ?){1,16}",
    re.IGNORECASE,
)
"""A clause that states something; one that bids something done may want a change."""


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
    consents: Mapping[W, Collection[Turn]] = field(default_factory=dict)
    takes_back: Collection[S] = frozenset()


@dataclass(frozen=True)
class Answer(Generic[W]):
    """The one answer of a reply, and the free words beside it. What is not sure is put to its writer."""

    word: W
    beside: str = ""
    is_sure: bool = True


def phrases(*patterns: str) -> Patterns:
    """Return the patterns of phrases; they are compiled when first asked for, which takes a while for all."""
    return cache(lambda: tuple(re.compile(f"(?:{each}){PHRASE_ENDS}", re.IGNORECASE) for each in patterns))


def with_remark(lines: Sequence[str], grammar: Grammar[S, W]) -> Answer[W] | None:
    """Return the answer of a part of a reply, and the free words that it takes beside it; it is sure where
    they turn nothing, and likely where they wish for something else or put it off.

    Beside a bare NO more turns it: "No, don't hold it back"; "No, it will be fine".
    """
    likely_one, text = None, "\n".join(lines)
    for part, remark in (*heads(lines), *_sentences(lines)):
        word = sure([part], grammar)
        if word is None or word not in {*grammar.takes_remark, *grammar.consents}:
            continue
        is_bare = all(phrase <= {*grammar.bare} for phrase in cut([part], grammar.phrases) or ())
        if word in grammar.consents:
            if is_bare or not _AT_A_MARK.match(text, text.index(part) + len(part)):
                continue
            if _is_plain_remark(remark, word, grammar):
                return Answer(word, remark)
            if turns_in(remark) <= _MAY_LEAVE_A_CONSENT:
                likely_one = likely_one or Answer(word, remark, is_sure=False)
            continue
        turned = turns_in(remark)
        if _says_any(remark, grammar, grammar.takes_back) or (
            is_bare and _CONSENTS.search(remark) and not _SUPPORTS_NO.match(remark)
        ):
            continue
        more = turned - {*grammar.takes_remark[word]}
        if not more:
            return Answer(word, remark)
        if more <= _MAY_STILL_BE_MEANT:
            likely_one = likely_one or Answer(word, remark, is_sure=False)
    return likely_one


def _is_plain_remark(remark: str, word: W, grammar: Grammar[S, W]) -> bool:
    """Say whether the words beside a consent turn nothing in any way, and want nothing."""
    said, beside = scan([remark], grammar.phrases)
    fitting = all(_fits(phrase, word, [frozenset(), *said], grammar) for phrase in said)
    turned = turns_in(beside) - {*grammar.consents[word]} | (turns_in(remark) & {Turn.QUESTION})
    states = all(
        _STATES.fullmatch(clause) for clause in re.split(r"[.,;:!()\n–—-]+\s*", beside) if clause.strip()
    )
    return fitting and states and not (turned or _WANTS_MORE.search(without_idle_words(beside)))


def sure(lines: Sequence[str], grammar: Grammar[S, W]) -> W | None:
    """Return the one answer of which a reply is made, from its first letter to its last."""
    said = cut(lines, grammar.phrases)
    return _one(said, grammar) if said else None


def likely(lines: Sequence[str], grammar: Grammar[S, W]) -> Answer[W] | None:
    """Return the one answer that has a phrase in a reply beside which no other word may turn it."""
    said, beside = scan(lines, grammar.phrases)
    word = _one([phrase for phrase in said if not (beside and phrase <= {*grammar.bare})], grammar)
    if word is None:
        return None
    more = turns_in(beside) | (turns_in("\n".join(lines)) & {Turn.QUESTION})
    is_likely = more <= {*grammar.takes_remark.get(word, ())}
    return Answer(word, beside, is_sure=False) if is_likely else None


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


def _one(said: Sequence[frozenset[S]], grammar: Grammar[S, W]) -> W | None:
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
