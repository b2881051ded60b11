-- title: Files received, and what became of their records
-- grain: file
-- audit: state in ('loaded', 'refused', 'unreadable')
-- audit: state <> 'loaded' or "read" = loaded + quarantined
select
  id as file,
  source,
  path,
  state,
  format,
  bytes,
  "read",
  loaded,
  quarantined,
  error
from raw.receipt
