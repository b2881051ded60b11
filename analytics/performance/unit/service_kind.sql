-- title: Services that closed offers had, by which shares of offers are told
-- grain: service
-- note: an offer that did not have one of them counts in its share
select distinct unnest(string_split(service, ' ')) as service
from unit.offer
where services > 0 and closed_in is not null and not is_void
