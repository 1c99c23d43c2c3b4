// title: Which bodies of two places do the same?
// title_zh: 两地哪些部门职能对应？
// empty: no document read names bodies of {city_a} and of {city_b} whose names say that they do the same
// parameters:
//   city_a    name(Jurisdiction, District)  the one place
//   city_b    name(Jurisdiction, District)  the other
//   function  string = ''  what they do, as answers name it (finance, housing, construction, …); absent: all
// columns:
//   function  string
//   unit_a    string
//   unit_b    string
//   tasks_a   int
//   tasks_b   int

/* In Neo4j Browser: run these lines with your values, then the whole file.
:param city_a => head(COLLECT { MATCH (n:Jurisdiction|District) WHERE 'NAME' IN n.aliases + n.full_name RETURN n.id ORDER BY n.id });
:param city_b => head(COLLECT { MATCH (n:Jurisdiction|District) WHERE 'NAME' IN n.aliases + n.full_name RETURN n.id ORDER BY n.id });
:param function => '';
*/

// tasks are counted once, wherever a document prints them: a table row that restates an item is none of its own
MATCH (a:Unit)-[:BELONGS_TO]->(:Jurisdiction|District {id: $city_a})
WITH DISTINCT a
UNWIND a.functions AS function
WITH a, function
WHERE $function = '' OR function = $function
MATCH (b:Unit)-[:BELONGS_TO]->(:Jurisdiction|District {id: $city_b})
WHERE function IN b.functions
  AND a.id <> b.id
WITH DISTINCT function, a, b
OPTIONAL MATCH (a)-[:RESPONSIBLE_FOR]->(one:Task)
WHERE one.origin = 'body' OR NOT EXISTS { MATCH (one)-[:RESTATES]->(:Task) }
WITH
  function,
  a,
  b,
  count(DISTINCT one.id) AS tasks_a
OPTIONAL MATCH (b)-[:RESPONSIBLE_FOR]->(other:Task)
WHERE other.origin = 'body' OR NOT EXISTS { MATCH (other)-[:RESTATES]->(:Task) }
WITH
  function,
  a,
  b,
  tasks_a,
  count(DISTINCT other.id) AS tasks_b
RETURN
  function,
  a.name AS unit_a,
  b.name AS unit_b,
  tasks_a,
  tasks_b
ORDER BY function, unit_a, unit_b, a.id, b.id
