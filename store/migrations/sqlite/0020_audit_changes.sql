-- What was set before and after, where an event changes what an organisation sets (quality.md §3).
ALTER TABLE audit_event ADD COLUMN changes TEXT;
