"""The head of a document, in the layouts that portals and print-outs use."""

import pytest

from loaders.extract import extract
from loaders.facts import Header
from loaders.finders import header
from loaders.finders.head.jurisdictions import jurisdiction
from loaders.text.clean import normalise
from loaders.text.layout import lay_out
from loaders.text.outline import outline

BODY = "\n一、总体要求\n加快发展。\n二、主要任务\n（一）建设平台。建设平台。"


def read(raw: str) -> Header:
    return header.find(outline(lay_out(normalise(raw))))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            "自贡市人民政府办公室\n关于印发自贡市促进消费\n若干措施的通知\n自府办发〔2023〕18号\n\n各县（区）人民政府：\n现印发给你们。\n自贡市人民政府办公室\n2023年5月6日\n自贡市促进消费若干措施"
            + BODY,
            {
                "title": "自贡市人民政府办公室关于印发自贡市促进消费若干措施的通知",
                "enclosed_title": "自贡市促进消费若干措施",
                "number": "自府办发〔2023〕18号",
                "issuer": "自贡市人民政府办公室",
                "issued_on": "2023-05-06",
                "jurisdiction": "自贡市",
            },
            id="title over three lines, number below it",
        ),
        pytest.param(
            "• 索引号：6735/2021-18\n• 发布机构：县人民政府办公室\n• 生成日期：2021-03-23\n• 公开方式：政府网站\n2021年县政府重点工作任务（华政发〔2021〕2号）\n来源：华容县政府 2021-03-24 10:56\n各乡镇人民政府：\n现印发给你们。"
            + BODY,
            {
                "title": "2021年县政府重点工作任务",
                "number": "华政发〔2021〕2号",
                "issuer": "县人民政府办公室",
                "issued_on": "2021-03-23",
                "published_on": "2021-03-24",
                "source": "华容县政府",
                "jurisdiction": "华容县",
            },
            id="metadata behind bullets, number behind the title, date beside the source",
        ),
        pytest.param(
            "财科教【2017】6号 财政部 科技部关于做好科研资金管理工作的通知\n归档时间：2018-11-21\n来源：新华网 日期：2017-03-17\n各省财政厅："
            + BODY
            + "\n财政部 科技部\n2017年3月3日",
            {
                "title": "财政部科技部关于做好科研资金管理工作的通知",
                "number": "财科教〔2017〕6号",
                "issuer": "财政部、科技部",
                "issued_on": "2017-03-03",
                "published_on": "2017-03-17",
            },
            id="number before the title, a date that is not of publication",
        ),
        pytest.param(
            "省政府关于加快建设制造强省的若干措施\n（苏政发〔2022〕8号  2022年1月12日）\n各市人民政府：" + BODY,
            {"number": "苏政发〔2022〕8号", "issued_on": "2022-01-12"},
            id="number and date in one bracket",
        ),
        pytest.param(
            "索引号 MB16/2023-23 生成日期 2023-01-17 公开日期 2023-01-18\n文件编号 发布机构 花桥街道办事处 效力状况 有效\n内容概述 花桥街道2023年工作要点\n花桥街道2023年工作要点"
            + BODY,
            {
                "title": "花桥街道2023年工作要点",
                "number": None,
                "issuer": "花桥街道办事处",
                "issued_on": "2023-01-17",
                "published_on": "2023-01-18",
            },
            id="metadata without colons, a label without a value",
        ),
        pytest.param(
            "【规范性文件】郴州市人民政府办公室关于印发郴州市降本增效实施方案的通知\n时效 根据《市政府关于清理文件的决定》（郴政〔2017〕16号），此文件宣布失效\n各县市区人民政府：\n现印发给你们。"
            + BODY,
            {"title": "郴州市人民政府办公室关于印发郴州市降本增效实施方案的通知", "issuer": "郴州市人民政府办公室"},
            id="a stamp before the title",
        ),
        pytest.param(
            "省人民政府关于优化营商环境的若干意见\n鄂政发〔2018〕26号\n各市、州、县人民政府：" + BODY,
            {"issuer": "省人民政府", "jurisdiction": "湖北省"},
            id="the number tells the province",
        ),
        pytest.param(
            "苏桥市人民政府关于优化营商环境的若干意见\n苏政发〔2018〕26号\n各县人民政府：" + BODY,
            {"issuer": "苏桥市人民政府", "jurisdiction": None},
            id="a city that no list has is no province whose numbers begin alike",
        ),
        pytest.param(
            "关于印发上海市2019年政务服务工作要点的通知\n沪府办〔2019〕30号\n（2019年4月2日）\n各区人民政府：\n现印发给你们。\n上海市人民政府办公厅\n附件\n上海市2019年政务服务工作要点"
            + BODY,
            {"issuer": "上海市人民政府办公厅", "issued_on": "2019-04-02"},
            id="a signature without its date",
        ),
        pytest.param(
            "全国人民代表大会常务委员会关于调整适用法律规定的决定\n（2021年4月29日第十三届全国人民代表大会常务委员会第二十八次会议通过）"
            + BODY,
            {"issuer": "全国人民代表大会常务委员会", "issued_on": "2021-04-29", "jurisdiction": "国家"},
            id="the day of the vote",
        ),
        pytest.param(
            "中共中央国务院关于做好乡村振兴工作的意见\n（2022年1月4日）" + BODY,
            {"issuer": "中共中央、国务院", "issued_on": "2022-01-04", "jurisdiction": "国家"},
            id="two issuers without a mark between",
        ),
        pytest.param(
            "水利部文件\n水规计[2019] 36 号\n水利部关于加强河湖管理的指导意见\n各省、自治区、直辖市水利厅（局）：\n"
            + BODY
            + "\n水利部\n二〇一九年十二月三十一日",
            {
                "title": "水利部关于加强河湖管理的指导意见",
                "number": "水规计〔2019〕36号",
                "issuer": "水利部",
                "issued_on": "2019-12-31",
                "jurisdiction": "国家",
            },
            id="red head, number in square brackets, date in Chinese numerals",
        ),
        pytest.param(
            "索引号：11370000/2021-00123 主题分类：工业\n发文机关：山东省工业和信息化厅 成文日期：2021年3月4日\n标题：关于印发《山东省工业互联网行动方案》的通知\n发文字号：鲁工信发〔2021〕3号 发布日期：2021-03-09\n关于印发《山东省工业互联网行动方案》的通知\n各市工业和信息化局：\n现印发给你们。"
            + BODY,
            {
                "title": "关于印发《山东省工业互联网行动方案》的通知",
                "number": "鲁工信发〔2021〕3号",
                "issuer": "山东省工业和信息化厅",
                "issued_on": "2021-03-04",
                "published_on": "2021-03-09",
                "jurisdiction": "山东省",
            },
            id="labelled metadata of a portal",
        ),
        pytest.param(
            "市政府办公室关于印发海安市行动计划的通知\n海政办发〔2022〕8号\n各区镇：\n现印发给你们。\n海安市人民政府办公室\n2022年6月1日\n海安市行动计划"
            + BODY,
            {"issuer": "海安市人民政府办公室", "jurisdiction": "海安市"},
            id="a title that does not say whose office it is",
        ),
        pytest.param(
            "安徽省新材料产业发展行动方案\n为加快发展，制定本方案。" + BODY,
            {"title": "安徽省新材料产业发展行动方案", "issuer": None, "jurisdiction": "安徽省"},
            id="a plan alone: its title says whose it is",
        ),
        pytest.param(
            "教育部  财政部关于实施职业教育计划的意见\n教职成〔2019〕5号\n各省、自治区教育厅：\n"
            + BODY
            + "\n教育部 财政部\n2019年3月29日",
            {"issuer": "教育部、财政部", "issued_on": "2019-03-29", "jurisdiction": "国家"},
            id="joint issuers on one line",
        ),
        pytest.param(
            "中共昌黎县委 昌黎县人民政府\n关于加快发展的实施意见\n(2022年1月8日)\n为加快发展，制定本意见。" + BODY,
            {
                "title": "中共昌黎县委昌黎县人民政府关于加快发展的实施意见",
                "issuer": "中共昌黎县委、昌黎县人民政府",
                "issued_on": "2022-01-08",
                "jurisdiction": "昌黎县",
            },
            id="issuers above the title, date in brackets below it",
        ),
        pytest.param(
            "文 号 | 遂政办〔2020〕2 号 | 发文日期 | 2020-04-19 00:00 |\n---|---|---|---|\n发布机构 | 政府办 | 有 效 性 | 有效 |\n遂宁市人民政府办公室关于印发2020年\n工作分解方案的通知\n各县：\n现印发。\n2020年4月19日"
            + BODY,
            {
                "title": "遂宁市人民政府办公室关于印发2020年工作分解方案的通知",
                "number": "遂政办〔2020〕2号",
                "issuer": "遂宁市人民政府办公室",
                "issued_on": "2020-04-19",
            },
            id="labels and values between bars",
        ),
        pytest.param(
            "返回顶部\n • 索引号:\n 5109/2024-0010\n • 来源:\n • 发文机构:\n 县政府网站\n • 发文字号:\n 射政发〔2024〕7号\n • 发文日期:\n 2024年04月06日 16:40\n • 有效性:\n • 发布日期:\n 2024年04月08日\n射洪市人民政府工作规则"
            + BODY,
            {
                "title": "射洪市人民政府工作规则",
                "number": "射政发〔2024〕7号",
                "issuer": "射洪市人民政府",
                "issued_on": "2024-04-06",
                "published_on": "2024-04-08",
                "jurisdiction": "射洪市",
            },
            id="the value on the line below its label; a site is no issuer",
        ),
        pytest.param(
            "【法宝引证码】CLI.12.1\n【发文字号】遂府发〔2022〕3号\n政务丨遂宁市人民政府关于加强节水的意见\n各县（市、区）人民政府：\n现提出意见。\n附件：目录\n遂宁市人民政府\n2022年5月1日"
            + BODY,
            {
                "title": "遂宁市人民政府关于加强节水的意见",
                "number": "遂府发〔2022〕3号",
                "issuer": "遂宁市人民政府",
                "issued_on": "2022-05-01",
            },
            id="labels in brackets, a column name before the title, an annex line above the signature",
        ),
        pytest.param(
            "发文单位:湖南省人民政府\n省政府关于推进节水的意见\n湘政发〔2018〕31号\n各市、州人民政府:\n现提出以下意见。"
            + BODY,
            {"title": "省政府关于推进节水的意见", "issuer": "湖南省人民政府"},
            id="省政府 in the title is short for what the label prints",
        ),
        pytest.param(
            "发文机关:四川省人民政府\n文号 :川府发〔2018〕31号\n各市、州人民政府:\n现将《四川省节水实施方案》印发给你们。\n四川省人民政府\n2018年3月27日\n四川省节水实施方案\n根据精神,制定本方案。"
            + BODY,
            {
                "title": "四川省节水实施方案",
                "number": "川府发〔2018〕31号",
                "issuer": "四川省人民政府",
                "issued_on": "2018-03-27",
            },
            id="no title above the salutation: the plan's own",
        ),
        pytest.param(
            "国务院办公厅关于印发教育改革\n实施方案\n的通知\n国办发〔2018〕9号\n各省、自治区、直辖市人民政府：\n现印发给你们。\n国务院办公厅\n2018年1月2日\n教育改革实施方案"
            + BODY,
            {"title": "国务院办公厅关于印发教育改革实施方案的通知", "enclosed_title": "教育改革实施方案"},
            id="的通知 on a line of its own",
        ),
        pytest.param(
            "遂宁市人民政府关于印发《政府工作报告》任务分工的通知\n2021年3月31日 遂府发〔2021〕3号\n各县：\n请落实。"
            + BODY,
            {
                "enclosed_title": "《政府工作报告》任务分工",
                "number": "遂府发〔2021〕3号",
                "issued_on": "2021-03-31",
            },
            id="date and number on one line; a title inside the enclosed one",
        ),
        pytest.param(
            "国务院办公厅转发教育部关于推进学校体育意见的通知\n国办发〔2013〕11号\n各省：\n现转发。\n国务院办公厅\n二〇一三年四月二日"
            + BODY,
            {"enclosed_title": "关于推进学校体育意见", "issuer": "国务院办公厅", "issued_on": "2013-04-02"},
            id="a forwarded document",
        ),
        pytest.param(
            "国务院办公厅对九届全国人大\n三次会议第1234号建议的答复\n国办函〔2001〕12号\n某代表：\n建议收悉，现答复如下：\n感谢支持。\n国务院办公厅\n二〇〇一年八月六日",
            {
                "title": "国务院办公厅对九届全国人大三次会议第1234号建议的答复",
                "number": "国办函〔2001〕12号",
                "issued_on": "2001-08-06",
            },
            id="a reply to a proposal",
        ),
        pytest.param(
            "教育部等六部门关于印发《推广工作方案》的通知\n教体〔2021〕4 号\n各省教育厅：\n现印发。\n教育部　国家发展改革委　财政部\n司法部　全国妇联　中国科协\n2021年12月1日"
            + BODY,
            {"issuer": "教育部、国家发展改革委、财政部、司法部、全国妇联、中国科协", "jurisdiction": "国家"},
            id="joint issuers on two lines",
        ),
        pytest.param(
            "川办发〔2017〕18号《四川省人民政府办公厅关于印发〈2017年公开工作要点〉的通知》\n川办发〔2017〕18号\n各市、州人民政府：\n现印发。\n四川省人民政府办公厅\n2016年5月28日"
            + BODY,
            {
                "title": "四川省人民政府办公厅关于印发《2017年公开工作要点》的通知",
                "enclosed_title": "2017年公开工作要点",
                "number": "川办发〔2017〕18号",
            },
            id="the title in marks, behind its number",
        ),
        pytest.param(
            "四川省人民政府令\n第 312 号\n《四川省湖泊保护办法》已经审议通过，现予公布。\n省长 某某\n2020年1月15日\n四川省湖泊保护办法\n第一条 为了保护。\n第二条 加强保护。",
            {
                "title": "四川省湖泊保护办法",
                "number": "四川省人民政府令第312号",
                "issuer": "四川省人民政府",
                "issued_on": "2020-01-15",
            },
            id="an order",
        ),
        pytest.param(
            "财政部 税务总局\n关于完善研发费用扣除政策的公告\n财政部 税务总局公告2023年第700号\n现公告如下：\n一、加计扣除。\n二、公告执行。\n财政部 税务总局\n2023年3月2日",
            {
                "title": "财政部税务总局关于完善研发费用扣除政策的公告",
                "number": "财政部税务总局公告2023年第700号",
                "issuer": "财政部、税务总局",
                "jurisdiction": "国家",
            },
            id="an announcement counted by year",
        ),
        pytest.param(
            "关于返还桥梁基金的通知\n时间:2024-07-09 06:45:11 来源: 法规网 阅读:24\n关于返还桥梁基金的通知\n财政部、司法部\n\n关于返还桥梁基金的通知\n财政部、司法部\n现将有关问题通知如下：\n一、按70%返还。\n二、每年返还。\n1990年12月8日",
            {
                "title": "关于返还桥梁基金的通知",
                "issuer": "财政部、司法部",
                "issued_on": "1990-12-08",
                "jurisdiction": "国家",
            },
            id="a page of laws that prints its issuers below the title",
        ),
        pytest.param(
            "四川省自贡市人民政府\n关于批转自贡市桥梁管理规定的通知\n自府〔2005〕32号\n各区人民政府：\n请遵照执行。\n自贡市人民政府\n二00五年六月十七日\n自贡市桥梁管理规定\n第一条 加强保护。\n第二条 落实管理。",
            {
                "title": "关于批转自贡市桥梁管理规定的通知",
                "issuer": "自贡市人民政府",
                "issued_on": "2005-06-17",
                "jurisdiction": "自贡市",
            },
            id="a page names the issuer more fully than it signs",
        ),
        pytest.param(
            "国务院批转国家计委、国务院经贸办、\n国务院发展研究中心关于一九九二年\n桥梁工作要点的通知\n国发〔1992〕700号\n（一九九二年一月二十七日）\n各省：\n现转发给你们。\n关于一九九二年桥梁工作要点\n国家计委　国务院经贸办\n（一九九二年一月十日）"
            + BODY,
            {
                "title": "国务院批转国家计委、国务院经贸办、国务院发展研究中心关于一九九二年桥梁工作要点的通知",
                "issuer": "国务院",
                "issued_on": "1992-01-27",
            },
            id="a title broken in a list of bodies; authors and day under the title of the paper forwarded",
        ),
        pytest.param(
            "您的位置: 首页 » 法规 »\n中华人民共和国桥梁法\n全国人民代表大会常务委员会\n中华人民共和国主席令(九届第700号)\n《中华人民共和国桥梁法》已通过，现予公布。\n2000年10月31日\n第一条 加强保护。\n第二条 落实管理。",
            {"title": "中华人民共和国桥梁法", "issued_on": "2000-10-31", "jurisdiction": "国家"},
            id="a law",
        ),
        pytest.param(
            "发布机构：泸县人民政府办公室 发文日期：2019-01-23 生效时间：2019-01-24 废止时间：2020-01-23 名称：泸县人民政府关于印发《泸县规则》的通知\n泸县人民政府关于印发《泸县规则》的通知\n各乡：\n现印发。"
            + BODY,
            {"issued_on": "2019-01-23", "published_on": None, "issuer": "泸县人民政府"},
            id="the days of coming into force and of repeal are none of publication",
        ),
        pytest.param(
            "自政办(2011)700号 转发四川省处罚文书指导意见的通知\n发布日期: 2011- 09- 01 14: 58: 15 来源: 某网\n成文日期：2011-09-01\n自政办〔2011〕700号\n自贡市人民政府办公室\n转发四川省处罚文书\n指导意见的通知\n市政府直属各单位：\n请认真贯彻执行。\n二○一一年八月九日\n四川省处罚文书指导意见"
            + BODY,
            {
                "title": "自贡市人民政府办公室转发四川省处罚文书指导意见的通知",
                "number": "自政办〔2011〕700号",
                "issuer": "自贡市人民政府办公室",
                "issued_on": "2011-08-09",
                "published_on": "2011-09-01",
            },
            id="a page's title lacks the issuer that the document's has; the day below the text is that of the document",
        ),
        pytest.param(
            "国家发展改革委 商务部 工业和信息化部 财政部 自然资源部 生态环境部 住房城乡建设部 交通运输部 农业农村部 中国人民银行 市场监管总局 国家能源局 国家铁路局 中国民用航空局关于促进农村消费扩容提质若干措施的通知\n发改综合〔2023〕700号\n各省：\n请执行。"
            + BODY,
            {
                "issuer": "国家发展改革委、商务部、工业和信息化部、财政部、自然资源部、生态环境部、住房城乡建设部、交通运输部、农业农村部、中国人民银行、市场监管总局、国家能源局、国家铁路局、中国民用航空局"
            },
            id="a title of fourteen issuers",
        ),
        pytest.param(
            "索引号 00700/2021-700\n组配分类 其他文件 发布机构 昌黎县管委会\n生成日期 2021-12-31 公开方式 主动公开\n文号 昌政〔2021〕700号 有效性 有效\n促进桥梁产业的若干政策意见\n发布日期：2022-01-04 来源：某网\n促进桥梁产业的若干政策意见"
            + BODY,
            {
                "title": "促进桥梁产业的若干政策意见",
                "number": "昌政〔2021〕700号",
                "issuer": "昌黎县管委会",
                "issued_on": "2021-12-31",
                "published_on": "2022-01-04",
            },
            id="labels without colons, the first of a line a kind of paper",
        ),
        pytest.param(
            "关于做好托管工作的通知\n各省农业农村厅：\n现将有关事项通知如下。\n联系人：种植司 王某 010-12345678\n农业农村部办公厅　　财政部办公厅\n2022年5月20日\n"
            + BODY,
            {"issuer": "农业农村部办公厅、财政部办公厅", "jurisdiction": "国家"},
            id="who may be called stands above the signature",
        ),
        pytest.param(
            "各乡镇：\n现将分工印发给你们。\n昌黎县人民政府\n2024年2月18日\n（此件公开发布）\n2024年昌黎县桥梁重要工作责任分工"
            + BODY,
            {"title": "2024年昌黎县桥梁重要工作责任分工", "issued_on": "2024-02-18"},
            id="a note above the plan's title",
        ),
        pytest.param(
            "首页 > 政务公开\n政策 | 市政府办公厅关于印发2024年工作要点的通知\n来源：市政府网站 发布时间：2024-02-20\n市政府办公厅关于印发2024年工作要点的通知\n各区政府：\n《贵阳市2024年工作要点》已经同意。\n贵阳市人民政府办公厅\n2024年2月18日"
            + BODY,
            {"issued_on": "2024-02-18", "published_on": "2024-02-20", "source": "市政府网站", "jurisdiction": "贵阳市"},
            id="page title with a column name, source and date of the page",
        ),
    ],
)
def test_layouts(raw: str, expected: dict[str, str]) -> None:
    found = read(raw)

    assert {key: getattr(found, key) for key in expected} == expected
    clean = normalise(raw)
    for key, (start, end) in found.spans.items():
        assert 0 <= start < end <= len(clean.raw), key


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("某市2024年政务公开工作要点", 2024),
        ("某省实施方案（2024—2027年）", None),
        ("某省行动计划（2021-2023年）", None),
        ("某市工作方案", None),
    ],
)
def test_plan_year(title: str, year: int | None) -> None:
    assert header.plan_year(Header(title=title)) == year


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("国务院办公厅", "国家"),
        ("国家发展改革委办公厅、税务总局办公厅", "国家"),
        ("浙江省数据局", "浙江省"),
        ("中共昌黎县委、昌黎县人民政府", "昌黎县"),
        ("广西壮族自治区人民政府", "广西壮族自治区"),
        ("上海市浦东新区人民政府", "上海市浦东新区"),
        ("中国（海南）自由贸易试验区工作委员会", "海南省"),
        # towns stand in no list
        ("柳溪镇人民政府", "柳溪镇"),
        ("昌黎县柳溪镇人民政府", "昌黎县柳溪镇"),
        ("中共柳溪乡委员会、柳溪乡人民政府", "柳溪乡"),
        ("上海市浦东新区柳溪街道办事处", "上海市浦东新区柳溪街道"),
        ("昌黎县乡村振兴局", "昌黎县"),
        # a short form before an area says where it lies
        ("中共河北雄安新区工作委员会、河北雄安新区管理委员会", "河北雄安新区"),
        ("南京江北新区管理委员会", "南京江北新区"),
        ("河北昌黎县人民政府", "河北昌黎县"),
        # an area with a committee of its own stands in no list
        ("青溪新区管理委员会", "青溪新区"),
        ("自贡市青溪新区管委会办公室", "自贡市青溪新区"),
        ("中共青溪管理区工作委员会", "青溪管理区"),
        ("自贡青溪经济开发区安全生产委员会", "自贡青溪经济开发区"),
        ("自贡市青溪新区科技创新局", "自贡市青溪新区"),
        # the office of a national body for a place
        ("国家税务总局陕西省税务局", "陕西省"),
        ("国家税务总局办公厅", "国家"),
    ],
)
def test_jurisdiction_is_the_place_that_the_issuer_prints(issuer: str, place: str) -> None:
    assert jurisdiction(issuer) == place


