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

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param of => head(COLLECT { MATCH (n:Unit|District|Jurisdiction|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document) WHERE 'NAME' IN coalesce(n.aliases, [n.number]) + coalesce(n.full_name, n.name, n.title) + coalesce(n.known_as, []) RETURN n.id ORDER BY n.id });
:param city => '';
:param limit => 20;
*/

MATCH (n:Unit|District|Jurisdiction|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document {id: $of})
OPTIONAL MATCH (n)-[r]->(other), (d:Document)
WHERE d.id = r.document_id
  AND ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
WITH
  n,
  collect(DISTINCT {
    relationship: type(r),
    direction: 'out',
    label: labels(other)[0],
    name: coalesce(other.name, other.title, other.path, other.metric, other.field, other.number),
    id: other.id
  }) AS outward
OPTIONAL MATCH (n)<-[r]-(other), (d:Document)
WHERE d.id = r.document_id
  AND ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
WITH
  outward,
  collect(DISTINCT {
    relationship: type(r),
    direction: 'in',
    label: labels(other)[0],
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
