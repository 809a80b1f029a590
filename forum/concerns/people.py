"""The people of a worry: whom it is about, and how they are spoken of."""

from __future__ import annotations

from forum.concerns.phrases import phrases

_CHILD = (
    r"child|kid|kiddie|girl|boy|lad|lass|teen|teenager|youngster|young ~ (?:person|man|woman|lady|one)|"
    r"yp|toddler|baby|infant|pupil|student|school ?girl|school ?boy|minor|care leaver|"
    r"little (?:one|girl|boy)|runaway|daughter|son|niece|nephew|grand ?(?:daughter|son|child)|"
    r"step ?(?:daughter|son)|sister|brother|cousin|god ?(?:son|daughter)|friend|mate|"
    r"(?:1\d|[2-9]|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen) ?(?:yo|yr old|year old)"
)
_ADULT = (
    r"resident|service user|client|patient|tenant|victim|"
    r"(?:old|older|elderly|vulnerable|disabled) ~ (?:lady|man|woman|gentleman|person|adult|chap|lad)|"
    r"mum|mother|nan|nanny|gran|grandma|grandad|dad|wife|woman|lady|person|lodger"
)
_OF = (
    r"an?|one|this|that|the|my|our|his|her|their|another|two|three|four|several|some|those|these|same|"
    r"(?:mate|friend|neighbour|colleague|sister|brother|client|partner|boyfriend|husband|tenant|resident)s"
)
_YOUNG = (
    r"[2-9]|1[0-7]|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen"
)

PERSON = phrases(rf"""(?:{_OF}) ~ (?:{_CHILD}|{_ADULT})s?, one of % ~ \w+s""")
"""Somebody in particular: "a girl", "one of my pupils", "our little lad"."""
BARE_PERSON = phrases(rf"""(?:{_CHILD}|victim|resident|patient|vulnerable adult)""")
"""Somebody where articles are left out, as in a subject: "child at risk"."""
INTRODUCED = phrases(
    rf"""(?:an?|one of %|theres|there is|some|two) ~ (?:{_CHILD}|{_ADULT}|man|family|chap|bloke)s?"""
)
"""Somebody of whom the reader has not heard."""
FAMILIAR = phrases(
    r"""kids?, lads?, lass(?:es|ie)?, mums?, bloke, chap, stepdad, stepfather, boyfriends?, aunt(?:ie|y)?,
    uncle, nan, babies, youngsters?, dad, girls?, boys?, baby, toddler, teenagers?, teens?, goddaughter,
    cousin, sister, brother, grandad, foster, tenant, resident, mates?, gran, pupil, year \ds?, woman,
    women, man, men, gentleman, lady, guy, neighbours?, landlord, caretaker, porter, family, grandson,
    granddaughter, niece, nephew, stepdaughter, stepson, godson, brothers?, sisters?, twins, orphan,
    teenage, schoolgirls?, schoolboys?, little one, young one, toddlers?, infants?, child, the eldest, the
    youngest, wife, husband, father, mother, grandmother, grandfather, parent, fella, guys, blokes, chaps,
    lodger, patient, carers?, student, apprentice, cleaner, driver, ladies, old chap, old man, old lady,
    elderly, widow, someones? (?:daughter|son), on my round, one of (?:mine|ours), (?:window |school
    )?cleaner, hairdresser, barber, lollipop (?:man|lady), vicar\w*, security guard, bus driver, taxi
    driver, receptionist, postman, shop ?keeper, chemist, pharmacist, dinner lady, teaching assistant,
    midwife, health visitor, landlady, barmaid, bouncer, doorman, waitress, milkman, delivery driver,
    warden, librarian, paramedic, parishioner, customer, someone i know, somebody i know, my ex"""
)
"""People as one speaks of them at home, not in a report; and who sees such things."""
AGE = phrases(
    rf"""(?:{_YOUNG}) ?(?:yo|yr|yrs|y o|(?:yr|year)s? (?:old|olds|of age)|at most|or so), (?:shes|hes|im|
    theyre|its|she is|he is|i am|was|just turned|only|aged?|about|under|barely|nearly|not yet|is) (?:only
    |just |about )?(?:{_YOUNG})(?! ~ (?:minutes|days|weeks|months|items|people|members|pm|am|february|
    march|january|april|places)), year (?:[1-9]|1[0-3]), primary school, sixth form\w*, under 1[0-8]s?, \d
    stone, five stone, six stone"""
)
"""How old somebody is."""
THIRD = phrases("she, shes, he, hes, her, him, his, hers, herself, himself")
"""Somebody else, spoken of again."""
WRITER = phrases("i, me, we, us, my")
"""The writer."""


def is_somebody(text: str) -> bool:
    """Say whether a text speaks of somebody of whom something may be the matter."""
    return bool(PERSON.search(text) or FAMILIAR.search(text))
