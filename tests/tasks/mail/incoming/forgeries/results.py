"""Mails that say of themselves that they passed: none is vouched for by our own mail system."""

from __future__ import annotations

from collections.abc import Iterator

from tasks.mail.incoming.authentication import EXCHANGE_ONLINE, INSIDE_ONLY
from tests.tasks.mail.incoming.forgeries.case import BORDER, CHAIR, EVIL, FAIL, PASS, RESULTS, Case, claimed

ENDINGS = {"and nothing of DMARC": "", "and no verdict": "; dmarc=none", "and a failure": f"; {FAIL}"}

IN_ADDRESSES = (
    f"dmarc=pass@{EVIL}",
    f"dmarc=pass.header.from=council.example@{EVIL}",
    f'"{PASS}"@{EVIL}',
    f'"x; {PASS}"@{EVIL}',
    f'"x\\"; {PASS}; y"@{EVIL}',
    f'"x) {PASS} (y"@{EVIL}',
    f"@{EVIL},@dmarc=pass:x@{EVIL}",
    "dmarc=pass",
)
IN_COMMENTS = (
    f"({PASS})",
    f"(; {PASS};)",
    f"(a (nested; {PASS}) one)",
    f"(escaped \\) ; {PASS} \\( )",
    f'(quoted ") {PASS} (")',
    f"({PASS}",
    f"(((((((({PASS}))))))))",
    f"(\\\\) dmarc=pass (; {PASS})",
)
OTHER_METHODS = (
    "x-dmarc=pass header.from=council.example",
    "dmarc-foo=pass header.from=council.example",
    "dmarc2=pass header.from=council.example",
    "dmarc_x=pass header.from=council.example",
    "dmarc.x=pass header.from=council.example",
    "dmarc/2=pass header.from=council.example",
    "dmarc / 11 = pass header.from=council.example",
    "xdmarc=pass header.from=council.example",
    "dkim=pass header.from=council.example header.d=council.example",
    "spf=pass header.from=council.example smtp.mailfrom=council.example",
    "compauth=pass reason=100 header.from=council.example",
    "bimi=pass header.d=council.example header.from=council.example",
    "arc=pass (i=1 dmarc=pass fromdomain=council.example) header.from=council.example",
    "arc=pass arc.dmarc=pass header.from=council.example",
    "arc=pass dmarc=pass header.from=council.example",
    "none dmarc=pass header.from=council.example",
    "=dmarc=pass header.from=council.example",
)
OTHER_HEADERS = (
    "ARC-Authentication-Results",
    "Authentication-Results-Original",
    "X-Authentication-Results",
    "X-Original-Authentication-Results",
    "Original-Authentication-Results",
    "Authentication-Result",
    "Received-SPF",
    "DMARC-Filter",
    "X-MS-Exchange-Authentication-Results",
)
OTHER_DOMAINS = (
    f"header.from={EVIL}",
    f"header.from=council.example.{EVIL}",
    "header.from=notcouncil.example",
    "header.from=chair.council.example",
    "header.from=council",
    "header.from=example",
    "header.from=.example",
    "header.from=",
    "header.from=council.example.",
    "header.from=chair@council.example",
    f"header.from={EVIL} header.from=council.example",
    f"header.from=council.example header.from={EVIL}",
    "header.from=council.example header.from=council.example",
    f'header.from="council.example"@{EVIL}',
    f'header.from="council.example; {EVIL}"',
    "header.from=council.example,evil.example",
    "header.from=cоuncil.example",  # a Cyrillic letter
    "smtp.from=council.example",
    "policy.from=council.example",
    "header.fromx=council.example",
    "header.d=council.example",
    "from=council.example",
    "(header.from=council.example)",
    "reason=council.example",
    "",
)
OTHER_SYSTEMS = (
    f"mx.{EVIL}",
    f"{BORDER}.{EVIL}",
    f"x{BORDER}",
    "forum.example",
    "mx",
    f'"{BORDER} "',
    f'"{BORDER}; x"',
    f"({BORDER}) mx.{EVIL}",
    f"mx.{EVIL} ({BORDER})",
    f"mx.{EVIL} 1 ({BORDER})",
    f"{BORDER}.",
    f"{BORDER}@{EVIL}",
    "mх.forum.example",  # a Cyrillic letter
)
INTERNAL = (
    ("X-MS-Exchange-Organization-AuthAs", "Internal"),
    ("x-ms-exchange-organization-authas", "INTERNAL"),
    ("X-MS-Exchange-CrossTenant-AuthAs", "Internal"),
    ("X-MS-Exchange-Organization-AuthMechanism", "04"),
    ("X-MS-Exchange-Organization-MessageDirectionality", "Originating"),
    ("X-MS-Exchange-Organization-AuthSource", "server.forum.example"),
    ("X-Originating-IP", "127.0.0.1"),
)
MALFORMED = (
    f"{BORDER}: {PASS}",
    f"{BORDER} {PASS}",
    f"{BORDER}, {PASS}",
    f"{BORDER}; dmarc==pass header.from=council.example",
    f"{BORDER}; dmarc pass header.from=council.example",
    f'{BORDER}; dmarc="pass" header.from=council.example',
    f"{BORDER}; dmarc=pass@{EVIL} header.from=council.example",
    f"{BORDER}; dmarc=pass,header.from=council.example",
    f"{BORDER}; dmarc=pass/fail header.from=council.example",
    f"{BORDER}; dmarc=passed header.from=council.example",
    f"{BORDER}; dmarc=bestguesspass header.from=council.example",
    f"{BORDER}; dmarc=pass header.from=council.example $$$",
    f"{BORDER}; dmarc=pass header.from=council.example; ;",
    f"{BORDER}; ; {PASS}",
    f'{BORDER}; {PASS} reason="not closed',
    f"{BORDER}; {PASS} (not closed",
    f"{BORDER}; {PASS} )",
    f"{BORDER}; {PASS} dmarc=fail",
    f"{BORDER}; {PASS}; dkim",
    f"{BORDER}; {PASS}; dkim=",
    f"{BORDER}; {PASS}; forum.example; dkim=pass",
    f"{BORDER}; {PASS}; " + "dkim=pass; " * 2_000,
    f"{BORDER}; {PASS} " + "(" * 20_000,
    f"; {PASS}",
    "",
)
UNREADABLE = {  # of what our border writes, a part is the sender's
    "too long": f"{BORDER}; spf=none smtp.mailfrom={'x' * 20_000}@{EVIL}; {FAIL}",
    "many signatures": f"{BORDER}; {'dkim=fail header.d=a.example; ' * 700}{FAIL}",
    "a control character": f'{BORDER}; spf=none smtp.mailfrom="a\x01"@{EVIL}; {FAIL}',
    "a bare carriage return": f"{BORDER}; spf=none (a\rb); {FAIL}",
    "a line of white space": f"{BORDER}; spf=none\r\n \r\n {FAIL}",
    "no name": f";{FAIL}",
}
VERSIONS = ("2", "0", "01", "11", "1 1", "dmarc=pass", "(1) 2", "1.0", "-1", "v1")


