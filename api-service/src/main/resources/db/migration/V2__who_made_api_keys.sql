-- The defaults are what the service itself stands for, and let replicas of the version before go on inserting.
ALTER TABLE api_keys
    ADD COLUMN created_by_name text NOT NULL DEFAULT 'millrace',
    ADD COLUMN created_by_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    ADD COLUMN modified_by_name text NOT NULL DEFAULT 'millrace',
    ADD COLUMN modified_by_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    ADD COLUMN modified_at timestamptz NOT NULL DEFAULT now();
UPDATE api_keys SET modified_at = created_at;