def test_a_forwarding_title_that_breaks_behind_its_authors_is_whole_and_carries_the_paper():
    """The forwarded paper is called as it is printed in marks, not as the title shortens it."""
    found = read(
        "国务院办公厅转发国家发展改革委等部门\n关于加快推进桥梁设施建设\n指导意见的通知\n国办函〔2022〕700号\n"
        "各省、自治区、直辖市人民政府：\n国家发展改革委、财政部《关于加快推进桥梁设施建设的指导意见》已经国务院同意，现转发给你们。\n"
        "国务院办公厅\n2022年1月12日\n关于加快推进桥梁设施建设的指导意见\n一、总体要求\n（一）目标。建桥。\n"
    )
    assert found.title == "国务院办公厅转发国家发展改革委等部门关于加快推进桥梁设施建设指导意见的通知"
    assert found.enclosed_title == "关于加快推进桥梁设施建设的指导意见"


def test_issuers_on_the_line_above_belong_to_the_title_where_they_sign():
    """Three departments issue together; a site's name above the title is none of them."""
    notice = "{}某江省民政厅关于印发《某江省养老方案》的通知\n某民发〔2024〕77号\n各市民政局：\n现印发给你们。\n{}某江省民政厅\n2024年4月30日\n某江省养老方案\n一、目标\n建成。\n"
    joint = read(notice.format("某江省卫生健康委员会 某江省财政厅\n", "某江省卫生健康委员会 某江省财政厅\n"))
    assert joint.title == "某江省卫生健康委员会某江省财政厅某江省民政厅关于印发《某江省养老方案》的通知"
    alone = read(notice.format("某江省人民政府\n", ""))
    assert alone.title == "某江省民政厅关于印发《某江省养老方案》的通知"


