select agency, coalesce(label, agency) as label
from core.agency
