-- Replies to POSTs that carried an Idempotency-Key, so that a repeated one is answered as the first time. The reply is
-- sealed; one that shows a secret is dropped after minutes, and the row stays to say that the work was done.

CREATE TABLE idempotent_replies (
    caller TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    reply BLOB,
    created_at INTEGER NOT NULL,
    reply_expires_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (caller, key)
) STRICT;
CREATE INDEX idempotent_replies_by_expiry ON idempotent_replies (expires_at);
CREATE INDEX idempotent_replies_by_reply_expiry ON idempotent_replies (reply_expires_at) WHERE reply IS NOT NULL;
