#!/usr/bin/env python3
"""Trains the block classifier (the article or the page around it?) and tests it on sites it never saw.

    ninja -C BUILD train_strip pack
    python3 tools/train/strip.py weights BUILD BENCH OUT   writes OUT/strip-KIND.bin and OUT/trees-KIND.bin
    python3 tools/train/strip.py cross BUILD BENCH         five folds by site: the scores of unseen sites

BENCH is the folder of the extraction benchmark: score.py, and dev/ with gold-SET.jsonl, pages-SET.jsonl.gz,
text-SET.jsonl.gz and dump-SET.jsonl.gz. Only dev is read. Everything is done anew at each run, in a temporary folder,
for a change of the reader changes the blocks that the labels belong to:

    unpack   each saved page becomes a file; the same for its text rendering and its hard-wrapped dump
    label    `train_strip blocks` cuts the files into blocks; each gets K (article), D (page) or ? (left open)
    trim     text saves are written a second time, cut to the article and a few lines around it, and a third time
             without these
    words    `train_strip cross` and `learn`: weights of words, without each fifth of the sites and from all, once for
             pages and once for text (saves, trimmed saves, dumps)
    trees    `train_strip boost`: trees over all measures, which see of each page what words learned elsewhere say of it

The same data, tables and build give the same bytes. Labels are made here from the annotated body, so they are only as
good as the match of its words; the rules are at `label_by_body`. Standard library only; one process at a time.
"""
import base64
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, namedtuple
from pathlib import Path
from urllib.parse import urlparse

sys.dont_write_bytecode = True  # the benchmark's folder is not ours to write in

DATA = Path(__file__).resolve().parents[2] / "data"
SETS = ("bbaw", "fundus16", "naeb", "world", "zyte")
FOLDS = 5
TREES = "200"
# Passes, and how many of the last are averaged. The mean helps text (0.921 -> 0.927 on unseen sites), not pages.
PASSES = {"html": ("8", "1"), "text": ("10", "6")}
# Characters of scripts without spaces count as words, as in the benchmark.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
SHINGLE = 4      # words
LONG = 6         # words from which a block is judged by its shingles
NEAR = 4         # blocks: how far a short line's neighbours may be
REPEATED = 20    # characters from which a second copy of a kept block is no chance

# One file to learn from: `kind` is html, text, dump, trim or bare.
Sample = namedtuple("Sample", "kind set id gold path labels")


# ---------------------------------------------------------------- unpacking

