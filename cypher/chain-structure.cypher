// title: What is an industry chain made of?
// title_zh: 某产业链由哪些环节和细分领域构成？
// empty: no document read names a segment or subfield of {chain}
// parameters:
//   chain     name(IndustryChain)  any printed form of the chain, or its id
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
// columns:
//   kind          string
//   position      int
//   name          string
//   city          string
//   quote         string
//   document      string
//   document_id   string
//   span_start    int
//   span_end      int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param chain => head(COLLECT { MATCH (n:IndustryChain) WHERE 'NAME' IN n.aliases + n.full_name RETURN n.id ORDER BY n.id });
:param city => '';
*/

MATCH (c:IndustryChain {id: $chain})-[r:HAS_SEGMENT|HAS_SUBFIELD]->(part:Segment|Subfield)
MATCH (d:Document)
WHERE d.id = r.document_id
  AND ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
RETURN
  CASE WHEN EXISTS { MATCH (:IndustryChain)-[:HAS_SEGMENT]->(part) } THEN 'segment' ELSE 'subfield' END AS kind,
  r.position AS position,
  part.name AS name,
  d.jurisdiction AS city,
  r.quote AS quote,
  coalesce(d.title, d.number) AS document,
  d.id AS document_id,
  r.span_start AS span_start,
  r.span_end AS span_end
ORDER BY city, document, document_id, kind, position, name, span_start
