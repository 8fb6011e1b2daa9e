#!/bin/sh
# run.sh NUTGRAF - what the command line promises, over files made here.
#
#     run CODE ARGUMENT...      runs nutgraf, expects this exit status; its
#                               output is then in the files out and err
#     has FILE LINE             FILE has exactly this line
#     same FILE TEXT            FILE is exactly this text
set -u
program=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
cd "$tmp" || exit 2
LC_ALL=C
export LC_ALL
unset NO_COLOR
failed=0
checks=0
last=

fail()
{
    failed=$((failed + 1))
    echo "FAILED: $last: $1"
}

run()
{
    want=$1
    shift
    last="nutgraf $*"
    checks=$((checks + 1))
    "$program" "$@" >out 2>err </dev/null
    got=$?
    if [ $got -ne "$want" ]; then
        fail "exit status $got, not $want"
        cat err
    fi
}

has()
{
    checks=$((checks + 1))
    grep -qxF -e "$2" "$1" && return
    fail "no line '$2' in $1:"
    head -20 "$1"
}

same()
{
    checks=$((checks + 1))
    printf '%s' "$2" >expected
    cmp -s expected "$1" && return
    fail "$1 is not as expected:"
    diff expected "$1"
}

# The paths of the records in `out`, in order, on one line.
paths()
{
    sed 's/^{"schema":"nutgraf\/1","source":{"path":"\([^"]*\)".*/\1/' out |
        tr '\n' ' ' >paths
}

page()
{
    cat <<END
<!DOCTYPE html><html><head><meta charset="utf-8"><title>The ferry</title>
<meta property="article:published_time" content="2024-05-11"></head><body>
<article><p>The ferry to the islands runs again since
Friday, May 10, 2024, after a while in which nobody could cross the strait by
any other means than a fishing boat.</p><p>The council had asked for it in
$1 letters to the company and to the ministry, and it was heard at last when
the ice broke and the harbor was dredged again.</p></article></body></html>
END
}

for n in 1 2 3; do
    page "$n" >"p$n.html"
done
printf 'Nothing is in here.\n' >dull.txt

# ---------------------------------------------------------- usage and help

for bad in --no-such-option --jsno -x -j --input=nonsense --input \
    --anchor-date=yesterday --anchor-date=2024-13-01 --charset=nonsense \
    -jx -j-1 --max-bytes=2X --max-bytes= --who= --json=yes \
    --fields=path,nose --color=blue --generate=poem; do
    run 2 "$bad"
    [ -s err ] || fail "nothing on standard error"
    [ -s out ] && fail "something on standard output"
done
run 2 -t -e p1.html
run 2 --json --fields path p1.html
run 2 --json --mentions p1.html
run 2 -0 p1.html
run 2 --files-from - p1.html -
run 2 --jsom
has err "nutgraf: unknown option '--jsom'; is it '--json'?"
run 0 --help
has out 'Usage: nutgraf [OPTION]... [FILE | FOLDER | -]...'
run 0 p1.html --version
grep -q '^nutgraf [0-9]' out || fail 'no version'
for shell in bash zsh fish; do
    run 0 --generate complete-$shell
    for flag in anchor-date files-from fail-fast; do
        grep -q -e "$flag" out || fail "no $flag in complete-$shell"
    done
done

# ------------------------------------------------------- rows, exit statuses

run 0 -d p1.html
same out "$(printf 'p1.html\tdate\t42\t62\tdate\t2024-05-10\t%s\t%s' \
    'Friday, May 10, 2024' 2024-05-10..2024-05-10)
"
run 0 -m --fields type,value,more --anchor-date 2024-05-12 p1.html
has out "$(printf 'anchor\t2024-05-12\tfrom=option')"
run 1 -d dull.txt
same out ''
same err ''
run 0 --json -d dull.txt
run 0 -t dull.txt
same out 'Nothing is in here.
'
run 0 -t -- p1.html dull.txt
has out '==> p1.html <=='
has out '==> dull.txt <=='
run 0 --color=always --fields value -d p1.html
same out "$(printf '\033[1m2024-05-10\033[0m')
"
run 0 --color=auto -d p1.html
grep -q "$(printf '\033')" out && fail 'color without a terminal'
run 0 -d --who ferry p1.html
run 1 -d --who council p1.html

