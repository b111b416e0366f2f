"""Scrapes a daemon under load with a real Prometheus, and asks everything that the alerts and the dashboard ask: each query has
to have an answer, and no alert may fire that has no reason to."""

import json
import math
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

import queries
from load import Daemon, Load

# What the load brings about.
EXPECTED = {"KeyholdUnpricedCalls"}
SECONDS = 120


class Prometheus:
    def __init__(self, folder, target):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        (folder / "prometheus.json").write_text(json.dumps({
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"}, "rule_files": [str(queries.ALERTS)],
            "scrape_configs": [{"job_name": "keyhold", "static_configs": [{"targets": [target]}]}]}))
        self.log = open(folder / "prometheus.log", "w")
        self.process = subprocess.Popen(
            ["prometheus", f"--config.file={folder}/prometheus.json", f"--storage.tsdb.path={folder}/tsdb",
             f"--web.listen-address=127.0.0.1:{port}"], stdout=self.log, stderr=self.log)
        self.wait(folder)

    def wait(self, folder):
        for _ in range(300):
            try:
                with urllib.request.urlopen(self.url + "/-/ready", timeout=5):
                    return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        raise SystemExit("test-metrics: Prometheus does not start:\n" + (folder / "prometheus.log").read_text())

    def get(self, path, **parameters):
        with urllib.request.urlopen(f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}", timeout=30) as reply:
            return json.load(reply)["data"]

    def answers(self, query):
        """Whether there is a number among what it says."""
        try:
            found = self.get("query", query=query)["result"]
        except urllib.error.HTTPError as error:
            raise SystemExit(f"test-metrics: Prometheus does not take {query}: {error.read().decode()}")
        return any(not math.isnan(float(sample["value"][1])) for sample in found)

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


def lint(daemon):
    """By Prometheus's conventions for names, types and help."""
    with urllib.request.urlopen(daemon.url + "/metrics", timeout=30) as reply:
        text = reply.read()
    told = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True)
    if told.returncode:
        raise SystemExit("test-metrics: promtool on /metrics:\n" + (told.stdout + told.stderr).decode())
    return set(re.findall(r"^# TYPE (\S+)", text.decode(), re.M))


def unknown(asked, families):
    """Names in queries that no metric of the daemon has."""
    suffix = re.compile(r"_(bucket|sum|count)$")
    for _, query in asked:
        for name in re.findall(r"\b(?:keyhold|process)_\w+", query):
            if name not in families and suffix.sub("", name) not in families:
                yield name


def check(daemon, prometheus):
    load = Load(daemon)
    load.turn()
    families = lint(daemon)
    asked = [*queries.alerts(prometheus.get("rules")), *queries.panels()]
    names = {name for name, _ in asked if name.startswith("Keyhold")} - {"Keyhold"}
    problems = [f"no metric is called {name}" for name in sorted(set(unknown(asked, families)))]
    problems += [f"no case in {queries.TESTS.name}: {case}" for case in queries.untested(sorted(names))]
    if problems:
        return len(asked), problems
    silent, until = asked, time.monotonic() + SECONDS
    while silent and time.monotonic() < until:
        load.turn()
        silent = [(name, query) for name, query in silent if not prometheus.answers(query)]
    problems = [f"no answer for {name}: {query}" for name, query in silent]
    firing = {alert["labels"]["alertname"] for alert in prometheus.get("alerts")["alerts"] if alert["state"] == "firing"}
    problems += [f"{name} fires for no reason" for name in sorted(firing - EXPECTED)]
    return len(asked), problems


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        daemon = Daemon(folder)
        try:
            prometheus = Prometheus(folder, daemon.url.removeprefix("http://"))
            try:
                count, problems = check(daemon, prometheus)
            finally:
                prometheus.close()
        finally:
            daemon.close()
    for problem in problems:
        print("test-metrics:", problem, file=sys.stderr)
    if problems:
        sys.exit(1)
    print(f"test-metrics: {count} queries of the alerts and the dashboard have answers")


main()
