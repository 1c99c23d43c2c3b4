// title: What a document prints as one of some forms, or what has one of them as its id
// title_zh: （程序内部使用）
// parameters:
//   forms   list  the forms to look for
// columns:
//   id  string
//   label  string
//   name  string
//   full_name  string
//   jurisdiction  string
//   aliases  list

UNWIND $forms AS form
MATCH (n:Jurisdiction|District|Unit|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document)
WHERE n.id = form
  OR n.name = form
  OR n.full_name = form
  OR form IN n.aliases
  OR form IN [n.title, n.enclosed_title, n.number]
RETURN DISTINCT
  n.id AS id,
  label(n) AS label,
  coalesce(n.name, n.title, n.number) AS name,
  n.full_name AS full_name,
  n.jurisdiction AS jurisdiction,
  coalesce(n.aliases, [n.title, n.enclosed_title, n.number]) AS aliases
ORDER BY label, name, id
