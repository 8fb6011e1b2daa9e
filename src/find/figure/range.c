/*
 * range.c - two numbers that make one figure: ranges, scores, ratios.
 *
 *     "5-10 percent", "from 5 to 10", "between 5 and 10"   range
 *     "more than 100 but fewer than 300"                   range of two bounds
 *     "2-1"                                                score, falling
 *     "one in five", "two out of three"                    ratio
 *
 * In comes a quantity, out goes the same one widened over the second number,
 * with the figure's low and high, parts or value set; or as one number still,
 * when what follows does not go with it. What joins the two decides what is
 * tried. Units, scales and kinds must agree, or one of the two has none and
 * takes the other's.
 *
 * The second quantity is read with a floor of its own and thrown away when it
 * does not fit; the main loop then reads it once more. That is a fixed number
 * of times for each number, so the cost stays linear.
 *
 * A dash between small whole numbers is a range when they rise and a score
 * when they fall. A team that lost 1-2 comes out as a range: nothing near the
 * number tells reliably.
 */
#include "find/figure/scan.h"

/* Scores and odds beyond this are ranges. */
#define SCORE_MAX 200

/* A level is at least so many times the change that led to it. */
#define LEVEL_TIMES 20

/* What joins the two numbers; IN is "out of" too. */
enum joint { NO_JOINT, DASH, TO, AND, OR, IN, OVER, COLON };

/* Does "between" or "from" stand before token `i`, with "the" at most between
 * them? Only then does "and" join. */
static bool is_between(const struct ng_figure_scan *scan, size_t i)
{
    if (i > scan->first && ng_scan_is(scan, i - 1, "the"))
        i--;
    return i > scan->first && (ng_scan_is(scan, i - 1, "between") ||
                               ng_scan_is(scan, i - 1, "from"));
}

/* Asked when a date lies over the first number: "between 1800 and 2500 people"
 * is told to be a range and tried as one, and "2000 over 3" alone in a cell is
 * a fraction. */
bool ng_range_is_told(const struct ng_figure_scan *scan,
                      const struct ng_quantity *q)
{
    return is_between(scan, q->first) ||
           ng_scan_kind(scan, q->end) == NG_TOKEN_DASH ||
           ng_scan_is(scan, q->end, "and") ||
           ng_scan_is(scan, q->end, "but") ||
           (q->first == scan->first && ng_scan_is(scan, q->end, "over") &&
            q->end + 2 == scan->end);
}

/* The joint at token `i`, behind the quantity. A dash with space on one side
 * only does not join words, where it parts clauses; behind digits it is often
 * a slip of the keyboard and does. "and" joins only behind "between" or
 * "from", else it lists. */
static enum joint joint_at(const struct ng_figure_scan *scan, size_t i,
                           const struct ng_quantity *q)
{
    bool between = is_between(scan, q->first);

    if (ng_scan_kind(scan, i) == NG_TOKEN_DASH)
        return ng_scan_spaced(scan, i) != ng_scan_spaced(scan, i + 1) &&
                       !q->number.digits
                   ? NO_JOINT
                   : DASH;
    if (ng_scan_is(scan, i, "~"))
        return DASH;
    if (ng_scan_is(scan, i, "to") || ng_scan_is(scan, i, "through"))
        return TO;
    if (ng_scan_is(scan, i, "and"))
        return between ? AND : NO_JOINT;
    if (ng_scan_is(scan, i, "or"))
        return OR;
    if (ng_scan_is(scan, i, "in") || ng_scan_is(scan, i, "out"))
        return IN;
    if (ng_scan_is(scan, i, ":") && !ng_scan_spaced(scan, i) &&
        !ng_scan_spaced(scan, i + 1))
        return COLON;
    return ng_scan_is(scan, i, "over") ? OVER : NO_JOINT;
}

/* Can both numbers have one unit? Yes when the first has none yet, when the
 * second has none and the first one's stands before it ("$5-10"), or when they
 * are the same in unit and kind. */
static bool same_unit(const struct ng_quantity *a, const struct ng_quantity *b)
{
    if (!a->unit)
        return true;
    if (!b->unit)
        return a->sign_before;
    return strcmp(a->unit, b->unit) == 0 && a->kind == b->kind;
}

/* "2.5-3 million": the scale is both numbers'. Only when the first number so
 * scaled is still below the second; "500-3 million" keeps its 500. */
static void share_scale(struct ng_quantity *a, const struct ng_quantity *b)
{
    double scale = b->number.scale;

    if (a->number.scale == 1 && scale > 1 && a->value * scale < b->value)
        a->value *= scale;
}

