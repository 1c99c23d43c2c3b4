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

// The index finds what contains a form; what follows keeps what is one.
UNWIND $forms AS form
CALL (form) {
  MATCH (n:Jurisdiction|District|Unit|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document {id: form})
  RETURN n
  UNION
  WITH '"' + replace(replace(form, '\\', '\\\\'), '"', '\\"') + '"' AS phrase
  CALL db.index.fulltext.queryNodes('names', phrase) YIELD node AS n
  WHERE n.name = form
    OR n.full_name = form
    OR form IN n.aliases
    OR form IN [n.title, n.enclosed_title, n.number]
  RETURN n
}
RETURN DISTINCT
  n.id AS id,
  labels(n)[0] AS label,
  coalesce(n.name, n.title, n.number) AS name,
  n.full_name AS full_name,
  n.jurisdiction AS jurisdiction,
  coalesce(n.aliases, [n.title, n.enclosed_title, n.number]) AS aliases
ORDER BY label, name, id
