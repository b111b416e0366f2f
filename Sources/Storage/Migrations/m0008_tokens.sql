-- How many live tokens a client holds is asked whenever it gets one: of the index alone.
DROP INDEX access_tokens_by_client;
CREATE INDEX access_tokens_by_client ON access_tokens (client_id, expires_at);
