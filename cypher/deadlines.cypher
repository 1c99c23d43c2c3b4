// title: What falls due in a period?
// title_zh: 某时期内有哪些任务和目标到期？
// empty: no document read prints a date from {from} to {to}
// parameters:
//   from      date = 0001-01-01  first day
//   to        date = 9999-12-31  last day
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   basis     choice(each, body, table) = each  each: every duty once (body items, and table rows that restate none); body, table: as printed there; with each also goals
//   limit     int(1..100000) = 20  most rows
// columns:
//   date          date
//   raw           string
//   kind          string
//   ordinal       int
//   title         string
//   units         set
//   city          string
//   quote         string
//   document      string
//   document_id   string
//   span_start    int
//   span_end      int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param from => date('0001-01-01');
:param to => date('9999-12-31');
:param city => '';
:param basis => 'each';
:param limit => 20;
*/

// an item without a date takes those of the rows that restate it; with an explicit basis, tasks only
MATCH (d:Document)-[:HAS_TASK|SETS]->(task:Task|Goal)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND (
    (task.metric IS NULL AND task.origin = $basis)
    OR ($basis = 'each' AND task.metric IS NULL AND task.origin = 'body')
    OR ($basis = 'each' AND task.repeats IS NULL AND NOT EXISTS { MATCH (task)-[:RESTATES]->(:Task) })
  )
OPTIONAL MATCH (row:Task)-[:RESTATES]->(task)
WHERE $basis = 'each'
WITH
  d,
  task,
  coalesce(task.deadline, row.deadline, task.due) AS date,
  min(CASE WHEN task.deadline IS NULL THEN row.deadline_raw ELSE task.deadline_raw END) AS raw
WHERE date >= $from AND date <= $to
OPTIONAL MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(task)
WITH
  d,
  task,
  date,
  raw,
  collect(DISTINCT coalesce(u.name, task.owner)) AS units
RETURN
  date,
  raw,
  CASE WHEN task.metric IS NULL THEN 'task' ELSE 'goal' END AS kind,
  task.ordinal AS ordinal,
  coalesce(task.title, task.text) AS title,
  units,
  d.jurisdiction AS city,
  task.quote AS quote,
  coalesce(d.title, d.number) AS document,
  d.id AS document_id,
  task.span_start AS span_start,
  task.span_end AS span_end
ORDER BY date, city, kind DESC, title, document, document_id, span_start, task.id
LIMIT $limit
