// title: What did people correct in the reading of documents?
// title_zh: 人工更正了哪些读取结果？
// empty: nobody corrected the reading of a document
// parameters:
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   document  name(Document) = ''  of this document alone
//   limit     int(1..100000) = 20  most rows
// columns:
//   action        string
//   fact          string
//   before        string
//   after         string
//   why           string
//   by            string
//   city          string
//   quote         string
//   document      string
//   document_id   string
//   span_start    int
//   span_end      int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param city => '';
:param document => '';
:param limit => 20;
*/

MATCH (d:Document)-[:HAS_CORRECTION]->(c:Correction)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND $document IN ['', d.id]
RETURN
  c.action AS action,
  c.fact AS fact,
  c.before AS before,
  c.after AS after,
  c.why AS why,
  c.by AS by,
  d.jurisdiction AS city,
  c.quote AS quote,
  coalesce(d.title, d.number) AS document,
  d.id AS document_id,
  c.span_start AS span_start,
  c.span_end AS span_end
ORDER BY city, document, document_id, span_start, fact, action, c.id
LIMIT $limit
