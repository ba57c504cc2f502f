-- What the API shows, and nothing of the data itself.

CREATE TABLE projects (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE,
    namespace text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
);

-- Keys have 256 random bits, so a plain SHA-256 of one cannot be turned back.
CREATE TABLE api_keys (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    description text,
    key_hash bytea NOT NULL UNIQUE,
    redacted_key text NOT NULL,
    permissions text[] NOT NULL,
    configured boolean NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX api_keys_one_configured ON api_keys (configured) WHERE configured;

CREATE TABLE files (
    id uuid PRIMARY KEY,
    project_id uuid NOT NULL REFERENCES projects,
    name text NOT NULL,
    object_key text NOT NULL,
    size_bytes bigint NOT NULL,
    data_format text NOT NULL,
    compression_format text NOT NULL,
    digest_algo text NOT NULL,
    digest_hash text NOT NULL,
    uploaded_by_name text NOT NULL,
    uploaded_by_id uuid NOT NULL,
    uploaded_at timestamptz NOT NULL,
    UNIQUE (project_id, name)
);
CREATE INDEX files_by_time ON files (project_id, uploaded_at);

-- Secrets are apart from the payload, which may be shown.
CREATE TABLE connections (
    id uuid PRIMARY KEY,
    project_id uuid NOT NULL REFERENCES projects,
    name text NOT NULL,
    type text NOT NULL,
    payload text NOT NULL,
    secrets text NOT NULL,
    submitted_by_name text NOT NULL,
    submitted_by_id uuid NOT NULL,
    submitted_at timestamptz NOT NULL,
    modified_by_name text NOT NULL,
    modified_by_id uuid NOT NULL,
    modified_at timestamptz NOT NULL,
    UNIQUE (project_id, name)
);

CREATE TABLE tables (
    id uuid PRIMARY KEY,
    project_id uuid NOT NULL REFERENCES projects,
    name text NOT NULL,
    version bigint NOT NULL,
    definition text NOT NULL,
    -- Whether its Iceberg twin has been made; until then nobody sees it.
    in_catalog boolean NOT NULL,
    created_by_name text NOT NULL,
    created_by_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    modified_by_name text NOT NULL,
    modified_by_id uuid NOT NULL,
    modified_at timestamptz NOT NULL,
    UNIQUE (project_id, name)
);

CREATE TABLE jobs (
    id uuid PRIMARY KEY,
    project_id uuid NOT NULL REFERENCES projects,
    type text NOT NULL,
    target_table_id uuid NOT NULL,
    target_table_name text NOT NULL,
    source_type text NOT NULL,
    source_connection_id uuid,
    source_connection_name text,
    spec text NOT NULL,
    resolved text NOT NULL,
    definition text NOT NULL,
    desired_status text NOT NULL,
    execution_status text NOT NULL,
    -- When the loader that reported the status saw it; older news changes nothing.
    status_at timestamptz,
    health_status text NOT NULL,
    health_code text,
    health_message text,
    progress double precision NOT NULL,
    created_by_name text NOT NULL,
    created_by_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    modified_by_name text NOT NULL,
    modified_by_id uuid NOT NULL,
    updated_at timestamptz NOT NULL,
    started_at timestamptz,
    completed_at timestamptz
);
CREATE INDEX jobs_by_update ON jobs (project_id, updated_at);
CREATE INDEX jobs_by_table ON jobs (target_table_id);
CREATE INDEX jobs_by_connection ON jobs (source_connection_id);
CREATE UNIQUE INDEX jobs_one_stream_for_each_table ON jobs (target_table_id)
    WHERE type = 'streaming'
        AND desired_status = 'running'
        AND execution_status NOT IN ('completed', 'failed', 'canceled');

CREATE TABLE job_files (
    job_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    file_id uuid NOT NULL,
    PRIMARY KEY (job_id, file_id)
);
CREATE INDEX job_files_by_file ON job_files (file_id);

-- A job's counters are the sum over its parts; each part's numbers are absolute.
CREATE TABLE job_counters (
    job_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    part text NOT NULL,
    counted_at timestamptz NOT NULL,
    received bigint NOT NULL,
    with_warning bigint NOT NULL,
    filtered bigint NOT NULL,
    late bigint NOT NULL,
    early bigint NOT NULL,
    unparseable bigint NOT NULL,
    stored bigint NOT NULL,
    rows_persisted bigint NOT NULL,
    bytes bigint NOT NULL,
    PRIMARY KEY (job_id, part)
);

CREATE TABLE job_logs (
    job_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
    line_id text NOT NULL,
    logged_at timestamptz NOT NULL,
    level text NOT NULL,
    code text,
    message text NOT NULL,
    PRIMARY KEY (job_id, line_id)
);
CREATE INDEX job_logs_by_time ON job_logs (job_id, logged_at);

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    message_key text NOT NULL,
    message bytea NOT NULL
);
