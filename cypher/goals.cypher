// title: Which quantified targets are set?
// title_zh: 提出了哪些量化目标？
// empty: no document read sets a quantified target
// parameters:
//   city      name(Jurisdiction, District) = ''  documents of exactly this jurisdiction; absent: all
//   repeats   bool = false  also the places that repeat a target
//   limit     int(1..100000) = 20  most rows
// columns:
//   metric        string
//   comparator    string
//   value         float
//   unit          string
//   due           date
//   cumulative    bool
//   owner         string
//   scope         string
//   text          string
//   city          string
//   quote         string
//   document      string
//   document_id   string
//   span_start    int
//   span_end      int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param city => '';
:param repeats => false;
:param limit => 20;
*/

MATCH (d:Document)-[:SETS]->(g:Goal)
WHERE ($city = '' OR $city IN [d.jurisdiction, d.jurisdiction_id])
  AND ($repeats OR g.repeats IS NULL)
RETURN
  g.metric AS metric,
  g.comparator AS comparator,
  g.value AS value,
  g.unit AS unit,
  g.due AS due,
  g.cumulative AS cumulative,
  g.owner AS owner,
  g.scope AS scope,
  g.text AS text,
  d.jurisdiction AS city,
  g.quote AS quote,
  coalesce(d.title, d.number) AS document,
  d.id AS document_id,
  g.span_start AS span_start,
  g.span_end AS span_end
ORDER BY due, city, metric, document, document_id, span_start, g.id
LIMIT $limit
