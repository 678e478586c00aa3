-- Letters that will never arrive, and why the others have not yet; never anything about people.
ALTER TABLE outbox ADD COLUMN given_up_at TIMESTAMPTZ;
ALTER TABLE outbox ADD COLUMN failure TEXT;
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (channel, due_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
CREATE INDEX outbox_given_up ON outbox (given_up_at) WHERE given_up_at IS NOT NULL;

-- Letters come from noreply@ this domain (D31); the installation's sender where it is empty.
ALTER TABLE organisation ADD COLUMN mail_domain TEXT NOT NULL DEFAULT '';
