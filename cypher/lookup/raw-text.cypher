// title: The raw text of a document
// title_zh: （程序内部使用）
// parameters:
//   id  string  id of the document
// columns:
//   loaded  bool
//   raw_text  string

MATCH (d:Document {id: $id})
RETURN
  d.loaded AS loaded,
  d.raw_text AS raw_text
