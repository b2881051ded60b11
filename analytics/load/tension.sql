select fap || ' ' || department as key, class, year, fap_label, level
from attractivity.tension
