// title: Every document, by all that it may be called
// title_zh: （程序内部使用）
// columns:
//   id  string
//   title  string
//   enclosed_title  string
//   number  string
//   jurisdiction  string

MATCH (d:Document)
RETURN
  d.id AS id,
  d.title AS title,
  d.enclosed_title AS enclosed_title,
  d.number AS number,
  d.jurisdiction AS jurisdiction
ORDER BY title, number, id
