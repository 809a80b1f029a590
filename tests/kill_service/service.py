"""``mase serve`` with flows at one minute of today: python -m tests.kill_service.service HH:MM.

They are more than run at once, and no more than it takes: each costs some nine seconds of a processor.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from mase.commands.service.serve import serve
from mase.service import deployments
from mase.service.catch_up import BY_THEMSELVES
from mase.service.deployments import Deployment

FLOWS = {*BY_THEMSELVES, "plan-meetings", "agree-agenda", "chase-actions", "put-questions", "deliver-mail"}
LATER_TODAY = "59 23 * * *"  # after the last time of a day all is left to the next day


def main() -> None:
    hour, minute = sys.argv[1].split(":")
    every = [at_once(deployment, f"{minute} {hour} * * *") for deployment in deployments.read_deployments()]
    deployments.read_deployments = lambda *_: every
    serve()


def at_once(deployment: Deployment, cron: str) -> Deployment:
    """Return a flow that runs at its own times at these instead, and one that is none of ``FLOWS`` later; a
    form has none."""
    if not deployment.schedules:
        return deployment
    crons = {"now": cron, "later": LATER_TODAY} if deployment.name in FLOWS else {"later": LATER_TODAY}
    times = ({"slug": slug, "cron": time, "timezone": "UTC"} for slug, time in crons.items())
    return replace(deployment, schedules=tuple(times))


if __name__ == "__main__":
    main()
