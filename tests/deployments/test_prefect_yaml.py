from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
import yaml

from config.settings import ROOT
from flows.do_what_is_due import CALENDAR, MORNING
from mase.service.deployments import PREFECT_YAML, read_deployments

EVERY = read_deployments(shards=2)
LOAD_EACH = """
import json, sys
from prefect.flows import load_flow_from_entrypoint
from prefect.utilities.callables import parameter_schema
for entrypoint in json.loads(sys.argv[1]):
    flow = load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)
    print(json.dumps([flow.name, parameter_schema(flow).model_dump()]))
"""


def test_every_schedule_with_its_name_and_cron() -> None:
    assert {
        f"{deployment.name}/{schedule['slug']}": schedule["cron"]
        for deployment in read_deployments()
        for schedule in deployment.schedules
    } == {
        "back-up/every-night-at-3am": "0 3 * * *",
        "clear-mailbox/every-night-at-4am": "0 4 * * *",
        "read-mailbox/every-ten-minutes-but-from-1am-to-2am": "*/10 0,2-23 * * *",
        "plan-meetings/weekdays-at-7am": "0 7 * * 1-5",
        "record-meeting/weekdays-at-7-05am": "5 7 * * 1-5",
        "follow-up-meeting/weekdays-at-7-10am": "10 7 * * 1-5",
        "review-attendance/weekdays-at-7-15am": "15 7 * * 1-5",
        "circulate-minutes/weekdays-at-7-20am": "20 7 * * 1-5",
        "report-to-boards/weekdays-at-7-22am": "22 7 * * 1-5",
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


def test_where_several_runs_share_a_morning_one_has_its_time_and_the_flows_of_the_morning_none() -> None:
    alone = {deployment.name: deployment.schedules for deployment in read_deployments()}
    shared = {deployment.name: deployment.schedules for deployment in EVERY}
    assert {
        name: [schedule["cron"] for schedule in schedules]
        for name, schedules in shared.items()
        if schedules != alone.get(name)
    } == {
        **{flow.replace("_", "-"): [] for flow in MORNING},
        "do-what-is-due": ["0 7 * * 1-5"],
        "do-shard": [],
    }
    assert "do-shard" not in alone


def test_every_run_form_has_its_name_its_tag_and_no_schedule() -> None:
    forms = [deployment for deployment in read_deployments() if not deployment.schedules]
    assert [form.name for form in forms] == [
        "do-what-is-due",
        "desk-record-answer",
        "desk-move-meeting",
        "desk-cancel-meeting",
        "desk-release-pack",
        "desk-hold-everything",
        "desk-lift-hold",
        "desk-send-again",
    ]
    assert {form.tags[0] for form in forms} == {"by hand"}


def test_every_schedule_is_in_london_time_and_none_in_the_hour_that_the_clocks_change() -> None:
    schedules = [schedule for deployment in read_deployments() for schedule in deployment.schedules]
    assert {schedule["timezone"] for schedule in schedules} == {"Europe/London"}
    assert "1" not in {schedule["cron"].split()[1] for schedule in schedules}


def test_every_description_begins_with_the_schedule_in_words() -> None:
    deployments = [*read_deployments(), *EVERY]
    assert deployments
    for deployment in deployments:
        begins = (
            ("Monday to Friday ", "Every night ", "Every ten minutes, day and night")
            if deployment.schedules
            else ("By hand. ", "Started by do-what-is-due. ")
        )
        assert deployment.description.startswith(begins), deployment.name


def test_no_limit_of_a_deployment_can_keep_its_runs_waiting_after_a_kill() -> None:
    entries = yaml.safe_load(PREFECT_YAML.read_text(encoding="utf-8"))["deployments"]
    assert [entry["name"] for entry in entries if "concurrency_limit" in entry] == []


def test_hold_and_lift_are_the_brake() -> None:
    brake = [deployment.name for deployment in read_deployments() if deployment.is_brake]
    assert brake == ["desk-hold-everything", "desk-lift-hold"]


def test_every_flow_file_is_deployed() -> None:
    files = {file.relative_to(ROOT).as_posix() for file in (ROOT / "flows").rglob("[!_]*.py")}
    assert files == {deployment.entrypoint.partition(":")[0] for deployment in EVERY}


def test_every_flow_of_the_calendar_has_its_time() -> None:
    scheduled = {deployment.name for deployment in read_deployments() if deployment.schedules}
    assert scheduled == {
        flow.replace("_", "-") for flow in [*CALENDAR, "read_mailbox", "back_up", "clear_mailbox"]
    }


def test_the_code_is_found_by_a_working_folder_that_is_named() -> None:
    pulled = yaml.safe_load(PREFECT_YAML.read_text(encoding="utf-8"))["pull"]
    assert [list(step) for step in pulled] == [["prefect.deployments.steps.set_working_directory"]]


@pytest.fixture(scope="module")
def loaded() -> dict[str, dict[str, Any]]:
    """By name, the parameters of each flow, loaded as Prefect loads it."""
    entrypoints = json.dumps([deployment.entrypoint for deployment in EVERY])
    program = [sys.executable, "-c", LOAD_EACH, entrypoints]
    output = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return dict(json.loads(line) for line in output.splitlines())


@pytest.mark.thorough
def test_each_entrypoint_loads(loaded: dict[str, dict[str, Any]]) -> None:
    assert list(loaded) == [deployment.name for deployment in EVERY]


@pytest.mark.thorough
def test_a_run_form_takes_ids_codes_dates_and_choices_only_and_says_what_each_is(
    loaded: dict[str, dict[str, Any]],
) -> None:
    forms = {name: schema for name, schema in loaded.items() if name.startswith("desk-")}
    assert forms
    for name, schema in forms.items():
        assert schema["properties"], name
        for field, said in schema["properties"].items():
            assert {"pattern", "format", "$ref"} & set(said), (name, field)
            assert said["title"][0].isupper(), (name, field)
            assert said["description"], (name, field)
        assert schema["required"] == list(schema["properties"]), name
        assert "Why" in [said["title"] for said in schema["properties"].values()], name
        assert all(choices["enum"] for choices in schema["definitions"].values()), name


@pytest.mark.thorough
def test_a_flow_of_the_calendar_that_is_run_by_hand_says_what_day_and_group_are(
    loaded: dict[str, dict[str, Any]],
) -> None:
    of_calendar = {name: schema["properties"] for name, schema in loaded.items() if "desk-" not in name}
    del of_calendar["do-shard"]  # its parts are of the morning’s own making
    assert of_calendar.pop("back-up") == {}
    for name, fields in of_calendar.items():
        assert (fields["as_of"]["title"], fields["as_of"]["default"]) == ("Day", None), name
        assert fields["as_of"]["description"].startswith("Empty for today. "), name
        if "group" in fields:
            assert fields["group"]["title"] == "Group", name
            assert fields["group"]["description"].startswith("Empty for all groups, "), name
    assert [name for name, fields in of_calendar.items() if "group" not in fields] == ["clear-mailbox"]
