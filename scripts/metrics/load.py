"""A daemon of its own with something of everything that its metrics count."""

import base64
import json
import os
import pathlib
import re
import ssl
import subprocess
import time
import urllib.error
import urllib.request

BIN = pathlib.Path(os.environ["KH_BIN"])


class Daemon:
    """admind with a listener in the clear and one with TLS, whose certificate's end is a metric."""

    def __init__(self, folder):
        self.folder = folder
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
             "-subj", "/CN=localhost", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
            check=True, capture_output=True)
        (folder / "key.pem").chmod(0o600)
        settings = {"KEYHOLD_TLS_CERTIFICATE_FILE": str(folder / "cert.pem"), "KEYHOLD_TLS_KEY_FILE": str(folder / "key.pem")}
        self.log = open(folder / "log", "w")
        self.process = subprocess.Popen(
            [BIN / "admind", "serve", "--data-dir", folder / "data", "--listen", "127.0.0.1:0", "--listen", "127.0.0.1:0 tls"],
            stdout=open(folder / "out", "w"), stderr=self.log, env={**os.environ, **settings})
        self.urls = self.listens()
        self.url = self.urls[0]

    def listens(self):
        for _ in range(300):
            found = re.findall(r"^admind listens on (\S+)", (self.folder / "out").read_text(), re.M)
            if len(found) == 2:
                return found
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit("test-metrics: admind does not start:\n" + (self.folder / "log").read_text())

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


class Load:
    """Calls of every kind, again and again; what a tenant has is made once."""

    def __init__(self, daemon):
        self.daemon = daemon
        self.root = json.loads((daemon.folder / "data" / "root-credential.json").read_text())
        self.token = self.new_token(self.root["client_secret"])[1]["access_token"]
        self.made = 0
        organization = self.call("POST", "/v1/organizations", {"name": "Acme", "slug": "acme"})
        self.organization = organization["id"]
        team = self.call("POST", "/v1/teams", {"name": "Research", "slug": "research"})["id"]
        self.call("POST", "/v1/management/models", {"name": "priced", "provider": "p", "price": {
            "state": "priced", "input": 1, "output": 2}})
        self.call("POST", "/v1/management/models", {"name": "unpriced", "provider": "p"})
        per_key = {"conditions": [{"key": "team_id", "value": team}], "group_by": [{"key": "api_key"}]}
        self.call("POST", "/v1/policies/usage-limits", {
            "name": "spend", "type": "cost", "credit_limit": 1000, "periodic_reset": "monthly", "on_unpriced": "allow", **per_key})
        self.call("POST", "/v1/policies/rate-limits", {
            "name": "shadow", "type": "requests", "unit": "rpm", "value": 1, "mode": "shadow", **per_key})
        self.key = self.call("POST", f"/v1/teams/{team}/api_keys", {"name": "gateway"})["api_key"]

    def turn(self):
        self.made += 1
        for key in (self.key, "nonsense"):
            self.call("POST", "/v1/keys/verify", {"key": key, "model": "priced"})
        for model in ("priced", "unpriced"):
            held = self.call("POST", "/v1/reservations", {
                "key": self.key, "model": model, "request_id": f"{model}-{self.made}",
                "estimate": {"input_tokens": 10, "max_output_tokens": 10}})
            if self.made % 3:
                self.call("POST", f"/v1/reservations/{held['id']}/settle", {"usage": {"input_tokens": 9, "output_tokens": 5}})
        self.call("GET", "/v1/nowhere", want=404)
        self.new_token("khs_wrong", want=401)
        with urllib.request.urlopen(self.daemon.urls[1] + "/healthz", context=ssl._create_unverified_context()) as reply:
            reply.read()

    def new_token(self, secret, want=200):
        basic = base64.b64encode(f"{self.root['client_id']}:{secret}".encode()).decode()
        return self.send("POST", "/oauth2/token", b"grant_type=client_credentials", want, {
            "Authorization": "Basic " + basic, "Content-Type": "application/x-www-form-urlencoded"})

    def call(self, method, path, body=None, want=None):
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"}
        if path != "/v1/organizations":
            headers["Keyhold-Organization"] = self.organization
        return self.send(method, path, None if body is None else json.dumps(body).encode(), want, headers)[1]

    def send(self, method, path, body, want, headers):
        request = urllib.request.Request(self.daemon.url + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                status, text = reply.status, reply.read()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read()
        if status != want if want else status >= 300:
            # A wrong secret that came often is slowed, which is what is wanted, too.
            if not (want == 401 and status == 429):
                raise SystemExit(f"test-metrics: {method} {path} answers {status}: {text.decode()[:500]}")
        return status, json.loads(text)
