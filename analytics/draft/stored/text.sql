select cast(to_json({'intitule': title, 'description': description}) as varchar)
from read_parquet(?, hive_partitioning = false)
where offer_id = ?
