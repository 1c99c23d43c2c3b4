"""Whole documents in the layouts that issuers use, each a small text of its own with the facts that a careful reader takes."""

from loaders.extract import extract
from loaders.facts import Facts, Task

L, S, R = "lead", "support", "responsible"


def units(task: Task) -> list[tuple[str, str]]:
    return [(u.name, u.role) for u in task.units]


def roles(task: Task) -> dict[str, list[str]]:
    """The unit names of each role, in printed order."""
    found: dict[str, list[str]] = {}
    for unit in task.units:
        found.setdefault(unit.role, []).append(unit.name)
    return found


def due(facts: Facts) -> list[str | None]:
    return [t.deadline and t.deadline.date for t in facts.tasks]


def goals(facts: Facts) -> list[tuple[str, float, str, str | None]]:
    return [(g.comparator, g.value, g.unit, g.due) for g in facts.goals]


def test_county_notice_with_roles_on_lines_below_the_items() -> None:
    facts = extract("""当前位置：首页 > 政务公开 > 政府文件
索 引 号：\t11330212/2020-39120\t发文机关：\t县政府办公室
发文字号：\t桐政办发﹝2020﹞１９号\t发布日期：\t2020-05-12

桐庐县人民政府办公室文件

桐政办发﹝2020﹞１９号

桐庐县人民政府办公室
关于印发桐庐县农村饮水2020年度
实施计划的通知

各乡镇人民政府、街道办事处，县政府各部门：
《桐庐县农村饮水2020年度实施计划》已经县政府同意，现印发给你们。

                    桐庐县人民政府办公室
                        2020年5月8日

桐庐县农村饮水2020年度实施计划

一、主要目标
2020年，全县新建水厂8座，农村自来水普及率达到98%以上。
二、主要任务
（一）建设水厂
1.加快水厂建设。6月底前完成选址，全年新建水厂8座。
牵头单位：县水利局
配合单位：县财政局、县发改局，各乡镇（街道）
2.改造管网。三季度末前改造管网120公里。
牵头单位：县水利局；配合单位：县住建局等
（二）保护水源
3.划定水源地。完善标志标牌。
牵头单位：市生态环境局桐庐分局
完成时限：持续推进
三、保障措施
（一）加强组织领导。各乡镇要高度重视。
抄送：县委各部门，县人大、县政协办公室。
桐庐县人民政府办公室              2020年5月8日印发
""")
    head = facts.document
    assert head.title == "桐庐县人民政府办公室关于印发桐庐县农村饮水2020年度实施计划的通知"
    assert head.enclosed_title == "桐庐县农村饮水2020年度实施计划"
    assert (head.number, head.issuer, head.issued_on) == ("桐政办发〔2020〕19号", "桐庐县人民政府办公室", "2020-05-08")
    assert (head.published_on, head.jurisdiction) == ("2020-05-12", "桐庐县")
    assert [(t.path, t.title) for t in facts.tasks] == [
        ("二（一）1", "加快水厂建设"),
        ("二（一）2", "改造管网"),
        ("二（二）3", "划定水源地"),
    ]
    assert facts.tasks[0].text == "6月底前完成选址，全年新建水厂8座。"
    assert roles(facts.tasks[0]) == {L: ["县水利局"], S: ["县财政局", "县发改局", "各乡镇（街道）"]}
    assert roles(facts.tasks[1]) == {L: ["县水利局"], S: ["县住建局"]}
    assert due(facts) == ["2020-06-30", "2020-09-30", None]
    assert facts.tasks[2].deadline
    assert facts.tasks[2].deadline.raw == "持续推进"
    assert not facts.cites


