-- Functions that models call and whose spelling differs between engines, or
-- that would otherwise be written again in each indicator.

-- as_of_at() is the instant before which a stamp counts: D 00:00 Europe/Paris.
create or replace macro as_of_at() as cast(as_of() as timestamptz);

-- on_paris(t) is the Europe/Paris day of an instant (the session's zone is Europe/Paris).
create or replace macro on_paris(t) as cast(t as date);

-- window_start() is the first day of the rolling window of comparable offers.
create or replace macro window_start() as cast(as_of() - to_months(rule_window_months()) as date);

-- month_of(d), quarter_of(d): labels of periods, 2026-09 and 2026-Q3.
create or replace macro month_of(d) as strftime(d, '%Y-%m');
create or replace macro quarter_of(d) as concat(year(d), '-Q', quarter(d));

-- wilson_low, wilson_high: 95 % interval of a rate x/n (Wilson, 1927); null when n = 0.
create or replace macro wilson_low(x, n) as
  case when n > 0 then greatest(0.0,
    (x / n + pow(rule_confidence_z(), 2) / (2 * n)
     - rule_confidence_z() * sqrt((x / n) * (1 - x / n) / n + pow(rule_confidence_z() / (2 * n), 2)))
    / (1 + pow(rule_confidence_z(), 2) / n)) end;
create or replace macro wilson_high(x, n) as
  case when n > 0 then least(1.0,
    (x / n + pow(rule_confidence_z(), 2) / (2 * n)
     + rule_confidence_z() * sqrt((x / n) * (1 - x / n) / n + pow(rule_confidence_z() / (2 * n), 2)))
    / (1 + pow(rule_confidence_z(), 2) / n)) end;

-- ratio(x, n) is x / n, null over nothing (never NaN).
create or replace macro ratio(x, n) as case when n > 0 then cast(x as double) / n end;
