"""A year of runs in Prefect's database, copied within it from the runs of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim
from sqlalchemy import Connection, inspect, text

from mase.service.deployments import Deployment, read_deployments

DAYS = 365

# How the rows of a run are found, in the order in which they are copied.
OF_A_RUN = {
    "flow_run": "SELECT r.id AS run, r.* FROM flow_run r",
    "flow_run_state": "SELECT r.flow_run_id AS run, r.* FROM flow_run_state r",
    "task_run": "SELECT r.flow_run_id AS run, r.* FROM task_run r",
    "task_run_state": "SELECT t.flow_run_id AS run, r.* FROM task_run_state r "
    "JOIN task_run t ON t.id = r.task_run_id",
    "log": "SELECT r.flow_run_id AS run, r.* FROM log r",
    "artifact": "SELECT r.flow_run_id AS run, r.* FROM artifact r",
    "events": "SELECT f.id AS run, r.* FROM events r JOIN flow_run f ON {event_of_run}",
    "event_resources": "SELECT f.id AS run, r.* FROM event_resources r JOIN events e ON e.id = r.event_id "
    "JOIN flow_run f ON {event_of_run}",
}
EVENT_OF_RUN = (
    "({0}.resource_id LIKE '%' || CAST(f.id AS VARCHAR) "
    "OR CAST({0}.related_resource_ids AS VARCHAR) LIKE '%' || CAST(f.id AS VARCHAR) || '%')"
)
IDS = {"id", "flow_run_id", "task_run_id", "state_id", "event_id", "follows"}
MOMENTS = {"created", "updated", "timestamp", "occurred", "received", "recorded", "state_timestamp"}
MOMENTS |= {"expected_start_time", "next_scheduled_start_time", "start_time", "end_time"}
NAMING_RUNS = {"resource_id", "resource", "related", "related_resource_ids", "state_details", "payload"}
# How a copy differs from the row that it is of, in SQL: n is the number of the copy.
CHANGES = {
    "sqlite": {
        "id": "substr({0}, 1, 24) || printf('%012x', n)",
        "moment": "strftime('%Y-%m-%d %H:%M:%f000', {0}, seconds || ' seconds')",
        "text": "replace({0}, run, substr(run, 1, 24) || printf('%012x', n))",
    },
    "postgresql": {
        "id": "CAST(left(CAST({0} AS text), 24) || lpad(to_hex(n), 12, '0') AS uuid)",
        "moment": "{0} + seconds * interval '1 second'",
        "text": "CAST(replace(CAST({0} AS text), CAST(run AS text), "
        "left(CAST(run AS text), 24) || lpad(to_hex(n), 12, '0')) AS {1})",
    },
}


def times_of_year(deployment: Deployment, last: dt.date) -> Iterator[dt.datetime]:
    """The times of a year up to a day at which the schedules of a deployment have it run."""
    for schedule in deployment.schedules:
        zone = ZoneInfo(schedule["timezone"])
        end = dt.datetime.combine(last, dt.time(23, 59), zone)
        for at in CronSim(schedule["cron"], end - dt.timedelta(days=DAYS)):
            if at > end:
                break
            yield at


def fill(connection: Connection, last: dt.date) -> int:
    """Copy the rows of the day's runs to each time of the year that ends with a day; return how many runs."""
    of_run = "uuid" if connection.dialect.name == "postgresql" else "TEXT"
    connection.execute(text(f"CREATE TABLE copies (run {of_run}, n INT, seconds FLOAT)"))
    copies = [
        {"run": run, "n": n, "seconds": seconds}
        for n, (run, seconds) in enumerate(_copies(connection, last), start=1)
    ]
    connection.execute(text("INSERT INTO copies VALUES (:run, :n, :seconds)"), copies)
    for table, rows in OF_A_RUN.items():  # all of them first, since copies of runs are runs
        event = EVENT_OF_RUN.format("r" if table == "events" else "e")
        connection.execute(text(f"CREATE TABLE day_{table} AS {rows.format(event_of_run=event)}"))
    for table in OF_A_RUN:
        _copy(connection, table)
        connection.execute(text(f"DROP TABLE day_{table}"))
    connection.execute(text("DROP TABLE copies"))
    return len(copies)


def _copies(connection: Connection, last: dt.date) -> Iterator[tuple[Any, float]]:
    """Each run of the year: the run of the day that it is a copy of, and how many seconds later it is.

    The first of a flow on a day is a copy of its first, the others of its last.
    """
    began = "CAST(r.start_time AS VARCHAR)"
    runs: dict[str, list[tuple[Any, dt.datetime]]] = {}
    for name, run, at in connection.execute(
        text(
            f"SELECT d.name, r.id, {began} FROM flow_run r JOIN deployment d ON d.id = r.deployment_id "
            f"WHERE r.state_type = 'COMPLETED' ORDER BY r.start_time"
        )
    ):
        runs.setdefault(name, []).append((run, dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)))
    for deployment in read_deployments():
        day = None
        for at in sorted(times_of_year(deployment, last)):
            run, begun = runs[deployment.name][0 if at.date() != day else -1]
            day = at.date()
            yield run, (at - begun).total_seconds()


def _copy(connection: Connection, table: str) -> None:
    change = CHANGES[connection.dialect.name]
    copied = {}
    for column in inspect(connection).get_columns(table):
        name = column["name"]
        quoted = f'"{name}"'
        if name in IDS:
            copied[quoted] = change["id"].format(name)
        elif name in MOMENTS:
            copied[quoted] = change["moment"].format(name)
        elif name in NAMING_RUNS:
            copied[quoted] = change["text"].format(name, column["type"].compile(connection.dialect))
        elif name == "idempotency_key":
            copied[quoted] = "'scheduled ' || CAST(deployment_id AS VARCHAR) || ' ' || n"
        else:
            copied[quoted] = quoted
    connection.execute(
        text(
            f"INSERT INTO {table} ({', '.join(copied)}) SELECT {', '.join(copied.values())} "
            f"FROM day_{table} JOIN copies USING (run)"
        )
    )