def forged_results() -> Iterator[Case]:
    yield from _in_values()
    yield from _elsewhere()
    yield from _below_the_border()
    yield from _at_other_borders()


def _in_values() -> Iterator[Case]:
    for what, ending in ENDINGS.items():
        for address in IN_ADDRESSES:
            results = f"{BORDER}; spf=pass smtp.mailfrom={address}{ending}"
            yield claimed("in an envelope sender", f"{address} {what}", results)
        for address in IN_ADDRESSES[:4]:
            results = f"{BORDER}; spf=none smtp.helo={address}{ending}"
            yield claimed("in HELO", f"{address} {what}", results)
        for comment in IN_COMMENTS:
            yield claimed("in a comment", f"{comment} {what}", f"{BORDER}; spf=pass {comment}{ending}")
        for reason in (f'"{PASS}"', f'"; {PASS};"', "dmarc=pass", f'"\\"; {PASS};"'):
            results = f"{BORDER}; spf=fail reason={reason}{ending}"
            yield claimed("in a reason", f"{reason} {what}", results)
    for method in OTHER_METHODS:
        yield claimed("in another method", method, f"{BORDER}; {method}")
    for domain in OTHER_DOMAINS:
        yield claimed("for another domain", domain, f"{BORDER}; dmarc=pass {domain}")


