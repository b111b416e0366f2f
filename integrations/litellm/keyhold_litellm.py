"""Keyhold in front of a LiteLLM proxy: who calls, what they may use, how much is left.

`user_custom_auth` lets a Keyhold key in, and `keyhold` (a LiteLLM callback) reserves before a call, settles it with what the
provider says was used, and releases it where nothing was. Where Keyhold cannot be asked, no call is made: 503.

A key is good or not by the same request that reserves, so that a call counts once on a limit of requests. Until then a
caller has no rights but to be asked about, and no model is called without a hold (`async_pre_call_deployment_hook`).
Set-up, settings and limits: docs/integrations/litellm.md.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import math
import os
import re
import secrets
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
import litellm
from fastapi import Request
from litellm.integrations.custom_logger import CustomLogger
from litellm.proxy._types import LitellmUserRoles, ProxyException, UserAPIKeyAuth
from litellm.proxy.auth.auth_utils import get_request_route
from pydantic import PrivateAttr

# Says what happened to which reservation; never a key, a prompt or an answer.
log = logging.getLogger("keyhold")

# The routes whose calls are metered, by what LiteLLM calls them in its hooks. All others are closed to Keyhold's keys: what
# they use, nobody would count.
METERED_CALLS = {"acompletion", "atext_completion", "aembedding", "aresponses", "anthropic_messages"}
METERED_PATH = re.compile(
    r"(/v1|/openai/deployments/[^/]+|/engines/[^/]+)?/(chat/completions|completions|embeddings|responses)|/v1/messages"
)
LISTING_PATH = re.compile(r"(/v1)?/models(/.+)?")

# What a caller may put into a request that would send it to a model that Keyhold was not asked about.
REROUTING_FIELDS = ("fallbacks", "context_window_fallbacks", "content_policy_fallbacks")

# Where the input of a call stands, in any of the APIs.
PROMPT_FIELDS = (
    "messages", "input", "prompt", "system", "instructions", "tools", "functions", "response_format", "text"
)

# Pictures, sound and files count as this many tokens of input until the provider has said how many they were.
TOKENS_OF_AN_ATTACHMENT = 2000


# --- Settings -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settings:
    """What the environment says. A setting that is missing or wrong keeps the proxy from starting."""

    url: str
    client_id: str
    client_secret: str = field(repr=False)
    organization: str | None = None
    ca_file: str | None = None
    timeout_seconds: float = 5
    # How long a hold lives that nobody extends, and for how long calls are extended at most.
    hold_seconds: int = 600
    longest_call_seconds: int = 7200
    # Whose word on money counts: Keyhold's catalogue, or LiteLLM's reckoning.
    cost_from: str = "keyhold"

    @staticmethod
    def from_environment(env: Mapping[str, str] = os.environ) -> Settings:
        client_id, client_secret = credential(env)
        settings = Settings(
            url=required(env, "KEYHOLD_URL").rstrip("/"),
            client_id=client_id,
            client_secret=client_secret,
            organization=env.get("KEYHOLD_ORGANIZATION") or None,
            ca_file=env.get("KEYHOLD_CA_FILE") or None,
            timeout_seconds=number(env, "KEYHOLD_TIMEOUT_SECONDS", 5, 0.1, 60),
            hold_seconds=int(number(env, "KEYHOLD_HOLD_SECONDS", 600, 2, 86400)),
            longest_call_seconds=int(number(env, "KEYHOLD_LONGEST_CALL_SECONDS", 7200, 2, 86400)),
            cost_from=env.get("KEYHOLD_COST_FROM", "keyhold"),
        )
        if settings.cost_from not in ("keyhold", "litellm"):
            raise ValueError("KEYHOLD_COST_FROM must be keyhold or litellm.")
        refuse_plain_http(settings.url, env)
        return settings


def required(env: Mapping[str, str], name: str) -> str:
    if not env.get(name):
        raise ValueError(f"{name} is not set. Keyhold's part of the proxy needs it.")
    return env[name]


def number(env: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    try:
        value = float(env.get(name) or default)
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        raise ValueError(f"{name} must be a number from {least:g} to {most:g}.")
    return value


def credential(env: Mapping[str, str]) -> tuple[str, str]:
    """Of KEYHOLD_CLIENT_SECRET_FILE, which holds a secret or a JSON object with both; or else of the two variables."""
    path = env.get("KEYHOLD_CLIENT_SECRET_FILE")
    if not path:
        return required(env, "KEYHOLD_CLIENT_ID"), required(env, "KEYHOLD_CLIENT_SECRET")
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read().strip()
    except OSError as error:
        raise ValueError(f"KEYHOLD_CLIENT_SECRET_FILE cannot be read: {error.strerror}.") from None
    if not text.startswith("{"):
        return required(env, "KEYHOLD_CLIENT_ID"), text
    try:
        both = json.loads(text)
        return both["client_id"], both["client_secret"]
    except (ValueError, KeyError):
        # Whatever is in it, it is a credential: no word of it goes into the error.
        raise ValueError("KEYHOLD_CLIENT_SECRET_FILE has no client_id and client_secret.") from None


def refuse_plain_http(url: str, env: Mapping[str, str]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("KEYHOLD_URL must be an http or https URL.")
    here = parts.hostname in ("localhost", "::1") or parts.hostname.startswith("127.")
    if parts.scheme == "http" and not here and env.get("KEYHOLD_ALLOW_PLAIN_HTTP") != "1":
        raise ValueError("KEYHOLD_URL would send keys in the clear. Use https, or set KEYHOLD_ALLOW_PLAIN_HTTP=1.")


# --- Errors as SDKs understand them -------------------------------------------------------------------------------------


def refusal(status: int, kind: str, message: str, retry_after_ms: int | None = None) -> ProxyException:
    headers = {}
    if retry_after_ms is not None:
        headers["retry-after"] = str(max(1, math.ceil(retry_after_ms / 1000)))
        headers["retry-after-ms"] = str(max(1, retry_after_ms))
    return ProxyException(message=message, type=kind, param=None, code=status, headers=headers)


def unavailable(message: str = "Keyhold cannot be reached, so no call is made.", seconds: float = 1) -> ProxyException:
    return refusal(503, "api_error", message, round(seconds * 1000))


# What verify says, as a status and a type. The key's own faults are all 401: a client can do nothing but use another.
REFUSALS = {
    "address_not_allowed": (403, "permission_error"),
    "model_not_allowed": (403, "permission_error"),
    "model_disabled": (403, "permission_error"),
    "model_not_found": (404, "not_found_error"),
    "usage_exceeded": (402, "billing_error"),
    "unpriced_model": (402, "billing_error"),
    "rate_limited": (429, "rate_limit_error"),
}


def refusal_of(verification: Mapping[str, Any]) -> ProxyException:
    status, kind = REFUSALS.get(verification["code"], (401, "authentication_error"))
    denial = verification.get("denial") or {}
    wait = denial.get("retry_after_ms")
    if status == 429 and wait is None:
        wait = 1000
    message = verification["message"]
    if denial.get("policy_name"):
        message += f" Limit: {denial['policy_name']}."
    return refusal(status, kind, message, wait)


# --- Keyhold over HTTP --------------------------------------------------------------------------------------------------


class Unreachable(Exception):
    """Keyhold did not answer, or could not: the same request may pass later. Says what happened, and holds no secret."""

    def __init__(self, message: str, retry_after: float = 1):
        super().__init__(message)
        self.retry_after = retry_after


class Refused(Exception):
    """Keyhold has answered, and the same request will not pass."""

    def __init__(self, status: int, message: str):
        super().__init__(f"{status}: {message}")
        self.status = status


class Keyhold:
    """Keyhold's API under a token of its own, over one pool of connections."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.token: str | None = None
        self.token_ends = 0.0
        self._client: httpx.AsyncClient | None = None
        self._token_lock: asyncio.Lock | None = None

    @property
    def client(self) -> httpx.AsyncClient:
        # Made within the loop that it serves, not when the module is imported.
        if self._client is None:
            self._client = httpx.AsyncClient(
                base_url=self.settings.url,
                verify=ssl.create_default_context(cafile=self.settings.ca_file),
                timeout=self.settings.timeout_seconds,
                limits=httpx.Limits(max_connections=200, max_keepalive_connections=50),
                trust_env=False,
            )
            self._token_lock = asyncio.Lock()
        return self._client

    async def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Every operation that is used here may be repeated: it carries a request id, or names a reservation."""
        response = await self._authorized(path, body)
        if response.status_code == 401:
            self.token = None
            response = await self._authorized(path, body)
        return answer_of(response)

    async def _authorized(self, path: str, body: Mapping[str, Any]) -> httpx.Response:
        headers = {"authorization": f"Bearer {await self._current_token()}"}
        if self.settings.organization:
            headers["keyhold-organization"] = self.settings.organization
        return await self._send(path, json=body, headers=headers)

    async def _send(self, path: str, **request: Any) -> httpx.Response:
        try:
            return await self.client.post(path, **request)
        except httpx.HTTPError as error:
            raise Unreachable(f"Keyhold did not answer: {type(error).__name__}") from None

    async def _current_token(self) -> str:
        if self.token and time.monotonic() < self.token_ends:
            return self.token
        _ = self.client
        async with self._token_lock:
            if not (self.token and time.monotonic() < self.token_ends):
                await self._fetch_token()
            return self.token

    async def _fetch_token(self) -> None:
        auth = (self.settings.client_id, self.settings.client_secret)
        response = await self._send("/oauth2/token", data={"grant_type": "client_credentials"}, auth=auth)
        if response.status_code in (400, 401):
            raise Unreachable("Keyhold refuses the proxy's client credential", retry_after=30)
        granted = answer_of(response)
        self.token = granted["access_token"]
        # A minute early, so that no token ends under way; a short-lived one at half its time.
        lifetime = granted.get("expires_in", 60)
        self.token_ends = time.monotonic() + max(lifetime - 60, lifetime / 2)


def answer_of(response: httpx.Response) -> dict[str, Any]:
    status = response.status_code
    try:
        body = response.json()
    except ValueError:
        body = None
    if status < 300 and isinstance(body, dict):
        return body
    if status < 400:
        raise Unreachable("what answers at KEYHOLD_URL is not Keyhold", retry_after=30)
    message = part(part(body, "error"), "message") or "without a reason"
    if status in (401, 403):
        raise Unreachable(f"Keyhold lets the proxy's client not do this ({status}): {message}", retry_after=30)
    if status in (408, 429) or status >= 500:
        raise Unreachable(f"Keyhold answered {status}", retry_after=seconds_of(response.headers.get("retry-after")))
    raise Refused(status, message)


def seconds_of(header: str | None) -> float:
    return float(header) if header and header.isdigit() else 1


# --- One call -----------------------------------------------------------------------------------------------------------


class Call:
    """One request of a client, from its authentication to its settlement.

    It rides on LiteLLM's own record of the caller, in a private attribute that is neither printed, dumped nor logged.
    """

    def __init__(self, key: str, address: str | None, user_agent: str | None):
        self.key = key
        self.address = address
        self.user_agent = user_agent
        self.admitted = False
        self.reservation: str | None = None
        self.model: str | None = None
        self.input_tokens = 0
        self.answered: Any = None
        self.extender: asyncio.Task | None = None

    def __deepcopy__(self, memo: dict) -> Call:
        return self

    def __repr__(self) -> str:
        return f"Call(reservation={self.reservation})"

    def take(self) -> str | None:
        """The open reservation, to whoever asks first: a call ends once."""
        taken, self.reservation = self.reservation, None
        if self.extender:
            self.extender.cancel()
        return taken


class Caller(UserAPIKeyAuth):
    """A caller whose key Keyhold decides about."""

    _keyhold: Any = PrivateAttr(default=None)


def call_of(caller: Any) -> Call | None:
    # By its attribute, not its class: LiteLLM loads a module that lies beside its configuration once per mention.
    return getattr(caller, "_keyhold", None)


# --- Authentication -----------------------------------------------------------------------------------------------------


async def user_custom_auth(request: Request, api_key: str) -> UserAPIKeyAuth:
    """`general_settings.custom_auth`. Metered routes are decided where the call is reserved; others here or never."""
    if not api_key:
        raise refusal(401, "authentication_error", "No API key was given.")
    if not re.fullmatch(r"[\x21-\x7e]{1,512}", api_key):
        raise refusal(401, "authentication_error", "This is not a Keyhold API key.")
    call = Call(api_key, address_of(request), shown(request.headers.get("user-agent")))
    method, route = request.scope.get("method"), get_request_route(request)
    if method == "GET" and LISTING_PATH.fullmatch(route):
        await keyhold.verify(call)
    elif method != "POST" or not METERED_PATH.fullmatch(route):
        raise refusal(403, "permission_error", "Keyhold's keys are for calls of models; this route is closed to them.")
    caller = Caller(user_role=LitellmUserRoles.INTERNAL_USER_VIEW_ONLY, request_route=route)
    caller._keyhold = call
    return caller


def address_of(request: Request) -> str | None:
    from litellm.proxy.proxy_server import general_settings

    forwarded = request.headers.get("x-forwarded-for")
    if general_settings.get("use_x_forwarded_for") is True and forwarded:
        # The last one is the word of the proxy in front; those before it are the client's.
        return ip_address(forwarded.rsplit(",", 1)[-1].strip())
    return ip_address(request.client.host) if request.client else None


def ip_address(text: str) -> str | None:
    """Without one that can be read, Keyhold refuses keys that are bound to addresses."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None


