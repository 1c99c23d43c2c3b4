// title: Which industry chains are built?
// title_zh: 要打造哪些产业链？
// empty: no document read builds an industry chain
// parameters:
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   limit     int(1..100000) = 20  most rows
// columns:
//   chain         string
//   segments      int
//   subfields     int
//   districts     int
//   city          string

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param city => '';
:param limit => 20;
*/

MATCH (d:Document)-[:PROMOTES]->(c:IndustryChain)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
OPTIONAL MATCH (c)-[s:HAS_SEGMENT]->(segment:Segment)
WHERE s.document_id = d.id
OPTIONAL MATCH (c)-[f:HAS_SUBFIELD]->(subfield:Subfield)
WHERE f.document_id = d.id
OPTIONAL MATCH (district)-[b:SUPPORTS]->(c)
WHERE b.document_id = d.id
WITH
  c,
  d.jurisdiction AS city,
  count(DISTINCT segment.id) AS segments,
  count(DISTINCT subfield.id) AS subfields,
  count(DISTINCT district.id) AS districts
RETURN
  c.name AS chain,
  segments,
  subfields,
  districts,
  city
ORDER BY chain, city, c.id
LIMIT $limit
