"""What a benchmark needs of a running daemon, made through its API."""
import base64
import json
import urllib.request

from load import Requests

FORM = "application/x-www-form-urlencoded"


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

    def verify(self):
        """Every secret of the sample in turn, as a gateway asks about it."""
        bodies = [
            json.dumps({"key": secret, "model": "openai/gpt-4o", "request_id": f"request-{number}"})
            for number, secret in enumerate(self.secrets)]
        return Requests("POST", "/v1/keys/verify", [self.gateway], bodies)

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
            "POST", f"/v1/teams/{team}/api_keys", [self.headers], ['{"name":"NONCE"}'], connections=64)


def basic(client):
    pair = f"{client['client_id']}:{client['client_secret']}"
    return "Basic " + base64.b64encode(pair.encode()).decode()
