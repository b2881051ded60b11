select
  rome, fap, fap_label, year, class, published_level, composite,
  hiring_intensity, working_conditions, non_durability, labour_shortage, geographic_mismatch_class, training_link
from market.tension
where level = 'department' and code = $1 and rome in (select unnest(string_split($2, ' ')))
order by rome, fap
