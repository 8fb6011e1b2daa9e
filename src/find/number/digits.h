/*
 * digits.h - a string of digits with its grouping, as an exact decimal.
 *
 * 1.356 times a billion must be 1356000000, not 1356000000.0000002: so digits
 * and power of ten stay apart until the scale words are known.
 */
#ifndef NG_FIND_NUMBER_DIGITS_H
#define NG_FIND_NUMBER_DIGITS_H

#include <stdint.h>

#include "base/slice.h"

/* digits * 10^power. */
struct ng_decimal {
    uint64_t digits; /* at most 18 of them; further ones are dropped */
    int power;       /* between -NG_POWER_MAX and NG_POWER_MAX */
    bool point;      /* a decimal point or comma was there */
    bool grouped;    /* grouping marks were there */
};

#define NG_POWER_MAX 100000

/* Reads "5", "1,234.5", "12,34,567", "1.234.567,89", "0,5", ".5". Grouping must
 * be right: "1,2,3" and "1.2.3" are false. Linear. */
bool ng_digits_read(struct ng_slice text, struct ng_decimal *decimal);

/* The nearest double, correctly rounded where digits < 2^53 and the power is
 * at most 22; infinite when it does not fit. */
double ng_decimal_value(const struct ng_decimal *decimal);

/* 10^power; 0 or infinite beyond a double. */
double ng_power_of_ten(int power);

#endif
