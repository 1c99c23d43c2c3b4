"""Goals: quantified targets, in goal sections, in duties and in the rows of annex tables.

One scan finds numbers with a unit (新增示范项目10个, 不少于5000人次, 达到1.2亿千瓦); the clause around each number decides:
  CASE 1  the number states what exists, names a kind, or sits in a title or quotation           -> no goal
  CASE 2  it is money or a rate to be given, a ceiling, a condition on applicants, a parameter   -> no goal
  CASE 3  a comparator (不少于, 以上, 左右) or a reaching word (达到, 提高到, 稳定在) stands at it    -> goal
  CASE 4  a verb of making stands before it (培育、建设、新增), or it closes a goal section's clause  -> goal
Printed forms of the number: 100项, 5，000人次, 1.3亿千瓦, 2000个以上, 3—5家, 65%和55% (分别), 一项 (with a comparator), 百分之八十,
千亿元, 翻一番. The multiplier stays in the unit (万平方米); of a range the lower bound counts (3—5家: >= 3).
The nearest horizon before a number (到2025年, 2024年底前) dates it; without one the row's deadline, then the year of the title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from loaders.facts import Deadline, Goal, Span
from loaders.finders import deadlines
from loaders.text.numerals import to_int
from loaders.text.outline import Item, Outline

_REACH = 240  # no clause is longer; bounds the look around a number on a line of any length
_TAIL = 24  # a word that stands at a number stands this near
_FEW = 12  # places of one value and unit that a goal is compared with

# --- numbers with their units -------------------------------------------------------------------------------------------
_NUM = r"(?:\d{1,3}(?:，\d{3})+(?![\d])|\d{1,9}(?:\.\d{1,4})?(?!\d))"
_MULTIPLIER = r"(?:万亿|千亿|百亿|千万|百万|万|亿|千|百)"
_MEASURE = (
    r"(?:美元|港元|欧元|元(?!旦|素)|(?:吨|千克|公斤|克)标准?煤|万小时|蒸吨|重量箱|吨|公斤|千克|斤|担|克(?!拉)|立方米|立方(?!体)|平方公里|平方千米|平方米|平米|㎡|公顷|亩次|亩(?!均)|公里|千米|海里|米(?!其)"
    r"|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|[MGk]Wh?|KW|千伏安|[PTEZG]B|[EP]F(?:lops|LOPS)|[PE](?![A-Za-z0-9])|[GMT]bps|标准箱|标箱|TEU|微克|毫克)"
)
_COUNT = (
    r"(?:人次|人天|人(?![民工才员口均大社力物机数事文]|为)|名(?![录单称牌胜]|优(?!秀)|企(?!业)|师(?![资傅])|校(?![长医])|医(?![生护务疗药学]))|位(?![于置次])|户次|户|家次|家(?!庭|长|禽|居|具(?![有备])|电)|项次|项(?!目)"
    r"|条(?!例|件|款)|座|处(?!理|置|罚|级|于|在)|所(?![有在需属])|台（套）|台套|台/套|台(?!账|湾|风)|套(?!餐|利)|辆|艘|架次|架|列|件(?!套)|批次|批(?![发准复])"
    r"|期(?!间|限|货|末)|场次|场(?![所景地馆均])|次(?![日年要级])|栋|幢|片|支(?![持付出撑])|只|头(?!部)|羽|尾|株(?!洲)|棵|门(?![类店户诊])|册|篇|部(?![门分署级委长])"
    r"|款|例(?!如)|张|枚|份(?!额)|组(?![织建长])|类(?![似别型])|种(?![植子业养质苗畜类])|宗|笔|间(?!接|隔)|孔|眼|根(?!据|本)|块|幅|颗(?!粒)|箱(?!梁)|瓶|盒|班列|口(?=[，。；、]|(?:机|水)?井)|标准机架|机架|机柜|车位|床位"
    r"|泊位|学位|岗位|个百分点|个(?!人|体|性(?![能质])|别|税|工作日|自然日|月|小时|学时)|百分点)"
)
# 25微克/立方米, 25微克每立方米, 360台/万人
_PER = r"(?:/(?:平方公里|平方千米|平方米|立方米|标准立方米|公顷|亩|百?公里|千克|千瓦时|[十百]?万人|千人|人|户|万元|亿元|元|吨|万吨|年|月|日|天|小时|升|台|辆|床|件)|每(?:立方米|升))"
_UNIT = rf"(?:%|‰|倍|番|{_MULTIPLIER}?(?:{_MEASURE}|{_COUNT}){_PER}?|{_MULTIPLIER}标准机架|{_MULTIPLIER}(?=[，。；、）\s]|$|以上|左右|以内|以下|(?:农村|贫困|城镇|流动|常住|下岗|失业)*(?:人口|群众|职工|农民|居民|人员)))"
# 10至15家, 50%至70%, 5亿元—10亿元: group low, its own unit, high, unit
_NUMBER = re.compile(
    # 集聚ODM3000家: an acronym may stand before the number; TOP500, ISO9001 and letters of two are names
    rf"(?:(?<![\dA-Za-z.+×:：/第前])|(?<=[A-Z]{{3}})(?<!TOP)(?<!ISO))(?P<list>(?:{_NUM}(?:%|{_MULTIPLIER})?[、和及]){{1,6}})?(?P<low>{_NUM})(?P<lowunit>%|{_MULTIPLIER}?元?)(?:(?:—{{1,2}}|-|–|～|至|到)(?P<high>{_NUM}))?[多余]? ?(?P<unit>{_UNIT})"
)
_LIST_ENTRY = re.compile(_NUM)
_CN = "[一二两三四五六七八九十百千]"
# Numerals in Chinese count as a target with a comparator (应用不少于一项技术, 至少选择一个), as a rate or as a multiple.
_NUMBER_CN = re.compile(
    rf"(?P<at>不少于|不低于|不超过|至少[^，。；：\d]{{0,10}}?)(?P<cn>{_CN}{{1,4}})(?P<unit>{_COUNT})"
    rf"|百分之(?P<percent>[零{_CN[1:]}{{1,5}}(?:点[零一二三四五六七八九])?)"
    rf"|(?P<times>(?:增长|提高|扩大|增加|翻)了?)(?P<fold>{_CN}{{1,2}})(?P<foldunit>倍|番)"
    r"|(?P<round>(?:突破|达到|超过|迈上|达|超|(?<![超通经不])过))(?P<times_round>[二两三四五六七八九])?(?P<roundunit>[百千万]亿)(?:元|(?=[，。；、]|大关|台阶|规模|$))(?!级|[^，。；]{0,6}(?:企业|集群|项目|园区))"
    # 三千万人, 二千万公顷, 一百家以上
    rf"|(?P<big>[一二两三四五六七八九](?:[十百千][一二三四五六七八九]?){{1,3}})(?P<bigunit>(?:万亿|万|亿)?(?:{_MEASURE}|{_COUNT}))"
    rf"|(?P<many>{_CN}{{1,3}})(?P<manyunit>[个家项座])"
    # 汇聚万名工匠
    r"|(?<![\d一二两三四五六七八九十百千几数])(?P<tenthousand>万[名人户])"
)
_ROUND = {"百亿": (100, "亿元"), "千亿": (1000, "亿元"), "万亿": (1, "万亿元")}
# 人均预期寿命达78.3岁, 劳动年龄人口平均受教育年限达11.3年, 重污染天数不超过3天, 预期寿命在2015年基础上提高1岁
_AGE = re.compile(
    r"(?:(?:预期|期望)寿命|教育年限|天数)(?:[^，。；\d]{0,6}20\d\d年)?[^，。；\d]{0,10}(?P<low>\d{1,3}(?:\.\d{1,2})?)(?P<unit>岁|年|天)"
)
# 两化融合发展指数达到110, 灌溉水有效利用系数提高到0.58以上: an index has no unit; 满意度达到90分
_INDEX = re.compile(
    r"(?:指数|系数|死亡率|收入比|得分|评分|满意度|(?:电能|能源)(?:利用|使用)效率|PUE）?值?)(?:平均)?(?:力争|要|均)?(?:达到?|(?:提[高升]|下?降低?|增加|缩小)[到至]|超过|突破|稳定在|保持在|控制在|不[低高]于|低于|优于)(?P<low>\d{1,4}(?:\.\d{1,3})?)(?P<unit>分?)(?=[，。；、）]|$|以[上下内]|及以|左右)"
)
# 收入比缩小到2.5∶1, 孕产妇死亡率下降到12/10万
_RATIO = re.compile(
    r"(?:比(?:例|值)?(?:[^，。；\d比]{0,8}?)(?P<low>\d{1,2}(?:\.\d{1,2})?)(?P<unit>[∶：:]1)(?![\d.:：∶])|率[^，。；\d]{0,10}(?P<share>\d{1,3}(?:\.\d{1,2})?)(?P<of>/(?:10|十|100|百)?万))"
)
# 三年内, 未来5年: a horizon without a year
_YEARS = re.compile(
    r"(?:未来|今后|用|利用|通过)[一二两三四五六\d]{1,2}(?:[到至—-]\d)?年|[一二两三四五六\d]{1,2}年(?:内|时间|左右)"
)
# Durations are targets only where they are to shrink: 审批时限压缩至3个工作日以内.
_DURATION = re.compile(
    r"(?:(?:压缩|缩短|压减|缩减|精简|控制|减少|减|降)(?P<to>到|至|在|为)|压缩|缩短|压减|缩减|(?:力争|确保|实现)(?=\d{1,3}(?:\.\d)?(?:个工作日|小时|分钟)内?(?:办结|办成|办完|完成)))(?:平均|[^，。；、\d]{2,10}?(?:时间|时限|周期)(?:到|至|为))?(?P<low>\d{1,3}(?:\.\d)?)(?P<unit>个工作日|个自然日|个月|周|天|日|小时|分钟)"
)
_DURATION_ON = re.compile(
    r"(?:以内|左右)?(?:、|和|及)(?P<low>\d{1,3}(?:\.\d)?)(?P<unit>个工作日|个自然日|个月|周|天|日|小时|分钟)"
)

# --- what stands around a number ----------------------------------------------------------------------------------------
_BOUND_BEFORE = (
    (
        ">=",
        re.compile(
            r"(?:不少于|不低于|不小于|不少过|大于等于|[≥≧]|>=|至少(?:有|达到?|为|新增|新建|建成|培育|引进|建设|建立|打造|举办|开展|组织|选择|确定)?)$"
        ),
    ),
    (
        "<=",
        re.compile(
            r"(?:不超过|不高于|不多于|不大于|不突破|不得超过|[≤≦]|控制在|压缩(?:到|至|在)|压减(?:到|至)|(?:下降|降低|减少|缩减|减|降|缩短)(?:到|至|为))$"
        ),
    ),
    (">", re.compile(r"(?:超过|突破|高于|大于|多于|超出|超|逾|>|＞|优于)$")),
    ("<", re.compile(r"(?:低于|小于|少于|<)$")),
    ("~", re.compile(r"(?:约为?|大约|近)$")),
)
_BOUND_AFTER = re.compile(
    r"(?:\+|[、和及]?(?:\d+(?:\.\d+)?%?[、和及])*\d+(?:\.\d+)?%)?(?P<word>及?以上|以内|之内|以下|左右|上下)"
)
_AT_LEAST = re.compile(r"(?:不少于|不低于|至少|均不少于)[^，。；：]{0,12}$")
_REACHING = re.compile(
    r"(?:达到|达|(?:提高|提升|增加|增长|扩大|上升|增|升|发展|扩展|拓展|恢复|下降|降低|减少|压缩|压减|降|缩短|增强|扩充|提|扩)(?:到|至|为)|稳定在|保持在|维持在|控制在|突破|(?<!不)超过|不少于|占比?|保持|实现|完成|(?:率|占比|比例|比重|水平|规模|总量)[到至])(?:总?计|平均)?(?:约|近|不少于|不低于)?$"
)
_CHANGING = re.compile(
    r"(?:增长|提高|提升|增加|增幅|增速|增|下降|降低|减少|压减|压缩|缩短|缩减|节约|节省|削减|回升|递增|上升|扩大)(?:了|约|近|不低于|不少于|超过)?$"
)
_ADDING = re.compile(r"新增(?!长)|净增|增加(?![值到至])|增建|增设")
_RISING = re.compile(r"(?:提高|提升|增加|增长|上升|增)(?:约|近)?$")
_MAKING = re.compile(
    r"培育|打造|建设|建成|新建|新增|改造|创建|引进|引育|引入|推出|实施|开展|举办|组织|形成|遴选|认定|完成|落实|发展|签约|招引|制定|制修订|制订|编制|修订"
    r"|发布|选树|推广|培训|孵化|布局|扩建|实现|覆盖|突破|攻克|攻关|研发|开发|投放|投入|安排|建立|争创|争取|设立|组建|配备|配置|筹集|筹建|开工|竣工|投产|达产|入库"
    r"|转化|征集|评选|资助|培训|轮训|储备|谋划|推进|推动|新开|增加|扩大|压减|淘汰|关停|减少|降低|治理|修复|营造|造林|整治|提升|改建|聚集|集聚|汇聚|入驻|吸引|带动|服务|走访|解决"
    r"|销售|交易|发放|收储|整合|盘活|供应|流转|打通|开通|接入|上线|培养|招收|招聘|招录|选派|选拔|创新|帮扶|新培|净增|产出|生产|种植|栽植|养殖|出栏|存栏|建好|建强|连接|集成"
    r"|新认定|升级|支持|策划|协助|累计|启动|摸排|排查|检测|抽检|巡查|创办|开设|增设|承办|获得|取得|申报|申请|参与|主持|牵头|选取|选择|应用|转移|安置|保障|开行|运营|做强|扶持|壮大|（[改扩、]+）建|改扩建|引导|对接|派驻|整备|检查|筛查|[改扩新]）建|通[^，。；\d]{0,8}路$|建$|拓展|补齐|铺设|敷设|架设|更新|更换|购置|添置|回收|利用|处置|消纳|节约|节能|消除|减轻|脱贫|就业|创业|招商|邀请|融资|贷款|减免|减税|减负|降费|兑现|拨付|到位|绿化|开放"
)
# 提供500个实训岗位, 提供就业岗位3000个: what is provided to be taken up
_PROVIDES = re.compile(r"提供[^，。；\d]{0,10}$")
_PLACES = re.compile(r"岗位|工位|床位|学位|托位|车位|泊位|住房|房源|公寓")
# 建成三个国家级基地: a count in Chinese, in a dated sentence of a goal section
_MAKING_PLAIN = re.compile(r"建成|打造|培育|建设|创建|新建|引进|培养|新增|集聚|汇聚|聚集")
_BUILDING = re.compile(r"新建|建设|建成|新增|改造|完成|修建|打造|治理|修复|供应|收储|盘活|种植|发展$")
# The noun of a rate, an amount or a total, which a bare number may follow: 覆盖率98%, 占比50%, 总产值300亿元.
_RATE_NOUN = re.compile(
    r"(?:率|比例|比重|占比|程度|面积|产值|规模|收入|投资|总量|产量|数量|总数|总额|数|量|值|额|里程|能力|容量|装机|增速|增幅|指数|强度|浓度|里程|资金)(?:为|分别为?|均为?|将|约|总体)?$"
)
_EXISTING = re.compile(
    r"已(?!定|知)|现有|现已|(?<![由从比较])目前|原有|(?<![由从比较以])(?:上|去)年|近年|曾|以来|历年|现存|(?<!盘活)(?<!消化)存量|共发生|截至目前|当前|全部\d*$|累计达$|原来"
)
_DENOMINATOR = re.compile(
    r"(?:第|前|每|从|由|满|(?<!占)(?<!之)比|较|最近|连续|不足|人均每|[“《〔a-z]|(?<![A-Z]{2})[A-Z]|同期|序号|原则|任)$"
)
_PARAMETER = re.compile(
    r"一般(?:不[低少超]|应|需|控制|掌握)|可(?:按|参照|以|增加|提高|适当|在|将|给予|享受|申请|放宽|延长|不|由|根据|结合|选择|使用|用于|从|依|向|上浮|下浮|降低)|允许|最高(?!水平)|最多|最低(?:工资|生活|价)|最长|上限|封顶"
    r"|按照?(?!期|时|计划|要求|质|年度)|参照|比照|应满足|须满足|应符合|容忍度|以[^，。；]{0,10}为限|视同|折算|(?<![云能缘级量算])计算(?!机|中心|平台|[与和]|产业|能力|力|集群|资源|设施)|扣除|返还|抵扣|免征|减按|税率|(?:适用)?税额(?:标准|幅度)|征收率|利率|费率|加计|上浮|下浮|分值|计分|加分|扣分|得分|权重|赋分|罚款|罚金|并处|每(?:个|户|人|村|县|家|亩)[^，。；]{0,4}(?:安排|支持|拨付|发放)|不得(?!超过|低于|少于|高于|突破)|严禁|禁止|(?:(?:评审|评标|咨询|验收|论证|评估|参会)专家|专家(?:组|人数|成员)|评委|评审|执法人员|委员|投标人|供应商|值班|值守|公示)[^，。；]{0,10}(?:不得?少于|至少)|每(?:次|组|班)[^，。；]{0,8}(?:不得?少于|至少)|注册资本|限额(?!以[上下])|额度(?=一般|原则|最高|不超|掌握|上限)|放大倍数|展期|门槛|持股(?=比|不|[占量]|[达超])|股比|出资比例|保证金|起征点|免税|放宽|抽查比例|有效期(?!内)|(?:缴费|收费|工资|低保|保障|筹资)标准|(?:低保|收入|保障)线"
)
_SUBSIDY = re.compile(
    r"奖励|补助|资助|消费券|购物券|补贴|贴息|奖补|奖金|奖补|给予(?!重点支持|优先|倾斜|通报)|一次性|配套资金|津贴|补偿标准|予以(?:支持|扶持|补|奖|资)|退还|赔偿|罚"
)
# 20万元, 500元/人, 50%
_SUM = re.compile(r"\d ?(?:[十百千万亿]{0,2}元|%)")
_COUNTED = re.compile(r"万?(?:人次|[名人位家户个项])")
_MONEY = re.compile(r"资金|经费|元|费用")
# 不少于100名享受政府特殊津贴的专家
_ENTITLED = re.compile(r"享受[^，。；]{2,16}的")
_CONDITION_OPENS = re.compile(
    r"^(?:——|[·•]|其中|其|且|或)?(?:对于?(?!接|标|外|口|照|内|口)|凡|若|如(?!期)|当(?!年|地|前)|未|经(?!济|营|验|费)|符合|具备|具有|获得|取得|首次|年度?(?:营业|主营|销售)|注册资本|营业收入|申报|申请|拥有|超过|逾期|单[个项次](?![^，。；]{0,20}(?:降低|下降|减少|压缩|缩短|提高|提升))|每(?:个|家|户|人|亩|项|年最高|件|台)[^，。；]{0,6}(?:奖|补|给|不超过))"
)
# 申报企业应注册满1年，员工不少于20人: what who applies must have
_APPLICANT = re.compile(
    r"(?:申报|申请|参评|参选|推荐|投标|入驻|候选)(?:的)?(?:企业|单位|主体|机构|对象|人|者|项目|产品|基地|园区|社区|村)[^，。；：]{0,8}(?:应|须|需|必须|要)(?:当|要|同时)?(?:具备|具有|满足|符合|为|是|注册|依法|有|在|成立|达到|已)"
)
_KIND_NOUN = re.compile(
    r"(?:大|重点|主要|关键)?(?:方面|环节|维度|层面|阶段|步骤|板块|版块|[^，。；、\d]{0,3}部门|原则|字|(?:工作|推进|行动)?专班|(?:专项|工作|专题)组|小组|成员|工作日|月|小时|学时|课时|自然日|季度|年(?!产|度|接待|营业|营收|销售|收入|产值|均|主营|吞吐|出栏|处理|加工)|岁|层次|级别|等级|档|必须|统一|坚持|结合|关系|意识|自信|省（|省、|省级行政)"
)
_FREQUENCY = re.compile(
    r"每(?:个)?(?:季度?|月|周|日|天|旬|半年|两年|三年|学期)|每年(?:至少|不少于)?[^，。；]{0,10}(?:调度|例会|会议|报送|评估|检查|研究|通报|督查|会商)"
)
_PERIODIC_DUTY = re.compile(
    r"调度|例会|会议|报送|评估|检查|研究部署|通报|督查|督导|会商|汇报|巡查|巡检|清洗|消毒|专题研究|述职|考核|召开"
)
_PARAMETER_AFTER = re.compile(
    r"减按|计入|折算|(?<![云能缘级量算])计算(?!机|中心|平台|[与和]|产业|能力|力|集群|资源|设施)|抵扣|免征|的部分|税率|的标准|为(?:主要|重点|服务|保障)*对象"
)
# 落实30条措施, 围绕5个领域: what is carried out is there already; 支持甲市等10个城市: a list summed up
_TAKEN_UP = re.compile(
    r"(?:落实|贯彻|执行|围绕|聚焦|紧扣|对照|明确|确定|包括|涉及|涵盖|分为|抓好|坚持|依托|利用|发挥|统筹(?!谋划|推进|建设|实施)|根据|依据|针对|列出|细化|分解|总结|复制)[^，。；]{0,8}$|(?<!建设)(?<!打造)等$"
)
# 由2020年的60%下降到52%: where the change starts
_AIMS_AT = re.compile(r"力争|争取|确保|努力实现|全[市省县区](?:累计|共)?(?:建成|新增|培育|打造|完成)")
_FROM = re.compile(r"(?:由|从)(?:(?:20\d\d|目前|现在|现有|上|去|基期)?年?[底末]?的?)?[^，。；\d]{0,6}$")
_TO_AFTER = re.compile(r"(?:左右|以上)?[^，。；\d]{0,6}(?:到|至|为)")
# 500米覆盖率, 15分钟服务半径
_EXTENT_AFTER = re.compile(r"(?:以内|之内|范围内?)?(?:覆盖|服务半径|半径|范围内|服务圈|生活圈)")
# 到2015年，各县建有1所职业学校; 每个镇有1个托老机构: what there is to be by a date
_THERE_IS = re.compile(r"(?:^|[^没已现具享所未含没])(?:[建设配拥]?有|建成)$")
_COUNTED_THING = re.compile("[个家所座处条支]")
_SETS_ASIDE = re.compile(
    r"安排|统筹|列支|下达|拨付|划拨|切块|注入|拿出|列入|设立[^，。；]{0,8}(?:专项|扶持|发展|引导|奖励)资金"
)
# 设立2亿元推动工业发展专项引导资金
_ASIDE_FOR = re.compile("[^，。；、\\d]{0,20}(?:专项|引导|扶持|奖励|补助|发展|周转)资金$")
_FUND_GROWS = re.compile(r"专项(?:扶持|引导|发展)?资金[^，。；\d]{0,10}(?:增加|提高|扩大)[到至]$")
# 安排财政资金20亿元，其中道路6亿元、学校3亿元: the shares of it
_SHARED_OUT = re.compile(r"(?:安排|统筹|列支|下达|拨付|投入)[^。；，]{0,16}(?:资金|经费|预算)[^。；]{0,80}，其中")
# 8条重点产业链总产值达到…, 1个核心区引领: what there is already, as the subject of what is to happen
_SUBJECT_LEAD = re.compile(r"^(?:——|[·•●◆■]|[（(]?\d{1,2}[）).、]|全[市省县区国]|其中|使|推动|促进|确保)?$")
_SUBJECT_VERB = re.compile(
    r"^[^，。；、\d]{0,6}(?:重点|主导|标志性|优势|特色|支柱|新兴|传统|主要|核心|产业链)[^，。；\d]{0,10}(?:达到?|突破|超过|实现|完成|增长|保持|占|年均)"
    r"|^[^，。；、\d]{2,12}(?:引领|支撑|带动|联动|驱动|协同|互动|辐射)(?!作用|能力|性|力)(?:发展)?$"
)
# What a sentence says of today: 目前全市共有500家，产值达到200亿元
_TODAY = re.compile(
    r"(?<![由从比较])目前|截至|(?<![由从比较于同与过以])(?:上|去)年(?!同期|同月|水平|基数|基础|以上|度?平均)|近年来|当前|以来"
)
# 新增了228个项目, 3.5亿元资金尚未落实: what has been done, what is missing
_DONE = re.compile("(?:新增|增加|建成|完成|培育|引进|实现|形成|建设|投入|安排|解决|取得|提高|达到|减少)了(?:约|近)?$")
_MISSING = re.compile("[^，。；]{0,8}(?:尚未|仍未|还未|没有|缺口)")
_AHEAD = re.compile(r"力争|计划|将|到20\d\d年|再|确保|争取")
# 营业收入10亿元以上的企业, 5000万元以上工业项目: a size that describes what is counted
_SIZE_NOUN = re.compile(
    # 产值超2000万元ODM60家: an acronym behind it is what is counted
    r"^[A-Z]{2,}|^(?:及?以上|以下|级|规模|左右)?(?:的)?(?:[^，。；、\d]{0,12}?)(?:企业|集群|项目|园区|产业链?|基地|商场|龙头|主体|机构|工程|载体|镇|村|县|市场|品牌|单品|单位|大户|公司|综合体|骨干)"
)
_MONEY_NOUN = re.compile(
    r"^(?:以上|左右)?(?:的)?(?:[^，。；、\d]{0,6}?)(?:资金|投资|贷款|融资|经费|基金|产值|销售|订单|收入|授信|债券|额度)"
)
_SIZE_AFTER = re.compile(
    r"^及?以[上下](?:的)?[^，。；、\d%]{0,10}?(?:企业|项目|单位|机构|园区|公司|主体|大户|农场|建筑|商场|村|社区|火电|机组|锅炉|设施|场所|学校|城市|工程|河流|水库|农田|耕地|高速|道路)"
)

# 年出栏5000头以上规模场10个: what is counted behind has this size
_SIZE_OF_COUNTED = re.compile(
    r"^及?以[上下]的?(?:[^，。；、\d]{0,16}?(?:达到?|突破|超过)?\d[\d.]*(?:个|家|户|座|处|条|所|套|名|只|项)$"
    # 死亡10人以上重特大事故起数减少20%, 500人以上企业占比达到20%
    r"|[^，。；、\d]{2,20}?(?:率|占|比重|比例|数量?)[^，。；、\d]{0,8}\d[\d.]*%)"
)

# 培育5家以上年销售收入过百亿元、2家以上年销售收入达50亿元的企业
_HAVE_EACH = re.compile(
    r"\d[家个户]以上年?[^，。；、\d]{0,8}(?:收入|产值|营收|销售额|利润|税收)(?:超过?|过|达到?|突破)$"
)
_CAPACITY = re.compile(
    r"(?:床位|座席|座位|学位|车位|泊位)?及?以[上下]的[^，。；、\d]{0,14}(?:机构|医院|学校|幼儿园|影院|停车场)"
)

_GOAL_TITLE = re.compile(
    r"^(?:总体|工作|发展|主要|预期|年度|行动|建设|任务|具体|阶段|阶段性|近期|远期|总的|基本|量化|奋斗)*(?:目标|指标)|(?:目标|指标)(?:任务|要求|体系)?$|^总体要求$|愿景|目标任务"
)
# 2023年全县农业工作的总体要求是：…
_AIMS = re.compile(r"(?:总体要求|总体思路|工作思路|目标|目标任务|(?:主要|预期|具体)指标)(?:是|为)?：")
_PAST_TITLE = re.compile(
    # 工作基础 tells what there is, 夯实产业发展基础 what to do
    r"^.{0,8}现状|^(?:发展|宏观|外部|内部|国内外|国际|国内)+环境$|^(?!.{0,6}(?:夯实|筑牢|打牢|巩固|厚植|强化|增强|加强|提升|完善|奠定)).*(?:发展|工作)基础$|^.{0,6}形势|背景$|^(?:主要|工作|发展|建设)*(?:成效|成绩|成就)$|回顾|(?:执行|完成|进展)情况$|必要性|(?:重要|重大)意义|(?:存在|主要).{0,4}问题|^基本情况$"
)
_RULES_TITLE = re.compile(
    r"(?:申报|支持|申请|认定|准入|扶持|奖励|补助|补贴|资助|评分|计分)(?:条件|标准|办法|材料|程序|范围)|(?:下列|以下|如下|具备|符合)[^，。]{0,8}条件|(?:奖励|补助|资助)$"
)
_NOT_GOAL_TITLE = re.compile(r"指导思想|基本原则|总体思路|工作原则|遵循原则")

_OBLIGES = re.compile(r"不少于|不低于|不得少于|不得低于|不超过|不高于|至少|超过|突破|高于|大于|低于|[≥≤≧≦]")
# Grades of accidents and disasters: 造成30人以上死亡, 1亿元以上直接经济损失
_EVENT = re.compile(r"造成|死亡(?!率|人数)|重伤|轻伤|中毒(?!率)|经济损失|失踪|受灾|被困|伤亡")
# 确保5个项目竣工: the verb of making stands behind
_BRINGING = re.compile(r"(?:确保|力争|争取|推动|推进|实现|促成)[^，。；]{0,6}$")
# 营业收入超亿元企业3家: a class of what is counted, no condition
_FIRMS_OF_SIZE = re.compile(
    r"(?:超|过|达到?)[十百千]?[亿万]元(?:以上)?的?[^，。；、\d]{0,6}(?:企业|集团|项目|园区|集群)$"
)
# 20个年接待300万人次|以上的景区: the size of what is counted before it
_SIZED = re.compile(r"\d[个家座处条]年[^，。；、\d]{2,12}$")
_FOR = re.compile("(?:^|[，、])(?:免费)?(?:为|对)(?:全[省市县区州]|辖区)?$")
_DONE_FOR = re.compile(
    r"[^，。；、\d]{2,16}?(?:提供|适配|配备|配发|安装|进行|实施|开展|完成)[^，。；]{0,12}(?:改造|培训|训练|服务|救助|帮扶|筛查|检查|治疗|器具|设备|修缮|加固|体检|巡诊|手术|扶持|整治)"
)
_COMES = re.compile(r"竣工|投产|开工|建成|完工|达产|投用|入统|上市|获批|入选|达标|上规|挂牌|通车|通过")
_PILOTS = re.compile(r"[^，。；、]{1,8}?(?:开展|推行|推广|启动|组织|进行)[^，。；]{0,16}(?:试点|示范)(?!工作的|城市)")
# 一季度完成20%
_COMING = re.compile("末?(?:累计)?(?:完成|实现|达到?|建成|开工|竣工)")
_LISTED_ON = re.compile(r"(?:及?以上|左右|以内)?(?:、|和|及|以及|与|并)")
# （其中甲增长8%、乙增长9%）, （年均新增100家）: brackets that set targets of their own
_TELLS_MORE = re.compile(r"其中|含|不少于|不低于|至少|≥|年均|每年|累计|新增")
_QUOTED = re.compile(r"《[^《》\n]{1,150}》|“[^“”\n]{1,60}”|〔[^〔〕\n]{1,12}〕|「[^「」\n]{1,60}」")
# 实现“人才总量达到320万名，贡献率达到40%”的发展目标
_QUOTED_AIMS = re.compile(r"的?[^，。；：“”]{0,8}(?:目标|指标)")
_BRACKET = re.compile(r"（[^（）\n]{1,200}）")
_SENTENCE = re.compile(r"[。！？]")
_PART = re.compile(r"[。！？；]")
_CLAUSE = re.compile(r"[。！？；：]|(?<!\d)，|，(?!\d{3}(?!\d))")
_FIVE_YEARS = re.compile(r"(?:到|至)?“?(十[一二三四五六七]|[八九十])五”?(?:规划)?(?P<when>末|期末|期间|时期|时?期?内)")
_FIVE_YEARS_END = {
    "八": 1995,
    "九": 2000,
    "十": 2005,
    "十一": 2010,
    "十二": 2015,
    "十三": 2020,
    "十四": 2025,
    "十五": 2030,
    "十六": 2035,
    "十七": 2040,
}
_TO = re.compile(r"(?:到|至|力争|争取|确保|截至|截止|预计|于|在|计划|用)$")
_NO_HORIZON_BEFORE = re.compile(r"(?:自|从|比|较|与|同|以|依据|按照|根据|第|关于|在《)$")
_NO_HORIZON_AFTER = re.compile(
    r"(?:以来|起|开始|的?基础|相比|同期|印发|发布|出台|施行|水平|度目标|版|——|修订|—|至|基期|为基)"
)
# 2005年底前注册的车辆: when what exists began
_CONDITION_ON_PAST = re.compile(
    r"(?:之|以)?前(?:已|注册|登记|建成|投产|开工|成立|出生|取得|批准|参加|购买|生产|设立|签订)[^，。；]{0,12}的"
)
_HORIZON_VERB = re.compile(
    r"(?:，|）：|[、和及]|[底末]|要|力争|全[市省县区国]|计划|再|还|拟|继续|实现|达到?|突破|超过|完成|建成|新增|新建|培育|建设|打造|引进|增长?|提[高升]|年?均|累计|每年|将|力争|不少于|不低于|稳定|保持|分别|每年|(?:全面|基本|初步)(?:实现|完成|建成|达到|形成|建立|消除|覆盖|启动)|率先|确保|争取)"
)
# 2027年港口吞吐量达到2亿吨: what a coming year brings
_REACHES = re.compile(
    r"[^，。；：、\d]{2,24}?(?:达到?|突破|超过|力争|[提增扩][高升加大]?到|稳定在|保持在|不低于|不少于|控制在|压[缩减][至到]|降[至到低])"
)
_UNIT_NAME = r"[^，。；：、（）的\d]{1,18}?(?:局|委|办|厅|署|部|院|中心|集团|公司|政府|委员会|办公室|管委会|银行|区|县|市|镇|街道|大学)"
_OWNERS = re.compile(
    rf"(?P<units>(?:{_UNIT_NAME}（?[^，。；：、（）]{{0,8}}?[、和及与以]{{1,2}}){{1,30}}{_UNIT_NAME})(?:应当?|要|原则上)?(?:分别|各自|各)"
)
_OWNER_SPLIT = re.compile(r"、|以及|(?<=[局委办厅署院府])[和及与]")
_OWNER = re.compile(
    rf"(?P<unit>{_UNIT_NAME})(?=(?:应当?|要|负责|牵头)?(?:组织|遴选|选择|培育|建设|打造|开展|举办|完成|引进|安排|筹集|新增|新建|落实|制定|推动|实施))"
)
_LEAD_WORDS = re.compile(
    r"^(?:——|[“·•●◆■\-]|\d{1,2}[.、]|[\d一二两三四五六]年内|年内|[一二三四五六七八九十]是|20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?[底末]?前(?:，?需在)?|年?[底末]?前|年?[底末])?(?!度|版)|全[市省县区国州]|力争|争取|确保|努力|每年|年均|其中|并|同时|各|共|计划|到“?[^，。]{0,8}末)*"
)
_TAIL_WORDS = re.compile(
    r"(?:累计|总共|合计|分别|均|力争|应当?|至少|不少于|不低于|不超过|不高于|达到|达|超过|突破|提高到|提升到|增加到|增至|增长|提高|提升|控制在|稳定在|保持在|左右|约|近|为|总体|的|要|实现|下降|降低|新增|各|大于|高于|不断|年均|翻|将|占|下?[减压缩降][少缩减低]?[到至]|(?:比|较)(?:20\d\d年|上年|去年)(?:同期)?)+$"
)
_ENDS_MAKING = re.compile(rf"(?:{_MAKING.pattern})$")
_OPENING_VERB = re.compile(
    r"^(?:(?:力争)?(?:到|至)(?:20\d\d|“?十[一二三四五]五”?)年?[底末]?|培育|打造|建设(?!用)|建成|新建|新增|改造|创建|引进|引育|引入|推出|实施|开展|举办|组织|形成|遴选|认定|完成|落实|制定|制修订"
    r"|发布|选树|推广|孵化|布局|扩建|实现|覆盖(?!率)|研发(?!投)|开发|投放|投入(?!强|产)|安排|建立|争创|争取|设立|组建|配备|筹集|储备|谋划|推进|推动|策划|协助|支持|累计|集聚|开工|竣工|纳入|列入|新增|、|和|及|并)+"
)


# A digit, or a count in Chinese: without either there is no number
_MAY_COUNT = re.compile(
    r"\d|[一二两三四五六七八九十千百][个家项座种类倍番亿]|万[名人户]|[一二两三四五六七八九][十百千]|百分之"
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an annex table: `path` (表8), the cleaned spans of the cells that state the duty, and its 完成时限."""

    path: str
    spans: Sequence[Span]
    due: Deadline | None = None