def test_a_notice_on_one_line_signs_in_brackets_and_is_called_by_what_it_sends() -> None:
    notice = "各市水务局：现将《2019年自贡市水务局工作要点》印发给你们，确保任务完成。（自贡市水务局 2019年4月15日）"
    found = read(f"{notice}\n2019年全市水务工作要围绕治水展开。{BODY}")
    assert (found.title, found.issuer, found.issued_on) == ("2019年自贡市水务局工作要点", "自贡市水务局", "2019-04-15")


def test_news_that_prints_a_whole_plan_says_whose_it_is_and_what() -> None:
    found = read(
        "近日，中共自贡市委办公室、自贡市人民政府办公室印发了《关于加强治水的意见》，并发出通知，要求各地落实。\n"
        f"《关于加强治水的意见》全文如下。\n现提出如下意见。{BODY}"
    )
    assert found.title == "关于加强治水的意见"
    assert found.issuer == "中共自贡市委办公室、自贡市人民政府办公室"
    assert found.jurisdiction == "自贡市"


def test_whom_a_notice_addresses_is_not_whose_it_is() -> None:
    found = read(f"发布机构：大气环境处\n关于印发《大气污染治理攻坚方案》的通知\n石家庄、唐山、保定市人民政府：{BODY}")
    assert found.jurisdiction is None


