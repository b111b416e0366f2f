"""Two builds side by side: `make bench AGAINST=dir`."""
import statistics
from dataclasses import dataclass, field

from rows import Row

# What a build may lose in the median of its rounds, and in most of them, before it is called slower.
NOISE = 0.05


@dataclass
class Pair:
    """One row of the table, of this build and of the other one."""
    row: Row
    other: Row
    throughput: list = field(default_factory=list)
    cpu: list = field(default_factory=list)

    def measure(self, folder, seconds, is_other_first):
        for row in [self.other, self.row] if is_other_first else [self.row, self.other]:
            row.measure(folder, seconds)
        mine, others = self.row.samples[-1], self.other.samples[-1]
        self.throughput.append(mine.per_second / others.per_second)
        self.cpu.append(mine.cpu_us / others.cpu_us)

    @property
    def is_slower(self):
        """Whether the middle of the rounds is lower than noise makes it, and three quarters of them are lower at all."""
        return statistics.median(self.throughput) < 1 - NOISE and quartiles(self.throughput)[1] < 1


def quartiles(values):
    if len(values) < 2:
        return values[0], values[0]
    lower, _, upper = statistics.quantiles(values, n=4, method="inclusive")
    return lower, upper


def show(pairs):
    print(f"{'':<44}{'per s':>9}{'other':>9}{'ratio':>7}{'quartiles':>14}{'CPU µs':>8}{'other':>8}{'ratio':>7}")
    for pair in pairs:
        lower, upper = quartiles(pair.throughput)
        print(
            f"{pair.row.name:<44}{pair.row.median('per_second'):>9.0f}{pair.other.median('per_second'):>9.0f}"
            f"{statistics.median(pair.throughput):>7.3f}{f'{lower:.3f}..{upper:.3f}':>14}"
            f"{pair.row.median('cpu_us'):>8.1f}{pair.other.median('cpu_us'):>8.1f}{statistics.median(pair.cpu):>7.3f}")
