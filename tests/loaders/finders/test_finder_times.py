"""Finders of names take time in proportion to the length, whatever stands on one endless line."""

from time import process_time

import pytest

from loaders.finders import chains, contacts, districts, groups, measures, organisations, platforms
from tests.loaders.reading import of, read

SEEDS = {
    "prose": "由市发改委牵头，会同市财政局推进；支持锦江区依托“生态谷”建设以低空装备为核心的产业集群，搭建城市运行管理平台。",
    "no stop": "支持锦江区建设低空装备和卫星应用平台、",
    "levels": "市区县",
    "ends": "成员单位领导小组办公室",
    "chains": "大力培育甲乙、丙丁等产业链",
    "open brackets": "（《“",
    "zones": "合作区、新区",
    "verbs": "支持推动建设平台",
    "digits": "电话1234567",
}


def spent(text: str) -> float:
    outlined = read(text)
    head = of("成都市")
    started = process_time()
    built = chains.find(outlined)
    named = platforms.find(outlined, chains=built)
    bodies = organisations.find(outlined, header=head)
    groups.find(outlined, organisations=bodies)
    sights = districts.look(outlined, head)
    roles = districts.find_roles(outlined, sights, chains=built, platforms=named)
    districts.find(outlined, sights, roles=roles)
    measures.find(outlined)
    contacts.find(outlined, organisations=bodies)
    return process_time() - started


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS)
def test_time_is_linear(seed):
    short, long = 20_000, 160_000
    base = max(min(spent((seed * short)[:short]) for _ in range(3)), 0.02)
    assert min(spent((seed * long)[:long]) for _ in range(2)) < 3 * base * long / short
