"""What the alerts and the dashboard ask, as queries that any daemon answers: an alert without its comparison, a panel with its
variables filled in."""

import json
import pathlib
import re

CONFIG = pathlib.Path(__file__).resolve().parents[2] / "config"
ALERTS = CONFIG / "prometheus-alerts.yaml"
TESTS = pathlib.Path(__file__).resolve().parent / "alerts.test.yaml"
DASHBOARD = CONFIG / "grafana-dashboard.json"

COMPARISON = re.compile(r"(.*) (?:==|!=|>=|<=|>|<) [0-9][0-9e.+* ]*$", re.S)


def alerts(loaded):
    """(name, query) of every alert, by what /api/v1/rules of Prometheus says of the file."""
    for group in loaded["groups"]:
        for rule in group["rules"]:
            left = COMPARISON.fullmatch(rule["query"])
            if not left:
                raise SystemExit(f"test-metrics: {rule['name']} does not end in a comparison with a number")
            yield rule["name"], left[1]


def untested(names):
    """What has no firing, or no silent case."""
    text = TESTS.read_text()
    for name in names:
        for case in ("fires", "is silent"):
            if f"- name: {name} {case}\n" not in text:
                yield f"{name} {case}"


def panels():
    """(title, query) of everything that the dashboard draws."""
    for panel in json.loads(DASHBOARD.read_text())["panels"]:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"].replace("$__rate_interval", "30s").replace("$instance", ".*")
