/*
 * status.h - how a failure travels inside the library.
 *
 * Every fallible function returns a nutgraf_status and its result through the
 * last parameter. NG_TRY passes a failure up.
 */
#ifndef NG_BASE_STATUS_H
#define NG_BASE_STATUS_H

#include <nutgraf/nutgraf.h>

typedef nutgraf_status ng_status;

#define NG_TRY(call)                                                          \
    do {                                                                      \
        ng_status ng_try_status = (call);                                     \
        if (ng_try_status != NUTGRAF_OK)                                      \
            return ng_try_status;                                             \
    } while (0)

/* What went wrong, kept in the object that the caller holds. */
struct ng_error {
    ng_status status;
    uint64_t offset;   /* bytes into the input */
    char message[240]; /* one sentence, no full stop; "" when OK */
};

/* Fills `error` with a printf-style sentence and returns `status`, so that
 * `return ng_error_set(...)` reads well. Cuts what does not fit. */
ng_status ng_error_set(struct ng_error *error, ng_status status,
                       uint64_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
