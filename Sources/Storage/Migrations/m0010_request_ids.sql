-- Request ids first: those of most gateways begin with a time or a count, and so what is inserted together lies together.
-- Keys first, every insert met another page.
DROP INDEX reservations_by_request;
CREATE UNIQUE INDEX reservations_by_request ON reservations (request_id, key_id) WHERE request_id IS NOT NULL;
