"""An allegation against somebody who works with children or with adults at risk."""

from __future__ import annotations

import re

from forum.concerns.circumstances import ASKED
from forum.concerns.harms import DRAWN_IN, ENSLAVED, HURT, LURED, NEGLECTED, TAKEN, USED
from forum.concerns.sentences import Claim, phrases

_PRO = (
    r"(?:teacher|instructor|head ?teacher|deputy heads?|(?:the|our|their) head|teaching assistant|ta|tutor|"
    r"lecturer|police ?(?:man|woman|officer)|officer|pc|pcso|detective|constable|sergeant|social worker|"
    r"youth worker|youth justice worker|lunchtime supervisor|supervisor|support worker|key ?worker|"
    r"care worker|residential worker|family worker|worker|coach|coaches|manager|foster (?:carer|parent|mum|"
    r"mother|dad|father)|carer|staff|night staff|member of staff|colleague|nurse|doctor|gp|consultant|"
    r"clinician|registrar|paediatrician|dentist|therapist|counsellor|psychologist|priest|vicar|imam|pastor|"
    r"minister|scout leader|youth leader|instructor|volunteer|councillor|caretaker|chaperone|escort|"
    r"childminder|nanny|professional|mentor|interviewer|warden|chair|member of (?:your|the|this|"
    r"our) (?:group|forum|panel|board)|trustee|governor|chaplain|driver|assistant|boss|matron|agency|"
    r"lollipop man|sergeant|foster (?:dad|mum|father|mother)|child ?minder|interpreter|play worker|"
    r"head of year|provider|runs the|the one who|guard|pe department|mr \w+|referee|trainer|"
    r"licensed driver|cab driver|man who (?:runs|ran|wrote|coaches|teaches|drives|leads)|"
    r"(?:somebody|someone|one) (?:round|at|on) (?:your|the|our|this) (?:table|group|forum|panel|board)|"
    r"(?:her|his|their) (?:old|last|previous|former) (?:nursery|school|home|care home|club))s?"
)
_DOES = (
    r"(?:messag\w*|text(?:s|ing|ed)|touch\w*|slap\w*|hit|hits|hitting|hurt\w*|push(?:ed|es)|kick\w*|"
    r"grab\w*|drag\w*|sleep\w* with|slept with|seeing|dating|groom\w*|abus\w+|assault\w*|rap(?:ed|ing)|"
    r"kiss\w*|hugg\w*|alone with|alone|in a relationship|relationship with|inappropriate\w*|arrested|"
    r"indecent|suspended|flirt\w*|interfer\w*|rough with|mistreat\w*|neglect\w*|exploit\w*|"
    r"gives? (?:\w+ )?(?:girls|boys|kids|them|her|him)|buys? (?:them|her|him)|behave[sd]? (?:around|"
    r"with|towards|inappropriately)|lets men|going out with|drove (?:them|her|him)|drives (?:them|her|"
    r"him)|on his lap|lap|darling|private messages|hearts|accus\w+|alleg\w+)"
)

_WRONGS = (
    r"(?:stay over|staying over|stay(?:s|ed)? (?:the night|at)|at (?:his|her) (?:place|house|flat|own house)|"
    r"(?:to|back to) (?:his|her) (?:flat|house|place|home)|for drives|lifts?|(?:not|never) to (?:mention|"
    r"tell|say)|love letters|ties|tied|strap\w*|cupboard|lock(?:s|ed)|locked room|shuts?|smack\w*|slaps?|"
    r"drag\w*|holding ~ (?:down|on)|(?:makes?|made|making|gets|getting) ~ (?:strip|sit|undress|sleep|kneel|"
    r"watch)|bought|buying|pension|swore|sworn|shouts?|pushed|in \w+ \w+ \w+ will|watches|photographs?|"
    r"videos?|pub|wine|cider|sells?|hand up|loves|numbers?|snapchats?|asked to leave|sacked|suspended|"
    r"stood down|spoken to|warning|off shift|in (?:his|her) (?:own )?(?:car|van)|parks up|caught|on (?:his|"
    r"her) own with|boyfriend|girlfriend|handsy|arm round|favourites|massag\w*|extra (?:tablet|dose)|"
    r"helping (?:him|her)self|come into (?:her|his) room|things that @ shouldnt|off duty|after midnight|"
    r"too friendly|laugh\w*|get(?:s|ting)? the girls|same marks|grabs?|pinch\w*|writing to|letters to|"
    r"having @ to stay|over ~ (?:mouth|face)|by the (?:throat|neck|hair)|hand (?:inside|down|up|under|"
    r"on) % (?:top|shirt|blouse|skirt|trousers|bra|knee|legs?|thigh)|ask(?:s|ed|ing) @ out|sends? @ (?:poems|"
    r"flowers|presents|pictures|photos)|peephole|spyhole|hidden camera|shak(?:en|ing|es)|to stay at weekends|"
    r"lets @|put in|took place between|films|sending|hushed up|(?:keeps|kept) ~ (?:girl|boy|one)|images|"
    r"shut a)"
)

