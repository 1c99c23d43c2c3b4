// title: The loaded documents of a jurisdiction
// title_zh: （程序内部使用）
// parameters:
//   city  string  id of the jurisdiction
// columns:
//   id  string

MATCH (d:Document)
WHERE d.jurisdiction_id = $city
  AND d.loaded
RETURN
  d.id AS id
ORDER BY id
