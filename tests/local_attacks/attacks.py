"""The attacks of others on this machine and of web pages: each says what it got, or that the server held."""

from __future__ import annotations

import base64
import json
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.local_attacks.target import CANARY, HELD, Headers, Target, basic

Try = Callable[[Target], str]


@dataclass(frozen=True)
class Attack:
    who: str
    name: str
    attempt: Try


OPEN = ("/api/health", "/api/ready")  # answered to everybody: that the server is up
RUN = "/api/deployments/{id}/create_flow_run"
CHANGES: tuple[tuple[str, str, str, object], ...] = (
    ("start a run", "POST", RUN, {}),
    ("delete the deployment", "DELETE", "/api/deployments/{id}", {}),
    ("pause the deployment", "POST", "/api/deployments/{id}/pause_deployment", {}),
    ("change its parameters", "PATCH", "/api/deployments/{id}", {"parameters": {}}),
    ("make a variable", "POST", "/api/variables/", {"name": "a", "value": 1}),
    ("make an automation", "POST", "/api/automations/", {}),
    ("send an event", "POST", "/api/events", []),
    ("write a log line", "POST", "/api/logs/", []),
    ("empty the database", "POST", "/api/admin/database/clear", {"confirm": True}),
    ("set where results are kept", "PUT", "/api/admin/storage", {}),
)
READS = (
    ("read deployments", "POST", "/api/deployments/filter"),
    ("read one deployment", "GET", "/api/deployments/{id}"),
    ("read runs", "POST", "/api/flow_runs/filter"),
    ("read logs", "POST", "/api/logs/filter"),
    ("read artifacts", "POST", "/api/artifacts/filter"),
    ("read settings", "GET", "/api/admin/settings"),
    ("read the version", "GET", "/api/admin/version"),
    ("read stored blocks", "POST", "/api/block_documents/filter"),
    ("read variables", "POST", "/api/variables/filter"),
    ("read events", "POST", "/api/events/filter"),
    ("get a CSRF token", "GET", "/api/csrf-token?client=evil"),
    ("read what the UI’s pages ask for", "POST", "/api/ui/flow_runs/history"),
)
DETOURS = (
    "/api/health/../deployments/{id}",
    "/api/ready/..%2fdeployments/{id}",
    "/api/%68ealth/../deployments/{id}",
    "//api/deployments/{id}",
    "/api//deployments/{id}",
    "/api/deployments/{id}?/api/health",
    "/api/deployments/{id}#/api/health",
    "/api/deployments/{id};/health",
    "/API/deployments/{id}",
    "/api/api/deployments/{id}",
)
PRETENDED = (
    ("X-Original-URL", "/api/health"),
    ("X-Rewrite-URL", "/api/health"),
    ("X-Forwarded-Prefix", "/api/health"),
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-User", "mase"),
    ("X-HTTP-Method-Override", "GET"),
    ("Cookie", "authorization=mase"),
    ("Prefect-Csrf-Client", "evil"),
)
SOCKETS = (
    "/api/events/in",
    "/api/events/out",
    "/api/logs/out",
    "/api/task_runs/subscriptions/scheduled",
    "/api/work_pools/evil/workers/connect",
)
ORIGINS = (
    "http://evil.example",
    "https://evil.example",
    "null",
    "",
    "file://",
    "http://localhost:{port}",
    "http://127.0.0.1",
    "http://127.0.0.1:{other}",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "http://127.0.0.1.evil.example:{port}",
    "http://evil.example/http://127.0.0.1:{port}",
    "http://127.0.0.1:{port}@evil.example",
    "http://127.0.0.1:{port}, http://evil.example",
    "http://[::1]:{port}",
    "http://0.0.0.0:{port}",
)
HOSTS = (
    ("evil.example:{port}",),
    ("evil.example",),
    ("127.0.0.1.evil.example:{port}",),
    ("127.0.0.1",),
    ("127.0.0.1:{other}",),
    ("127.0.0.1.:{port}",),
    ("127.1:{port}",),
    ("2130706433:{port}",),
    ("0.0.0.0:{port}",),
    ("[::1]:{port}",),
    ("localhost:{port}",),
    ("evil@127.0.0.1:{port}",),
    ("127.0.0.1:{port}", "evil.example"),
    ("evil.example", "127.0.0.1:{port}"),
    ("127.0.0.1:{port}, evil.example",),
    (),
)


