// title: What may be meant by a name that no document prints so, and by what names it goes
// title_zh: （程序内部使用）
// parameters:
//   labels  list  the labels to look among
// columns:
//   id  string
//   label  string
//   name  string
//   full_name  string
//   jurisdiction  string
//   aliases  list

MATCH (n:Jurisdiction|District|Unit|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document)
WHERE label(n) IN $labels
RETURN
  n.id AS id,
  label(n) AS label,
  coalesce(n.name, n.title, n.number) AS name,
  n.full_name AS full_name,
  n.jurisdiction AS jurisdiction,
  coalesce(n.aliases, [n.title, n.enclosed_title, n.number]) AS aliases
ORDER BY label, name, id
