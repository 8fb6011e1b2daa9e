#!/usr/bin/env python3
"""Gives the names of gold records new names: more articles like those that are marked, about nobody that is known.

    rename.py DATA < RECORDS > RENAMED

Two in five names of a new article have a word that no training text has. In training nearly every name is known, so
that the weights of names take what the weights of their surroundings should learn. In the copies that this tool makes
most people, towns and organizations of one word are called otherwise: "Mr Kato said" becomes "Mr Bavari said",
wherever the article names him. A new word is a row of DATA's tables, or, more often, the first half of one and the
second half of another, for a name that is always in a table would teach to trust tables. Records without such names
have no copy. Same input, same bytes.
"""
import json
import random
import re
import sys

WORD = re.compile(r"[^\W\d_]+")
NAMED = {"person", "place", "organization", "facility"}  # whose words are called otherwise
SHARE = {"person": 0.6, "place": 0.6, "organization": 0.4}  # of the words that can be
BLENDED = 0.7  # of the new words that are made of two


def column(data, table):
    """The first column of a table."""
    with open("%s/%s.tsv" % (data, table), encoding="utf-8") as lines:
        return [line.split("\t")[0].rstrip("\n") for line in lines if line.strip() and line[0] != "#"]


def words_of(names):
    """Those of one word that are long enough to be cut in two."""
    return [name for name in names if len(name) > 2 and WORD.fullmatch(name) and not name.isupper()]


class Renamer:
    def __init__(self, data):
        self.random = random.Random(1)
        self.first = words_of(column(data, "forenames"))
        self.last = words_of(column(data, "surnames"))
        self.towns = words_of(column(data, "cities"))
        self.bodies = words_of(column(data, "organizations") + column(data, "famous-names"))
        self.people = {name.lower() for name in self.first + self.last}
        self.kept = {name.lower() for table in ("countries", "groups", "name-words") for name in column(data, table)}

    def draw(self, names):
        return names[int(self.random.random() * len(names))]

    def new_word(self, names):
        """A row, or two halves: "Nairobi" and "Kampala" make "Nairala"."""
        first = self.draw(names)
        if self.random.random() > BLENDED:
            return first
        for _ in range(5):
            second = self.draw(names)
            word = (first[:(len(first) + 1) // 2] + second[len(second) // 2:]).lower()
            if 3 <= len(word) <= 12 and word not in self.people:
                return word.capitalize()
        return first

    def can_change(self, word):
        return len(word) > 2 and WORD.fullmatch(word) and word[0].isupper() and word.lower() not in self.kept

    def choose(self, kind, words, new):
        """Fills `new` for the words of one name."""
        if kind not in SHARE or (kind != "person" and (len(words) > 1 or words[0].isupper())):
            return
        for place, word in enumerate(words):
            if word in new or not self.can_change(word):
                continue
            lists = {"place": self.towns, "organization": self.bodies,
                     "person": self.last if place == len(words) - 1 else self.first}
            new[word] = self.new_word(lists[kind]) if self.random.random() < SHARE[kind] else word

    def rename(self, record):
        """The copy, or None when nothing would change. Long names first: "Kato" is the surname of "David Kato"."""
        text, new, pieces, spans, at, length = record["text"], {}, [], [], 0, 0
        for span in sorted(record["spans"], key=lambda span: span["start"] - span["end"]):
            words = text[span["start"]:span["end"]].split()
            if words:
                self.choose(span["type"], words, new)
        if all(word == other for word, other in new.items()):
            return None

        def replace(match):
            word = match.group(0)
            if word.isupper() and len(word) > 3:
                return new.get(word, new.get(word.capitalize(), word)).upper()
            return new.get(word, word)

        for span in sorted(record["spans"], key=lambda span: span["start"]):
            if span["start"] < at:
                continue
            name = text[span["start"]:span["end"]]
            if span["type"] in NAMED:
                name = WORD.sub(replace, name)
            pieces += [text[at:span["start"]], name]
            length += span["start"] - at + len(name)
            spans.append({"start": length - len(name), "end": length, "type": span["type"]})
            at = span["end"]
        pieces.append(text[at:])
        return {"text": "".join(pieces), "spans": spans, "scheme": record["scheme"]}


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: rename.py DATA < RECORDS > RENAMED")
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    renamer = Renamer(sys.argv[1])
    for line in sys.stdin:
        copy = renamer.rename(json.loads(line))
        if copy:
            print(json.dumps(copy, ensure_ascii=False))


if __name__ == "__main__":
    main()
