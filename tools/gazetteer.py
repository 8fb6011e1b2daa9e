#!/usr/bin/env python3
"""Makes data/forenames.tsv, surnames.tsv and cities.tsv from public lists.

    python3 tools/gazetteer.py SOURCES [DATA]

SOURCES holds the lists that the tables' headers name, gzipped; DATA (default:
data/) already holds countries.tsv. Not needed to build: the tables are kept.
"""
import csv
import gzip
import os
import re
import sys
import unicodedata

SURNAMES = 16000  # of the US census, most frequent first
OTHER_NAMES = {"United States": "US", "Czechia": "CZ", "South Korea": "KR", "North Korea": "KP", "Ivory Coast": "CI",
               "Democratic Republic of the Congo": "CD", "Republic of the Congo": "CG", "Palestinian Territory": "PS",
               "The Netherlands": "NL"}


def read(folder, name):
    return gzip.open(os.path.join(folder, name), "rt", encoding="utf-8-sig")


def plain(text):
    """Without diacritics, as newspapers print it."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.translate(str.maketrans("øłØŁđʼ‘’", "olOLd'''"))


def is_latin(text):
    return any(c.isalpha() for c in text) and all(
        c in " '-.’ʼ‘" or unicodedata.name(c, "").startswith("LATIN") or unicodedata.combining(c) for c in text)


def write(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.writelines("# %s\n" % line for line in header)
        file.writelines("\t".join(row) + "\n" for row in rows)


def forenames(sources):
    weights = {}

    def add(name, gender, weight):
        name = name.strip()
        if len(name) > 1 and " " not in name and is_latin(name):
            for spelling in {name, plain(name)}:
                weights.setdefault(spelling.lower(), [spelling, {"M": 0.0, "F": 0.0}])[1][gender] += weight

    for file, gender in (("us-census-first-male.txt.gz", "M"), ("us-census-first-female.txt.gz", "F")):
        for line in read(sources, file):
            name, share = line.split()[:2]
            add(name.title(), gender, float(share) + 0.001)
    for row in csv.DictReader(read(sources, "forenames-by-country.csv.gz")):
        for names in (row["Localized Name"], row["Romanized Name"]):
            for name in re.split("[/,]", names or ""):
                if row["Gender"] in ("M", "F"):
                    add(name, row["Gender"], 0.3)
    for _, (name, by) in sorted(weights.items()):
        total = by["M"] + by["F"]
        yield name, "m" if by["M"] > 0.85 * total else "f" if by["F"] > 0.85 * total else "-"


def surnames(sources):
    found = {}
    for i, line in enumerate(read(sources, "us-census-last-30000.txt.gz")):
        name = line.split()[0].title()
        if name.startswith("Mc"):
            name = "Mc" + name[2:].title()
        if i < SURNAMES and len(name) > 1:
            found[name.lower()] = name
    for row in csv.DictReader(read(sources, "surnames-by-country.csv.gz")):
        for names in (row["Localized Name"], row["Romanized Name"]):
            for name in re.split("[/,]", names or ""):
                name = name.strip()
                if len(name) > 1 and is_latin(name):
                    for spelling in (name, plain(name)):
                        found.setdefault(spelling.lower(), spelling)
    return [(name,) for _, name in sorted(found.items())]


def cities(sources, data):
    known, codes = set(), dict((k.lower(), v) for k, v in OTHER_NAMES.items())
    for line in open(os.path.join(data, "countries.tsv"), encoding="utf-8"):
        if not line.startswith("#"):
            name, kind, code = line.rstrip("\n").split("\t")
            known.add(name.lower())
            if kind == "country":
                codes.setdefault(name.lower(), code)
    cities, regions = {}, {}
    for row in csv.DictReader(read(sources, "world-cities.csv.gz")):
        code = codes.get(row["country"].lower(), "-")
        for name in sorted({row["name"], plain(row["name"])}):
            name = re.sub(r"\(.*", "", name).strip()
            if len(name) > 2 and len(name.split()) <= 4 and name.lower() not in known and is_latin(name):
                old = cities.setdefault(name.lower(), (name, "city", code))
                if old[2] != code:
                    cities[name.lower()] = (old[0], "city", "-")
        for name in sorted({row["subcountry"], plain(row["subcountry"])}):
            name = re.sub(r"\(.*", "", name).strip()
            name = re.sub(r"\b(Oblast|Province|Governorate|Region|Prefecture|District|County|Department)\b", "",
                          name).strip()
            if len(name) > 2 and name.lower() not in known and is_latin(name):
                regions[name.lower()] = (name, "region", code)
    for key, row in regions.items():
        cities.setdefault(key, row)
    return [row for _, row in sorted(cities.items())]


def main():
    sources, data = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "data"
    popular = "sigpwned/popular-names-by-country-dataset (CC0)"
    census = "US Census 1990 by way of treyhunner/names (public domain)"
    write(data, "forenames.tsv",
          ["First names with gender.", "columns: name, gender (m, f, - for both)",
           "source: %s;" % census, "  %s; made by tools/gazetteer.py" % popular], forenames(sources))
    write(data, "surnames.tsv",
          ["Family names, of the census the %d most frequent." % SURNAMES, "columns: name",
           "source: %s;" % census, "  %s; made by tools/gazetteer.py" % popular], surnames(sources))
    write(data, "cities.tsv",
          ["Cities of 15,000 people and more, and the regions they lie in.",
           "columns: name, class (city, region), ISO 3166-1 code (- for several)",
           "source: GeoNames, CC BY 4.0, by way of datasets/world-cities;", "  made by tools/gazetteer.py"],
          cities(sources, data))


main()
