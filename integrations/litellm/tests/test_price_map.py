"""The community's price map, as litellm's wheel ships it: every row is imported or named, and what calls cost is what exact
arithmetic makes of the map's own words."""

import importlib.util
import json
import math
import os
import pathlib
import random
import re
import tempfile
import unittest
from decimal import Decimal
from fractions import Fraction

import httpx

from servers import Admind

# Found and not imported: the package would ask the network for a newer one.
SHIPPED = pathlib.Path(importlib.util.find_spec("litellm").origin).parent / "model_prices_and_context_window_backup.json"
# Another edition of the map, where that is to be tried.
MAP = pathlib.Path(os.environ.get("KEYHOLD_PRICE_MAP") or SHIPPED)
SEED = int(os.environ.get("KEYHOLD_MAP_SEED", "1"))
DRAWN = 200
NO_TOKENS = {"input_tokens": 0, "output_tokens": 0}
VARIANTS = {"batches": "batch", "flex": "flex", "priority": "priority"}
TIER = re.compile(r"_above_(\d+)k_tokens$")
# How many of the price's own units (a million tokens or characters, a minute, a piece) an amount of the map is of.
PER_MILLION, PER_MINUTE, PIECE = Fraction(10**6), Fraction(60), Fraction(1)
# Prices that a call without any count of theirs has to pay for, or that make it unpriced.
PIECES = ("_per_image", "_per_query", "_per_second", "_per_request", "_per_page", "_per_pixel", "_per_character",
          "_per_video_per_second", "_per_audio_per_second", "_per_credit", "_per_session")


