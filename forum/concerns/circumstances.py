"""How a worry is told: what the writer knows, feels and asks; and what is the forum's business.

The people of a worry: whom it is about, and how they are spoken of.
"""

from __future__ import annotations

from forum.concerns.sentences import phrases

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
    rf"""(?:an?|one of %|theres|there is|some|two) ~ (?:{_CHILD}|{_ADULT}|man|chap|bloke|
    family(?! (?:reasons?|matters?|leave|holiday|circumstances)))s?"""
)
"""Somebody of whom the reader has not heard."""
FAMILIAR = phrases(
    r"""kids?, lads?, lass(?:es|ie)?, mums?, bloke, chap, stepdad, stepfather, boyfriends?, aunt(?:ie|y)?,
    uncle, nan, babies, youngsters?, dad, girls?, boys?, baby, toddler, teenagers?, teens?, goddaughter,
    cousin, sister, brother, grandad, foster, tenant, resident, mates?, gran, pupil, year \ds?, woman,
    women, man, men, gentleman, lady, guy, neighbours?, landlord, caretaker, porter,
    family(?! (?:reasons?|matters?|leave|holiday|circumstances)), grandson,
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


SCENE = phrases(
    r"""bed, bedroom, bath, bathroom, windows?, doors?, coat, shoes, nappy, sofa, bolt, locks?, keys?,
    passport, bank card, fob, bags?, knife, machete, blades?, cars?, audi, bmw, van, taxis?, cab, minibus,
    people carrier, number ?plates?, regs, flats?, house, home, alley, park, stairwell, corridor, reception,
    hostel, bus, station, streets?, road, pillow, towels?, clothes, underwear, uniform, hoodie, phones?,
    snapchat, instagram, whatsapp, tiktok, facebook, facetime, cash, quid, money, vodka, drink, vapes?, fags?,
    weed, tablets, pills, packet, blood, arms?, legs?, neck, wrists?, hands?, face, eyes?, hair, toilets?,
    loo, bins?, shed, garage, caravan, church, chip shop, takeaway, shop, wardrobe, mattress\w*, curtains?,
    sheets, pram, cot, cupboard, attic, basement, cellar, boot, lorry, motorway, railway, bridge, river,
    beach, pier, woods, floor, upstairs, shower, nightdress, pyjamas, jumper, sleeves?, trousers, knickers,
    socks?, trainers, skirt, jewellery, nails, makeup, perfume, swollen, lip, lips, mouth, stomach, belly,
    tummy, head shaved, hacked, teeth, tooth, ear, ears, fingers?, skin, scar, cup, milk, food, fed, hungry,
    fridge, heating, bus stop, playground, gate, gates, library, college, dorm, refuge, children s home,
    placement, garden, balcony, roof, rope, belt, lead pipe, hammer, knuckles, gun, acid, petrol, lighter,
    candle, cigarettes?, webcam, screenshot, voicemail, video, selfie, emoji, hearts, games?, xbox, roblox,
    discord, tinder, dating, sim, burner, gold, watch, wallet, purse, pension, benefits, bus pass, ticket,
    airport, flight, flying"""
)
"""Things and places of a private life."""
UNEASE = phrases(
    r"""dont know (?:if|whether|who|what), not sure (?:if|whether|who|what|this), isnt the place, wrong place,
    not the place, not the right place, awake, went cold, did not like, didnt like, doesnt feel, dosnt feel,
    sorry to (?:use|bother|reply|trouble|write), separately, ought to (?:add|say|tell|mention), i should
    (?:add|say|mention|tell), confidence, confidential\w*, private, rather not (?:put|say|name), might be
    nothing, probably nothing, cant stop thinking, something else, one (?:more|other) thing, one thing,
    different note, another matter, not about, nothing to do with, by the way, also, while i, before i forget,
    hope im wrong, may be wrong, not an item, anything, could be nothing, troubl\w+, uneasy, uncomfortable,
    sick, shaking, shaken, worr\w+, frighten\w*, scared, afraid, please dont, dont use my name, anonym\w*, not
    my place, keep thinking, cant sleep, couldnt sleep, between ourselves, dont want to make trouble,
    frightens me, thought you should know, thought somebody should, shouldnt be telling, off the record, dont
    quote me, on my conscience, heart sank, gut, bad feeling, not right, isnt right, sorry to trouble, trouble
    you, wonder (?:if|whether), i keep, i believe @, nagging, bothers? me, bothering me, dont like it, wouldnt
    forgive myself, hope someone, alarmed, chilled, felt wrong, odd, strange, hope this finds, not an answer,
    last thing, ps, is it you, is this where, keep this from, i found your, i want it known, want it known,
    look in on, welfare (?:visit|check), someone above, something is (?:very )?wrong, very wrong, shouldnt
    (?:say|write|put), i dont know what to, what to do with it, no ?body else, nobody i can, please please,
    wants to know, we are losing, were losing"""
)
"""What a writer says who has something on their mind."""
OFFICIAL = phrases(
    r"""police, 999, 101, social (?:worker|services), duty (?:team|desk|worker|manager|line), out of hours,
    camhs, a and e, hospital, ambulance, dsl, safeguarding lead, the head, front door, school nurse, nspcc,
    childline, social care, mash, emergency, lado"""
)
"""Whom one calls in need."""
UNHEARD = phrases(
    r"""nobody (?:has|is|will|wants|listens|came|picks|answered|seems|would),
    no one (?:has|is|will|wants|listens|came|picks|answered|seems|would|knows),
    (?:anyone|anybody) (?:has|ever|looked|opened|follow\w*|know\w*), not been told, did anyone, low grade,
    no bed, told (?:me |us |her |him )?to wait, wont (?:do|come|take|answer|help), wasnt interested,
    isnt interested, hung up(?! on your), cut off, no answer, not picking up, nothing (?:has )?happened,
    too busy, not bothered, doesnt meet, threshold, closed the case, put on hold, off til, says? wait,
    annual leave, on leave till, off sick, answerphone, voicemail, closed at, shut at, line engaged,
    hours on hold, left messages, no reply, wont listen, shrugged, told to leave it, brushed off, laughed,
    pigeonhole, didnt know what to, known to services, no further action, nfa,
    isnt their (?:borough|area|job|patch), not their (?:borough|area|job|patch), not (?:our|their) remit,
    say to ring, wants? to wait, wait for (?:the|monday), eight weeks, weeks? wait, waiting list,
    nobody at the, fed up, twice (?:about|and|now), \d times, three times, same answer, dont want to know"""
)
"""Nobody has done anything."""
KNOWN = phrases(
    r"""(?:told|tells|texted|messaged|phoned|rang|rung|said to|confided in|disclosed to|came to|comes to|
    opened up to|approached|emailed|asked|begged|showed|admitted to|spoke to) (?:me|us|my|our|one of (?:my|
    our)|a colleague|the school|staff)(?! to (?:say|reply|answer|confirm|pass|let you know|tell you)),
    (?:has|have|had) (?:just )?(?:told|said|disclosed|confided|shown|alleged), (?:i|we|ive|weve|i have|
    we have|staff|he|she) ~ (?:saw|seen|overheard|heard|found|noticed|witnessed|suspect|think|believe|
    spotted|watched|fear), (?:i|we) know (?:a|that|she|he|of|the|where|for), (?:she|he|they|mum|dad|girl|
    boy|child|pupil|person|student|lad|daughter|son|niece) (?:says?|said|disclosed|told|tells|reckons|
    claims|wont|hasnt|asked), phone call (?:from|saying), rang me, rung me, called me,
    (?:just )?taken a call, (?:i|we) live, next door, neighbours?, neighbour, i work, i teach, i run,
    i support, im (?:a|the|her|his), one of %, (?:in|on) my (?:class|care|tutor group|year|street|block|
    office|caseload|shift|ward|road|estate|team|form), going round, been hearing, came in, come in,
    reported to @"""
)
"""How the writer knows."""
NOW = phrases(
    r"""(?:is|are|am|im|shes|hes|theyre|being|been) (?:now |currently |still )?(?:being|getting|with|made|
    seeing|living|staying|sleeping|going|in (?:a|his|her)), last night, tonight, this (?:morning|afternoon|
    evening|week|weekend|minute|lunchtime), today, yesterday, (?:right|just) now, now, every (?:night|friday|
    saturday|weekend|day|week|evening|time), again, earlier, keeps?, (?:has|have|ive|weve|hes|shes) just, just
    (?:told|said|come|been|had|rang|found|seen|turned|got|left|disclosed|walked), since (?:last night|
    yesterday|sunday|monday|tuesday|wednesday|thursday|friday|saturday|the weekend|then|\d+), there (?:is|are|
    was|were) (?:a|an|some|two|this|these), theres, still, going on, at the moment, (?:an|two|three|few)
    (?:hours?|days|minutes|weeks) ago, on (?:sunday|saturday|friday) night, at (?:home|night|school)"""
)
"""When it is: now, or a moment ago."""
ASKED = phrases(
    r"""what (?:do|should|can|must|shall|would|on earth do|the hell do) (?:i|we|you) ~ do, what am i
    (?:supposed|meant) to do, (?:know|sure|idea) what to do, what(?:s|is) the (?:right thing|procedure|
    process|best thing), (?:who|whom|where) (?:do|should|can|must|shall|would|could|else|on earth do) (?:i|we)
    ~ (?:ring|tell|call|phone|speak|talk|contact|report|turn|go|send|pass|write|refer|ask|take|inform|raise|
    alert), who to (?:tell|ring|call|turn|contact|ask|report|speak|inform), (?:dont|do not|didnt|did not|
    wasnt|not|am not|im not|unsure|no idea) ~ (?:who|whom|where|what|if|how) ~ (?:to|else|this|is|i|its),
    (?:somebody|someone|anybody|anyone|you|one of you) (?:please |urgently )?(?:ring|call|phone|help|advise|
    contact|come|do something|get|check|look into|intervene|tell me), please (?:ring|call|phone|help|advise|
    get|tell me|do something|act|somebody|someone|can), (?:call|ring|phone) (?:me|back), need (?:some |your |
    urgent |to get )?(?:advice|help|guidance|to (?:speak|talk|tell|report)), (?:seek\w*|want|would like|
    appreciate|grateful for) ~ (?:advice|help|guidance), urgent\w*, asap, immediately, how (?:do|can|should|
    would) (?:i|we|one) ~ (?:report|refer|make|tell|raise|get|stop|help|flag|log), emergency, (?:want|wants|
    need|like|trying|tried|wish|have|ought|writing|duty|must|going|decided) to (?:report|tell|refer|inform|
    let|pass|make a ~ (?:referral|report)|raise|flag|alert|share|bring), (?:i|we) (?:must|should|ought to|am|
    are|have) (?:report\w*|tell|raise|flag|alert|inform|refer|make a referral), pass (?:this|it|that) (?:on|
    to), (?:cant|cannot) get (?:through|hold), nobody (?:picks up|answers|listens|is doing|will|does|cares),
    no one (?:picks up|answers|listens|is doing|will|cares), (?:know|knew) (?:where|who) else, help @, sos, do
    i (?:call|ring|report|tell|need to|have to), should (?:i|we) (?:be )?(?:call\w*|ring\w*|report\w*|tell\w*|
    do\w*|contact\w*|worr\w*|inform\w*|refer\w*|take|go)"""
)
"""What the writer asks for."""
CONCERNED = phrases(
    r"""(?:im|i am|we are|were|been|am|is|so|really|very|quite|extremely|deeply|seriously|gravely|bit|getting)
    ~ (?:worried|concerned|scared|frightened|anxious|troubled|uneasy|alarmed|sick with worry|uncomfortable|
    terrified), (?:troubling|bothering|worrying) (?:me|us|my), worr(?:y|ies|ied) ~ (?:me|us|sick|about (?:an?|
    her|him|my|this|one|the safety|the welfare)), (?:have|got|having|serious|real|grave|raise|share|urgent|
    some|my|our|big|a) ~ (?:concerns?|worry|worries) (?:about|for|regarding|re|around|that|over),
    concern(?:ed)? (?:for|about|re|regarding) (?:an?|her|him|my|this|one|the (?:welfare|safety)), fear for,
    bad feeling, gut feeling, keeps me awake, cant stop thinking, on my mind, cant sleep"""
)
"""That the writer worries."""
EXCUSED = phrases(
    r"""(?:cant|cannot|wont|not|unable to) ~ (?:come|make (?:it|the)|attend|be there|join), apologies, working
    from home, school run, half term, childcare, poorly, late on the, leave early, off sick, in court, on
    leave, dentist, unwell, so \w+(?: \w+)? will come, so (?:i have|ive|i) ~ only, driving test, swallowed, at
    my mums, so (?:i|we) (?:have to|must) (?:go home|leave early|collect|fetch)"""
)
"""Why somebody does not come: that speaks of daughters and hospitals too."""
BUSINESS = phrases(
    r"""reworded, rewording, the bit about, (?:play|lesson|assembly|session|workshop) for ~ ~ about,
    (?:videos?|films?|plays?|songs?|podcasts?|assembl(?:y|ies)|lessons?) about (?:consent|safety|grooming|
    exploitation|bullying|respect|relationships|healthy|knife\w*|drugs?), (?:her|his|their)
    (?:mail|emails?|post) (?:comes|goes), moved to \w+ in (?:jan|feb|march|april|may|june|july|aug|sept?|oct|
    nov|dec)\w*, the cover, reporting abuse, youth panel, peer mentors?, board (?:noted|asked|agreed|would),
    board ~ by, ask that, corrections?, the chair allows, observe, for (?:discussion|decision|information|
    assurance| noting), (?:10|15|20|30|five|ten|fifteen|twenty|thirty) (?:minutes|mins), agenda, items?,
    propose\w*, papers?, minutes, training, trained, leaflets?, figures, statistics, data, audits?,
    polic(?:y|ies), procedures?, protocols?, pathway, scheme, campaigns?, slides?, briefings?, profile,
    strateg\w+, quarter\w*, q[1-4], action (?:plan|log|0?\d+), case stud(?:y|ies), research, guidance,
    toolkit, workshops?, conference, discussion, deadline, draft, terms of reference, workstream, evaluation,
    survey, presentation, workbook, spreadsheet, wording, paragraph, per cent, percent, cohort, reviews?,
    commission\w*, (?:annual| board|progress|final|quarterly|our|the|your|his) reports?, funding, pilot,
    [pr]\d+, awareness, statutory, (?:sentenced|convicted|guilty|safe and well|charged|in
    hand|resolved|already ~ (?:referred|reported)|last quarter|(?:in|since|during) (?:19|20)\d\d|helpline),
        job title, my title, (?:cleaner|caretaker|porter|security) locked (?:me|us) (?:in|out),
        the date ~ ~ wrong,
    (?:any|the|about|no|free) parking(?! lot), somewhere to (?:park|charge), charge (?:my|the|an?) ~ car,
    (?:complaint|permit|spaces?|ticket) ~ ~ car park, who ~ ~ about the heating, bring an? (?:student|
    colleague|trainee|apprentice|guest), (?:dont|do not|rather you didnt|no need to) (?:write|send a letter)
    to (?!me|us|my|our|the house), no letters? to (?!me|us|my|our), could be
    (?:recognised|identified) by (?:any\w+|people), page \d+, see ~ within \w+ (?:days|hours|weeks), every
    child who, staff (?:have been|were) told to (?:ring|call|report), wont say when(?! \w),
    needs? a lift, who (?:does|do|should) (?:she|he|i|we) send, be patient, uses? the word, (?:frightened|
    scared|
    afraid) of the (?:dates?|deadlines?|forms?), i can keep them, can i (?:send|post|bring) it, refresher,
    slot, jury, inquiry, inquest, \w+ trial, (?:drop|keep|swap|allow|
    discharge) \d+, noted, quorate, e learning, covers, (?:child| children) (?:at risk of|abuse|protection)
    (?:exploitation|and|team|unit|investigation), (?:exploit\w+| trafficking|abuse|neglect|violence|assaults?|
    self harm|suicides?|grooming|slavery|abduction|rape|rises?| rise) (?:of (?:boys|girls|children|adults|
    young|teenage\w*|vulnerable|women|men)|in \w+s|in criminal| helplines?|inquiry|unit|team|investigation|
    notices|line|lead|leads|work|trial|does|evening), presenting, what counts as, it deals with, head of
    service,
    the chair, missing from the (?:list|log|attendance|pack),
    maternity leave, needs a decision, (?:the|this) group should, our ~ meeting, the group agree"""
)
"""What a forum speaks of every day, and what is over."""
GENERAL = phrases(
    r"""(?:if|when|whenever|where|should|unless|for anyone|for people|anybody|everyone) ~ (?:you|anyone|
    anybody|people|somebody|someone|parents?|staff|members|professionals|who|your message|they) (?:is|are|has|
    have|sees?|thinks?|suspects?|tells?|worr\w+|concern\w+), (?:if|when|where) (?:an?|any) (?:child|person|
    young person|girl|boy|adult|parent|pupil|resident|service user) (?!i )"""
)
"""What holds for anybody."""
DISCLAIMER = phrases(
    r"""if (?:this|it|your \w+|the \w+|you|anyone|an? \w+) (?:is|are|concerns|relates|have|has|suspects?|
    think|see) ~ ~ (?:child|risk|danger|concern|concerns|concerned|worried|crime|adult|safeguarding|immediate|
    emergency|urgent), automatic reply, for (?:urgent|safeguarding|child protection|anything urgent|
    emergencies) ~ ~ (?:call|ring|contact|phone|report), in an emergency"""
)
"""What stands below each mail of an office: whom to ring, for anybody."""