/* Makes a range of the two when they agree and rise strictly; false when not.
 * `a` takes unit, kind and "per" of `b` where it has none of its own, and
 * covers both. May have scaled a->value when false, which is right for a
 * number before the same scale. */
static bool make_range(struct ng_quantity *a, const struct ng_quantity *b,
                       nutgraf_figure *figure)
{
    if (!same_unit(a, b) || (a->unit && a->duration != b->duration))
        return false;
    share_scale(a, b);
    if (!(a->value < b->value))
        return false;
    figure->has = NUTGRAF_HAS_LOW | NUTGRAF_HAS_HIGH;
    figure->low = a->value;
    figure->high = b->value;
    if (!a->unit) {
        a->unit = b->unit;
        a->kind = b->kind;
        a->duration = b->duration;
    }
    if (b->per)
        a->per = b->per;
    a->number_end = b->number_end;
    a->end = b->end;
    return true;
}

/* A number as scores have them: whole, in digits, without unit or scale, below
 * SCORE_MAX. */
static bool is_small_whole(const struct ng_quantity *q)
{
    return q->kind == NUTGRAF_CARDINAL && !q->unit && q->number.digits &&
           !q->number.decimal && q->number.scale == 1 && q->value >= 0 &&
           q->value < SCORE_MAX;
}

/* "2-1": two small whole numbers that fall or are equal, as a range never
 * does. Tried after make_range. */
static bool make_score(struct ng_quantity *a, const struct ng_quantity *b,
                       nutgraf_figure *figure)
{
    if (!is_small_whole(a) || !is_small_whole(b) || a->value < b->value)
        return false;
    figure->has = NUTGRAF_HAS_PARTS;
    figure->parts[0] = a->value;
    figure->parts[1] = b->value;
    a->kind = NUTGRAF_SCORE;
    a->end = a->number_end = b->end;
    return true;
}

/* "a 52 to 48 vote", "odds of three to one": falling numbers joined by "to"
 * are a score, or a ratio where the second is one. Not a level that changed,
 * "cut from 5 to 3", and nothing with a unit behind it. */
static bool make_tally(const struct ng_figure_scan *scan,
                       struct ng_quantity *a, const struct ng_quantity *b,
                       nutgraf_figure *figure)
{
    if (a->kind != NUTGRAF_CARDINAL || b->kind != NUTGRAF_CARDINAL || a->unit ||
        b->unit || a->number.kind != NG_NUMBER_CARDINAL ||
        b->number.kind != NG_NUMBER_CARDINAL || a->number.scale != 1 ||
        b->number.scale != 1 || a->number.decimal || b->number.decimal ||
        a->number.digits != b->number.digits || a->value <= b->value ||
        a->value >= SCORE_MAX || is_between(scan, a->first) ||
        ng_change_before(scan, a->first))
        return false;
    figure->has = NUTGRAF_HAS_PARTS;
    figure->parts[0] = a->value;
    figure->parts[1] = b->value;
    a->kind = b->value == 1 && (!a->number.digits ||
                                ng_scan_kind(scan, a->end) == NG_TOKEN_DASH ||
                                ng_scan_is(scan, b->end, "odds"))
                  ? NUTGRAF_RATIO
                  : NUTGRAF_SCORE;
    a->end = a->number_end = b->end;
    return true;
}

/* "a ratio of 3:1", "16:9": a colon between small whole numbers where no date
 * was found. */
static bool make_proportion(struct ng_quantity *a, const struct ng_quantity *b,
                            nutgraf_figure *figure)
{
    if (!is_small_whole(a) || !is_small_whole(b) || b->value < 1)
        return false;
    figure->has = NUTGRAF_HAS_PARTS;
    figure->parts[0] = a->value;
    figure->parts[1] = b->value;
    a->kind = NUTGRAF_RATIO;
    a->end = a->number_end = b->end;
    return true;
}

/* "one in five", "two out of three": the value is the quotient and the kind a
 * ratio. Both must be bare cardinals and the second whole and above one. */
static bool make_share(struct ng_quantity *a, const struct ng_quantity *b,
                       nutgraf_figure *figure)
{
    if (a->unit || b->unit || b->value <= 1 ||
        a->number.kind != NG_NUMBER_CARDINAL ||
        b->number.kind != NG_NUMBER_CARDINAL || b->number.decimal)
        return false;
    figure->has = NUTGRAF_HAS_VALUE;
    figure->value = a->value / b->value;
    a->value = figure->value;
    a->kind = NUTGRAF_RATIO;
    a->end = a->number_end = b->number_end;
    return true;
}

/* Over "about" and the like before the second number: "from 5 to about 10".
 * The bound is lost, as the range has no place for one at its upper end. */
