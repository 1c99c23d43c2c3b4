// title: Names that are open, or that a person decided on
// title_zh: （程序内部使用）
// columns:
//   id  string
//   printed  string
//   kind  string
//   candidates  list
//   verdict  string
//   decided  string
//   meaning  string
//   jurisdiction  string
//   jurisdiction_id  string
//   document  string
//   number  string
//   document_id  string
//   quote  string
//   span_start  int

MATCH (d:Document)-[:HAS_AMBIGUITY]->(a:Ambiguity)
RETURN
  a.id AS id,
  a.printed AS printed,
  a.kind AS kind,
  a.candidates AS candidates,
  a.verdict AS verdict,
  a.decided AS decided,
  a.meaning AS meaning,
  d.jurisdiction AS jurisdiction,
  d.jurisdiction_id AS jurisdiction_id,
  d.title AS document,
  d.number AS number,
  d.id AS document_id,
  a.quote AS quote,
  a.span_start AS span_start
ORDER BY printed, document_id, span_start, id
