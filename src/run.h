/*
 * run.h - what one worker carries: options, model, memory, and the article in
 * the making. Modules read the text layer and write results here.
 */
#ifndef NG_RUN_H
#define NG_RUN_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/calendar.h"
#include "base/pattern.h"
#include "model/model.h"
#include "read/document.h"
#include "strip/strip.h"
#include "text/text.h"

/* The modules, in the order in which they see a paragraph. */
enum ng_module_id {
    NG_MODULE_DATE,
    NG_MODULE_FIGURE,
    NG_MODULE_ENTITY,
    NG_MODULE_QUOTE,
    NG_MODULE_COUNT
};

/* A mention of an entity, for the modules that come after. Sorted by start once
 * the entity module has finished. */
struct ng_mention {
    uint32_t start, end; /* bytes into the text */
    uint32_t first_token, token_end;
    uint32_t entity; /* index into run->entities */
};

enum ng_gender { NG_GENDER_UNKNOWN, NG_GENDER_MALE, NG_GENDER_FEMALE };

/* What pronouns need to know of an entity; parallel to run->entities. */
struct ng_entity_hint {
    uint8_t gender; /* enum ng_gender */
    bool plural;    /* "they" fits: groups, "the X and Y" */
    uint32_t role_first, role_end; /* tokens of its role; equal: none */
};

struct ng_run {
    /* For the worker's whole life. */
    const struct nutgraf_model *model;
    nutgraf_options options; /* strings owned by `settings` */
    const nutgraf_allocator *alloc;
    struct ng_arena settings; /* copies of the options' strings */
    struct ng_pattern_set patterns;
    struct ng_reader *reader;
    void *kept[NG_MODULE_COUNT]; /* a module's own, in `settings` */
    struct ng_strip_known html_known, text_known; /* in `settings` */

    /* Until the next article. */
    struct ng_arena doc;     /* all that the article points to */
    struct ng_arena scratch; /* mark and rewind around a piece of work */
    struct ng_page page;
    struct ng_metadata metadata;
    struct ng_buffer body;       /* the article's text */
    struct ng_text text;         /* its tokens and sentences */
    struct ng_vector paragraphs; /* of struct ng_paragraph */
    struct ng_vector entities;   /* of nutgraf_entity */
    struct ng_vector hints;      /* of struct ng_entity_hint */
    struct ng_vector mentions;   /* of struct ng_mention */
    struct ng_vector quotes;     /* of nutgraf_quote */
    struct ng_vector dates;      /* of nutgraf_date, in text order */
    struct ng_vector figures;    /* of nutgraf_figure, in text order */
    struct ng_vector dropped;    /* of nutgraf_dropped */
    struct ng_vector diagnostics; /* of nutgraf_diagnostic */
    const char *anchor_date;     /* set by the date module's finish */
    nutgraf_anchor_from anchor_from;
    const char *saved; /* the day the page was saved, or NULL */
    void *state[NG_MODULE_COUNT]; /* a module's own, in `doc` */
    nutgraf_article article;

    /* The current input. */
    const char *path;
    nutgraf_article_fn each;
    void *user;
    struct ng_error error; /* of the worker's last call */
    bool open;             /* between begin and end */
};

/* Makes a run without options and reader: it owns nothing that could fail. */
void ng_run_init(struct ng_run *run, const nutgraf_model *model,
                 const nutgraf_allocator *alloc);

/* Forgets the last article; memory stays for the next. */
void ng_run_clear(struct ng_run *run);
void ng_run_free(struct ng_run *run);

/* Adds a diagnostic; a printf-style sentence. Running out of memory here loses
 * the sentence only. */
void ng_diagnose(struct ng_run *run, nutgraf_level level, size_t offset,
                 const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static inline const struct ng_paragraph *ng_run_paragraph(
    const struct ng_run *run, size_t i)
{
    return NG_AT(&run->paragraphs, struct ng_paragraph, i);
}

#endif
