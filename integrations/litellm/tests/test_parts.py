"""What needs no proxy to be seen: settings, estimates, and how usage is read."""

import json
import os
import pathlib
import tempfile
import unittest

os.environ |= {"KEYHOLD_URL": "http://127.0.0.1:1", "KEYHOLD_CLIENT_ID": "id", "KEYHOLD_CLIENT_SECRET": "secret"}
os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # from the package, not from the network

import keyhold_litellm as k  # noqa: E402  # it reads its settings when it is imported

GOOD = {"KEYHOLD_URL": "https://keys.example", "KEYHOLD_CLIENT_ID": "id", "KEYHOLD_CLIENT_SECRET": "hush"}


class SettingsTests(unittest.TestCase):
    def test_what_is_missing_or_wrong_is_named(self):
        for change, named in (
            ({"KEYHOLD_URL": ""}, "KEYHOLD_URL"),
            ({"KEYHOLD_URL": "ftp://x"}, "KEYHOLD_URL"),
            ({"KEYHOLD_URL": "http://keys.example"}, "KEYHOLD_ALLOW_PLAIN_HTTP"),
            ({"KEYHOLD_CLIENT_SECRET": ""}, "KEYHOLD_CLIENT_SECRET"),
            ({"KEYHOLD_CLIENT_SECRET_FILE": "/no/such/file"}, "KEYHOLD_CLIENT_SECRET_FILE"),
            ({"KEYHOLD_TIMEOUT_SECONDS": "soon"}, "KEYHOLD_TIMEOUT_SECONDS"),
            ({"KEYHOLD_HOLD_SECONDS": "nan"}, "KEYHOLD_HOLD_SECONDS"),
            ({"KEYHOLD_COST_FROM": "hearsay"}, "KEYHOLD_COST_FROM"),
        ):
            with self.subTest(change), self.assertRaisesRegex(ValueError, named):
                k.Settings.from_environment(GOOD | change)

    def test_a_credential_file_is_a_secret_or_json_and_is_never_quoted(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "credential"
            env = {"KEYHOLD_URL": "https://keys.example", "KEYHOLD_CLIENT_SECRET_FILE": str(path)}
            path.write_text(json.dumps({"client_id": "id", "client_secret": "hush"}))
            settings = k.Settings.from_environment(env)
            self.assertEqual((settings.client_id, settings.client_secret), ("id", "hush"))
            self.assertNotIn("hush", repr(settings))
            path.write_text("hush\n")
            self.assertEqual(k.Settings.from_environment(env | {"KEYHOLD_CLIENT_ID": "me"}).client_secret, "hush")
            path.write_text('{"client_secret": "hush"')
            with self.assertRaises(ValueError) as caught:
                k.Settings.from_environment(env)
            self.assertNotIn("hush", str(caught.exception))


class KeyholdTests(unittest.TestCase):
    def test_what_is_not_keyholds_answer_is_as_good_as_none(self):
        for response in (k.httpx.Response(200, text="<html>"), k.httpx.Response(200, json=[]), k.httpx.Response(302, text="")):
            with self.subTest(response.status_code), self.assertRaises(k.Unreachable):
                k.answer_of(response)

    def test_what_may_pass_later_says_when(self):
        with self.assertRaises(k.Unreachable) as caught:
            k.answer_of(k.httpx.Response(503, headers={"retry-after": "7"}, text="-"))
        self.assertEqual(caught.exception.retry_after, 7)


class EstimateTests(unittest.TestCase):
    def size(self, call_type="acompletion", **data):
        return k.estimate(data, call_type)

    def test_the_bound_of_output_is_the_larger_one_for_every_choice(self):
        self.assertEqual(self.size(prompt="a", max_tokens=10, n=3)["max_output_tokens"], 30)
        self.assertEqual(self.size(prompt="a", max_tokens=10, max_completion_tokens=20)["max_output_tokens"], 20)
        self.assertEqual(self.size("aembedding", input="a")["max_output_tokens"], 0)

    def test_what_is_no_bound_is_left_to_keyhold(self):
        for bound in (None, 0, -1):
            self.assertNotIn("max_output_tokens", self.size(prompt="a", max_tokens=bound))

    def test_a_bound_that_is_no_number_is_refused(self):
        for wrong in ({"max_tokens": "many"}, {"max_tokens": float("inf")}, {"max_tokens": [1]}, {"max_tokens": 1, "n": "x"}):
            with self.subTest(wrong), self.assertRaises(k.ProxyException) as caught:
                self.size(**wrong)
            self.assertEqual(caught.exception.code, "400")

    def test_text_is_counted_wherever_it_stands_and_pictures_by_the_piece(self):
        words = "word " * 100
        plain = self.size(messages=[{"role": "user", "content": words}])["input_tokens"]
        self.assertGreaterEqual(plain, 100)
        parts = [{"type": "text", "text": words}, {"type": "image_url", "image_url": {"url": "data:image/png;base64," + "A" * 10**6}}]
        both = self.size(messages=[{"role": "user", "content": parts}], tools=[{"description": words}])["input_tokens"]
        self.assertTrue(2 * 100 + 2000 <= both <= 2 * plain + 2100, both)
        self.assertEqual(self.size(prompt=[[1, 2, 3], [4]])["input_tokens"], 4)
        # Text in a script without blanks is text.
        self.assertGreater(self.size(prompt="漢字" * 5000)["input_tokens"], 5000)


class AnswerTests(unittest.TestCase):
    call = k.Call("khk_secret", None, None)

    def test_parts_stay_within_their_wholes(self):
        usage = {"prompt_tokens": 100, "completion_tokens": 9, "cache_creation_input_tokens": 30,
                 "prompt_tokens_details": {"cached_tokens": 20, "audio_tokens": 0}, "completion_tokens_details": {"reasoning_tokens": 5}}
        self.assertEqual(k.counted(usage), {"input_tokens": 100, "output_tokens": 9, "cached_input_tokens": 20,
                                            "cache_write_tokens": 30, "reasoning_tokens": 5})

    def test_events_are_read_however_they_are_cut(self):
        text = "".join("data: " + json.dumps(event) + "\n\n" for event in (
            {"type": "message_start", "message": {"type": "message", "usage": {"input_tokens": 7, "output_tokens": 1}}},
            {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "hello"}},
            {"type": "message_delta", "delta": {}, "usage": {"output_tokens": 5}},
        )).encode()
        for size in (1, 7, len(text)):
            answer = k.Answer()
            for start in range(0, len(text), size):
                answer.add(text[start : start + size])
            body = answer.settlement(self.call, whole=True)
            self.assertEqual((body["format"], body["usage"]), ("anthropic.messages", {"input_tokens": 7, "output_tokens": 5}))

    def test_a_piece_that_nobody_understands_breaks_nothing(self):
        answer = k.Answer()
        for piece in (None, 3, b"data: {", {"usage": 7}, {"choices": 7}, {"response": {"usage": {"input_tokens": "x"}}}):
            answer.add(piece)

    def test_a_settlement_that_is_not_taken_is_said_with_less(self):
        body = {"usage": {"input_tokens": 5, "output_tokens": 2, "searches": 1}, "model": "other", "outcome": "completed"}
        models = [("model" in b, b["usage"]) for b in k.simpler(body)]
        self.assertEqual(models[1], (False, body["usage"]))
        self.assertEqual(models[2], (False, {"input_tokens": 5, "output_tokens": 2}))

    def test_a_call_shows_no_key(self):
        caller = k.Caller()
        caller._keyhold = self.call
        for shown in (repr(self.call), repr(caller), str(caller.model_dump()), caller.model_dump_json()):
            self.assertNotIn("khk_secret", shown)


if __name__ == "__main__":
    unittest.main()
