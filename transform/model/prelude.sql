-- Functions that models call and whose spelling differs between engines, or
-- that would otherwise be written again in each indicator.

-- as_of_at() is the instant before which a stamp counts: D 00:00 Europe/Paris.
create or replace macro as_of_at() as cast(as_of() as timestamptz);

-- on_paris(t) is the Europe/Paris day of an instant (the session's zone is Europe/Paris). The clock of Paris is ahead of UTC, by two
-- hours at most, so that before 22:00 it is the day of UTC: asking for the zone takes some twenty times as long.
create or replace macro in_utc(t) as make_timestamp(epoch_us(t));
create or replace macro on_paris(t) as case when hour(in_utc(t)) < 22 then cast(in_utc(t) as date) else cast(t as date) end;

-- window_start() is the first day of the rolling window of comparable offers.
create or replace macro window_start() as cast(as_of() - to_months(rule_window_months()) as date);

-- month_of(d), quarter_of(d), year_of(d): labels of periods, 2026-09, 2026-Q3 and 2026.
create or replace macro month_of(d) as strftime(d, '%Y-%m');
create or replace macro quarter_of(d) as concat(year(d), '-Q', quarter(d));
create or replace macro year_of(d) as strftime(d, '%Y');

-- month_start(d), quarter_start(d), year_start(d): first day of the period of d.
create or replace macro month_start(d) as cast(date_trunc('month', d) as date);
create or replace macro quarter_start(d) as cast(date_trunc('quarter', d) as date);
create or replace macro year_start(d) as cast(date_trunc('year', d) as date);
-- week_start(d): the Monday of the week of d.
create or replace macro week_start(d) as cast(date_trunc('week', d) as date);
-- months_before(d, n): the same day n months before.
create or replace macro months_before(d, n) as cast(d - to_months(n) as date);

-- time_between(a, b), time_of(hours): lengths of time that compare exactly, in microseconds.
create or replace macro time_between(a, b) as epoch_us(b) - epoch_us(a);
create or replace macro time_of(hours) as cast(hours * 3600000000 as bigint);
-- hours_after(t, n), days_after(t, n): n hours have elapsed since t; the clock of Paris tells the same hour n days later.
create or replace macro hours_after(t, n) as t + to_microseconds(time_of(n));
create or replace macro days_after(t, n) as t + to_days(cast(n as integer));
-- clock_on(day, t): the instant of a day at which the clock of Paris tells what it told at t.
create or replace macro clock_on(day, t) as cast(cast(day as timestamp) + (cast(t as timestamp) - cast(on_paris(t) as timestamp)) as timestamptz);
-- open_time(asked, opens_at, closes_at, seconds_before): how long agencies were open up to an instant, from the row of ref.working_day of its day.
create or replace macro open_time(asked, opens_at, closes_at, seconds_before) as
  seconds_before * 1000000 + greatest(0, coalesce(epoch_us(least(asked, closes_at)) - epoch_us(opens_at), 0));

-- is_filled(outcome), is_void(outcome): closed by a hire; closed because it should
-- not have been there, so outside every market and rate.
create or replace macro is_filled(outcome) as outcome in ('POURVUE_PE', 'POURVUE_AUTRE');
create or replace macro is_void(outcome) as coalesce(outcome in ('DOUBLON', 'NON_CONFORME'), false);

-- domain_of(rome): the large domain of a trade, its first letter.
create or replace macro domain_of(rome) as case when rome = 'ZZ' then rome else left(rome, 1) end;

-- size_class(band): the class of an establishment's size, of the band of the INSEE; null when it is not stated.
create or replace macro size_class(band) as case
  when band in ('NN', '00') then '0'
  when band in ('01', '02', '03') then '1-9'
  when band in ('11', '12') then '10-49'
  when band in ('21', '22', '31') then '50-249'
  when band in ('32', '41', '42', '51', '52', '53') then '250+'
end;

-- counts_on(day, from_on, until_on): what counts from a day to the day before another does so on a day; no null is among them, so that a join by it is one by hash.
create or replace macro counts_on(day, from_on, until_on) as from_on <= day and day < until_on;

-- is_open(open_until): on the as-of date, by the last day on which it is open.
create or replace macro is_open(open_until) as coalesce(open_until >= as_of(), true);

-- key_hash(x): a number for a key; two keys may share one, rarely.
create or replace macro key_hash(x) as hash(x);

-- comparison_block(trade, commune, employer): offers of one block are compared for duplicates. The employer is a
-- siret, else a name without case, accents and punctuation, or none; an unknown commune is the same as no other.
create or replace macro comparison_block(trade, commune, employer) as
  case when commune is not null then
    hash(trade, commune, trim(regexp_replace(strip_accents(lower(coalesce(employer, ''))), '[^a-z0-9]+', ' ', 'g')))
  end;

-- required(list): how many of what an offer lists it requires (E), the rest being wished.
create or replace macro required(list) as coalesce(len(list_filter(list, lambda asked: asked.exigence = 'E')), 0);

-- content_hash(a, b, c), content_hash(a, b, c, d): a number for what a row holds, by which a row that an update leaves alone is known.
create or replace macro content_hash(a, b, c) as hash(a, b, c), (a, b, c, d) as hash(a, b, c, d);

-- ratio(x, n) is x / n, null over nothing (never NaN).
create or replace macro ratio(x, n) as case when n > 0 then cast(x as double) / n end;

-- log_likelihood(x, n, y, m): the log-likelihood ratio G² (Dunning, 1993) that x of n and y of m are draws of one rate; null over nothing.
create or replace macro likelihood_term(x, expected) as case when x > 0 then x * ln(x / expected) else 0.0 end;
create or replace macro log_likelihood(x, n, y, m) as
  case when n > 0 and m > 0 then greatest(0.0, 2 * (
    likelihood_term(cast(x as double), n * (x + y) / cast(n + m as double))
    + likelihood_term(cast(y as double), m * (x + y) / cast(n + m as double))
    + likelihood_term(cast(n - x as double), n * (n + m - x - y) / cast(n + m as double))
    + likelihood_term(cast(m - y as double), m * (n + m - x - y) / cast(n + m as double)))) end;

-- cents(x) is an amount to the cent, so that equal amounts compare equal however they were computed.
create or replace macro cents(x) as round(cast(x as double), 2);

-- tension_class(x): the class, 1 to 5, of a composite indicator of tension, by the fixed cuts of its reference period.
create or replace macro tension_class(x) as
  case
    when x <= rule_tension_cut_2() then case when x <= rule_tension_cut_1() then 1 else 2 end
    when x <= rule_tension_cut_3() then 3
    when x <= rule_tension_cut_4() then 4
    when x is not null then 5
  end;
