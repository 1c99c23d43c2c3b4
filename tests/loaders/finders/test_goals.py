"""Goals: pairs of text and expected (comparator, value, unit), each under the reason for it.

`GOAL` texts stand in a goal section, `TASK` texts in a duty; the plan is one of 2024, so that undated goals fall due with it.
"""

from __future__ import annotations

import time

import pytest

from loaders.facts import Deadline, Goal
from loaders.finders import goals
from loaders.text.clean import normalise
from loaders.text.layout import lay_out
from loaders.text.outline import Outline, outline

PATHS = {"二（一）", "二（二）", "二（三）"}


def read(text: str) -> Outline:
    return outline(lay_out(normalise(text)))


def document(goal: str = "", task: str = "") -> Outline:
    section = f"一、总体目标\n{goal or '稳步推进。'}\n"
    duties = "二、重点任务\n（一）健全机制。先摸清底数，再分类推进。\n（二）抓好项目。{}\n（三）加强协同。定期会商，及时解决问题。\n"
    return read(f"某市方案\n{section}{duties.format(task or '逐项推进。')}")


def find(done: Outline, **years: int | None) -> list[Goal]:
    return goals.find(done, task_paths=PATHS, **{"plan_year": 2024, "issue_year": 2024, **years})


def keys(found: list[Goal]) -> list[tuple[str, float, str]]:
    return [(g.comparator, g.value, g.unit) for g in found]


