// title: Which units answer for a task, in which role?
// title_zh: 某任务由哪些单位负责？
// empty: no document read names a unit for that task
// parameters:
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   basis     choice(each, body, table) = each  each: every duty once (body items, and table rows that restate none); body, table: as printed there
//   ordinal   int(0..1000000) = 0  the task's own number; 0: any
//   path      string = ''  the task's printed path; absent: any
//   document  name(Document) = ''  number, title or id of the document; absent: any
//   limit     int(1..100000) = 1000  most rows
// columns:
//   ordinal       int
//   path          string
//   title         string
//   unit          string
//   role          string
//   position      int
//   quota         float
//   city          string
//   quote         string
//   document      string
//   document_id   string
//   span_start    int
//   span_end      int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param city => '';
:param basis => 'each';
:param ordinal => 0;
:param path => '';
:param document => '';
:param limit => 1000;
*/

MATCH (d:Document)-[:HAS_TASK]->(task:Task)<-[r:RESPONSIBLE_FOR]-(u:Unit)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND ($document = '' OR d.id = $document)
  AND ($ordinal = 0 OR task.ordinal = $ordinal)
  AND ($path = '' OR task.path = $path)
  AND (
    task.origin = $basis
    OR ($basis = 'each' AND (task.origin = 'body' OR NOT EXISTS { MATCH (task)-[:RESTATES]->(:Task) }))
  )
RETURN
  task.ordinal AS ordinal,
  task.path AS path,
  task.title AS title,
  u.name AS unit,
  r.role AS role,
  r.position AS position,
  r.quota AS quota,
  d.jurisdiction AS city,
  r.quote AS quote,
  coalesce(d.title, d.number) AS document,
  d.id AS document_id,
  r.span_start AS span_start,
  r.span_end AS span_end
ORDER BY city, document, document_id, task.span_start, position, unit, u.id
LIMIT $limit
