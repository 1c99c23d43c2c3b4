// title: Units that published lists call by one of some forms, whether a document prints it or not
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
WITH
  form,
  '"' + replace(replace(form, '\\', '\\\\'), '"', '\\"') + '"' AS phrase
CALL db.index.fulltext.queryNodes('names', phrase) YIELD node AS n
WHERE form IN n.known_as
RETURN DISTINCT
  n.id AS id,
  'Unit' AS label,
  n.name AS name,
  n.full_name AS full_name,
  n.jurisdiction AS jurisdiction,
  n.aliases AS aliases
ORDER BY name, id