BY = phrases(
    rf"""{_PRO} ~ ~ ~ ~ (?:{_DOES}|{_WRONGS}), (?:hit|slapped|touched|hurt|abused|groomed|assaulted|raped|
    harmed|messaged|contacted|kissed|pushed|grabbed|exploited|restrained|interfered with|threatened|
    photographed) ~ by ~ {_PRO}, (?:accus\w+|alleg\w+) ~ ~ {_PRO}, (?:allegations?|accusation) ~ (?:been made|
    was made|made|against|about|of), (?:report|call|heard|remark\w*|concern\w*|uneasy|uncomfortable|
    information|disclosure) ~ (?:about|against|regarding|on) ~ {_PRO}, position of trust"""
)
"""Somebody of a profession and what they did."""
_REPORTS = (
    r"(?:\w+ ){0,3}?(?:told|tells?|says?|said|reported|rang|rung|phoned|noticed|saw|seen|thinks?|asked|asks|"
    r"called|emailed|worried|concerned|wont|knows?|believes?|isnt|hasnt|has a|had a|wrote|heard|found|"
    r"visited|shown|showed|about|for|of)\b"
)
_HARM = "|".join(each.pattern for each in (HURT, USED, TAKEN, DRAWN_IN, LURED, ENSLAVED, NEGLECTED))
_DOER = (
    r"(?<!told )(?<!tell )(?<!to )(?<!by )(?<!showed )(?<!shown )(?<!asked )\b"
    rf"(?:an?|the|our|my|his|her|their|\w+s|one of \w+) (?:\w+ ){{0,2}}?{_PRO} (?!{_REPORTS})(?:\w+ ){{0,8}}?"
)
HARMING = re.compile(rf"{_DOER}(?:{_HARM})")
"""Somebody of a profession who harms, and does not tell of it."""
ACTING = re.compile(
    rf"{_DOER}(?:girls?|boys?|kids?|lads?|children|child|baby|babies|pupils?|students?|residents?|patients?|"
    r"daughters?|sons?|her|him|them|me|young (?:ones|people)|when i was 1\d|teenagers?)\b"
)
"""Somebody of a profession who does something to somebody."""
THEIRS = phrases(rf"""(?:he|she|hes|shes|himself|herself|who|them|they) ~ ~ {_WRONGS}""")
"""What he or she did, where the sentence before names them."""
CHILDISH = phrases(
    r"""girls?, boys?, kids?, lads?, childs?, children, grandsons?, granddaughters?, (?:shes|hes|she is|he
    is|she was| he was) (?:only )?1[0-7], young people, young person, pupils?, students?, sixth former\w*,
    under \d+s?, under fourteens, teenagers?, netball, daughters?, sons?, residents?, old (?:mans?|
    ladys?|womans?), gran, patients?, service users?, clients?, year \d+s?, minors?, baby, babies, young
    woman, young man, school, when she was 1\d, a 1\d year old, clinic, little ones, changing rooms, tenant,
    alleg\w*, home, callers, images, ward, secure unit, \d\d year olds?, someone in (?:her|his) care,
    foster\w*, unit, from a 1\d year old, she placed, he placed, respite centre, nursery, young people, young
    offenders\w*, younger ones, brother, care leaver, year old, when i was 1\d, young ones, babies, my sons?,
    my daughters?"""
)
"""To whom."""
PRO = phrases(rf"""{_PRO}""")
"""Who works with children or adults at risk, and those whom the forum knows."""
MISCONDUCT = phrases(
    rf"""{_DOES}, in (?:his|her) own car, own phone, gave @ money, door locked, blinds, numbers, same girl,
    same boy, staying late, joke about it, everybody (?:knows|on), let him resign, resign nice, sacked, takes
    @ out, presents, designated officer, nobody (?:has )?reported, what ~ did to, not to report, filmed,
    giv(?:en|ing) lifts, lifts to, after hours, on his own, on her own, films @, filming, temper, broken
    finger, restrain\w*, off camera, meeting (?:callers|girls|boys|them), pinch\w*, till (?:he|she) cried,
    shouts? at, photos of, locks food, called @ a, indecent images, arrested, investigated, dismissed, a
    reference, from (?:his|her) phone, follows @ on, snapchat, instagram, secret, favourites, tickl\w*,
    massag\w*, sits @, bath\w*, dragged, sworn at, swears at, drunk on, sells, gives them, drinks with,
    sleeping with, at his (?:house|flat|place), cubicle, toilets? with, friendship with, paid off, named in ~
    statement, send pictures, showers? with, on (?:his|her) knee, undress\w*, swimming alone, trips alone,
    sleepovers?, stays? the night, gave @ (?:money|drink|drugs|a phone), laughed it off, told no one, close to
    @, stay behind, to (?:his|her) flat, to (?:his|her) house, in return for, without anyone else, peephole,
    spyhole, hidden camera, over ~ (?:mouth|face), by the (?:throat|neck|hair), shak(?:en|ing|es) ~ (?:baby|
    babies|child|one), without a chaperone, wont go any ?more, keeps ~ behind, vapes"""
)
"""What they should not have done."""
THE_FORUMS = phrases(
    r"""how many, handled by the lado, job title, my title, for (?:discussion|decision|information|assurance|
    noting), \w+ (?:minutes| mins)\b(?! ago), polic(?:y|ies), procedures?, protocols?, annual, figures,
    audits?, agenda, (?:been|were| weve|have|has|are) trained, trained \d+, staff trained, training (?:for|on|
    is|day|session|package), session on, refresher, slides?, strateg\w+, quarter\w*, campaigns?, leaflets?,
    board (?:noted|asked| agreed), ask that, jury, trial, inquest, inquiry, research, workshop, conference,
    case study, statutory, sentenced, convicted, charged, guilty, resolved, presenting, propose\w*, survey,
    awareness, item is, cohort, course, training offer, (?:lado|safeguarding) training"""
)
"""What a forum says of such things every day."""
LADO = phrases(r"""lado, designated officer""")
"""Who is told of allegations."""
ALLEGATION = Claim(
    unless=THE_FORUMS,
    hints=(
        (BY, CHILDISH),
        (PRO, MISCONDUCT, CHILDISH),
        (PRO, THEIRS, CHILDISH),
        (HARMING, CHILDISH),
        (LADO, ASKED),
    ),
)
