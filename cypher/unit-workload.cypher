// title: How many tasks does each unit answer for?
// title_zh: 各单位承担多少任务？
// empty: no document read gives a task to a unit
// parameters:
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   basis     choice(each, body, table) = each  each: every duty once (body items, and table rows that restate none); body, table: as printed there
//   limit     int(1..100000) = 20  most rows
// columns:
//   unit          string
//   tasks         int
//   first_deadline  date
//   city          string

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param city => '';
:param basis => 'each';
:param limit => 20;
*/

MATCH (d:Document)-[:HAS_TASK]->(task:Task)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND (
    task.origin = $basis
    OR ($basis = 'each' AND (task.origin = 'body' OR NOT EXISTS { MATCH (task)-[:RESTATES]->(:Task) }))
  )
MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(task)
OPTIONAL MATCH (row:Task)-[:RESTATES]->(task)
WHERE $basis = 'each'
WITH
  u,
  d.jurisdiction AS city,
  count(DISTINCT task.id) AS tasks,
  min(coalesce(task.deadline, row.deadline)) AS first_deadline
RETURN
  u.name AS unit,
  tasks,
  first_deadline,
  city
ORDER BY tasks DESC, unit, city, u.id
LIMIT $limit
