// title: Who works with whom, across documents?
// title_zh: 哪些单位在各文件中共同承担任务？
// empty: no document read gives one task to two units
// parameters:
//   unit      name(Unit) = ''  any printed form of a unit, or its id: its partners alone; absent: all
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   basis     choice(each, body, table) = each  each: every duty once (body items, and table rows that restate none); body, table: as printed there
//   limit     int(1..100000) = 20  most rows
// columns:
//   unit_a        string
//   city_a        string
//   unit_b        string
//   city_b        string
//   shared_tasks  int
//   documents     int
//   titles        set

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param unit => '';
:param city => '';
:param basis => 'each';
:param limit => 20;
*/

MATCH (a:Unit)-[:RESPONSIBLE_FOR]->(task:Task)<-[:HAS_TASK]-(d:Document)
WHERE ($unit = '' OR a.id = $unit)
  AND ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND (
    task.origin = $basis
    OR ($basis = 'each' AND (task.origin = 'body' OR NOT EXISTS { MATCH (task)-[:RESTATES]->(:Task) }))
  )
MATCH (b:Unit)-[:RESPONSIBLE_FOR]->(task)
WHERE a.id <> b.id
  AND ($unit <> '' OR a.name < b.name OR (a.name = b.name AND a.id < b.id))
WITH
  a,
  b,
  count(DISTINCT task.id) AS shared_tasks,
  count(DISTINCT d.id) AS documents,
  collect(DISTINCT coalesce(d.title, d.number)) AS titles
RETURN
  a.name AS unit_a,
  a.jurisdiction AS city_a,
  b.name AS unit_b,
  b.jurisdiction AS city_b,
  shared_tasks,
  documents,
  titles
ORDER BY documents DESC, shared_tasks DESC, unit_a, unit_b, coalesce(city_a, ''), coalesce(city_b, ''), a.id, b.id
LIMIT $limit
