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
MATCH (a {id: $from}), (b {id: $to})
MATCH p = allShortestPaths((a)-[*1..8]-(b))
WHERE length(p) <= $max_hops
  AND all(r IN relationships(p) WHERE $city = '' OR r.document_id IN $documents)
  AND ($through = 'all' OR all(n IN nodes(p)[1..-1] WHERE NOT (n:Document OR n:Jurisdiction)))
RETURN
  p AS steps