# ----------------------------------------------------------------- timeline

echo 'On May 3, 2024 the pier fell. On May 1, 2024 it stood.' >t1.txt
echo 'The storm came on May 2, 2024. On May 3, 2024 it left.' >t2.txt
for j in 1 2; do
    run 0 -j$j --timeline t2.txt t1.txt
    same out "$(printf '%s\t%s\t%s\t%s\n' \
        2024-05-01 2024-05-01 t1.txt 'On May 1, 2024 it stood.' \
        2024-05-02 2024-05-02 t2.txt 'The storm came on May 2, 2024.' \
        2024-05-03 2024-05-03 t2.txt 'On May 3, 2024 it left.' \
        2024-05-03 2024-05-03 t1.txt 'On May 3, 2024 the pier fell.')
"
done
for model in default open; do
    echo 'Angela Merkel spoke in Berlin on Monday.' >merkel.txt
    run 0 --model $model -e --fields value merkel.txt
    has out 'Angela Merkel'
done
run 2 --model closed p1.html
has err "nutgraf: --model takes none of that name: 'closed' (default, open)"
run 0 --timeline --who storm t2.txt t1.txt
[ "$(wc -l <out)" -eq 1 ] || fail 'not one line'
run 1 --timeline dull.txt
run 2 --timeline none t1.txt
[ "$(wc -l <out)" -eq 2 ] || fail 'not two lines'
run 2 --timeline --json t1.txt

# ------------------------------------------- standard input, lists, operands

checks=$((checks + 1))
last='nutgraf <dull.txt'
[ "$("$program" -t <dull.txt)" = 'Nothing is in here.' ] || fail 'no text'
last='nutgraf - p1.html'
"$program" --json - p1.html <dull.txt >out 2>err || fail 'an error'
paths
same paths '- p1.html '
run 0 --json p3.html -j1 p1.html -- p2.html
paths
same paths 'p3.html p1.html p2.html '
page 4 >./-odd.html
run 0 --json -- -odd.html
paths
same paths '-odd.html '
printf 'p2.html\n\np1.html\r\n' >list
run 0 --json --files-from list p3.html
paths
same paths 'p3.html p2.html p1.html '
new='new
line.html'
page 5 >"$new"
printf 'p2.html\0%s\0p1.html' "$new" >list0
run 0 --json -0 --files-from=list0
paths
same paths 'p2.html new\nline.html p1.html '
last='nutgraf -0 --files-from -'
"$program" --json -0 --files-from - <list0 >out 2>err || fail 'an error'
paths
same paths 'p2.html new\nline.html p1.html '
run 2 --json --files-from no-list
same out ''
has err 'nutgraf: no-list: No such file or directory'

# ----------------------------------------------------------------- folders

mkdir -p d/a d/page_files d/.hidden d/empty
for f in d/a/x.html d/a.html d/a-b.HTM d/a0.txt d/page.html d/z.shtml \
    d/page_files/frame.html d/.hidden/h.html d/.h.html d/picture.png \
    d/b.text; do
    page 6 >$f
done
gzip <d/a.html >d/b.html.gz
ln -s . d/a/loop
ln -s ../../p1.html d/a/link.html
run 0 --json d
paths
same paths 'd/a-b.HTM d/a.html d/a/link.html d/a/x.html d/a0.txt d/b.html.gz d/b.text d/page.html d/z.shtml '
run 0 --json d/a// d/page_files
paths
same paths 'd/a//link.html d/a//x.html d/page_files/frame.html '
run 1 d/empty
run 0 --json d/picture.png
ln -s nowhere d/empty/gone.html
run 2 --json d/empty
has err 'nutgraf: d/empty/gone.html: No such file or directory'

# ------------------------------------------------------------------- errors