def _at(target: Target, text: str) -> str:
    port = int(target.own.rpartition(":")[2])
    return text.replace("{id}", target.deployment).format(port=port, other=port - 1)


def _judged(target: Target, answer: tuple[int, str], *, open_as: bool = False) -> str:
    """``open_as``: what is open to everybody may come back, as long as nothing stored is in it."""
    status, said = answer
    if CANARY in said or target.deployment in said.partition("\r\n\r\n")[2]:
        return f"{status}, with what is stored"
    if "access-control-allow-origin: *" in said.lower():
        return f"{status}, to be read by every page"
    if status == 101 or (status < 400 and not open_as):
        return str(status)
    return HELD


def _asked(
    method: str,
    path: str,
    body: object = None,
    headers: Callable[[Target], Headers] = lambda _: (),
    host: tuple[str, ...] | None = None,
    open_as: bool = False,
) -> Try:
    def attempt(target: Target) -> str:
        hosts = None if host is None else [_at(target, one) for one in host]
        sent = json.dumps({} if body is None else body)
        answer = target.ask(method, _at(target, path), *headers(target), host=hosts, body=sent)
        return _judged(target, answer, open_as=open_as)

    return attempt


def attacks() -> list[Attack]:
    """All of them, by who could try."""
    return [*_strangers(), *_guessers(), *_pages(), *_rebinding(), *_forgers(), *_listeners(), *_neighbours()]


def _strangers() -> Iterator[Attack]:
    who = "another user, no sign-in"
    for name, method, path, body in CHANGES:
        yield Attack(who, name, _asked(method, path, body))
        yield Attack(who, f"{name}, with a token", _asked(method, path, body, _with_token_of_their_own))
    for name, method, path in READS:
        yield Attack(who, name, _asked(method, path))
    for detour in DETOURS:
        yield Attack(who, f"detour {detour}", _asked("GET", detour, open_as=True))
    for name, value in PRETENDED:
        sent = partial(_always, [(name, value)])
        yield Attack(who, f"{name} pretended", _asked("GET", READS[1][2], None, sent))
    for path in OPEN:
        for method in ("POST", "PUT", "DELETE", "TRACE"):
            yield Attack(who, f"{method} {path}", _asked(method, path))
    for path in (*OPEN, "/", "/ui-settings", "/v2/", "/openapi.json", "/docs"):
        yield Attack(who, f"what is open: {path}", _asked("GET", path, open_as=True))
    yield Attack(who, "each address of the API", _every_address)


def _always(headers: Headers, _: Target) -> Headers:
    return headers


def _with_token_of_their_own(target: Target) -> Headers:
    _, said = target.ask("GET", "/api/csrf-token?client=evil")
    found = re.search('"token":"([^"]+)"', said)
    return [("Prefect-Csrf-Token", found[1] if found else "none"), ("Prefect-Csrf-Client", "evil")]


def _with_token_of_nobody(_: Target) -> Headers:
    return [("Prefect-Csrf-Token", "0" * 64), ("Prefect-Csrf-Client", "evil")]


def _every_address(target: Target) -> str:
    """Every method of every path that the API has, by its own description, without a sign-in."""
    _, said = target.ask("GET", "/api/openapi.json", target.signed)
    paths = json.loads(said.partition("\r\n\r\n")[2])["paths"]
    tried = [(method.upper(), f"/api{path}") for path, methods in paths.items() for method in methods]
    assert len(tried) > 150
    answers = [(method, path, target.ask(method, path)[0]) for method, path in tried if path not in OPEN]
    got = [f"{method} {path}: {status}" for method, path, status in answers if status not in (401, 403)]
    return ", ".join(got) or HELD


