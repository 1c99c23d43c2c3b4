// title: Which industry chains does a district (or a city, in a plan of a province) support?
// title_zh: 某区（省级文件中为市）支撑哪些产业链？
// empty: no document read states a chain for {district}
// parameters:
//   district  name(District, Jurisdiction)  any printed form of the district or city, or its id
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
// columns:
//   chain         string
//   city          string
//   quote         string
//   document      string
//   document_id   string
//   span_start    int
//   span_end      int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param district => head(COLLECT { MATCH (n:District|Jurisdiction) WHERE 'NAME' IN n.aliases + n.full_name RETURN n.id ORDER BY n.id });
:param city => '';
*/

// a document that says it twice counts once, at the first place
MATCH (district:District|Jurisdiction {id: $district})-[r:SUPPORTS]->(c:IndustryChain)
MATCH (d:Document)
WHERE d.id = r.document_id
  AND ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
WITH
  district,
  c,
  d,
  min(r.span_start) AS first
MATCH (district)-[r:SUPPORTS]->(c)
WHERE r.document_id = d.id AND r.span_start = first
RETURN
  c.name AS chain,
  d.jurisdiction AS city,
  r.quote AS quote,
  coalesce(d.title, d.number) AS document,
  d.id AS document_id,
  r.span_start AS span_start,
  r.span_end AS span_end
ORDER BY chain, city, document, document_id, c.id