@dataclass(slots=True)
class _Number:
    """A number in a paragraph: [start, end) with its unit."""

    start: int
    end: int
    value: float
    unit: str
    comparator: str | None = None  # where the number itself settles it (a range, a fold)
    words: bool = False
    duration: bool = False
    entry: int = -1  # position in a list that 分别 gives out


@dataclass(slots=True)
class _Horizon:
    start: int
    end: int
    due: date | None
    basis: str
    before: bool
    group: list[_Horizon] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """Where a paragraph stands: `goal` section, `task`, table row or elsewhere; what dates it from outside."""

    scope: str
    origin: str
    region: str  # goal, task, table, other
    due: date | None
    basis: str | None


def find(
    outline: Outline,
    rows: Sequence[Row] = (),
    *,
    task_paths: Collection[str] | None = None,
    plan_year: int | None = None,
    issue_year: int | None = None,
    tabled: Sequence[Goal] = (),
) -> list[Goal]:
    """The goals of a document, in printed order, body before table; `tabled` are those of its indicator tables.

    `task_paths` are the paths of the items that state duties (None: any item may); `plan_year` is the one year of the title
    and dates what has no date of its own; `issue_year` stands in for it where the print leaves out a year (年底前) and tells
    past from future.
    """
    reader = _Reader(outline, plan_year, issue_year or plan_year)
    for paragraph in outline.layout.paragraphs:
        # what stands before the first number, or the whole of a text without numbers: only dated targets count,
        # unless the paragraph says what it aims at
        if paragraph.start >= outline.first:
            break
        if not paragraph.cells and "。" in paragraph.text:
            region = "goal" if _AIMS.search(paragraph.text) else "other"
            reader.paragraph(paragraph.start, paragraph.end, _Place("", "body", region, None, None), None)
    for item in outline.walk():
        if not item.annex:
            reader.item(item, task_paths)
    for row in rows:
        due = date.fromisoformat(row.due.date) if row.due and row.due.date else None
        place = _Place(row.path, "table", "table", due, "table" if due else None)
        for start, end in row.spans:
            reader.paragraph(start, end, place, None)
    found = [*reader.goals, *tabled]
    _mark_repeats(found)
    return found


