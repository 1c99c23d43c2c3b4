// title: Where people corrected the reading of documents
// title_zh: （程序内部使用）
// parameters:
//   city  string = ''  jurisdiction of the documents
// columns:
//   document_id  string
//   span_start  int
//   span_end  int

MATCH (d:Document)-[:HAS_CORRECTION]->(c:Correction)
WHERE $city = '' OR d.jurisdiction_id = $city
RETURN
  d.id AS document_id,
  c.span_start AS span_start,
  c.span_end AS span_end
ORDER BY document_id, span_start, span_end, c.id
