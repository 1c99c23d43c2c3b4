// title: Which units share the most tasks?
// title_zh: 哪些单位共同承担的任务最多？
// empty: no document read gives one task to two units
// parameters:
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   basis     choice(each, body, table) = each  each: every duty once (body items, and table rows that restate none); body, table: as printed there
//   limit     int(1..100000) = 20  most rows
// columns:
//   unit_a        string
//   unit_b        string
//   shared_tasks  int
//   titles        set
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
MATCH (a:Unit)-[:RESPONSIBLE_FOR]->(task)
MATCH (b:Unit)-[:RESPONSIBLE_FOR]->(task)
WHERE a.name < b.name OR (a.name = b.name AND a.id < b.id)
WITH
  a,
  b,
  d.jurisdiction AS city,
  count(DISTINCT task.id) AS shared_tasks,
  collect(DISTINCT coalesce(task.title, task.path)) AS titles
RETURN
  a.name AS unit_a,
  b.name AS unit_b,
  shared_tasks,
  titles,
  city
ORDER BY shared_tasks DESC, unit_a, unit_b, city, a.id, b.id
LIMIT $limit
