CREATE TABLE uploads (
  id            text PRIMARY KEY,
  file_name     text NOT NULL,
  pdf_type      text NOT NULL,
  size_bytes    integer NOT NULL,
  sha256        text NOT NULL,
  status        text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'completed', 'failed')),
  accepted_by   text NOT NULL,
  processed_by  text,
  wait_ms       integer,
  processing_ms integer,
  created_at    timestamptz NOT NULL DEFAULT now(),
  finished_at   timestamptz
);

CREATE INDEX uploads_by_time ON uploads (created_at DESC);