def _guessers() -> Iterator[Attack]:
    who = "another user, wrong sign-in"
    guesses: dict[str, Callable[[str], tuple[str, str]]] = {
        "empty": lambda _: ("Authorization", ""),
        "no credentials": lambda _: ("Authorization", "Basic"),
        "nothing": lambda _: basic(""),
        "a colon": lambda _: basic(":"),
        "the name alone": lambda sign_in: basic(sign_in.partition(":")[0]),
        "the name and nothing": lambda sign_in: basic(sign_in.partition(":")[0] + ":"),
        "all but the last letter": lambda sign_in: basic(sign_in[:-1]),
        "one letter more": lambda sign_in: basic(sign_in + "x"),
        "in capitals": lambda sign_in: basic(sign_in.upper()),
        "admin:pass, as Prefect’s pages have it": lambda _: basic("admin:pass"),
        "letters that are no ASCII": lambda _: basic("mäse:geheim"),
        "a megabyte": lambda _: basic("x" * 40_000),
        "no base64": lambda _: ("Authorization", "Basic %%%"),
        "three words": lambda sign_in: ("Authorization", basic(sign_in)[1] + " x"),
        "twice in base64": lambda sign_in: basic(base64.b64encode(sign_in.encode()).decode()),
        "as a bearer": lambda _: ("Authorization", "Bearer mase"),
        "as a digest": lambda _: ("Authorization", 'Digest username="mase"'),
    }
    for name, guess in guesses.items():
        yield Attack(who, name, _asked("GET", READS[1][2], None, partial(_guessed, guess)))


def _guessed(guess: Callable[[str], tuple[str, str]], target: Target) -> Headers:
    return [guess(target.sign_in)]


def _pages() -> Iterator[Attack]:
    """Even if a browser had the sign-in and a token: a page of another origin gets no word."""
    who = "a page of another origin"
    for origin in ORIGINS:
        for name, method, path in (("reads", "GET", READS[1][2]), ("starts a run", "POST", RUN)):
            sent = partial(_from_page, origin)
            yield Attack(who, f"“{origin}” {name}", _asked(method, path, None, sent))
    asked = [("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization")]
    yield Attack(
        who,
        "asks beforehand whether it may",
        _asked("OPTIONS", RUN, None, lambda _: [("Origin", "http://evil.example"), *asked]),
    )
    twice = ("Origin", "http://evil.example")
    yield Attack(
        who,
        "names two origins",
        _asked(
            "GET", READS[1][2], None, lambda target: [*_from_page("http://127.0.0.1:{port}", target), twice]
        ),
    )
    for path in ("/", "/v2/", "/api/health"):
        yield Attack(who, f"shows {path} in a frame, over its own buttons", partial(_framed, path=path))
    yield Attack(who, "has the UI load a program from elsewhere", _loads_from_elsewhere)


def _from_page(origin: str, target: Target) -> Headers:
    return [target.signed, *_token(target), ("Origin", _at(target, origin))]


def _token(target: Target) -> Headers:
    _, said = target.ask("GET", "/api/csrf-token?client=browser", target.signed)
    token = json.loads(said.partition("\r\n\r\n")[2]).get("token", "")
    return [("Prefect-Csrf-Token", token), ("Prefect-Csrf-Client", "browser")]


def _framed(target: Target, path: str) -> str:
    said = target.ask("GET", path)[1].lower()
    return HELD if "x-frame-options: deny" in said and "frame-ancestors 'none'" in said else "framed"


def _loads_from_elsewhere(target: Target) -> str:
    said = target.ask("GET", "/docs")[1]
    return HELD if "script-src 'self'" in said else "loaded"


def _rebinding() -> Iterator[Attack]:
    """The attacker's name leads to this machine: the browser takes the page for the server's own."""
    who = "a page by DNS rebinding"
    for hosts in HOSTS:
        for name, method, path in (("reads", "GET", READS[1][2]), ("starts a run", "POST", RUN)):
            sent = _asked(method, path, None, lambda target: [target.signed, *_token(target)], hosts)
            yield Attack(who, f"Host “{'” and “'.join(hosts)}” {name}", sent)
    yield Attack(
        who,
        "asks by a whole address",
        _asked(
            "GET",
            "http://evil.example/api/deployments/{id}",
            None,
            lambda target: [target.signed],
            ("evil.example",),
        ),
    )
    forwarded = [("X-Forwarded-Host", "127.0.0.1:{port}")]
    yield Attack(
        who,
        "pretends to be forwarded",
        _asked("GET", READS[1][2], None, lambda target: [target.signed, *forwarded], ("evil.example",)),
    )


