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
MATCH p = (a)-[* ALL SHORTEST 1..8 (r, n |
  WHERE ($through = 'all' OR NOT label(n) IN ['Document', 'Jurisdiction'])
    AND ($city = '' OR r.document_id IN $documents)
)]-(b)
WHERE a.id = $from
  AND b.id = $to
  AND length(p) <= $max_hops
RETURN
  p AS steps
