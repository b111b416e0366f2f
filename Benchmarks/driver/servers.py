"""The processes that are measured: each on a loopback port, watched through /proc."""
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

RELEASE = pathlib.Path(__file__).resolve().parent.parent / ".build/release"
START_SECONDS = 120


def fail(message):
    sys.exit(f"bench: {message}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process that serves HTTP on `port`; `children` too are counted in what it uses."""

    def __init__(self, process, port):
        self.process, self.port = process, port

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def pids(self):
        listed = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [self.process.pid] + [int(pid) for pid in listed.split()]

    def cpu_seconds(self):
        """User and system time so far."""
        ticks = 0
        for pid in self.pids():
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def resident_bytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def nginx(folder):
    """`return 200`: what a server costs that does nothing at all."""
    port = free_port()
    folder.mkdir()
    configuration = folder / "nginx.conf"
    configuration.write_text(f"""
        daemon off; worker_processes auto; pid {folder}/pid; error_log {folder}/error;
        events {{ worker_connections 1024; }}
        http {{
            access_log off; keepalive_requests 100000000;
            client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
            uwsgi_temp_path {folder}; scgi_temp_path {folder};
            server {{ listen 127.0.0.1:{port}; location / {{ return 200 "{'n' * 300}"; }} }}
        }}""")
    log = open(folder / "log", "wb")
    process = subprocess.Popen(["nginx", "-p", folder, "-c", configuration], stdout=log, stderr=log)
    server = Server(process, port)
    wait_until_ready(server, "/")
    return server


def baseline():
    process = subprocess.Popen([RELEASE / "baseline"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    line = process.stdout.readline()
    return Server(process, int(line)) if line else fail("the baseline did not start")


def admind(data, release=RELEASE, **settings):
    """The daemon on a data directory; `settings` by their environment names. Also the seconds until it was ready."""
    port = free_port()
    environment = {**os.environ, "KEYHOLD_LOG_REQUESTS": "false", **settings}
    log = open(data.parent / f"{data.name}.log", "ab")
    begun = time.monotonic()
    process = subprocess.Popen(
        [release / "admind", "serve", "--data-dir", data, "--listen", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL, stderr=log, env=environment)
    server = Server(process, port)
    wait_until_ready(server, "/readyz")
    return server, time.monotonic() - begun


def wait_until_ready(server, path):
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.process.poll() is None:
        try:
            urllib.request.urlopen(server.url + path, timeout=1).read()
            return
        except OSError:
            time.sleep(0.002)
    fail(f"{server.process.args[0]} did not become ready")


def seeded(folder, keys, samples, *limits, release=RELEASE):
    """A data directory with so many keys: its path, the root credential, and the secrets of a sample.

    `limits`: how many policies, none of which is for a call that is made, and how many counters they have.
    """
    data = folder / "-".join(["keys", str(keys), *map(str, limits)])
    made = subprocess.run(
        [release / "admind", "init", "--data-dir", data, "--format", "json"], check=True, capture_output=True)
    numbers = map(str, [keys, samples, *limits])
    filled = subprocess.run([release / "seed", data, *numbers], check=True, capture_output=True)
    return data, json.loads(made.stdout), json.loads(filled.stdout)["secrets"]
