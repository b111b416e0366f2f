"""The table for people, and the same for programs."""
import json

from rows import Row


def show(rows, facts):
    print(f"{'':<44}{'per s':>9}{'in B':>7}{'CPU µs':>8}{'in B':>7}{'p50 ms':>8}{'p99 ms':>8}")
    for row in rows:
        of_b = row.ratios_to_b
        print(
            f"{row.name:<44}{row.median('per_second'):>9.0f}{of_b['throughput']:>7.2f}{row.median('cpu_us'):>8.1f}"
            f"{of_b['cpu']:>7.2f}{row.median('p50_ms'):>8.2f}{row.median('p99_ms'):>8.2f}")
    print()
    for item in rows + facts:
        for criterion in item.criteria:
            print(f"{item.name}: {criterion.described()}")


def write(path, rows, facts, settings):
    document = {**settings, "rows": [as_json(item) for item in rows + facts]}
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def as_json(item):
    described = {"name": item.name}
    if isinstance(item, Row):
        described |= {
            "per_second": round(item.median("per_second")), "cpu_us": round(item.median("cpu_us"), 2),
            "p50_ms": item.median("p50_ms"), "p99_ms": item.median("p99_ms"),
            "throughput_in_b": round(item.ratios_to_b["throughput"], 3),
            "cpu_in_b": round(item.ratios_to_b["cpu"], 3)}
    described["criteria"] = [
        {"what": criterion.what, "value": round(criterion.value, 4), "floor": criterion.floor, "aim": criterion.aim,
         "verdict": criterion.verdict}
        for criterion in item.criteria]
    return described
