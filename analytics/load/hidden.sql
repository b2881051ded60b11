select audience, bundle, block, kind, level, code, cut, value
from meta.hidden
where kind <> 'counted'
