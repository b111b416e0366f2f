"""What a client of a LiteLLM proxy sees, and what stands in Keyhold's books after it."""

import json
import signal
import socket
import threading
import unittest
from decimal import Decimal

import httpx
import openai

from servers import Tenant, Upstream, World, until

NOTHING = (Decimal(0), Decimal(0))
PATHS = {"chat": "/v1/chat/completions", "responses": "/v1/responses", "messages": "/v1/messages"}


def setUpModule():
    global world, CHAT
    world = World()
    # The stub's usage: four of its tokens of input are cached.
    CHAT = world.cost(Upstream.IN - 4, 4, Upstream.OUT)


def tearDownModule():
    world.close()


class Case(unittest.TestCase):
    def setUp(self):
        world.upstream.reset()
        self.tenant = Tenant(world)

    def settled(self, spent, tenant=None):
        tenant = tenant or self.tenant
        until(lambda: tenant.books() == (spent, 0), f"{spent} spent and nothing held; there are {tenant.books()}")

    def refused(self, response, status, kind):
        self.assertEqual(response.status_code, status, response.text)
        error = response.json()["error"]
        self.assertEqual((error["type"], error["code"]), (kind, str(status)))
        return error


class Answers(Case):
    def test_an_answer_is_charged_at_the_providers_usage(self):
        response = self.tenant.ask("ok")
        self.assertEqual(response.status_code, 200, response.text)
        # Not `settled`: it is in the books before the client has its answer.
        self.assertEqual(self.tenant.books(), (CHAT, 0))
        usage = self.tenant.reservations()[0]["settlement"]["usage"]
        self.assertEqual((usage["input_tokens"], usage["cached_input_tokens"], usage["reasoning_tokens"]), (11, 4, 2))

    def test_every_metered_route_is_charged(self):
        # Anthropic's cached tokens are beside its input.
        beside = world.cost(Upstream.IN, 4, Upstream.OUT)
        for path, model, more, cost in (
            ("/chat/completions", "ok", {}, CHAT),
            ("/openai/deployments/ok/chat/completions", "ok", {}, CHAT),
            ("/v1/responses", "ok", {"input": "hi"}, CHAT),
            ("/v1/embeddings", "ok", {"input": "hi"}, world.cost(Upstream.IN, 0, 0)),
            ("/v1/messages", "claude", {}, beside),
            ("/v1/chat/completions", "claude", {}, beside),
        ):
            with self.subTest(path=path, model=model):
                tenant = Tenant(world)
                if path.endswith(("responses", "embeddings")):
                    tenant.body = lambda model, **more: {"model": model, **more}
                response = tenant.ask(model, path, **more)
                self.assertEqual(response.status_code, 200, response.text)
                self.settled(cost, tenant)

    def test_each_call_is_charged_though_the_client_repeats_its_id(self):
        for _ in range(2):
            self.assertEqual(self.tenant.ask("ok", headers={"x-litellm-call-id": "mine"}).status_code, 200)
        self.settled(2 * CHAT)
        self.assertTrue(all(r["request_id"].startswith("mine.") for r in self.tenant.reservations()))

    def test_what_answered_is_charged_where_a_fallback_took_over(self):
        self.assertEqual(self.tenant.ask("with-fallback").status_code, 200)
        self.settled(CHAT)
        self.assertEqual(self.tenant.reservations()[0]["settlement"]["model"], "ok")

    def test_an_answer_that_a_guardrail_withholds_is_charged(self):
        self.assertEqual(self.tenant.ask("with-guardrail").status_code, 400)
        self.settled(CHAT)

    def test_a_list_of_models_needs_a_key_and_costs_nothing(self):
        url = world.proxy.url + "/v1/models"
        self.assertEqual(httpx.get(url, headers=self.tenant.headers).status_code, 200)
        self.assertEqual(httpx.get(url, headers={"authorization": "Bearer khk_nobody"}).status_code, 401)
        self.assertEqual(self.tenant.books(), NOTHING)


