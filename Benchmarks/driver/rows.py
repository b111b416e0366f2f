"""The rows of the table: what is measured, and what it has to reach."""
import statistics
from dataclasses import dataclass, field

import load


@dataclass
class Criterion:
    """A floor that `make bench` fails beneath, and the aim beyond it, of one measured value."""
    what: str
    floor: float
    aim: float
    less_is_better: bool = False
    value: float = None

    def meets(self, limit):
        return self.value <= limit if self.less_is_better else self.value >= limit

    @property
    def verdict(self):
        if not self.meets(self.floor):
            return "MISSED"
        return "aim met" if self.meets(self.aim) else "floor met"

    def described(self):
        sign = "≤" if self.less_is_better else "≥"
        return f"{self.what} {self.value:.3g}: {self.verdict} (floor {sign} {self.floor:g}, aim {self.aim:g})"


def cpu(floor, aim):
    return Criterion("CPU in B", floor, aim, less_is_better=True)


def throughput(floor, aim, what="throughput in B"):
    return Criterion(what, floor, aim)


@dataclass
class Row:
    name: str
    server: object = None
    requests: load.Requests = None
    criteria: list = field(default_factory=list)
    compared_with: str = "B"
    samples: list = field(default_factory=list)
    script: object = None
    # Makes what a run uses up: requests out of a folder and the run's seconds.
    prepare: object = None

    def measure(self, folder, seconds):
        if self.prepare:
            self.requests, self.script = self.prepare(folder, seconds), None
        self.script = self.script or load.script(folder, self.requests, seconds)
        self.samples.append(load.run(self.server, self.script, self.requests, seconds))

    def median(self, value):
        return statistics.median(getattr(sample, value) for sample in self.samples)

    def judge(self, base):
        """Fills in the ratios to the row that this one is compared with."""
        self.ratios = {
            "throughput": self.median("per_second") / base.median("per_second"),
            "cpu": self.median("cpu_us") / base.median("cpu_us")}
        for criterion in self.criteria:
            criterion.value = self.ratios["cpu" if criterion.what.startswith("CPU") else "throughput"]


@dataclass
class Fact:
    """Something that is measured once: a time, a size."""
    name: str
    criteria: list
