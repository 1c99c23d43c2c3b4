// title: How many items the body and its table give to different units
// title_zh: （程序内部使用）
// parameters:
//   city  string = ''  jurisdiction of the documents
//   unit  string = ''  id of a unit that one side names
// columns:
//   items  int

MATCH (d:Document)-[:HAS_DISCREPANCY]->(x:Discrepancy)
WHERE x.field = 'units'
  AND ($city = '' OR d.jurisdiction_id = $city)
OPTIONAL MATCH (x)-[:IN_BODY|IN_TABLE]->(:Task)<-[:RESPONSIBLE_FOR]-(u:Unit {id: $unit})
WITH
  x,
  u
WHERE $unit = '' OR u.id IS NOT NULL
RETURN
  count(DISTINCT x.id) AS items
