-- Files of which the later night knows and the earlier did not.
select a.source, count(*) as files, count(*) filter (where a.state <> 'loaded') as refused
from after.file as a
left join before.file as b on b.file = a.file
where b.file is null
group by a.source
order by a.source
