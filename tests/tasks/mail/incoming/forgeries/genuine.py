"""Mails that are what they say, as mail systems and mail programs write them: all are taken."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.mail.incoming.authentication import EXCHANGE_ONLINE, INSIDE_ONLY
from tests.tasks.mail.incoming.forgeries.case import BORDER, CHAIR, PASS, RESULTS, Case, Headers

EXAMINED = {  # by name: whose it is, and what it writes
    "Exchange Online": (
        EXCHANGE_ONLINE,
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=council.example; dkim=pass (signature was verified) "
        "header.d=council.example;dmarc=pass action=none header.from=council.example;"
        "compauth=pass reason=100",
    ),
    "Exchange Online, folded": (
        EXCHANGE_ONLINE,
        "spf=softfail (sender IP is 2001:db8::1)\r\n smtp.mailfrom=council.example; dkim=pass (signature\r\n"
        " was verified) header.d=council.example;dmarc=pass action=none\r\n"
        " header.from=council.example;compauth=pass reason=100",
    ),
    "Exchange Online, an automatic reply": (
        EXCHANGE_ONLINE,
        "spf=pass (sender IP is 192.0.2.1) smtp.helo=EUR01.outbound.protection.outlook.com; dkim=pass "
        "(signature was verified) header.d=council.example;dmarc=pass action=none "
        "header.from=council.example;",
    ),
    "Exchange Online, two signatures": (
        EXCHANGE_ONLINE,
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=bounce.example; dkim=pass (signature was verified) "
        "header.d=council.example;dkim=fail (no key for signature) header.d=relay.example;dmarc=pass "
        "action=none header.from=council.example;compauth=pass reason=100",
    ),
    "OpenDMARC": (BORDER, f"{BORDER}; dmarc=pass (p=reject dis=none) header.from=council.example"),
    "OpenDMARC, older": (BORDER, f"{BORDER}; dmarc=pass header.from=council.example"),
    "Postfix with capitals and a comment": (
        BORDER,
        "MX.forum.example (Postfix (milter)) 1;\r\n\tDMARC=Pass (p=none) Header.From=Council.Example",
    ),
    "Proofpoint": (
        "ppops.net",
        "ppops.net; spf=pass smtp.mailfrom=chair@council.example; dkim=pass header.d=council.example "
        "header.s=selector1; dmarc=pass header.from=council.example",
    ),
    "Proofpoint on Demand": (
        "mx0a-00123456.pphosted.com",
        "mx0a-00123456.pphosted.com; dkim=pass header.d=council.example header.s=s1 header.b=heqiJfYN; "
        "spf=pass smtp.mailfrom=chair@council.example; dmarc=pass (p=none) header.from=council.example",
    ),
    "Mimecast": (
        "relay.mimecast.com",
        "relay.mimecast.com;\r\n\tdkim=pass header.d=council.example header.s=sel1 header.b=gXLdZ0aB;\r\n"
        "\tdmarc=pass (policy=reject) header.from=council.example;\r\n\tspf=pass (relay.mimecast.com: "
        "domain of chair@council.example designates 192.0.2.1 as permitted sender) "
        "smtp.mailfrom=chair@council.example",
    ),
    "Google": (
        "mx.google.com",
        'mx.google.com; dkim=pass header.i=@council.example header.s=s1 header.b="D/71Zr0S"; arc=pass (i=1 '
        "spf=pass spfdomain=council.example dkim=pass dmarc=pass fromdomain=council.example); spf=pass "
        "(google.com: domain of chair@council.example designates 192.0.2.1 as permitted sender) "
        "smtp.mailfrom=chair@council.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) "
        "header.from=council.example; dara=pass header.i=@forum.example",
    ),
    "rspamd": (
        BORDER,
        f'{BORDER};\r\n\tdkim=pass header.d=council.example header.s=sel header.b="D/71Zr0S";\r\n\tspf=pass '
        f'({BORDER}: domain of "chair+a=b@council.example" designates 192.0.2.1 as permitted sender) '
        'smtp.mailfrom="chair+a=b@council.example";\r\n\tdmarc=pass (policy=none) '
        'header.from=council.example;\r\n\tarc=pass ("council.example:s=arc-20240116:i=1")',
    ),
    "Fastmail": (
        "mx1.messagingengine.com",
        "mx1.messagingengine.com; arc=none (no signatures found); bimi=skipped (DMARC did not pass); "
        "dkim=pass (2048-bit rsa key sha256) header.d=council.example header.i=@council.example "
        "header.b=abc+d/e= header.a=rsa-sha256 header.s=s1 x-bits=2048; dmarc=pass "
        "policy.published-domain-policy=none policy.applied-disposition=none (p=none,d=none,d.eval=none) "
        "policy.policy-from=p header.from=council.example; iprev=pass smtp.remote-ip=192.0.2.1 "
        "(mail.council.example); spf=pass smtp.mailfrom=chair@council.example "
        "smtp.helo=mail.council.example; x-aligned-from=pass (Address match); x-ptr=pass "
        "smtp.helo=mail.council.example policy.ptr=mail.council.example; x-return-mx=pass "
        "header.domain=council.example policy.is_org=yes (MX Records found: mx.council.example); x-tls=pass "
        "smtp.version=TLSv1.3 smtp.bits=256/256; x-vs=clean score=-100 state=0",
    ),
    "Exim": (
        BORDER,
        f"{BORDER}; iprev=pass (mail.council.example) smtp.remote-ip=192.0.2.1; spf=pass "
        "smtp.mailfrom=council.example; dkim=pass header.d=council.example header.s=s1 header.a=rsa-sha256; "
        "dmarc=pass header.from=council.example",
    ),
    "Yahoo": (
        "atlas.mail.yahoo.example",
        "atlas.mail.yahoo.example; dkim=pass header.i=@council.example header.s=s1; spf=pass "
        "smtp.mailfrom=council.example; dmarc=pass(p=REJECT) header.from=council.example;",
    ),
    "a batch signature in the sender": (
        BORDER,
        f"{BORDER}; spf=pass smtp.mailfrom=prvs=0123=chair@council.example; {PASS}",
    ),
    "an empty sender": (BORDER, f"{BORDER}; spf=pass smtp.mailfrom=<>; {PASS}"),
    "a name in quotes": ("mx 1.forum.example", f'"mx 1.forum.example"; {PASS}'),
    "white space wherever it may be": (
        BORDER,
        f"{BORDER} 1 ; dmarc / 1 = pass header . from = council.example",
    ),
    "a domain in quotes": (BORDER, f'{BORDER}; dmarc=pass header.from="council.example"'),
}
NAMES = (
    CHAIR,
    f"<{CHAIR}>",
    f"The Chair <{CHAIR}>",
    f'"Smith, Jane (Chair)" <{CHAIR}>',
    f'"O\'Brien, Seán \\"Sean\\"" <{CHAIR}>',
    f"Jane A. Smith-Jones <{CHAIR}>",
    f"Jörg Müller <{CHAIR}>",
    f"=?utf-8?Q?M=C3=BCller=2C_J=C3=B6rg?= <{CHAIR}>",
    f"=?iso-8859-1?Q?J=F6rg_M=FCller?= <{CHAIR}>",
    f"=?UTF-8?B?TcO8bGxlciwgSsO2cmc=?= =?UTF-8?B?IChDaGFpcik=?=\r\n <{CHAIR}>",
    f'"chair@council.example" <{CHAIR}>',
    f'"=?utf-8?Q?J=C3=B6rg?=" <{CHAIR}>',
    f"Jane Smith (Kent) <{CHAIR}>",
    f'"Smith\\, Jane" <{CHAIR}>',
    "The Chair <Chair@Council.Example>",
    f"  The Chair  <{CHAIR}>  ",
    f"Smith/Jane & Co! <{CHAIR}>",
)


def genuine() -> Iterator[Case]:
    headers: Headers
    for what, (authserv_id, value) in EXAMINED.items():
        headers = ((RESULTS, value), ("From", f"The Chair <{CHAIR}>"))
        yield Case("examined", what, headers, authserv_id.lower())
    for name in NAMES:
        yield Case("written", name, ((RESULTS, f"{BORDER}; {PASS}"), ("From", name)))
    for what, headers in {
        "what another system wrote lies below": (
            (RESULTS, f"{BORDER}; {PASS}"),
            (RESULTS, f"{BORDER}; dkim=pass (2048-bit key; unprotected) header.d=council.example"),
            (RESULTS, "mail.council.example; dmarc=fail header.from=council.example"),
        ),
        "a relay of ours wrote above": (
            (RESULTS, "relay.forum.example; spf=none"),
            (RESULTS, f"{BORDER}; {PASS}"),
        ),
        "somebody sent it for them": ((RESULTS, f"{BORDER}; {PASS}"), ("Sender", "pa@council.example")),
    }.items():
        yield Case("beside others", what, (*headers, ("From", CHAIR)))
    below = ((RESULTS, f"{BORDER}; {PASS}"), ("From", "The Chair <chair@mail.council.example>"))
    sender = "chair@mail.council.example"
    yield Case("examined", "by the organisation’s policy", below, sender=sender, server_says=sender)
    own = "dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=council.example;"
    for what, seen, authserv_id in (
        ("Exchange Server", (), BORDER),
        ("Exchange Server with nobody at its border", (), INSIDE_ONLY),
        ("Exchange Online", (own,), EXCHANGE_ONLINE),
        ("Exchange Online, unexamined", (), EXCHANGE_ONLINE),
    ):
        headers = (*((RESULTS, each) for each in seen), ("From", f'"Smith, Jane" <{CHAIR}>'))
        yield Case("from inside", what, headers, authserv_id, is_inside=True)