class Refusals(Case):
    def test_a_key_that_is_none_is_401(self):
        for key in ("sk-1234", "khk_" + "0" * 36, "with blank", "", world.proxy.env["LITELLM_MASTER_KEY"]):
            self.tenant.headers = {"authorization": f"Bearer {key}"} if key else {}
            self.refused(self.tenant.ask("ok"), 401, "authentication_error")
        self.assertTrue(world.upstream.asked.empty())

    def test_a_key_that_was_disabled_is_401_at_once(self):
        self.assertEqual(self.tenant.ask("ok").status_code, 200)
        world.keyhold("PATCH", f"/v1/teams/{world.team['id']}/api_keys/{self.tenant.key['id']}", {"enabled": False})
        self.refused(self.tenant.ask("ok"), 401, "authentication_error")
        self.settled(CHAT)

    def test_a_model_that_is_not_there_is_404(self):
        self.refused(self.tenant.ask("no-such-model"), 404, "not_found_error")

    def test_a_budget_that_is_spent_is_402(self):
        tenant = Tenant(world, budget=0.000001)
        self.refused(tenant.ask("ok"), 402, "billing_error")
        self.assertTrue(world.upstream.asked.empty())
        self.assertEqual(tenant.books(), NOTHING)

    def test_a_rate_limit_is_429_says_when_and_counts_a_call_once(self):
        self.tenant.limit_requests(2)
        self.assertEqual([self.tenant.ask("ok").status_code for _ in range(2)], [200, 200])
        response = self.tenant.ask("ok")
        self.refused(response, 429, "rate_limit_error")
        self.assertGreaterEqual(int(response.headers["retry-after"]), 1)
        self.settled(2 * CHAT)

    def test_the_openai_sdk_raises_what_fits(self):
        def sdk(key):
            client = openai.OpenAI(api_key=key, base_url=world.proxy.url + "/v1", max_retries=0)
            return client.chat.completions.create(**self.tenant.body("ok"))

        self.tenant.limit_requests(1)
        self.assertEqual(sdk(self.tenant.key["api_key"]).choices[0].message.content, "hello")
        self.assertRaises(openai.RateLimitError, sdk, self.tenant.key["api_key"])
        self.assertRaises(openai.AuthenticationError, sdk, "khk_nobody")
        with self.assertRaises(openai.APIStatusError) as caught:
            sdk(Tenant(world, budget=0.000001).key["api_key"])
        self.assertEqual(caught.exception.status_code, 402)

    def test_of_two_calls_under_a_budget_for_one_one_passes(self):
        # A hundred tokens of output cost 0.00077; both together do not fit.
        tenant, answers = Tenant(world, budget=0.001), []
        threads = [threading.Thread(target=lambda: answers.append(tenant.ask("wait"))) for _ in range(2)]
        for thread in threads:
            thread.start()
        until(lambda: answers, "one of them is refused while the other waits")
        self.refused(answers[0], 402, "billing_error")
        world.upstream.gate.set()
        for thread in threads:
            thread.join()
        self.assertEqual(answers[1].status_code, 200)
        self.settled(CHAT, tenant)

    def test_what_nobody_would_count_is_closed(self):
        for method, path in (
            ("GET", "/key/info"), ("POST", "/key/generate"), ("GET", "/v1/responses/r1"), ("POST", "/v1/audio/speech"),
            ("POST", "/v1/images/generations"), ("POST", "/anthropic/v1/messages"), ("GET", "/health"), ("POST", "/config/update"),
        ):
            with self.subTest(path=path):
                response = httpx.request(method, world.proxy.url + path, headers=self.tenant.headers, json={"model": "ok"})
                self.assertIn(response.status_code, (403, 404), response.text)
        for more in ({"fallbacks": ["ok"]}, {"model": "ok,wait"}):
            self.assertEqual(self.tenant.ask(**({"model": "ok"} | more)).status_code, 400)
        background = self.tenant.ask("ok", PATHS["responses"], input="hi", background=True)
        self.assertEqual(background.status_code, 400)
        self.assertTrue(world.upstream.asked.empty())
        self.assertEqual(self.tenant.books(), NOTHING)


class Failures(Case):
    def test_an_upstream_failure_releases(self):
        for stream in (False, True):
            self.assertEqual(self.tenant.ask("fail", stream=stream).status_code, 500)
        self.settled(Decimal(0))
        self.assertEqual({r["state"] for r in self.tenant.reservations()}, {"released"})

    def test_a_stream_that_breaks_is_charged_for_what_came(self):
        with self.tenant.stream("break") as response:
            response.read()
        until(lambda: self.tenant.books()[1] == 0, "nothing is held")
        spent, _ = self.tenant.books()
        self.assertGreater(spent, 0)
        self.assertEqual(self.tenant.reservations()[0]["settlement"]["outcome"], "failed")


