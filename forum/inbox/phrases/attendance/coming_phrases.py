"""The closed phrases in which somebody says that they come, do not, or why.

Rows of phrases, written as they are said, and the patterns that they come to. The closed phrases that
speak of a deputy, whose name a sign stands for.

"[i] cannot <come> [on <day>]" has words that may be left out in brackets. "(for me|instead)" and
"going/coming" are ways to say it, and <come> is a class of such ways, said up to four times where a star
follows. A space follows each word, in front of a mark too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto

from forum.text.wording import MONTHS

Classes = Mapping[str, str]
_TOKEN = re.compile(r"<(?P<called>\w+)>(?P<repeated>\*?)|(?P<mark>[\[\]()|])|(?P<word>[^\s\[\]()|<>]+)")
_MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


def of_signs(signs: Classes) -> Classes:
    """Return classes whose members are given as patterns, without what follows a word."""
    return {name: f"(?:(?:{sign}) )" for name, sign in signs.items()}


def with_rows(classes: Classes, rows: Classes) -> Classes:
    """Return classes and those that rows add to them, each made of what stands before it."""
    together = dict(classes)
    for name, row in rows.items():
        together[name] = pattern_of(together, row)
    return together


def pattern_of(classes: Classes, *rows: str) -> str:
    """Return the pattern of any of the rows."""
    return f"(?:{'|'.join(_row(row, classes) for row in rows)})"


def _row(row: str, classes: Classes) -> str:
    return "".join(_part(token, classes) for token in _TOKEN.finditer(row))


def _part(token: re.Match[str], classes: Classes) -> str:
    if mark := token["mark"]:
        return _MARKS[mark]
    if called := token["called"]:
        return classes[called] + ("{0,4}" if token["repeated"] else "")
    return f"(?:{token['word'].replace('/', '|')}) "


class Kind(Enum):
    """What a phrase says."""

    COMING = auto()
    YES = auto()  # that somebody comes, where the letter asks it
    PARTLY = auto()
    NOT_COMING = auto()
    NO = auto()  # the bare word, which may answer something else
    APOLOGY = auto()  # the bare word, which may be for something else
    HALF = auto()  # no answer by itself: "no apologies from me", "I can't come in person"
    DEPUTY = auto()
    NAME = auto()  # a deputy's name by itself
    OTHER_DEPUTY = auto()  # a deputy who does not come, or is not meant
    NO_DEPUTY = auto()
    REASON = auto()
    FREED = auto()  # a reason why somebody can come
    COURTESY = auto()
    FREE = auto()  # words that are no phrase
    GOODBYE = auto()  # one that says by itself that its writer comes: "See you on Tuesday"


_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri)(?:day)?"
_SIGNS = {
    "n": r"\d{1,3}|one|two|three|four|five|six|ten|fifteen|twenty|thirty",
    "day": (
        rf"(?:{_WEEKDAY} )?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})"
        rf"|\d{{1,2}}(?:st|nd|rd|th)|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?"
        rf"|(?!may\b)(?:{_MONTH})(?: \d{{1,2}})?)(?: 20\d\d)?|{_WEEKDAY}s?"
    ),
    "time": r"\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)?|half past \w+|quarter (?:past|to) \w+|noon|lunch(?:time)?",
    "item": r"items? \d{1,2}(?: and \d{1,2})?",
    "name": r"(?-i:(?!I\b)[A-Z][\w'-]+)",
    "adj": (
        r"a|an|the|another|my|our|annual|sick|maternity|paternity|study|prior|previous|other|urgent|family"
        r"|medical|dental|hospital|crown|magistrates|diary|conflicting|work|clinical|all day|training|jury"
        r"|gold|attendance|strategy|court|day|full|head|national|headteacher|local|small|big|governors"
        r"|[a-z]+s'"
        r"|(?-i:[A-Z]{2,})"
    ),
    "busy": (
        r"leave|holiday|court|clash(?:es)?|meetings?|commitments?|engagement|appointment|clinic|conference"
        r"|training|course|hearings?|trial|inspection|emergency|funeral|interviews?|ill|unwell|poorly|sick"
        r"|away|abroad|council|double[ -]?book(?:ed)?|booked|busy|engaged|on call|travelling|service"
        r"|command|duty|train strikes?|strikes|giving evidence|evidence|covid|flu|norovirus|bug|cold"
        r"|migraine|short[ -]staffed|under the weather|home|out of county|wedding|surgery|tribunal|op"
        r"|operation|half[ -]term|inset day|rota|panel|childcare issues|visit|briefings?|governors"
        r"|feedback|bad back|day off|out of the country|school run|traffic|trains?|childcare|nursery"
    ),
    "body": (
        r"(?-i:(?:the )?(?:[A-Z]{3,}|(?:[A-Z]\w+ (?:and |&"
        r" )?){0,3}(?:Police|Probation|Education|Council|Trust"
        r"|Health|Care|Services?|Team|CCGs?|NHS)|[A-Z]{2,} (?:[A-Z][a-z]+ ?){1,3}))"
    ),
}
CLASSES = with_rows(
    of_signs(_SIGNS),
    {
        "i": "i/we [both/all/myself]",
        "am": "<i> am/are",
        "so": (
            "now/also/still/definitely/certainly/indeed/actually/gladly/personally/just/really/happily"
            "/absolutely/unfortunately/sadly/regretfully/regrettably"
        ),
        "det": "the/this/that/our/your/next/new/revised/mase/group/forum/board/full",
        "the_day": "<det>* (meeting/session/group/forum/date/day/one/time/occasion/slot|<day>)",
        "when": (
            "[on/for/at/to/of/in] <the_day> [morning/afternoon/itself]|this/that/next"
            " morning/afternoon/week|this month"
            "|this/that/then/today/tomorrow|[at/for/from/by] <time> [sharp/prompt/start]"
        ),
        "means": "[ms/microsoft] teams/zoom/phone/telephone/video/link [call/link/conference]",
        "spot": (
            "[the/my/our]"
            " work/office/surgery/hospital/ward/station/clinic/school/car/house/kitchen/site/desk/home"
        ),
        "how": (
            "[rather/instead/not] [than/of] (in person|in the room|face to face|online/remotely/virtually)"
            "|on/via/by/over/through/using <means>|from (<spot>|<name>)|by train/bus/car/bike|dialling in"
        ),
        "to": "able/going/planning/intending/happy/pleased/delighted/glad [to be able] to|planning on",
        "will": (
            "[<i>] <so>* (will/shall/can <so>* [be able to]|[fully] plan/intend to/on"
            "|would be delighted/happy/pleased to) <so>*|[<am>] <so>* <to> <so>*"
        ),
        "come": (
            "come/attend/join/accept/attending/coming/joining/along|come/pop along|join in/you/us [all]"
            "|dial in|make it|do it|do/make this/that [one]|be in|being there"
            "|be <so>* (there/here/present/along/in|in attendance|with you [all]|with us"
            "|attending/joining/coming/dialling [along/in/you/us]|at <the_day>)|make/do/manage <the_day>"
            "|get to <the_day>"
        ),
        "doing": (
            "attending|coming/joining/dialling/popping [along/in/you/us]|on/in for <the_day>|able to <come>"
            "|free/available/around [on/for] <the_day>"
        ),
        "cannot": (
            "[<i>] <so>* (cannot/couldnt|can/could/will/shall not|am/are not going to"
            "|can/will no longer) <so>* [be able to]|[<i>] <so>* [will be|am/are/be/is] <so>* (unable"
            "|not able|not going to be able|no longer able|not possible) to <so>*"
        ),
        "sorry": (
            "[my/our/many/full/with/huge/very/kind] [sincere/sincerest/last-minute/many/deep|last minute]"
            " apologies/apology/regrets"
        ),
        "absence": (
            "from (me/us/myself|<body>)|for ([my] absence|non attendance|non-attendance|being"
            " absent|<the_day>)|<day>"
        ),
        "minutes": (
            "[about/around/approximately|up to] ([a/an] few/couple/bit/little/touch/tad/while [of]|<n>|half)"
            " [hour|an hour|minutes/mins/min]"
        ),
        "part": "first/second/last half/hour/part/bit [hour]|an hour|half an hour|part|my item|<item>",
        "cover": "come/attend/go/cover/send/deputise|stand/step in|do/make it|be there|take my place",
        "days": (
            "[all/that/this/the/same/on/for/at/until/from/over/then/again/now/elsewhere/to] [that/this/the]"
            " day/week/morning/mornings/afternoon/time/month/weekend|<when>|elsewhere/now/again/today/myself"
            "|until <day>"
        ),
    },
)
_GIVE = "accept/take/note/record/give/send/pass/log/convey/minute/put/mark/offer/tender [on/down]"
PHRASES: Mapping[Kind, tuple[str, ...]] = {
    Kind.COMING: (
        "<will> <come>",
        "[<am>] <so>* <doing>",
        "<am> in/there|present|[my/our] attendance [is] confirmed",
        "[pleased/happy/delighted/glad to] accept/accepting/accepted [with thanks/pleasure]",
        "[<am>] <so>* [all] (good/fine/ok/okay/free/set/clear|booked [in]) for <the_day>",
        "<the_day> (is/works/suits [<so>] good/fine/ok/okay/great/perfect/well|works/suits/is) for/with/by"
        " me/us",
        "<the_day> works/suits [me/us] [well/fine]|<the_day> is good/fine/ok/okay/great/perfect",
        "[i can|happy to] confirm/confirming [my/our] attendance|[please|you can] count/put/mark/add me"
        " [down] (in|[as] coming/attending/present|to the list|for <the_day>)",
        "[the/that] new/revised date/day/time [is] [all] good/fine/ok/okay [for/with/by me/us]",
        "[<will>|[<i>] may/might|[<am>] running] [be/arrive/join] [there] [<minutes>] late"
        " [joining/arriving]",
        "<will> (join|arrive|be there|come) [<how>] (late|at/by/from/after <time>)",
    ),
    Kind.YES: (
        "[all] confirmed/accepted|yes/yep/yup/aye/yeah/sure [please] [for/from me]|[<i>] can/will [do]",
        "(that/this/it is|that date/day/time is) [all] fine/good/ok/okay/great/perfect [for/with/by me/us]"
        "|fine/ok"
        "|okay|fine/good/ok/okay/great/perfect for/with/by me/us",
        "[that/this/it] works/suits [for] [me/us] [well/fine]",
    ),
    Kind.PARTLY: (
        "[<will>|<i>|[<i>] have/need/must to|[<i>] may/might/will need/have to|going to have to]"
        " leave/leaving/go/dash [off/out/away] (early|at/by/before/after/around (<time>|<part>))",
    ),
    Kind.NOT_COMING: (
        "[no] <cannot> (<come>|get there)",
        "[<am>] (away/off/abroad|on [annual] leave|on holiday|in court) (on/for"
        " <the_day>|<the_day>|this/that week)",
        "[<am>|<i>|[<i>] will be] <so>* (not|no longer) <so>* (<doing>|there|free/available/around|going to"
        " <come>|at <the_day>)",
        f"[please] [can/could/would you/i/we [please]|may i] {_GIVE} <sorry> [<absence>] [<absence>] [to "
        "(all|everyone|the chair/group/rest|<name>)]",
        "<sorry> [please] <absence> [<absence>]",
        "[<am>|[<i>] [will] [would like to|have/need to]] send/give/offer/sending/giving <sorry> [<absence>]"
        " [<absence>]",
        "[<am>|<i> will be|will be] <so>* unavailable [on/for <the_day>]",
        "[[<i>] will/must/have/need [to]] decline/declined/declining|[please] take this as my/our apologies",
        "<the_day> (is no/not|no) good/possible [for/with me/us]|<the_day> does/will not"
        " work/suit [for] [me/us]",
    ),
    Kind.APOLOGY: ("<sorry>",),
    Kind.HALF: (
        "no apologies [needed] [from me/us]",
        "<cannot> <come> [<when>] (in person|face to face|in the room)",
        "([<i>] (no longer|do not|will not) need|no need for) a/my deputy|no need [to worry]",
        "not (in person|travelling [in]|in the room)",
    ),
    Kind.NO_DEPUTY: (
        "none [from (us/me|<body>)] [available]",
        "[<i> have|there is] (nobody/none|no one|no-one) [else] [i can send] [available] [from/at/in (us/here"
        "|the/my/our team/office/organisation/side/service/trust/force"
        "|<body>)] [is] [free/available] [can/to|who can|able to] [<cover>|be at <the_day>"
        "|spare] [in my place|for me|instead] [either]",
        "[[<i>] have [got]|there is|with] (no|without a) [available/suitable] deputy/substitute [available"
        "|to send|from me|can come/attend|at present]",
        "[<i>] <so>* (cannot/couldnt|could/will/do not|[am/are] unable to) find/send/have/get/spare"
        " (a deputy|anyone/anybody|a substitute) [else] [in my place]",
    ),
    Kind.NO: (
        "no/nope/nah|not me|sadly/unfortunately/afraid/sorry not|i am afraid not|[<i>] cannot [do it]",
    ),
    Kind.REASON: (
        "[as/because/since|due/owing to] [[<am>|<i> have [got]|there is|it is|<i> will be|will/going to"
        " be|<am> going to be|am/have/having/being/got"
        "/with] <so>*] [been|got to go|come|just] [called/needed/stuck/away/tied|out"
        " [of]|tied/giving/gone/covered/working] [up/to/into/in/at/on/with/off/out/down/by]"
        " [to/in/at/with] <adj>* <busy> [elsewhere|at (<spot>|<name> [<name>])] [all] [<days>]",
        "both [of them] [are] (on leave|away/busy/off/unavailable|in court)",
        "[a/diary] clash with <adj>* <busy>|this/it clashes with <adj>* <busy>|he/she/they is/are [on/in]"
        " <adj>* <busy>|something is/has [just] come/cropped up [at work/home]",
    ),
    Kind.FREED: (
        "[the/my/our/that] <adj>* "
        "meeting/training/leave/clinic/hearing/trial/case/course/council/train is/has/was/got "
        "[been/now/just] moved/cancelled/postponed/adjourned/put/called [back/off]",
        "<am> free/available/around [now/again/then]|about/around <time>",
    ),
    Kind.GOODBYE: (
        "[until then] [<i>] [will] see you/ya/u/yous [all/both/everyone] (there/then/tomorrow|next week"
        "|[on/at] [the] (day/meeting/group/forum/room|<day>|<time>)) [<when>]",
    ),
    Kind.COURTESY: (
        "yes/yep/yup/aye/yeah|hi/hello [all]|sorry/afraid [all/folks/both/everyone|<name>]"
        "|unfortunately/regretfully/sadly/regrettably/gutted/absolutely/however/also/actually",
        "[so/very/really] sorry [to say] [that]|i am [so/very/really] sorry/afraid [to say] [that]",
        "[i] regret [to say] [that]|of course|ok/okay/great/lovely/super/brilliant/perfect/good|my diary",
        "[please/would/could/can] [you] [please] let/tell (the"
        " chair/group|them/her/him/everyone/people|<name>) [know] [that]",
        "please note [that]|just to (say|confirm|let you know) [that]|[i] can confirm [that]|[i|this is to]"
        " confirm/confirming [that]|happy to confirm [that]|(no/not|nae) [a] problem/bother/worries [at all]"
        "|thanks/ta/cheers|thank you|many thanks",
        "in person|in the room|face to face|online/remotely/virtually|on/via/by/over <means>|not (in the"
        " room|in person)|[it is|that is] in my/the diary",
        "[i have] got/received/read/seen/printed it/them [all] [now]|[all/papers] [all] read/received/printed"
        "|[i have] read <item>",
        "[please] [can/could/would you] [please/kindly] send/forward/copy him/her/them [in]"
        " [the/my/his/her/their] [papers/pack/invite/invitation/details/link/copy] [please/directly]"
        "|[please] [can/could/would you] [please] let him/her/them have"
        " [the/my] papers/pack/invite/invitation/details/link [please]",
        "[i have] spoken/talked/checked to/with her/him/them [this morning|today/yesterday|just now|already]"
        "|that is [much] (fine/great/good/better) [for me]|sorry/apologies for [the/my] late/short/slow"
        " notice/reply",
        "(she/he) (knows to expect|has) the/it/papers [papers/date/pack] [in her/his diary]",
        "thanks for (organising|arranging|the invite|the invitation|the papers|these|this|letting me/us"
        " know|sending these [through])|(it is|it will be) nice/good to see everyone/you [again]",
    ),
}


SIGN = "§"
"""What stands for a name, with a letter behind it for whose it is."""
OF_DEPUTIES = with_rows(
    {
        **CLASSES,
        **of_signs(
            {"who": rf"{SIGN}\w", "field": r"(?!(?:me|us|you|the|them)\b)(?-i:[a-z]+)(?: (?:and|of) [a-z]+)?"}
        ),
    },
    {
        "whom": "me/us|[the] (<body>|<field>)|the <name>",
        "for": (
            "in my place/stead/absence|for <whom>|on my/our behalf|on behalf of <whom>|instead [of"
            " me]|rather than me"
            "|as my/our deputy/substitute|to cover/deputise|to (attend|come|go|stand in|represent <whom>)"
        ),
        "go": (
            "come/attend/go/deputise/deputize/cover|represent <whom>|stand/step/sit/fill in|take my place"
            "|be there|do/make it|do this|be my/our deputy/substitute|be in my place|join [in/you]"
        ),
        "going": (
            "coming/attending/going/deputising/deputizing/covering|representing"
            " <whom>|standing/stepping/sitting/filling in"
            "|taking my place|there|doing it/this|my/our deputy/substitute|in my place|joining [in/you]"
        ),
        "goes": "comes/attends/goes/covers/deputises|represents <whom>|stands/steps/sits in|takes my place",
        "nominate": (
            "send/sending/nominate/nominating/nominated/expect/invite/use|[have] lined up|have arranged for"
            "|booked|put/note down|[have] roped in|delegating to|passing/handing [this/it] [on/over] to"
            "|sort/sorting out|go with"
        ),
    },
)
DEPUTY_PHRASES: Mapping[Kind, tuple[str, ...]] = {
    Kind.DEPUTY: (
        "<who> [[<so>*] will/can|has [very] [kindly] agreed/offered to|to] [<so>] [be able to] (<go>|be"
        " <going>)"
        " [<for>] [<for>]",
        "<who> is/will [<so>] [be] (<going>|going to <go>|able/free/available/happy to <go>) [<for>] [<for>]",
        "[<i>] would like <who> to <go> [<for>]|<who> <goes> <for>|<who> <for> [<for>]|<who> will/can|<who>"
        " is my/our deputy/substitute",
        "[please] [<i>] [<am>|have|will [be]|would like to] <nominate> <who> [down] [<for>] [<for>]",
        "it/that (is/will [have to] [be]|has to be) <who> [<for>]|[my/our] deputy (is|will be) <who>",
        "<who> attending/coming/going/covering/deputising [<for>]",
    ),
    Kind.NAME: ("<who> [please|this time|again|then|it is]",),
    Kind.NOT_COMING: (
        "neither (<who> nor i/me|i/me nor <who>|of us) can/will/are/is [be] [able to] (<come>"
        "|free/available)",
    ),
    Kind.OTHER_DEPUTY: (
        "not <who>",
        "<who> (cannot/couldnt|will/can/could not|can no longer|is/am unable to|is not able to"
        "|is no longer able to) [be able to] [<go>|be there] [<for>]",
        "<who> is/are (not|no longer) (available/free/coming/around)",
        "<who> is/are (on [annual] leave|away/unavailable/unwell/ill/off/sick/busy|on (holiday|a course)|off"
        " sick) [now/too]",
        "<who> (was going/due/meant to|has) <go> [<for>]|<who> has (left|dropped out)",
    ),
}
