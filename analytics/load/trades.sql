select rome_code, coalesce(label, rome_code) as label
from ref.rome
