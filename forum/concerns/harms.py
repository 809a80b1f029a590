"""What happens to people: a pattern for each way in which they come to harm."""

from __future__ import annotations

from forum.concerns.sentences import phrases

_HIM = (
    r"me|her|him|them|us|my|his|their|each other|herself|himself|an? \w+|"
    r"the (?:girls?|boys?|kids?|child|children|baby|lad)"
)

HURT = phrases(
    rf"""(?:hits?|hitting|beats?|beating|slap\w*|punch\w*|kick\w*|strangl\w*|chok\w*|hurts?|hurting|
    touch(?:ed|
    es|ing)|molest\w*|grop\w*|burn(?:s|ed|t)|bit|bites|shook|shakes|shaking|throws?|threw|push\w*|grab\w*|
    drag\w*|whip\w*|smack\w*|attack\w*) (?:{_HIM}), (?:being|been|getting|gets|got|is) ~ (?:hit|hurt|
    beaten|slapped|punched|kicked|touched|attacked|harmed|drugged|burnt|smacked), bruis\w*, black eyes?,
    (?:cuts?|marks?|burns?|scars?|blood|injur\w+|bite marks?) (?:on|to|all over|from), cigarette burns?,
    bleeding, stabb\w*, rap(?:e|ed|es|ing|ist), assault\w*, molest\w*, abus(?:e|ed|es|ing|er|ive),
    interfer(?:ed|es|ing) with, knock\w* ~ about, neglect\w*, starv\w*, (?:not|hasnt|havent|isnt|never) ~
    (?:been fed|eaten|eating|feeding), no food, tied (?:up|to), fgm, to be cut, forced marriage, marry @
    off, domestic violence, violent, hits, knickers, malnourished, fractur\w*, handprint, chained, tied,
    radiator, strapped, belted, whipped, scald\w*, bitten, choke\w*, headlock, pulled (?:her|his) hair,
    spat on, unconscious, blue lips, hospitalis\w*"""
)
"""Blows, marks, abuse."""
USED = phrases(
    r"""(?:hav\w+|had|has|for|want\w*) sex, sex (?:with|for|in|act|acts), sexual\w*, sle(?:ep|eps|eping|pt)
    with, sexting, nudes?, naked, topless, undress\w*, (?:do|doing|did) ~ (?:things|stuff|something|
    favours) (?:to|for|with|she|he|i), groom(?:s|ed|ing), blackmail\w*, sextort\w*, pimp\w*, prostitut\w*,
    traffick\w*, indecent\w*, exploit\w*, cse, passed (?:round|around|on to), pregnant, morning after
    pill, condoms?, sti, cuckoo\w*, tak(?:en|ing|es) ~ advantage, older (?:man|men|boyfriend|girlfriend|
    lads?|guys?|blokes?|gentleman|gentlemen|boys?|males?|woman), much older, (?:grown|strange|random|
    different) (?:man|men|blokes?|guys?), coerc\w*, controls @, slavery, sugar daddy, onlyfans, webcam,
    livestream\w*, (?:pictures?|photos?|pics?|videos?|images?|clips?) ~ of (?:her|him|me|them|himself|
    herself|my|the (?:girl|boy)), (?:send|sends|sent|sending|post|posted|share|shared|sharing|ask|asks|
    asked|asking|want|wants|wanting|got|has) ~ (?:for |my )?(?:pictures?|photos?|pics?|videos?|images?|
    selfies), ma(?:kes?|king|de) @ ~ (?:do|sleep|have|sell|carry|work|go|get|send|watch|undress|lie|give|
    steal|beg), being made to, (?:boyfriend|partner|bf|man|bloke|guy) ~ (?:[2-6]\d|twenty|thirty|forty|in
    (?:his|her) \w+s|twice her age), expecting (?:a baby|his)?, cubicle, sti test, love bites, sexts,
    touching (?:kids|children|girls|boys), fingers in, (?:daddys|mummys|dads|mums) (?:friend|boyfriend),
    secret boyfriend, escort\w* (?:site|work|ad)s?, red light (?:district|area|street)s?, brothel\w*,
    massage parlour, strip\w*
    (?:off|for), perform\w* (?:for|on), acted out, dolls, (?:selling|sharing|swapping|trading|has)
    (?:pictures|photos|videos|nudes) of, should not know, no child should"""
)
"""Sex and what leads to it."""
TAKEN = phrases(
    r"""(?:driv\w+|drove|bring\w*|brought|lur\w+|pass(?:es|ed|ing)|mov(?:es|ed|ing)) ~ (?:girls|kids|
    teenagers|children|young people|lads), (?:driv\w+|drove|bring\w*|brought|lur\w+|pass(?:es|ed|ing)|
    mov(?:es|ed|ing)) @ ~ (?:to|in|into|round|from|back|about), being driven, tak(?:en|es|e|ing) (?:her|
    him|them|me|girls|kids|children) (?:to|upstairs|away|into|out|back|round|home), taken (?:to|into)
    (?:a|the|his|some|different), (?:been|being) taken (?!off|out|over|up|down|on|into account|as|care),
    pick(?:s|ed|ing)? (?:her|him|them|me|girls|kids|the girls?) ~ up, (?:gets?|being|been|getting|is|was)
    (?:picked up|collected), collect(?:s|ed|ing) (?:her|him|them|girls), (?:get|gets|getting|got|getting|
    climb\w*|put|jump\w*) in(?:to)? ~ (?:cars?|van|taxi|taxis), different (?:cars?|vans?), (?:two|three|
    four|five|six|several|group|other|these|some|lots|loads) (?:of )?~ (?:men|males|blokes|lads|guys), men
    (?:come|comes|coming|keep|bring|bringing|at|in|that|who|go|going|visit\w*|waiting|outside|round),
    (?:with|by|from) (?:a|this|that|some|the same|another|an) ~ (?:man|bloke|guy|male|boyfriend), (?:a|
    this|that|some) (?:man|bloke|guy|male) ~ (?:who|keeps?|outside|waiting|gives?|picks?|in (?:a|his)|she
    met), lock(?:s|ed|ing)? (?:her|him|me|them|up|in), (?:wont|doesnt|not|never|refuses to) ~ let(?:ting)?
    (?:her|him|them|my|me (?:go|out|leave|see|speak|talk|eat|sleep|have|use|ring|call|phone|be)),
    not allowed (?:out|to leave|to go), kidnap\w*, abduct\w*, snatch\w*, held ~
    against, keep(?:s|ing)? @ (?:in|there|locked|at|prisoner), met ~ (?:online|on (?:the internet|
    snapchat|instagram|tiktok|a game|discord|roblox)), (?:messag\w*|text\w*|contact\w*|chat\w*) ~ (?:her|
    him|me|girls|kids|my) ~ on, hotel room, checked in with, (?:in|at|to|from|round) (?:a|the|that|this|
    his|some) ~ (?:hotel|flat|bedsit|takeaway|guest house|travelodge|mans house) (?:with|by|near|in|where|
    opposite|behind|on), key cards?, follow(?:s|ed|ing) (?:her|him|me|my|girls|kids|home), got @ ~ (?:in
    a|now|there), with @ (?:now|again|tonight), men every, stalk\w*, watching (?:her|him|me|the kids)"""
)
"""Whom they are with, and how they got there."""
GONE = phrases(
    r"""(?:been|is|shes|hes|still|gone|goes|went|going|reported|keeps going|he|she|him|her) missing, missing
    (?:since|again|overnight|tonight|all), (?:not|hasnt|havent|didnt|never|doesnt|wont|dont|nor|isnt) ~
    (?:come|came|been|be|coming|got|gone|turned) (?:back(?! to (?:me|us|you))|home|up), no sign of,
    r[au]ns? (?:off|away),
    running away, disappear\w*, vanish\w*, (?:not|hasnt|nobody has|havent|no one has) (?:been )?seen
    (?:since|her|him|for), (?:cant|cannot|couldnt) find (?:her|him|my|them), out all night, stay(?:s|ed|
    ing) out, sleeping rough, on the streets?, till \d in the, (?:dont|nobody|no one|doesnt) knows? where
    (?:she|he|they|my)(?: is| are|s)?, (?:doesnt|isnt|not|wont) ~ answer\w* %, wont (?:say|tell) ~
    (?:where|who), (?<!office )phone (?:is )?(?:switched )?off, left (?:the|her) ~ with (?:him|a man),
    on (?:her|his) own since, since breakfast, not replied since"""
)
"""Nobody knows where they are."""
DRAWN_IN = phrases(
    r"""gangs?, county lines, (?:carry|carries|carrying|run|running|selling|sell|sells|dealing|deals|holding|
    shifting|hiding|moving|delivering) ~ (?:drugs?|weed|coke|gear|crack|packages|parcels|cannabis|heroin|
    knives), drug (?:dealers?|runner), got @ (?:selling|dealing|running|carrying|doing|working),
    (?:second|two|another|burner|several|three) phones?, owes? (?:him|them|money|people|a|her), (?:in|
    drug) debt, debt bondage, lots of cash, cash (?:in|under|he|she), (?:has|got|had|carry|carrying|
    carries|with|found) a ~ (?:knife|blade|gun|machete), knife (?:in|under), radicali[sz]\w*, extremis\w*,
    giv(?:es|ing|en|e) (?:her|him|them|girls|kids) ~ (?:vodka|drinks?|alcohol|drugs|cannabis|weed|money|
    presents|gifts|vapes|spice|pills|coke), bu(?:ys|ying|y|ought) @ ~ (?:things|clothes|presents|gifts|
    drinks?|stuff|trainers|phone|vapes|meals|nails), drunk, drugged, plied, in exchange, (?:for|with)
    (?:vapes|cigarettes|drugs|weed|fags), on drugs, overdosed, come for % (?:sister|brother|mum|family),
    thousand pounds, hundred pounds, wads?, money (?:in|under) (?:a|his|her), stash, drop ?offs?,
    shotting, cannabis farm, lookout, initiat\w*, out all hours, excluded again, weapon"""
)
"""Drugs, debts, weapons, presents."""
HARMING_SELF = phrases(
    r"""(?:kill|killing|hang|hurt|harm|hurting|harming|hanging|drown|cut|cuts|cutting) (?:herself|himself|
    myself|themselves|themself|her arms?|his arms?|my arms?), suicid\w*, self ?harm\w*, overdos\w*,
    tak(?:en|e|ing) ~ (?:tablets|pills|paracetamol), end(?:ing)? (?:it all|her life|his life|my life|it),
    (?:want|wants|wanted|wanting|going|rather|ready) (?:to )?die, (?:wish|wishes|rather) ~ (?:was|were|be)
    dead, take % own life, no point (?:in )?(?:living|going on), jump(?:ed|ing)? (?:off|from|in front),
    (?:dont|doesnt|not|didnt|do not|does not) want to (?:be here|live|wake up|go on|be alive|carry on),
    (?:cant|cannot) (?:cope any\w*|go on (?:like|any|living|much)|carry on (?:like|any|living)|take any
    more|live like this), better off (?:dead|without @), not eating, bleach, poison, drank (?:bleach|
    anti\w*), off (?:the|a) (?:bridge|cliff|roof|motorway), on the (?:bridge|ledge|tracks|railway line),
    goodbye (?:note|text|message|letter), finish (?:herself|himself|it next time), razor\w*, burning
    @self, noose, no reason to (?:live|go on), rather be dead"""
)
"""What they do to themselves."""
AFRAID = phrases(
    r"""(?:scared|frightened|terrified|afraid|petrified) (?:of|to|for|that|and), (?:shes|hes|she is|he is|she
    was|he was|looks?|looked|seems?|seemed) (?:so |really |very |absolutely |quite )?(?:scared|frightened|
    terrified|afraid|petrified|withdrawn|upset|distressed), im (?:so |really |very )?(?:scared|frightened|
    terrified), crying, in tears, whispering, scream\w*, shout(?:s|ing|ed)? at (?:her|him|me|them|the),
    sobbing, flinch\w*, text\w* ~ help, left ~ (?:alone|on % own), on % own (?:at|all|every) \w+, filthy,
    dirty clothes, locked out, takes % ~ (?:pension|money|benefits|bank card), for % (?:benefits|money|
    pension), steal\w* (?:from )?(?:her|his), comes? into % (?:bed)?room, into % bed, expensive trainers,
    new trainers, unexplained, found out where i live, (?:something|what he did|what they did|things) to
    @, threat\w* (?:her|him|me|to), (?:isnt|not|aint|doesnt look|something) ~ (?:right|wrong) (?:with|
    about|there|going on), out of (?:her|his) depth, begg\w* me, made me promise, pleaded, unwashed,
    smells, drinking"""
)
"""Fear and tears."""
IN_DANGER = phrases(
    r"""at ~ risk, in ~ danger(?! of), (?:not|isnt|arent|doesnt feel|dont feel|didnt feel|no longer) safe,
    unsafe, (?:safeguarding|child protection|welfare|safety) (?:concerns?|issues?|matter|referral|alert|
    worry|incident|worries|query|emergency), disclos(?:ed|ure|ing), confided, opened up, needs?
    (?:protecting|rescuing|to be safe|help now|urgent help), immediate (?:risk|danger|harm), com(?:e|ing)
    to harm, (?:being|been|be|significant|serious|get) (?:harm|harmed|hurt), suffering"""
)
"""The words of the trade."""
NEGLECTED = phrases(
    r"""hungry, starving, so thin, skin and bone, underweight, weighs, sleeping things, (?:in|wearing) (?:a |
    her |his |their )?(?:slippers|vest|pyjamas|nightie|nappy|bare feet), barefoot, no (?:coat|shoes|socks|
    bed|bedding|food|grown ups?|electric), no heating in %, same (?:clothes|nappy|trousers), (?:wears|
    wearing) (?:her|his) coat, home alone, all alone, by @sel\w+, on % own, nobody with @, not a grown up,
    unwashed, lice, fleas, stinks?, smells? (?:of|like), begg\w+, steal\w* food, scavenging, locks? ~
    food, bare mattress, mattress\w*, bucket, filth\w*, squalor, looking after % (?:baby|little), carries
    the, asleep (?:in|on|at), sleep(?:s|ing)? (?:in|on|under|behind) (?:a |the )?(?:van|car|floor|bin|
    street|doorway|stair\w*|shed|stock\w*|park|tent|caravan|work|bus), bin bag, left in the (?:car|van|
    rain|cold), freezing, not been (?:to|in) school, not been in since, never in school, stopped
    (?:eating|coming|talking|washing|speaking)"""
)
"""Cold, hungry, left alone."""
ENSLAVED = phrases(
    r"""passports?, (?:no|never has a|not a) day off, (?:isnt|not|never|arent) (?:let|allowed|paid|seen)
    (?:out|outside|at all), not (?:being )?paid, works? for (?:nothing|them|him), keeps? % (?:wages|money|
    papers|documents|card|phone|pension), (?:bank|cash) cards?, (?:takes|took|taken|has|have|got|hold\w*)
    % (?:wages|money|papers|documents|card|phone|passport|keys|fob|pension|benefits), what country
    (?:this|she|he), doesnt speak, not allowed to (?:speak|talk|leave|come|go|see|have|use|answer),
    answers? ~ (?:question|for @), answers the phone for, moved in with @, moved ~ in, signed % ~ (?:away|
    over), still owned, power of attorney, sold (?:her|his) \w+, (?:telly|tv|money|jewellery|savings)
    (?:is|s|has) ~ gone, helps himself, empt\w+ (?:her|his) account, changed (?:her|his) will, (?:bolt|
    lock|padlock) on, locked (?:in|door), chair against, (?:checks|reads|has|took) % phone, came out of
    prison, (?:he|she) (?:came|got) out, taken the (?:children|kids), not see @ again, flying @ out, sent
    (?:abroad|back to), be wed, one way ticket, marry,
    promised to(?! (?:send|let|write|ring|do|come|bring|finish|chase|look|reply|call|check|share)\b),
    suitcase, one way, her papers,
    (?:goes|looks) through % (?:phone|bag|messages|post), lost ~ stone, sleeps in (?:the|a) (?:utility|
    kitchen|garage|shed|van|shop), never paid, unpaid, works off, smuggled, no papers, housemaid, nail
    bar, car wash, wearing % (?:rings?|jewellery|watch|clothes), dementia, confused, choose a husband,
    choose a wife"""
)
"""Work, money and doors that others keep."""
LURED = phrases(
    r"""(?:different|third|another|new|so called) (?:aunt\w*|uncle|boyfriend|man|car|visitor)s?, new (?:coat|
    trainers|bag|nails|clothes|boyfriend), giv(?:es|ing|en) ~ lifts, lifts? (?:to|from|home), (?:passed|
    sent|shared|put) (?:about|around|round|online), (?:film|films|filmed|filming|photograph\w*) (?:them|
    her|him|me|girls|boys|kids|the), (?:send|sends|show|post|put) it (?:to (?:my|her|his|all|every)|round|
    online), (?:not|never|dont|wont) ~ tell (?:any\w*|mum|dad|you), our (?:little )?secret, keep ~ secret,
    if i tell, special friend, love bites?, hickey, sore, swollen, limp\w*, pup\w+, sweets, swings, counts
    as, go to prison, (?:makes?|made|making) (?:you|her|him|me|them) (?:carry|hold|do|go|keep|hide|sell|
    send|take), (?:carry|hold|holding|keep|deliver|drop)\w* (?:something|things|stuff|bags|packages|it
    for), train tickets?, trap house, machetes?, works? for them, (?:car park|lay ?by|alley|woods|layby|
    retail park|industrial estate|services) (?:at|after|by|behind), (?:ten|eleven|twelve|midnight|half
    \w+|\d+) (?:at night|pm), (?:always|keeps|been seen) ~ (?:meeting|waiting|hanging round|hanging
    around), (?:waits|parked|sits) (?:by|outside|for @|near), waiting (?:outside|by the|in the car|in a
    car), had (?:his|her) (?:hand|arm) (?:on|round|up), whats? he does, doing things to, doesnt hurt,
    climb\w+ out, climbs out, window (?:was )?open and, no lights, car regs?, on the back seat, in his
    (?:car|van|cab|lorry|flat|bedroom)"""
)
"""New friends, secrets, pictures."""
COWED = phrases(
    r"""hiding, hid in, wardrobe, jumps when, jumpy, flinch\w*, goes (?:grey|white|quiet), went (?:grey|white|
    quiet), wont (?:speak|talk|look|take ~ off|say|come out|let anyone), wouldnt (?:speak|talk|look|say|
    give|let), couldnt (?:say|tell|explain|look|stand up|walk), cant (?:explain|tell (?:me|us|any\w*)|go
    home|get out|go back), says? (?:s?he|it) (?:fell|was nothing|was fine|doesnt), (?:walked|fell)
    (?:into|down) (?:a|the), a temper, broken (?:finger|arm|wrist|rib|nose|tooth|jaw), pinch\w*,
    shak(?:es|ing|en), trembl\w*, curled up, wet @self, bit (?:her|his) nails, hair (?:hacked|pulled|
    falling), wincing, in bits, beside @self, hysterical, petrified, cried, cries, weeping, sobb\w+, say
    sorry, sorry sorry, dont let me, he d know, hed know, told not to (?:say|tell|log|talk|speak), told to
    say, begged (?:me|him|her|us|not), note ~ (?:says|said|saying) help, says help, help my mum, promised
    not to tell, made me promise, wouldnt leave (?:her|him|the), wont leave @ alone, isnt allowed to
    (?:speak|talk), not allowed to (?:speak|talk), dont say nothing, says nothing, silent, mute, false
    (?:name|date), lied about (?:her|his) age, cant write here, walking in on, (?:he|she|they) might see
    this, delete this, dont reply, dont ring (?:me|back|this), (?:dont|doesnt|didnt|not) want to go
    (?:back|home), scared of going (?:back|home), comes in when, slipped @ a, sos, won?t say (?:why|who|
    where|what)"""
)
"""How it shows."""
CERTAIN = phrases(
    r"""(?:is|are|am|im|was|being|been|shes|hes|s) being ~ (?:abused|groomed|exploited|hit|hurt|beaten|
    trafficked|raped|made to|driven|neglected|harmed|forced|blackmailed|cuckooed|followed|bullied), been
    (?:raped|abused|groomed|trafficked|stabbed|kidnapped), i was (?:raped|abused|groomed), (?:kill|hurt|
    harm|cut|cutting|hang) (?:herself|himself|myself), (?:dont|doesnt|didnt) want to (?:be here|live)\b(?!
    at| on| for| then), want(?:s|ed)? to die, a child (?:is )?(?:at (?:immediate )?risk|in (?:immediate
    )?danger), child at (?:immediate )?risk, safeguarding (?:concerns?|referral|worry|issue|incident|
    alert|emergency) (?:about|regarding|re|for|with|i), disclosed to (?:me|us|my|our), disclosure (?:made|
    from|by), (?:touched|hits|hit|raped|hurts|locks|beats|strangled) @\b"""
)
"""What is said of somebody in need and hardly else."""
SHOWN = phrases(
    r"""statement, disclosure, disclosed, photos?, img, images?, screen ?shots?, voice ?notes?, recording,
    evidence, chats?, whatsapps?, texts, messages?, snaps?, jpe?g, png, heic, mp4, mov, m4a, mp3,
    injur\w*, bruis\w*, diary, note, letter from, says?, said, body map, did, mum, me"""
)
"""What names a file that tells of something that happened."""
HARMS = (
    HURT,
    USED,
    TAKEN,
    GONE,
    DRAWN_IN,
    HARMING_SELF,
    AFRAID,
    IN_DANGER,
    NEGLECTED,
    ENSLAVED,
    LURED,
    COWED,
)
