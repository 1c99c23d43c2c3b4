// title: The full name of an entity
// title_zh: （程序内部使用）
// parameters:
//   id   string  its id
// columns:
//   full_name  string

MATCH (n:Unit|District|Jurisdiction)
WHERE n.id = $id
RETURN
  n.full_name AS full_name
ORDER BY full_name
