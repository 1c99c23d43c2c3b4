"""National bodies: short forms, forms that only a national document may use, bodies of the past."""

from itertools import chain

import pytest

from loaders.names import bodies


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("住建部", "住房和城乡建设部"),
        ("住房城乡建设部", "住房和城乡建设部"),
        ("住房和城乡建设部", "住房和城乡建设部"),
        ("国家发展改革委", "国家发展和改革委员会"),
        ("人社部", "人力资源和社会保障部"),
        ("人力资源社会保障部", "人力资源和社会保障部"),
        ("体育总局", "国家体育总局"),
        ("海关总署", "海关总署"),
        ("中央网信办", "中央网络安全和信息化委员会办公室"),
        ("银保监会", "中国银行保险监督管理委员会"),
        ("工商总局", "国家工商行政管理总局"),
        ("中国铁路总公司", "中国铁路总公司"),
        ("人民银行", "中国人民银行"),
        # of the years before 1998
        ("国家体改委", "国家经济体制改革委员会"),
        ("国家商检局", "国家进出口商品检验局"),
    ],
)
def test_forms_that_mean_one_body_anywhere(printed, name):
    assert bodies.find(printed).name == name
    assert bodies.find(printed, national=True).name == name


@pytest.mark.parametrize("printed", ["发展改革委", "国资委", "统计局", "卫生健康委", "卫生计生委", "标准委", "网信办"])
def test_forms_that_a_city_uses_too(printed):
    assert bodies.find(printed) is None
    assert bodies.find(printed, national=True) is not None


def test_unknown():
    assert bodies.find("城建局", national=True) is None
    assert bodies.find("") is None


def test_years_of_a_body_that_a_reform_ended():
    body = bodies.find("银保监会")
    assert (body.since, body.until, body.group) == (2018, 2023, "已撤销")


def test_leading():
    assert bodies.leading("住房和城乡建设部关于公布试点城市的通知")[1].name == "住房和城乡建设部"
    assert bodies.leading("国务院办公厅关于某事的通知")[0] == "国务院办公厅"
    assert bodies.leading("市城建局关于某事的通知") is None


def test_no_form_stands_for_two_bodies():
    every = {*bodies._index().anywhere.values(), *bodies._index().national.values()}
    forms = list(chain.from_iterable((b.name, *b.short, *b.national_short) for b in every))
    assert sorted(f for f in set(forms) if forms.count(f) > 1) == []
    assert {b.kind for b in every} == {"government", "enterprise", "other"}
    assert all(b.since is None or b.until is None or b.since < b.until for b in every)
