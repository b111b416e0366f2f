"""Load by wrk: what is sent, and what one run measured."""
import itertools
import json
import re
import subprocess
from dataclasses import dataclass, field

from servers import fail


@dataclass
class Requests:
    """What wrk sends: one after the other of `heads` and `bodies`, which belong together by position.

    A body may hold NONCE, which becomes another text in every request. `paths`, where there are any, are each asked once,
    and a run that needs more fails.
    """
    method: str
    path: str
    headers: list = field(default_factory=lambda: [{}])
    bodies: list = field(default_factory=lambda: [None])
    connections: int = 32
    paths: list = field(default_factory=list)


@dataclass
class Sample:
    """One run: requests a second, the server's CPU microseconds per request, latencies in milliseconds."""
    per_second: float
    cpu_us: float
    p50_ms: float
    p99_ms: float


NUMBERS = itertools.count()
THREADS = 2


def script(folder, requests, keeping=None):
    """The Lua that wrk runs. What can be written beforehand is, so that the client costs little.

    `keeping`: a file, and a Lua pattern whose capture each reply leaves there.
    """
    path = folder / f"{next(NUMBERS)}.lua"
    total = max(len(requests.headers), len(requests.bodies))
    lines = ["local heads, bodies, ready, n = {}, {}, {}, 0"]
    lines += [f"heads[{i + 1}] = {table(head)}" for i, head in enumerate(requests.headers)]
    lines += [f"bodies[{i + 1}] = {text(body)}" for i, body in enumerate(requests.bodies) if body is not None]
    lines.append(f"""
local threads = 0
threads_in_all = {THREADS}
function setup(thread) threads = threads + 1; thread:set("id", threads) end
function init()
    local offset = {total} / 2 * (id - 1)
    for i = 1, {total} do
        local k = (i + offset - 1) % {total}
        ready[i] = wrk.format("{requests.method}", nil, heads[k % #heads + 1], bodies[k % math.max(#bodies, 1) + 1])
    end
    math.randomseed(os.time() + id)
end
local function nonce() return id .. "-" .. n .. "-" .. math.random(1, 1000000000) end""")
    if requests.paths:
        # A path beyond the last is none, and its refusal fails the run.
        lines += [f"local paths = {{{', '.join(text(path) for path in requests.paths)}}}"]
        lines.append(f"""
function request()
    n = n + 1
    local path = paths[(n - 1) * threads_in_all + id] or "/exhausted"
    return wrk.format("{requests.method}", path, heads[n % #heads + 1], bodies[n % #bodies + 1])
end""")
    elif any("NONCE" in (body or "") for body in requests.bodies):
        lines.append(f"""
function request()
    n = n + 1
    local body = bodies[n % #bodies + 1]:gsub("NONCE", nonce())
    return wrk.format("{requests.method}", nil, heads[n % #heads + 1], body)
end""")
    else:
        lines.append(f"function request() n = n % {total} + 1; return ready[n] end")
    if keeping:
        lines.append(f"""
local kept
function response(status, head, body)
    kept = kept or io.open("{keeping[0]}." .. id, "w")
    kept:write(body:match('{keeping[1]}') or "", "\\n")
end""")
    path.write_text("\n".join(lines) + "\n")
    return path


def kept(server, folder, requests, seconds, pattern):
    """What the Lua pattern captures in each reply of a run."""
    out = folder / f"{next(NUMBERS)}.kept"
    run(server, script(folder, requests, (out, pattern)), requests, seconds)
    return [line for n in range(THREADS) for line in open(f"{out}.{n + 1}").read().split("\n")[:-1]]


def table(values):
    return "{" + ", ".join(f"[{text(name)}] = {text(value)}" for name, value in values.items()) + "}"


def text(value):
    """As Lua writes a text of ASCII; JSON's escapes for it are the same."""
    return json.dumps(value)


def run(server, path, requests, seconds):
    before = server.cpu_seconds()
    output = subprocess.run(
        ["wrk", f"-t{THREADS}", f"-c{requests.connections}", f"-d{seconds}s", "--latency", "-s", path,
         server.url + requests.path], capture_output=True, text=True, check=True).stdout
    used = server.cpu_seconds() - before
    if "Non-2xx" in output or "Socket errors" in output:
        fail(f"{requests.method} {requests.path} was refused, or its connections broke:\n{output}")
    total = int(re.search(r"(\d+) requests in", output)[1])
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
    return Sample(rate, used / total * 1e6, latency(output, "50%"), latency(output, "99%"))


def latency(output, percentile):
    number, unit = re.search(rf"{percentile}\s+([\d.]+)(us|ms|s)\b", output).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
