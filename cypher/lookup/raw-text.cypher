// title: The raw text of a document, and all that its reading rests on
// title_zh: （程序内部使用）
// parameters:
//   id  string  id of the document
// columns:
//   loaded  bool
//   file_kind  string
//   raw_text  string
//   anchors  string
//   file_name  string
//   sha256  string
//   corrections  string

MATCH (d:Document {id: $id})
RETURN
  d.loaded AS loaded,
  d.file_kind AS file_kind,
  d.raw_text AS raw_text,
  d.anchors AS anchors,
  d.file_name AS file_name,
  d.sha256 AS sha256,
  d.corrections AS corrections
