// title: Nodes whose name or text contains some words
// title_zh: （程序内部使用）
// filled: words
// parameters:
//   q  string  the words
//   limit  int(1..100000)  most rows
// columns:
//   id  string
//   label  string
//   name  string
//   document_id  string
//   text  string

// $words: what the index can find of $q, '' where it can find nothing; either way what contains $q is kept
CALL () {
  UNWIND CASE $words WHEN '' THEN [] ELSE [$words] END AS words
  CALL db.index.fulltext.queryNodes('texts', words) YIELD node AS n
  RETURN n
  UNION ALL
  UNWIND CASE $words WHEN '' THEN [1] ELSE [] END AS once
  MATCH (n)
  RETURN n
}
WITH n
WHERE n.name CONTAINS $q
  OR n.title CONTAINS $q
  OR n.number CONTAINS $q
  OR n.metric CONTAINS $q
  OR n.text CONTAINS $q
  OR n.quote CONTAINS $q
  OR any(alias IN n.aliases WHERE alias CONTAINS $q)
RETURN
  n.id AS id,
  labels(n)[0] AS label,
  coalesce(n.name, n.title, n.path, n.metric, n.field, n.number) AS name,
  n.document_id AS document_id,
  coalesce(n.text, n.quote, n.full_name, n.name, n.title, n.number) AS text
ORDER BY CASE WHEN n.name CONTAINS $q THEN 0 WHEN n.title CONTAINS $q THEN 1 ELSE 2 END, name, label, id
LIMIT $limit
