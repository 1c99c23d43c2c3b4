// title: Every loaded document, or one
// title_zh: （程序内部使用）
// parameters:
//   id  string = ''  id of a document; absent: all
//   first  int = 0  how many to leave out at the beginning
//   most  int = 1000000000  how many at most
// columns:
//   id  string
//   title  string
//   enclosed_title  string
//   number  string
//   issuer  string
//   issued_on  date
//   published_on  date
//   source  string
//   site  string
//   jurisdiction  string
//   file_name  string
//   sha256  string
//   signals  int
//   sections  int
//   tasks  int
//   goals  int
//   discrepancies  int

MATCH (d:Document)
WHERE d.loaded
  AND ($id = '' OR d.id = $id)
WITH d
ORDER BY d.title, d.number, d.id
SKIP $first
LIMIT $most
OPTIONAL MATCH (d)-[:HAS_SECTION]->(s:Section)
WITH
  d,
  count(s) AS sections
OPTIONAL MATCH (d)-[:HAS_TASK]->(t:Task)
WITH
  d,
  sections,
  count(t) AS tasks
OPTIONAL MATCH (d)-[:SETS]->(g:Goal)
WITH
  d,
  sections,
  tasks,
  count(g) AS goals
OPTIONAL MATCH (d)-[:HAS_DISCREPANCY]->(x:Discrepancy)
WITH
  d,
  sections,
  tasks,
  goals,
  count(x) AS discrepancies
RETURN
  d.id AS id,
  d.title AS title,
  d.enclosed_title AS enclosed_title,
  d.number AS number,
  d.issuer AS issuer,
  d.issued_on AS issued_on,
  d.published_on AS published_on,
  d.source AS source,
  d.site AS site,
  d.jurisdiction AS jurisdiction,
  d.file_name AS file_name,
  d.sha256 AS sha256,
  d.signals AS signals,
  sections,
  tasks,
  goals,
  discrepancies
ORDER BY title, number, id
