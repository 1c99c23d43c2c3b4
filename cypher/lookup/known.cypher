// title: Loaded documents by the content of their files
// title_zh: （程序内部使用）
// parameters:
//   hashes  list  SHA-256 of files, in hex
// columns:
//   sha256  string
//   id  string
//   title  string
//   file_name  string
//   read_by  string
//   signals  int
//   tasks  int

MATCH (d:Document)
WHERE d.sha256 IN $hashes
  AND d.loaded
OPTIONAL MATCH (d)-[:HAS_TASK]->(t:Task)
WITH
  d,
  count(t) AS tasks
RETURN
  d.sha256 AS sha256,
  d.id AS id,
  d.title AS title,
  d.file_name AS file_name,
  d.read_by AS read_by,
  d.signals AS signals,
  tasks
ORDER BY id
