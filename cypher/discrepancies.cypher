// title: Where do an annex table and the body disagree?
// title_zh: 附表与正文在哪些地方不一致？
// empty: no table read disagrees with its body
// parameters:
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   field     choice(units, number, text, any) = any  what they disagree on
//   limit     int(1..100000) = 20  most rows
// columns:
//   field         string
//   body_ordinal  int
//   table_ordinal int
//   body_only     list
//   table_only    list
//   body_quote    string
//   table_quote   string
//   city          string
//   quote         string
//   document      string
//   document_id   string
//   span_start    int
//   span_end      int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param city => '';
:param field => 'any';
:param limit => 20;
*/

MATCH (d:Document)-[:HAS_DISCREPANCY]->(x:Discrepancy)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND $field IN ['any', x.field]
RETURN
  x.field AS field,
  x.body_ordinal AS body_ordinal,
  x.table_ordinal AS table_ordinal,
  x.body_only AS body_only,
  x.table_only AS table_only,
  x.body_quote AS body_quote,
  x.table_quote AS table_quote,
  d.jurisdiction AS city,
  x.quote AS quote,
  coalesce(d.title, d.number) AS document,
  d.id AS document_id,
  x.span_start AS span_start,
  x.span_end AS span_end
ORDER BY city, document, document_id, body_ordinal, table_ordinal, field, span_start, x.id
LIMIT $limit
