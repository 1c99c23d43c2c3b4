// title: Entities that a document prints as one of some forms
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
MATCH (n:Jurisdiction|District|Unit|IndustryChain|Segment|Subfield|Platform|Park|Measure)
WHERE n.name = form
  OR n.full_name = form
  OR form IN n.aliases
RETURN DISTINCT
  n.id AS id,
  labels(n)[0] AS label,
  n.name AS name,
  n.full_name AS full_name,
  n.jurisdiction AS jurisdiction,
  n.aliases AS aliases
ORDER BY label, name, id
