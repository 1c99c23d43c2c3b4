// title: Nodes whose name or text contains some words
// title_zh: （程序内部使用）
// parameters:
//   q  string  the words
//   limit  int(1..100000)  most rows
// columns:
//   id  string
//   label  string
//   name  string
//   document_id  string
//   text  string

MATCH (n)
WHERE n.name CONTAINS $q
  OR n.title CONTAINS $q
  OR n.number CONTAINS $q
  OR n.metric CONTAINS $q
  OR n.text CONTAINS $q
  OR n.quote CONTAINS $q
  OR list_to_string('\n', n.aliases) CONTAINS $q
RETURN
  n.id AS id,
  label(n) AS label,
  coalesce(n.name, n.title, n.path, n.metric, n.field, n.number) AS name,
  n.document_id AS document_id,
  coalesce(n.text, n.quote, n.full_name, n.name, n.title, n.number) AS text
ORDER BY CASE WHEN n.name CONTAINS $q THEN 0 WHEN n.title CONTAINS $q THEN 1 ELSE 2 END, name, label, id
LIMIT $limit
