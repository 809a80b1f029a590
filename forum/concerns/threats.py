"""A threat, or word of one."""

from __future__ import annotations

from forum.concerns.claim import Claim
from forum.concerns.phrases import phrases

_THEM = (
    r"(?:you|him|her|them|your|his|their|everyone|all of you|the (?:place|building|office|house|lot)|"
    r"this place|that (?:man|woman|bitch|bastard|social worker))"
)

MENACE = phrases(
    r"""back off, letter ?box, petrol, come down there, sort (?:you|us|the lot|her|him|them all) ~ out,
    funeral, empty handed, number ?plates?, silent calls?, outside % (?:house|home|office|door), be
    waiting for (?:me|you|her), be outside, what school, which school, knows where, (?:is|are|youre|dogs|
    wifes|kids) next, windscreen, wont be (?:speaking|walking|breathing), effing, swearing and, last
    (?:meeting|time|warning) ~ (?:i|you|well|will), drop it or, pay for (?:this|it|what), bullets?,
    threat\w*, intimidat\w*, menac\w*, abusive (?:call|message|email)s?, watching % (?:house|home|office|
    kids), sits outside, followed me, slashed, smashed ~ window, brick, come looking, burn, careful
    (?:walking|going|driving|how), loses? (?:theirs|his|hers|yours), shame if, in the ground, what time ~
    (?:leave|leaves|get out|finish|finishes|go home), put you in, pay a visit, pay you a visit, find
    (?:you|whoever|out where|out who), photograph\w* ~ (?:cars|house|us|me|staff), knows? % (?:car|reg|
    address|street|kids|name), dead (?:flowers|bird|rat|animal), nice (?:house|garden|kids|family|car),
    acid, got a knife, with a (?:knife|gun|bat|hammer|machete), stab\w*, shoot\w*, kill\w*, hunt ~ down,
    not the last, you will see, be sorry, on a list, wont be responsible, responsible for what happens,
    going to do for, shotgun, tyres, painted \w+ on, spat at, dog mess, through the post, hung from, doll,
    coffin, wreath, rest in peace, rip, grass, snitch\w*, next on, have my (?:eyes|guts|head|job), picture
    of my (?:house|daughters?|sons?|kids|car|street), shouting that, comments about @, live to regret,
    (?:hed|he would|shed|theyd|wed) (?:kill|stab|burn|hurt|get|find|shoot|smash)"""
)
"""What is threatened, or how."""
AIMED_AT = phrases(
    r"""@ (?:all|inside), tell (?:her|him|them|me|you), % (?:office|house|home|building|car|kids|children|
    family|staff|two|wife|husband|daughter|son|dog|school|windscreen|door|team|chair|life), (?:that|this|
    your|the) (?:office|committee|meeting|lot|group|place), reception, the lot of (?:us|you), if (?:i|you|
    we|that|she|he) (?:speak|say|speaks|turn|come|puts?|go|goes|rings?|dont|doesnt), took (?:my|our)
    (?:kids|children), the day, i sit on, for me, your (?:meeting|minutes|group|board|kids|house|people),
    whoever (?:takes|chairs|sits|wrote|signed), somebody on, one of (?:you|us|your|our), police witness,
    the witness, caseworker, social worker, near my (?:family|kids|house|children|wife), this group, her
    house, my house, our car park, youre (?:first|second|third|next), which(?:ever|of) ~ you, our office,
    since the (?:hearing|court case|trial), front door, happens to you, the chairs (?:home|house|address),
    to @, kill me, come to the meeting"""
)
"""Whom or what it is aimed at."""
THREAT = Claim(
    said=phrases(
        rf"""(?:ill|i will|well|we will|im going to|going to|im gonna|gonna|ima|we are going to|i shall|i
        swear|i could) ~ (?:kill|smash|burn|hurt|stab|shoot|break|destroy|batter|cut|torch|slit|come for|
        come after|bury|petrol bomb|bomb|punch|blow up) {_THEM}, (?:know|knows|find out|found out|seen)
        where ~ (?:you|your|she|her|he|his|they) ~ (?:lives?|school|works?|parks?|house|kids|sleep|
        family), (?:you|youll|you will|youre|theyll|hell|shell|she will|he will) ~ (?:be sorry|regret|pay
        for|suffer|wish you|be dead|get whats coming), youre dead, you are dead, you are all dead, dead
        (?:man|woman) walking, (?:make|making) ~ (?:you|him|her|them) ~ pay, watch % (?:backs?|step),
        (?:death )?threats? (?:to|on|against) (?:my|me|our|his|her|the|your|staff) ~ (?:life|lives|family|
        staff|office|us|children|me|kids|home), threats to (?:kill|harm|hurt|burn), death threats?,
        threat(?:ened|ening) (?:to|me|us|my|her|him|staff|our|one of), been threatened (?!with), being
        threatened, threatening (?:letter|message|call|email|note)s?, (?:bomb|acid|petrol|shotgun) (?:at|
        in|on|through|under|your|you|thrown), (?:come|coming|turn up|be there|down there|round|bring|
        bringing|got) ~ ~ (?:knife|gun|bat|machete|petrol), end up dead, bad will happen to (?:you|your|
        her|him), (?:got|get|have) whats coming, sort (?:you|him|her|them) out, we know who you are, you
        (?:wont|will not) ~ (?:see|get away|sleep), blood on your hands, last warning, you have been
        warned, youve been warned, burn (?:it|your \w+) down, dont want anything to happen to, (?:ill|i
        will) put ~ in the ground, (?:wants?|need|needs|ought) to be careful ~ (?:walking|going|driving)
        home"""
    ),
    unless=phrases(r"""if its late, deadline, diary, kill me if (?:its|this|the|im late|i miss)"""),
    hints=((MENACE, AIMED_AT),),
)
