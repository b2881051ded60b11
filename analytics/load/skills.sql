select skill, label from pools.skill order by skill
