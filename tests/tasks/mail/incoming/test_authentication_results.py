"""Reading Authentication-Results by the whole grammar: the RFC's examples, and what systems write."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tasks.mail.incoming import authentication_results
from tasks.mail.incoming.authentication_results import MethodResult, Results, read_results

EXAMPLES = {  # RFC 8601, appendix B, and what each says
    "example.org 1; none": ("example.org", [("none", "")]),
    "example.com;\r\n spf=pass smtp.mailfrom=example.net": (
        "example.com",
        [("spf", "pass", ("smtp.mailfrom", "example.net"))],
    ),
    "example.com;\r\n auth=pass (cram-md5) smtp.auth=sender@example.net;\r\n"
    " spf=pass smtp.mailfrom=example.net": (
        "example.com",
        [
            ("auth", "pass", ("smtp.auth", "sender@example.net")),
            ("spf", "pass", ("smtp.mailfrom", "example.net")),
        ],
    ),
    "example.com; iprev=pass\r\n policy.iprev=192.0.2.200": (
        "example.com",
        [("iprev", "pass", ("policy.iprev", "192.0.2.200"))],
    ),
    "example.com;\r\n dkim=pass (good signature) header.d=example.com": (
        "example.com",
        [("dkim", "pass", ("header.d", "example.com"))],
    ),
    'example.com; dkim=pass reason="good signature"\r\n header.i=@mail-router.example.net;\r\n'
    ' dkim=fail reason="bad signature"\r\n header.i=@newyork.example.com': (
        "example.com",
        [
            ("dkim", "pass", ("reason", "good signature"), ("header.i", "@mail-router.example.net")),
            ("dkim", "fail", ("reason", "bad signature"), ("header.i", "@newyork.example.com")),
        ],
    ),
    "foo.example.net (foobar) 1 (baz);\r\n dkim (Because I like it) / 1 (One yay) = (wait for it) fail\r\n"
    " policy (A dot can go here) . (like that) expired\r\n (this surprised me) = (as I wasn't expecting it)"
    " 1362471462": ("foo.example.net", [("dkim", "fail", ("policy.expired", "1362471462"))]),
}
OTHERS = {
    "MX.Example": ("mx.example", []),
    '"mx; example"; SPF=Pass': ("mx; example", [("spf", "pass")]),
    "spf=pass (sender IP is x) smtp.mailfrom=x.example;dmarc=pass action=none header.from=x.example;": (
        "",
        [
            ("spf", "pass", ("smtp.mailfrom", "x.example")),
            ("dmarc", "pass", ("action", "none"), ("header.from", "x.example")),
        ],
    ),
    'mx; spf=pass smtp.mailfrom="a; dmarc=pass"@x.example': (
        "mx",
        [("spf", "pass", ("smtp.mailfrom", '"a; dmarc=pass"@x.example'))],
    ),
    "mx; spf=pass smtp.mailfrom=dmarc=pass@x.example": (
        "mx",
        [("spf", "pass", ("smtp.mailfrom", "dmarc=pass@x.example"))],
    ),
    "mx; dkim=pass header.b=a/b+c== (x(y\\)z)w)": ("mx", [("dkim", "pass", ("header.b", "a/b+c=="))]),
    "mx; dmarc=none header.from=": ("mx", [("dmarc", "none", ("header.from", ""))]),
    "mx; dmarc/2=pass": ("mx", [("dmarc/2", "pass")]),
}


@pytest.mark.parametrize(("value", "said"), {**EXAMPLES, **OTHERS}.items())
def test_a_header_is_read_by_the_grammar(value: str, said: tuple[str, list[tuple]]) -> None:  # type: ignore[type-arg]
    name, results = said
    expected = tuple(MethodResult(method, verdict, tuple(more)) for method, verdict, *more in results)
    assert read_results(value) == Results(name, expected)


@pytest.mark.parametrize(
    "value", ["", ";", "(x)", "; dmarc=pass", "mx\0; dmarc=pass", "mx;\r\nx=y", "(mx", '"mx']
)
def test_of_what_names_nobody_nothing_is_read(value: str) -> None:
    assert read_results(value) is None


@pytest.mark.parametrize(
    "rest",
    [
        " dmarc=pass",
        "; dmarc",
        "; dmarc=",
        "; dmarc==pass",
        "; dmarc=pass@x",
        " 2; dmarc=pass",
        "; ; dmarc=pass",
        "; dmarc=pass (x",
        '; dmarc=pass reason="x',
        "; dmarc=pass x",
        "; dmarc=pass )",
        "; spf=pass dmarc=pass",
        "; dmarc=pass header.=x",
        "; dmarc=pass .from=x",
        "; none; x",
        "; dmarc.x=pass",
        ": dmarc=pass",
    ],
)
def test_what_is_outside_the_grammar_says_nothing_from_beginning_to_end(rest: str) -> None:
    assert read_results(f"mx.example{rest}") == Results("mx.example", None)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "make",
    [
        lambda n: "mx; dmarc=pass " + "(" * n,
        lambda n: "mx; dmarc=pass " + "(" * n + ")" * n,
        lambda n: 'mx; spf=pass smtp.mailfrom="' + '\\"' * n,
        lambda n: "mx; spf=pass " + "x.y=z " * (n // 8),
        lambda n: "mx; " + "dmarc=pass;" * (n // 8),
        lambda n: "mx; spf=pass " + " " * n + "x",
        lambda n: "mx; spf=pass" + "\r\n x.y=z" * (n // 8),
        lambda n: "mx; " + "a-" * n,
        lambda n: "mx; spf=pass (" + "\\" * n,
    ],
)
def test_a_header_twice_as_long_takes_no_more_than_twice_the_time(
    make: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authentication_results, "LONGEST", 10**9)

    def seconds(length: int) -> float:
        began = time.process_time()
        read_results(make(length))
        return time.process_time() - began

    once = min(seconds(20_000) for _ in range(3))
    assert min(seconds(80_000) for _ in range(3)) < 8 * once + 0.02  # 16 times as long if it were quadratic


def test_a_header_longer_than_any_mail_system_writes_is_not_read() -> None:
    passed = "mx; dmarc=pass"
    assert read_results(passed.ljust(authentication_results.LONGEST)) is not None
    assert read_results(passed.ljust(authentication_results.LONGEST + 1)) is None
