#!/usr/bin/env python3
"""Makes data/forenames.tsv, surnames.tsv, cities.tsv and known-names.tsv from
public lists.

    python3 tools/gazetteer.py SOURCES WORDNET FAKER [DATA]

SOURCES holds the lists that the tables' headers name, gzipped; WORDNET is the
folder of data.noun and data.adj (Debian: wordnet-base), FAKER the folder of the
Python package; DATA (default: data/) already holds countries.tsv. Not needed
to build: the tables are kept.
"""
import collections
import csv
import functools
import gzip
import importlib
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


def faker_names(folder, kind):
    """First or last names of all languages that Faker knows, as Latin letters write them; sorted."""
    sys.path.insert(0, os.path.dirname(os.path.abspath(folder)))
    found = set()
    people = os.path.join(folder, "providers", "person")
    for locale in sorted(name for name in os.listdir(people) if not name.startswith("_")):
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        for field in dir(provider):
            names = getattr(provider, field)
            if kind in field and isinstance(names, (dict, list, tuple)):
                found.update(name.strip() for name in names if isinstance(name, str))
    return sorted(name for name in found
                  if len(name) > 2 and " " not in name and name[0].isupper() and is_latin(name))


def with_more(rows, names, *rest):
    """The rows, then those of `names` that they lack whatever the case."""
    seen = set()
    for row in rows:
        seen.add(row[0].lower())
        yield row
    for name in names:
        if name.lower() not in seen:
            seen.add(name.lower())
            yield (name, *rest)


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


# What an ancestor in WordNet says of a name: the nearest one that is listed counts. Classes of "" are left out.
ANCESTORS = {
    **dict.fromkeys("person deity fictional_character mythical_being spiritual_being".split(), "person"),
    **dict.fromkeys("region land river body_of_water geological_formation location celestial_body "
                    "imaginary_place".split(), "place"),
    **dict.fromkeys("structure way".split(), "facility"),
    **dict.fromkeys("organization organisation social_group".split(), "organization"),
    **dict.fromkeys("people ethnic_group religion theological_doctrine language".split(), "group"),
    **dict.fromkeys("battle war military_action event act".split(), "event"),
    **dict.fromkeys("law legal_document".split(), "law"),
    **dict.fromkeys("time_period period".split(), "period"),
    **dict.fromkeys("plant animal substance biological_group taxonomic_group monetary_unit fungus "
                    "computer_memory_unit".split(), ""),
    "writing": "work", "communication": "misc", "artifact": "product"}

# Kinds of people that are peoples, faiths or parties.
PEOPLES = set("inhabitant religionist religious_person African Asian European American person_of_color Amerindian "
              "Semite Slav White Christian Muslim politician nationalist disciple ethnic_group".split())


def synsets(folder, part):
    """{offset: (words, [(pointer, offset of a noun above)])}"""
    found = {}
    for line in open(os.path.join(folder, "data." + part), encoding="latin-1"):
        if line.startswith("  "):
            continue
        field = line.split("|")[0].split()
        count = int(field[3], 16)
        words = [re.sub(r"\(.*", "", word).replace("_", " ") for word in field[4:4 + 2 * count:2]]
        at = 5 + 2 * count
        pointers = [field[at + 4 * i:at + 4 * i + 3] for i in range(int(field[at - 1]))]
        found[field[0]] = words, [(kind, offset) for kind, offset, pos in pointers
                                  if kind in ("@", "@i") and pos == "n"]
    return found


def known_names(folder):
    nouns = synsets(folder, "noun")
    classes = collections.defaultdict(set)

    @functools.lru_cache(None)
    def above(offset):
        found = []
        for _, parent in nouns[offset][1]:
            found += [parent, *above(parent)]
        return tuple(dict.fromkeys(found))

    for offset, (words, parents) in nouns.items():
        is_instance = any(kind == "@i" for kind, _ in parents)
        ancestors = [nouns[parent][0][0].replace(" ", "_") for parent in above(offset)]
        kind = ANCESTORS.get(next((name for name in ancestors if name in ANCESTORS), ""), "")
        if kind == "person" and not is_instance:
            kind = "group" if PEOPLES & set(ancestors) else ""
        if not kind or kind in ("event", "misc", "product") and not is_instance:
            continue
        for word in words:
            if word[0].isupper() and len(word) > 2 and not re.search(r"\d", word):
                classes[word].add(kind)
    for words, _ in synsets(folder, "adj").values():
        for word in words:
            if word[0].isupper() and len(word) > 3:
                classes[word].add("adjective")
    return sorted((word, "+".join(sorted(kinds))) for word, kinds in classes.items())


WORDNET_LICENCE = """\
Permission to use, copy, modify and distribute this software and database and its
documentation for any purpose and without fee or royalty is hereby granted,
provided that you agree to comply with the following copyright notice and
statements, including the disclaimer, and that the same appear on ALL copies of
the software, database and documentation, including modifications that you make
for internal use or for distribution. WordNet 3.0 Copyright 2006 by Princeton
University. All rights reserved. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS"
AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR
IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO
REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR
PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL
NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.
The name of Princeton University or Princeton may not be used in advertising or
publicity pertaining to distribution of the software and/or database. Title to
copyright in this software, database and any associated documentation shall at
all times remain with Princeton University and LICENSEE agrees to preserve
same.""".split("\n")


def main():
    sources, wordnet, faker = sys.argv[1:4]
    data = sys.argv[4] if len(sys.argv) > 4 else "data"
    popular = "sigpwned/popular-names-by-country-dataset (CC0)"
    census = "US Census 1990 by way of treyhunner/names (public domain)"
    made = "Faker (MIT, Daniele Faraglia and others); made by tools/gazetteer.py"
    write(data, "forenames.tsv",
          ["First names with gender.", "columns: name, gender (m, f, - for both or not known)",
           "source: %s;" % census, "  %s;" % popular, "  %s" % made],
          with_more(forenames(sources), faker_names(faker, "first"), "-"))
    write(data, "surnames.tsv",
          ["Family names, of the census the %d most frequent." % SURNAMES, "columns: name",
           "source: %s;" % census, "  %s;" % popular, "  %s" % made],
          with_more(surnames(sources), faker_names(faker, "last")))
    write(data, "known-names.tsv",
          ["Names of general knowledge: people, places, peoples, works, events.",
           "columns: name, class (several are joined by +)",
           "source: WordNet 3.0; made by tools/gazetteer.py; its licence:"] + WORDNET_LICENCE,
          known_names(wordnet))
    write(data, "cities.tsv",
          ["Cities of 15,000 people and more, and the regions they lie in.",
           "columns: name, class (city, region), ISO 3166-1 code (- for several)",
           "source: GeoNames, CC BY 4.0, by way of datasets/world-cities;", "  made by tools/gazetteer.py"],
          cities(sources, data))


main()
