"""A guardrail that withholds what one model has answered: the provider was paid for it all the same."""

from fastapi import HTTPException
from litellm.integrations.custom_guardrail import CustomGuardrail
from litellm.types.guardrails import GuardrailEventHooks


class Withhold(CustomGuardrail):
    async def async_post_call_success_hook(self, data, user_api_key_dict, response):
        if data.get("model") == "with-guardrail":
            raise HTTPException(status_code=400, detail="withheld")


guardrail = Withhold(guardrail_name="withhold", event_hook=GuardrailEventHooks.post_call, default_on=True)