def test_a_page_prints_labels_and_values_on_lines_of_their_own() -> None:
    found = read(
        "索引号\n0014/2023\n发布机构\n自贡市人民政府办公室\n文号\n自府办发〔2023〕37号\n发布日期\n2023-05-09\n"
        f"自贡市人民政府办公室关于印发治水方案的通知{BODY}"
    )
    assert (found.number, found.published_on) == ("自府办发〔2023〕37号", "2023-05-09")


def test_a_day_and_a_body_under_the_title_of_a_page_of_laws() -> None:
    found = read(f"国家税务总局关于下发若干问题的规定的通知\n1993年11月2日，国家税务总局\n各省税务局：{BODY}")
    assert (found.issuer, found.issued_on) == ("国家税务总局", "1993-11-02")


def test_who_made_a_plan_says_whose_it_is() -> None:
    found = read(f"校园周边治理实施方案\n为加强治理，富顺县教育体育局、富顺县公安局特制定如下实施方案。{BODY}")
    assert found.jurisdiction == "富顺县"


def test_what_a_notice_made_and_sends_is_its_title() -> None:
    found = read(f"各市人民政府：为加强防治，特制定《自贡市防治应急预案》，现印发给你们，请遵照执行。{BODY}")
    assert found.title == "自贡市防治应急预案"


