"""An allegation against somebody who works with children or with adults at risk."""

from __future__ import annotations

from forum.concerns.circumstances import ASKED, BUSINESS
from forum.concerns.claim import Claim
from forum.concerns.phrases import phrases

_PRO = (
    r"(?:teacher|music teacher|instructor|head ?teacher|deputy heads?|head|teaching assistant|ta|tutor|"
    r"lecturer|police ?(?:man|woman|officer)|officer|pc|pcso|detective|constable|sergeant|social worker|"
    r"youth worker|youth justice worker|lunchtime supervisor|supervisor|support worker|key ?worker|"
    r"care worker|residential worker|family worker|worker|coach|coaches|manager|foster (?:carer|parent|"
    r"mum|mother|dad|father)|carer|staff|night staff|member of staff|colleague|nurse|doctor|gp|"
    r"consultant|clinician|registrar|paediatrician|dentist|therapist|counsellor|psychologist|priest|"
    r"vicar|imam|pastor|minister|scout leader|youth leader|instructor|volunteer|councillor|caretaker|"
    r"chaperone|escort|childminder|nanny|professional|mentor|interviewer|warden|chair|member of (?:your|"
    r"the|this|our) (?:group|forum|panel|board)|trustee|governor|chaplain|driver|assistant|boss|matron|"
    r"guard|pe department|mr [a-z]|referee|trainer|licensed driver|cab driver|man who (?:runs|ran|wrote|"
    r"coaches|teaches|drives|leads))s?"
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

BY = phrases(
    rf"""{_PRO} ~ ~ {_DOES}, (?:hit|slapped|touched|hurt|abused|groomed|assaulted|raped|harmed|messaged|
    contacted|kissed|pushed|grabbed|exploited|restrained|interfered with|threatened|photographed) ~ by ~
    {_PRO}, (?:accus\w+|alleg\w+) ~ ~ {_PRO}, (?:allegations?|accusation) ~ (?:been made|was made|made|
    against|about|of), (?:report|concern\w*|uneasy|uncomfortable|information|disclosure) ~ (?:about|
    against|regarding|on) ~ {_PRO}, position of trust"""
)
"""Somebody of a profession and what they did."""
CHILDISH = phrases(
    r"""girls?, boys?, kids?, lads?, child, children, young people, young person, pupils?, students?, sixth
    former\w*, under \d+s?, under fourteens, teenagers?, netball, daughters?, sons?, residents?, old
    (?:man|lady|woman), gran, patients?, service users?, clients?, year \d+s?, minors?, baby, babies,
    young woman, young man, school, when she was 1\d, a 1\d year old, clinic, little ones, changing rooms,
    tenant, alleg\w*, home, callers, images, ward, secure unit, \d\d year olds?, someone in (?:her|his)
    care, foster\w*, unit, from a 1\d year old, she placed, he placed, respite centre, nursery, my sons?,
    my daughters?"""
)
"""To whom."""
PRO = phrases(rf"""{_PRO}""")
"""Who works with children or adults at risk, and those whom the forum knows."""
MISCONDUCT = phrases(
    rf"""{_DOES}, in (?:his|her) own car, own phone, gave @ money, door locked, blinds, numbers, same girl,
    same boy, staying late, joke about it, everybody (?:knows|on), let him resign, resign nice, sacked,
    the girls, takes @ out, presents, designated officer, nobody (?:has )?reported, what ~ did to, not to
    report, filmed, giv(?:en|ing) lifts, lifts to, after hours, on his own, on her own, films @, filming,
    temper, broken finger, restrain\w*, off camera, meeting (?:callers|girls|boys|them), pinch\w*, till
    (?:he|she) cried, shouts? at, photos of, locks food, called @ a, indecent images, arrested,
    investigated, dismissed, a reference, from (?:his|her) phone, follows @ on, snapchat, instagram,
    secret, favourites, tickl\w*, massag\w*, sits @, bath\w*, dragged, sworn at, swears at, drunk on,
    sells, gives them, drinks with, sleeping with, at his (?:house|flat|place), cubicle, toilets? with,
    friendship with, paid off, named in ~ statement, send pictures, showers? with, on (?:his|her) knee,
    undress\w*, swimming alone, trips alone, sleepovers?, stays? the night, gave @ (?:money|drink|drugs|a
    phone), laughed it off, told no one, close to @, stay behind, to (?:his|her) flat, to (?:his|her)
    house, in return for, without anyone else, without a chaperone, wont go any ?more, keeps ~ behind,
    vapes"""
)
"""What they should not have done."""
LADO = phrases(r"""lado, designated officer""")
"""Who is told of allegations."""
ALLEGATION = Claim(
    unless=BUSINESS,
    hints=(
        (BY, CHILDISH),
        (PRO, MISCONDUCT, CHILDISH),
        (LADO, ASKED),
    ),
)
