"""What a benchmark needs of a running daemon, made through its API."""
import base64
import json
import urllib.request

from load import Requests

FORM = "application/x-www-form-urlencoded"
MODEL = "openai/gpt-4o"


class Tenant:
    """The seeded organization, as its gateway and its administrator see it."""

    def __init__(self, server, root, secrets):
        self.server, self.secrets = server, secrets
        self.headers = {
            "Authorization": f"Bearer {self.token(root)}", "Content-Type": "application/json",
            "Keyhold-Organization": "bench"}
        self.gateway = {
            "Authorization": f"Bearer {self.token(self.client(['keys.verify', 'usage.report']))}",
            "Content-Type": "application/json"}

    def call(self, method, path, headers, body):
        request = urllib.request.Request(self.server.url + path, method=method, headers=headers, data=body.encode())
        with urllib.request.urlopen(request, timeout=10) as reply:
            return json.load(reply)

    def create(self, path, **fields):
        return self.call("POST", path, self.headers, json.dumps(fields))

    def client(self, scopes):
        return self.create("/v1/oauth/clients", name="bench", scopes=scopes)

    def token(self, client):
        head = {"Authorization": basic(client), "Content-Type": FORM}
        return self.call("POST", "/oauth2/token", head, "grant_type=client_credentials")["access_token"]

    def limit(self):
        """A priced model, three rate limits and a budget that every call comes under, and that no run reaches."""
        self.create("/v1/management/models", name=MODEL, price={"state": "priced", "input": 2.5, "output": 10})
        for name, kind, unit, group in [
                ("per key", "requests", "rpm", "api_key"), ("per team", "tokens", "rpm", "team_id"),
                ("in all", "requests", "rps", "organization_id")]:
            self.create(
                "/v1/policies/rate-limits", name=name, type=kind, unit=unit, value=10**12,
                conditions=[{"key": "organization_id", "value": "*"}], group_by=[{"key": group}])
        self.create(
            "/v1/policies/usage-limits", name="monthly spend", type="cost", credit_limit=10**6,
            periodic_reset="monthly", conditions=[{"key": "organization_id", "value": "*"}],
            group_by=[{"key": "api_key"}])
        return self

    def verify(self):
        """Every secret of the sample in turn, as a gateway asks about it."""
        bodies = [
            json.dumps({"key": secret, "model": MODEL, "request_id": f"request-{number}"})
            for number, secret in enumerate(self.secrets)]
        return Requests("POST", "/v1/keys/verify", [self.gateway], bodies)

    def reserve(self, request_id="NEXT"):
        """The same, and an hour's hold on what the call may cost; each call is another."""
        bodies = [
            json.dumps({
                "key": secret, "model": MODEL, "request_id": request_id, "reserve": True, "ttl_seconds": 3600,
                "estimate": {"input_tokens": 1200, "max_output_tokens": 800}})
            for secret in self.secrets]
        return Requests("POST", "/v1/keys/verify", [self.gateway], bodies, connections=64)

    def settle(self, reservations):
        """Each of the reservations once."""
        body = json.dumps({"usage": {"input_tokens": 1187, "output_tokens": 402}, "outcome": "success"})
        paths = [f"/v1/reservations/{id}/settle" for id in reservations]
        return Requests("POST", "", [self.gateway], [body], connections=64, paths=paths)

    def authz(self):
        return Requests(
            "GET", "/v1/authz", [{"Authorization": f"Bearer {secret}"} for secret in self.secrets])

    def tokens(self):
        """By many clients, as one client holds but so many tokens."""
        clients = [self.client(["keys.verify"]) for _ in range(64)]
        heads = [{"Authorization": basic(client), "Content-Type": FORM} for client in clients]
        return Requests("POST", "/oauth2/token", heads, ["grant_type=client_credentials"], connections=64)

    def key_creation(self):
        team = self.create("/v1/teams", name="Creation")["id"]
        return Requests(
            "POST", f"/v1/teams/{team}/api_keys", [self.headers], ['{"name":"NEXT"}'], connections=64)


def basic(client):
    pair = f"{client['client_id']}:{client['client_secret']}"
    return "Basic " + base64.b64encode(pair.encode()).decode()
