"""The benchmark table: `make bench`.

Starts release builds on loopback and drives them with wrk in interleaved rounds. Ratios of medians within one call mean
something; absolute numbers are of this machine at this moment. Exits 1 when a floor is missed.

`OUT=file.json` also writes the table as JSON. `ROUNDS` and `SECONDS_EACH` (3 and 2) make it longer or shorter, and
`QUICK=1` leaves out the rows with a million keys or counters, whose databases take minutes to fill.

`AGAINST=dir` measures the calls of two builds instead, side by side: this one's, and those of another checkout, whose
`make bench` has been called before. Each has a data directory of its own.
"""
import os
import pathlib
import sys
import tempfile

import load
import pairs
import servers
import table
from load import Requests
from rows import Criterion, Fact, Row, cpu, throughput
from tenant import Tenant

ROUNDS = int(os.environ.get("ROUNDS", "3"))
SECONDS = int(os.environ.get("SECONDS_EACH", "2"))
AGAINST = os.environ.get("AGAINST")
IS_QUICK = os.environ.get("QUICK", "") not in ("", "0")
KEYS, SAMPLES = 100_000, 2_000
MANY_KEYS, FEW_KEYS = 1_000_000, 1_000
MANY_POLICIES, MANY_COUNTERS = 10_000, 1_000_000


def main():
    started = []
    with tempfile.TemporaryDirectory(prefix="keyhold-bench-") as name:
        folder = pathlib.Path(name)
        try:
            if AGAINST:
                compare(folder, started)
                return
            rows, facts = measure(folder, started)
        finally:
            for server in started:
                server.stop()
    table.show(rows, facts)
    if out := os.environ.get("OUT"):
        settings = {"rounds": ROUNDS, "seconds_each": SECONDS, "keys": KEYS}
        table.write(pathlib.Path(out), rows, facts, settings)
    missed = [criterion for item in rows + facts for criterion in item.criteria if criterion.verdict == "MISSED"]
    sys.exit(f"bench: {len(missed)} floors missed" if missed else 0)


def measure(folder, started):
    def keep(server):
        started.append(server)
        return server

    base = Row("B", keep(servers.baseline()), Requests("POST", "/", [{"Content-Type": "application/json"}], ["b" * 150]))
    rows = [Row("nginx, return 200", keep(servers.nginx(folder / "nginx")), Requests("GET", "/")), base]
    rows += hot_rows(folder, keep)
    facts = []
    if not IS_QUICK:
        for measured in (key_rows, limit_rows):
            more, also = measured(folder, keep)
            rows, facts = rows + more, facts + also
    for _ in range(ROUNDS):
        for row in rows:
            row.measure(folder, SECONDS)
    judge(rows, base)
    return rows, facts


def compare(folder, started):
    """The calls of this build and of another, the one after the other in each round, each as often first."""
    other = pathlib.Path(AGAINST) / "Benchmarks/.build/release"
    both = []
    for name, release in [("this", servers.RELEASE), ("other", other)]:
        (folder / name).mkdir()
        both.append(hot_rows(folder / name, lambda server: started.append(server) or server, release))
    compared = [pairs.Pair(*two) for two in zip(*both)]
    for number in range(ROUNDS):
        for pair in compared:
            pair.measure(folder, SECONDS, is_other_first=number % 2 == 1)
    pairs.show(compared)
    if slower := [pair.row.name for pair in compared if pair.is_slower]:
        sys.exit(f"bench: slower than the other build: {', '.join(slower)}")


def judge(rows, base):
    named = {row.name: row for row in rows}
    for row in rows:
        row.judge(base)
        row.ratios_to_b = row.ratios
        row.judge(named[row.compared_with])


def hot_rows(folder, keep, release=servers.RELEASE):
    data, root, secrets = servers.seeded(folder, KEYS, SAMPLES, release=release)
    server, _ = servers.admind(data, release)
    tenant = Tenant(keep(server), root, secrets).limit()

    def reservations(folder, seconds):
        """More than a run can settle."""
        return tenant.settle(load.kept(server, folder, tenant.reserve(), 2 * seconds, '"id":"([%w-]+)","state":"open"'))

    return [
        Row("verify", server, tenant.verify(), [cpu(1.4, 0.8), throughput(0.7, 1.2)]),
        Row("verify + reserve, on disk", server, tenant.reserve(), [throughput(0.30, 0.60)]),
        Row("the same with request ids at random", server, tenant.reserve("RANDOM")),
        Row("settle, on disk", server, criteria=[throughput(0.30, 0.60)], prepare=reservations),
        Row("authz", server, tenant.authz(), [cpu(1.2, 0.7)]),
        Row("token, on disk", server, tenant.tokens(), [throughput(0.20, 0.40)]),
        Row("key creation with its audit row, on disk", server, tenant.key_creation(), [throughput(0.15, 0.30)]),
    ]


def limit_rows(folder, keep):
    """The same question where there are ten thousand other policies, and a restart with all that they have counted."""
    data, root, secrets = servers.seeded(folder, KEYS, SAMPLES, MANY_POLICIES, MANY_COUNTERS)
    first, _ = servers.admind(data)
    first.stop()
    server, ready = servers.admind(data)
    row = Row(
        "verify, 10,000 other policies", keep(server), Tenant(server, root, secrets).limit().verify(),
        [throughput(0.8, 0.97, "throughput against none")], compared_with="verify")
    restart = Criterion("seconds", 5, 5, less_is_better=True, value=ready)
    return [row], [Fact("ready after a restart with 10,000 policies and 1 million counters", [restart])]


def key_rows(folder, keep):
    """The same question to a small and to a large directory, and what the large one costs."""
    samples = 1000
    few_data, few_root, few_secrets = servers.seeded(folder, FEW_KEYS, samples)
    many_data, many_root, many_secrets = servers.seeded(folder, MANY_KEYS, samples)
    few, _ = servers.admind(few_data)
    idle = few.resident_bytes()
    # The first start warms the file cache, as it is at a restart.
    first, _ = servers.admind(many_data)
    first.stop()
    many, ready = servers.admind(many_data)
    per_key = (many.resident_bytes() - idle) / (MANY_KEYS - FEW_KEYS)
    few_row = Row("verify, 1 thousand keys", keep(few), Tenant(few, few_root, few_secrets).limit().verify())
    many_row = Row(
        "verify, 1 million keys", keep(many), Tenant(many, many_root, many_secrets).limit().verify(),
        [throughput(0.9, 0.97, "throughput against 1 thousand")], compared_with=few_row.name)
    facts = [
        Fact("memory per key at 1 million", [Criterion("bytes", 400, 200, less_is_better=True, value=per_key)]),
        Fact(
            "ready after a restart with 1 million keys",
            [Criterion("seconds", 4, 1, less_is_better=True, value=ready)]),
    ]
    return [few_row, many_row], facts


if __name__ == "__main__":
    main()