class _Reader:
    """Reads paragraph by paragraph; keeps the goals found and what each item's last horizon was."""

    def __init__(self, outline: Outline, plan_year: int | None, year: int | None) -> None:
        self.outline, self.plan_year, self.year = outline, plan_year, year
        self.goals: list[Goal] = []
        self.horizons: dict[int, _Horizon | None] = {}
        self.regions: dict[int, str] = {}
        text = outline.text
        # A document that mostly gives out money states conditions and rates; its few goals stand in goal sections.
        # Giving to people (选拔资助100名青年) is none of it: who gives money names sums or rates.
        given = len(_SUBSIDY.findall(text))
        self.gives = given > max(8, len(text) // 220) and 4 * len(_SUM.findall(text)) > given

    def item(self, item: Item, task_paths: Collection[str] | None) -> None:
        """Read one item's own text; its children come by themselves."""
        region = self._region(item, task_paths)
        self.regions[id(item)] = region
        above = item.parent
        inherited = self.horizons.get(id(above)) if above else None
        if above and not (region == "goal" or self._opens_list(above)):
            inherited = None
        spans = list(item.body)
        if not spans and not item.children and item.title:
            spans = [item.title_span]
        elif (
            item.title
            and not item.children
            and region in ("goal", "task")
            and self.outline.text[item.title_span[1] : item.title_span[1] + 1] != "："
        ):
            # 1.新增高新技术企业100家。加强培育…; but （一）知识产权保护方面5项：… counts its list
            spans.insert(0, item.title_span)
        if region == "past" or not (spans or item.title):
            self.horizons[id(item)] = inherited
            return
        if item.title and spans != [item.title_span]:
            titled = [h for h in self._horizons(item.title) if h.due] if "20" in item.title else []
            inherited = titled[-1] if titled else inherited
        place = _Place(item.path, "body", region, None, None)
        for start, end in spans:
            last = self.paragraph(start, end, place, inherited)
            if last and (region == "goal" or self.outline.text[end - 1] == "："):
                inherited = last
        self.horizons[id(item)] = inherited

    def _opens_list(self, item: Item) -> bool:
        return bool(item.body) and self.outline.text[item.body[-1][1] - 1] in "：:"

    def _region(self, item: Item, task_paths: Collection[str] | None) -> str:
        above = self.regions.get(id(item.parent), "") if item.parent else ""
        title = item.title or ""
        if not title and self.outline.text[item.lead[1] - 1] == "：":
            title = self.outline.text[max(item.lead[0], item.lead[1] - 60) : item.lead[1] - 1]
        if above in ("past", "rules") or _PAST_TITLE.search(title):
            return "past"
        if _RULES_TITLE.search(title):
            return "past"
        if _NOT_GOAL_TITLE.search(title) and not _GOAL_TITLE.search(title):
            return "other"
        if _GOAL_TITLE.search(title):
            return "goal"
        if above == "goal" and (item.parent is None or item.parent.title != "总体要求"):
            return "goal"
        if task_paths is None or item.path in task_paths or above == "task":
            return "other" if self.gives else "task"
        return "other"

    # --- one paragraph ------------------------------------------------------------------------------------------------

    def paragraph(self, start: int, end: int, place: _Place, inherited: _Horizon | None) -> _Horizon | None:
        """Add the goals of a paragraph at cleaned [start, end); returns its last horizon."""
        text = self.outline.text[start:end]
        if not _MAY_COUNT.search(text):
            return None
        horizons = self._horizons(text)
        numbers = list(_numbers(text))
        if not numbers:
            return next((h for h in reversed(horizons) if not self._past(h)), None)
        hidden = [m.span() for m in _QUOTED.finditer(text) if not _QUOTED_AIMS.match(text, m.end())]
        brackets = [m.span() for m in _BRACKET.finditer(text)] if "（" in text else []
        clauses = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
        parts = [0, *(m.end() for m in _PART.finditer(text)), len(text)]
        sentences = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
        starts = [h.start for h in horizons]
        previous: tuple[int, int] = (-1, -1)  # (sentence, end) of the last number taken
        unit = ""  # … and its unit
        refused = -1  # end of the last number, where it was not taken
        refused_unit = ""
        for k, number in enumerate(numbers):
            if _inside(hidden, number.start):
                continue
            bracket = _around(brackets, number.start)
            low, high = _bounds(clauses, number.start, number.end)
            if bracket:
                low, high = max(low, bracket[0] + 1), min(high, bracket[1] - 1)
            low, high = max(low, number.start - _REACH), min(high, number.end + _REACH)
            clause_low, clause_high = low, high
            low, high = _segment(text, numbers, k, low, high)
            s_low, s_high = _bounds(sentences, number.start, number.end)
            p_low, p_high = _bounds(parts, number.start, number.end)
            p_low, p_high = max(p_low, number.start - 2 * _REACH), min(p_high, number.end + 2 * _REACH)
            around = _Around(
                text,
                number,
                place.region,
                low,
                high,
                p_low,
                p_high,
                sentence=max(s_low, number.start - 2 * _REACH),
                follows=previous[0] == s_low,
                # 选拔10名领军人才、60名骨干, and with commas: 选拔10名领军人才，60名骨干
                listed=previous[1] >= 0
                and (
                    previous[1] >= clause_low
                    or (low == number.start and refused < 0 and previous[0] == s_low and number.unit == unit)
                ),
                in_bracket=bracket is not None,
                others=[
                    n
                    for n in (*numbers[max(0, k - 3) : k], *numbers[k + 1 : k + 4])
                    if low <= n.start < high and n.start != number.start and n.end != number.end
                ],
            )
            n_h = bisect_right(starts, number.start) - 1
            horizon = horizons[n_h] if n_h >= 0 else None
            if horizon and self._past(horizon):
                if horizon.start >= s_low:
                    continue
                horizon = None
            behind = next((h for h in horizons[n_h + 1 : n_h + 3] if h.before and h.start < s_high), None)
            around.dated = bool(
                (horizon and horizon.start >= s_low) or (place.region == "goal" and (horizon or inherited))
            )
            comparator = around.comparator()
            # 低保标准提高到每月600元、500元: the rest of a list of what is none
            if refused >= 0 and number.unit == refused_unit and _LISTED_ON.fullmatch(text, refused, number.start):
                refused = number.end
                continue
            if not around.accepted(comparator):
                refused, refused_unit = number.end, number.unit
                continue
            refused = -1
            previous, unit = (s_low, number.end), number.unit
            horizon = horizon or inherited or behind
            if horizon and horizon.group:
                horizon = _own_year(horizon, number, numbers[max(0, k - 6) : k + 6], clause_low, clause_high)
            self._add(around, comparator, start, place, horizon)
        return next((h for h in reversed(horizons) if not self._past(h)), None)

    def _comes(self, year: str | None) -> bool:
        return bool(year and self.year and int(year) > self.year)

    def _past(self, horizon: _Horizon) -> bool:
        return bool(horizon.due and self.year and horizon.due.year < self.year)

    def _add(self, around: _Around, comparator: str, offset: int, place: _Place, horizon: _Horizon | None) -> None:
        number, text = around.number, around.text
        due, basis = (horizon.due, horizon.basis) if horizon and horizon.due else (place.due, place.basis)
        if (
            due is None
            and self.plan_year
            and place.region != "other"
            and not _YEARS.search(text, around.sentence, number.start)
        ):
            due, basis = date(self.plan_year, 12, 31), "plan_year"
        low = around.low + len(text[around.low : number.start]) - len(text[around.low : number.start].lstrip("—-· "))
        high = around.high
        while high > number.end and text[high - 1] in "，。；：！？、":
            high -= 1
        clause = text[low:high]
        for owner in around.owners():
            last = self.goals[-1].metric if self.goals and (around.listed or around.follows) else ""
            value = int(number.value) if number.value == int(number.value) else number.value
            self.goals.append(
                Goal(
                    **self.outline.at(offset + low, offset + high),
                    scope=place.scope,
                    origin=place.origin,
                    metric=around.metric() or last or around.before,
                    comparator=comparator,
                    value=value,
                    unit=around.unit(),
                    due=due.isoformat() if due else None,
                    due_basis=basis,
                    cumulative="累计" in around.before,
                    owner=owner,
                    text=clause,
                )
            )

    # --- dates that govern --------------------------------------------------------------------------------------------

    def _horizons(self, text: str) -> list[_Horizon]:
        """The dates of a paragraph that say by when: 到2025年, 2024年底前, 力争到2027年, a clause that opens with 2024年."""
        found: list[_Horizon] = []
        pending: list[_Horizon] = []
        for m in deadlines.WHEN.finditer(text):
            ahead = text[max(0, m.start() - 6) : m.start()]
            behind = text[m.end() : m.end() + 8]
            before = bool(deadlines.BEFORE.match(text, m.end()))
            dated = m["year"] or m["relative"]
            joined = pending and text[pending[-1].end : m.start()] in ("、", "和", "及", "与", "以及")
            # 2024—2027年, 2023年至2025年: the last year counts
            span_end = bool(
                re.search(r"(?:20\d\d年?|月|日)(?:—+|-|–|～|至|到)$", text[max(0, m.start() - 9) : m.start()])
            )
            opens = not ahead or ahead[-1] in "，。；：！？—（”" or span_end or joined
            exact = any(
                m[key]
                for key in ("month", "quarter", "half", "end", "bare_month", "bare_quarter", "bare_half", "bare_end")
            )
            if _NO_HORIZON_AFTER.match(behind) and not before:
                continue
            if before and _CONDITION_ON_PAST.match(text, m.end()):
                continue
            if _NO_HORIZON_BEFORE.search(ahead) and not span_end:
                continue
            if m["bare_end"] and _YEARS.match(text, max(0, m.start() - 1)):
                continue  # 两年内
            if not dated and not (
                before
                or _TO.search(ahead)
                or m["bare_end"] in ("年内", "年底", "全年", "年末")
                or (m["bare_quarter"] and _COMING.match(behind))
            ):
                continue
            if not (
                before
                or _TO.search(ahead)
                or (opens and (exact or _HORIZON_VERB.match(behind) or _MAKING.match(behind)))
                or (opens and self._comes(m["year"]) and _REACHES.match(text, m.end()))
                or _HORIZON_VERB.match(behind[:2] if not behind.startswith("，") else "x")
            ):
                continue
            due = deadlines.last_day(m, self.year)
            horizon = _Horizon(m.start(), m.end(), due, "text" if m["year"] else "plan_year", before)
            if joined:
                horizon.group = [*(pending[-1].group or [pending[-1]]), horizon][-6:]
            pending = [horizon]
            found.append(horizon)
        for m in _FIVE_YEARS.finditer(text) if "五" in text else ():
            due = date(_FIVE_YEARS_END[m[1]], 12, 31)
            found.append(_Horizon(m.start(), m.end(), due, "text", False))
        found.sort(key=lambda h: h.start)
        return found


@dataclass(slots=True)
class _Around:
    """A number and what stands around it: its clause [low, high) and the part between two semicolons."""

    text: str
    number: _Number
    region: str
    low: int
    high: int
    part_low: int
    part_high: int
    sentence: int
    follows: bool  # a goal stands before it in the same sentence
    listed: bool  # … in the same clause
    in_bracket: bool
    others: list[_Number]
    dated: bool = False

    @property
    def before(self) -> str:
        """The clause up to the number."""
        return self.text[self.low : self.number.start]

    @property
    def after(self) -> str:
        """The clause behind number and unit, without its closing mark."""
        return self.text[self.number.end : self.high].rstrip("，。；：！？、和及与")

    def comparator(self) -> str:
        """= >= <= > < += ~ from the words at the number."""
        number, before = self.number, self.before
        after = m["word"] if (m := _BOUND_AFTER.match(self.text, self.number.end)) else ""
        if number.comparator:
            return number.comparator
        tail = before[-_TAIL:]
        stem = re.sub(r"(?:[\d.]+%?[、和及])+$", "", tail)
        for sign, pattern in _BOUND_BEFORE:
            if pattern.search(stem):
                if after in ("以上", "及以上"):
                    return ">="
                if after in ("左右", "上下"):
                    return "~"
                if sign == ">" and after:
                    return "<="
                return sign
        if _AT_LEAST.search(tail):
            return ">="
        if after:
            return {"以内": "<=", "之内": "<=", "以下": "<=", "左右": "~", "上下": "~"}.get(after, ">=")
        if ("百分点" in number.unit or number.unit == "岁") and _RISING.search(stem):
            return "+="
        if _ADDING.search(before) and not re.search(r"[到至]$", stem):
            return "+="
        return "="

    def accepted(self, comparator: str) -> bool:
        """Whether the number is a goal; the cases of the module docstring."""
        number, before, after = self.number, self.before, self.after
        tail = before[-_TAIL:]
        goalish = self.region in ("goal", "table")
        # 最多 in “最多跑一次”事项 is a name, and limits nothing
        if "“" in before:
            before = _QUOTED.sub(lambda m: "＿" * len(m[0]), before)
            tail = before[-_TAIL:]
        # CASE 1: what exists, a kind, a place in a row, a denominator
        if _DENOMINATOR.search(tail) or (_EXISTING.search(before) and not re.search(r"新增|再|达到\S{0,2}$", before)):
            return False
        if _TODAY.search(self.text, self.sentence, number.start) and not _AHEAD.search(
            self.text, self.sentence, number.start
        ):
            return False
        if _DONE.search(tail) or _MISSING.match(after):
            return False
        if comparator == "=" and number.unit in ("个", "项", "类", "条", "种"):
            # 知识产权保护方面5项：…；…: how many are listed
            if self.text[number.end : number.end + 1] == "：":
                return False
            if _KIND_NOUN.match(after) or (after and not goalish and _TAKEN_UP.search(tail)):
                return False
            # 纳入考核的12个断面: those that there are
            if after and before.endswith("的") and not _MAKING.search(before):
                return False
            if (
                number.unit in ("条", "项")
                and re.match(r"[^，。；]{0,6}(?:措施|政策|举措|规定|条款)", after)
                and not goalish
            ):
                return False
        if before in ("由", "联合") and not goalish:
            return False
        # 鼓励有条件的地区建设5公里绿道: nobody has to
        if (
            before.startswith("鼓励")
            and not before.startswith("鼓励并")
            and comparator in ("=", ">=")
            and not (goalish or self.dated)
        ):
            return False
        if re.match(r"[+×]|级|/(?!\d)", after) or (number.unit != "%" and _EXTENT_AFTER.match(after)):
            return False
        if _FROM.search(before) and _TO_AFTER.match(after):
            return False
        if comparator == "=" and number.unit in ("个", "条", "大", "项") and self._subject(before, after):
            return False
        if self.in_bracket and not _TELLS_MORE.match(self.text, self.text.rfind("（", 0, number.start) + 1):
            return False
        if _FREQUENCY.search(before) and number.unit in ("次", "期", "场", "个", "份", "篇"):
            return False
        if number.unit in ("次", "期") and before.find("每") >= 0 and _PERIODIC_DUTY.search(before + after):
            return False
        # CASE 2: money to be given, ceilings, conditions, parameters, sizes
        if (
            _PARAMETER.search(before)
            or _PARAMETER_AFTER.search(_BRACKET.sub("", after))
            or (self._gives(before) and not goalish)
            or _SUBSIDY.match(after[:6])
        ):
            return False
        part = self.text[self.part_low : self.part_high]
        opening = self.text[self.part_low : self.part_low + 12]
        # 为480名老人提供助餐, 对300户家庭进行改造: whom it is done for
        serves = bool(_FOR.search(tail) and _DONE_FOR.match(after) and not _SUBSIDY.search(part))
        if serves:
            return True
        if _CONDITION_OPENS.match(before) and not goalish and not _FIRMS_OF_SIZE.search(before):
            return False
        if (
            not goalish
            and self.number.start > self.part_low
            and _CONDITION_OPENS.match(opening)
            and _SUBSIDY.search(part)
        ):
            return False
        # 每年评选10名优秀教师，给予每人5万元奖励
        if not goalish and re.search("(?:评选|表彰|评比)$", before) and _SUBSIDY.search(part):
            return False
        if after.endswith(("的", "时", "之一", "情形", "情况下")) and not goalish:
            return False
        if _SUBSIDY.search(_ENTITLED.sub("", after)) and not goalish:
            return False
        if _APPLICANT.search(self.text, self.sentence, self.number.start):
            return False
        if (
            self._size(before, after)
            or (number.unit != "%" and _SIZE_OF_COUNTED.match(after))
            or (self.region != "goal" and self._budget(before, after))
        ):
            return False
        reaching = bool(_REACHING.search(tail)) or bool(_CHANGING.search(tail))
        if comparator in ("<=", "<") and not reaching and not number.duration:
            shrinking = re.search(r"控制|降|压|率|强度|浓度|缩|减|能耗|排放|时间|天数|比例|比重", before)
            if not (shrinking or self.region == "goal"):
                return False
        if number.words:
            if number.comparator == "=":
                return self.region == "goal" and self.dated and bool(_MAKING_PLAIN.search(before[-2:]))
            counted = number.comparator is None  # 两家以上
            return self.region == "goal" if counted else self.region != "other" or self.dated
        if number.duration:
            return True
        # CASE 3 and 4
        making = bool(_MAKING.search(before)) or bool(
            _PROVIDES.search(before) and _PLACES.search(before[-_FEW:] + number.unit + after[:_FEW])
        )
        listed = (self.follows and not after.strip("以上左右及内")) or (self.listed and not before)
        if self.region == "other":
            aims = self.dated or bool(_AIMS_AT.search(self.text, self.part_low, number.start))
            return aims and (reaching or comparator in (">=", ">") or making)
        if reaching:
            return True
        if comparator in (">=", ">", "<=", "<"):
            # 死亡30人以上, 3家以上单位联合: without a verb, 以上 grades or conditions; 不少于 obliges
            trailing = bool(_BOUND_AFTER.match(self.text, number.end)) and not _OBLIGES.search(tail)
            if not trailing or goalish or making or listed or self.dated or _RATE_NOUN.search(tail):
                return not (_EVENT.search(tail + after[:12]) and not goalish)
            return number.unit == "%" and bool(_COMES.search(after) or re.search("达到|实现|完成", after))
        if comparator == "~":
            return goalish or making or self.dated or listed
        if number.unit in ("%", "‰", "倍", "番"):
            return bool(_RATE_NOUN.search(tail)) or self.dated or (goalish and bool(before)) or self.follows
        if making or listed:
            return True
        # 在6个村开展试点
        if before.endswith("在") and _PILOTS.match(after):
            return True
        closes = not after.strip("以上左右及内")
        there = self.dated or before.endswith("要有")
        if there and _COUNTED_THING.fullmatch(number.unit) and _THERE_IS.search(before):
            return True
        if _BRINGING.search(tail) and _COMES.search(after):
            return True
        if _RATE_NOUN.search(tail):
            # 计划播种面积56万亩
            return goalish or self.dated or bool(_AHEAD.search(self.text, self.part_low, number.start))
        return (goalish and (closes or self.dated) and bool(before or self.dated)) or (self.dated and closes)

    def _gives(self, before: str) -> bool:
        """Whether the words before the number give money. People and things may be chosen to be funded: 选拔资助100名青年."""
        counted = _COUNTED.fullmatch(self.number.unit) and not _MONEY.search(before)
        if counted and re.search("发放[^，。；]{0,8}补贴$", before):
            return False  # 发放租赁补贴5000户
        return bool(_SUBSIDY.search(before.replace("资助", "") if counted else before))

    def _subject(self, before: str, after: str) -> bool:
        """Whether what is counted does something itself: 8条重点产业链总产值达到2100亿元, 1个核心区引领."""
        behind = self.text[self.number.end : self.number.end + _TAIL]
        return bool(
            _SUBJECT_LEAD.match(_LEAD_WORDS.sub("", before.rpartition("、")[2]))
            and _SUBJECT_VERB.match((after or behind).partition("、")[0])
        )

    def _budget(self, before: str, after: str) -> bool:
        """Whether the number is money set aside to be spent, or a share of it.

        每年安排1亿元专项资金, 安排政府投资30亿元, …，其中道路3000万元.
        """
        if not re.fullmatch(rf"{_MULTIPLIER}?元", self.number.unit):
            return False
        if _ASIDE_FOR.match(after) and re.search(
            "(?:设立|安排|筹措|整合|统筹)(?:不少于|不低于|至少|约|近|总额|总规模)*$", before
        ):
            return True
        if _SETS_ASIDE.search(before) and re.search(
            r"资金|经费|预算|财力|财政|(?:政府|中央|国债)(?:性|基建)?投资|＿用于", f"{before}＿{after}"
        ):
            return True
        # 专项资金每年增加到2亿元
        if _FUND_GROWS.search(before):
            return True
        return bool(_SHARED_OUT.search(self.text, self.sentence, self.number.start))

    def _size(self, before: str, after: str) -> bool:
        """Whether the number describes the size of what is counted: 营业收入10亿元以上企业5家, 超500亿元的5个."""
        unit = self.number.unit
        if after.startswith(("以上的", "的")) and _SIZED.search(before):
            return True
        counted = any(n.unit in "个家项户座处" for n in self.others)
        if re.fullmatch(rf"{_MULTIPLIER}?(?:美元|元|欧元|港元)", unit):
            if after.startswith("级") or _HAVE_EACH.search(before):
                return True
            if _MONEY_NOUN.match(after):
                return (
                    bool(re.match(r"^(?:以上)?的?(?:投资|产值|销售|收入)?(?:的)?[^，。；]{0,8}(?:项目|企业)", after))
                    and counted
                )
            if re.match(r"(?:及?以上|以下|级)?的$", after) or (after.startswith("的") and counted):
                return True
            return bool(_SIZE_NOUN.match(after))
        # 1所200张床位以上的养老机构
        if _CAPACITY.match(after) and any(_COUNTED_THING.fullmatch(n.unit) for n in self.others):
            return True
        if unit in ("人", "名") and re.match(
            r"(?:(?:及?以上|以下)的?|的)[^，。；]{0,4}?(?:企业|村|社区|机构|团队|单位|学校)", after
        ):
            return True
        # 30户以上自然村通4G
        if unit == "户" and re.match(
            r"(?:及?以[上下])的?(?:[^，。；]{0,4}?)(?:村|屯|小区|居民点|聚居点|安置点)", after
        ):
            return True
        if unit in ("%", "倍", "个百分点"):
            return False
        if (
            re.match(rf"{_MULTIPLIER}?{_MEASURE}", unit)
            and re.match(r"的[^，。；]", after)
            and not _MAKING.search(before)
        ):
            return True
        if re.match(r"[^%]*(?:平方米|亩|千瓦|吨|煤|公里|公顷|米|兆瓦|MW|千伏安)$", unit) and _SIZE_AFTER.match(after):
            return counted or not _BUILDING.search(before[-3:]) or bool(re.search("一批|所有|全部", before))
        return False

    def owners(self) -> list[str | None]:
        """Whom the number is given to: each unit of A、B分别…, the unit that opens the duty, else nobody."""
        part = self.text[self.part_low : self.number.start]
        given_out = "分别" in part[-_TAIL:] or "各" in part[-_TAIL:]
        if self.number.entry < 0 and given_out and (m := _OWNERS.search(part)):
            names = [n.strip() for n in _OWNER_SPLIT.split(m["units"])]
            if len(names) > 1 and all(re.fullmatch(_UNIT_NAME, n) for n in names):
                return list(names)
        if self.region in ("task", "table") and (m := _OWNER.match(part)) and len(m["unit"]) > 2:
            return [m["unit"]]
        return [None]

    def unit(self) -> str:
        """The unit as printed; money that leaves out 元 (财政资金不少于200万) gets it back."""
        unit = self.number.unit
        if re.fullmatch(_MULTIPLIER, unit) and re.search(
            r"资金|投资|投入|产值|收入|经费|营收|税收|融资|贷款|销售|交易额|规模", self.before
        ):
            return unit + "元"
        return unit

    def metric(self) -> str:
        """What is counted: the noun before the number, else the noun behind it."""
        head = _LEAD_WORDS.sub("", self.before[-4 * _TAIL :])
        if self.number.entry > 0:
            head = re.sub(r"(?:[\d.]+%?[、和及])+$", "", head)
        head = _without_tail_words(head)
        tail = _BOUND_AFTER.sub("", self.after, count=1) if _BOUND_AFTER.match(self.after) else self.after
        tail = re.sub(r"^的", "", tail)
        if tail and _ENDS_MAKING.search(head):
            return tail
        head = re.sub(r"(?:从|由)[\d.，]+[^\d，。]{0,4}$", "", head)
        head = _OPENING_VERB.sub("", head)
        if len(head) < 2 and not self.after.strip("以上左右内"):
            # 培育“单项冠军”企业，力争达到20家; 产值达到800亿元，年均增长15%: the clause before names what is counted
            previous: str = re.split(r"[，。；：]", self.text[self.part_low : self.low].rstrip("，、"))[-1] or ""
            counted = _without_tail_words(re.split(r"\d", previous)[0])
            head = _OPENING_VERB.sub("", _LEAD_WORDS.sub("", counted if len(counted) >= 2 else previous))
        return head if len(head) >= 2 and not re.fullmatch(r"(?:20\d\d年)?[底末]?", head) else tail or head


def _without_tail_words(head: str) -> str:
    while (shorter := _TAIL_WORDS.sub("", head)) != head:
        head = shorter
    return head


def _numbers(text: str) -> Iterator[_Number]:
    """The numbers with a unit of a paragraph, in printed order."""
    found: list[_Number] = []
    for m in _NUMBER.finditer(text):
        unit = m["unit"]
        value = _value(m["low"])
        comparator = None
        if m["lowunit"] and not m["high"]:
            # 10万元: the scan took the multiplier for a unit of its own
            unit = m["lowunit"] + unit
        if m["high"]:
            comparator = ">="
        low_start = m.start("low")
        if m["list"]:
            apart = "分别" in text[max(0, m.start() - 40) : m.start()]
            entries = [*_LIST_ENTRY.finditer(m["list"])]
            if apart:
                for n, e in enumerate(entries):
                    found.append(_Number(m.start(), m.end(), _value(e[0]), unit, comparator, entry=n))
                found.append(_Number(m.start(), m.end(), value, unit, comparator, entry=len(entries)))
                continue
            if "%" in m["list"]:
                for e in entries:
                    found.append(_Number(m.start("list") + e.start(), m.start("list") + e.end() + 1, _value(e[0]), "%"))
        found.append(_Number(low_start, m.end(), value, unit, comparator))
    if re.search(r"[一二两三四五六七八九十千百万]", text):
        for m in _NUMBER_CN.finditer(text):
            if m["cn"]:
                sign = "<=" if m["at"] == "不超过" else ">="
                found.append(_Number(m.start("cn"), m.end(), to_int(m["cn"]), m["unit"], sign, words=True))
            elif m["percent"]:
                whole, _, part = m["percent"].partition("点")
                value = to_int(whole) + (to_int(part) / 10 if part else 0)
                found.append(_Number(m.start(), m.end(), value, "%"))
            elif m["many"] and m["many"] != "一":
                # 两家以上
                plain = None if _BOUND_AFTER.match(text, m.end()) else "="
                found.append(_Number(m.start(), m.end(), to_int(m["many"]), m["manyunit"], plain, words=True))
            elif m["tenthousand"]:
                found.append(_Number(m.start(), m.end(), 1, m["tenthousand"], "=", words=True))
            elif m["fold"]:
                found.append(_Number(m.start("fold"), m.end(), to_int(m["fold"]), m["foldunit"]))
            elif m["roundunit"]:
                value, unit = _ROUND[m["roundunit"]]
                value *= to_int(m["times_round"]) if m["times_round"] else 1
                start = m.start("times_round" if m["times_round"] else "roundunit")
                found.append(_Number(start, m.end(), value, unit))
            elif m["big"]:
                found.append(_Number(m.start("big"), m.end(), to_int(m["big"]), m["bigunit"]))
        found.sort(key=lambda n: n.start)
    for first in _DURATION.finditer(text):
        # 分别压缩至1.5个月、12个月、9个月
        at = first.end()
        while more := _DURATION_ON.match(text, at):
            bound = "<=" if first["to"] else None
            found.append(
                _Number(more.start("low"), more.end(), _value(more["low"]), more["unit"], bound, duration=True)
            )
            at = more.end()
    for timed in (*_DURATION.finditer(text), *_AGE.finditer(text), *_INDEX.finditer(text)):
        found.append(_Number(timed.start("low"), timed.end(), _value(timed["low"]), timed["unit"], duration=True))
    for m in _RATIO.finditer(text) if "比" in text or "/" in text else ():
        low, unit = ("low", "unit") if m["low"] else ("share", "of")
        found.append(_Number(m.start(low), m.end(), _value(m[low]), m[unit], duration=True))
    end = -1
    for number in sorted(found, key=lambda n: (n.start, n.entry)):
        if number.start >= end or number.entry > 0:
            yield number
            end = number.end


def _own_year(horizon: _Horizon, number: _Number, near: list[_Number], low: int, high: int) -> _Horizon:
    """Of 到2022年和2030年 the year that belongs to a number: the second where it is the second of two in its clause."""
    same = [n for n in near if low <= n.start < high and n.unit == number.unit]
    return horizon.group[same.index(number)] if len(same) == len(horizon.group) else horizon


def _segment(text: str, numbers: list[_Number], k: int, low: int, high: int) -> Span:
    """The part of a clause that belongs to number k of a list: 培育上市企业20家、|独角兽企业5家; 5个集群、|10家企业."""
    number = numbers[k]
    for n in range(k - 1, max(-1, k - 8), -1):
        earlier = numbers[n]
        if earlier.end <= number.start:
            if earlier.start >= low:
                if m := _LISTED_ON.match(text, earlier.end, number.start):
                    low = m.end()
                elif text[number.start - 1] in "、和及与":
                    low = number.start
                else:
                    comma = text.rfind("、", earlier.end, number.start)
                    if comma >= 0 and _MAKING_PLAIN.match(text, comma + 1):
                        low = comma + 1
            break
    for n in range(k + 1, min(len(numbers), k + 8)):
        later = numbers[n]
        if later.start >= number.end:
            if later.start < high:
                comma = text.rfind("、", number.end, later.start)
                if m := _LISTED_ON.match(text, number.end, later.start):
                    high = m.end()
                elif text[later.start - 1] in "、和及与":
                    high = later.start
                elif comma >= 0 and _MAKING_PLAIN.match(text, comma + 1):
                    high = comma
            break
    return low, high


def _value(printed: str) -> float:
    return float(printed.replace("，", ""))


def _inside(spans: list[Span], position: int) -> bool:
    return _around(spans, position) is not None


def _around(spans: list[Span], position: int) -> Span | None:
    n = bisect_right(spans, (position, 1 << 60)) - 1
    return spans[n] if n >= 0 and spans[n][0] <= position < spans[n][1] else None


def _bounds(marks: list[int], start: int, end: int) -> Span:
    """The stretch between two marks around [start, end)."""
    n = bisect_right(marks, start)
    low = marks[n - 1] if n else 0
    while n < len(marks) and marks[n] < end:
        n += 1
    return low, marks[n] if n < len(marks) else end


def _mark_repeats(goals: list[Goal]) -> None:
    """Note on every goal where the same target first stands: equal value and unit, and metrics that share words."""
    first: dict[tuple[float, str], dict[str, list[Goal]]] = {}
    for goal in goals:
        by_scope = first.setdefault((goal.value, goal.unit), {})
        for scope, earlier in islice(by_scope.items(), _FEW):
            if scope != goal.scope and any(_alike(g, goal) for g in earlier):
                goal.repeats = scope
                break
        else:
            if len(same := by_scope.setdefault(goal.scope, [])) < _FEW:
                same.append(goal)


def _alike(a: Goal, b: Goal) -> bool:
    if a.due and b.due and a.due != b.due and a.due_basis == b.due_basis == "text":
        return False
    left, right = ({m[i : i + 2] for i in range(len(m) - 1)} for m in (a.metric, b.metric))
    return bool(left) and len(left & right) >= 0.4 * min(len(left), len(right))
