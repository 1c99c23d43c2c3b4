// title: Which of some units a reform ended
// title_zh: （程序内部使用）
// parameters:
//   ids   list  ids of the units
// columns:
//   name  string
//   full_name  string
//   reform_year  int
//   succeeded_by  list

MATCH (n:Unit)
WHERE n.id IN $ids
  AND n.reform_year IS NOT NULL
RETURN
  n.name AS name,
  n.full_name AS full_name,
  n.reform_year AS reform_year,
  n.succeeded_by AS succeeded_by
ORDER BY full_name
