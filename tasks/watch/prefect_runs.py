"""What Prefect's server says of the flows: which a person has paused, and how long their last runs took.

It is asked as any program is: whatever watches lives without Prefect.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

ANSWERS_WITHIN = 5.0  # seconds
MOST = 200  # runs; as many as Prefect's server gives at once
LATELY = dt.timedelta(days=1)


@dataclass(frozen=True)
class PrefectsWord:
    """The names of the flows that are paused, and of each flow how many seconds its last run took."""

    paused: tuple[str, ...] = ()
    took: Mapping[str, float] = field(default_factory=dict)


def is_paused(paused: bool, active: Collection[bool]) -> bool:
    """Say whether a flow runs at none of its times, by what Prefect has of it and of each of these."""
    return paused or (bool(active) and not any(active))


def ask_prefect(address: str, sign_in: str, now: dt.datetime) -> PrefectsWord:
    """Ask the server at an address, such as http://127.0.0.1:4200/api; nothing is known where it fails: other
    faults say that."""
    name, _, password = sign_in.partition(":")
    try:
        with httpx.Client(timeout=ANSWERS_WITHIN, auth=(name, password)) as client:
            return _ask(client, address, now)
    except (httpx.HTTPError, ValueError, KeyError):
        return PrefectsWord()


def _ask(client: httpx.Client, address: str, now: dt.datetime) -> PrefectsWord:
    token = client.get(f"{address}/csrf-token", params={"client": (id := str(uuid4()))})
    if token.is_success:
        client.headers.update({"Prefect-Csrf-Client": id, "Prefect-Csrf-Token": token.json()["token"]})

    def post(path: str, **what: Any) -> list[dict[str, Any]]:
        answer = client.post(f"{address}/{path}/filter", json=what).raise_for_status().json()
        return list(answer)

    deployments = post("deployments")
    names = {each["id"]: each["name"] for each in deployments}
    ended = {"end_time": {"after_": (now - LATELY).isoformat()}}
    runs = post("flow_runs", sort="END_TIME_DESC", limit=MOST, flow_runs=ended)
    return PrefectsWord(
        tuple(
            each["name"]
            for each in deployments
            if is_paused(each["paused"], [schedule["active"] for schedule in each["schedules"]])
        ),
        {  # of a flow's runs the last that ended comes first, and is to stay
            names[run["deployment_id"]]: run["total_run_time"]
            for run in reversed(runs)
            if run["deployment_id"] in names
        },
    )
