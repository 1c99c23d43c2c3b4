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

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param from => head(COLLECT { MATCH (n:Unit|District|Jurisdiction|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document) WHERE 'NAME' IN coalesce(n.aliases, [n.number]) + coalesce(n.full_name, n.name, n.title) + coalesce(n.known_as, []) RETURN n.id ORDER BY n.id });
:param to => head(COLLECT { MATCH (n:Unit|District|Jurisdiction|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document) WHERE 'NAME' IN coalesce(n.aliases, [n.number]) + coalesce(n.full_name, n.name, n.title) + coalesce(n.known_as, []) RETURN n.id ORDER BY n.id });
:param city => '';
:param max_hops => 4;
:param through => 'facts';
:param documents => COLLECT { MATCH (d:Document) WHERE '' IN [d.jurisdiction, d.jurisdiction_id] RETURN d.id };
*/

// $documents: the ids of the documents of $city
// max_hops is compared behind WITH: within MATCH, Neo4j would look for longer ways where the shortest is too long
MATCH (a:Unit|District|Jurisdiction|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document {id: $from})
MATCH (b:Unit|District|Jurisdiction|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document {id: $to})
WHERE a.id <> b.id
MATCH p = allShortestPaths((a)-[*1..8]-(b))
WHERE all(r IN relationships(p) WHERE $city = '' OR r.document_id IN $documents)
  AND all(n IN nodes(p) WHERE $through = 'all' OR NOT n:Document|Jurisdiction OR n.id = $from OR n.id = $to)
WITH p
WHERE length(p) <= $max_hops
RETURN
  p AS steps
