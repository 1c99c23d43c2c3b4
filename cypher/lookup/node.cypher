// title: A node with its properties
// title_zh: （程序内部使用）
// parameters:
//   id  string  its id
// columns:
//   node  list

MATCH (n:Unit|District|Jurisdiction|IndustryChain|Segment|Subfield|Platform|Park|Measure|Document|Section|Task|Goal|Discrepancy|Correction {id: $id})
RETURN
  n AS node