def test_provincial_plan_with_verbs_in_brackets() -> None:
    facts = extract("""云南省人民政府办公厅关于印发云南省老旧小区改造三年行动计划的通知
云政办发〔2022〕88号
各州、市人民政府，省直各委、办、厅、局：
《云南省老旧小区改造三年行动计划》已经省人民政府同意，现印发给你们。
云南省人民政府办公厅
2022年11月3日
（此件公开发布）
云南省老旧小区改造三年行动计划
一、总体要求
（一）工作思路。坚持以人民为中心。
（二）主要目标。2022—2024年，全省改造小区4500个、惠及居民50万户。
二、重点任务
（三）编制规划。2022年12月底前完成规划编制。（各州、市人民政府负责；以下均需各州、市人民政府落实，不再列出；省住房城乡建设厅指导）
（四）筹集资金。用好专项资金。（省财政厅牵头；省发展改革委、住房城乡建设厅、人民银行昆明中心支行等按照职责分工负责）
（五）优化审批。将审批时限压缩至15个工作日以内。（省住房城乡建设厅牵头，省发展改革委、国资委等部门，各州、市人民政府配合，2023年6月底前完成）
（六）动员群众。发动居民。（省民政厅、省商务厅分别牵头，省妇联、团省委参加，长期坚持）
三、组织保障
（七）压实责任。省级成立工作专班。
""")
    assert [t.path for t in facts.tasks] == ["二（三）", "二（四）", "二（五）", "二（六）", "三（七）"]
    assert [units(t) for t in facts.tasks] == [
        [("各州、市人民政府", R), ("省住房城乡建设厅", R)],
        [("省财政厅", L), ("省发展改革委", R), ("省住房城乡建设厅", R), ("人民银行昆明中心支行", R)],
        [("省住房城乡建设厅", L), ("省发展改革委", S), ("省国资委", S), ("各州、市人民政府", S)],
        [("省民政厅", L), ("省商务厅", L), ("省妇联", S), ("团省委", S)],
        [],
    ]
    assert due(facts) == ["2022-12-31", None, "2023-06-30", None, None]
    assert goals(facts) == [
        ("=", 4500, "个", "2024-12-31"),
        ("=", 50, "万户", "2024-12-31"),
        ("<=", 15, "个工作日", None),
    ]
    assert not [s for s in facts.signals if s.kind == "no_unit"]


def test_the_first_listed_leads_from_where_it_is_said() -> None:
    facts = extract("""烟台市福山区人民政府办公室
关于印发《政府工作报告》重点工作任务分工的通知
烟福政办字〔2021〕8号
各街道办事处、镇人民政府，区政府各部门（单位）：
现印发给你们，请抓好落实。
一、提高站位。压实责任。
二、夯实责任。责任分工中，列第一位的为牵头单位，其他为责任单位。
烟台市福山区人民政府办公室
2021年3月31日
2021年《政府工作报告》重点工作责任分工
一、项目建设
1. 实施重点项目60个，完成投资200亿元以上。（责任单位：区发展改革局、区财政局、各街镇）
2. 引进项目30个。（责任单位：各街镇，区商务局）
二、民生改善
3. 新建幼儿园4所，9月底前投入使用。〔责任单位：区教育和体育局、住房城乡建设局〕
""")
    assert facts.document.enclosed_title == "《政府工作报告》重点工作任务分工"
    assert [units(t) for t in facts.tasks] == [
        [("区发展改革局", L), ("区财政局", R), ("各街镇", R)],
        [("各街镇", R), ("区商务局", R)],  # a collective does not lead
        [("区教育和体育局", L), ("区住房城乡建设局", R)],
    ]
    assert [t.title for t in facts.tasks] == [None, None, None]
    assert due(facts) == [None, None, "2021-09-30"]


