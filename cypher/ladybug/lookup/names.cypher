// title: Every name of every entity
// title_zh: （程序内部使用）
// columns:
//   id  string
//   label  string
//   name  string
//   full_name  string
//   jurisdiction  string
//   aliases  list

MATCH (n:Jurisdiction|District|Unit|IndustryChain|Segment|Subfield|Platform|Park|Measure)
RETURN
  n.id AS id,
  label(n) AS label,
  n.name AS name,
  n.full_name AS full_name,
  n.jurisdiction AS jurisdiction,
  n.aliases AS aliases
ORDER BY label, name, id