GOAL = [
    # reaching words, and what stands behind the number
    ("数字经济规模达到2万亿元。", [("=", 2, "万亿元")]),
    ("总动力超过10亿千瓦，其中灌溉动力稳定在1.2亿千瓦左右。", [(">", 10, "亿千瓦"), ("~", 1.2, "亿千瓦")]),
    ("研发投入强度由2.1%提高到2.8%以上。", [(">=", 2.8, "%")]),
    ("高新技术企业从300家增加到500家。", [("=", 500, "家")]),
    ("失业率控制在5.5%以内，细颗粒物浓度降至35微克/立方米以下。", [("<=", 5.5, "%"), ("<=", 35, "微克/立方米")]),
    ("入园率大于90%，巩固率96%。", [(">", 90, "%"), ("=", 96, "%")]),
    ("满意度≥95%。", [(">=", 95, "%")]),
    ("托管面积达到2亿亩次。", [("=", 2, "亿亩次")]),
    # growth and increments
    ("规上工业增加值年均增长8%左右。", [("~", 8, "%")]),
    ("绿电占比提高3个百分点。", [("+=", 3, "个百分点")]),
    ("全市新增示范园区10个，新增充电桩不少于2000个。", [("+=", 10, "个"), (">=", 2000, "个")]),
    ("全员劳动生产率提高一倍，研发投入翻一番。", [("=", 1, "倍"), ("=", 1, "番")]),
    ("能耗强度比2020年下降13.5%。", [("=", 13.5, "%")]),
    # the bare number of a goal section closes its clause
    ("打造示范基地6个，联网企业面积30万平方米。", [("=", 6, "个"), ("=", 30, "万平方米")]),
    # what is aimed at may stand in marks
    (
        "实现“高层次人才达到2000名左右，入选率达到40%”的两大发展目标。",
        [("~", 2000, "名"), ("=", 40, "%")],
    ),
    ("推出100项精品赛事，形成10PB以上语料库。", [("=", 100, "项"), (">=", 10, "PB")]),
    ("建成2000个以上高质量数据集。", [(">=", 2000, "个")]),
    ("培育创新载体5家、研发机构30家。", [("=", 5, "家"), ("=", 30, "家")]),
    # an acronym is what is counted, and the amount before it its size
    ("培育产值超2000万元ODM60家以上，集聚专业性强的ODM3000家。", [(">=", 60, "家"), ("=", 3000, "家")]),
    ("到2025年，汇聚万名工匠，打造百个车间。", [("=", 1, "万名"), ("=", 100, "个")]),
    ("培育5个百亿级集群、10家骨干企业。", [("=", 5, "个"), ("=", 10, "家")]),
    # 家 is the unit, 具有 a verb; 家具 is what it says
    ("培育5-10家具有影响力的企业，引进20家具备实力的机构。", [(">=", 5, "家"), ("=", 20, "家")]),
    # lists that 分别 gives out
    ("甲作物种植、收获机械化率分别达到65%和55%。", [("=", 65, "%"), ("=", 55, "%")]),
    ("三区企业数量分别达到5、10、15家。", [("=", 5, "家"), ("=", 10, "家"), ("=", 15, "家")]),
    ("甲、乙作物机械化率均达到45%。", [("=", 45, "%")]),
    # a range: the lower bound
    ("争创3—5个领军产业。", [(">=", 3, "个")]),
    # numerals in other dress
    ("培训5，000人次以上。", [(">=", 5000, "人次")]),
    ("覆盖率达到百分之九十五。", [("=", 95, "%")]),
    ("产业规模突破千亿元。", [(">", 1000, "亿元")]),
    ("到2025年，建成三个国家级基地。", [("=", 3, "个")]),
    ("新建5G基站2600个以上。", [(">=", 2600, "个")]),
    # round sums in words, also without 元; numbers written out with a unit
    ("营收过万亿元，产值突破千亿。", [("=", 1, "万亿元"), (">", 1000, "亿元")]),
    ("培育一百家以上骨干企业，脱贫人口三千万人。", [(">=", 100, "家"), ("=", 3000, "万人")]),
    # one measure for another
    ("机器人密度达到360台/万人，煤耗低于270克标准煤/千瓦时。", [("=", 360, "台/万人"), ("<", 270, "克标准煤/千瓦时")]),
    # ratios, deaths of a hundred thousand, coefficients, points
    ("城乡居民收入比缩小到2.5∶1以内。", [("<=", 2.5, "∶1")]),
    ("孕产妇死亡率下降到12/10万以下。", [("<=", 12, "/10万")]),
    ("灌溉水有效利用系数提高到0.58以上，公众满意度达到90分。", [(">=", 0.58, ""), ("=", 90, "分")]),
    # what is aimed at needs no verb of making; the rest of a list of what is no goal is none either
    ("力争一次死亡10人以上重特大事故起数减少20%以上。", [(">=", 20, "%")]),
    ("低保标准提高到每月600元、500元。", []),
    # 近 and 占比 before a number; a few in words
    (
        "培育上市企业近100家，独角兽企业两家以上，数字企业占比80 ％。",
        [("~", 100, "家"), (">=", 2, "家"), ("=", 80, "%")],
    ),
    # brackets with targets of their own, and with the way of counting
    (
        "总产值增长7%（其中一产增长3%、二产增长8%），人均产值达到10万元（按2020年价格计算）。",
        [("=", 7, "%"), ("=", 3, "%"), ("=", 8, "%"), ("=", 10, "万元")],
    ),
    # where a change starts is no goal
    ("煤炭占比由2020年的60%下降到52%以下，企业从目前的300家增加到500家。", [("<=", 52, "%"), ("=", 500, "家")]),
    # what is counted does something itself
    # a list summed up is no goal
    ("聚焦甲材料、乙软件、丙装备和丁家电4条重点产业链，推出20个产品。", [("=", 20, "个")]),
    ("8条重点产业链产值达到2100亿元，1个核心区引领、3个集聚区支撑。", [("=", 2100, "亿元")]),
    ("4条产业链产值突破1500亿元。", [(">", 1500, "亿元")]),
    # a name in quotation marks limits nothing
    ("“最多跑一次”事项占比达到90%。", [("=", 90, "%")]),
    # money that leaves out 元
    ("投入财政资金不少于300万。", [(">=", 300, "万元")]),
    # the size of what is counted is no goal of its own
    ("营业收入超500亿元的5个、超100亿元的20个。", [("=", 5, "个"), ("=", 20, "个")]),
    ("培育营业收入10亿元以上企业8家。", [("=", 8, "家")]),
    ("打造年收入超万亿元开发区1个、超千亿元开发区6个以上。", [("=", 1, "个"), (">=", 6, "个")]),
    ("引进项目30个，其中10亿元以上5个。", [("=", 30, "个"), ("=", 5, "个")]),
    # an index has no unit; a time of working that is to shrink
    ("婴儿死亡率下降到3以下，两化融合指数达到110。", [("<=", 3, ""), ("=", 110, "")]),
    ("压缩审批时间至120个工作日，办税时间压减至80小时以内。", [("=", 120, "个工作日"), ("<=", 80, "小时")]),
    ("持证率保持100%，良种率保持在95%以上。", [("=", 100, "%"), (">=", 95, "%")]),
    # a share as the subject
    ("80%以上的行政村通公交。", [(">=", 80, "%")]),
    ("人均预期寿命达79.5岁。", [("=", 79.5, "岁")]),
    # 以上年 is no last year; sizes of two kinds of firms, each with its number; a list after them
    (
        "培育3家以上年营收过百亿元、6家以上年营收达50亿元的龙头企业，新增20家以上企业上市、80家科技企业。",
        [(">=", 3, "家"), (">=", 6, "家"), (">=", 20, "家"), ("=", 80, "家")],
    ),
    ("人均期望寿命超过79岁，臭氧浓度控制在160微克每立方米以内。", [(">", 79, "岁"), ("<=", 160, "微克每立方米")]),
    # the past, also in a goal section
    ("2022年，全市建成园区20个，产值300亿元。到2026年，园区达到50个。", [("=", 50, "个")]),
    ("目前共有企业500家，产值达到200亿元。", []),
    # a rate that rises 至 a number; a measure for another in words
    ("提升绿化覆盖率至45%，降低浓度至30微克每立方米以下。", [("=", 45, "%"), ("<=", 30, "微克每立方米")]),
    # two incomes compared
    ("城乡居民收入比缩小至1.7以内。", [("<=", 1.7, "")]),
    # what is to be paid in tax
    ("土地使用税税额标准下调至1—8元/平方米，纳税额达到3亿元。", [("=", 3, "亿元")]),
    # whom it is for
    ("以7000多名老人为主要对象，建成食堂20个。", [("=", 20, "个")]),
    # names, ranks and counts of kinds
    ("构建“1个中心、3个基地”格局，推进S2高速公路建设，普及5G、4K。", []),
    ("进入全国前10名。", []),
    ("形成4个方面的体系。", []),
    ("实现行政村全覆盖。", []),
]


