select skill, label, same_as
from pools.skill
order by skill
