/*
 * status.c - status names and the text of a failure.
 *
 * The sentence of a failure lies in the object that the caller holds, never in
 * a global: two workers on two threads fail independently.
 */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

/* No default: a new status without a name is a warning of the compiler. The
 * last line is for numbers that a caller made up. */
const char *nutgraf_status_name(nutgraf_status status)
{
    switch (status) {
    case NUTGRAF_OK: return "ok";
    case NUTGRAF_NO_MEMORY: return "no_memory";
    case NUTGRAF_IO: return "io";
    case NUTGRAF_UNSUPPORTED: return "unsupported";
    case NUTGRAF_MALFORMED: return "malformed";
    case NUTGRAF_LIMIT: return "limit";
    case NUTGRAF_BAD_ARGUMENT: return "bad_argument";
    case NUTGRAF_STOPPED: return "stopped";
    }
    return "unknown";
}

/* Paths can be long: what does not fit is cut, the sentence stays
 * terminated. */
ng_status ng_error_set(struct ng_error *error, ng_status status,
                       uint64_t offset, const char *format, ...)
{
    va_list args;

    error->status = status;
    error->offset = offset;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    return status;
}
