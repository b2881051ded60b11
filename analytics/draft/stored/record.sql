-- What an entrusted offer says beside its texts; of a partner's, nothing is kept.
select cast(to_json(record) as varchar)
from read_parquet(?, hive_partitioning = false)
where offer_id = ? and record is not null
