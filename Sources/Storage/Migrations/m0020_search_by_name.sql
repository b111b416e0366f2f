-- What finds and counts an organization's users, teams and clients by their names, and lists them in that order.
CREATE INDEX users_by_organization_name ON users (organization_id, name, id, email) WHERE deleted_at IS NULL;
CREATE INDEX teams_by_organization_name ON teams (organization_id, name, id, slug) WHERE deleted_at IS NULL;
CREATE INDEX oauth_clients_by_organization_name ON oauth_clients (organization_id, name, id) WHERE deleted_at IS NULL;
