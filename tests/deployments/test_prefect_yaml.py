from __future__ import annotations

import json
import subprocess
import sys

import yaml

from config.settings import ROOT
from mase.deployments import PREFECT_YAML, read_deployments

LOAD_EACH = """
import json, sys
from prefect.flows import load_flow_from_entrypoint
for entrypoint in json.loads(sys.argv[1]):
    print(load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False).name)
"""


def test_every_schedule_with_its_name_and_cron() -> None:
    assert {
        f"{deployment.name}/{schedule['slug']}": schedule["cron"]
        for deployment in read_deployments()
        for schedule in deployment.schedules
    } == {
        "read-mailbox/weekdays-at-6-50am": "50 6 * * 1-5",
        "read-mailbox/weekdays-every-ten-minutes-7am-to-6-50pm": "*/10 7-18 * * 1-5",
        "plan-meetings/weekdays-at-7am": "0 7 * * 1-5",
        "record-meeting/weekdays-at-7-05am": "5 7 * * 1-5",
        "follow-up-meeting/weekdays-at-7-10am": "10 7 * * 1-5",
        "review-attendance/weekdays-at-7-15am": "15 7 * * 1-5",
        "circulate-minutes/weekdays-at-7-20am": "20 7 * * 1-5",
        "agree-agenda/weekdays-at-7-25am": "25 7 * * 1-5",
        "distribute-papers/weekdays-at-7-30am": "30 7 * * 1-5",
        "forecast-quorum/weekdays-at-7-35am": "35 7 * * 1-5",
        "chase-actions/weekdays-at-7-40am": "40 7 * * 1-5",
        "maintain-members/weekdays-at-7-45am": "45 7 * * 1-5",
        "put-questions/weekdays-at-7-50am": "50 7 * * 1-5",
        "deliver-mail/weekdays-8-30am-and-8-45am": "30,45 8 * * 1-5",
        "deliver-mail/weekdays-every-quarter-of-an-hour-9am-to-3-45pm": "*/15 9-15 * * 1-5",
        "deliver-mail/weekdays-4pm-4-15pm-and-4-30pm": "0,15,30 16 * * 1-5",
    }


def test_every_schedule_is_in_london_time_and_none_in_the_hour_that_the_clocks_change() -> None:
    for deployment in read_deployments():
        for schedule in deployment.schedules:
            assert schedule["timezone"] == "Europe/London"
            assert schedule["cron"].split()[1] != "1"


def test_every_description_begins_with_the_schedule_in_words() -> None:
    for deployment in read_deployments():
        assert deployment.description.startswith("Monday to Friday "), deployment.name


def test_no_flow_runs_twice_at_once() -> None:
    for deployment in read_deployments():
        assert deployment.concurrency_limit == {"limit": 1, "collision_strategy": "ENQUEUE"}, deployment.name


def test_every_flow_file_is_deployed() -> None:
    files = {f"flows/{file.name}" for file in (ROOT / "flows").glob("[!_]*.py")}
    assert files == {deployment.entrypoint.partition(":")[0] for deployment in read_deployments()}


def test_the_code_is_found_by_a_working_folder_that_is_named() -> None:
    pulled = yaml.safe_load(PREFECT_YAML.read_text(encoding="utf-8"))["pull"]
    assert [list(step) for step in pulled] == [["prefect.deployments.steps.set_working_directory"]]


def test_each_entrypoint_loads() -> None:
    deployments = read_deployments()
    entrypoints = json.dumps([deployment.entrypoint for deployment in deployments])
    loaded = subprocess.run(
        [sys.executable, "-c", LOAD_EACH, entrypoints], cwd=ROOT, capture_output=True, text=True
    )
    assert loaded.returncode == 0, loaded.stderr
    assert loaded.stdout.split() == [deployment.name for deployment in deployments]