@pytest.mark.parametrize(("text", "expected"), GOAL)
def test_goal_section(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert keys(find(document(goal=text))) == expected


TASK = [
    # whom it is done for, though no word says that it is provided
    ("为2.5万名老人免费体检，为600名新生儿免费筛查。", [("=", 2.5, "万名"), ("=", 600, "名")]),
    # households that get a subsidy are counted, a fund to be set up is money
    ("发放租赁补贴3000户，设立不低于2亿元的工业发展专项资金。", [("=", 3000, "户")]),
    # 计算 and 持股 name things as well as parameters
    ("新增云计算企业20家，建成算力计算平台3个。", [("+=", 20, "家"), ("=", 3, "个")]),
    ("持股富民农户比例达到90%，补助按5%计算。", [("=", 90, "%")]),
    # a class of firms by their size is no condition on them, nor what places take in a goal of its own
    ("培育上规企业60家，其中营业收入超亿元企业4家。", [("=", 60, "家"), ("=", 4, "家")]),
    ("建成10个年接待游客200万人次以上的景区。", [("=", 10, "个")]),
    # those that there are, and money set aside
    ("纳入考核的16个断面达标率不低于95%。", [(">=", 95, "%")]),
    ("旅游专项资金每年增加到3亿元。", []),
    # a kind of firm that has 限额 in its name
    ("全年新增限额以上批发企业40家。", [("+=", 40, "家")]),
    ("单户担保限额不超过200万元。", []),
    # whom something is done for
    ("为500名独居老人提供上门服务，对120户危房家庭进行改造。", [("=", 500, "名"), ("=", 120, "户")]),
    ("对80家新入规企业给予奖励。", []),
    # money set aside, by what it is for
    ("每年安排不少于800万元用于支持场景建设。", []),
    # how large the villages are, how much power goes into one unit of work, how soon a thing is to be done
    ("实现20户以上自然村通宽带，新建基站60座。", [("=", 60, "座")]),
    ("数据中心电能利用效率降到1.25以下。", [("<=", 1.25, "")]),
    ("企业开户压减至2个工作日以内，力争1个工作日办结。", [("<=", 2, "个工作日"), ("=", 1, "个工作日")]),
    # 性能 is what is counted, 个性 would be a word; what is provided to be taken up; a share that is raised
    ("遴选12个性能优良的模型，提供500个实训岗位，提供3种模式。", [("=", 12, "个"), ("=", 500, "个")]),
    ("提高绿色建筑占比至75%。", [("=", 75, "%")]),
    ("首批开放2万平方米场地。", [("=", 2, "万平方米")]),
    # people who are chosen to be funded; entitlements that describe them; the rest of a list between commas
    (
        "5年内选拔资助200名青年、2000名骨干，培训不少于100名享受特殊津贴的专家，选派30名教师支教，40名医生下乡。",
        [("=", 200, "名"), ("=", 2000, "名"), (">=", 100, "名"), ("=", 30, "名"), ("=", 40, "名")],
    ),
    # money for them is none, nor how many must sit on a panel
    ("资助每名青年5万元，评审专家不少于5名。", []),
    # what is planned; what the others of its list then are
    ("计划播种面积56万亩，其中油菜25万亩、蔬菜12万亩。", [("=", 56, "万亩"), ("=", 25, "万亩"), ("=", 12, "万亩")]),
    # the size of what is counted behind; one for each; a date on which what exists began
    ("新建年出栏5000头以上规模场10个，每个乡镇建1个示范场。", [("=", 10, "个"), ("=", 1, "个")]),
    ("淘汰2005年底前注册的黄标车500万辆，淘汰10蒸吨及以下的燃煤锅炉。", [("=", 500, "万辆")]),
    # times given out one by one
    (
        "商标审查、异议、复审周期分别压缩至1.5个月、12个月和9个月。",
        [("<=", 1.5, "个月"), ("<=", 12, "个月"), ("<=", 9, "个月")],
    ),
    # what is done for people and places; people counted without a measure
    ("自然村通水泥（沥青）路1.5万公里，改（新）建厕所100万户。", [("=", 1.5, "万公里"), ("=", 100, "万户")]),
    ("新增解决300万农村人口饮水安全，免费检查100万人。", [("+=", 300, "万"), ("=", 100, "万人")]),
    # nobody has to
    ("鼓励有条件的地区建设5公里绿道。", []),
    # last year as the measure of this one
    ("户数不低于上年同期水平，新增首贷户5万户。", [("+=", 5, "万户")]),
    # money set aside, classes of size, how far something reaches
    ("每年安排1亿元专项资金。", []),
    ("安排政府投资35亿元。", []),
    ("统筹中央基建投资12亿元、新建水库3座。", [("=", 3, "座")]),
    ("完成政府投资项目投资35亿元。", [("=", 35, "亿元")]),
    ("人均预期寿命在2015年基础上提高1岁。", [("+=", 1, "岁")]),
    ("人均预期寿命比2020年提高0.8岁。", [("+=", 0.8, "岁")]),
    ("建设5000吨级航道。", []),
    ("站点500米覆盖率达到95%。", [("=", 95, "%")]),
    ("伦理审查压缩至25周以内。", [("<=", 25, "周")]),
    # compared with the year before; of a quarter; numbers with units of industry
    ("普及率达到95%，较上年提高2个百分点，收缴率不低于98%。", [("=", 95, "%"), ("+=", 2, "个百分点"), (">=", 98, "%")]),
    (
        "淘汰锅炉20万蒸吨、水泥（含熟料）1亿吨、平板玻璃200万重量箱。",
        [("=", 20, "万蒸吨"), ("=", 1, "亿吨"), ("=", 200, "万重量箱")],
    ),
    # 多 behind a number; the size of what is counted
    ("全年减税80多亿元，培育10万亿元级的支柱产业。", [("=", 80, "亿元")]),
    # an index has no unit; days that are counted
    ("融合发展指数达到110，重污染天数不超过3天。", [("=", 110, ""), ("<=", 3, "天")]),
    # who works at it, how a check is made, who may apply
    ("建立5个工作专班。", []),
    ("每次检查人员不少于2人。", []),
    ("从业人员不少于50人的企业可以申报。", []),
    # money to be given out
    ("整合3000万元用于发放消费券。", []),
    # verbs of making
    ("引进一批项目，组织推介活动2场，协助签约项目4个。", [("=", 2, "场"), ("=", 4, "个")]),
    ("新（改）建高标准农田2.8万亩，改造危桥30座。", [("=", 2.8, "万亩"), ("=", 30, "座")]),
    ("确保5个项目竣工。", [("=", 5, "个")]),
    # with a comparator
    ("组织培训不少于3次。", [(">=", 3, "次")]),
    ("每个社区至少配备2名网格员。", [(">=", 2, "名")]),
    ("采购份额提高至40%以上。", [(">=", 40, "%")]),
    # Chinese numerals with a comparator
    ("在六大板块中各应用不少于一项技术。", [(">=", 1, "项")]),
    ("各单位应当至少选择一个项目开展试点。", [(">=", 1, "个")]),
    # times that shrink
    ("将开办时间压缩至1个工作日以内。", [("<=", 1, "个工作日")]),
    ("由目前平均20天减至8.5天以内。", [("<=", 8.5, "天")]),
    # subsidies, rewards, ceilings
    ("对首次入规的企业给予20万元奖励。", []),
    # what has to be sold in a year for it
    ("当年销售总收入达100至200万元（需凭证，下同）的养殖场，奖励5000元。", []),
    ("每年评选10名优秀企业家，给予每人5万元奖励。", []),
    ("按设备投资额的10%给予补助，最高不超过500万元。", []),
    ("对固定资产投资5000万元以上的工业项目，优先供地。", []),
    ("贷款利率不超过同期报价，贴息比例为50%。", []),
    # parameters and permissions
    ("用地指标可参照标准的50%至70%执行。", []),
    ("可一证多批使用，但最多不超过六批。", []),
    ("年应纳税所得额不超过100万元的部分减按12.5%计入。", []),
    ("按5%的比例抽查。", []),
    ("月工资标准提高到2000元。", []),
    # what exists, and what is carried out
    ("依托已有的30个创新平台持续攻关。", []),
    ("落实30条措施，聚焦5个重点领域，抓好甲市、乙市等10个城市试点。", []),
    ("年均发生5级以上地震19次。", []),
    # frequencies and dates
    ("每季度召开1次调度会。", []),
    ("于2024年2月8日前报送。", []),
    # sizes as conditions
    ("建筑面积3000平方米以上的公共建筑执行绿色标准。", []),
    ("推进30万千瓦以上机组改造。", []),
    ("不得要求提供3份以上的材料。", []),
    ("支持5000人以上的大型企业自建中心。", []),
    ("推进20个县试点，每个县安排1000万元。", [("=", 20, "个")]),
    # grades of accidents, procedure, fines
    ("造成30人以上死亡，或者1亿元以上直接经济损失的事故为特别重大事故。", []),
    ("雨量达到100毫米以上、水位超过50米时，启动响应。", []),
    ("评审专家不少于5人，公示期不少于5个工作日。", []),
    ("处1万元以上5万元以下罚款。", []),
    # what has been done, what is missing
    ("在规划的基础上新增了60个项目，后增加的3亿元资金尚未落实。", []),
    ("每名干部联系2户以上农户。", []),
    # the shares of money set aside; what who applies must have; what is usual
    ("安排30亿元资金支持项目建设，其中，道路10亿元，学校6亿元，医院14亿元。新建道路5公里。", [("=", 5, "公里")]),
    ("申请企业须依法注册满2年，从业人员不少于30人，年产值不低于800万元。", []),
    ("每个站点占地一般不少于300平方米。", []),
    # burdens that are made lighter, pilots somewhere, what is planned together
    (
        "力争减轻企业负担3亿元，在8个村开展积分制试点，统筹谋划90个储备项目。",
        [("=", 3, "亿元"), ("=", 8, "个"), ("=", 90, "个")],
    ),
    # what there is to be by a date; how big it must be is no goal of its own
    (
        "到2026年，各县建有2所技工学校，每个镇有1个阅览室，各区至少有1所150张床位以上的养老机构。",
        [("=", 2, "所"), ("=", 1, "个"), (">=", 1, "所")],
    ),
    ("每个村有1名专干。", []),
    ("每个村要有1个主导产业。", [("=", 1, "个")]),
    # people who are 优秀, or 企业 people
    ("选派300名优秀教师支教，培训500名企业骨干。", [("=", 300, "名"), ("=", 500, "名")]),
    # burdens made lighter; a fund set up to be spent; from which income on somebody is entitled
    ("为企业减负40亿元，设立3亿元支持技改专项扶持资金，将保障收入线由800元提高到1000元。", [("=", 40, "亿元")]),
    # terms that share their unit; what a share is of is no condition
    ("登记时间压缩到15个、5个工作日以内。", [("<=", 15, "个工作日"), ("<=", 5, "个工作日")]),
    ("旅游收入达到7亿元，对国民经济的贡献度达到12%。", [("=", 7, "亿元"), ("=", 12, "%")]),
    # two deaths of a rate; who often does something is no condition
    ("死亡率分别下降到18/10万及以下和12/10万及以下。", [("<=", 18, "/10万"), ("=", 12, "/10万")]),
    ("经常参加锻炼的人数比例达到37%及以上和40%及以上。", [(">=", 37, "%"), (">=", 40, "%")]),
    # a condition that its next clause closes; enterprises without a word for counting them
    ("残疾职工比例达到1%以上，但未达到规定比例的，按比例缴费；带动15万企业上云。", [("=", 15, "万")]),
    # sums in words
    ("产业总量超过五千亿规模，工业产值突破两千亿元。", [(">", 5000, "亿元"), (">", 2000, "亿元")]),
]


@pytest.mark.parametrize(("text", "expected"), TASK)
def test_task(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert keys(find(document(task=text))) == expected


DUE = [
    # the horizon governs the clauses and sentences behind it
    (
        "到2026年末，体系基本形成。培育企业5家；建成基地2个。",
        [("2026-12-31", "text"), ("2026-12-31", "text")],
    ),
    ("2025年，新建基站200个。到2027年，建成基站1万个。", [("2025-12-31", "text"), ("2027-12-31", "text")]),
    # what a coming year reaches, its metric straight behind the year; 2024 is the year of the paper
    ("2026年水运量超过30万标箱。2027年研发费用占比不低于3%。", [("2026-12-31", "text"), ("2027-12-31", "text")]),
    ("2025年6月底前，完成100个小区改造。", [("2025-06-30", "text")]),
    # three years given out to three numbers; a year before a verb of making; a quarter
    (
        "2025年、2026年、2027年分别新建基站30个、20个、10个。",
        [("2025-12-31", "text"), ("2026-12-31", "text"), ("2027-12-31", "text")],
    ),
    ("2025年淘汰锅炉5万台，到2026年淘汰锅炉8万台。", [("2025-12-31", "text"), ("2026-12-31", "text")]),
    ("进度一季度完成20%，二季度完成50%。", [("2024-03-31", "plan_year"), ("2024-06-30", "plan_year")]),
    ("2025—2027年，培训5万人次。", [("2027-12-31", "text")]),
    ("到“十四五”末，覆盖率达到95%。", [("2025-12-31", "text")]),
    # one list of years to one list of numbers
    ("到2025年、2027年，占比分别达到80%、90%。", [("2025-12-31", "text"), ("2027-12-31", "text")]),
    (
        "到2025年和2030年，吸烟率分别低于24%和20%，锻炼人数占比达到37%及以上和40%及以上。",
        [("2025-12-31", "text"), ("2030-12-31", "text"), ("2025-12-31", "text"), ("2030-12-31", "text")],
    ),
    # stages with their years in brackets
    (
        "第一阶段（2024年）：新建点位10个。第二阶段（2025—2026年）：建成点位50个。",
        [("2024-12-31", "text"), ("2026-12-31", "text")],
    ),
    # the date behind the number
    ("改造小区100个，2025年6月底前完成。", [("2025-06-30", "text")]),
    # a year missing in print
    ("年底前，改造小区100个。", [("2024-12-31", "plan_year")]),
    # no date at all: the title's year; but 五年内 is another horizon
    ("改造小区100个。", [("2024-12-31", "plan_year")]),
    ("五年内改造小区100个。", [(None, None)]),
    ("两年内，改造小区100个。", [(None, None)]),
    # a year of comparison dates nothing
    ("到2030年，排放比2020年下降18%。", [("2030-12-31", "text")]),
]


@pytest.mark.parametrize(("text", "expected"), DUE)
def test_due(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(g.due, g.due_basis) for g in find(document(goal=text))] == expected


def test_a_task_is_undated_where_the_title_has_no_year() -> None:
    found = find(document(task="落实不少于10个实训基地。"), plan_year=None)
    assert [(g.value, g.due, g.due_basis) for g in found] == [(10, None, None)]


def test_children_of_a_goal_section_take_its_horizon() -> None:
    done = read(
        "某市规划\n一、发展目标\n到2027年，实现以下目标：\n（一）创新更强。培育研发机构30家。\n（二）规模更大。产值突破200亿元。\n二、任务\n（一）夯基础。打牢基础。\n"
    )
    assert [(g.scope, g.due) for g in find(done)] == [("一（一）", "2027-12-31"), ("一（二）", "2027-12-31")]


def test_units_named_one_by_one_get_a_goal_each() -> None:
    """A、B分别… gives the number to both; the next duty names its own unit."""
    done = document(task="市教育局、市民政局分别遴选不少于2个项目开展试点；市水利局遴选不少于10个项目开展试点。")
    assert [(g.owner, g.value) for g in find(done)] == [("市教育局", 2), ("市民政局", 2), ("市水利局", 10)]


def test_cumulative_and_metric() -> None:
    (found,) = find(document(goal="到2026年，全市累计建成智慧农场50个以上。"))
    assert (found.metric, found.cumulative, found.text) == ("智慧农场", True, "全市累计建成智慧农场50个以上")


def test_a_clause_of_its_own_number_counts_what_the_sentence_counts() -> None:
    found = find(document(goal="2024年底前，网上办理率达到80%；2025年底前，达到100%。"))
    assert [(g.metric, g.value, g.due) for g in found] == [
        ("网上办理率", 80, "2024-12-31"),
        ("网上办理率", 100, "2025-12-31"),
    ]


def test_a_title_that_counts_the_list_behind_it_sets_no_goal() -> None:
    done = read(
        "某市通知\n一、意义\n重要。\n二、推广的举措\n（一）审批服务方面5项：并联审批；告知承诺；区域评估。\n（二）培育试点企业5家。加强指导。\n"
    )
    assert [(g.scope, g.value, g.unit) for g in find(done)] == [("二（二）", 5, "家")]


def test_a_growth_counts_what_the_clause_before_it_counts() -> None:
    found = find(document(goal="产业规模达到800亿元，年均增长15%以上。培训工匠500人次，力争累计达到900人次。"))
    assert [g.metric for g in found] == ["产业规模", "产业规模", "培训工匠", "培训工匠"]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("打造100个特色品牌。", "特色品牌"),
        ("2025年创建示范乡镇3个。", "示范乡镇"),
        ("二是建设奶牛牧场2个。", "奶牛牧场"),
        ("年内新建避难场所5处。", "避难场所"),
        ("2025年前累计建成观测站100处。", "观测站"),
        ("全市建设社区食堂20个。", "社区食堂"),
        ("力争每个乡镇建成1个以上示范点。", "示范点"),
        ("培育“单项冠军”企业，力争达到20家。", "“单项冠军”企业"),
        ("2025年11月1日前需在窗口核验的证明减至8种。", "窗口核验的证明"),
        ("2025年，煤炭消费量比2020年下降10%。", "煤炭消费量"),
        ("2025年，煤炭消费占比下降到58%以下。", "煤炭消费占比"),
    ],
)
def test_metric_is_the_noun_counted(text: str, metric: str) -> None:
    assert [g.metric for g in find(document(goal=text))] == [metric]


