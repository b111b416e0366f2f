/// The head of the document: what holds for every operation is said here, once.
enum DocumentInformation {
    static var value: DocumentValue {
        [
            "title": "Keyhold",
            "summary": "Admin and key management for LLM gateways.",
            "description": .string(paragraphs.joined(separator: "\n\n")),
            "license": ["name": "Apache License 2.0", "identifier": "Apache-2.0"],
            "version": .string(keyholdVersion),
        ]
    }

    static let paragraphs = [
        "Keyhold keeps organizations, teams, users and API keys, and tells a gateway whether a key is good.",
        """
        **Who calls.** Tools get an access token from `/oauth2/token` and send it as a bearer token; each operation \
        names the scope that it needs, and `*` stands for all of them. An API key opens only what is \
        about itself: its rotation, `/v1/me`, `/v1/models` and `/v1/authz`. Credentials are read from the `Authorization` \
        header, never from a URL; an API key also from the headers of other SDKs, by default `x-api-key`, \
        `x-goog-api-key` and `api-key`, where there is no `Authorization`.
        """,
        """
        **Which tenant.** A client of a tenant works in that tenant. A client of the platform, as the root client is, \
        names one per call in the header `Keyhold-Organization`. What belongs to another tenant is answered, word for \
        word, like what does not exist.
        """,
        """
        **Bodies.** Requests are strict: a field that is not listed, of the wrong type or out of bounds is refused \
        with the field's name. PATCH merges: what is absent stays; null clears where null is allowed.
        """,
        """
        **Lists** come oldest first, in pages of `limit`. The next page begins after the last id of the one before: \
        `after=<last_id>`. Lists of API keys are bare arrays, and announce the next page in a `Link` header.
        """,
        """
        **Secrets** are shown once, in the reply that made them. Everywhere else stands a masked form.
        """,
        """
        **Errors** carry a `code` to branch on and the request's id, which is also in `X-Request-Id` and in the \
        server's log. On a path that exists, another method is answered with 405 (`MethodNotAllowed`) and an `Allow` \
        header; HEAD works wherever GET does. After 429 and 503, wait for as long as `Retry-After` says.
        """,
    ]
}