def json_lines(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def page_bytes(record):
    if "html_b64" in record:
        return base64.b64decode(record["html_b64"])
    return record.get("html", record.get("text", "")).encode("utf-8", "surrogatepass")


def unpack(bench, work, kinds):
    """Samples without labels, in the order of kinds, sets and files."""
    samples = []
    for kind in kinds:
        for name in SETS:
            source = bench / "dev" / f"{'pages' if kind == 'html' else kind}-{name}.jsonl.gz"
            if not source.exists():
                continue
            gold = {record["id"]: record for record in json_lines(bench / "dev" / f"gold-{name}.jsonl")}
            folder = work / kind / name
            folder.mkdir(parents=True)
            for number, record in enumerate(json_lines(source)):
                if record["id"] in gold:
                    path = folder / f"{number:04d}.{'html' if kind == 'html' else 'txt'}"
                    path.write_bytes(page_bytes(record))
                    samples.append(Sample(kind, name, record["id"], gold[record["id"]], str(path), ""))
    return samples


def cut_blocks(build, samples):
    """{path: the texts of its blocks}, as the reader sees them."""
    blocks = {}
    for start in range(0, len(samples), 100):
        paths = [s.path for s in samples[start:start + 100]]
        out = subprocess.run([build / "train_strip", "blocks", *paths], stdout=subprocess.PIPE, check=True).stdout
        for line in out.split(b"\n"):
            text = line[1:].decode("utf-8", "replace")
            if line.startswith(b"= "):
                current = blocks.setdefault(text[1:], [])
            elif line.startswith(b"+"):
                current.append(text.rstrip("\r"))
    return blocks


# ---------------------------------------------------------------- labels

def spaced(text):
    return re.sub(r"\s+", " ", text).strip()


def words(text):
    return WORD.findall(text.translate(INVISIBLE).casefold())


def shingles(w):
    return [tuple(w[i:i + SHINGLE]) for i in range(len(w) - SHINGLE + 1)]


def share(parts, whole):
    return sum(p in whole for p in parts) / len(parts)


def label_by_segments(gold, blocks):
    """Pages of which only some sentences are marked as wanted or unwanted: all other blocks stay open."""
    labels = []
    for block in map(spaced, blocks):
        kept = any(spaced(s) in block or (len(block) > 30 and block in spaced(s))
                   for s in gold["with"] if len(spaced(s)) > 3)
        dropped = any(spaced(s) in block for s in gold["without"])
        labels.append("?" if kept == dropped else "K" if kept else "D")
    return labels


def first_labels(gold, blocks):
    """K, D and ? by the words alone; of short blocks, k (a whole line of the body) and m (words inside it)."""
    body = gold["body"].translate(INVISIBLE).casefold()
    flat = f" {' '.join(words(body))} "
    lines = {tuple(words(line)) for line in body.split("\n")}
    inside = set(shingles(words(body)))
    optional = {s for paragraph in gold.get("optional", ()) for s in shingles(words(paragraph))}
    labels = []
    for w in map(words, blocks):
        if not w:
            labels.append("?")
        elif len(w) >= LONG:
            parts = shingles(w)
            labels.append("?" if share(parts, optional) > 0.5 else "K" if share(parts, inside) >= 0.5 else "D")
        elif tuple(w) in lines:
            labels.append("k")
        else:
            labels.append("m" if f" {' '.join(w)} " in flat else "D")
    return labels


def settle_short(labels, blocks):
    """Short blocks belong to the article only in its midst: menus and captions have such words too."""
    kept = [i for i, label in enumerate(labels) if label == "K"]
    for i, label in enumerate(labels):
        if label not in "km":
            continue
        near = any(labels[j] in "Kk" for j in range(max(0, i - NEAR), min(len(labels), i + NEAR + 1)) if j != i)
        if not kept:
            labels[i] = "D"
        elif label == "k":
            labels[i] = "K" if near and kept[0] - NEAR <= i <= kept[-1] + NEAR else "D"
        else:
            labels[i] = "?" if near and kept[0] < i < kept[-1] and len(blocks[i]) > 2 else "D"


def drop_copies(labels, blocks, body):
    """Of two copies of a block (teaser and article) the one among more kept blocks stays."""
    times = Counter(body.translate(INVISIBLE).casefold().split("\n"))
    first = {}
    for i, text in enumerate(map(spaced, blocks)):
        if labels[i] != "K":
            continue
        if text not in first or len(text) <= REPEATED or times.get(text.casefold(), 1) > 1:
            first[text] = i
            continue
        j = first[text]
        denser = labels[max(0, i - 3):i + 4].count("K") > labels[max(0, j - 3):j + 4].count("K")
        labels[j if denser else i] = "D"
        first[text] = i if denser else j


def label_by_body(gold, blocks):
    """A block is kept when half of its shingles are in the annotated body; open when they are in a paragraph that the
    annotators call optional. Blocks of less than LONG words: kept as a whole line of the body near kept ones."""
    labels = first_labels(gold, blocks)
    settle_short(labels, blocks)
    drop_copies(labels, blocks, gold["body"])
    return labels


def label(build, samples):
    """The samples with their labels, and their blocks; a file without blocks teaches nothing."""
    blocks = cut_blocks(build, samples)
    labelled = []
    for s in samples:
        by = label_by_segments if "with" in s.gold else label_by_body
        labels = "".join(by(s.gold, blocks.get(s.path, [])))
        if labels:
            labelled.append(s._replace(labels=labels))
    return labelled, blocks


def trim(samples, blocks, work):
    """Text saves cut to the article, with two to five blocks before and up to four after it: what a reader who
    selects the article by hand saves. How many is drawn from the page's id."""
    trimmed = []
    for s in samples:
        kept = [i for i, c in enumerate(s.labels) if c == "K"]
        if s.kind != "text" or len(kept) < 3:
            continue
        draw = hashlib.sha1(s.id.encode()).digest()
        path = work / "trim" / s.set / Path(s.path).name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = blocks[s.path][max(0, kept[0] - 2 - draw[0] % 4):kept[-1] + 1 + draw[1] % 5]
        path.write_text("\n\n".join(text) + "\n", encoding="utf-8", newline="\n")
        trimmed.append(s._replace(kind="trim", path=str(path), labels=""))
    return trimmed


def fitting(build, samples):
    """Those samples that are cut into as many blocks as they have labels: a hard-wrapped text may be joined."""
    blocks = cut_blocks(build, samples)
    return [s for s in samples if len(blocks.get(s.path, [])) == len(s.labels)]


def bare(samples, blocks, work):
    """The article alone, with its headline and nothing else, half of them cut to the first few blocks: what somebody
    saves who knows what he wants, and what must not lose a line."""
    articles = []
    for s in samples:
        text = [blocks[s.path][i] for i, c in enumerate(s.labels) if c == "K"]
        if s.kind != "text" or len(text) < 7:
            continue
        draw = hashlib.sha1(s.id.encode()).digest()
        path = work / "bare" / s.set / Path(s.path).name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = text[:7 + draw[1] % 8] if draw[0] % 2 else text
        title = [s.gold["title"]] if s.gold.get("title") and draw[2] % 4 else []
        path.write_text("\n\n".join(title + text) + "\n", encoding="utf-8", newline="\n")
        labels = "D" * len(title) + "K" * len(text)
        articles.append(s._replace(kind="bare", path=str(path), labels=labels,
                                   gold={**s.gold, "body": "\n\n".join(text)}))
    return articles


# ---------------------------------------------------------------- learning

def site_of(sample):
    url = sample.gold["url"]
    site = urlparse(url).netloc if url.startswith("http") else sample.id.split(".")[0]
    return site.replace("www.", "")


def fold_of(sample):
    return int(hashlib.sha1(site_of(sample).encode()).hexdigest(), 16) % FOLDS


def prepare(build, bench, work):
    """The samples of each weight file, and the list that train_strip reads."""
    pages, _ = label(build, unpack(bench, work, ["html"]))
    text, blocks = label(build, unpack(bench, work, ["dump", "text"]))
    trimmed, _ = label(build, trim(text, blocks, work))
    articles = fitting(build, bare(text, blocks, work))
    prepared = {}
    for name, samples in (("html", pages), ("text", text + trimmed + articles)):
        path = work / f"list-{name}.tsv"
        samples = sorted(samples, key=site_of)
        path.write_text("".join(f"{s.path}\t{s.labels}\t{fold_of(s)}\t{site_of(s)}\n" for s in samples),
                        encoding="utf-8")
        counts = Counter(c for s in samples for c in s.labels)
        print(f"{name}: {len(samples)} files, {len({site_of(s) for s in samples})} sites; blocks: "
              f"{counts['K']} article, {counts['D']} page, {counts['?']} open", flush=True)
        prepared[name] = samples, path
    return prepared


def pack(build, model, *sections):
    """A model of our tables and the given sections: (name, file), ..."""
    named = [argument for name, path in sections for argument in ("--section", name, path)]
    subprocess.run([build / "pack", "model", model, *sorted(DATA.glob("*.tsv")), *named], check=True)


def word_folds(build, name, path, work):
    """The weights of words learned without each fold, and models of them."""
    section = work / f"words-{name}"
    subprocess.run([build / "train_strip", "cross", path, section, *PASSES[name]], check=True)
    files = [f"{section}{fold}" for fold in range(FOLDS)]
    for file in files:
        pack(build, file + ".model", (f"strip-{name}", file))
    return files, [file + ".model" for file in files]


def weights(build, bench, out, work):
    for name, (_, path) in prepare(build, bench, work).items():
        words, trees = out / f"strip-{name}.bin", out / f"trees-{name}.bin"
        _, models = word_folds(build, name, path, work)
        subprocess.run([build / "train_strip", "boost", path, trees, TREES, *models], check=True)
        subprocess.run([build / "train_strip", "learn", path, words, *PASSES[name]], check=True)
        for target in (words, trees):
            print(f"{target.name}: sha256 {hashlib.sha256(target.read_bytes()).hexdigest()}", flush=True)


def predict(build, name, path, work):
    """{path: record} of all files, each by the words and trees of the folds that it is not in. What trees of other folds
    saw of this one: its labels had a part in the words that spoke of their pages."""
    files, models = word_folds(build, name, path, work)
    trees, model = work / f"trees-{name}", work / f"fold-{name}.model"
    subprocess.run([build / "train_strip", "cross-boost", path, trees, TREES, *models], check=True)
    records = {}
    for fold, file in enumerate(files):
        pack(build, model, (f"strip-{name}", file), (f"trees-{name}", f"{trees}{fold}"))
        out = subprocess.run([build / "train_strip", "print", model, path, str(fold)], stdout=subprocess.PIPE,
                             check=True).stdout
        for record in (json.loads(line) for line in out.split(b"\n") if line.strip()):
            records[record["source"]["path"]] = record
    return records


def cross(build, bench, work):
    sys.path.insert(0, str(bench))
    import score
    for name, (samples, path) in prepare(build, bench, work).items():
        records = predict(build, name, path, work)
        for kind, group in sorted({(s.kind, s.set) for s in samples}):
            mine = [s for s in samples if (s.kind, s.set) == (kind, group)]
            found = {s.id: records[s.path] for s in mine if s.path in records}
            result, _ = score.score_set(group, {s.id: s.gold for s in mine}, found, kind)
            measure = "body" if "body" in result else "segments"
            print(f"{kind} {group}: {result['pages']} pages, {measure} " +
                  " ".join(f"{k} {v:.3f}" for k, v in result[measure].items() if isinstance(v, float)), flush=True)


def main():
    arguments = [Path(a).resolve() for a in sys.argv[2:]]
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if (command, len(arguments)) not in (("weights", 3), ("cross", 2)):
        sys.exit(__doc__)
    for name in SETS:
        if not (arguments[1] / "dev" / f"gold-{name}.jsonl").is_file():
            sys.exit(f"strip.py: {arguments[1]} has no dev/gold-{name}.jsonl")
    with tempfile.TemporaryDirectory() as work:
        (weights if command == "weights" else cross)(*arguments, Path(work))


if __name__ == "__main__":
    main()