def test_joint_notice_with_roman_dates_and_running_points() -> None:
    facts = extract("""关于印发《昆山市工业互联网三年行动计划（2021-2023年）》的通知
昆工信〔2021〕56号
各区镇工业主管部门，市各有关单位：
　　现将《昆山市工业互联网三年行动计划（2021-2023年）》印发给你们。

昆山市工业和信息化局  昆山市财政局
昆山市科学技术局
２０２１年７月１５日

昆山市工业互联网三年行动计划
（2021-2023年）
　　根据《江苏省制造业规划》，制定本计划。
　　一、工作目标
　　到2023年底，建成国家级平台1个、省级平台10个以上；推动1000家以上企业上云。
　　二、重点任务
　　（一）网络行动
　　1、升级网络。2021年、2022年、2023年分别新建基站1500个、1200个、1000个。
　　责任单位：市工信局、市发改委，各区镇
　　完成时间：2023年12月
　　（二）平台行动
　　2、培育平台。一是支持龙头企业；二是引进知名平台；三是完善服务。
　　责任单位：市工信局
　　完成时间：2022年6月
""")
    assert facts.document.issuer == "昆山市工业和信息化局、昆山市财政局、昆山市科学技术局"
    assert facts.document.issued_on == "2021-07-15"
    assert [(t.path, t.title) for t in facts.tasks] == [("二（一）1", "升级网络"), ("二（二）2", "培育平台")]
    assert facts.tasks[1].text == "一是支持龙头企业；二是引进知名平台；三是完善服务。"
    assert due(facts) == ["2023-12-31", "2022-06-30"]
    assert goals(facts) == [
        ("=", 1, "个", "2023-12-31"),
        (">=", 10, "个", "2023-12-31"),
        (">=", 1000, "家", "2023-12-31"),
        ("=", 1500, "个", "2021-12-31"),
        ("=", 1200, "个", "2022-12-31"),
        ("=", 1000, "个", "2023-12-31"),
    ]
    assert [c.title for c in facts.cites] == ["江苏省制造业规划"]


def test_plan_behind_a_notice_whose_points_are_no_duties_of_the_plan() -> None:
    facts = extract("""临汾市人民政府办公厅关于印发临汾市应急规划责任分解的通知
各县(市、区)人民政府,各开发区管委会:
现将《临汾市应急规划》责任分解印发给你们,请认真组织实施。
临汾市人民政府办公厅
2017年4月13日
临汾市应急规划责任分解
根据《临汾市应急规划》(临政办发〔2016〕52号)精神,现将9项任务分解。
(一)预案建设
1.完善预案体系
(1)加强预案管理,规范编制、审批。
(2)推进预案精编。
(责任单位:市直各有关单位、各县(市、区)人民政府)
2.健全机制
(1)完善会商机制。
(牵头单位:市应急办 配合单位:市编办、市安监局)
(二)平台建设
1.建设平台
(1)建设指挥场所。
(责任单位:市应急办,完成时限:2018年6月)
""")
    assert [(t.path, t.title) for t in facts.tasks] == [
        ("（一）1", "完善预案体系"),
        ("（一）2", "健全机制"),
        ("（二）1", "建设平台"),
    ]
    assert [units(t) for t in facts.tasks] == [
        [("市直各有关单位", R), ("各县（市、区）人民政府", R)],
        [("市应急办", L), ("市编办", S), ("市安监局", S)],
        [("市应急办", R)],
    ]
    assert due(facts) == [None, None, "2018-06-30"]
    assert [(c.title, c.number) for c in facts.cites] == [("临汾市应急规划", "临政办发〔2016〕52号")]


def test_subsidy_measures_in_articles_give_no_goals() -> None:
    facts = extract("""江城哈尼族彝族自治县人民政府关于印发《江城县中药材扶持办法（试行）》的通知
江政规〔2022〕1号
各乡镇人民政府：
《江城县中药材扶持办法（试行）》已经审议通过，现予以印发。
江城哈尼族彝族自治县人民政府
2022年3月8日
江城县中药材扶持办法（试行）
第一章 总则
第一条　为加快发展，结合实际，制定本办法。
第二章 扶持内容
第二条　支持种植。对集中连片种植100亩以上的，每亩补助300元，最高不超过50万元。
第三条　支持加工。对新建加工厂，按设备投资额的20%给予补助。
第四条　申报扶持应当具备下列条件：
（一）种植面积100亩以上；
（二）带动农户20户以上。
第三章 附则
第五条　本办法自2022年4月1日起施行，有效期至2025年3月31日。
""")
    assert [(t.path, t.title) for t in facts.tasks] == [
        ("第二章第二条", "支持种植"),
        ("第二章第三条", "支持加工"),
        ("第二章第四条", None),
    ]
    assert facts.goals == []
    assert due(facts) == [None, None, None]
    assert facts.document.jurisdiction == "江城哈尼族彝族自治县"


