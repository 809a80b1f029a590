"""A threat, or word of one."""

from __future__ import annotations

from forum.concerns.sentences import Claim, phrases

_THEM = (
    r"(?:you|him|her|them|your|his|their|everyone|(?:all|some|one|any|each|every one|the lot) of (?:you|us)|"
    r"each and every|the (?:place|building|office|house|lot)|this place|that (?:man|woman|bitch|bastard|"
    r"social worker))"
)
_LIFE = (
    r"(?:lives?|sleeps?|drives?|parks?|finish(?:es)?|leaves?|walks?|school|nursery|college|cars?|kids|"
    r"children|house|works?|family|street|bus|rota|goes? to|go to|get home|go home)"
)
_WILL = (
    r"(?:ill|i will|well|we will|im going to|going to|im gonna|gonna|ima|we are going to|i shall|i swear|"
    r"i could|id|hed|he would|shed|theyd|wed|im|i am|we are)"
)
_THEYLL = r"(?:hell|shell|theyll|youll|itll)"
_INJURED = (
    r"(?:hurt|cut|killed|harmed|shot|stabbed|burnt|buried|dead|carried \w+|in (?:the|a) (?:river|ground|"
    r"hospital|box|coffin|wheelchair|canal))"
)

VIOLENCE = phrases(
    rf"""petrol, acid, bullets?(?! points?), shotgun, balaclava, hanged, burn @ (?:out|down),
    slaughter\w*, a (?:gun|
    knife|bat|hammer|machete|brick), bomb\w*, kill\w*, stab\w*, shoot\w*, torch\w*, a match to, burn, burnt,
    burned, % dogs? (?:on|is|s), {_WILL} ~ (?:have|do|sort|get|find|hurt|smash|batter) @, sort ~ (?:you|us|the
    lot|her|him|them|it) ~ out, come down there, (?:be|get|gets|getting|goes|go|ends? up|to get|is|are) ~
    {_INJURED}, (?:wont|will not|not|never) ~ (?:see the|see another|see out|make it (?:home|out)|get home|
    speak again|be (?:speaking|walking|breathing)), be (?:her|his|your|my|their) last, last (?:meeting|
    christmas|warning) ~ (?:i|you|well|will), across (?:his|her|my) throat, come looking,
    hunt ~ down, in the ground, rest in
    peace, (?:your|own) funeral, coffin, wreath, have % (?:eyes|guts|head), what theyd like to do, if the
    \w+ goes so does"""
)
"""What may be done to somebody."""
ULTIMATUM = phrases(
    r"""(?:next|last) (?:time|one|chance|person), one more (?:word|visit|letter|call|time|thing|meeting), or
    (?:she|he|they|i|we|else|your|her), back off, (?:stop|drop|leave|give|gave|keep) ~ ~ (?:alone|or|going on|
    if you|shut|out of|back or), (?:got|has|have|you) (?:till|until), had better, unless (?:you|she|he|they),
    wants? to be (?:careful|looking), what happens, nothing (?:left )?to lose, see (?:how|what), find out
    (?:where|who|what (?:its|it is) like), be (?:sorry|waiting|outside|there at), (?:wont|not) be
    (?:answerable|responsible|empty handed|coming empty), empty handed, be a (?:pity|shame)(?! if (?:the|you|
    we|he|she|they|none|nobody)), % (?:windows|tyres|dogs?|car) ~ (?:next|first|went), not messing, i mean it,
    be warned, pay (?:for|a visit|you a visit), if (?:i|you|we|that|she|he) (?:speak|say|speaks|turn|come|
    puts?|go|goes|rings?|lose|dont), on a list, is next, youre (?:first|second|third|next), watching %
    (?:house|home|kids), which(?:ever|of) ~ you, whoever (?:took|grassed|takes|wrote|signed)"""
)
"""What must be done, or else."""
DIRE = phrases(
    rf"""one eye open, better sleep, accidents happen, see what (?:you|she|he|they) (?:get|gets), (?:know|got)
    (?:people|friends|mates|brothers) who, (?:needs?|wants?|ought) ~ (?:dealing with|sorting out|a slap|
    shutting up|teaching a lesson), teach @ a lesson, a little (?:chat|visit), (?:with|picked) the wrong,
    (?:his|her|your|their) life (?:hell|a misery), days are numbered, wont be safe, nowhere to hide, cant
    hide, warning you, final warning, think (?:about|of) % ~ (?:kids|family|children|grandchildren|wife|
    husband), hope you (?:die|rot|all die|burn), deserves? to (?:die|burn|suffer), none of you, (?:got|have)
    your (?:names?|faces?|address), every last one, a match to, in the ground, (?:wont|will not|shell not|hell
    not|not|never) ~ (?:see (?:the|another|out)|make it (?:to|home|out)|be (?:speaking|breathing|walking|
    coming empty)), be (?:her|his|your|my|their) last(?! \w), with a (?:knife|gun|bat|hammer|machete), wont be
    responsible for, loses? (?:theirs|his|hers|yours), if the \w+ goes so does, (?:shame|pity|terrible) if
    (?:any|some)thing, shame if (?:it|that|they) (?:went|got|burn\w*|fell|happened), youre (?:first|second|
    third|next), see how @ likes, see how (?:she|he|they) likes?, find out where ~ lives?, got (?:till|until)
    ~ to, (?:liked|miss|mind) % tyres, do % windows, empty handed, get ~ {_INJURED}, be ~ {_INJURED}, the lot
    of you, not (?:messing|joking), one of (?:you|us) ~ {_INJURED}, find (?:each|every|all)"""
)
"""What bodes ill by itself, of whomever it is said."""
CAUSE = phrases(
    r"""(?:give|gave|giving) ~ (?:evidence|statement), (?:spoke|speak|talk|talked|went|go|gone) to the police,
    the (?:hearing|trial|court case), after court, at court, if you (?:go|dont|do|keep|carry), grass\w*,
    because (?:i|she|he|we) ~ (?:spoke|told|reported|said), (?:took|take|taking|taken) (?:my|his|our|her)
    (?:kids|children|daughter|son), the committee, your (?:meeting|group|office|committee|clerk|chair), %
    (?:social worker|solicitor|witness)"""
)
"""Why: what somebody did for the forum, a court or the police."""
BESET = phrases(
    r"""threat\w*, intimidat\w*, menac\w*, abusive (?:call|message|email)s?, keyed, slashed, smashed, let
    down, windows? ~ (?:through|in), through % (?:letter ?box|door|windows?), sprayed, painted, spat (?:at|
    on), cornered, followed (?:me|her|him|us|home), followed home, driv\w+ past, sits? outside, outside %
    (?:house|home|office|door), watching % (?:house|home|office|kids), (?:silent|abusive|nasty) calls?,
    breathing, dead (?:flowers|bird|rat|animal|crow|cat|mouse), dog mess, doll, funeral card, under (?:the|my|
    her|his) wiper, windscreen, number ?plates?, % registration, (?:photos?|photographs?|pictures?|prints?) of
    % ~ (?:house|home|front door|daughters?|sons?|kids|car|street|own house|nursery), photograph\w* ~ (?:cars|
    house|us|me|staff), (?:my|her|his|chairs|our) home address (?:on|up|under|online|out)\b, come near, knows?
    (?:%|the) (?:car|reg|address|street|kids|name|room|date), what time ~ (?:leaves?|get out|finish\w*|goes?
    home), which (?:school|exit|door|way), what school, pop round, effing, swearing and, shout(?:ed|ing|s)
    (?:that|at), scream(?:ed|ing|s) (?:that|at), grass, snitch\w*, walked to (?:her|his|my) car, (?:took|take|
    taken|got) % ~ names? ~ off, comments about @, pictures? of % (?:daughter|son|nursery|kids)\w*"""
)
"""What was done already, to frighten."""
AIMED_AT = phrases(
    r"""(?:you|your) (?:lot|people|all|group|office|meeting|committee|board|team|minutes|house|kids|boss|
    deputy|tyres|door), you, (?:tell|ask) (?:her|him|them|the \w+|your|that), (?:our|the|a|that|his|her|their)
    ~ (?:chair|chairs|receptionist|reception|office|social worker|caseworker|solicitor|witness|outreach
    worker|family worker|health visitor|judge|officer|staff|members?|building|car park|front desk|desk),
    (?:one|some|any|each|every|the lot|all) of (?:you|us|your|our), (?:that|this|your|the) (?:office|
    committee|meeting|list|group|hearing|trial|court case), reception, (?:took|take|takes|lose|back|whoever
    took) (?:his|my|our|the|her|their) (?:kids|children|boys?|girls?|daughter|son), statement, for me to, at
    me, kill me, my (?:own )?(?:house|home|car|door|office|street|windscreen|windows|front door|family|name),
    our (?:house|office|door), security, near my (?:family|kids|house|children|wife), the minutes, i sit on,
    since the (?:hearing|court case|trial|paper), police have it"""
)
"""Whom it is aimed at: the forum, its people, those who help it."""
RANSOM = phrases(
    r"""pay, paying, paid, bitcoins?, send us, grand, \d000, drop (?:the|that|it|this), stop, if (?:this|that|
    you), unless (?:you|we)"""
)
"""What is to be paid or done."""
EXPOSED = phrases(
    r"""(?:publish|post|put|leak|release) ~ (?:online|it all|the (?:case )?(?:files|names|lot|papers)|
    everything), (?:goes|go|be) ~ (?:on the internet|online|public), to the papers with, private lives,
    (?:would|might) like to see, gets? them, hacked"""
)
"""What is made known otherwise."""
THREAT = Claim(
    said=phrases(
        rf"""{_WILL} ~ (?:kill|smash|burn|hurt|stab|shoot|break|destroy|batter|cut|torch|slit|come after|bury|
        petrol bomb|bomb|punch|blow up|coming for|come for|taking|find|set ~ dog on) {_THEM}(?! (?:the|an?|
        some|one|another|copy|out) ), {_WILL} ~ do (?:you|him|her|(?:all|some|one|any|each|the lot) of you)(?!
        (?:the|an?|some|one|another|copy|out) ), (?:i|we|they|he|she|ive|weve|can|that) (?:all )?(?:know|
        knows|found out|
        find out|seen|got) ~ (?:where|what|which|when|who) ~ ~ (?:you|your|yours|youse|of you) ~ {_LIFE}, know
        (?:what|where|which|when) (?:time )?(?:you|she|he|your|her|his) ~ {_LIFE} ~ (?:and what|and where|and
        when|record that), (?:know|knows) which \w+ (?:yours|your \w+) (?:go|goes), (?:know|knows) what
        (?:school|car) (?:her|his|my|your), (?:you|youll|you will|youre|youre gonna|theyll|hell|shell|she
        will|he will) ~ (?:be sorry|regret|pay for (?:it|this|what)|suffer|wish you|be dead|get (?:whats
        coming|what you deserve)|end up ~ ~ {_INJURED}|find out what it), youre dead, you are (?:all )?dead,
        dead (?:man|woman) walking, (?:make|making) ~ (?:you|him|her|them) ~ pay, watch % (?:backs?|step),
        looking over % shoulder, threats to (?:kill|harm|hurt|burn), (?:death )?threats? (?:to|on|against)
        (?:my|me|our|his|her|the|your) ~ (?:life|lives|family|office|children|kids|home), death threats?,
        threat(?:ened|ening) (?:to|me|us|my|her|him|staff|our|one of), been threatened (?!with), being
        threatened, threatening (?:letter|message|call|email|note)s?, (?:bomb|acid|petrol|shotgun) (?:at|in|
        on|through|under|your|you|thrown), (?:coming|turn up|be there|down there|bring|bringing|got) ~ ~
        (?:knife|gun|machete|petrol), bad will happen to (?:you|your|her|him), we know who you are, blood on
        your hands, you have been warned, youve been warned, dont want anything to happen to, tick tock, how
        brave (?:you|she|he), keep (?:your|her|his) (?:mouth shut|nose out|windows), wont be answerable,
        wants? to be careful ~ (?:walking|going|driving) home, (?:to|till|until) ~ ~ or else(?! \w), back or
        else(?! \w), nothing (?:left )?to lose ~ ~ (?:you|taking), (?:will|shall|{_THEYLL}|gonna|going to) ~
        get (?:acid|a bullet|burnt|petrol), % windows? (?:will|are going|is going|gonna|going) ~
        (?:through|in| out|smashed), % (?:house|car|office|door) (?:will|gonna|going to) ~ (?:burn\w*|go
        up|torched|smashed| kicked in), (?:{_WILL}|{_THEYLL}) ~ (?:break|snap|slit|smash|kick|cut) % (?:legs?|
        arms?|neck|fingers| face|throat|head|jaw|teeth|skull|ribs), (?:if|unless) (?:you|she|he|they|i) (?:\w+
        )?(?:\w+ )?(?:\w+ )?(?:\w+ )?(?:\w+ )?(?:we|they|i) know where, (?:some|one|none|all|most) of
        (?:you|your lot) (?:will not|wont) (?:be )?(?:get\w* up|walk\w*|breath\w*|mak\w* it (?:home|out)),
        enjoy % ~ ~ ~ be (?:her|his| your|their) last, (?:come|coming|came|turn up|down|round) ~ ~ with
        (?:a|his|her|the|my) ~ (?:shotgun| gun|knife|machete|petrol|bat|hammer|axe), hope (?:you|youve|youre|
        theyve|your) ~ ~ insur(?:ance|ed), (?:wont|never|dont|not) forget what you (?:did|have done|all
        did)(?! for| to (?:help|support|get)), if (?:you|she|he|they) ~ (?:signs?|speaks?|talks?|testif\w+|
        gives?|names?|stands? up) ~ ~ (?:youll|shell| hell|theyll|you|she|he|they) (?:not|wont|will not|never)
        ~ (?:make it to (?:court|trial|christmas|the stand)|see (?:christmas|another)|leave alive|walk
        again|be found), (?:out of a job|without a job| sacked|finished) (?:and|or) worse, next time it
        (?:wont|will not) (?:just |only )?be (?:a|an|just|only) (?:letter|warning|phone|call|word|window|note|
        brick), (?:people|mates|friends|lads|somebody|someone) (?:who|whod|wholl|that) ~ pay ~ ~ a
        (?:visit|call)"""
    ),
    unless=phrases(
        r"""if its late, deadline, diary, kill me if (?:its|this|the|im late|i miss), % (?:back|feet|head|
        knees?|neck|
        shoulders?|eyes|shoes) (?:is|are) killing me, items?, policy, agenda,
        training, \w+s that kill me, kill for a,
        trying to kill us, where the bodies are buried, knife crime, protocol, assessment, ten minutes"""
    ),
    hints=(
        (VIOLENCE, AIMED_AT),
        (VIOLENCE, CAUSE),
        (DIRE, CAUSE),
        (ULTIMATUM, BESET, AIMED_AT),
        (BESET, AIMED_AT),
        (DIRE, AIMED_AT),
        (RANSOM, EXPOSED),
    ),
)
