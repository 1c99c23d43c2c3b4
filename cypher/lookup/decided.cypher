// title: Names whose meaning a person decided, in the documents of a jurisdiction
// title_zh: （程序内部使用）
// parameters:
//   city   string  id of the jurisdiction; empty: any
// columns:
//   printed  string
//   meaning  string
//   id  string
//   name  string

MATCH (d:Document)-[:HAS_AMBIGUITY]->(a:Ambiguity)-[:READ_AS]->(n:Unit|District|Jurisdiction)
WHERE a.verdict = 'same'
  AND ($city = '' OR d.jurisdiction_id = $city)
RETURN DISTINCT
  a.printed AS printed,
  a.meaning AS meaning,
  n.id AS id,
  n.name AS name
ORDER BY printed, meaning, id
