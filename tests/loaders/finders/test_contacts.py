"""Contacts: numbers and mailboxes with whom they reach."""

import pytest

from loaders.finders import contacts, organisations
from tests.loaders.reading import check_evidence, of, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "请向领导小组办公室（联系电话：028-61881234，邮箱:jxj@chengdu.gov.cn）报送。",
            [("领导小组办公室", "028-61881234", "jxj@chengdu.gov.cn")],
        ),
        (
            "每季度向市经信局（联系电话61881234,邮箱A@163.COM）报送，抄市科技局。",
            [("市经信局", "61881234", "A@163.COM")],
        ),
        ("（联系人：张三，联系电话：13800001234）", [("张三", "13800001234", None)]),
        ("咨询单位：市数据局；咨询电话：028-61887654。", [("市数据局", "028-61887654", None)]),
        (
            "市经信局联系电话：61881111。\n市科技局联系电话：61882222。",
            [("市经信局", "61881111", None), ("市科技局", "61882222", None)],
        ),
        ("投入资金20000000元，编号61881234。", []),
    ],
)
def test_contacts(text, expected):
    o = read(text)
    found = contacts.find(o, organisations=organisations.find(o, header=of("成都市")))
    assert [(c.name, c.phone, c.email) for c in found] == expected
    check_evidence(text, *found)