def test_development_plan_with_contents_boxes_and_five_year_targets() -> None:
    facts = extract("""梅州市人民政府关于印发梅州市第十四个五年规划和2035年远景目标纲要的通知
梅府〔2021〕31号
各县（市、区）人民政府：
现印发给你们，请认真组织实施。
梅州市人民政府
2021年5月17日
- 1 -
梅州市第十四个五年规划和2035年远景目标纲要
目  录
第一章  发展基础..............- 6 -
第二章  总体要求..............- 16 -
第一节  主要目标..............- 19 -
第三章  创新驱动..............- 23 -
第一章  发展基础
2020年全市地区生产总值达到1800亿元，五年年均增长5%，建成铁路90公里。
第二章  总体要求
第一节  主要目标
到2025年，地区生产总值突破3500亿元，城镇化率达到55%。
第三章  创新驱动
到2025年建成省级以上工程中心80家。
专栏1  创新工程
1.化学实验室。总投资12亿元，占地300亩。
2.金属研究院。
""")
    assert [s.path for s in facts.sections] == ["第一章", "第二章", "第二章第一节", "第三章"]
    assert facts.tasks == []
    assert goals(facts) == [
        (">", 3500, "亿元", "2025-12-31"),
        ("=", 55, "%", "2025-12-31"),
        ("=", 80, "家", "2025-12-31"),
    ]


TABLE = [
    ["序号", "重点任务", "工作措施", "牵头单位", "责任单位", "完成时限"],
    ["一、产业发展"],
    ["1", "建园区", "建设产业园2个。", "市经信局", "市财政局、自然资源局", "2024年6月底"],
    ["2", "引企业", "引进企业30家。", "市商务局", "各县（市、区）人民政府", "全年"],
    ["二、民生保障"],
    ["3", "建学校", "新建小学3所。", "市教育局", "市住建局", "长期坚持"],
]
NOTICE = """泸州市人民政府办公室
关于印发泸州市2024年重点工作任务分工表的通知
各区县人民政府，市级各部门：
现将《泸州市2024年重点工作任务分工表》印发给你们。
附件：泸州市2024年重点工作任务分工表
泸州市人民政府办公室
二○二四年二月一日
附件
泸州市2024年重点工作任务分工表
"""


def test_annex_table_between_tabs_and_with_each_cell_on_a_line() -> None:
    tabs = extract(NOTICE + "\n".join("\t".join(row) for row in TABLE) + "\n")
    upright = extract(NOTICE + "\n".join(cell for row in TABLE for cell in row) + "\n抄送：市委办公室。\n")
    for facts in (tabs, upright):
        assert [(t.path, t.section, t.title, t.text) for t in facts.tasks] == [
            ("表1", "产业发展", "建园区", "建设产业园2个。"),
            ("表2", "产业发展", "引企业", "引进企业30家。"),
            ("表3", "民生保障", "建学校", "新建小学3所。"),
        ]
        assert [units(t) for t in facts.tasks] == [
            [("市经信局", L), ("市财政局", R), ("市自然资源局", R)],
            [("市商务局", L), ("各县（市、区）人民政府", R)],
            [("市教育局", L), ("市住建局", R)],
        ]
        assert due(facts) == ["2024-06-30", "2024-12-31", None]
        assert goals(facts) == [
            ("=", 2, "个", "2024-06-30"),
            ("=", 30, "家", "2024-12-31"),
            ("=", 3, "所", "2024-12-31"),
        ]
        assert facts.document.issued_on == "2024-02-01"
        assert not facts.signals


