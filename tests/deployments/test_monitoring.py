"""What a site's Prometheus, Alertmanager and Grafana take of us: it asks for metrics that there are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest
import yaml

from config.settings import ROOT
from forum.watch.faults import Gravity
from tasks.watch.metrics import LastRound
from tests.tasks.watch.test_metrics import SEEN

MONITORING = ROOT / "deployments" / "monitoring"
RULES = yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"][0]["rules"]
PANELS = json.loads((MONITORING / "dashboard.json").read_text())["panels"]


def metrics_in(expression: str) -> set[str]:
    return set(re.findall(r"mase_\w+", expression))


def test_alerts_and_dashboard_ask_for_metrics_that_there_are_and_the_dashboard_for_each() -> None:
    measured = {sample.name for metric in LastRound(seen=SEEN).collect() for sample in metric.samples}
    asked = {name for rule in RULES for name in metrics_in(rule["expr"])}
    shown = {name for panel in PANELS for target in panel["targets"] for name in metrics_in(target["expr"])}
    assert asked <= measured
    assert shown == measured


def test_each_fault_has_an_alert_by_how_soon_to_see_to_it() -> None:
    expressions = [rule["expr"] for rule in RULES]
    for gravity in Gravity:
        assert f'mase_faults{{see_to_it="{gravity.name.lower()}"}} > 0' in expressions
    severities = {rule["labels"]["severity"] for rule in RULES}
    assert severities == {"critical", "warning", "info"}
    route = yaml.safe_load((MONITORING / "alertmanager.yml").read_text())["route"]
    assert "fault" in route["group_by"], "each fault is told by itself"


@pytest.mark.skipif(shutil.which("amtool") is None, reason="Alertmanager is not installed here.")
def test_alertmanager_takes_its_example() -> None:
    subprocess.run(["amtool", "check-config", "alertmanager.yml"], cwd=MONITORING, check=True)


def test_alertmanager_is_to_remember_what_it_has_told_until_it_tells_again() -> None:
    text = (MONITORING / "alertmanager.yml").read_text()
    (remembered,) = map(int, re.findall(r"--data\.retention=(\d+)h", text))
    assert remembered > max(map(int, re.findall(r"repeat_interval: (\d+)h", text)))


@pytest.mark.skipif(shutil.which("promtool") is None, reason="Prometheus is not installed here.")
def test_prometheus_takes_the_rules_and_the_example() -> None:
    subprocess.run(["promtool", "check", "config", "scrape.yml"], cwd=MONITORING, check=True)