def _forgers() -> Iterator[Attack]:
    """With the sign-in, as a browser that keeps it might send it by itself; without a token."""
    who = "a forged request of the browser"
    others: dict[str, Callable[[Target], Headers]] = {
        "no token": lambda _: (),
        "a made-up token": _with_token_of_nobody,
        "a token without its client": lambda target: _token(target)[:1],
        "another client’s token": lambda target: [_token(target)[0], ("Prefect-Csrf-Client", "evil")],
        "a form": lambda _: [("content-type", "application/x-www-form-urlencoded")],
        "plain text": lambda _: [("content-type", "text/plain")],
    }
    for name, headers in others.items():
        for what, method, path, body in CHANGES[:4]:
            sent = _asked(method, path, body, partial(_signed, headers))
            yield Attack(who, f"{what}, {name}", sent)
    yield Attack(who, "start a run by GET", _asked("GET", RUN, None, lambda target: [target.signed]))


def _signed(others: Callable[[Target], Headers], target: Target) -> Headers:
    return [target.signed, *others(target)]


def _listeners() -> Iterator[Attack]:
    who = "by websocket"
    for path in SOCKETS:
        yield Attack(who, f"{path} without a token", partial(_listens, path=path, token=None))
        yield Attack(who, f"{path} with a wrong token", partial(_listens, path=path, token="mase:guess"))
        yield Attack(who, f"{path} in the old way", partial(_listens, path=path, token=None, prefect=False))
        from_evil = partial(_connects, path=path, headers=[("Origin", "http://evil.example")])
        yield Attack(who, f"{path} from another origin", from_evil)
        yield Attack(who, f"{path} by DNS rebinding", partial(_connects, path=path, host="evil.example"))


def _connects(target: Target, path: str, headers: Headers = (), host: str | None = None) -> str:
    return _judged(target, target.upgrade(path, *headers, host=host))


def _listens(target: Target, path: str, token: str | None, *, prefect: bool = True) -> str:
    first = json.dumps({"type": "auth", **({"token": token} if token else {})})
    heard = target.speak(path.removeprefix("/api"), first, prefect=prefect)
    return f"heard {heard}" if heard else HELD


def _neighbours() -> Iterator[Attack]:
    who = "another user, on the machine"
    for name in ("", "sign-in", "prefect.db", "prefect.db-wal", "prefect.db-shm", "server.log"):
        yield Attack(who, f"reads the Prefect folder’s {name or 'list'}", partial(_reads, name=name))
    yield Attack(who, "finds the sign-in in the list of processes", _in_command_lines)
    for option in (None, socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        for host in ("127.0.0.1", "0.0.0.0"):
            words = f"listens on {host}, option {option}"
            yield Attack(who, words, partial(_takes_port, host=host, option=option))


def _reads(target: Target, name: str) -> str:
    place = target.folder / name if name else target.folder
    if not place.exists():
        return "not there"
    return HELD if not place.stat().st_mode & 0o077 else oct(place.stat().st_mode)


def _in_command_lines(target: Target) -> str:
    secret = target.sign_in.partition(":")[2].encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            shown = (process / "cmdline").read_bytes()
            environment_is_closed = not (process / "environ").stat().st_mode & 0o077
        except OSError:
            continue
        if secret in shown:
            return f"in the command of process {process.name}"
        assert environment_is_closed
    return HELD


def _takes_port(target: Target, host: str, option: int | None) -> str:
    with socket.socket() as another:
        if option:
            another.setsockopt(socket.SOL_SOCKET, option, 1)
        try:
            another.bind((host, int(target.own.rpartition(":")[2])))
            another.listen()
        except OSError:
            return HELD
    return "listens in its place"