def shown(text: str | None) -> str | None:
    return "".join(c for c in text if c.isprintable())[:255] if text else None


# --- What a call may use, and what it has used --------------------------------------------------------------------------


def estimate(data: Mapping[str, Any], call_type: str) -> dict[str, int]:
    """What the call may use at most. Without a bound of its own, Keyhold takes the model's most."""
    found = {"input_tokens": input_tokens(data)}
    if call_type == "aembedding":
        return found | {"max_output_tokens": 0}
    try:
        bound = max(int(data.get(name) or 0) for name in ("max_completion_tokens", "max_tokens", "max_output_tokens"))
        choices = max(int(data.get("n") or 1), int(data.get("best_of") or 1), 1)
        # None, nought and less than nought are no bounds: some providers take them for "as much as there is".
        return found | {"max_output_tokens": bound * choices} if bound > 0 else found
    except (TypeError, ValueError, OverflowError):
        raise refusal(400, "invalid_request_error", "The bound of output tokens, n and best_of must be numbers.") from None


def input_tokens(data: Mapping[str, Any]) -> int:
    pieces: list[str] = []
    attachments = 0
    token_ids = 0
    open_values = [data.get(name) for name in PROMPT_FIELDS]
    while open_values:
        value = open_values.pop()
        if isinstance(value, str):
            if is_attachment(value):
                attachments += 1
            else:
                pieces.append(value)
        elif isinstance(value, Mapping):
            open_values.extend(value.keys())
            open_values.extend(value.values())
        elif isinstance(value, (list, tuple)):
            if value and all(isinstance(v, int) for v in value):
                token_ids += len(value)
            else:
                open_values.extend(value)
    return text_tokens("\n".join(pieces)) + token_ids + attachments * TOKENS_OF_AN_ATTACHMENT


