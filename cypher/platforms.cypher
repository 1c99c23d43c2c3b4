// title: Which platforms are named or planned?
// title_zh: 提到或规划了哪些平台？
// empty: no document read names a platform
// parameters:
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   limit     int(1..100000) = 20  most rows
// columns:
//   platform      string
//   kind          string
//   city          string

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param city => '';
:param limit => 20;
*/

MATCH (d:Document)-[:MENTIONS]->(p:Platform)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
WITH DISTINCT
  p,
  d.jurisdiction AS city
RETURN
  p.name AS platform,
  p.kind AS kind,
  city
ORDER BY platform, city, p.id
LIMIT $limit