def test_how_far_a_notice_goes_may_stand_before_its_day() -> None:
    found = read(f"关于印发《治水方案》的通知{BODY}\n自贡市人民政府办公室\n（此件发至乡）　　　2017年6月13日")
    assert (found.issuer, found.issued_on) == ("自贡市人民政府办公室", "2017-06-13")


def test_a_pages_label_in_quotes_is_no_part_of_the_title() -> None:
    found = read(f"“党政混合信息公开” 自贡市人民政府办公室关于印发《自贡市治水方案》的通知{BODY}")
    assert found.title == "自贡市人民政府办公室关于印发《自贡市治水方案》的通知"


def test_the_full_style_of_the_state_council_is_national():
    found = read(
        "国务院批转国家计委关于加强桥梁工作请示的通知\n国发〔1993〕10号\n各省：\n请执行。\n中华人民共和国国务院\n一九九三年二月十一日"
        + BODY
    )
    assert (found.issuer, found.jurisdiction) == ("中华人民共和国国务院", "国家")


def test_a_revised_paper_is_carried_by_its_own_title():
    found = read(
        "江城市人民政府关于印发修订后的《江城市总部管理办法》的通知\n江府规〔2022〕200号\n各区：\n请执行。\n江城市人民政府\n2022年3月24日"
        + BODY
    )
    assert found.enclosed_title == "江城市总部管理办法"


@pytest.mark.parametrize("label", ["法规名称", "法规标题", "政策名称", "文件标题"])
def test_a_law_portals_label_is_no_part_of_the_title(label: str) -> None:
    document = extract(f"""{label}：国务院办公厅转发水利部等部门关于加强河道采砂管理意见的通知
颁布单位：国务院办公厅
文号：国办发[1999]12号

国务院办公厅转发水利部等部门
关于加强河道采砂管理意见的通知

各省、自治区、直辖市人民政府：
水利部《关于加强河道采砂管理的意见》已经国务院同意，现转发给你们。
一九九九年二月三日
""").document
    assert document.title == "国务院办公厅转发水利部等部门关于加强河道采砂管理意见的通知"
    assert (document.issuer, document.jurisdiction) == ("国务院办公厅", "国家")


@pytest.mark.parametrize(
    "line", ["2009年3月19日　　来源：办公室", "2009-03-19 16:20 来源：政府网", "2009/03/19 | 信息来源：办公室"]
)
def test_a_pages_date_may_stand_before_its_source(line: str) -> None:
    document = read(
        f"政府网\n{line}\n\n国务院办公厅关于落实重点工作的意见\n国办函〔2009〕33号\n\n国务院各部委：\n现就分工提出如下意见："
        + BODY
    )
    assert document.published_on == "2009-03-19"
    assert document.issued_on is None
    assert header.issue_year(document) == 2009  # of its number


def test_no_year_of_issue_without_a_day_or_a_number() -> None:
    assert header.issue_year(Header(number="国务院令第130号")) is None
    assert header.issue_year(Header(number="国办发〔2009〕3号", issued_on="2010-01-04")) == 2010


def test_the_foot_of_a_printed_plan_names_its_issuer() -> None:
    found = read(
        "自贡市推进物流提质行动方案\n（自府办发〔2023〕9号）\n为提升物流质量，制定本方案。"
        + BODY
        + "\n自贡市人民政府办公室\n2023年4月3日印发"
    )
    assert found.issuer == "自贡市人民政府办公室"


def test_a_notice_signed_with_a_day_alone_is_of_the_body_whose_plan_it_sends() -> None:
    found = read(
        "关于印发《自贡市水务局2023年工作要点》的通知\n局属各单位：\n现印发给你们。\n2023年4月3日\n自贡市水务局2023年工作要点"
        + BODY
    )
    assert (found.issuer, found.jurisdiction) == ("自贡市水务局", "自贡市")


def test_a_dozen_issuers_may_sign_one_a_line() -> None:
    signed = "国家发展改革委\n中央网信办\n教 育 部\n科 技 部\n财 政 部\n民 政 部\n商 务 部\n人民银行\n审 计 署\n统 计 局\n证 监 会"
    head = read(f"关于培育融合发展新业态的实施意见\n发改产业〔2022〕9号\n各省人民政府：{BODY}\n{signed}\n2022年3月1日")
    assert head.issuer == "、".join(line.replace(" ", "") for line in signed.split("\n"))


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        # the remark column of a portal holds the number
        ("备注/文号：自政办〔2023〕7号\n发布机构：自贡市人民政府办公室", {"number": "自政办〔2023〕7号"}),
        # one page prints some labels with a colon and some without
        (
            "文    号 自政办〔2023〕7号 信息分类： 综合政务\n发布机构 自贡市人民政府办公室 有 效 性 有效",
            {"number": "自政办〔2023〕7号", "issuer": "自贡市人民政府办公室"},
        ),
        # a label without a value stands before one that has it
        ("发文字号 发文时间2023-05-09\n发文机关自贡市人民政府办公室", {"number": None, "issued_on": "2023-05-09"}),
    ],
)
def test_labels_of_further_portals(labels: str, expected: dict[str, str | None]) -> None:
    found = read(
        f"{labels}\n自贡市人民政府办公室关于印发自贡市促进消费措施的通知\n各县（区）人民政府：\n现印发给你们。{BODY}"
    )
    assert {key: getattr(found, key) for key in expected} == expected


def test_that_a_document_has_lapsed_is_no_part_of_its_title() -> None:
    found = read(
        f"【规范性文件】自贡市人民政府关于印发自贡市促进消费方案（2021—2023年）的通知（已废止）\n各县（区）人民政府：{BODY}"
    )
    assert found.title == "自贡市人民政府关于印发自贡市促进消费方案（2021—2023年）的通知"


def test_labels_that_a_trade_site_prints_without_colons() -> None:
    head = read(
        "湖南省商务厅关于印发《湖南省夜间经济工作方案》的通知\n发布单位\t湖南省商务厅\t发布文号\t湘商服〔2023〕41号\n发布日期\t2023-05-09\t生效日期\t2023-05-09\n各市州商务局：\n现印发给你们。\n湖南省商务厅\n2023年5月8日"
        + BODY
    )
    assert (head.number, head.issuer, head.issued_on) == ("湘商服〔2023〕41号", "湖南省商务厅", "2023-05-08")