class Streams(Case):
    def test_a_stream_is_charged_at_the_providers_usage_whether_asked_for_or_not(self):
        for options in ({}, {"stream_options": {"include_usage": True}}):
            tenant = Tenant(world)
            with tenant.stream("ok", **options) as response:
                text = response.read().decode()
            self.assertIn("[DONE]", text)
            self.assertEqual('"usage"' in text, bool(options))
            self.settled(CHAT, tenant)

    def test_streams_of_the_other_apis_are_charged_too(self):
        beside = world.cost(Upstream.IN, 4, Upstream.OUT)
        for path, model, more, cost in (("responses", "ok", {"input": "hi"}, CHAT), ("messages", "claude", {}, beside)):
            with self.subTest(path=path):
                tenant = Tenant(world)
                if more:
                    tenant.body = lambda model, **more: {"model": model, **more}
                with tenant.stream(model, PATHS[path], **more) as response:
                    self.assertEqual(response.status_code, 200)
                    response.read()
                self.settled(cost, tenant)

    def test_a_stream_without_usage_is_counted(self):
        with self.tenant.stream("quiet") as response:
            response.read()
        until(lambda: self.tenant.books()[1] == 0 and self.tenant.books()[0] > 0, "it is settled")
        usage = self.tenant.reservations()[0]["settlement"]["usage"]
        self.assertEqual(usage["output_tokens"], 4)  # one two three four
        self.settled(world.cost(usage["input_tokens"], 0, 4))

    def test_a_client_that_goes_away_is_settled_for_what_came(self):
        for path, model in (("chat", "wait"), ("messages", "claude-wait")):
            with self.subTest(path=path):
                tenant = Tenant(world)
                with tenant.stream(model, PATHS[path]) as response:
                    lines = response.iter_lines()  # without a name it would be closed at once, and the response with it
                    next(lines)
                    self.assertGreater(tenant.books()[1], 0)
                until(lambda: tenant.books()[1] == 0 and tenant.books()[0] > 0, "it is settled, though the provider says no more")
                settlement = tenant.reservations()[0]["settlement"]
                self.assertEqual(settlement["outcome"], "client left")
                self.assertIn(settlement["usage"]["output_tokens"], range(1, 5))
                usage = settlement["usage"]
                cached = usage.get("cached_input_tokens") or 0
                self.settled(world.cost(usage["input_tokens"] - cached, cached, usage["output_tokens"]), tenant)

    def test_a_client_that_does_not_wait_for_an_answer_pays_for_it(self):
        host, port = world.proxy.url.removeprefix("http://").split(":")
        body = json.dumps(self.tenant.body("wait")).encode()
        head = f"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: {self.tenant.headers['authorization']}\r\n"
        with socket.create_connection((host, int(port))) as client:
            client.sendall(f"{head}content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)
            world.upstream.asked.get(timeout=60)
        world.upstream.gate.set()
        self.settled(CHAT)

    def test_a_long_call_keeps_its_hold(self):
        with self.tenant.stream("wait") as response:
            lines = response.iter_lines()
            next(lines)
            first = self.tenant.reservations()[0]
            until(lambda: self.tenant.reservations()[0]["expires_at"] > first["expires_at"], "the hold is extended")
            self.assertEqual(self.tenant.reservations()[0]["state"], "open")
            world.upstream.gate.set()
            for _ in lines:
                pass
        self.settled(CHAT)


class Costs(Case):
    def test_litellms_cost_is_charged_where_it_is_asked_to_reckon(self):
        proxy = world.start_proxy(KEYHOLD_COST_FROM="litellm")
        cost = Upstream.IN * Decimal("0.001") + Upstream.OUT * Decimal("0.002")
        for stream in (False, True):
            tenant = Tenant(world)
            tenant.url = proxy.url
            response = tenant.ask("ok", stream=stream)
            self.assertEqual(response.status_code, 200, response.text)
            self.settled(cost, tenant)


class Outages(Case):
    def test_no_call_is_made_while_keyhold_is_down_and_what_ends_meanwhile_is_settled_afterwards(self):
        with self.tenant.stream("wait") as response:
            lines = response.iter_lines()
            next(lines)
            world.keyhold.end(signal.SIGKILL)
            try:
                world.upstream.reset()
                refused = self.tenant.ask("ok")
                error = self.refused(refused, 503, "api_error")
                self.assertIn("Keyhold", error["message"])
                self.assertGreaterEqual(int(refused.headers["retry-after"]), 1)
                self.assertEqual(httpx.get(world.proxy.url + "/v1/models", headers=self.tenant.headers).status_code, 503)
                self.assertTrue(world.upstream.asked.empty())
                world.upstream.gate.set()
                for _ in lines:
                    pass
            finally:
                world.keyhold.start()
        self.settled(CHAT)
        self.assertEqual(self.tenant.ask("ok").status_code, 200)
        self.settled(2 * CHAT)


class Logs(Case):
    def test_no_log_has_a_key_a_credential_or_a_prompt(self):
        self.assertEqual(self.tenant.ask("ok").status_code, 200)
        self.tenant.ask("fail")
        self.tenant.headers = {"authorization": "Bearer khk_nobody"}
        self.tenant.ask("ok")
        logs = world.proxy.log.read_text() + world.keyhold.log.read_text()
        for secret in (self.tenant.key["api_key"], world.client["client_secret"], "a secret prompt", "khk_nobody"):
            self.assertNotIn(secret, logs)


if __name__ == "__main__":
    unittest.main()
