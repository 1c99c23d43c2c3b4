"""Units that sentences make act, where a document assigns its items in no lists."""

import pytest

from loaders.finders.prose import subjects


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市农业局、市水利局分别遴选不少于2个项目；市林业局遴选10个项目。", [["市农业局", "市水利局"], ["市林业局"]]),
        ("率先由市、区教育部门在中小学实施，城投集团在保障房项目实施。", [["市、区教育部门"], ["城投集团"]]),
        ("市、区档案管理部门和工程监督机构探索建立制度。", [["市、区档案管理部门", "市、区工程监督机构"]]),
        ("各县政府（含开发区管委会）要加强领导。", [["各县政府"]]),
        # each clause has its own; who is told to act; with whom, but not with whose departments
        ("水费由财政部负责，水价由水利部负责。", [["财政部"], ["水利部"]]),
        ("国务院责成国家计委会同农业部提出方案。", [["国家计委", "农业部"]]),
        ("建设部会同国务院有关部门制定细则，水利部具体负责实施。", [["建设部"], ["水利部"]]),
        # what somebody proposes, and by which rule several act together
        ("建议仍由市水利局、市财政局负责汇总。", [["市水利局", "市财政局"]]),
        ("灌区部分，拟由水利部、财政部等有关部门，按照去年的口径负责汇总。", [["水利部", "财政部"]]),
        # national bodies, alone, several, with whom they act
        ("科技部、教育部要在2025年底前完成评估。财政部要抓紧安排资金。", [["科技部", "教育部"], ["财政部"]]),
        ("审计署要按照各自职责，加强监督；司法部负责，定期通报。", [["审计署"], ["司法部"]]),
        ("民政部要会同财政部、人力资源社会保障部等有关部门，抓紧研究。", [["民政部", "财政部", "人力资源社会保障部"]]),
        ("财政部门要加大投入。教育部直属高校扩大招生。报请财政部批准。", []),
        # 由 within a clause, before what is to be done
        (
            "此项工作由外交部和总参谋部统一归口管理。细则由卫生部商财政部制定。",
            [["外交部", "总参谋部"], ["卫生部", "财政部"]],
        ),
        ("由教育部门负责。由教育部直属高校承担。报告已由财政部下达。名单由财政部门核定。", []),
        # bodies that a reform ended
        (
            "国家粮食储备局要建立专项储备，国家体改委、国家环保局负责制定办法。",
            [["国家粮食储备局"], ["国家体改委", "国家环保局"]],
        ),
        # where something is set up acts on nothing
        ("在江城市政务服务大厅设立专窗。", []),
        ("鼓励企业、高校申报实验室。推动市场主体参与。", []),
        ("市级财政资金应当支持。提升市民素质，办好市政工程。", []),
        # levels of government are no bodies, nor is what is acted on
        ("县级以上地方各级人民政府及国务院部门应当开设账号。推动省级政府和国务院部门的问答库与平台对接。", []),
        # to whom is reported; a list of people
        ("重大问题及时上报市委、市政府研究。", []),
        ("各区的牵头领导、区部门（具体处室）及相关人员名单于8月18日前报送。", []),
        ("督促各县政府建立台账。", []),
    ],
)
def test_subjects_of_sentences(text: str, found: list[list[str]]) -> None:
    assert [[u.name for u in s.units] for s in subjects(text, 0)] == found


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("商务部要牵头会同海关总署制定清单。", [("商务部", "lead"), ("海关总署", "responsible")]),
        ("水利部、农业农村部要牵头负责做好普查。", [("水利部", "lead"), ("农业农村部", "lead")]),
        ("国家统计局会同有关部门开展监测。", [("国家统计局", "responsible")]),
        ("自治区发展改革委负责牵头抓总，建立机制。", [("自治区发展改革委", "lead")]),
        # with whom they act behind a comma; several that lead
        (
            "关于灌区改造问题，由水利部牵头，会同财政部、农业农村部等部门研究提出意见。",
            [("水利部", "lead"), ("财政部", "responsible"), ("农业农村部", "responsible")],
        ),
        (
            "请水利部牵头，会同财政部等部门在年底以前制定办法。",
            [("水利部", "lead"), ("财政部", "responsible")],
        ),
        ("关于水价问题，由财政部、水利部分别牵头，会同有关部门落实。", [("财政部", "lead"), ("水利部", "lead")]),
    ],
)
def test_who_is_to_take_the_lead_leads(text: str, units: list[tuple[str, str]]) -> None:
    assert [(u.name, u.role) for s in subjects(text, 0) for u in s.units] == units
