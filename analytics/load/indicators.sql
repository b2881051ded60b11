select
  indicator, kind, level, code, label, period, value, count, numerator, denominator, low, high, median,
  target, gap, previous, year_before, rank, low_n
from performance.indicator
