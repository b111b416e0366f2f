"""Makes clients out of /openapi.json with the generators that people use, and works with them: openapi-python-client, whose every
module has to be importable, and datamodel-code-generator, whose models have to read what the server says. Takes the server's
address; CLIENT_ID and CLIENT_SECRET name a client of a tenant."""

import base64
import importlib
import json
import os
import pathlib
import pkgutil
import subprocess
import sys
import tempfile
import urllib.request

URL = sys.argv[1]
TOOLS = pathlib.Path(sys.executable).parent


def fetch(path, body=None, **headers):
    with urllib.request.urlopen(urllib.request.Request(URL + path, body, headers), timeout=30) as reply:
        return reply.read()


def token():
    basic = base64.b64encode(f"{os.environ['CLIENT_ID']}:{os.environ['CLIENT_SECRET']}".encode()).decode()
    body = b"grant_type=client_credentials"
    reply = fetch("/oauth2/token", body, Authorization=f"Basic {basic}", **{"Content-Type": "application/x-www-form-urlencoded"})
    return json.loads(reply)["access_token"]


def generate(folder, *command):
    told = subprocess.run(
        [TOOLS / command[0], *command[1:]], cwd=folder, capture_output=True, text=True, timeout=300,
        env={**os.environ, "PATH": f"{TOOLS}:{os.environ['PATH']}"})
    text = told.stdout + told.stderr
    if told.returncode or "duplicate models" in text or "WARNING parsing" in text:
        raise SystemExit(f"test-api: {command[0]} is not content with the document:\n{text[-2000:]}")


def try_operations(folder, secret):
    """openapi-python-client: every module, and a team that is made, read and listed."""
    generate(folder, "openapi-python-client", "generate", "--path", "openapi.json", "--output-path", "generated", "--meta", "none")
    import generated.api
    from generated import AuthenticatedClient
    from generated.models import CreateTeam

    modules = {
        name.rpartition(".")[2]: importlib.import_module(name)
        for _, name, _ in pkgutil.walk_packages(generated.api.__path__, "generated.api.")}
    client = AuthenticatedClient(base_url=URL, token=secret)
    made = modules["create_team_v1"].sync(client=client, body=CreateTeam(name="Generated"))
    found = modules["get_team_v1"].sync(made.id, client=client)
    listed = modules["list_teams_v1"].sync(client=client)
    if found.name != "Generated" or made.id not in [team.id for team in listed.data]:
        raise SystemExit("test-api: the generated client does not find the team that it has made")
    refused = modules["get_team_v1"].sync_detailed("00000000-0000-7000-8000-000000000000", client=client)
    if refused.status_code != 404 or refused.parsed.error.code != "not_found":
        raise SystemExit("test-api: the generated client does not understand a refusal")
    modules["delete_team_v1"].sync_detailed(made.id, client=client)
    return len(modules)


def try_models(folder, secret):
    """datamodel-code-generator: models that read what is served."""
    generate(
        folder, "datamodel-codegen", "--input", "openapi.json", "--input-file-type", "openapi", "--output", "models.py",
        "--output-model-type", "pydantic_v2.BaseModel")
    import models

    for path, name in (("/v1/teams", "TeamList"), ("/v1/users", "UserList"), ("/v1/oauth/clients", "OAuthClientList")):
        getattr(models, name).model_validate_json(fetch(path, Authorization=f"Bearer {secret}"))


def main():
    with tempfile.TemporaryDirectory() as folder:
        sys.path.insert(0, folder)
        (pathlib.Path(folder) / "openapi.json").write_bytes(fetch("/openapi.json"))
        secret = token()
        count = try_operations(folder, secret)
        try_models(folder, secret)
    print(f"test-api: generated clients work, in {count} modules")


main()
