// title: Which districts (or cities, in a plan of a province) support an industry chain?
// title_zh: 哪些区（省级文件中为市）支撑某产业链？
// empty: no document read states a district for {chain}
// parameters:
//   chain     name(IndustryChain)  any printed form of the chain, or its id
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
// columns:
//   district      string
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

// a document that says it twice counts once, at the first place
MATCH (area)-[r:SUPPORTS]->(c:IndustryChain {id: $chain})
MATCH (d:Document)
WHERE d.id = r.document_id
  AND ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
WITH
  area,
  c,
  d,
  min(r.span_start) AS first
MATCH (area)-[r:SUPPORTS]->(c)
WHERE r.document_id = d.id AND r.span_start = first
RETURN
  area.name AS district,
  d.jurisdiction AS city,
  r.quote AS quote,
  coalesce(d.title, d.number) AS document,
  d.id AS document_id,
  r.span_start AS span_start,
  r.span_end AS span_end
ORDER BY district, city, document, document_id, area.id
