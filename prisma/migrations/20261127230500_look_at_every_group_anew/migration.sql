-- The notes of when a tick looks at a group again do not know of its open poll.
UPDATE groups SET look_at = NULL WHERE look_at IS NOT NULL;
