select naf, rome, share, lift
from prospects.affinity
