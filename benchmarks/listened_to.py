"""``mase serve`` or ``mase listen`` with other hours of reading.

It is ``python -m benchmarks.listened_to serve never``.
The mailbox is listened to all day, or never, and is not read by the clock.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from mase.commands.service.listen import listen
from mase.commands.service.serve import serve
from mase.service import deployments
from mase.service.catch_up import MAILBOX
from mase.service.deployments import Deployment

HOURS = {"all day": ("1 0 * * *", "59 23 * * *"), "never": ("1 0 * * *",)}


def main() -> None:
    command, hours = sys.argv[1:]
    every = [at_hours(deployment, hours) for deployment in deployments.read_deployments()]
    deployments.read_deployments = lambda *_: every
    {"serve": serve, "listen": listen}[command]()


def at_hours(deployment: Deployment, hours: str) -> Deployment:
    """Return the flow that reads the mailbox with these hours, and any other as it is."""
    if deployment.name != MAILBOX:
        return deployment
    times = [
        {"slug": f"at-{number}", "cron": time, "timezone": "Europe/London"}
        for number, time in enumerate(HOURS[hours])
    ]
    return replace(deployment, schedules=tuple(times))


if __name__ == "__main__":
    main()