static size_t over_bound(const struct ng_figure_scan *scan, size_t i)
{
    return ng_scan_is(scan, i, "the") || ng_scan_is(scan, i, "every") ||
                   ng_scan_is(scan, i, "about") ||
                   ng_scan_is(scan, i, "around") ||
                   ng_scan_is(scan, i, "~") || ng_scan_is(scan, i, "nearly")
               ? i + 1
               : i;
}

/* "from 200 to 150" behind a verb of change are two figures, the old level and
 * the new one; so are "rose $3 to $84", a change and a level. Without such a
 * verb "from 5 to 10" is a range. */
static bool is_change_of_level(const struct ng_figure_scan *scan,
                               const struct ng_quantity *a,
                               const struct ng_quantity *b, enum joint joint)
{
    nutgraf_figure figure = {0};

    if (joint != TO || a->first <= scan->first)
        return false;
    if (ng_scan_is(scan, a->first - 1, "from") ||
        ng_scan_is(scan, a->first - 1, "by")) /* "down by 30 to 126" */
        return ng_change_before(scan, a->first - 1);
    /* "rose 3 to 5 percent" is a range, "fell 3,000 to 2.43 million" is not */
    if (!a->unit && (b->unit || b->value < LEVEL_TIMES * a->value))
        return false;
    ng_figure_change(scan, a, &figure); /* "rose $3 to $84" */
    return figure.change != NUTGRAF_CHANGE_NONE;
}

/* "two or three", "25 or 30": a guess names numbers near each other, both in
 * words or both in digits. The factor of two and the limit of a thousand keep
 * apart what are alternatives ("5 or 500"). */
static bool is_guess(const struct ng_quantity *a, const struct ng_quantity *b)
{
    return !a->unit && a->number.kind == NG_NUMBER_CARDINAL &&
           b->number.kind == NG_NUMBER_CARDINAL && a->kind != NUTGRAF_MONEY &&
           a->number.digits == b->number.digits && a->value < b->value &&
           b->value <= 2 * a->value && a->value <= 1000;
}

/* Two levels that are no range still share a unit: "from 4.8 to 4.7 percent"
 * backwards, "from 208 pounds to 193" forwards. Backwards it is set here;
 * forwards the second number is not read for good yet, so the scan carries the
 * unit to its token. Only behind "from" and with equal scales. */
static void share_unit(struct ng_figure_scan *scan, struct ng_quantity *a,
                       const struct ng_quantity *b)
{
    if (a->unit && !b->unit && !a->duration &&
        a->number.scale == b->number.scale && a->first > scan->first &&
        ng_scan_is(scan, a->first - 1, "from")) {
        scan->carried = b->first;
        scan->carried_unit = a->unit;
        scan->carried_kind = a->kind;
        return;
    }
    if (a->unit || !b->unit || b->duration ||
        a->number.scale != b->number.scale || a->first == scan->first ||
        !ng_scan_is(scan, a->first - 1, "from"))
        return;
    a->unit = b->unit;
    a->kind = b->kind;
}

/* Tries what the joint allows, the range first. True when the two have become
 * one figure. "over" is a fraction only at the end of the sentence: "2 over 3"
 * in a cell, but not "a lead of 2 over 3 rivals". */
static bool combine(struct ng_figure_scan *scan, struct ng_quantity *a,
                    const struct ng_quantity *b, enum joint joint,
                    nutgraf_figure *figure)
{
    switch (joint) {
    case DASH: return make_range(a, b, figure) || make_score(a, b, figure);
    case TO:
    case AND:
        if (!is_change_of_level(scan, a, b, joint) && make_range(a, b, figure))
            return true;
        if (joint == TO && make_tally(scan, a, b, figure))
            return true;
        share_unit(scan, a, b);
        return false;
    case OR: return is_guess(a, b) && make_range(a, b, figure);
    case IN:
        return a->value > 0 && a->value < b->value && make_share(a, b, figure);
    case COLON: return make_proportion(a, b, figure);
    case OVER: return b->end == scan->end && make_share(a, b, figure);
    case NO_JOINT: return false;
    }
    return false;
}

/* "more than 100 but fewer than 300": two bounds that face each other make a
 * range; `up` when the lower one comes first, `down` for "fewer than 300 but
 * more than 100", where the values change places. q->bounded tells that the
 * bounds are used up. Otherwise `q` gets its own value back. */
static ng_status read_bound_pair(struct ng_figure_scan *scan,
                                 struct ng_quantity *q, nutgraf_figure *figure)
{
    struct ng_figure_scan inner = *scan;
    struct ng_quantity second;
    struct ng_row row;
    nutgraf_figure first = {0};
    size_t i = q->end + 1, end, taken;
    bool found, up, down;