class Entry:
    """A row of the map, and what it says that things cost."""

    def __init__(self, name, fields):
        self.name, self.fields, self.mode = name, fields, fields.get("mode")
        self.keys = {key for key, value in fields.items() if ("cost" in key or "pric" in key) and value is not None}

    def amount(self, key, unit=PER_MILLION):
        """Kept to the eighteenth place of the unit, rounded up; None where the map says nothing."""
        value = self.fields.get(key)
        if value is None:
            return None
        kept = math.ceil(Fraction(str(value)) * unit * 10**18)
        return Fraction(kept, 10**18) / unit

    def first(self, *keys):
        return next((amount for key in keys if (amount := self.amount(key)) is not None), None)

    def says(self, *words):
        return any(word in key for key in self.keys for word in words)

    def tiers(self):
        return sorted({int(match[1]) * 1000 for key in self.keys if (match := TIER.search(key))})

    def in_and_out(self, suffix="", **prompt):
        """A prompt with cached, and an answer with reasoning tokens. All of it costs what the names with the suffix say."""
        named = lambda *keys: self.first(*(key + suffix for key in keys))
        total, cached, out, reasoning = prompt["total"], prompt["cached"], 567, 89
        per_in, per_out = named("input_cost_per_token"), named("output_cost_per_token")
        if per_in is None or per_out is None:
            return None
        usage = {"input_tokens": total, "cached_input_tokens": cached, "output_tokens": out, "reasoning_tokens": reasoning}
        per_cached = named("cache_read_input_token_cost", "input_cost_per_token_cache_hit")
        per_reasoning = named("output_cost_per_reasoning_token")
        cost = (total - cached) * per_in + (out - reasoning) * per_out
        cost += cached * (per_in if per_cached is None else per_cached)
        return usage, cost + reasoning * (per_out if per_reasoning is None else per_reasoning)

    def calls(self):
        """Calls whose cost is beyond doubt: usage, and dollars."""
        if self.says("tiered_pricing", "multiplier", "off_peak", "dbu"):
            return
        if not self.says(*PIECES) or self.keys_are_of_tokens():
            yield from self.token_calls()
        yield from self.piece_calls()

    def keys_are_of_tokens(self):
        return not [key for key in self.paid() if any(key.endswith(piece) or piece + "_" in key for piece in PIECES)
                    and not key.startswith("search_context")]

    def paid(self):
        return {key for key in self.keys if isinstance(self.fields[key], (dict, list)) or Fraction(str(self.fields[key])) > 0}

    def token_calls(self):
        plain = self.in_and_out(total=1234, cached=234)
        if plain is None:
            return
        yield plain
        if (per_in := self.amount("input_cost_per_token")) is not None:
            for key, field in (("cache_creation_input_token_cost", "cache_write_tokens"),
                               ("cache_creation_input_token_cost_above_1hr", "cache_write_1h_tokens"),
                               ("input_cost_per_audio_token", "audio_input_tokens"),
                               ("input_cost_per_image_token", "image_input_tokens"),
                               ("input_cost_per_video_token", "video_input_tokens")):
                if (amount := self.amount(key)) is not None:
                    whole = {"cache_write_tokens": 70} if field == "cache_write_1h_tokens" else {}
                    yield {"input_tokens": 100, **whole, field: 70}, 30 * per_in + 70 * amount
        if (per_out := self.amount("output_cost_per_token")) is not None:
            for key, field in (("output_cost_per_audio_token", "audio_output_tokens"),
                               ("output_cost_per_image_token", "image_output_tokens")):
                if (amount := self.amount(key)) is not None:
                    yield {"output_tokens": 100, field: 70}, 30 * per_out + 70 * amount
        for above in self.tiers():
            suffix = f"_above_{above // 1000}k_tokens"
            # What a tier does not name costs as usual: nothing else of the kind is asked for here.
            if not (self.says("reasoning_token") and f"output_cost_per_reasoning_token{suffix}" not in self.keys):
                named = f"cache_read_input_token_cost{suffix}" in self.keys
                if (call := self.in_and_out(suffix, total=above + 1, cached=above // 2 if named else 0)) is not None:
                    yield call
        for word, variant in VARIANTS.items():
            needed = {"input_cost_per_token", "output_cost_per_token", "cache_read_input_token_cost"} & self.keys
            if self.says("reasoning_token") or not {f"{key}_{word}" for key in needed} <= self.keys:
                continue
            if (call := self.in_and_out(f"_{word}", total=1234, cached=234)) is not None:
                yield {**call[0], "variant": variant}, call[1]

    def piece_calls(self):
        paid = self.paid()
        alone = {
            ("image_generation", "output_cost_per_image"): ("images", 3, PIECE),
            ("image_generation", "input_cost_per_image"): ("images", 3, PIECE),
            ("rerank", "input_cost_per_query"): ("queries", 3, PIECE),
            ("audio_transcription", "input_cost_per_second"): ("audio_seconds", 77, PER_MINUTE),
            ("audio_speech", "input_cost_per_character"): ("characters", 1234, PER_MILLION),
            ("video_generation", "output_cost_per_video_per_second"): ("video_seconds", 7, PER_MINUTE),
            ("video_generation", "output_cost_per_second"): ("video_seconds", 7, PER_MINUTE),
            ("ocr", "ocr_cost_per_page"): ("pages", 12, PIECE),
        }
        for (mode, key), (field, count, unit) in alone.items():
            if self.mode == mode and paid == {key}:
                yield {field: count}, count * self.amount(key, unit)

    def is_odd(self):
        """Of a kind of which few are drawn."""
        return bool(self.tiers()) or self.mode not in ("chat", "completion", "embedding") or self.says(
            "batches", "flex", "priority", "audio", "above_1hr", "reasoning_token", "image")


class PriceMap(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="keyhold-map-")
        cls.addClassCleanup(folder.cleanup)
        cls.keyhold = Admind(pathlib.Path(folder.name))
        cls.addClassCleanup(cls.keyhold.end)
        cls.keyhold.start()
        cls.keyhold("POST", "/v1/organizations", {"name": "Acme", "slug": "acme"}, organization=None)
        team = cls.keyhold("POST", "/v1/teams", {"name": "t"})
        cls.key = cls.keyhold("POST", f"/v1/teams/{team['id']}/api_keys", {"name": "k"})["id"]
        text = MAP.read_text()
        cls.entries = json.loads(text, parse_float=Decimal)
        path = "/v1/management/models/import?invalid=skip"
        headers = cls.keyhold.headers | {"keyhold-organization": "acme", "content-type": "application/json"}
        reply = httpx.post(cls.keyhold.url + path, content=text, headers=headers, timeout=120)
        assert reply.status_code == 200, reply.text[:500]
        cls.reply = reply.json()
        cls.models = cls.all_models()

    @classmethod
    def all_models(cls):
        models, after = {}, ""
        while True:
            page = cls.keyhold("GET", f"/v1/management/models?limit=1000{after}")
            models |= {model["name"]: model for model in page["data"]}
            if not page["has_more"]:
                return models
            after = f"&after={page['data'][-1]['id']}"

    def test_every_row_is_a_model_or_named(self):
        skipped = {problem["place"] for problem in self.reply["problems"]}
        missing = self.entries.keys() - self.models.keys() - skipped
        # The map's own example is no model.
        self.assertEqual(missing, {"sample_spec"} & missing)
        self.assertEqual(len(skipped), self.reply["skipped"])
        self.assertLess(len(skipped), len(self.entries) / 100)

    def test_nothing_is_priced_that_charges_nothing_and_nothing_unpriced_without_a_reason(self):
        for name, model in self.models.items():
            price = model["price"]
            if price["state"] == "priced":
                amounts = [value for value in price.values() if isinstance(value, (int, Decimal))]
                amounts += [v for rate in price.get("rates", []) for v in rate.values() if isinstance(v, (int, Decimal))]
                self.assertGreater(max(amounts, default=0), 0, f"{name}: {price}")
            elif any(Fraction(str(v)) > 0 for k, v in self.entries.get(name, {}).items()
                     if "cost" in k and isinstance(v, (int, Decimal))):
                self.assertEqual(price["state"], "unpriced", name)
                self.assertTrue(price["unpriced_because"], name)

    def test_calls_cost_what_the_maps_own_words_come_to(self):
        """200 rows drawn at random, and every row of an odd kind."""
        priced = [Entry(name, fields) for name, fields in self.entries.items()
                  if self.models.get(name, {"price": {"state": ""}})["price"]["state"] == "priced"]
        drawn = random.Random(SEED).sample(priced, DRAWN)
        asked = {entry.name: entry for entry in drawn + [entry for entry in priced if entry.is_odd()]}
        calls = [(entry.name, usage, cost) for entry in asked.values() for usage, cost in entry.calls()]
        wrong = []
        for start in range(0, len(calls), 1000):
            part = calls[start:start + 1000]
            records = [{"key_id": self.key, "model": name, "usage": NO_TOKENS | usage} for name, usage, _ in part]
            for (name, usage, cost), row in zip(part, self.keyhold("POST", "/v1/usage", {"records": records})["data"], strict=True):
                nano = math.ceil(cost * 10**9)
                if row["cost"] is None or Fraction(str(row["cost"])) * 10**9 != nano:
                    wrong.append(f"{name}: {usage} costs {row['cost']}, and not {Decimal(nano).scaleb(-9)}")
        print(f"\n{len(asked)} rows, {len(calls)} calls reckoned anew, {len(wrong)} wrong", flush=True)
        self.assertEqual(wrong[:20], [])
        self.assertGreater(len(calls), DRAWN)
