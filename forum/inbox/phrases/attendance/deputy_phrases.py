"""The closed phrases that speak of a deputy, whose name a sign stands for."""

from __future__ import annotations

from collections.abc import Mapping

from forum.inbox.phrases.attendance.coming_phrases import CLASSES, Kind
from forum.inbox.phrases.attendance.rows import of_signs, with_rows

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
PHRASES: Mapping[Kind, tuple[str, ...]] = {
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