def _elsewhere() -> Iterator[Case]:
    for name in OTHER_HEADERS:
        value = f"i=1; {BORDER}; {PASS}" if name.startswith("ARC") else f"{BORDER}; {PASS}"
        yield Case("in another header", name, ((name, value), ("From", CHAIR)))
    for system in OTHER_SYSTEMS:
        yield claimed("of another system", system, f"{system}; {PASS}")
        below = f"{system}; {PASS}", f"{BORDER}; {FAIL}"
        yield claimed("of another system", f"{system}, above our own", *below)
    for what, results in {
        "a failure after it": f"{PASS}; {FAIL}",
        "a failure before it": f"{FAIL}; {PASS}",
        "a second one": f"{PASS}; {PASS}",
        "no verdict after it": f"{PASS}; dmarc=none",
        "an error before it": f"dmarc=temperror; {PASS}",
        "a failure of another domain": f"{PASS}; dmarc=fail header.from={EVIL}",
    }.items():
        yield claimed("beside another result", what, f"{BORDER}; {results}")
    for what, top in {"a failure": FAIL, "no verdict": "dmarc=none", "nothing": "none"}.items():
        yield claimed("below our own", what, f"{BORDER}; {top}", f"{BORDER}; {PASS}")
    for name, value in INTERNAL:
        for what, above in {"": (), " below no verdict": ((RESULTS, f"{BORDER}; dmarc=none"),)}.items():
            headers = (*above, (name, value), ("From", CHAIR))
            yield Case("as if from inside", f"{name}{what}", headers)
    failed = (RESULTS, f"{BORDER}; {FAIL}")
    unknown = (RESULTS, f"{BORDER}; spf=none; dmarc=none")
    for what, seen in {"failed": failed, "not vouched for": unknown}.items():
        headers = (seen, ("X-MS-Exchange-Organization-AuthAs", "Internal"), ("From", CHAIR))
        yield Case("as if from inside", f"through a gateway that has an own server’s rights, {what}", headers,
                   is_inside=True)  # fmt: skip
    for version in VERSIONS:
        yield claimed("of another version", version, f"{BORDER} {version}; {PASS}")
    for what, value in UNREADABLE.items():
        seen = value, f"{BORDER}; {PASS}"
        yield claimed("below our own that can’t be read", what, *seen, is_raw=not value.isprintable())
        headers = ((RESULTS, value), ("From", CHAIR))
        yield Case("as if from inside", f"under what can’t be read: {what}", headers, is_inside=True,
                   is_raw=not value.isprintable())  # fmt: skip
    for value in MALFORMED:
        yield claimed("malformed", f"{value[:50]} ({len(value)})", value)
    for what, value in {
        "a NUL": f"{BORDER}; dmarc=pass\0 header.from=council.example",
        "a line of white space": f"{BORDER};\r\n \r\n {PASS}",
        "a bare carriage return": f"{BORDER}; dmarc=none\r {PASS}",
    }.items():
        yield claimed("malformed", what, value, is_raw=True)


def _below_the_border() -> Iterator[Case]:
    """Its sender's own, where the mail was not examined."""
    online = "DB5EUR01FT099.mail.protection.outlook.com (10.152.5.139) with Microsoft SMTP Server"
    for border, by, verdict in ((EXCHANGE_ONLINE, online, PASS), (BORDER, BORDER, f"{BORDER}; {PASS}")):
        came = ("Received", f"from mail.{EVIL} (mail.{EVIL} [203.0.113.66]) by {by}")
        author = ("From", f"The Chair <{CHAIR}>")
        yield Case("below the border", by, (came, (RESULTS, verdict), author), border)
        yield Case("below the border", f"{by}, twice", (came, (RESULTS, verdict), came, author), border)


def _at_other_borders() -> Iterator[Case]:
    own = "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=evil.example;dkim=none header.d=none;"
    for what, results in {
        "its failure above": (f"{own}dmarc=fail action=none header.from=council.example", PASS),
        "a name on top": (f"{BORDER}; {PASS}", f"{own}dmarc=fail action=none header.from=council.example"),
        "a name alone": (f"{BORDER}; {PASS}",),
        "the setting’s own word": (f"{EXCHANGE_ONLINE}; {PASS}",),
        "no verdict": (f"{own}dmarc=none action=none header.from=council.example;compauth=pass reason=130",),
        "no DMARC": (f"{own}compauth=pass reason=100 header.from=council.example",),
        "another domain": (f"{own}dmarc=pass action=none header.from=evil.example",),
        "an old form": (f"{own}forum.example;dmarc=pass action=none header.from=council.example",),
        "a sender with a result": (
            "spf=pass smtp.mailfrom=dmarc=pass;dmarc=fail header.from=council.example",
        ),
        "a comment": (f"{own}dmarc=none ({PASS}) header.from=council.example",),
        "unreadable": (f"spf pass; {PASS}",),
    }.items():
        yield claimed("at Exchange Online", what, *results, authserv_id=EXCHANGE_ONLINE)
    for what, seen in {
        "of an own mailbox, from outside": (f"{own}dmarc=none action=none header.from=council.example",),
        "of an own mailbox, unreadable": ("dmarc = = none",),
        "of an own mailbox, with a name": (f"mx.{EVIL}; dmarc=none",),
    }.items():
        headers = (*((RESULTS, each) for each in seen), ("From", CHAIR))
        yield Case("at Exchange Online", what, headers, EXCHANGE_ONLINE, is_inside=True)
    for border, kind in (("", "without the setting"), (INSIDE_ONLY, "where nobody examines")):
        for what, value in {
            "a name": f"{BORDER}; {PASS}",
            "no name": f"spf=pass;{PASS}",
            "the setting’s own word": f"{INSIDE_ONLY}; {PASS}",
        }.items():
            yield claimed(kind, what, value, authserv_id=border)
        headers = ((RESULTS, f"{BORDER}; dmarc=none"), ("From", CHAIR))
        yield Case(kind, "from an own mailbox, examined by somebody", headers, border, is_inside=True)
    yield Case("without the setting", "from an own mailbox", (("From", CHAIR),), "", is_inside=True)
