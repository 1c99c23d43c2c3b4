// title: Units of one place whose names say that they do the same
// title_zh: （程序内部使用）
// parameters:
//   city   string  id of the place; empty: any
// columns:
//   id_a  string
//   name_a  string
//   full_name_a  string
//   id_b  string
//   name_b  string
//   full_name_b  string
//   jurisdiction  string

MATCH (a:Unit)-[:BELONGS_TO]->(place:Jurisdiction|District)<-[:BELONGS_TO]-(b:Unit)
WHERE a.id < b.id
  AND ($city = '' OR place.id = $city)
  AND size(a.functions) > 0
  AND a.functions = b.functions
RETURN DISTINCT
  a.id AS id_a,
  a.name AS name_a,
  a.full_name AS full_name_a,
  b.id AS id_b,
  b.name AS name_b,
  b.full_name AS full_name_b,
  a.jurisdiction AS jurisdiction
ORDER BY jurisdiction, full_name_a, full_name_b, id_a, id_b
