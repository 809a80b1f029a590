"""The settings that Prefect's processes on several machines need, all or none.

Prefect starts with a part of them as well, and then loses events and task runs, or plans each run twice,
without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forum.text.problem import Problem

SHORTEST_HEARTBEAT = 30  # seconds; Prefect takes no shorter one
PATIENCE = 5.0  # seconds


@dataclass(frozen=True)
class Need:
    """A setting of Prefect's: the ``beginning`` that its value must have, and what goes wrong without it."""

    name: str
    beginning: str
    otherwise: str


REDIS = ("redis://", "rediss://", "redis+sentinel://", "rediss+sentinel://")
SHARED = (
    Need("PREFECT_MESSAGING_BROKER", "prefect_redis.messaging", "events and task runs are lost"),
    Need("PREFECT_MESSAGING_CACHE", "prefect_redis.messaging", "events are counted twice"),
    Need("PREFECT_SERVER_EVENTS_CAUSAL_ORDERING", "prefect_redis.ordering", "events come out of order"),
    Need("PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE", "prefect_redis.lease_storage", "limits never free"),
    Need(
        "PREFECT_SERVER_WORKER_CHANNEL_CLEANUP_QUEUE_STORAGE",
        "prefect_redis.cleanup_queue",
        "what a lost worker left is not cleaned up",
    ),
    Need("PREFECT_REDIS_MESSAGING_URL", "redis", "each server looks for Redis on its own machine"),
    Need("PREFECT_REDIS_WORKER_CLEANUP_QUEUE_URL", "redis", "each server looks for Redis on its own machine"),
    Need("PREFECT_SERVER_DOCKET_URL", "redis", "each server plans for itself, and runs come twice"),
)
ALIKE = (
    Need("PREFECT_API_URL", "http", "nothing finds the API servers"),
    Need("PREFECT_API_AUTH_STRING", "", "workers can’t sign in"),
    Need("PREFECT_SERVER_API_AUTH_STRING", "", "anybody can press a form"),
    Need("PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED", "true", "another site’s page can press a form"),
    Need("PREFECT_SERVER_ENCRYPTION_KEY", "", "each server encrypts with a key of its own"),
    Need("PREFECT_SERVER_DATABASE_CONNECTION_URL", "postgresql+asyncpg://", "each server has its own runs"),
    Need("PREFECT_SERVER_DATABASE_MIGRATE_ON_START", "false", "two servers migrate at once"),
    Need("PREFECT_SERVER_REGISTER_BLOCKS_ON_START", "false", "of two servers that start at once one ends"),
    Need("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", "", "a run that was killed is Running for ever"),
    Need("PREFECT_CLIENT_RETRY_EXTRA_CODES", "500", "each run dies when Prefect’s database is away"),
)


def is_one_of_several(environment: Mapping[str, str]) -> bool:
    """True where a setting of this process is one that only several servers need."""
    return any(environment.get(need.name, "").startswith(("prefect_redis", *REDIS)) for need in SHARED)


def lacking(environment: Mapping[str, str]) -> list[str]:
    """A sentence for each setting that a process of several machines' needs and lacks, repeating no value."""
    faults = [
        f"{need.name} {f'must begin with {need.beginning}' if need.beginning else 'must be set'}: "
        f"without it {need.otherwise}"
        for need in (*SHARED, *ALIKE)
        if not (value := environment.get(need.name, "")) or not value.startswith(need.beginning)
    ]
    heartbeat = environment.get("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", "")
    if heartbeat and not (heartbeat.isdecimal() and int(heartbeat) > SHORTEST_HEARTBEAT):
        faults.append(
            f"PREFECT_FLOWS_HEARTBEAT_FREQUENCY must be a whole number of seconds above {SHORTEST_HEARTBEAT}"
        )
    return faults


def ask(environment: Mapping[str, str]) -> None:
    """Ask Redis and an API server how they are; raise Problem when one does not answer.

    No address of Prefect's own says how Redis is.
    """
    import httpx
    import redis

    name, password = environment["PREFECT_API_AUTH_STRING"].split(":", maxsplit=1)
    try:
        if environment["PREFECT_REDIS_MESSAGING_URL"].startswith(("redis:", "rediss:")):
            redis.Redis.from_url(environment["PREFECT_REDIS_MESSAGING_URL"], socket_timeout=PATIENCE).ping()
    except redis.RedisError:
        raise Problem(
            "Redis does not answer at PREFECT_REDIS_MESSAGING_URL: no flow starts, and Prefect says nothing"
        ) from None
    try:
        httpx.get(
            f"{environment['PREFECT_API_URL']}/ready", auth=(name, password), timeout=PATIENCE
        ).raise_for_status()
    except httpx.HTTPError:
        raise Problem("no API server is ready at PREFECT_API_URL, or it does not take the sign-in") from None
