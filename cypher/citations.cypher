// title: Which documents are cited?
// title_zh: 引用了哪些文件？
// empty: no document read cites another
// parameters:
//   document  name(Document) = ''  number, title or id of the citing document; absent: any
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   limit     int(1..100000) = 20  most rows
// columns:
//   title         string
//   number        string
//   loaded        bool
//   cited_by      int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param document => '';
:param city => '';
:param limit => 20;
*/

MATCH (d:Document)-[:CITES]->(cited:Document)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND ($document = '' OR d.id = $document)
WITH
  cited,
  count(DISTINCT d.id) AS cited_by
RETURN
  cited.title AS title,
  cited.number AS number,
  cited.loaded AS loaded,
  cited_by
ORDER BY cited_by DESC, title, number, cited.id
LIMIT $limit
