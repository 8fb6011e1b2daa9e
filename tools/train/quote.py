#!/usr/bin/env python3
"""Marked quotes -> records for train_quote.

    python3 tools/train/quote.py QUOTES.jsonl.gz > RECORDS

In: {"text", "attributions": [{"content", "source", "cue": lists of [start, end)}]}. Out: {"text", "spans": [{"start",
"end", "type"}], "scheme"}, where the type is c (cue), s (speaker) or q (what is said), a hyphen and the number of the
attribution.
"""
import gzip
import json
import sys

LETTERS = {"cue": "c", "source": "s", "content": "q"}


def spans_of(attributions):
    for number, attribution in enumerate(attributions):
        for key, letter in LETTERS.items():
            for start, end in attribution[key]:
                yield {"start": start, "end": end, "type": f"{letter}-{number}"}


def main():
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            spans = list(spans_of(article["attributions"]))
            print(json.dumps({"text": article["text"], "spans": spans, "scheme": "quotes"}, ensure_ascii=False))


if __name__ == "__main__":
    main()
