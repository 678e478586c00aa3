-- A membership was deleted by an administrator, or its owner stayed away too long (D6).
ALTER TABLE membership ADD COLUMN ended_how TEXT;
UPDATE membership SET ended_how = 'deleted' WHERE ended_at IS NOT NULL;