def is_attachment(text: str) -> bool:
    """A picture, by its address or in base64, costs nothing like its letters."""
    if text.startswith("data:"):
        return True
    in_one = len(text.split(None, 1)) == 1
    return in_one and (text.startswith(("http://", "https://")) or (len(text) > 4096 and text.isascii()))


def text_tokens(text: str) -> int:
    if not text:
        return 0
    try:
        return litellm.token_counter(model="", text=text)
    except Exception:  # whatever a tokenizer says, the call is held, at no less than it can be
        return len(text.encode("utf-8", "replace"))


def part(value: Any, *names: str) -> Any:
    """The first of these that is there, in a dictionary or an object."""
    for name in names:
        found = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
        if found is not None:
            return found
    return None


def counted(usage: Any) -> dict[str, Any] | None:
    """LiteLLM's usage of any provider, which is OpenAI's with more in it, as Keyhold's. Parts are within their wholes."""
    whole_in, whole_out = part(usage, "prompt_tokens", "input_tokens"), part(usage, "completion_tokens", "output_tokens")
    if whole_in is None and whole_out is None:
        return None
    ins = part(usage, "prompt_tokens_details", "input_tokens_details")
    outs = part(usage, "completion_tokens_details", "output_tokens_details")
    written = part(ins, "cache_creation_tokens", "cache_write_tokens") or part(usage, "cache_creation_input_tokens")
    found = {
        "cached_input_tokens": part(ins, "cached_tokens") or part(usage, "cache_read_input_tokens"),
        "cache_write_tokens": written,
        "cache_write_1h_tokens": part(part(ins, "cache_creation_token_details"), "ephemeral_1h_input_tokens"),
        "audio_input_tokens": part(ins, "audio_tokens"),
        "image_input_tokens": part(ins, "image_tokens"),
        "reasoning_tokens": part(outs, "reasoning_tokens"),
        "audio_output_tokens": part(outs, "audio_tokens"),
        "image_output_tokens": part(outs, "image_tokens"),
        "searches": part(part(usage, "server_tool_use"), "web_search_requests") or part(ins, "web_search_requests"),
    }
    whole = {"input_tokens": whole_in or 0, "output_tokens": whole_out or 0}
    return whole | {name: amount for name, amount in found.items() if amount}


