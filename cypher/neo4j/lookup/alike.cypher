// title: What may be meant by a name that no document prints so, and by what names it goes
// title_zh: （程序内部使用）
// filled: words
// parameters:
//   labels  list  the labels to look among
// columns:
//   id  string
//   label  string
//   name  string
//   full_name  string
//   jurisdiction  string
//   aliases  list

// $words: the parts of the name, any of which may be there; those who have more of them come first
CALL db.index.fulltext.queryNodes('names', $words) YIELD node AS n, score
WHERE labels(n)[0] IN $labels
RETURN
  n.id AS id,
  labels(n)[0] AS label,
  coalesce(n.name, n.title, n.number) AS name,
  n.full_name AS full_name,
  n.jurisdiction AS jurisdiction,
  coalesce(n.aliases, [n.title, n.enclosed_title, n.number]) AS aliases
ORDER BY score DESC, label, name, id
LIMIT 1000
