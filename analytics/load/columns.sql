-- Columns of the published tables, as the snapshot holds them.
select concat(table_schema, '.', table_name) as table_name, column_name, data_type
from information_schema.columns
order by table_name, ordinal_position
