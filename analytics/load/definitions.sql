-- every column that the night had: those of older programs had fewer
select *
from ref.indicator
