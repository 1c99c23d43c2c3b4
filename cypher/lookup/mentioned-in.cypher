// title: Which of some entities the documents of a jurisdiction mention
// title_zh: （程序内部使用）
// parameters:
//   city  string  id of the jurisdiction
//   ids   list  ids of the entities
// columns:
//   id  string

MATCH (d:Document)-[:MENTIONS]->(n)
WHERE d.jurisdiction_id = $city
  AND n.id IN $ids
RETURN DISTINCT
  n.id AS id
ORDER BY id
