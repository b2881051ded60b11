select naf, coalesce(label, naf) as label
from ref.sector
