// title: How are two things connected?
// title_zh: 两个事物之间如何联系？
// empty: no way of at most {max_hops} steps leads from {from} to {to}
// filled: documents
// parameters:
//   from      name(Unit, District, Jurisdiction, IndustryChain, Segment, Subfield, Platform, Park, Measure, Document)  any printed form of a thing, or its id
//   to        name(Unit, District, Jurisdiction, IndustryChain, Segment, Subfield, Platform, Park, Measure, Document)  any printed form of a thing, or its id
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   max_hops  int(1..8) = 4  most relationships on the way
//   through   choice(facts, all) = facts  facts: not through documents and jurisdictions; all: through anything
// columns:
//   steps         list

// $documents: the ids of the documents of $city
// a document that says one thing several times gives as many ways of the same steps: each is answered once, with what is shown of it
// max_hops is compared behind WITH: within MATCH, Neo4j would look for longer ways where the shortest is too long
MATCH (a:Unit|District|Jurisdiction|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document {id: $from})
MATCH (b:Unit|District|Jurisdiction|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document {id: $to})
WHERE a.id <> b.id
MATCH p = allShortestPaths((a)-[*1..8]-(b))
WHERE all(r IN relationships(p) WHERE $city = '' OR r.document_id IN $documents)
  AND all(n IN nodes(p) WHERE $through = 'all' OR NOT n:Document|Jurisdiction OR n.id = $from OR n.id = $to)
WITH p
WHERE length(p) <= $max_hops
WITH DISTINCT {
    nodes: [n IN nodes(p) | {_label: labels(n)[0], id: n.id, name: coalesce(n.name, n.title, n.path, n.metric, n.field, n.number)}],
    relationships: [i IN range(0, length(p) - 1) | {
      _type: type(relationships(p)[i]),
      _direction: CASE startNode(relationships(p)[i]) WHEN nodes(p)[i] THEN 'out' ELSE 'in' END
    }]
  } AS steps
RETURN
  steps