def test_a_switch_of_the_page_is_no_title_and_a_place_behind_verbs_is_the_plans() -> None:
    head = read(
        "国内政策【切换】 国际政策\n您现在的位置： 首页 > 政策\n加快拉萨市旅游业发展实施意见\n发布时间：2017-03-02"
        + BODY
    )
    assert (head.title, head.jurisdiction) == ("加快拉萨市旅游业发展实施意见", "拉萨市")


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        # by whose conditions it was made
        ("为促进节水，结合眉山实际，制定本方案。全省已有基础。", "眉山市"),
        ("为促进节水，结合我市实际，制定本方案。", None),
        # by whose decision, at the level of which it speaks
        ("根据《中共广州市委、广州市人民政府关于治水的决定》，提出以下意见。全市一盘棋。", "广州市"),
        ("根据《中共宣城市委宣城市人民政府关于治水的意见》，结合我县实际，提出以下意见。全县一盘棋。", None),
        # whose name starts as the number does, though others are named
        ("富政办发〔2023〕4号\n各镇：\n富顺县要学习昌黎县经验，现就有关事项通知如下。", "富顺县"),
        # the only county, district or city that it names of those that it speaks of as its own
        ("为促进节水，全县要一盘棋，富顺县水务局、自贡市水务局制定本方案，学习自贡市做法。", "富顺县"),
        ("为促进节水，我区要一盘棋，坪山区各单位要落实。", "坪山区"),
        ("为促进节水，全县要一盘棋，富顺县、昌黎县各单位要落实。", None),
        # … or, where it names none but in titles, in them
        ("为促进节水，全县要一盘棋，按照《富顺县节水奖励资金管理办法》奖励。", "富顺县"),
    ],
)
def test_a_document_without_a_head_says_whose_it_is(opening: str, place: str | None) -> None:
    assert read(f"关于推进节水工程的实施意见\n{opening}{BODY}").jurisdiction == place


def test_the_portals_publisher_places_a_body_that_prints_no_place() -> None:
    label = "名 称：区人民政府办公室关于印发治水分工的通知\n发布日期：2020-06-28 发布机构：下陆区政府办公室\n"
    found = read(
        label + "区人民政府办公室\n关于印发治水分工的\n通知\n各街道：\n现印发给你们。\n2020年6月28日\n治水分工" + BODY
    )
    assert (found.issuer, found.jurisdiction) == ("区人民政府办公室", "下陆区")


def test_a_site_of_a_county_says_whose_it_is() -> None:
    site = "中方县人民政府 www.zhongfang.example 发布时间：2022-07-24\n"
    assert read(f"{site}关于印发治水分工的通知\n各乡镇：\n现印发给你们。{BODY}").jurisdiction == "中方县"


def test_a_number_may_stand_on_the_line_of_the_first_sentence() -> None:
    raw = "中共新乡市委 新乡市人民政府关于治水的实施意见\n新发〔2018〕22号   为改善水质，保护河道，提出以下意见。"
    assert read(raw + BODY).number == "新发〔2018〕22号"


def test_a_title_alone_in_marks() -> None:
    assert (
        read(f"《关于帮助企业稳定增长的实施细则》\n为稳定增长，制定本细则。{BODY}").title
        == "关于帮助企业稳定增长的实施细则"
    )


def test_what_a_signer_is_also_called_is_no_issuer_of_its_own() -> None:
    found = read(
        "关于印发《浙江省桥梁数智化方案》的通知\n省直有关部门：\n现印发给你们。\n浙江省科学技术厅\n（浙江省桥梁产业链办公室）\n浙江省财政厅\n"
        "2026年4月16日\n浙江省桥梁数智化方案" + BODY
    )
    assert found.issuer == "浙江省科学技术厅、浙江省财政厅"


def test_the_signature_names_in_full_whom_the_title_shortens() -> None:
    """A body that is another one's does not: 自贡市人民政府 issues, its office signs for nobody else."""
    notice = (
        "浙江省发展改革委关于印发《浙江省桥梁方案》的通知\n各市：\n现印发给你们。\n{}\n2026年3月12日\n浙江省桥梁方案"
        + BODY
    )
    assert read(notice.format("浙江省发展和改革委员会")).issuer == "浙江省发展和改革委员会"
    assert read(notice.format("浙江省财政厅")).issuer == "浙江省发展改革委"


def test_the_last_line_of_a_draft_names_who_put_it_out() -> None:
    found = read(
        "自贡市桥梁建设行动计划（征求意见稿）\n2026-05-25\n为建设桥梁，制定本计划。"
        + BODY
        + "\n自贡市水务局2026年5月25日发布，征求意见截止2026年6月24日。"
    )
    assert (found.issuer, found.jurisdiction) == ("自贡市水务局", "自贡市")


def test_of_two_that_sign_the_second_may_say_where() -> None:
    assert jurisdiction("青云科技园管理委员会、上海市浦东新区科技局", "浦东新区桥梁措施") == "上海市浦东新区"


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("数字浙江建设2025年工作要点", "浙江省"),
        # of whose plan a paper tells nothing
        ("关于贯彻落实《浙江省桥梁条例》的工作方案", None),
        ("浙江江苏桥梁合作2025年工作要点", "浙江省"),
    ],
)
def test_a_province_behind_the_first_word_of_a_title(title: str, place: str | None) -> None:
    assert read(title + BODY).jurisdiction == place


def test_a_notice_without_a_title_has_that_of_the_plan_below_its_day() -> None:
    notice = "各县（区）人民政府：\n《2023年市治水工作责任分解方案》已经同意，现印发给你们，并通知如下：\n一、加强统筹。各单位要加强统筹。\n二、按时报告。各单位要按时报告。\n自贡市人民政府办公室\n2023年1月22日\n2023年市治水工作\n责任分解方案\n一、目标"
    found = read(notice)
    assert (found.title, found.issuer) == ("2023年市治水工作责任分解方案", "自贡市人民政府办公室")


def test_a_title_may_be_a_point_of_a_list_or_name_its_province_in_front() -> None:
    found = read(f"• 自贡市人民政府关于印发自贡市治水方案的通知\n各县（区）人民政府：{BODY}")
    assert found.title == "自贡市人民政府关于印发自贡市治水方案的通知"
    assert read(f"（四川省）自贡市2023年重点任务分解方案{BODY}").jurisdiction == "自贡市"


@pytest.mark.parametrize("version", ["（试行）", "（2024—2026年）", "（2025年版）"])
def test_a_version_below_a_title_belongs_to_it(version: str) -> None:
    found = read(
        f"各县（区）人民政府：\n现印发给你们。\n自贡市人民政府\n2024年9月2日\n关于治水的实施意见\n{version}{BODY}"
    )
    assert found.title == f"关于治水的实施意见{version}"


def test_a_title_that_a_page_cuts_swallows_no_lines() -> None:
    """《 is closed by no line before another 《: the page's title is cut, the document's own follows."""
    raw = "首页\n《自贡市治水实\n自贡市人民政府关于印发自贡市\n治水方案的通知\n自府发〔2023〕5号\n各县（区）人民政府：\n《自贡市治水方案》已经同意，现印发给你们。"
    found = read(raw + BODY)
    assert (found.title, found.number) == ("自贡市人民政府关于印发自贡市治水方案的通知", "自府发〔2023〕5号")


