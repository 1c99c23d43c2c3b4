// title: How many table rows print another date than the body item that they restate
// title_zh: （程序内部使用）
// parameters:
//   city  string = ''  jurisdiction of the documents
// columns:
//   items  int

MATCH (d:Document)-[:HAS_TASK]->(row:Task)-[:RESTATES]->(item:Task)
WHERE ($city = '' OR d.jurisdiction_id = $city)
  AND row.deadline <> item.deadline
RETURN
  count(DISTINCT row.id) AS items