def test_rows_take_their_deadline_and_repeats_point_to_the_first() -> None:
    text = "某市要点\n一、目标\n新增试点楼宇10栋。\n二、任务\n（一）试点。新增试点楼宇10栋。\n序号 任务 完成时限 责任单位\n1 新增试点楼宇10栋。 9月30日 市房管局\n"
    done = read(text)
    start = done.text.rindex("新增")
    due = Deadline(span=(0, 0), quote="", raw="9月30日", date="2024-09-30")
    found = goals.find(
        done, [goals.Row("表1", [(start, start + 10)], due)], task_paths={"二（一）"}, plan_year=2024, issue_year=2024
    )
    assert [(g.scope, g.origin, g.due, g.due_basis, g.repeats) for g in found] == [
        ("一", "body", "2024-12-31", "plan_year", None),
        ("二（一）", "body", "2024-12-31", "plan_year", "一"),
        ("表1", "table", "2024-09-30", "table", "一"),
    ]


def test_outside_of_goals_and_duties_only_dated_targets_count() -> None:
    done = read(
        "某市方案\n一、重点任务\n（一）建网络。建成站点5个。\n二、保障措施\n（一）加强领导。每年召开会议2次，组建队伍3支。\n（二）加大投入。到2026年，投入达到5亿元。\n"
    )
    found = goals.find(done, task_paths={"一（一）"}, plan_year=2024, issue_year=2024)
    assert [(g.scope, g.value) for g in found] == [("一（一）", 5), ("二（二）", 5)]


