"""What the tests talk to: a real admind, a real LiteLLM proxy, and a provider of a few lines that does as it is told."""

import contextlib
import json
import os
import pathlib
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

ROOT = pathlib.Path(__file__).resolve().parents[3]
BIN = pathlib.Path(os.environ.get("KH_BIN") or ROOT / ".build/debug").resolve()
DEADLINE_SECONDS = 60


def until(found, what):
    """Asks until it is so. A deadline, and no other meaning of time."""
    ends = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < ends:
        with contextlib.suppress(httpx.HTTPError):
            if value := found():
                return value
        time.sleep(0.05)
    raise AssertionError(f"not within {DEADLINE_SECONDS} s: {what}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Program:
    """A process with its output in a file, ended at the end."""

    def __init__(self, folder, name):
        self.log, self.process = folder / f"{name}.log", None

    def spawn(self, command, env):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=env)

    def wait_for(self, url):
        def ready():
            if self.process.poll() is not None:
                raise AssertionError(f"{self.log.name}: it has ended.\n{self.log.read_text()[-3000:]}")
            return httpx.get(url, timeout=2).status_code == 200

        until(ready, f"{url} answers")

    def end(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Admind(Program):
    def __init__(self, folder):
        super().__init__(folder, "admind")
        self.data, self.url = folder / "data", f"http://127.0.0.1:{free_port()}"

    def start(self):
        listen = self.url.removeprefix("http://")
        self.spawn([BIN / "admind", "serve", "--data-dir", self.data, "--listen", listen], dict(os.environ))
        self.wait_for(self.url + "/readyz")
        root = json.loads((self.data / "root-credential.json").read_text())
        granted = httpx.post(
            self.url + "/oauth2/token",
            data={"grant_type": "client_credentials"},
            auth=(root["client_id"], root["client_secret"]),
        )
        self.headers = {"authorization": "Bearer " + granted.raise_for_status().json()["access_token"]}

    def __call__(self, method, path, body=None, organization="acme"):
        headers = self.headers | ({"keyhold-organization": organization} if organization else {})
        response = httpx.request(method, self.url + path, json=body, headers=headers, timeout=30)
        if response.status_code >= 300:
            raise AssertionError(f"{method} {path}: {response.status_code} {response.text[:500]}")
        # To the nano-dollar: not by way of floats.
        return json.loads(response.text, parse_float=Decimal) if response.text else None


class Proxy(Program):
    def __init__(self, folder, env):
        super().__init__(folder, "litellm")
        self.url, self.folder, self.env = f"http://127.0.0.1:{free_port()}", folder, env

    def start(self, config):
        path = self.folder / "config.yaml"
        path.write_text(config)
        program = pathlib.Path(sys.executable).parent / "litellm"
        port = self.url.rsplit(":", 1)[1]
        # The price map comes from the package, not from the network; and no setting of whoever runs this counts.
        env = {n: v for n, v in os.environ.items() if not n.startswith(("LITELLM_", "KEYHOLD_", "OPENAI_"))}
        env |= {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "INFO", **self.env}
        command = [program, "--config", path, "--host", "127.0.0.1", "--port", port, "--telemetry", "False"]
        self.spawn(command, env)
        self.wait_for(self.url + "/health/liveliness")


class Upstream:
    """A provider that speaks OpenAI's and Anthropic's language. What it does is in the model's name: `wait` holds every piece
    after the first, or the answer, until `go` is called; `fail` is a 500; `break` cuts a stream; `quiet` says no usage."""

    IN, OUT = 11, 7

    def __init__(self):
        upstream = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                with contextlib.suppress(OSError):
                    upstream.answer(self, body)

            def log_message(self, *_):
                pass

        self.asked = queue.Queue()
        self.gate = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.gate.set()
        self.server.shutdown()
        self.server.server_close()

    def reset(self):
        self.gate.clear()
        while not self.asked.empty():
            self.asked.get()

    def answer(self, handler, body):
        self.asked.put(body)
        model = body["model"]
        if "fail" in model:
            return self.send(handler, {"error": {"message": "out of order", "type": "server_error"}}, 500)
        if body.get("stream"):
            return self.stream(handler, model, list(self.pieces(handler.path, model)))
        if "wait" in model:
            self.gate.wait(DEADLINE_SECONDS)
        self.send(handler, self.whole(handler.path, model))

    def send(self, handler, body, status=200):
        text = json.dumps(body).encode()
        handler.send_response(status)
        handler.send_header("content-type", "application/json")
        handler.send_header("content-length", str(len(text)))
        handler.end_headers()
        handler.wfile.write(text)

    def stream(self, handler, model, pieces):
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.send_header("transfer-encoding", "chunked")
        handler.end_headers()
        for index, piece in enumerate(pieces):
            if index == len(pieces) // 2:
                if "break" in model:
                    handler.close_connection = True
                    return
                if "wait" in model:
                    self.gate.wait(DEADLINE_SECONDS)
            handler.wfile.write(f"{len(piece.encode()):x}\r\n{piece}\r\n".encode())
            handler.wfile.flush()
        handler.wfile.write(b"0\r\n\r\n")

    def usage(self, path):
        if path.endswith("/messages"):
            return {"input_tokens": self.IN, "output_tokens": self.OUT, "cache_read_input_tokens": 4}
        if path.endswith("/responses"):
            return {"input_tokens": self.IN, "input_tokens_details": {"cached_tokens": 4}, "output_tokens": self.OUT,
                    "output_tokens_details": {"reasoning_tokens": 2}, "total_tokens": self.IN + self.OUT}
        return {"prompt_tokens": self.IN, "completion_tokens": self.OUT, "total_tokens": self.IN + self.OUT,
                "prompt_tokens_details": {"cached_tokens": 4}, "completion_tokens_details": {"reasoning_tokens": 2}}

    def whole(self, path, model):
        usage = self.usage(path)
        if path.endswith("/embeddings"):
            return {"object": "list", "model": model, "data": [{"object": "embedding", "index": 0, "embedding": [0.5]}],
                    "usage": {"prompt_tokens": self.IN, "total_tokens": self.IN}}
        if path.endswith("/messages"):
            return {"id": "msg_1", "type": "message", "role": "assistant", "model": model, "stop_reason": "end_turn",
                    "stop_sequence": None, "content": [{"type": "text", "text": "hello"}], "usage": usage}
        if path.endswith("/responses"):
            return self.response(model, usage)
        return {"id": "c1", "object": "chat.completion", "created": 1, "model": model, "usage": usage,
                "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "hello"}}]}

    def response(self, model, usage, status="completed"):
        content = [{"type": "output_text", "text": "hello", "annotations": []}]
        message = {"type": "message", "id": "m1", "role": "assistant", "status": status, "content": content}
        return {"id": "r1", "object": "response", "created_at": 1, "status": status, "model": model, "usage": usage,
                "output": [message] if usage else [], "parallel_tool_calls": True, "tool_choice": "auto", "tools": []}

    def pieces(self, path, model):
        usage = self.usage(path)
        if path.endswith("/messages"):
            start = self.whole(path, model) | {"content": [], "stop_reason": None, "usage": usage | {"output_tokens": 1}}
            yield from self.named({"type": "message_start", "message": start},
                                  {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
                                  *({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": word}}
                                    for word in ("one ", "two ", "three")),
                                  {"type": "content_block_stop", "index": 0},
                                  {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": self.OUT}},
                                  {"type": "message_stop"})
        elif path.endswith("/responses"):
            yield from self.named({"type": "response.created", "response": self.response(model, None, "in_progress"), "sequence_number": 0},
                                  *({"type": "response.output_text.delta", "item_id": "m1", "output_index": 0, "content_index": 0,
                                     "delta": word, "sequence_number": n} for n, word in enumerate(("one ", "two ", "three"), 1)),
                                  {"type": "response.completed", "response": self.response(model, usage), "sequence_number": 9})
        else:
            for word in ("one ", "two ", "three ", "four"):
                yield self.chunk(model, [{"index": 0, "delta": {"role": "assistant", "content": word}, "finish_reason": None}])
            yield self.chunk(model, [{"index": 0, "delta": {}, "finish_reason": "stop"}])
            if "quiet" not in model:
                yield self.chunk(model, [], usage)
            yield "data: [DONE]\n\n"

    def chunk(self, model, choices, usage=None):
        body = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": model, "choices": choices}
        return "data: " + json.dumps(body | ({"usage": usage} if usage else {})) + "\n\n"

    def named(self, *events):
        for event in events:
            yield f"event: {event['type']}\ndata: {json.dumps(event)}\n\n"


class World:
    """All three, with a tenant, a team and the proxy's client."""

    MODELS = ("ok", "wait", "fail", "break", "quiet", "claude", "claude-wait", "with-fallback", "with-guardrail")
    # Prices with a tail, so that what is charged has to be rounded: dollars per million tokens.
    INPUT, CACHED, OUTPUT = Decimal("1.234567"), Decimal("0.333333"), Decimal("7.654321")

    def __init__(self):
        self.stack = contextlib.ExitStack()
        self.folder = folder = pathlib.Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="keyhold-litellm-")))
        self.upstream, self.keyhold = Upstream(), Admind(folder)
        self.stack.callback(self.upstream.close)
        self.stack.callback(self.keyhold.end)
        try:
            self.keyhold.start()
            self.fill()
            self.proxy = self.start_proxy()
        except BaseException:
            self.close()
            raise

    def close(self):
        self.stack.close()

    def start_proxy(self, **env):
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        proxy = Proxy(folder, self.proxy_environment() | env)
        self.stack.callback(proxy.end)
        proxy.start(self.config())
        return proxy

    def fill(self):
        self.keyhold("POST", "/v1/organizations", {"name": "Acme", "slug": "acme"}, organization=None)
        self.team = self.keyhold("POST", "/v1/teams", {"name": "Research"})
        # Not one scope more than the page says.
        self.client = self.keyhold("POST", "/v1/oauth/clients", {"name": "litellm", "scopes": ["keys.verify", "usage.report"]})
        for name in self.MODELS:
            price = {"state": "priced", "input": float(self.INPUT), "cached_input": float(self.CACHED), "output": float(self.OUTPUT)}
            self.keyhold("POST", "/v1/management/models", {"name": name, "provider": "stub", "price": price})

    def proxy_environment(self):
        return {
            "KEYHOLD_URL": self.keyhold.url,
            "KEYHOLD_CLIENT_ID": self.client["client_id"],
            "KEYHOLD_CLIENT_SECRET": self.client["client_secret"],
            # Short, so that a test sees a hold extended.
            "KEYHOLD_HOLD_SECONDS": "8",
            "KEYHOLD_TIMEOUT_SECONDS": "10",
            # LiteLLM does not start without one. It opens nothing: whoever calls is asked for a key of Keyhold's.
            "LITELLM_MASTER_KEY": "sk-" + os.urandom(32).hex(),
            "PYTHONPATH": str(pathlib.Path(__file__).parent),
        }

    def config(self):
        def entry(name):
            provider, base = ("anthropic", self.upstream.url) if "claude" in name else ("openai", self.upstream.url + "/v1")
            target = "fail" if name == "with-fallback" else name
            # LiteLLM's own prices, which count only where it is asked to reckon: dollars a token.
            prices = {"input_cost_per_token": 0.001, "output_cost_per_token": 0.002}
            params = {"model": f"{provider}/{target}", "api_base": base, "api_key": "none", **prices}
            return {"model_name": name, "litellm_params": params}

        return json.dumps(
            {
                "model_list": [entry(name) for name in self.MODELS],
                "general_settings": {"custom_auth": "keyhold_litellm.user_custom_auth"},
                "litellm_settings": {
                    "callbacks": ["keyhold_litellm.keyhold", "guardrail.guardrail"],
                    "num_retries": 0,
                    "telemetry": False,
                },
                "router_settings": {"fallbacks": [{"with-fallback": ["ok"]}], "disable_cooldowns": True},
            }
        )

    def cost(self, fresh, cached, output):
        nano = (fresh * self.INPUT + cached * self.CACHED + output * self.OUTPUT) * 1000
        return nano.to_integral_value(rounding="ROUND_CEILING") / Decimal(10**9)


class Tenant:
    """A key of its own, and a budget over it."""

    def __init__(self, world, budget=1):
        self.world, name = world, os.urandom(4).hex()
        self.key = world.keyhold("POST", f"/v1/teams/{world.team['id']}/api_keys", {"name": name})
        self.condition = {"conditions": [{"key": "api_key", "value": self.key["id"]}], "group_by": [{"key": "api_key"}]}
        body = {"name": "b" + name, "type": "cost", "credit_limit": budget, **self.condition}
        self.budget = world.keyhold("POST", "/v1/policies/usage-limits", body)
        self.headers, self.url = {"authorization": "Bearer " + self.key["api_key"]}, world.proxy.url

    def limit_requests(self, value):
        body = {"name": "r" + os.urandom(4).hex(), "type": "requests", "unit": "rpm", "value": value, **self.condition}
        self.world.keyhold("POST", "/v1/policies/rate-limits", body)

    def books(self):
        """Dollars spent, and dollars held."""
        groups = self.world.keyhold("GET", f"/v1/policies/usage-limits/{self.budget['id']}/entities")["data"]
        return (Decimal(groups[0]["current_usage"]), Decimal(groups[0]["held"])) if groups else (Decimal(0), Decimal(0))

    def reservations(self):
        return [r for r in self.world.keyhold("GET", "/v1/reservations?limit=1000")["data"] if r["key_id"] == self.key["id"]]

    def body(self, model, **more):
        return {"model": model, "messages": [{"role": "user", "content": "a secret prompt"}], "max_tokens": 100, **more}

    def ask(self, model, path="/v1/chat/completions", headers=None, **more):
        url = self.url + path
        return httpx.post(url, json=self.body(model, **more), headers=self.headers | (headers or {}), timeout=DEADLINE_SECONDS)

    def stream(self, model, path="/v1/chat/completions", **more):
        url, body = self.url + path, self.body(model, stream=True, **more)
        return httpx.stream("POST", url, json=body, headers=self.headers, timeout=DEADLINE_SECONDS)
