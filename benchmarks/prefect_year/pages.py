"""What Prefect's pages ask of its server, and how long they wait for the answers."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from typing import Any

TIMES = 5  # each page is asked so often


def requests_of_pages(last: dt.date) -> Mapping[str, Sequence[tuple[str, dict[str, Any]]]]:
    """What each of Prefect's pages asks its server, as seen in a browser."""
    end = dt.datetime.combine(last, dt.time(23, 59), dt.UTC)
    day, month = (
        {"after_": (end - dt.timedelta(days=days)).isoformat(), "before_": end.isoformat()}
        for days in (1, 30)
    )
    failed = {"state": {"type": {"any_": ["FAILED", "CRASHED"]}}}
    occurred = {"occurred": {"since": day["after_"], "until": day["before_"]}}
    newest = {"artifacts": {"key": {"exists_": True}}, "sort": "ID_DESC"}
    return {
        "dashboard, a day": _dashboard(day, failed, 2880),
        "dashboard, 30 days": _dashboard(month, failed, 86400),
        "runs": [
            ("flow_runs/count", {}),
            ("task_runs/count", {}),
            ("flow_runs/paginate", {"page": 1, "limit": 100, "sort": "START_TIME_DESC"}),
            ("task_runs/paginate", {"page": 1, "limit": 100, "sort": "EXPECTED_START_TIME_DESC"}),
            ("ui/flow_runs/history", {"sort": "EXPECTED_START_TIME_DESC", "limit": 1000}),
        ],
        "deployments": [("deployments/filter", {"sort": "NAME_ASC", "limit": 100})],
        "artifacts": [("artifacts/latest/count", newest), ("artifacts/latest/filter", newest)],
        "events": [
            ("events/filter", {"filter": {**occurred, "order": "DESC"}, "limit": 50}),
            ("events/count-by/time", {"filter": occurred, "time_unit": "hour", "time_interval": 1}),
        ],
    }


def _dashboard(
    during: dict[str, str], failed: dict[str, Any], seconds: int
) -> list[tuple[str, dict[str, Any]]]:
    expected = {"expected_start_time": during}
    history = {"history_start": during["after_"], "history_end": during["before_"]}
    return [
        ("flow_runs/filter", {"sort": "EXPECTED_START_TIME_DESC", "flow_runs": expected}),
        ("flow_runs/count", {"flow_runs": expected}),
        ("flow_runs/count", {"flow_runs": {**expected, **failed}}),
        ("flow_runs/filter", {"sort": "EXPECTED_START_TIME_DESC", "flow_runs": {**expected, **failed}}),
        ("task_runs/count", {"task_runs": {"start_time": during}}),
        ("task_runs/history", {**history, "history_interval_seconds": seconds}),
    ]


async def ask(last: dt.date) -> dict[str, float]:
    """The milliseconds in which the server of this process answers each page, the least of some times."""
    import httpx
    from prefect.server.api.server import create_app

    said: dict[str, float] = {}
    server = httpx.ASGITransport(create_app(final=True))
    async with httpx.AsyncClient(transport=server, base_url="http://prefect/api/") as client:
        for page, requests in requests_of_pages(last).items():
            for _ in range(TIMES):
                begun = time.perf_counter()
                for path, body in requests:
                    (await client.post(path, json=body)).raise_for_status()
                said[page] = min(said.get(page, 1e9), (time.perf_counter() - begun) * 1000)
    return said
