select commune, coalesce(label, commune) as label
from ref.commune
