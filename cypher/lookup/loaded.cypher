// title: Whether a document is loaded
// title_zh: （程序内部使用）
// columns:
//   holds_some  bool

MATCH (d:Document)
WHERE d.loaded
WITH d
LIMIT 1
RETURN
  count(d) > 0 AS holds_some