    taken = i < scan->end ? ng_phrase_find(scan->text, i, scan->end,
                                           NG_TABLE_FIGURE_BOUNDS, &row)
                          : 0;
    if (!taken)
        return NUTGRAF_OK;
    ng_figure_bound(scan, q, q->end, &first);
    /* The first characters will do: whether an end is included, ">" or ">=",
     * is the same for a range. */
    up = first.bound && *first.bound == '>' && *ng_row_text(row, 1) == '<';
    down = first.bound && *first.bound == '<' && *ng_row_text(row, 1) == '>';
    end = i + taken;
    end += ng_scan_is(scan, end, "the");
    if ((!up && !down) || end >= scan->end)
        return NUTGRAF_OK;
    inner.floor = end;
    NG_TRY(ng_quantity_read(&inner, end, &second, &found));
    if (!found || second.number.kind != q->number.kind)
        return NUTGRAF_OK;
    if (down) {
        double high = q->value;
        q->value = second.value;
        second.value = high;
    }
    q->bounded = make_range(q, &second, figure);
    if (!q->bounded && down)
        q->value = second.value;
    return NUTGRAF_OK;
}

/* "3-to-5 percent", "a 12- or 13-year-old": over the dash before the word that
 * joins. Without such a word the dash itself may be the joint. */
static size_t over_dash(const struct ng_figure_scan *scan, size_t i)
{
    return ng_scan_kind(scan, i) == NG_TOKEN_DASH && !ng_scan_spaced(scan, i) &&
                   (ng_scan_is(scan, i + 1, "to") ||
                    ng_scan_is(scan, i + 1, "or"))
               ? i + 1
               : i;
}

/* "10-year-old": a duration that the words behind it make an age. */
static bool is_age(const struct ng_figure_scan *scan,
                   const struct ng_quantity *q)
{
    size_t i = ng_scan_over_hyphen(scan, q->end);

    return q->duration &&
           (ng_scan_is(scan, i, "old") || ng_scan_is(scan, i, "olds") ||
            (ng_scan_is(scan, i, "of") && ng_scan_is(scan, i + 1, "age")));
}

/* Looks behind `q` for a joint and a second quantity. Vague numbers, "a" and
 * one ordinal beside a cardinal never make a pair. A second number that is a
 * date's ends it, too: "from 5 to 2019". Status: NO_MEMORY; that nothing was
 * found is no failure. */
ng_status ng_range_read(struct ng_figure_scan *scan, struct ng_quantity *q,
                        nutgraf_figure *figure)
{
    size_t i = over_dash(scan, q->end);
    enum joint joint = joint_at(scan, i, q);
    struct ng_quantity second;
    struct ng_figure_scan inner = *scan;
    size_t date_end;
    bool found;

    if (ng_scan_is(scan, i, "and") || ng_scan_is(scan, i, "but")) {
        NG_TRY(read_bound_pair(scan, q, figure));
        if (figure->has)
            return NUTGRAF_OK;
    }
    if (joint == NO_JOINT || q->number.kind == NG_NUMBER_VAGUE ||
        q->number.kind == NG_NUMBER_MULTIPLE ||
        q->number.kind == NG_NUMBER_FOLD)
        return NUTGRAF_OK;
    i++;
    if (joint == IN && ng_scan_is(scan, i - 1, "out") &&
        /* "out" alone is no joint, and "out of" is one token more. */
        !ng_scan_is(scan, i++, "of"))
        return NUTGRAF_OK;
    if (joint == TO && !ng_scan_spaced(scan, i + 1))
        i = ng_scan_kind(scan, i) == NG_TOKEN_DASH ? i + 1 : i;
    i = over_bound(scan, i);
    if (i >= scan->end)
        return NUTGRAF_OK;
    inner.floor = i;
    NG_TRY(ng_quantity_read(&inner, i, &second, &found));
    if (!found || second.number.kind == NG_NUMBER_VAGUE ||
        second.number.article || (second.kind == NUTGRAF_ORDINAL) !=
                                     (q->kind == NUTGRAF_ORDINAL))
        return NUTGRAF_OK;
    if (!is_age(scan, &second) &&
        ng_figure_is_date(&inner, &second, &date_end)) {
        /* "5 to 10 years" with a date over the second part: the first number
         * is of time as well and will be no figure. */
        q->duration |= second.duration && !q->unit;
        return NUTGRAF_OK;
    }
    combine(scan, q, &second, joint, figure);
    return NUTGRAF_OK;
}