def test_state_council_opinion_with_bare_lists_and_numbers_running_through() -> None:
    facts = extract("""国务院办公厅关于促进
社区服务业发展的意见
国办发〔2019〕77号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院同意，现提出以下意见：
一、采取综合措施
（一）提高培训水平。2019年底前出台办法，到2022年培训300万人次。（人力资源社会保障部、商务部、全国妇联等负责）
（二）完善标准。鼓励地方探索。（商务部牵头，市场监管总局、地方各级人民政府按职责分工负责）
二、强化支持
（三）落实税收优惠。按规定减按10%计入。（财政部、税务总局负责，2019年完成）
（四）加强协调。压实责任。（发展改革委、商务部会同有关部门负责，长期坚持）
国务院办公厅
2019年6月16日
（此件公开发布）
""")
    assert [units(t) for t in facts.tasks] == [
        [("人力资源社会保障部", R), ("商务部", R), ("全国妇联", R)],
        [("商务部", L), ("市场监管总局", R), ("地方各级人民政府", R)],
        [("财政部", R), ("税务总局", R)],
        [("发展改革委", R), ("商务部", R)],
    ]
    assert [t.deadline and (t.deadline.raw, t.deadline.date) for t in facts.tasks] == [
        ("2019年底前", "2019-12-31"),
        None,
        ("2019年", "2019-12-31"),
        ("长期坚持", None),
    ]
    assert goals(facts) == [("=", 300, "万人次", "2022-12-31")]
    assert facts.document.jurisdiction == "国家"


def test_forwarded_report_with_two_signatures_and_no_duties_assigned() -> None:
    facts = extract("""国务院办公厅转发国家林业局
关于加强造林工作意见报告的通知
国办发〔1994〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
国家林业局《关于加强造林工作意见的报告》已经国务院同意，现转发给你们，请认真贯彻执行。
国务院办公厅
一九九四年三月八日
（本文有删减）

关于加强造林工作意见的报告

国务院：
1993年我国共发生森林火灾60次，高于年均50次的水平。现将意见报告如下：
一、关于形势
火险增强。
二、关于工作意见
（一）健全工作体系。加强火情跟踪。
（二）抓好《森林防火条例》的贯彻。
国家林业局
一九九四年二月十日
""")
    head = facts.document
    assert head.title == "国务院办公厅转发国家林业局关于加强造林工作意见报告的通知"
    assert (head.number, head.issuer, head.issued_on) == ("国办发〔1994〕7号", "国务院办公厅", "1994-03-08")
    assert [c.title for c in facts.cites] == ["森林防火条例"]
    assert facts.goals == []
    assert [t.units for t in facts.tasks] == [[], []]


def test_fields_of_an_item_with_numbers_of_their_own() -> None:
    facts = extract("""黔东南州2024年民生实事实施方案
一、农村公路项目
（一）目标任务：新改建农村公路300公里。
（二）牵头单位：州交通运输局
（三）责任单位：各县市人民政府
（四）完成时限：2024年11月底
二、校园项目
（一）目标任务：新建幼儿园8所。
（二）牵头单位：州教育局
（三）配合单位：州财政局、自然资源局
黔东南州人民政府办公室
2024年2月5日
""")
    assert [units(t) for t in facts.tasks] == [
        [("州交通运输局", L), ("各县市人民政府", R)],
        [("州教育局", L), ("州财政局", S), ("州自然资源局", S)],
    ]
    assert [t.text for t in facts.tasks] == ["新改建农村公路300公里。", "新建幼儿园8所。"]
    assert due(facts) == ["2024-11-30", None]
    assert facts.document.issuer == "黔东南州人民政府办公室"
