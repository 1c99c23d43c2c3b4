// title: How many documents are loaded
// title_zh: （程序内部使用）
// columns:
//   documents  int

MATCH (d:Document)
WHERE d.loaded
RETURN
  count(d) AS documents
