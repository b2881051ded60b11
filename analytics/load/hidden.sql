select audience, family, block, kind, level, code, cut, value
from meta.hidden
