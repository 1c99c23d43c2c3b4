// title: Documents that mention a unit, by its full name, each with the first sentence that prints it
// title_zh: （程序内部使用）
// parameters:
//   full_name   string  the unit's full name
// columns:
//   document_id  string
//   document  string
//   quote  string

MATCH (n:Unit)<-[m:MENTIONS]-(d:Document)
WHERE n.full_name = $full_name
RETURN
  d.id AS document_id,
  coalesce(d.title, d.number) AS document,
  min(m.quote) AS quote
ORDER BY document_id
