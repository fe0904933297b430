CREATE TABLE job_failure (
    job             text        NOT NULL,
    item            text        NOT NULL,
    error           text        NOT NULL,
    times           integer     NOT NULL DEFAULT 1,
    first_failed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    failed_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (job, item)
);
COMMENT ON TABLE job_failure IS 'Items that failed in the last run of their job; deleted once the item succeeds.';

GRANT SELECT, INSERT, UPDATE, DELETE ON job_failure TO app;
