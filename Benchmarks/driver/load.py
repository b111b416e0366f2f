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

    A body may hold NEXT or RANDOM, which become another text in every request: one that is greater than all before it, as
    UUIDv7 are (RFC 9562), or one that lies anywhere, as UUIDv4 do. `paths`, where there are any, are each asked once,
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
# So many requests a second each thread has of a kind that is never said twice: more than a server answers.
ONCE_PER_SECOND = 25_000


def script(folder, requests, seconds, keeping=None):
    """The Lua that wrk runs. What can be written beforehand is, so that the client costs little.

    `seconds`: how long they have to last. `keeping`: a file, and a Lua pattern whose capture each reply leaves there.
    """
    path = folder / f"{next(NUMBERS)}.lua"
    lines = ["local heads, bodies, paths, ready, n = {}, {}, {}, {}, 0"]
    lines += [f"heads[{i + 1}] = {table(head)}" for i, head in enumerate(requests.headers)]
    lines += [f"bodies[{i + 1}] = {text(body)}" for i, body in enumerate(requests.bodies) if body is not None]
    if requests.paths:
        # Lua takes no more than 65,536 constants.
        listed = path.with_suffix(".paths")
        listed.write_text("\n".join(requests.paths) + "\n")
        lines.append(f"for line in io.lines({text(str(listed))}) do paths[#paths + 1] = line end")
    # Whoever says something else each time says it once: a run that needs more fails, on a path that is none.
    is_once = bool(requests.paths) or any(re.search("NEXT|RANDOM", body or "") for body in requests.bodies)
    different = ONCE_PER_SECOND * seconds if is_once else max(len(requests.headers), len(requests.bodies))
    total = len(requests.paths) // THREADS or different
    lines.append(f"""
local threads = 0
function setup(thread) threads = threads + 1; thread:set("id", threads) end
function init()
    math.randomseed(os.time() + id)
    for i = 1, {total} do
        local k = (i - 1) * {THREADS} + id
        local body = bodies[k % math.max(#bodies, 1) + 1]
        if body then
            body = body:gsub("NEXT", function()
                return string.format("%010x-%08x-%d-%08x", os.time(), i, id, math.random(0, 2147483647))
            end)
            body = body:gsub("RANDOM", function()
                return string.format("%08x-%08x-%08x", math.random(0, 2147483647), math.random(0, 2147483647), i)
            end)
        end
        ready[i] = wrk.format("{requests.method}", paths[k], heads[k % #heads + 1], body)
    end
end
function request()
    n = n + 1
    if n > {total} then
        if {str(is_once).lower()} then return wrk.format("GET", "/exhausted") end
        n = 1
    end
    return ready[n]
end""")
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
    run(server, script(folder, requests, seconds, (out, pattern)), requests, seconds)
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
         server.url + requests.path], capture_output=True, text=True, check=True)
    if output.stderr:
        fail(f"wrk: {output.stderr}")
    output = output.stdout
    used = server.cpu_seconds() - before
    if "Non-2xx" in output or "Socket errors" in output:
        fail(f"{requests.method} {requests.path} was refused, or its connections broke:\n{output}")
    total = int(re.search(r"(\d+) requests in", output)[1])
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
    return Sample(rate, used / total * 1e6, latency(output, "50%"), latency(output, "99%"))


def latency(output, percentile):
    number, unit = re.search(rf"{percentile}\s+([\d.]+)(us|ms|s)\b", output).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
