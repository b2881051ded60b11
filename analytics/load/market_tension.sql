select
  fap, fap_label, year, class, published_level, composite,
  hiring_intensity, working_conditions, non_durability, labour_shortage, geographic_mismatch_class, training_link
from market.tension
where rome = $1 and level = $2 and code = $3
order by fap
