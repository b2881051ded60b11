select strftime(min(frozen_on), '%Y-%m-%d') as frozen_on
from meta.survey_frozen
where period = $1
