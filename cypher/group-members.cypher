// title: Who belongs to a group of units?
// title_zh: 某单位群体包括哪些成员？
// empty: no document read lists the members of {group}
// parameters:
//   group     name(Unit)  any printed form of the group, or its id
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
// columns:
//   member        string
//   position      int
//   partial       bool
//   city          string
//   quote         string
//   document      string
//   document_id   string
//   span_start    int
//   span_end      int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param group => head(COLLECT { MATCH (n:Unit) WHERE 'NAME' IN n.aliases + n.full_name + coalesce(n.known_as, []) RETURN n.id ORDER BY n.id });
:param city => '';
*/

MATCH (unit:Unit)-[r:MEMBER_OF]->(g:Unit {id: $`group`})
MATCH (d:Document)
WHERE d.id = r.document_id
  AND ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
RETURN
  unit.name AS member,
  r.position AS position,
  r.partial AS partial,
  d.jurisdiction AS city,
  r.quote AS quote,
  coalesce(d.title, d.number) AS document,
  d.id AS document_id,
  r.span_start AS span_start,
  r.span_end AS span_end
ORDER BY city, document, document_id, position, member, span_start, unit.id