def test_an_emergency_plan_is_a_kind_of_paper() -> None:
    assert read(f"自贡市防汛应急预案{BODY}").title == "自贡市防汛应急预案"


def test_the_years_below_a_plans_title_and_a_bullet_before_it() -> None:
    plan = read("● 黄山市茶产业提升行动方案\n（2021—2023年）\n为做强茶产业，制定本方案。" + BODY)
    assert (plan.title, plan.jurisdiction) == ("黄山市茶产业提升行动方案（2021—2023年）", "黄山市")


def test_a_table_of_contents_has_no_title_in_it() -> None:
    raw = "苏政发〔2016〕31号\n各市人民政府：\n现将《江苏省海洋科技规划》印发给你们。\n江苏省人民政府\n2016年5月6日\n江苏省海洋科技规划\n目 录\n一、总体要求\n二、主要任务\n1.对接国家海洋科技计划\n2.培养人才"
    assert read(raw + BODY).title == "江苏省海洋科技规划"


@pytest.mark.parametrize(
    "title",
    [
        "中共自贡市委/自贡市人民政府关于治水兴水的实施意见",
        "【上级文件】中共自贡市委/自贡市人民政府关于治水兴水的实施意见",
        "中共自贡市委办公室/自贡市人民政府办公室关于治水兴水的实施意见",
        "自贡市人民政府印发/关于治水兴水的若干措施的通知",
        "自贡市水务局（河长办）等四部门/关于印发《自贡市关于治水兴水的若干措施》的通知",
        "自贡市人民政府关于下达2025年治水计划/的通知",
        "自贡市人民政府关于创优“四最”河湖环境/的实施意见（自府〔2025〕12号）",
        "自贡市人民政府关于印发自贡市治水三年行动方案/（2018—2020年）的通知（已废止）",
        "自贡市人民政府关于印发自贡市治水三年行动方案（2018—2020年）/的通知（已废止）",
        "关于做好2018年治水工作报告/主要目标任务和实事的通知",
        "自贡市水利第十四个五年规划和2035年远景目标纲要/任务分工方案",
        "自贡市贯彻落实《四川省治水若干措施》/实施方案",
        "自贡市打造全国/“智能+水利”新高地行动计划（2026—2028年）",
        "自贡市打造水利新高地行动计划/（2026—2028年）（征求意见稿）",
        "自贡市打造水利新高地行动计划（2026—2028年）/（征求意见稿）",
        "自贡市人民政府对市政协四届三次会议/第128号提案的答复",
    ],
)
def test_a_title_is_whole_wherever_it_breaks(title: str) -> None:
    body = "\n各区县：\n现印发给你们。" if "的通知" in title else "\n为治水，制定本文件。"
    found = read(title.replace("/", "\n") + body + BODY)
    whole = title.replace("/", "")
    for gloss in ("【上级文件】", "（已废止）", "（自府〔2025〕12号）"):
        whole = whole.replace(gloss, "")
    assert (found.title, found.jurisdiction) == (whole, "自贡市" if "自贡" in whole else None)


def test_the_title_over_the_salutation_is_the_documents_whatever_the_page_says() -> None:
    found = read(
        "首页 > 规划计划\n关于印发《自贡市水利规划》的通知\n发布时间：2016-10-25\n水规计〔2016〕7号\n水利部 财政部关于印发\n《节水规划》的通知\n"
        "各省、自治区、直辖市水利厅（局）：\n现印发给你们。\n水利部    财政部\n2016年9月4日\n节水规划" + BODY
    )
    assert (found.title, found.jurisdiction) == ("水利部财政部关于印发《节水规划》的通知", "国家")


def test_what_a_news_site_cries_before_a_title_is_none_of_it() -> None:
    found = read(
        "重磅!国务院办公厅关于印发节水三年行动计划的通知\n发布日期:2018-10-15 浏览次数:27\n为节水，制定本行动计划。"
        + BODY
    )
    assert (found.title, found.issuer) == ("国务院办公厅关于印发节水三年行动计划的通知", "国务院办公厅")


def test_a_page_of_laws_adds_the_year_to_a_title() -> None:
    title = "国务院关税税则委员会关于调整若干商品税率的通知"
    found = read(
        f"{title}(1999年)\n时间:2024-05-22\n{title}\n1999年12月28日 税委会[1999]17号\n海关总署:\n现通知如下:" + BODY
    )
    assert (found.title, found.number, found.issued_on) == (title, "税委会〔1999〕17号", "1999-12-28")


def test_a_department_of_a_ministry_issues_under_a_number_with_its_name_in_brackets() -> None:
    found = read(
        "关于请报送节水案例的通知\n水规(节水)[2016]16号\n各省、自治区、直辖市水利厅(局):\n请报送案例。\n水利部规划计划司\n2016年12月27日"
    )
    assert (found.number, found.issuer, found.jurisdiction) == ("水规（节水）〔2016〕16号", "水利部规划计划司", "国家")


def test_ministries_may_sign_without_a_day_on_several_lines() -> None:
    found = read(
        "水利部等四部门关于印发《节水规定》的通知\n各省、自治区、直辖市水利厅（局）：\n现印发给你们，请遵照执行。\n"
        "                    水利部  国家发展和改革委员会\n\n                财政部          国家税务总局"
    )
    assert found.issuer == "水利部、国家发展和改革委员会、财政部、国家税务总局"


def test_a_ministry_may_sign_without_a_day_its_name_spaced() -> None:
    found = read(
        "关于延续水费优惠的公告\n现公告如下：\n一、优惠对象\n灌区用户。\n二、优惠期限\n两年。\n特此公告。\n财 政 部"
    )
    assert found.issuer == "财政部"


def test_who_writes_to_every_province_is_national() -> None:
    assert read("关于做好节水的通知\n各省、自治区、直辖市及计划单列市水利厅（局）：" + BODY).jurisdiction == "国家"


def test_others_that_issue_with_a_title_that_breaks_sign_below() -> None:
    found = read(
        "中共河北雄安新区工作委员会\n河北雄安新区管理委员会\n关于印发《治水的实施方案》\n的通知\n各县：\n现印发给你们。\n"
        "中共河北雄安新区工作委员会\n河北雄安新区管理委员会\n2021年5月6日\n治水的实施方案" + BODY
    )
    assert found.title == "中共河北雄安新区工作委员会河北雄安新区管理委员会关于印发《治水的实施方案》的通知"


def test_whose_seal_stands_for_the_issuers_is_none_of_its_name() -> None:
    found = read(
        "某市数字办关于印发2030年计划的通知\n各县：\n现印发给你们。\n萍乡市数字经济发展领导小组办公室（市工信局代章）\n2030年3月2日\n"
    )
    assert found.issuer == "萍乡市数字经济发展领导小组办公室"