def test_a_dated_rate_before_the_items_is_one() -> None:
    text = "河湖治理行动计划\n为治水，制定本计划。\n到2030年，重点河段水质优良比例总体为95%左右，黑臭水体总体消除。\n一、控制排放\n（一）治理企业。加强监管。"
    assert [(g.value, g.unit) for g in find(read(text))] == [(95, "%")]


def test_a_paragraph_before_the_items_that_says_what_it_aims_at() -> None:
    done = read(
        "某县2024年工作要点\n今年工作的总体要求是：稳中求进。粮食总产稳定在8亿斤以上。\n一、抓好粮食生产\n加强管理。"
    )
    assert keys(find(done)) == [(">=", 8, "亿斤")]


def test_the_title_of_a_duty_may_set_one() -> None:
    text = "某市方案\n一、任务\n（一）新建园区3个。加强统筹，打造试点5个。\n（二）开展3方面行动。抓好落实。"
    found = goals.find(read(text), task_paths={"一（一）", "一（二）"}, plan_year=2024)
    assert keys(found) == [("=", 3, "个"), ("=", 5, "个")]


def test_the_five_years_of_a_plan_date_its_goals() -> None:
    done = document(goal="“九五”期间，改造中低产田三百万公顷。")
    assert [(g.value, g.due) for g in goals.find(done, issue_year=1996)] == [(300, "2000-12-31")]


