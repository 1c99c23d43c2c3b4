// title: The relationships of a node, nearest first by type and name
// title_zh: （程序内部使用）
// parameters:
//   id  string  its id
//   limit  int(1..100001)  most rows
// columns:
//   relationship  string
//   outward  bool
//   label  string
//   name  string
//   id  string
//   document_id  string
//   span_start  int

MATCH (n:Unit|District|Jurisdiction|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document|Section|Task|Goal|Discrepancy|Correction {id: $id})
OPTIONAL MATCH (n)-[r]->(o)
WITH
  n,
  collect({relationship: type(r), outward: true, label: labels(o)[0], name: coalesce(o.name, o.title, o.path, o.metric, o.field, o.number), id: o.id, document_id: r.document_id, span_start: r.span_start}) AS outward
OPTIONAL MATCH (n)<-[r]-(o)
WITH
  outward,
  collect({relationship: type(r), outward: false, label: labels(o)[0], name: coalesce(o.name, o.title, o.path, o.metric, o.field, o.number), id: o.id, document_id: r.document_id, span_start: r.span_start}) AS inward
UNWIND outward + inward AS link
WITH link
WHERE link.id IS NOT NULL
RETURN
  link.relationship AS relationship,
  link.outward AS outward,
  link.label AS label,
  link.name AS name,
  link.id AS id,
  link.document_id AS document_id,
  link.span_start AS span_start
ORDER BY relationship, outward, label, name, id, document_id, span_start
LIMIT $limit
