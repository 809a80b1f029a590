"""A page of somebody else in the browser in which an operator is signed in to Prefect."""

from __future__ import annotations

import asyncio
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.async_api import Browser

from tests.local_attacks.target import CANARY, Target, runs_of
from tests.prefect_pages import chromium, sign_in

# Each try says what the page got, or "nothing".
TRIES = """
const say = async (attempt) => { try { return await attempt() || "nothing" } catch { return "nothing" } };
const asked = (path, how) => async () => {
  const answer = await fetch(API + path, how);
  return answer.type === "opaque" ? "" : `${answer.status} ${await answer.text()}`;
};
const loaded = (kind, path, event = "load") => () => new Promise(resolve => {
  const element = document.createElement(kind);
  element.onload = () => resolve("loaded"); element.onerror = () => resolve("");
  element.src = API + path; document.body.append(element);
});
const body = "{}", token = {"Prefect-Csrf-Token": "x", "Prefect-Csrf-Client": "x"};
const json = {"Content-Type": "application/json", ...token};
const run = `/deployments/${DEPLOYMENT}/create_flow_run`;
const tries = {
  "reads": asked(`/deployments/${DEPLOYMENT}`),
  "reads what is open": asked("/health"),
  "reads with what is kept": asked("/flow_runs/filter", {method: "POST", credentials: "include", body}),
  "reads without asking beforehand": asked(`/deployments/${DEPLOYMENT}`, {mode: "no-cors"}),
  "gets a token": asked("/csrf-token?client=x"),
  "starts a run": asked(run, {method: "POST", headers: json, body}),
  "starts a run as plain text": asked(run, {method: "POST", headers: {"Content-Type": "text/plain"}, body}),
  "starts a run without asking beforehand": asked(run, {method: "POST", mode: "no-cors", body}),
  "deletes the deployment": asked(`/deployments/${DEPLOYMENT}`, {method: "DELETE", headers: token}),
  "sends a beacon": async () => { navigator.sendBeacon(API + run, body) },
  "loads the settings as a program": loaded("script", "/../ui-settings"),
  "loads a picture": loaded("img", "/health"),
  "listens": () => new Promise(resolve => {
    const line = new WebSocket(API.replace("http", "ws") + "/events/out", "prefect");
    line.onopen = () => resolve("open"); line.onerror = () => resolve("");
  }),
  "posts a form": () => new Promise(resolve => {
    const frame = document.createElement("iframe"), form = document.createElement("form");
    frame.name = "hidden"; form.target = "hidden"; form.method = "POST"; form.action = API + run;
    document.body.append(frame, form); frame.onload = () => resolve(""); form.submit();
  }),
};
(async () => {
  const got = {};
  for (const name in tries) got[name] = await say(tries[name]);
  document.title = JSON.stringify(got);
})();
"""


@contextmanager
def page_of_somebody(content: str) -> Iterator[int]:
    """The port of a server that answers everything with one page."""

    class Evil(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    server.block_on_close = False  # a browser keeps connections open that it may never use
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def test_no_page_of_somebody_else_gets_anything_while_an_operator_is_signed_in(target: Target) -> None:
    known = f"const API = {json.dumps(target.url)}, DEPLOYMENT = {json.dumps(target.deployment)};"
    tries = f"<!DOCTYPE html><body><script>{known}{TRIES}</script>"
    frame = f"<!DOCTYPE html><body><iframe src='{target.url.removesuffix('/api')}/v2/deployments'></iframe>"

    async def story() -> None:
        async with chromium("--host-resolver-rules=MAP evil.example 127.0.0.1") as browser:
            context = await browser.new_context()
            operator = await context.new_page()
            await sign_in(operator, target.url)
            await operator.goto(f"{target.url.removesuffix('/api')}/v2/deployments")
            await operator.get_by_text(CANARY).first.wait_for()
            with page_of_somebody(tries) as port:
                for name in (f"http://evil.example:{port}", f"http://127.0.0.1:{port}"):
                    page = await context.new_page()
                    await page.goto(name)
                    await page.wait_for_function("document.title !== ''")
                    got = json.loads(await page.title())
                    assert {what: outcome for what, outcome in got.items() if outcome != "nothing"} == {}
                    assert len(got) == 14
            with page_of_somebody(frame) as port:
                page = await context.new_page()
                await page.goto(f"http://127.0.0.1:{port}")
                assert [one.url for one in page.frames[1:]] == ["chrome-error://chromewebdata/"]
            await _rebound(browser, target)

    before = runs_of(target)
    asyncio.run(story())
    assert runs_of(target) == before
    assert CANARY in json.dumps(target.operator("POST", "/api/deployments/filter", {}))


async def _rebound(browser: Browser, target: Target) -> None:
    """The attacker's name now leads to this machine: nothing answers under it."""
    page = await browser.new_page()
    answer = await page.goto(f"http://evil.example:{target.own.rpartition(':')[2]}/api/health")
    assert answer is not None
    assert (answer.status, await answer.text()) == (421, f"Only http://{target.own} is answered here.\n")
