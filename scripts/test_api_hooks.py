"""What a document cannot say of a request, and what would end the test instead of testing: for scripts/test-api."""

import os
import uuid

import schemathesis

# What the run itself stands on. It may be looked at; a change of it would leave nothing but 401s to look at.
PROTECTED = set(os.environ["PROTECTED_IDS"].split())
EXAMPLE_IDEMPOTENCY_KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"
rotated_key = [os.environ["ROTATED_KEY"]]


def is_own_rotation(case):
    return case.operation.path == "/v1/apikey/rotate"


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.method.upper() != "GET":
        for name, value in (case.path_parameters or {}).items():
            if value in PROTECTED:
                case.path_parameters[name] = str(uuid.uuid4())
    if case.headers and case.headers.get("Idempotency-Key") == EXAMPLE_IDEMPOTENCY_KEY:
        # The example under ever new bodies would be answered with 422 and nothing else.
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    headers = case.headers or {}
    if is_own_rotation(case) and headers.get("Authorization") == f"Bearer {os.environ['HELD_KEY']}":
        # A key of its own, so that /v1/me and /v1/authz keep theirs.
        case.headers["Authorization"] = f"Bearer {rotated_key[0]}"


@schemathesis.hook
def after_call(context, case, response):
    if is_own_rotation(case) and response.status_code == 200:
        rotated_key[0] = response.json()["api_key"]
