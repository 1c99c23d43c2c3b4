// title: Which documents are cited most?
// title_zh: 哪些文件被引用最多？
// empty: no document read cites such a one
// parameters:
//   city      name(Jurisdiction, District) = ''  cited by documents of exactly this jurisdiction; absent: by any
//   loaded    choice(any, yes, no) = any  yes: loaded documents alone; no: those that are only cited so far
//   limit     int(1..100000) = 20  most rows
// columns:
//   title         string
//   number        string
//   loaded        bool
//   cited_by      int
//   places        int
//   cities        set
//   document_id   string

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param city => '';
:param loaded => 'any';
:param limit => 20;
*/

// cited_by counts documents, places every citation in them
MATCH (d:Document)-[c:CITES]->(cited:Document)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND ($loaded = 'any' OR cited.loaded = ($loaded = 'yes'))
WITH
  cited,
  count(DISTINCT d.id) AS cited_by,
  count(c.span_start) AS places,
  collect(DISTINCT d.jurisdiction) AS cities
RETURN
  cited.title AS title,
  cited.number AS number,
  cited.loaded AS loaded,
  cited_by,
  places,
  cities,
  cited.id AS document_id
ORDER BY cited_by DESC, places DESC, title, number, document_id
LIMIT $limit