@dataclass
class Answer:
    """What is known of an answer, whole or in pieces: the provider's usage, or else its text, to be counted."""

    usage: dict[str, Any] | None = None
    format: str | None = None
    variant: str | None = None
    text: list[str] = field(default_factory=list)
    searches: int = 0
    tail: bytes = b""
    seen: bool = False
    # Kept where LiteLLM is to reckon, which does it over the whole.
    pieces: list[Any] | None = None

    def add(self, piece: Any) -> None:
        if self.pieces is not None:
            self.pieces.append(piece)
        try:
            if isinstance(piece, (bytes, str)):
                self._add_events(piece.encode() if isinstance(piece, str) else piece)
            else:
                self._add_object(piece)
        except Exception as error:  # a form that nobody knows; the client gets it all the same
            log.warning("a piece of an answer was not understood: %s", type(error).__name__)

    def _add_events(self, piece: bytes) -> None:
        *lines, self.tail = (self.tail + piece).split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                try:
                    event = json.loads(line[5:])
                except ValueError:
                    continue
                if isinstance(event, dict):
                    self._add_object(event)

    def _add_object(self, piece: Any) -> None:
        self.seen = True
        whole = part(piece, "response", "message") or piece
        usage = part(whole, "usage")
        if usage is not None:
            self._add_usage(usage, anthropic=part(whole, "type") in ("message", "message_start", "message_delta"))
        tier = part(whole, "service_tier")
        if tier in ("flex", "priority"):
            self.variant = tier
        if part(piece, "type") in (None, "message", "response") or part(piece, "object") == "response":
            self._add_texts(part(whole, "choices", "content", "output"))
        else:
            self._add_texts(part(piece, "delta", "content_block"))
        if part(part(piece, "item"), "type") == "web_search_call" and part(piece, "type") == "response.output_item.done":
            self.searches += 1

    def _add_usage(self, usage: Any, anthropic: bool) -> None:
        if anthropic:
            plain = usage if isinstance(usage, Mapping) else usage.model_dump()
            self.format = "anthropic.messages"
            self.usage = (self.usage or {}) | {name: value for name, value in plain.items() if value is not None}
        else:
            self.usage = counted(usage) or self.usage

    def _add_texts(self, value: Any) -> None:
        """The text that an answer shows: what costs tokens in it. Other fields are few and short."""
        if isinstance(value, str):
            self.text.append(value)
        elif isinstance(value, (list, tuple)):
            for item in value:
                if part(item, "type") == "web_search_call":
                    self.searches += 1
                self._add_texts(item)
        elif value is not None:
            shown = ("delta", "message", "content", "text", "reasoning_content", "thinking", "partial_json", "refusal")
            for name in (*shown, "tool_calls", "function", "function_call", "arguments", "name", "input"):
                inner = part(value, name)
                if inner is not None and not callable(inner):
                    self._add_texts(json.dumps(inner) if name == "input" else inner)

    def settlement(self, call: Call, whole: bool) -> dict[str, Any]:
        """The body of a settlement: what the provider says, and of a piece no less than was seen of it."""
        usage, count = dict(self.usage or {}), 0
        if not whole or not usage:
            count = text_tokens("".join(self.text))
        if self.format:
            usage["output_tokens"] = max(usage.get("output_tokens") or 0, count)
            return {"usage": usage, "format": self.format, "lenient": True}
        usage["input_tokens"] = usage.get("input_tokens", call.input_tokens)
        usage["output_tokens"] = max(usage.get("output_tokens", 0), count)
        if self.searches and not usage.get("searches"):
            usage["searches"] = self.searches
        if self.variant:
            usage["variant"] = self.variant
        return {"usage": usage}