def test_a_document_that_gives_money_has_no_goals() -> None:
    grants = "".join(
        f"第{n}条 对新认定的企业，给予{n}0万元奖励；设立规模不低于1亿元的基金，用于补助；按投资额的{n}%给予资助。\n"
        for n in range(1, 10)
    )
    assert goals.find(read("某县支持办法\n" + grants), plan_year=None, issue_year=2023) == []


def test_a_document_that_funds_people_has_goals() -> None:
    """What is given to people is no money: the many words for giving name no sums."""
    duties = "".join(
        f"（{n}）育才项目。资助选拔{k}0名青年骨干，对入选者给予资助，聘期内给予岗位津贴。\n"
        for k, n in enumerate("一二三四五六七八", start=1)
    )
    found = goals.find(read("某市育才办法\n一、育才项目\n" + duties), plan_year=None, issue_year=2024)
    assert [g.value for g in found] == [10, 20, 30, 40, 50, 60, 70, 80]


def test_sections_on_the_past_are_skipped() -> None:
    done = read("某市规划\n一、发展现状\n建成园区20个，产值达到300亿元。\n二、任务\n（一）建网。建成站点5个。\n")
    assert [(g.scope, g.value) for g in find(done)] == [("二（一）", 5)]


@pytest.mark.parametrize("verb", ["全面实现", "基本达到", "率先达到", "确保", "争取"])
def test_a_year_before_an_adverb_of_reaching_is_the_day(verb: str) -> None:
    aim = read(f"某市方案\n一、建网\n2024年{verb}污水处理率达到95%。\n")
    assert [(g.value, g.due) for g in goals.find(aim, issue_year=2024)] == [(95, "2024-12-31")]