def test_a_title_that_breaks_inside_of_the_name_of_an_issuer_is_whole() -> None:
    found = read(
        "自贡市发展和改革委员会 自贡市科学技术局 自贡市规划和自\n然资源局 自贡市财政局关于印发\n节水工程实施方案的通知\n"
        f"各区县人民政府：\n现印发给你们。{BODY}"
    )
    assert (
        found.title
        == "自贡市发展和改革委员会自贡市科学技术局自贡市规划和自然资源局自贡市财政局关于印发节水工程实施方案的通知"
    )


def test_what_a_page_says_of_a_document_on_the_line_of_its_title() -> None:
    head = read(
        "贵阳市人民政府关于印发贵阳市夜间消费若干举措的通知来源：某网 时间：2024-05-06 阅读：0次 贵阳市人民政府关于印发 贵阳市夜间消费 若干举措的通知\n各区人民政府： 现印发给你们。\n贵阳市人民政府 2023 年 5 月 9 日 （此件公开发布）\n贵阳市夜间消费 若干举措\n为促进消费，提出如下举措。"
        + BODY
    )
    assert (head.title, head.issuer, head.issued_on) == (
        "贵阳市人民政府关于印发贵阳市夜间消费若干举措的通知",
        "贵阳市人民政府",
        "2023-05-09",
    )


def test_who_carries_out_what_others_say_issues() -> None:
    """A page of laws prints the day behind the number."""
    head = read(
        "山西省人民政府贯彻国务院关于促进消费意见的实施意见 晋政发[2009]6号 2009-11-03 为促进消费，提出以下意见。"
        + BODY
    )
    assert (head.issuer, head.issued_on) == ("山西省人民政府", "2009-11-03")


@pytest.mark.parametrize(("number", "place"), [("杭政办函〔2024〕4号", "杭州市"), ("长政发〔2024〕4号", None)])
def test_a_number_may_say_whose_city_a_document_is(number: str, place: str | None) -> None:
    """长 may open three names, 杭 one."""
    assert read(f"文号：{number}\n各区人民政府，市政府各部门：\n现将有关要求通知如下：{BODY}").jurisdiction == place


def test_a_place_above_a_title_without_issuer_is_its_beginning() -> None:
    assert (
        read(f"自贡市\n关于推进节水工程的实施细则\n为促进节水，制定本细则。{BODY}").title
        == "自贡市关于推进节水工程的实施细则"
    )


def test_a_town_s_plan_is_of_the_town_that_its_title_names() -> None:
    plan = read(f"柳镇镇全面推行河长制实施方案\n按照《富顺县河长制方案》，结合我镇实际，制定本方案。{BODY}")
    assert plan.jurisdiction == "柳镇镇"


def test_a_number_behind_labels_without_colons_is_read_alone() -> None:
    found = read(
        f"公开方式 主动公开 文号 自安发〔2024〕4号\n自贡市水务局关于印发《节水方案》的通知\n各区县：\n现印发给你们。{BODY}"
    )
    assert found.number == "自安发〔2024〕4号"


def test_a_line_of_day_and_number_tells_the_day_below_a_title_printed_twice() -> None:
    page = "水利部关于做好节水的通知\n时间：2024-07-12 来源：某网\n下载地址：点击此处下载\n水利部关于做好节水的通知\n水利部\n"
    found = read(page + "2001年12月5日  水资源〔2001〕89号\n各省水利厅：\n现印发给你们。" + BODY)
    assert (found.number, found.issued_on) == ("水资源〔2001〕89号", "2001-12-05")


def test_the_day_of_the_number_goes_before_that_of_a_report_handed_on() -> None:
    found = read(
        "国务院批转水利部关于节水报告的通知\n（一九九七年八月十二日 国发〔1997〕9号）\n各省：\n现转发给你们。\n关于节水的报告\n国务院：\n"
        "一、节水。\n二、治污。\n水利部\n一九九七年七月三十日"
    )
    assert found.issued_on == "1997-08-12"


def test_a_number_of_announcements_may_stand_before_the_title() -> None:
    found = read(
        "国家税务总局公告2018年第8号 国家税务总局关于简化申报有关措施的公告\n现就有关事项公告如下："
        + BODY
        + "\n国家税务总局\n2018年12月17日"
    )
    assert (found.title, found.number) == ("国家税务总局关于简化申报有关措施的公告", "国家税务总局公告2018年第8号")


def test_whose_answer_a_title_names_issues_it() -> None:
    assert read("国务院对治黄会议报告的批复\n国函〔1985〕5号\n河南省人民政府：\n批复如下：" + BODY).issuer == "国务院"


def test_the_first_letter_of_a_label_may_be_an_image() -> None:
    found = read(
        "题: 水利部办公厅 财政部办公厅关于支持灌区改造的通知\n发文機關: 水利部办公厅 财政部办公厅\n文号: 办水〔2020〕3号\n"
        "成文日期: 2020年03月19日\n各省水利厅:\n现通知如下。" + BODY
    )
    assert (found.title or "").startswith("水利部办公厅")
    assert found.issuer == "水利部办公厅、财政部办公厅"


def test_news_over_a_plan_says_who_issued_it() -> None:
    """Also without 全文如下, where the plan stands below under its own title; a province may go by its short name alone."""
    head = read(
        "近日，省政府办公厅专门出台了《关于打好工业组合拳的若干意见》（下称《意见》），为浙江工业谋好篇。\n关于打好工业组合拳的若干意见\n"
        f"一、总体要求\n秉持浙江精神，提升“浙江制造”，全省工业增加值增长。{BODY}"
    )
    assert (head.title, head.issuer, head.jurisdiction) == ("关于打好工业组合拳的若干意见", "省政府办公厅", "浙江省")


def test_a_day_that_lacks_its_last_word() -> None:
    head = read(
        f"发文机关：山西省人民政府\n发布日期：2018年03月27\n文号：晋政发〔2018〕13号\n关于促进就业的意见\n{BODY}"
    )
    assert head.published_on == "2018-03-27"


@pytest.mark.parametrize(
    ("number", "text", "place"),
    [
        # before by whose decision it was made
        (
            "长发〔2022〕9号",
            "根据《中共湖南省委湖南省人民政府关于支持长沙市发展的意见》，为全省作贡献，制定方案。",
            "长沙市",
        ),
        # of two cities with numbers like it the one that the text names
        ("常政发〔2023〕1号", "写好常州答卷，有关要求如下。", "常州市"),
    ],
)
def test_a_number_says_whose_a_document_is_with_the_help_of_its_text(number: str, text: str, place: str) -> None:
    assert read(f"{number}\n各县（市、区）人民政府：\n{text}{BODY}").jurisdiction == place


def test_a_body_alone_over_whom_a_notice_addresses_issues_it() -> None:
    found = read(f"自贡市人民政府办公室\n各区县人民政府，市政府各部门：\n经市政府同意，现将有关事项通知如下：{BODY}")
    assert (found.issuer, found.jurisdiction) == ("自贡市人民政府办公室", "自贡市")
