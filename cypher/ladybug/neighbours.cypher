// title: What is a thing linked to?
// title_zh: 某事物与哪些事物相关？
// empty: no document read links {of} to anything
// parameters:
//   of        name(Unit, District, Jurisdiction, IndustryChain, Segment, Subfield, Platform, Park, Measure, Document)  any printed form of a thing, or its id
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   limit     int(1..100000) = 20  most rows
// columns:
//   relationship  string
//   direction     string
//   label         string
//   name          string
//   id            string

MATCH (n {id: $of})
OPTIONAL MATCH (n)-[r]->(other), (d:Document)
WHERE d.id = r.document_id
  AND ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
WITH
  n,
  collect(DISTINCT {
    relationship: label(r),
    direction: 'out',
    label: label(other),
    name: coalesce(other.name, other.title, other.path, other.metric, other.field, other.number),
    id: other.id
  }) AS outward
OPTIONAL MATCH (n)<-[r]-(other), (d:Document)
WHERE d.id = r.document_id
  AND ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
WITH
  outward,
  collect(DISTINCT {
    relationship: label(r),
    direction: 'in',
    label: label(other),
    name: coalesce(other.name, other.title, other.path, other.metric, other.field, other.number),
    id: other.id
  }) AS inward
UNWIND outward + inward AS link
WITH link
WHERE link.id IS NOT NULL
RETURN
  link.relationship AS relationship,
  link.direction AS direction,
  link.label AS label,
  link.name AS name,
  link.id AS id
ORDER BY relationship, direction, label, name, id
LIMIT $limit
