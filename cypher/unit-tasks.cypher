// title: Which tasks does a unit answer for?
// title_zh: 某单位承担哪些任务？
// empty: no document read gives a task to {unit}
// parameters:
//   unit      name(Unit)  any printed form of the unit, or its id
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   basis     choice(each, body, table) = each  each: every duty once (body items, and table rows that restate none); body, table: as printed there
//   limit     int(1..100000) = 20  most rows
// columns:
//   ordinal       int
//   path          string
//   title         string
//   role          string
//   deadline      date
//   city          string
//   quote         string
//   document      string
//   document_id   string
//   span_start    int
//   span_end      int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param unit => head(COLLECT { MATCH (n:Unit) WHERE 'NAME' IN n.aliases + n.full_name + coalesce(n.known_as, []) RETURN n.id ORDER BY n.id });
:param city => '';
:param basis => 'each';
:param limit => 20;
*/

// an item without a date takes the first of the rows that restate it
MATCH (u:Unit {id: $unit})-[r:RESPONSIBLE_FOR]->(task:Task)<-[:HAS_TASK]-(d:Document)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND (
    task.origin = $basis
    OR ($basis = 'each' AND (task.origin = 'body' OR NOT EXISTS { MATCH (task)-[:RESTATES]->(:Task) }))
  )
OPTIONAL MATCH (row:Task)-[:RESTATES]->(task)
WHERE $basis = 'each'
WITH
  d,
  task,
  r,
  min(coalesce(task.deadline, row.deadline)) AS deadline
RETURN
  task.ordinal AS ordinal,
  task.path AS path,
  task.title AS title,
  r.role AS role,
  deadline,
  d.jurisdiction AS city,
  task.quote AS quote,
  coalesce(d.title, d.number) AS document,
  d.id AS document_id,
  task.span_start AS span_start,
  task.span_end AS span_end
ORDER BY deadline, city, document, span_start, document_id, role
LIMIT $limit
