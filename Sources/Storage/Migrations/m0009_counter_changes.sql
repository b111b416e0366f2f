-- What commits have made of counters, in their order, until it is carried over into limit_counters: a commit appends one
-- row here in place of dozens that lie scattered there. `id` counts from 1 since it was last carried over.
CREATE TABLE limit_counter_changes (
    id INTEGER PRIMARY KEY,
    organization_id TEXT NOT NULL,
    -- See CounterChange.
    changes BLOB NOT NULL
) STRICT;
