#!/bin/sh
# run.sh NUTGRAF DOCUMENT.md... - runs the examples of the documents.
#
# An example is a fenced block whose fence says "example":
#
#     ```example
#     $ nutgraf -d --fields value,text -       a shell command
#     Input lines, its standard input.
#     ---
#     2024-05-10 | Friday                      what it must print; " | " is a tab
#     [1]                                      its exit status, when it is not 0
#     ```
#
# Without a "---" there is no input. Every example runs in an empty folder of
# its own with `nutgraf` in the PATH. Prints a diff for each one that fails.
set -u
program=$1
shift
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
mkdir "$tmp/bin"
ln -s "$(CDPATH='' cd -- "$(dirname -- "$program")" && pwd)/$(basename -- \
    "$program")" "$tmp/bin/nutgraf"
PATH=$tmp/bin:$PATH
LC_ALL=C
export PATH LC_ALL
run=0
failed=0

# Cuts a document into files N.cmd, N.in, N.want and N.line.
cut_examples()
{
    awk -v dir="$2" '
        function emit(line) {
            if (part == "want")
                gsub(/ \| /, "\t", line)
            print line > (base "." part)
        }
        /^```example/ {
            base = dir "/" sprintf("%04d", ++n); part = "want"; fresh = 1
            printf "" > (base ".in"); printf "" > (base ".want")
            print FNR > (base ".line"); in_example = 1; count = 0
            next
        }
        /^```/ && in_example {
            # Lines before a "---" were input, if there was one.
            for (i = 1; i <= count; i++)
                if (held[i] == "---") { part = "in"; break }
            for (i = 1; i <= count; i++)
                if (held[i] == "---" && part == "in") part = "want"
                else emit(held[i])
            close(base ".in"); close(base ".want"); close(base ".cmd")
            close(base ".line"); in_example = 0
            next
        }
        in_example && fresh && /^[$>] / {
            print substr($0, 3) > (base ".cmd"); next
        }
        in_example { fresh = 0; held[++count] = $0 }
    ' "$1"
}

run_example()
{
    run=$((run + 1))
    mkdir "$1.dir"
    status=0
    (cd "$1.dir" && sh "$1.cmd" < "$1.in") > "$1.got" 2> "$1.err" || status=$?
    [ "$status" = 0 ] || echo "[$status]" >> "$1.got"
    cmp -s "$1.want" "$1.got" && return 0
    failed=$((failed + 1))
    echo "$2:$(cat "$1.line"): $(cat "$1.cmd")"
    diff "$1.want" "$1.got" | sed -n 's/	/ | /g; /^[<>]/p' |
        sed 's/^</  expected:/; s/^>/  printed: /'
    sed 's/^/  stderr:    /' "$1.err"
}

for document in "$@"; do
    rm -rf "$tmp/work"
    mkdir "$tmp/work"
    cut_examples "$document" "$tmp/work"
    for command in "$tmp"/work/*.cmd; do
        [ -f "$command" ] && run_example "${command%.cmd}" "$document"
    done
done
echo "$run examples, $failed failed"
[ "$run" -gt 0 ] && [ "$failed" = 0 ]
