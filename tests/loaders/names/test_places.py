"""Places of China: names resolve to every candidate and to no guess."""

import time
from importlib import resources

import pytest

from loaders.names import places
from loaders.names.places import NATION


def names(found):
    return [p.name for p in found]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("武汉市", [("武汉市", "420100", "city")]),
        ("武汉", [("武汉市", "420100", "city")]),
        ("浙江", [("浙江省", "330000", "province")]),
        ("北京", [("北京市", "110000", "province")]),
        ("浦东新区", [("浦东新区", "310115", "county")]),
        ("恩施土家族苗族自治州", [("恩施土家族苗族自治州", "422800", "city")]),
        # the people that live there left out
        ("恩施州", [("恩施土家族苗族自治州", "422800", "city")]),
        ("恩施自治州", [("恩施土家族苗族自治州", "422800", "city")]),
        ("义乌市", [("义乌市", "330782", "county")]),
        ("雄安新区", [("雄安新区", "130000", "zone")]),
        ("国家", [("国家", "000000", "nation")]),
        # several places in a row: each lies in the one before
        ("深圳市坪山区", [("坪山区", "440310", "county")]),
        ("广东省深圳市南山", [("南山区", "440305", "county")]),
        ("吉林省通化市柳河县", [("柳河县", "220524", "county")]),
        # nothing, not the nearest
        ("火星市", []),
        ("深圳市鼓楼区", []),
        ("", []),
    ],
)
def test_find(name, expected):
    assert [(p.name, p.code, p.level) for p in places.find(name)] == expected


def test_a_name_of_two_places_gives_both():
    assert [p.code for p in places.find("南山区")] == ["230404", "440305"]
    assert len(places.find("鼓楼区")) == 4
    assert len(places.find("城关区")) == 2
    assert names(places.find("吉林")) == ["吉林省", "吉林市"]
    assert names(places.find("吉林市")) == ["吉林市"]


def test_within_narrows_to_what_lies_inside():
    (shenzhen,) = places.find("深圳市")
    assert [p.code for p in places.find("南山", within=shenzhen)] == ["440305"]
    assert places.find("鼓楼区", within=shenzhen) == ()
    assert [p.code for p in places.find("南山区", within=NATION)] == ["230404", "440305"]


def test_generic_names_need_their_city():
    (shanwei,) = places.find("汕尾市")
    assert places.find("城区") == ()
    assert not places.is_place("城区")
    assert names(places.find("城区", within=shanwei)) == ["城区"]


def test_former_names_are_found_only_where_no_present_place_has_them():
    (luwan,) = places.find("卢湾区")
    assert (luwan.until, luwan.level) == (2010, "county")
    assert names(places.parents(luwan)) == ["上海市", "国家"]
    assert all(p.until is None for p in places.find("朝阳县"))


def test_parents():
    (pingshan,) = places.find("坪山区")
    assert names(places.parents(pingshan)) == ["深圳市", "广东省", "国家"]
    (jiyuan,) = places.find("济源市")
    assert names(places.parents(jiyuan)) == ["河南省", "国家"]
    assert places.parents(NATION) == ()
    assert places.parent(NATION) is None


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("坪山区", "深圳市坪山区"),
        ("浦东新区", "上海市浦东新区"),
        ("武汉市", "武汉市"),
        ("沧州渤海新区", "沧州市沧州渤海新区"),
    ],
)
def test_qualified(name, full):
    (place,) = places.find(name)
    assert places.qualified(place) == full


@pytest.mark.parametrize(
    ("text", "short", "expected"),
    [
        ("武汉市城建局", False, ("武汉市", ["420100"])),
        ("深圳市坪山区人民政府办公室", False, ("深圳市坪山区", ["440310"])),
        ("浙江金融监管局", False, ("", [])),
        ("浙江金融监管局", True, ("浙江", ["330000"])),
        ("南山区政府", False, ("南山区", ["230404", "440305"])),
        ("市城建局", True, ("", [])),
        ("", True, ("", [])),
    ],
)
def test_leading(text, short, expected):
    printed, found = places.leading(text, short=short)
    assert (printed, [p.code for p in found]) == expected


def test_province():
    assert places.province("浙江").code == "330000"
    assert places.province("吉林").name == "吉林省"
    assert places.province("上海").name == "上海市"
    assert places.province("武汉") is None


def test_is_place():
    assert places.is_place("龙岗区")
    assert not places.is_place("龙岗")
    assert places.is_place("龙岗", short=True)
    assert not places.is_place("领导小组", short=True)


def test_new_areas_have_no_code_of_their_own():
    (xiongan,) = places.find("雄安新区")
    assert xiongan.published_code is None
    (gaoxin,) = places.find("大庆高新技术产业开发区")
    assert gaoxin.published_code == "230671"


def test_every_place_lies_in_a_listed_one():
    index = places._index()
    loose = [
        p for found in index.by_name.values() for p in found if p.level != "province" and len(places.parents(p)) < 2
    ]
    assert loose == []
    assert len(index.by_name) > 3500
    codes = [p.code for p in index.by_code.values()]
    assert len(codes) == len(set(codes)) > 3200


def test_pattern_takes_the_longest_name():
    assert places.pattern().findall("支持深圳市龙岗区和西双版纳傣族自治州") == [
        "深圳市",
        "龙岗区",
        "西双版纳傣族自治州",
    ]


def test_the_list_is_read_fast():
    times = []
    for _ in range(5):
        places._index.cache_clear()
        start = time.process_time()
        places._index()
        times.append(time.process_time() - start)
    assert min(times) < 0.05  # 5 ms where it was written; slow machines get ten times that


def test_autonomous_areas_are_also_printed_short():
    # 江城哈尼族彝族自治县 signs as 江城县
    assert [p.name for p in places.find("江城县")] == ["江城哈尼族彝族自治县"]
    assert [p.name for p in places.find("延边州")] == ["延边朝鲜族自治州"]


def test_national_zones_lie_in_a_place_of_the_list():
    lines = resources.files("loaders").joinpath("data", "zones.tsv").read_text("utf-8").splitlines()[1:]
    assert len(lines) > 300
    for line in lines:
        code, name, _ = line.split("\t")
        (zone,) = places.find(name)
        above = places.parent(zone)
        assert (zone.code, zone.published_code, above.code) == (code, None, code), name
        assert above.level in ("province", "city")


@pytest.mark.parametrize(
    ("printed", "name", "above"),
    [
        ("合肥高新区", "合肥高新技术产业开发区", "合肥市"),
        ("东湖高新区", "武汉东湖新技术开发区", "武汉市"),
        ("武汉市东湖高新区", "武汉东湖新技术开发区", "武汉市"),
        ("苏州工业园区", "苏州工业园区", "苏州市"),
        ("昆山经开区", "昆山经济技术开发区", "苏州市"),
        ("兰州新区", "兰州新区", "兰州市"),
    ],
)
def test_zones_by_full_and_short_names(printed, name, above):
    (zone,) = places.find(printed)
    assert (zone.name, places.parent(zone).name) == (name, above)
