// title: Which documents are loaded?
// title_zh: 已载入哪些文件？
// empty: no document read fits that
// parameters:
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   issuer    name(Unit) = ''  a body that issued it, alone or with others; absent: any
//   from      date = 0001-01-01  first day of signature (of publication where none is printed); a document without either fits no period
//   to        date = 9999-12-31  last day
//   limit     int(1..100000) = 20  most rows
// columns:
//   title         string
//   number        string
//   issuer        string
//   date          date
//   city          string
//   tasks         int
//   units         int
//   goals         int
//   signals       int
//   document_id   string

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param city => '';
:param issuer => '';
:param from => date('0001-01-01');
:param to => date('9999-12-31');
:param limit => 20;
*/

MATCH (d:Document)
WHERE d.loaded
  AND ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND ($issuer = '' OR EXISTS { MATCH (d)-[:ISSUED_BY]->(:Unit {id: $issuer}) })
  AND coalesce(d.issued_on, d.published_on, date('0001-01-01')) >= $from
  AND coalesce(d.issued_on, d.published_on, date('0001-01-01')) <= $to
OPTIONAL MATCH (d)-[:HAS_TASK]->(t:Task)
WITH
  d,
  count(DISTINCT t.id) AS tasks
OPTIONAL MATCH (d)-[:HAS_TASK]->(:Task)<-[:RESPONSIBLE_FOR]-(u:Unit)
WITH
  d,
  tasks,
  count(DISTINCT u.id) AS units
OPTIONAL MATCH (d)-[:SETS]->(g:Goal)
WITH
  d,
  tasks,
  units,
  count(DISTINCT g.id) AS goals
RETURN
  d.title AS title,
  d.number AS number,
  d.issuer AS issuer,
  coalesce(d.issued_on, d.published_on) AS date,
  d.jurisdiction AS city,
  tasks,
  units,
  goals,
  d.signals AS signals,
  d.id AS document_id
ORDER BY coalesce(date, date('0001-01-01')) DESC, title, number, document_id
LIMIT $limit