# --- The callback -------------------------------------------------------------------------------------------------------


class KeyholdCallback(CustomLogger):
    """`litellm_settings.callbacks`: reserves, settles, releases."""

    def __init__(self, settings: Settings):
        super().__init__()
        self.settings = settings
        self.api = Keyhold(settings)
        # Settlements outlive the requests that they are of; without a reference here they could be collected.
        self.tasks: set[asyncio.Task] = set()

    # Before the call

    async def verify(self, call: Call, **more: Any) -> dict[str, Any]:
        """Asks about the key, and reserves where `more` says so. Raises what the client gets to see."""
        body = {"key": call.key, "user_agent": call.user_agent, "address": call.address, **more}
        try:
            verification = await self._twice(lambda: self.api.post("/v1/keys/verify", body))
        except Unreachable as error:
            log.error("no call is made: %s", error)
            raise unavailable(seconds=error.retry_after) from None
        except Refused as error:
            log.error("no call is made, Keyhold does not take the question: %s", error)
            if error.status in (400, 422):
                raise refusal(400, "invalid_request_error", "Keyhold cannot reckon this request.") from None
            raise unavailable("Keyhold cannot be asked, so no call is made.") from None
        if not verification["valid"]:
            raise refusal_of(verification)
        return verification

    async def _twice(self, request: Callable[[], Awaitable[dict]]) -> dict:
        """Once more at once, for a connection that was closed meanwhile; a request id holds once."""
        try:
            return await request()
        except Unreachable as error:
            if error.retry_after > 1:
                raise
            return await request()

    async def async_pre_call_hook(self, user_api_key_dict, cache, data, call_type):
        call = call_of(user_api_key_dict)
        if call is None:
            raise refusal(401, "authentication_error", "This caller was not authenticated by Keyhold.")
        if call.reservation:  # LiteLLM asks again, for another model
            await self._end(call, "release", {})
        self._check(data, call_type)
        await self._reserve(call, data, await asyncio.to_thread(estimate, data, call_type))
        return data

    def _check(self, data: Mapping[str, Any], call_type: str) -> None:
        bad = None
        if call_type not in METERED_CALLS:
            raise refusal(403, "permission_error", "Keyhold does not meter this kind of call, so it is not made.")
        if not isinstance(data.get("model"), str) or "," in data["model"]:
            bad = "model must be the name of one model."
        elif data.get("background"):
            bad = "background is not supported: what such a call uses, nobody would see."
        elif any(data.get(name) for name in REROUTING_FIELDS):
            bad = "Fallbacks are configured in the proxy; a request cannot bring its own."
        if bad:
            raise refusal(400, "invalid_request_error", bad)

    async def _reserve(self, call: Call, data: dict, size: dict[str, int]) -> None:
        call.model, call.input_tokens = data["model"], size["input_tokens"]
        # An id of our own: under one that a client repeats, its second call would be its first, and free. The client's is
        # only its beginning, to find it by.
        given = str(data.get("litellm_call_id") or "")
        prefix = given + "." if re.fullmatch(r"[A-Za-z0-9_.-]{1,128}", given) else ""
        verification = await self.verify(
            call,
            model=call.model,
            estimate=size,
            reserve=True,
            request_id=prefix + secrets.token_hex(12),
            ttl_seconds=self.settings.hold_seconds,
        )
        call.admitted = True
        call.reservation = verification["reservation"]["id"]
        call.extender = self._start(self._extend(call))
        name_the_key(data, verification)

    async def async_pre_call_deployment_hook(self, kwargs, call_type):
        """The last word before a provider is asked: nothing goes out for a caller of ours who holds nothing."""
        for name in ("metadata", "litellm_metadata"):
            call = call_of((kwargs.get(name) or {}).get("user_api_key_auth"))
            if call is not None and not call.admitted:
                raise refusal(403, "permission_error", "Keyhold was not asked about this call, so it is not made.")
        return None

    async def _extend(self, call: Call) -> None:
        """Keeps the hold while the call lasts; a bound, so that a call whose end nobody saw does not hold for ever."""
        ends = time.monotonic() + self.settings.longest_call_seconds
        while call.reservation and time.monotonic() < ends:
            await asyncio.sleep(self.settings.hold_seconds / 2)
            reservation = call.reservation
            if not reservation:
                return
            try:
                await self.api.post(f"/v1/reservations/{reservation}/extend", {"ttl_seconds": self.settings.hold_seconds})
            except (Unreachable, Refused) as error:
                log.warning("reservation %s was not extended: %s", reservation, error)

    # After it

    async def async_post_call_success_deployment_hook(self, request_data, response, call_type):
        """A provider has answered. Whatever becomes of the answer, a guardrail's no included, it is paid for."""
        for name in ("metadata", "litellm_metadata"):
            call = call_of((request_data.get(name) or {}).get("user_api_key_auth"))
            if call is not None and not hasattr(response, "__aiter__"):
                call.answered = response
        return None

    async def async_post_call_success_hook(self, data, user_api_key_dict, response):
        call = call_of(user_api_key_dict)
        if call is not None and call.reservation:
            await self._settled(call, whole_answer(response), data, response, whole=True, outcome="completed")
        return None

    async def async_post_call_failure_hook(self, request_data, original_exception, user_api_key_dict, traceback_str=None):
        call = call_of(user_api_key_dict)
        if call is None or not call.reservation:
            return None
        if call.answered is not None:
            answer = whole_answer(call.answered)
            await self._settled(call, answer, request_data, call.answered, whole=True, outcome="withheld")
        elif getattr(original_exception, "status_code", None) == 499 or isinstance(original_exception, litellm.Timeout):
            # Asked, and nobody waited for the answer: the provider has read the prompt.
            await self._settled(call, Answer(), request_data, None, whole=False, outcome="not awaited")
        else:
            await asyncio.wait([self._start(self._end(call, "release", {}))])
        return None

    async def async_post_call_streaming_iterator_hook(self, user_api_key_dict, response, request_data) -> AsyncIterator[Any]:
        call = call_of(user_api_key_dict)
        answer, outcome = Answer(pieces=[] if self.settings.cost_from == "litellm" else None), "client left"
        try:
            async for piece in response:
                if call is not None:
                    answer.add(piece)
                yield piece
            outcome = "completed"
        except Exception:
            outcome = "failed"
            raise
        finally:
            # Started and not awaited: who is cancelled, because the client has gone, cannot wait for anything any more.
            if call is not None and call.reservation:
                if outcome == "failed" and not answer.seen:
                    self._start(self._end(call, "release", {}))
                else:
                    whole = outcome == "completed"
                    self._start(self._settle(call, answer, request_data, response, whole=whole, outcome=outcome))

    # Settling

    async def _settled(self, *call: Any, **how: Any) -> None:
        """So that the books are right before the client has its answer. Whoever is cancelled meanwhile, it goes on."""
        await asyncio.wait([self._start(self._settle(*call, **how))])

    async def _settle(self, call: Call, answer: Answer, data: Mapping, response: Any, *, whole: bool, outcome: str) -> None:
        try:
            body = await asyncio.to_thread(answer.settlement, call, whole)
        except Exception as error:
            log.error("reservation %s: what was used is not understood: %s", call.reservation, type(error).__name__)
            body = {"usage": {"input_tokens": call.input_tokens, "output_tokens": 0}}
        body["outcome"] = outcome
        served = served_model(response)
        if served and served != call.model:
            body["model"] = served
        if self.settings.cost_from == "litellm" and whole:
            cost = litellm_cost(data, response, answer.pieces)
            if cost is not None:
                body["cost"] = cost
        await self._end(call, "settle", body)

    async def _end(self, call: Call, how: str, body: dict[str, Any]) -> None:
        """Once at once; then in the background, as nobody's answer waits for Keyhold to come back."""
        reservation = call.take()
        if reservation is None:
            return
        try:
            await self._say(reservation, how, body)
        except Unreachable as error:
            log.warning("reservation %s: %s is repeated: %s", reservation, how, error)
            self._start(self._insist(reservation, how, body))

    async def _say(self, reservation: str, how: str, body: dict[str, Any]) -> None:
        path = f"/v1/reservations/{reservation}/{how}"
        for attempt in simpler(body):
            try:
                await self.api.post(path, attempt)
                return
            except Refused as error:
                log.warning("reservation %s: Keyhold does not take this %s: %s", reservation, how, error)
        log.error("reservation %s was not ended; it expires by itself", reservation)

    async def _insist(self, reservation: str, how: str, body: dict[str, Any]) -> None:
        """A settlement counts even after its reservation has expired, so it is worth saying for long."""
        pause, ends = 0.5, time.monotonic() + self.settings.longest_call_seconds
        while time.monotonic() < ends:
            await asyncio.sleep(pause)
            try:
                return await self._say(reservation, how, body)
            except Unreachable:
                pause = min(pause * 2, 30)
        log.error("reservation %s: %s was not said; it expires by itself", reservation, how)

    def _start(self, work: Any) -> asyncio.Task:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and task.exception():
            # The type alone: what a message quotes, nobody knows.
            log.error("Keyhold's part of a call failed: %s", type(task.exception()).__name__)


