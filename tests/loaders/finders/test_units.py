"""Who answers for what: every printed form of a responsibility statement, and duties told in prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.finders.unit.leading import FIRST_LEADS, let_first_lead
from loaders.finders.unit.lists import split
from loaders.finders.units import cell, inline, merged, statements

LEAD, SUPPORT, RESPONSIBLE = "lead", "support", "responsible"


def assigned(text: str) -> list[tuple[str, str]]:
    return [(u.name, u.role) for s in statements(text, 0) for u in s.units]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("由市水利局，各县（市）、区人民政府负责落实", ["市水利局", "各县（市）、区人民政府"]),
        ("由市人民政府各相关部门，各县（市、区）人民政府负责落实", ["市人民政府各相关部门", "各县（市、区）人民政府"]),
        ("各县（市、区）人民政府落实", ["各县（市、区）人民政府"]),
    ],
)
def test_a_closing_sentence_may_name_each_county_with_brackets(said: str, names: list[str]) -> None:
    (statement,) = statements(f"解决20万人安全饮水问题。{said}。", 0)
    assert [u.name for u in statement.units] == names


@pytest.mark.parametrize(
    ("text", "units"),
    [
        # a key and a list
        ("（责任单位：市住建局、市财政局）", [("市住建局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        (
            "（负责部门：商务部、银保监会，适用范围：某自贸试验区）",
            [("商务部", RESPONSIBLE), ("银保监会", RESPONSIBLE)],
        ),
        ("(责任部门:市商务局)".translate(str.maketrans("():", "（）：")), [("市商务局", RESPONSIBLE)]),
        # a bracket that says who is meant is no part of the name and parts no list
        (
            "（责任单位：各区人民政府（含高新区、度假区管委会，下同），市水务局）",
            [("各区人民政府", RESPONSIBLE), ("市水务局", RESPONSIBLE)],
        ),
        (
            "（市住建局牵头，各县区〈含新城管委会，下同〉政府、市财政局配合）",
            [("市住建局", LEAD), ("各县区政府", SUPPORT), ("市财政局", SUPPORT)],
        ),
        # who acts with others, and no verb behind; 办理 is one
        (
            "（水利部牵头，会同财政部、林草局办理，2022年6月底前完成）",
            [("水利部", LEAD), ("财政部", RESPONSIBLE), ("林草局", RESPONSIBLE)],
        ),
        ("（水利部会同财政部、林草局）", [("水利部", RESPONSIBLE), ("财政部", RESPONSIBLE), ("林草局", RESPONSIBLE)]),
        # those who lead something else are a collective in the list
        (
            "办好展会。（市商务局、市贸促会，各专班牵头单位）",
            [("市商务局", RESPONSIBLE), ("市贸促会", RESPONSIBLE), ("各专班牵头单位", RESPONSIBLE)],
        ),
        # the place in front of the first holds along the list, not for bodies of another place
        (
            "（责任单位：福建省教育厅、文化和旅游厅、供销社，福建证监局，厦门海关）",
            [
                ("福建省教育厅", RESPONSIBLE),
                ("福建省文化和旅游厅", RESPONSIBLE),
                ("福建省供销社", RESPONSIBLE),
                ("福建证监局", RESPONSIBLE),
                ("厦门海关", RESPONSIBLE),
            ],
        ),
        # levels and one place that is of none of them are one collective
        (
            "（省水利厅，各市、州、直管市及神农架林区人民政府按职责分工负责）",
            [("省水利厅", RESPONSIBLE), ("各市、州、直管市及神农架林区人民政府", RESPONSIBLE)],
        ),
        # what the last of several zones prints holds for all; a government and its zones' offices are one collective
        (
            "（市环保局牵头，吴江、常熟经济开发区管委会，各县区政府、管委会负责落实）",
            [
                ("市环保局", LEAD),
                ("吴江经济开发区管委会", RESPONSIBLE),
                ("常熟经济开发区管委会", RESPONSIBLE),
                ("各县区政府、管委会", RESPONSIBLE),
            ],
        ),
        (
            "（市农委牵头，各区县〈自治县〉人民政府负责落实）",
            [("市农委", LEAD), ("各区县〈自治县〉人民政府", RESPONSIBLE)],
        ),
        # a party committee and its government are one collective; who leads in general leads
        (
            "（市发改委负责总牵头，市能源局、各县（市、区）委、政府按各自职责推进）",
            [("市发改委", LEAD), ("市能源局", RESPONSIBLE), ("各县（市、区）委、政府", RESPONSIBLE)],
        ),
        (
            "办好节会。（市商务局，各镇〈街道〉、园区）",
            [("市商务局", RESPONSIBLE), ("各镇〈街道〉、园区", RESPONSIBLE)],
        ),
        # keys behind bullets
        ("做强产业。\n◆牵头单位：市工信局\n◆配合单位：市科技局", [("市工信局", LEAD), ("市科技局", SUPPORT)]),
        # the national body for flying has branches of its own
        ("（省公安厅、民航湖南监管局负责）", [("省公安厅", RESPONSIBLE), ("民航湖南监管局", RESPONSIBLE)]),
        # two keys, with or without a mark between them
        (
            "（牵头单位：市商务局；配合单位：市财政局、各区人民政府）",
            [("市商务局", LEAD), ("市财政局", SUPPORT), ("各区人民政府", SUPPORT)],
        ),
        ("（牵头单位：市卫生健康委配合单位：市医保局）", [("市卫生健康委", LEAD), ("市医保局", SUPPORT)]),
        (
            "（主办单位：县教育局，协办单位：县财政局、县人社局）",
            [("县教育局", LEAD), ("县财政局", SUPPORT), ("县人社局", SUPPORT)],
        ),
        # a last sentence that is nothing but units and what they do; 和 may stand inside a name
        ("建好基地。省文化和旅游厅、省林草局负责。", [("省文化和旅游厅", RESPONSIBLE), ("省林草局", RESPONSIBLE)]),
        (
            "建好基地。市工业和信息化局牵头，市商务局等部门配合，各县区人民政府落实。",
            [("市工业和信息化局", LEAD), ("市商务局", SUPPORT), ("各县区人民政府", RESPONSIBLE)],
        ),
        ("省教育厅牵头建设基地，面向全省开放并由学校落实。", []),
        # a key and verbs, in each of several clauses
        (
            "（责任单位：市民政局牵头，市财政局、市医保局配合）",
            [("市民政局", LEAD), ("市财政局", SUPPORT), ("市医保局", SUPPORT)],
        ),
        (
            "（牵头单位：县文旅局，县公安局、县林业局参与）",
            [("县文旅局", LEAD), ("县公安局", SUPPORT), ("县林业局", SUPPORT)],
        ),
        # bodies that are neither office nor government
        (
            "（各省级人民政府、新疆生产建设兵团负责）",
            [("各省级人民政府", RESPONSIBLE), ("新疆生产建设兵团", RESPONSIBLE)],
        ),
        (
            "（应急部牵头，武警部队、新疆生产建设兵团、水利部配合）",
            [("应急部", LEAD), ("武警部队", SUPPORT), ("新疆生产建设兵团", SUPPORT), ("水利部", SUPPORT)],
        ),
        # a key beside a deadline
        ("（责任单位：市林业局，完成时限：2025年6月底前）", [("市林业局", RESPONSIBLE)]),
        # verbs at the end
        ("（各区人民政府结合实际抓好落实）", [("各区人民政府", RESPONSIBLE)]),
        ("（市教育局、各区人民政府结合实际落实）", [("市教育局", RESPONSIBLE), ("各区人民政府", RESPONSIBLE)]),
        ("以上工作由市教育局牵头，市财政局配合。", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("（教育部、财政部负责）", [("教育部", RESPONSIBLE), ("财政部", RESPONSIBLE)]),
        (
            "（市发改委牵头，市财政局、市统计局配合）",
            [("市发改委", LEAD), ("市财政局", SUPPORT), ("市统计局", SUPPORT)],
        ),
        (
            "（省农业农村厅牵头，省水利厅、省林业局按职责分工负责）",
            [("省农业农村厅", LEAD), ("省水利厅", RESPONSIBLE), ("省林业局", RESPONSIBLE)],
        ),
        ("（水利部、交通运输部分别牵头）", [("水利部", LEAD), ("交通运输部", LEAD)]),
        ("（水利部、交通运输部牵头负责）", [("水利部", LEAD), ("交通运输部", LEAD)]),
        ("（市民政局会同有关部门负责）", [("市民政局", RESPONSIBLE)]),
        ("（市水利局负责牵头，市财政局配合）", [("市水利局", LEAD), ("市财政局", SUPPORT)]),
        ("（市水利局总牵头，市财政局配合）", [("市水利局", LEAD), ("市财政局", SUPPORT)]),
        (
            "（市水利局主办，市财政局、市教育局协办）",
            [("市水利局", LEAD), ("市财政局", SUPPORT), ("市教育局", SUPPORT)],
        ),
        ("加强管理。\n★牵头单位：市水利局；配合单位：市财政局", [("市水利局", LEAD), ("市财政局", SUPPORT)]),
        ("加强管理。\n——责任单位：市水利局、市财政局。", [("市水利局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        ("（由市体育局负责落实）", [("市体育局", RESPONSIBLE)]),
        (
            "（市应急局牵头会同市气象局、各县政府负责）",
            [("市应急局", LEAD), ("市气象局", RESPONSIBLE), ("各县政府", RESPONSIBLE)],
        ),
        # a list alone, behind the full stop
        ("做好宣传。（市文旅局、沿江风光带）", []),
        ("做好宣传。（市文旅局、市委宣传部）", [("市文旅局", RESPONSIBLE), ("市委宣传部", RESPONSIBLE)]),
        (
            "做好宣传。（县乡村振兴局、各镇（场）、各街道（镇））",
            [("县乡村振兴局", RESPONSIBLE), ("各镇（场）", RESPONSIBLE), ("各街道（镇）", RESPONSIBLE)],
        ),
        (
            "做好宣传。（市妇联、市残联、团市委、市气象局、某海关）",
            [
                ("市妇联", RESPONSIBLE),
                ("市残联", RESPONSIBLE),
                ("团市委", RESPONSIBLE),
                ("市气象局", RESPONSIBLE),
                ("某海关", RESPONSIBLE),
            ],
        ),
        ("扶持企业。（龙头企业、示范园区、市财政局）", []),
        # a deadline or a gloss behind the list, a gloss before it
        ("做好宣传。（市文旅局、市通发办，2023年底前完成）", [("市文旅局", RESPONSIBLE), ("市通发办", RESPONSIBLE)]),
        ("（民政部、教育部负责，完成时限：2021年6月底前）", [("民政部", RESPONSIBLE), ("教育部", RESPONSIBLE)]),
        (
            "做好宣传。（市文旅局、市教育局，列第一位的为牵头单位，下同）",
            [("市文旅局", RESPONSIBLE), ("市教育局", RESPONSIBLE)],
        ),
        (
            "（排在第一位的为牵头单位，下同。责任单位：市科技局、市教育局）",
            [("市科技局", RESPONSIBLE), ("市教育局", RESPONSIBLE)],
        ),
        # other brackets; a main unit beside others; levels in square brackets
        (
            "〔责任单位：省水利厅、应急厅、国资委。涉及各市的，不再列出〕",
            [("省水利厅", RESPONSIBLE), ("省应急厅", RESPONSIBLE), ("省国资委", RESPONSIBLE)],
        ),
        ("[市水利局牵头，市应急局参与]", [("市水利局", LEAD), ("市应急局", SUPPORT)]),
        (
            "（责任单位：市水利局等市直有关部门，各县〔市、区〕政府）",
            [("市水利局", RESPONSIBLE), ("各县〔市、区〕政府", RESPONSIBLE)],
        ),
        (
            "做好宣传。\n主要责任单位：县文旅局\n责任单位：县教育局、各乡镇",
            [("县文旅局", LEAD), ("县教育局", RESPONSIBLE), ("各乡镇", RESPONSIBLE)],
        ),
        # departments of a ministry
        (
            "推动立法。（财金司牵头，法规司、国家信息中心配合）",
            [("财金司", LEAD), ("法规司", SUPPORT), ("国家信息中心", SUPPORT)],
        ),
        (
            "完善标准。（财金司、市场监管总局标准司；持续推进）",
            [("财金司", RESPONSIBLE), ("市场监管总局标准司", RESPONSIBLE)],
        ),
        # national bodies whose names end in no word of office
        (
            "扩大覆盖。（人民银行、银保监会、财金司）",
            [("人民银行", RESPONSIBLE), ("银保监会", RESPONSIBLE), ("财金司", RESPONSIBLE)],
        ),
        ("人民银行负责。", [("人民银行", RESPONSIBLE)]),
        # who leads a chain is a person
        (
            "壮大产业。（链长：市委常委；责任单位：东城高新区、北城区）",
            [("东城高新区", RESPONSIBLE), ("北城区", RESPONSIBLE)],
        ),
        # the last sentence of an item; several clauses that each say what for are no such sentence
        ("水费由财政部负责，水价由水利部负责，电价由国家计委负责。", []),
        (
            "整治道路。这项工作由公安部、交通部牵头，林业部、应急管理部参加。",
            [("公安部", LEAD), ("交通部", LEAD), ("林业部", SUPPORT), ("应急管理部", SUPPORT)],
        ),
        (
            "做好宣传。（全国妇联、中国残联、中国红十字会总会等群团组织负责，税务总局加强指导）",
            [
                ("全国妇联", RESPONSIBLE),
                ("中国残联", RESPONSIBLE),
                ("中国红十字会总会", RESPONSIBLE),
                ("税务总局", RESPONSIBLE),
            ],
        ),
        ("培育主体。（科技部负责，各地方参与）", [("科技部", RESPONSIBLE), ("各地方", SUPPORT)]),
        (
            "筹集资金。市财政局牵头，市教育局、市民政局等部门配合。",
            [("市财政局", LEAD), ("市教育局", SUPPORT), ("市民政局", SUPPORT)],
        ),
        ("培养人才。由市教育局负责，市人社局协助。", [("市教育局", RESPONSIBLE), ("市人社局", SUPPORT)]),
        # nothing but that sentence
        (
            "由省民政厅牵头，省财政厅、省卫生厅配合。",
            [("省民政厅", LEAD), ("省财政厅", SUPPORT), ("省卫生厅", SUPPORT)],
        ),
        ("筹集资金。市财政局要积极配合。", []),
        ("筹集资金。市财政局抓好资金筹集并做好配合。", []),
        # deadlines of a list behind its verb; a name that opens with a place inherits no level
        ("（水利部、财政部牵头，年内完成，分别于6月底、12月底前报告进展）", [("水利部", LEAD), ("财政部", LEAD)]),
        (
            "（责任单位：市财政局、金融监管局、上海证监局、公安局）",
            [
                ("市财政局", RESPONSIBLE),
                ("市金融监管局", RESPONSIBLE),
                ("上海证监局", RESPONSIBLE),
                ("市公安局", RESPONSIBLE),
            ],
        ),
        (
            "（省水利厅、市场监管局、证监局负责）",
            [("省水利厅", RESPONSIBLE), ("省市场监管局", RESPONSIBLE), ("证监局", RESPONSIBLE)],
        ),
        # 商 is a verb between two units, not inside a name
        ("（县工信局、县商务局按职责分工负责）", [("县工信局", RESPONSIBLE), ("县商务局", RESPONSIBLE)]),
        ("（市教育局商市财政局负责）", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        (
            "（市民政局牵头，市医保局参与；各县（区）政府组织实施）",
            [("市民政局", LEAD), ("市医保局", SUPPORT), ("各县（区）政府", RESPONSIBLE)],
        ),
        (
            "（各州、市人民政府负责；以下均需各州、市人民政府落实，不再列出；省水利厅指导）",
            [("各州、市人民政府", RESPONSIBLE), ("省水利厅", RESPONSIBLE)],
        ),
        # a line of its own
        ("做好宣传。\n责任单位：市文旅局、市教育局", [("市文旅局", RESPONSIBLE), ("市教育局", RESPONSIBLE)]),
        ("牵头单位：市文旅局\n配合单位：市教育局", [("市文旅局", LEAD), ("市教育局", SUPPORT)]),
        # places whose last one prints what all are
        (
            "拓展市场。（西安、咸阳、铜川市政府，省商务厅）",
            [
                ("西安市政府", RESPONSIBLE),
                ("咸阳市政府", RESPONSIBLE),
                ("铜川市政府", RESPONSIBLE),
                ("省商务厅", RESPONSIBLE),
            ],
        ),
        (
            "（宝鸡市、渭南市人民政府，省商务厅负责）",
            [("宝鸡市人民政府", RESPONSIBLE), ("渭南市人民政府", RESPONSIBLE), ("省商务厅", RESPONSIBLE)],
        ),
        (
            "（责任单位：石家庄、唐山等市人民政府，省商务厅）",
            [("石家庄市人民政府", RESPONSIBLE), ("唐山市人民政府", RESPONSIBLE), ("省商务厅", RESPONSIBLE)],
        ),
        # 等 before a word that joins the next; duties that are bounded instead of divided
        (
            "（省教育厅、省财政厅等和各设区市人民政府按职责分工负责）",
            [("省教育厅", RESPONSIBLE), ("省财政厅", RESPONSIBLE), ("各设区市人民政府", RESPONSIBLE)],
        ),
        (
            "（民政部、税务总局等在各自职责范围内负责，地方各级人民政府负责）",
            [("民政部", RESPONSIBLE), ("税务总局", RESPONSIBLE), ("地方各级人民政府", RESPONSIBLE)],
        ),
        ("（市水务局、市林业局在职责范围内负责）", [("市水务局", RESPONSIBLE), ("市林业局", RESPONSIBLE)]),
        ("（广州、深圳市按职责分工负责）", [("广州市", RESPONSIBLE), ("深圳市", RESPONSIBLE)]),
        (
            "（责任单位：开发区、高新区、各镇街）",
            [("开发区", RESPONSIBLE), ("高新区", RESPONSIBLE), ("各镇街", RESPONSIBLE)],
        ),
        # a role in a bracket, or told by 为
        ("责任单位：市教育局（牵头）、市财政局", [("市教育局", LEAD), ("市财政局", RESPONSIBLE)]),
        ("（牵头单位为市教育局，配合单位为市财政局）", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("（市教育局为牵头单位，市财政局为配合单位）", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("（市教育局牵头、市财政局配合）", [("市教育局", LEAD), ("市财政局", SUPPORT)]),
        ("（市直牵头单位：市水利局；县级责任单位：各县政府）", [("市水利局", LEAD), ("各县政府", RESPONSIBLE)]),
        # a committee's name holds for its own bodies
        (
            "（责任单位：市委组织部、宣传部，市教育局、财政局）",
            [
                ("市委组织部", RESPONSIBLE),
                ("市委宣传部", RESPONSIBLE),
                ("市教育局", RESPONSIBLE),
                ("市财政局", RESPONSIBLE),
            ],
        ),
        # a committee with its government is one collective
        (
            "（责任单位：各市、县（市、区）党委和政府，省委组织部）",
            [("各市、县（市、区）党委和政府", RESPONSIBLE), ("省委组织部", RESPONSIBLE)],
        ),
        # collectives alone
        ("做好宣传。（国务院各有关部门、各地区）", [("国务院各有关部门", RESPONSIBLE), ("各地区", RESPONSIBLE)]),
        # those before supporters support nobody
        (
            "（证监会、司法部，最高人民法院参与）",
            [("证监会", RESPONSIBLE), ("司法部", RESPONSIBLE), ("最高人民法院", SUPPORT)],
        ),
        # verbs behind a key; leaders' names and notes are no units
        (
            "〔责任单位：省发展改革委、商务厅按职责分工负责。任务均涉及相关市（州）人民政府，不再分工，下同〕",
            [("省发展改革委", RESPONSIBLE), ("省商务厅", RESPONSIBLE)],
        ),
        (
            "牵头负责领导：刘某。\n牵头责任单位：省商务厅。\n协同责任单位：省财政厅、省林业局等。",
            [("省商务厅", LEAD), ("省财政厅", SUPPORT), ("省林业局", SUPPORT)],
        ),
        ("责任部门及单位：市教育局、市财政局", [("市教育局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        # departments named by what they do are one collective
        ("（发改、财政部门按职责分工负责）", [("发改、财政部门", RESPONSIBLE)]),
        (
            "（财政部、人民银行等国务院相关部门，各地按职责分工负责）",
            [("财政部", RESPONSIBLE), ("人民银行", RESPONSIBLE), ("各地", RESPONSIBLE)],
        ),
        (
            "（市工信局〔市国防科工办〕、市财政局负责）",
            [("市工信局〔市国防科工办〕", RESPONSIBLE), ("市财政局", RESPONSIBLE)],
        ),
        # tails are no units, collectives are
        ("（责任单位：省税务局、省商务厅等省级有关单位）", [("省税务局", RESPONSIBLE), ("省商务厅", RESPONSIBLE)]),
        ("（市税务局等部门负责）", [("市税务局", RESPONSIBLE)]),
        ("（省教育厅、省有关部门负责）", [("省教育厅", RESPONSIBLE), ("省有关部门", RESPONSIBLE)]),
        # those that form a group
        ("做好宣传。（各成员单位）", [("各成员单位", RESPONSIBLE)]),
        # 县市 is a level as 区 is
        ("（市医保局，各县市、区政府）", [("市医保局", RESPONSIBLE), ("各县市、区政府", RESPONSIBLE)]),
        # who leads may also supervise
        (
            "（市水利局、民政局牵头督导，市住房城乡建设局参与）",
            [("市水利局", LEAD), ("市民政局", LEAD), ("市住房城乡建设局", SUPPORT)],
        ),
        # the word on who leads may open with an exception
        (
            "责任单位：市商务局、市水务局（除标注“分别牵头”外，列第一位为牵头单位，下同）",
            [("市商务局", RESPONSIBLE), ("市水务局", RESPONSIBLE)],
        ),
        ("（责任单位：市水务局，各区、县级市）", [("市水务局", RESPONSIBLE), ("各区、县级市", RESPONSIBLE)]),
        (
            "（各市、县（市、区）人民政府，省林草局负责）",
            [("各市、县（市、区）人民政府", RESPONSIBLE), ("省林草局", RESPONSIBLE)],
        ),
        (
            "（责任单位：县住建局、各相关部门，各区〔市〕政府〔管委会〕，各镇〔街道〕）",
            [
                ("县住建局", RESPONSIBLE),
                ("各相关部门", RESPONSIBLE),
                ("各区〔市〕政府〔管委会〕", RESPONSIBLE),
                ("各镇〔街道〕", RESPONSIBLE),
            ],
        ),
        # verbs say who does what behind a key that gives no role, or behind 等
        (
            "部门分工：县住建局牵头，各地、各部门配合。",
            [("县住建局", LEAD), ("各地", SUPPORT), ("各部门", SUPPORT)],
        ),
        (
            "责任单位：县住建局牵头，县财政局，县水利局等按职责分工负责",
            [("县住建局", LEAD), ("县财政局", RESPONSIBLE), ("县水利局", RESPONSIBLE)],
        ),
        # behind a comma one of several may print no word for what it is
        (
            "（责任单位：县财政局，青江资本、县水务集团）",
            [("县财政局", RESPONSIBLE), ("青江资本", RESPONSIBLE), ("县水务集团", RESPONSIBLE)],
        ),
        # other brackets assign nothing
        ("（以下简称“领导小组”）", []),
        ("（含语料库）", []),
        ("（《破产法》）", []),
        ("（试行）", []),
    ],
)
def test_statements(text: str, units: list[tuple[str, str]]) -> None:
    assert assigned(text) == units


def names(text: str) -> list[str]:
    return [name for name, _, _ in split(text, 0)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a prefix holds for the rest of the list, but not for bodies with a prefix or level of their own
        ("省科技厅、工业和信息化厅、财政厅", ["省科技厅", "省工业和信息化厅", "省财政厅"]),
        (
            "省科技厅、杭州海关、国家税务总局、人民银行杭州分行",
            ["省科技厅", "杭州海关", "国家税务总局", "人民银行杭州分行"],
        ),
        ("市场监管总局、工业和信息化部", ["市场监管总局", "工业和信息化部"]),
        ("市市场监管局、卫生健康委", ["市市场监管局", "市卫生健康委"]),
        # 和 inside a name, and between two names
        ("市规划和自然资源局、市文化和旅游局", ["市规划和自然资源局", "市文化和旅游局"]),
        ("市规划和自然资源局和市财政局", ["市规划和自然资源局", "市财政局"]),
        ("市水务局以及市园林局", ["市水务局", "市园林局"]),
        # level words alone open a joint name
        ("市、区发展改革部门", ["市、区发展改革部门"]),
        ("市、区发展改革和财政部门、市税务局", ["市、区发展改革和财政部门", "市税务局"]),
        ("各区交通、水务等部门", ["各区交通、水务等部门"]),
        ("各市（州）人民政府", ["各市（州）人民政府"]),
        ("区应急局、各开发区、街镇", ["区应急局", "各开发区、街镇"]),
        # a ministry's name holds for its own departments, not for other bodies
        ("水利部规划计划司、财务司", ["水利部规划计划司", "水利部财务司"]),
        ("农业农村部办公厅、畜牧兽医局、林草局", ["农业农村部办公厅", "农业农村部畜牧兽医局", "林草局"]),
        ("财政部农业司、水利部水资源司、政策法规司", ["财政部农业司", "水利部水资源司", "水利部政策法规司"]),
        ("省教育厅基础教育处、财务处、各街道办事处", ["省教育厅基础教育处", "省教育厅财务处", "各街道办事处"]),
        # what a ministry calls its own
        ("部水运局、科技司、长江航务管理局", ["部水运局", "部科技司", "长江航务管理局"]),
        ("部队、公路局", ["部队", "公路局"]),
        # nothing to name
        ("有关部门", []),
        ("等", []),
    ],
)
def test_lists(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "列第一位者为牵头单位，下同",
        "排在第一位的部门为牵头部门，下同",
        "〔列第一位的为牵头单位，下同〕",
        "排第一位的为牵头单位",
        "排名第一的为牵头单位",
        "第一个单位为牵头单位",
        "首位为牵头单位",
    ],
)
def test_the_first_listed_leads(text: str) -> None:
    assert FIRST_LEADS.search(text)

    statement = statements("（教育部、财政部负责）", 0)[0]
    let_first_lead(statement.units)
    assert [u.role for u in statement.units] == [LEAD, RESPONSIBLE]

    collective = statements("（各有关单位、财政部负责）", 0)[0]
    let_first_lead(collective.units)
    assert {u.role for u in collective.units} == {RESPONSIBLE}, "a collective never leads"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        # parts of one item, each with its own
        (
            "①建设农田（县农业农村局）；②种植树木（县林业局）。",
            [("县农业农村局", RESPONSIBLE), ("县林业局", RESPONSIBLE)],
        ),
        (
            "一是做强主业，由县工信局负责；二是开发产品，由县科技中心牵头负责。",
            [("县工信局", RESPONSIBLE), ("县科技中心", LEAD)],
        ),
        (
            "征地信息由市水利局、市财政局分别牵头落实；补偿信息公开，由市教育局、市民政局分别牵头落实。",
            [("市教育局", LEAD), ("市民政局", LEAD)],
        ),
        ("减轻负担，由农业部、国家计委负责组织实施。", [("农业部", RESPONSIBLE), ("国家计委", RESPONSIBLE)]),
        # by when stands behind
        (
            "制定规划，由教育部、人力资源社会保障部负责，2013年6月底前印发。",
            [("教育部", RESPONSIBLE), ("人力资源社会保障部", RESPONSIBLE)],
        ),
        (
            "由市商务局牵头，市财政局、各区政府参加，研究提出方案。",
            [("市商务局", LEAD), ("市财政局", SUPPORT), ("各区政府", SUPPORT)],
        ),
        (
            "由市商务局牵头，市财政局、各区政府配合。",
            [("市商务局", LEAD), ("市财政局", SUPPORT), ("各区政府", SUPPORT)],
        ),
        (
            "由财政部牵头，会同水利部、税务总局等部门负责。",
            [("财政部", LEAD), ("水利部", RESPONSIBLE), ("税务总局", RESPONSIBLE)],
        ),
        # a gloss of a name; a clause that goes on
        ("报牵头部门（市财政局）；报主管部门（市教育局）。", []),
        ("由市数据局牵头，会同相关部门共同推进建设。", []),
    ],
)
def test_units_inside_a_sentence(text: str, units: list[tuple[str, str]]) -> None:
    assert [(u.name, u.role) for s in inline(text, 0) for u in s.units] == units


@given(st.text(alphabet="市区各、，；和及等局委部门负责牵头（）：责任单位配合 1A", max_size=60))
def test_any_list_keeps_its_offsets(text: str) -> None:
    for name, start, end in split(text, 100):
        assert 0 <= start - 100 < end - 100 <= len(text)
        assert name.endswith(text[start - 100 : end - 100])
    for statement in statements(text, 100):
        for unit in merged(statement.units):
            assert statement.start <= unit.start < unit.end <= statement.end


@pytest.mark.parametrize(
    ("text", "units"),
    [
        # who leads is told by 为 behind 第一责任单位, which lists nobody
        (
            "责任单位：市住建局、市水务局（第一责任单位为牵头单位，下同）",
            [("市住建局", RESPONSIBLE), ("市水务局", RESPONSIBLE)],
        ),
        # a clause stands before the first key
        ("（约束性指标，牵头单位：市林业局；责任单位：市财政局）", [("市林业局", LEAD), ("市财政局", RESPONSIBLE)]),
        ("（约束性指标，牵头单位：市林业局）", [("市林业局", LEAD)]),
        # to lead and to urge on is to lead; the prefix holds along the list
        (
            "（市水务局、农业农村局牵头督导，市公安局参与）",
            [("市水务局", LEAD), ("市农业农村局", LEAD), ("市公安局", SUPPORT)],
        ),
        # the last of several clauses ends in 等
        (
            "责任单位：省数据局牵头，省能源局，省林业局等按职责分工负责",
            [("省数据局", LEAD), ("省能源局", RESPONSIBLE), ("省林业局", RESPONSIBLE)],
        ),
        # cooperatives, courts and procurators inherit as bureaus do
        ("（省商务厅、供销社负责）", [("省商务厅", RESPONSIBLE), ("省供销社", RESPONSIBLE)]),
        ("（省法院、检察院按职责分工负责）", [("省法院", RESPONSIBLE), ("省检察院", RESPONSIBLE)]),
        # departments and units of the city are one collective, told by 、
        (
            "责任单位：市卫健委、市直有关部门、单位",
            [("市卫健委", RESPONSIBLE), ("市直有关部门、单位", RESPONSIBLE)],
        ),
        # a bureau named by its county has its place; 公安分局 has none
        (
            "责任单位：区住建局、射洪自然资源规划分局、公安分局",
            [("区住建局", RESPONSIBLE), ("射洪自然资源规划分局", RESPONSIBLE), ("区公安分局", RESPONSIBLE)],
        ),
    ],
)
def test_keys_and_lists_of_further_forms(text: str, units: list[tuple[str, str]]) -> None:
    assert assigned(text) == units


@pytest.mark.parametrize("when", ["2024年6月底前完成", "长期坚持"])
def test_a_date_may_open_a_bracket_of_keys(when: str) -> None:
    text = f"（{when}，责任单位：市教育局）"
    statement = statements(text, 0)[0]
    assert [u.name for u in statement.units] == ["市教育局"]
    assert [text[start:end] for start, end in statement.others.values()] == [when]


def test_who_leads_in_one_of_two_lists_leads() -> None:
    listed = [u for s in statements("（责任单位：市教育局、市财政局；牵头单位：市财政局）", 0) for u in s.units]
    assert [(u.name, u.role) for u in merged(listed)] == [("市教育局", RESPONSIBLE), ("市财政局", LEAD)]


@pytest.mark.parametrize("marks", ["（）", "〔〕", "〈〉"])
def test_what_a_collective_stands_for_from_here_on_is_no_list(marks: str) -> None:
    text = f"（牵头单位：市水务局；责任单位：各区人民政府{marks[0]}含开发区、风景区管委会，下同{marks[1]}，市林业局）"
    assert assigned(text) == [("市水务局", LEAD), ("各区人民政府", RESPONSIBLE), ("市林业局", RESPONSIBLE)]


def test_bodies_of_a_river_or_a_part_of_the_country_have_no_prefix() -> None:
    text = "（责任单位：省水利厅、黄河水利委员会、华东能源监管局、民航安全监管局）"
    names = [name for name, _ in assigned(text)]
    assert names == ["省水利厅", "黄河水利委员会", "华东能源监管局", "民航安全监管局"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        # 分工 alone is a key whose verbs say the roles
        ("（分工：市水务局牵头，市财政局配合）", [("市水务局", LEAD), ("市财政局", SUPPORT)]),
        (
            "分工：市水务局牵头，市财政局、市审计局配合。",
            [("市水务局", LEAD), ("市财政局", SUPPORT), ("市审计局", SUPPORT)],
        ),
        # members support who leads; without one they answer for it
        ("（牵头单位：市水务局；成员单位：市财政局）", [("市水务局", LEAD), ("市财政局", SUPPORT)]),
        ("（成员单位：市水务局、市财政局）", [("市水务局", RESPONSIBLE), ("市财政局", RESPONSIBLE)]),
        # the departments of who issues it, in a bracket alone; 三处 counts places
        ("完善规划。（经济运行处、综合处）", [("经济运行处", RESPONSIBLE), ("综合处", RESPONSIBLE)]),
        ("建成园区。（新建三处）", []),
        # 为主 leads
        ("（市水务局为主，市财政局配合）", [("市水务局", LEAD), ("市财政局", SUPPORT)]),
        ("（以市水务局为主、市财政局配合）", [("市水务局", LEAD), ("市财政局", SUPPORT)]),
        # a key without 单位 before units
        ("牵头：市水务局\n", [("市水务局", LEAD)]),
        ("配合：各区人民政府、市财政局", [("各区人民政府", SUPPORT), ("市财政局", SUPPORT)]),
        ("配合：在各方支持下完成", []),
    ],
)
def test_keys_and_verbs_of_few_words(text: str, units: list[tuple[str, str]]) -> None:
    assert assigned(text) == units


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市水务局（王小明）、市财政局（李四）", ["市水务局", "市财政局"]),
        ("市水务局（局长：王小明、赵一）、市财政局（责任人：李四）", ["市水务局", "市财政局"]),
        ("市水务局王小明、市财政局李四", ["市水务局", "市财政局"]),
        # what looks like a name and is a part of the unit
        (
            "市资规局（林业）、市文旅局（文物）、市国资委（高新）",
            ["市资规局（林业）", "市文旅局（文物）", "市国资委（高新）"],
        ),
        ("市委金融办、市委史志室、市公安局（交警支队）", ["市委金融办", "市委史志室", "市公安局（交警支队）"]),
    ],
)
def test_who_answers_for_a_unit_is_no_part_of_its_name(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_departments_of_a_zone_beside_those_of_every_city_are_one() -> None:
    assert names("省数据局，各市〔州〕、滨江新区数据管理部门") == ["省数据局", "各市〔州〕、滨江新区数据管理部门"]


def test_all_of_a_cell_under_the_head_of_those_who_lead_lead() -> None:
    """市水务局、市财政局按职责分工负责 under 牵头单位; verbs of more than one role say more than the head."""
    assert [u.role for u in cell("市水务局、市财政局按职责分工负责", 0, LEAD)] == [LEAD, LEAD]
    assert [u.role for u in cell("市水务局牵头，市财政局配合", 0, LEAD)] == [LEAD, SUPPORT]


def test_those_who_mainly_work_along_support() -> None:
    """主要责任单位 before 责任单位 lead; 主要协作单位 do not."""
    found = statements("牵头责任单位：县卫健委\n主要协作单位：各乡镇人民政府、县民政局", 0)
    assert [(u.name, u.role) for s in found for u in s.units] == [
        ("县卫健委", "lead"),
        ("各乡镇人民政府", "support"),
        ("县民政局", "support"),
    ]