missing='{"schema":"nutgraf/1","source":{"path":"none","bytes":0},"error":{"code":"io","message":"No such file or directory","offset":0}}'
run 2 --json p1.html none p2.html
paths
same paths 'p1.html none p2.html '
has out "$missing"
same err 'nutgraf: none: No such file or directory
'
run 2 -d p1.html none p2.html
[ "$(wc -l <out)" -eq 2 ] || fail 'rows are lost'
run 2 -q --json none
same err 'nutgraf: none: No such file or directory
'
run 0 --ignore-errors --json none p1.html
has out "$missing"
run 1 --ignore-errors -d none dull.txt
for j in 1 3; do
    run 2 -j$j --fail-fast --json p1.html none p2.html p3.html
    paths
    same paths 'p1.html none '
done
run 2 --json --max-bytes 100 p1.html dull.txt
grep -q '^{"schema":"nutgraf/1","source":{"path":"p1.html".*"error":{"code":"limit"' \
    out || fail 'no limit'
run 0 --json --max-bytes 2K p1.html

if [ -w /dev/full ]; then
    for j in 1 3; do
        last="nutgraf -j$j >/dev/full"
        "$program" -j$j --json p1.html p2.html p3.html >/dev/full 2>err
        [ $? -eq 2 ] || fail 'exit status is not 2'
        has err 'nutgraf: standard output: No space left on device'
    done
    last='nutgraf --help >/dev/full'
    "$program" --help >/dev/full 2>err
    [ $? -eq 2 ] || fail 'exit status is not 2'
    has err 'nutgraf: standard output: No space left on device'
fi
last='nutgraf >&-'
"$program" --json p1.html >&- 2>err
[ $? -eq 2 ] || fail 'exit status is not 2'
has err 'nutgraf: standard output: Bad file descriptor'
last='nutgraf 2>&- <&-'
"$program" --json p1.html none - 2>&- <&- >out
[ $? -eq 2 ] || fail 'exit status is not 2'
paths
same paths 'p1.html none - '

# ------------------------------------------------------------- many, in order

i=0
mkdir many
while [ $i -lt 60 ]; do
    page $i >many/$i.html
    i=$((i + 1))
done
: >many/7.html
run 2 --json -j1 many none many
mv out one
mv err one.err
for j in 2 5 0 1000; do
    run 2 --json -j$j many none many
    cmp -s one out || fail 'output differs from that of -j1'
    cmp -s one.err err || fail 'messages differ from those of -j1'
done

# Records that are too large to wait for their end.
awk 'BEGIN { for (i = 0; i < 30000; i++) print "He came on May 3, 2024.\n" }' \
    </dev/null >large.txt
for form in --json --no-strip; do
    run 0 -j1 $form large.txt p1.html large.txt
    mv out one
    run 0 -j3 $form large.txt p1.html large.txt
    cmp -s one out || fail 'output differs from that of -j1'
done
[ "$(grep -c '^large.txt' out)" -gt 60000 ] || fail 'rows are missing'
rm -f one large.txt

# A closed pipe ends the program quietly.
for j in 1 3; do
    last="nutgraf -j$j | head -1"
    { "$program" -j$j --json many many many many many 2>err; echo $? >code; } |
        head -1 >out
    [ "$(wc -l <out)" -eq 1 ] || fail 'no line'
    same err ''
done

# A signal ends the program at once when it waits for input.
if mkfifo wait.html; then
    for j in 1 3; do
        last="kill nutgraf -j$j"
        rm -f out
        sleep 10 >wait.html &
        writer=$!
        "$program" -j$j --json p1.html wait.html >out 2>err &
        reader=$!
        tries=0
        while [ ! -s out ] && [ $tries -lt 50 ]; do
            sleep 0.1
            tries=$((tries + 1))
        done
        kill -TERM $reader
        wait $reader
        [ $? -eq 143 ] || fail 'exit status is not 143'
        kill $writer
        wait $writer
        paths
        same paths 'p1.html '
    done 2>/dev/null
fi

# A FIFO is read like a file.
if mkfifo fifo.html; then
    cat p1.html >fifo.html &
    run 0 --json fifo.html
    paths
    same paths 'fifo.html '
    wait
fi

echo "$checks checks, $failed failed"
[ $failed -eq 0 ]