def test_how_the_plan_of_last_year_was_carried_out_is_past() -> None:
    done = read(
        "某市计划\n一、2023年计划执行情况\n粮食产量93万吨，增长1.5%。\n二、2024年主要预期目标\n粮食产量增长2%。\n"
    )
    assert [(g.scope, g.value) for g in find(done)] == [("二", 2)]


def test_indicators_named_before_the_items_and_the_world_around() -> None:
    done = read(
        "某市要点\n主要指标：粮食产量增长2%。\n一、发展环境\n全球经济增速提高到3.7%。\n二、任务\n（一）建网。建成站点5个。\n"
    )
    assert [g.value for g in find(done)] == [2, 5]


def test_evidence_leads_back_to_the_raw_text() -> None:
    raw = "某市方案\n一、目标\n全市培训\u3000５０００人次，　建成基地５个。\n二、任务\n（一）建网。稳步建网。\n"
    found = find(read(raw))
    assert [raw[slice(*g.span)] for g in found] == ["全市培训\u3000５０００人次", "建成基地５个"]
    assert found[0].quote == found[0].text == "全市培训5000人次"


@pytest.mark.parametrize(
    "unit", ["培育企业100家，建成基地5个、园区3个；", "培育企业100家建成基地5个", "“《（5个", "2025年、", "123456789"]
)
def test_time_grows_with_length_only(unit: str) -> None:
    """One endless line, four times as long, must not cost much more than four times as much."""

    def cost(length: int) -> float:
        done = read("某市方案\n一、目标\n" + unit * (length // len(unit)))
        spent = []
        for _ in range(3):  # the processor's time, and the best of three: what else the machine does is no matter
            start = time.process_time()
            goals.find(done, plan_year=2024, issue_year=2024)
            spent.append(time.process_time() - start)
        return min(spent)

    assert cost(40_000) < 10 * max(cost(10_000), 0.02)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # whom something is done with; how long somebody waits, which is no parameter as 公示时间不超过5天 is
        ("与300家工厂开展合作，同20所高校签订协议。", [("=", 300, "家"), ("=", 20, "所")]),
        ("公租房轮候时间不超过5年，公示时间不超过7天。", [("<=", 5, "年")]),
        # a multiplier with the noun behind it
        ("带动8万企业上云，惠及30万用户。", [("=", 8, "万"), ("=", 30, "万")]),
        # an amount that the sentence names, its 元 left out
        ("增加值到2025年破万亿，到2027年突破1.2万亿。", [("=", 1, "万亿元"), (">", 1.2, "万亿元")]),
        # this year and the next; what is put in order; a rise
        ("今明两年投资60亿元，规范40个看护点，物价涨幅2%左右。", [("=", 60, "亿元"), ("=", 40, "个"), ("~", 2, "%")]),
        # the share of a task; chains that are put up
        (
            "完成入河排污口70%整治任务，完成普查任务的60%，构筑3个企业共同体。",
            [("=", 70, "%"), ("=", 60, "%"), ("=", 3, "个")],
        ),
        # those that there are are brought together
        ("推动25个专项规划与上位规划衔接。", []),
    ],
)
def test_targets_of_few_words(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert keys(find(document(task=text))) == expected


def test_how_large_an_area_is_to_be_so_is_no_size() -> None:
    found = find(
        document(goal="到2025年底，50平方公里以上建设用地面积达到海绵城市建设目标要求。新建1000亩以上农田示范区5个。")
    )
    assert keys(found) == [(">=", 50, "平方公里"), ("=", 5, "个")]
