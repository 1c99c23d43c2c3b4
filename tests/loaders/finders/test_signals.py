"""What no rule reads is shown, with its place and the reason."""

from loaders.extract import extract

HEAD = "遂宁市人民政府办公室关于印发工作方案的通知\n遂府办发〔2024〕3号\n各县人民政府：\n现印发给你们。\n遂宁市人民政府办公室\n2024年2月1日\n"


def signals(body: str) -> list[tuple[str, str]]:
    raw = HEAD + body
    return [(s.kind, raw[slice(*s.span)]) for s in extract(raw).signals]


def test_a_clean_document_has_none() -> None:
    assert (
        signals("一、任务\n（一）甲事。办好甲事。（责任单位：市教育局）\n（二）乙事。办好乙事。（责任单位：市教育局）")
        == []
    )


def test_a_number_that_is_missing() -> None:
    assert signals("一、任务\n（一）甲事。办好甲事。\n（三）乙事。办好乙事。") == [("numbering", "（三）乙")]


def test_an_item_without_a_unit_where_most_have_one() -> None:
    assert [
        k
        for k, _ in signals(
            "一、任务\n（一）甲事。办好。（市教育局负责）\n（二）乙事。办好。（市教育局负责）\n（三）丙事。办好丙事。"
        )
    ] == ["no_unit"]


def test_a_bracket_of_units_that_gives_none() -> None:
    assert [
        k for k, _ in signals("一、总体目标\n（一）甲事。办好。（责任单位：市教育局）\n二、任务\n（一）乙事。办好。")
    ] == ["responsibility"]


def test_a_bracket_that_says_who_leads_names_no_units() -> None:
    body = "一、任务\n（一）甲事。办好。责任单位：市教育局、市财政局（列首位的为牵头单位，下同）。\n（二）乙事。办好。责任单位：市财政局。"
    assert signals(body) == []


def test_a_text_that_is_cut() -> None:
    assert [
        k
        for k, _ in signals(
            "一、任务\n（一）甲事。办好甲事，加强组织领导，落实工作责任，细化工作举措，形成工作合力，确保（责任单位：市教"
        )
    ] == ["cut"]


def test_a_line_like_a_table_row_without_a_head() -> None:
    assert [k for k, _ in signals("一、任务\n（一）甲事。办好甲事。\n1\t甲\t乙\t丙")] == ["table"]


def test_lines_of_the_web_page_are_listed_as_ignored() -> None:
    facts = extract("欢迎访问某某网站\n站内搜索：\n" + HEAD + "一、任务\n（一）甲事。办好甲事。")
    assert [s.kind for s in facts.ignored] == ["site"] * 2 or len(facts.ignored) == 1
