"""A number and the clause around it: whether it is a goal, what it counts, with which comparator, and whose it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from loaders.facts import Span
from loaders.finders.goal.numbers import Number
from loaders.finders.goal.words import (
    BOUND_AFTER,
    BRACKET,
    LISTED_ON,
    MAKING,
    MEASURE,
    MULTIPLIER,
    QUOTED,
    SUBSIDY,
)

_TAIL = 24  # a word that stands at a number stands this near
_NEAR = 12  # … this near, where it only tells what kind of place is provided
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
_AT_LEAST = re.compile(r"(?:不少于|不低于|至少|均不少于)[^，。；：]{0,12}$")
_REACHING = re.compile(
    r"(?:达到|达|(?:提高|提升|增加|增长|扩大|上升|增|升|发展|扩展|拓展|恢复|下降|降低|减少|压缩|压减|降|缩短|增强|扩充|提|扩)(?:到|至|为)|稳定在|保持在|维持在|控制在|突破|(?<!不)超过|不少于|占比?|保持|实现|完成|(?:率|占比|比例|比重|水平|规模|总量)[到至])(?:总?计|平均)?(?:约|近|不少于|不低于)?$"
)
_CHANGING = re.compile(
    r"(?:增长|提高|提升|增加|增幅|增速|增|下降|降低|减少|压减|压缩|缩短|缩减|节约|节省|削减|回升|递增|上升|扩大)(?:了|约|近|不低于|不少于|超过)?$"
)
_ADDING = re.compile(r"新增(?!长)|净增|增加(?![值到至])|增建|增设")
_RISING = re.compile(r"(?:提高|提升|增加|增长|上升|增)(?:约|近)?$")
# 提供500个实训岗位, 提供就业岗位3000个: what is provided to be taken up
_PROVIDES = re.compile(r"提供[^，。；\d]{0,10}$")
_PLACES = re.compile(r"岗位|工位|床位|学位|托位|车位|泊位|住房|房源|公寓")
# 建成三个国家级基地: a count in Chinese, in a dated sentence of a goal section
_MAKING_PLAIN = re.compile(r"建成|打造|培育|建设|创建|新建|引进|培养|新增|集聚|汇聚|聚集")
_BUILDING = re.compile(r"新建|建设|建成|新增|改造|完成|修建|打造|治理|修复|供应|收储|盘活|种植|发展$")
# The noun of a rate, an amount or a total, which a bare number may follow: 覆盖率98%, 占比50%, 总产值300亿元.
_RATE_NOUN = re.compile(
    r"(?:率|比例|比重|占比|程度|面积|产值|规模|收入|投资|总量|产量|数量|总数|总额|数|量|值|额|里程|能力|容量|装机|增速|增幅|涨幅|降幅|指数|强度|浓度|里程|资金)(?:总体|平均|均)?(?:为|分别为?|将|约)?$"
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
_COUNTED = re.compile(r"万?(?:人次|[名人位家户个项])")
_MONEY = re.compile(r"资金|经费|元|费用")
# 不少于100名享受政府特殊津贴的专家
_ENTITLED = re.compile(r"享受[^，。；]{2,16}的")
_CONDITION_OPENS = re.compile(
    r"^(?:——|[·•]|其中|其|且|或)?(?:对于?(?!接|标|外|口|照|内|口|[^，。；]{2,12}(?:贡献|依存|满意))|凡|若|如(?!期)|当(?!年|地|前)|未|经(?!济|营|验|费|常|纪|典|贸)|符合|具备|具有|获得|取得|首次|年度?(?:营业|主营|销售)|注册资本|营业收入|申报|申请|拥有|超过|逾期|单[个项次](?![^，。；]{0,20}(?:降低|下降|减少|压缩|缩短|提高|提升))|每(?:个|家|户|人|亩|项|年最高|件|台)[^，。；]{0,6}(?:奖|补|给|不超过))"
)
# 比例达到1%以上，但未达到规定比例的，按…缴纳: a condition that its next clause closes
_CONDITION_GOES_ON = re.compile(
    "(?:（含）)?(?:及?以[上下]|以内)?，(?:但|且|并且|同时)[^。；：，]{2,40}的，(?:按|给予|予以|可|应|免|减|享受|由|不)"
)
# 当年销售收入达100万元的养殖场，奖励5000元: with what is given for it
_YEARLY_OPENS = re.compile(
    "(?:在)?(?:当年|上年度?|上一年度|本年度)?度?(?:新增|实际|自营)?(?:销售|营业|营收|产值|收入|税收|纳税|入库|出口|进口|进出口|实到|到位|缴纳|投资|利用外资|研发)"
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
_AHEAD = re.compile(r"力争|计划|将|到20\d\d年|再|确保|争取|今明两年|(?:未来|今后)[\d一二两三四五]{1,2}年")
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
# 50平方公里以上建设用地面积达到海绵城市要求: how much of it is to be so
_SO_MUCH = re.compile(r"^及?以上的?[^，。；、\d]{0,8}(?:面积|区域|里程|长度)[^，。；\d]{0,6}(?:达到|完成|实现|建成)")
# 完成排污口整治任务的70%, 完成排污口70%整治任务: the share of a task that is to be done
_SHARE_DONE = re.compile(r"完成[^，。；]{2,30}$")
_OF_TASK = re.compile(r"的?[^，。；\d]{0,6}(?:整治|改造|治理|建设|修复|整改)(?:任务|工作)$")
# 推动25个专项规划与上位规划衔接: those that there are are brought together
_BROUGHT_TOGETHER = re.compile(r"[^，。；、\d]{1,12}(?:与|同|和)[^，。；]{2,30}(?:衔接|融合|协调)$")
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
    r"|[^，。；、\d]{2,16}?免费(?:筛查|检查|体检|检测|接种|培训|诊疗|治疗|提供|发放|安装|配备)"
)
_COMES = re.compile(r"竣工|投产|开工|建成|完工|达产|投用|入统|上市|获批|入选|达标|上规|挂牌|通车|通过")
_PILOTS = re.compile(r"[^，。；、]{1,8}?(?:开展|推行|推广|启动|组织|进行)[^，。；]{0,16}(?:试点|示范)(?!工作的|城市)")
# （其中甲增长8%、乙增长9%）, （年均新增100家）: brackets that set targets of their own
# 与1000家企业开展合作, 同20所高校签订协议
_TOGETHER = re.compile(
    r"[^，。；、]{0,12}?(?:开展|建立|达成|签订|签署|结成|形成|实现)[^，。；]{0,10}(?:合作|协作|对接|协议|联盟|伙伴|联系|结对)"
)
# 聚焦甲、乙、丙、丁4条产业链: a list summed up
_SUMMED = re.compile(r"(?:聚焦|围绕|针对|包括|涵盖|即)[^。；]*、[^。；、]*$")
_SUMMED_NOUN = re.compile(r"(?:重点|主导|优势|标志性|特色|先导|支柱|新兴)*(?:产业|领域|行业|赛道|方向|集群|环节|板块)")
# 超万亿元高新区1个: what is counted behind has this size
_NOUN_WITH_COUNT = re.compile(r"级?(?:以[上下])?的?(?P<noun>[^，。；、\d]{1,10})\d[\d.]*[个家户座处]")
_AMOUNT = re.compile(r"增加值|生产总值|总产值|GDP|收入|投资|交易额|进出口|贷款|营收")
_ZONE_NOUN = re.compile(r"(?:开发|创新|示范|合作|引领)区$")
_TELLS_MORE = re.compile(r"其中|含|不少于|不低于|至少|≥|年均|每年|累计|新增")
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
_ENDS_MAKING = re.compile(rf"(?:{MAKING.pattern})$")
_OPENING_VERB = re.compile(
    r"^(?:(?:力争)?(?:到|至)(?:20\d\d|“?十[一二三四五]五”?)年?[底末]?|培育|打造|建设(?!用)|建成|新建|新增|改造|创建|引进|引育|引入|推出|实施|开展|举办|组织|形成|遴选|认定|完成|落实|制定|制修订"
    r"|发布|选树|推广|孵化|布局|扩建|实现|覆盖(?!率)|研发(?!投)|开发|投放|投入(?!强|产)|安排|建立|争创|争取|设立|组建|配备|筹集|储备|谋划|推进|推动|策划|协助|支持|累计|集聚|开工|竣工|纳入|列入|新增|、|和|及|并)+"
)


@dataclass(slots=True)
class Clause:
    """A number and what stands around it: its clause [low, high) and the part between two semicolons."""

    text: str
    number: Number
    region: str
    low: int
    high: int
    part_low: int
    part_high: int
    sentence: int
    follows: bool  # a goal stands before it in the same sentence
    listed: bool  # … in the same clause
    in_bracket: bool
    others: list[Number]
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
        after = m["word"] if (m := BOUND_AFTER.match(self.text, self.number.end)) else ""
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
        """Whether the number is a goal; the cases in the docstring of `goals.py`."""
        number, before, after = self.number, self.before, self.after
        tail = before[-_TAIL:]
        goalish = self.region in ("goal", "table")
        # 最多 in “最多跑一次”事项 is a name, and limits nothing
        if "“" in before:
            before = QUOTED.sub(lambda m: "＿" * len(m[0]), before)
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
            if _SUMMED.search(before) and _SUMMED_NOUN.match(after) and not MAKING.search(before[-2:]):
                return False
            if after and before.endswith("的") and not MAKING.search(before):
                return False
            if _BROUGHT_TOGETHER.match(after) and re.match("推动|推进|促进|加强|做好", before):
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
            or _PARAMETER_AFTER.search(BRACKET.sub("", after))
            or (self._gives(before) and not goalish)
            or SUBSIDY.match(after[:6])
        ):
            return False
        part = self.text[self.part_low : self.part_high]
        opening = self.text[self.part_low : self.part_low + 12]
        # 为480名老人提供助餐, 对300户家庭进行改造: whom it is done for
        serves = bool(_FOR.search(tail) and _DONE_FOR.match(after) and not SUBSIDY.search(part))
        if serves:
            return True
        if _CONDITION_OPENS.match(before) and not goalish and not _FIRMS_OF_SIZE.search(before):
            return False
        if (
            not goalish
            and self.number.start > self.part_low
            and (_CONDITION_OPENS.match(opening) or _YEARLY_OPENS.match(opening))
            and SUBSIDY.search(part)
        ):
            return False
        # 每年评选10名优秀教师，给予每人5万元奖励
        if not goalish and re.search("(?:评选|表彰|评比)$", before) and SUBSIDY.search(part):
            return False
        if after.endswith(("的", "时", "之一", "情形", "情况下")) and not goalish:
            return False
        if _CONDITION_GOES_ON.match(self.text, number.end) and not goalish:
            return False
        if SUBSIDY.search(_ENTITLED.sub("", after)) and not goalish:
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
        making = bool(MAKING.search(before)) or bool(
            _PROVIDES.search(before) and _PLACES.search(before[-_NEAR:] + number.unit + after[:_NEAR])
        )
        listed = (self.follows and not after.strip("以上左右及内")) or (self.listed and not before)
        if self.region == "other":
            aims = self.dated or bool(_AIMS_AT.search(self.text, self.part_low, number.start))
            rated = self.dated and number.unit == "%" and bool(_RATE_NOUN.search(tail))
            return aims and (reaching or comparator in (">=", ">") or making or rated)
        if reaching:
            return True
        if comparator in (">=", ">", "<=", "<"):
            # 死亡30人以上, 3家以上单位联合: without a verb, 以上 grades or conditions; 不少于 obliges
            trailing = bool(BOUND_AFTER.match(self.text, number.end)) and not _OBLIGES.search(tail)
            if not trailing or goalish or making or listed or self.dated or _RATE_NOUN.search(tail):
                return not (_EVENT.search(tail + after[:12]) and not goalish)
            return number.unit == "%" and bool(_COMES.search(after) or re.search("达到|实现|完成", after))
        if comparator == "~":
            return goalish or making or self.dated or listed or (number.unit == "%" and bool(_RATE_NOUN.search(tail)))
        if number.unit in ("%", "‰", "倍", "番"):
            if number.unit == "%" and _SHARE_DONE.search(before) and (before.endswith("的") or _OF_TASK.match(after)):
                return True
            return bool(_RATE_NOUN.search(tail)) or self.dated or (goalish and bool(before)) or self.follows
        if making or listed:
            return True
        # 在6个村开展试点
        if before.endswith("在") and _PILOTS.match(after):
            return True
        if before.endswith(("与", "同")) and _TOGETHER.match(after):
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
        return bool(SUBSIDY.search(before.replace("资助", "") if counted else before))

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
        if not re.fullmatch(rf"{MULTIPLIER}?元", self.number.unit):
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
        if re.fullmatch(rf"{MULTIPLIER}?(?:美元|元|欧元|港元)", unit):
            if after.startswith("级") or _HAVE_EACH.search(before):
                return True
            if _MONEY_NOUN.match(after):
                return (
                    bool(re.match(r"^(?:以上)?的?(?:投资|产值|销售|收入)?(?:的)?[^，。；]{0,8}(?:项目|企业)", after))
                    and counted
                )
            if re.match(r"(?:及?以上|以下|级)?的$", after) or (after.startswith("的") and counted):
                return True
            if (own := _NOUN_WITH_COUNT.match(after)) and not MAKING.search(_ZONE_NOUN.sub("", own["noun"])):
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
        if re.match(rf"{MULTIPLIER}?{MEASURE}", unit) and re.match(r"的[^，。；]", after) and not MAKING.search(before):
            return True
        if re.match(r"[^%]*(?:平方米|亩|千瓦|吨|煤|公里|公顷|米|兆瓦|MW|千伏安)$", unit) and _SIZE_AFTER.match(after):
            if _SO_MUCH.match(after):
                return False
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
        if re.fullmatch(MULTIPLIER, unit) and re.search(
            r"资金|投资|投入|产值|收入|经费|营收|税收|融资|贷款|销售|交易额|规模", self.before
        ):
            return unit + "元"
        # 增加值到2025年破万亿，到2027年突破1.2万亿: of an amount that the sentence names
        if re.fullmatch("[万千百]?亿", unit) and _AMOUNT.search(self.text, self.sentence, self.number.start):
            return unit + "元"
        return unit

    def metric(self) -> str:
        """What is counted: the noun before the number, else the noun behind it."""
        head = _LEAD_WORDS.sub("", self.before[-4 * _TAIL :])
        if self.number.entry > 0:
            head = re.sub(r"(?:[\d.]+%?[、和及])+$", "", head)
        head = _without_tail_words(head)
        tail = BOUND_AFTER.sub("", self.after, count=1) if BOUND_AFTER.match(self.after) else self.after
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


def own_part(text: str, numbers: list[Number], k: int, low: int, high: int) -> Span:
    """The part of a clause that belongs to number k of a list: 培育上市企业20家、|独角兽企业5家; 5个集群、|10家企业."""
    number = numbers[k]
    for n in range(k - 1, max(-1, k - 8), -1):
        earlier = numbers[n]
        if earlier.end <= number.start:
            if earlier.start >= low:
                if m := LISTED_ON.match(text, earlier.end, number.start):
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
                if m := LISTED_ON.match(text, number.end, later.start):
                    high = m.end()
                elif text[later.start - 1] in "、和及与":
                    high = later.start
                elif comma >= 0 and _MAKING_PLAIN.match(text, comma + 1):
                    high = comma
            break
    return low, high


def inside(spans: list[Span], position: int) -> bool:
    return span_around(spans, position) is not None


def span_around(spans: list[Span], position: int) -> Span | None:
    n = bisect_right(spans, (position, 1 << 60)) - 1
    return spans[n] if n >= 0 and spans[n][0] <= position < spans[n][1] else None


def bounds(marks: list[int], start: int, end: int) -> Span:
    """The stretch between two marks around [start, end)."""
    n = bisect_right(marks, start)
    low = marks[n - 1] if n else 0
    while n < len(marks) and marks[n] < end:
        n += 1
    return low, marks[n] if n < len(marks) else end