def whole_answer(response: Any) -> Answer:
    answer = Answer()
    answer.add(response)
    return answer


def simpler(body: dict[str, Any]) -> list[dict[str, Any]]:
    """A settlement, and the same with less in it: better the sums alone than a call that is not settled."""
    if "usage" not in body:
        return [body]
    usage = body["usage"]
    sums = {"input_tokens": usage.get("input_tokens") or 0, "output_tokens": usage.get("output_tokens") or 0}
    if body.get("format"):  # Anthropic's cached tokens are beside its input
        sums["input_tokens"] += sum(usage.get(f"cache_{n}_input_tokens") or 0 for n in ("read", "creation"))
    last = {"usage": sums, "outcome": body.get("outcome")}
    without_model = {name: value for name, value in body.items() if name != "model"}
    return [body, *([without_model] if "model" in body else []), *([last] if last not in (body, without_model) else [])]


def served_model(response: Any) -> str | None:
    """The group of models that answered, by its name in the proxy's list, where a fallback took over."""
    headers = part(part(response, "_hidden_params"), "additional_headers") or {}
    if not headers.get("x-litellm-attempted-fallbacks"):
        return None
    return headers.get("x-litellm-model-group")


def litellm_cost(data: Mapping[str, Any], response: Any, pieces: list[Any] | None) -> float | None:
    """What LiteLLM reckons, in dollars; None where it does not know, so that Keyhold's catalogue prices the call."""
    cost = part(part(response, "_hidden_params"), "response_cost")
    try:
        if pieces:
            last = part(pieces[-1], "response")  # of the responses API, whose last piece is the whole
            built = last if last is not None else litellm.stream_chunk_builder(chunks=pieces)
            cost = data["litellm_logging_obj"]._response_cost_calculator(result=built)
    except Exception as error:  # it has many, and none of them is a reason not to settle
        log.warning("LiteLLM cannot reckon a cost: %s", type(error).__name__)
    return cost if isinstance(cost, (int, float)) and math.isfinite(cost) and cost >= 0 else None


def name_the_key(data: dict[str, Any], verification: Mapping[str, Any]) -> None:
    """LiteLLM's own logs and metrics name the key by its id, and its owner; its secret they never had."""
    names = {
        "user_api_key": verification.get("key_id"),
        "user_api_key_hash": verification.get("key_id"),
        "user_api_key_alias": verification.get("name"),
        "user_api_key_team_id": verification.get("team_id"),
        "user_api_key_user_id": verification.get("user_id"),
    }
    for place in ("metadata", "litellm_metadata"):
        metadata = data.get(place)
        if isinstance(metadata, dict) and "user_api_key_auth" in metadata:
            metadata.update(names)


keyhold = KeyholdCallback(Settings.from_environment())
