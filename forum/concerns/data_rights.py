"""What people ask about data on themselves: erasure, rectification, objection, restriction, a copy."""

from __future__ import annotations

from forum.concerns.sentences import Claim, phrases

_HELD = (
    r"(?:hold|holds|held|have|has|got|keep|keeps|kept|store|stored|process|processed|collected|written|"
    r"wrote|write|recorded|said|shared|know|on file|on record|down)"
)
_MINE = r"(?:me|my (?!machine|laptop|computer|phone|screen|desk|list|side)\w+|myself|our client|my client)"
_DATA = (
    r"(?:data|information|info|details|records?|files?|everything|anything|personal data|"
    r"personal information|history|particulars|stuff)"
)

_WHOSE = (
    r"(?:my|our|his|her|their|mums|whose|sons|daughters|clients|own|the|old|former|maiden|private|"
    r"personal|childrens)"
)

OWN_DATA = phrases(
    rf"""{_WHOSE} ~ (?:names?|surname|details|data|numbers?|mobile|address|email|photos?|photographs?|face|
    pictures?|voice|recording|words|story|quote|file|record|records|history|sickness|illness|health|absence|
    leave|attendance|date of birth|interview|biography|conduct|opinion|entry|consent|information), (?:about|
    on|of|mentions?|mentioning) (?:me|us|him|her|them|my \w+|our \w+|myself)\b, of (?:mine|hers|his), (?:got|
    have|has|had|put|hold|down|describ\w*|record\w*|photograph\w*|scor\w*|profil\w*|forget|tak(?:e|en)|left|
    calls?|mixed|want) (?:me|us|him|her|them|our \w+|my \w+), i (?:appear|am down|am named|was named|was
    talked|am quoted|said|am violent|was a member|did not), what (?:i|he|she|they|youve|you have|it) (?:said|
    wrote|told|put|says|got|do), (?:got|have|put) (?:down|about|on), it says (?:i|that i|ive), be(?:ing)?
    (?:recorded|scored|photographed|named|profiled|filmed|quoted|judged|written down|on a list|in your \w+),
    (?:a|by a|an|your) (?:computer|machine|program|algorithm), those records, file on, against my name, when
    im (?:ill|off|absent), i am not, talked about, quoted in, (?:recorded|noted|written|put) (?:down )?that
    (?:i|he|she|we|my), what i told you, let me be, i want out, my (?:client|sister)"""
)
"""What is kept on somebody."""
GONE = phrases(
    r"""(?:doesnt|does not|didnt) want ~ ~ (?:kept|held|used|told|shared|sent), str(?:ike|uck) ~ ~
    (?:out|from), cross\w* ~ out, delet\w*, eras\w*, expunge\w*, blot\w* out, remov\w*, wip(?:e|ed|ing),
    destroy\w*, get\w* rid, got rid, dispose of, shred\w*, bin the, tak(?:e|en|ing) ~ ~ (?:off|out|down|back|
    away), took out, (?:wants?|is|be|been) ~ gone, gone from, disappear, want ~ pulled, com(?:e|es) out,
    blanked, redact\w*, forg[eo]t\w*, stop(?:ped)? ~ (?:using|it|this|that|sharing|passing| processing|
    keeping|profiling|telling|giving|handing|doing|of|until|scoring), to stop, youve stopped, no ~ use is
    made, may not use, object(?:s|ing|ed)? to, freeze, restrict\w*, hands off, (?:not|dont|never| without|
    nothing|nobody|anyone) ~ ~ (?:use|used|using|share|sharing|pass|passed|passing|keep|keeping|kept| hold|
    held|holding|destroy|touch|circulate|store|recorded|handed|send it|written about|stayed), no
    (?:longer|further|more) ~ (?:use|used|kept|keep|hold|wishes), dont want ~ ~ (?:kept|held|used|told|it|any|
    my|a computer|to be), must not appear, (?:get|got) ~ off, withdraw\w*, take back, i object, not use,
    nothing of (?:hers|his|mine), want out of, i dont please"""
)
"""What is no longer to be kept or used."""
DESTROYED = phrases(
    r"""delet\w*, eras\w*, expunge\w*, blot\w* out, wip(?:e|ed|ing), destroy\w*, get rid, got rid, shred\w*,
    want it off, (?:ask|wants?|like|wish\w*) ~ ~ (?:removed|forgotten), every mention, all mention"""
)
"""What does away with it for good."""
PERSONAL = phrases(
    r"""(?:my|our|his|her|their|sons|daughters|clients) ~ (?:surname|details|data|mobile|email|photos?|face|
    pictures?|voice|recording|story|quote|file|records?|history|sickness|illness|health|date of birth|
    interview|passport|divorce|child|name), (?:mention|about) (?:of )?(?:me|us|him|her|my \w+|our \w+)"""
)
"""What is somebody's own, and no word of the forum's papers."""
CORRECTED = phrases(
    r"""put ~ ~ (?:right|straight), correct\w*, rectif\w*, amend\w*, alter(?:ed)?, chang\w+ (?:it|them|this),
    get it changed, (?:been|be) (?:changed|put right), fix it, sort (?:it|this|that) out"""
)
"""What is to be put right."""
FALSE = phrases(
    r"""being judged on, (?:moved out|had left) ~ ~ before, untrue, (?:isnt|not|never|nor|arent) ~ (?:true|
    accurate|me|been|happened|was|had|a member)(?! (?:able| well|here|sent|asked)), i (?:am not|didnt|did
    not|havent|havnt|have not|have none|ve none|was not|wasnt| never), ive none, false, lie, lies, inaccurate,
    mistakes, wrong, mixed ~ up, nonsense, conviction"""
)
"""It is not so."""
KEPT = phrases(
    r"""(?:your|our|those) papers? (?:have|has|had|say|says|put|describes?), everything, everywhere, anywhere,
    anything (?:you|we), wherever, whatever (?:is|it|you|youve|we| records|of), every (?:old
    )?(?:copy|mention|trace), (?:all )?the copies, all of it, any of it, the lot, half of it, (?:your|those|
    ur|what|our|the|that) ~ (?:records?|files?|systems?|computers?|database|book| register|website|leaflet),
    backups?, on (?:file|record), you ~ (?:hold|holds|keep|kept|have|got|need| store), (?:is|are|be|was|been|
    its|names) (?:held|kept|stored), already there, (?:any|every)(?:one|body) you (?:have|gave|sent|told),
    (?:written|said|says|put|hold\w*) (?:down )?about (?:me|us|him|her|them), (?:my|his|her) file, all your
    lists, what youve (?:got|put|written), (?:organisations|people) ~ read it, (?:whoever|the people) ~ youve,
    who has (?:been sent|read|it|seen|had), tell me who, internet, poster, other organisation, put it there,
    against my name, stayed on, your end, handing it, keep (?:it|them) any longer, keep or, (?:a|the) (?:note|
    record|part|entry|paper) ~ ~ (?:about|where|me|on)"""
)
"""Wherever it is kept."""
REFUSED = phrases(
    r"""consent\w*, (?:never|not|didnt|dont|doesnt|wasnt|nobody|nor) ~ (?:agree\w*|said (?:that )?you could|
    say you could|signed|signing|gave|give|asked|told|allow\w*|recall agreeing), without (?:my|asking|her|
    his), no (?:business|right), (?:my|the|that|a|her|his) right (?:to|of), have that right, (?:says|has|have)
    ~ (?:a|the) right, entitled, allowed to, data protection, gdpr, legal basis, court (?:order|case), may
    not, deed poll, object\w*, not happy, nobody asked, who (?:gave|allowed|said|told) you, (?:gave|give) you
    leave, take (?:it|back), changed (?:her|his|my|their) mind, (?:no longer|not|doesnt|dont) ~ (?:wish\w*|
    want), any (?:more|longer), barrister, solicitor, rather you, none of (?:anybodys|anyones|your) business,
    nobodys business, private, id like it (?:to stop|gone), when i was 1\d, fourteen then, now (?:ive|i have|
    im|that im) ~ (?:left|gone|stepped|\d\d), ive left, (?:one|the) meeting, for good, gave my, my ex,
    stalker, belongs, died"""
)
"""That they never agreed, or may ask for it."""
RIGHTS = Claim(
    said=phrases(
        r"""(?:delete|erase|wipe|destroy|shred|purge|remove) ~ (?:my|our) ~ (?:data|information|info|records?|
        files?|personal \w+|account), (?:want|like|ask|asking|request|wish|demand|insist) ~ (?:to be
        forgotten|erasure|erased|deleted|deletion|rectification|restriction), wants? ~ (?:forgotten|to forget
        @), right (?:to|of) (?:be forgotten|erasure|erase|deletion|rectification|object|restrict|restriction|
        have ~ (?:corrected|deleted|removed|erased|put right)), my (?:data protection )?rights ~ (?:data|gdpr|
        information|erasure|object), (?:do not|dont|didnt|never|no longer|withdraw\w*|not) ~ (?:my
        )?(?:consent|consented|permission|agree) ~ (?:to|for|you|my) ~ (?:data|details|information|process\w*|
        hold\w*|keep\w*|shar\w*|stor\w*|using|used|number|address|name), withdraw ~ my (?:consent|permission),
        (?:article|art) (?:1[6-9]|2[012]), erasure (?:request|of my), request for erasure, rectification of,
        (?:rectify|rectified|restrict|restricting) ~ (?:my|data|information|processing|record), restriction of
        processing, my (?:data|record|records|file) ~ (?:corrected|put right|amended|deleted|removed|erased|
        wrong|incorrect), gdpr ~ (?:request|deletion|erasure|removal), unsubscribe me, stop ~ (?:using|
        processing|sharing|passing|holding|storing|keeping|sending|giving|circulating|publishing) ~ (?:my|our|
        about me) ~ (?:data|details|information|address|number|name|email|photo\w*|to|round|around|out), no
        further use (?:is|be) made of, (?:object|objecting|objection) ~ to (?:you|your|the|being|my|any|how) ~
        (?:hold\w*|process\w*|us\w+| shar\w*|send\w*|pass\w*|keep\w*|data|details|stor\w*|circulat\w*|giv\w*)
        ~ (?:my|me|of my|data|about me)"""
    ),
    unless=phrases(
        r"""item, agenda, training, policy, action \d+, (?:from|off|in) (?:the|that|this|item|action)
        (?:action|minutes?|paper|item|agenda|log|draft|report|sentence)s?(?! you), deputy, privacy notice,
        take \d+ off, take (?:it|that|this) back to, nowhere near done, stays? on the log"""
    ),
    hints=(
        (OWN_DATA, GONE, KEPT),
        (OWN_DATA, GONE, REFUSED),
        (OWN_DATA, FALSE, CORRECTED, KEPT),
        (OWN_DATA, FALSE, GONE),
        (PERSONAL, DESTROYED),
    ),
)
ACCESS = Claim(
    said=phrases(
        rf"""subject access, d?sars?, data access request, (?:article|art|section) (?:15|7|45) ~ (?:gdpr|data
        protection|request|access), {_DATA} ~ (?:about|on|concerning|relating to|regarding) {_MINE}, (?:copy|
        copies) of (?:everything|all|anything) ~ ~ (?:hold|holds|have|has|keep|kept) ~ (?:about|on) @,
        (?:what|everything|anything|all|whatever|copy|copies|see|know|which|emails?|notes?|list|minutes) ~
        {_HELD} ~ (?:about|on|concerning|relating to|regarding) (?:me|my \w+|us), (?:what|everything|anything|
        all|whatever|copy|copies|notes?|emails?|papers?) ~ (?:about|on|mentions?|concerning|relating to|
        mentioning|naming|name|names) (?:me|my (?:son|daughter|client|child|case)), personal data you ~
        (?:hold|process|have), right of access, (?:data|information) you ~ (?:hold|process|have|keep|store) ~
        (?:about|on|concerning) (?:me|my|our client), whats (?:on|in) my (?:file|record), what (?:is|was|has
        been) ~ (?:on|in) my (?:file|record), (?:copy|copies|see|read) ~ whatever ~ (?:about|on) me, (?:see|
        view|access|inspect|copy|copies|send|have|give|get|read|obtain|provide|request|release) ~ (?:to |of |
        me )?my ~ (?:files?|records|data|case file|personal data|personal information), (?:emails?|letters?|
        notes?|messages?|minutes) ~ ~ (?:which|that)? ?mention(?:s|ing)? (?:me|my \w+|us), (?:keep|have|hold|
        got) a file on (?:me|my \w+|us), what you (?:hold|have|keep|kept|held) on (?:him|her|them|my \w+),
        (?:sight of|see|read|copy of) ~ anything (?:written|said|held|recorded) about (?:me|my \w+),
        (?:ask\w*|wants?| wanting|request\w*|demand\w*) ~ (?:see|for|copy|copies|know) ~ (?:what|whatever|
        everything|all| anything) ~ ~ (?:about|on) (?:him|her|them|himself|herself), (?:copy|copies) of
        (?:all|every|any) (?:records?|documents?|papers|minutes|notes|emails|entries) ~ (?:in which|where|
        mention\w*|nam(?:e|ing)| relat\w*)"""
    ),
    unless=phrases(
        r"""how to answer, subject access (?:procedure|policy|training|process|figures|requests (?:rose|fell|
        are|were|in))| item|training|clerks|refresher|half day|inquests|delet\w*|eras\w*|remov\w*|wipe|forget|
        wrong| inaccurate|object|stop|consent|correct\w*, (?:need|want|require) from me, out to me"""
    ),
)
