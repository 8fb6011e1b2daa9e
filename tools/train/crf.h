/*
 * crf.h - training the labeller: a linear-chain CRF with partial labels.
 *
 * For a sequence x with the set C of label sequences that its marks allow, the
 * loss is log Z(x) - log Z_C(x): what a data set does not mark is left open,
 * never taught as "outside" (Tsuboi et al., COLING 2008). Gradient by two
 * forward-backward passes, steps by AdaGrad with an L1 penalty (Duchi, Hazan,
 * Singer 2011, section 4: proximal step, applied lazily). Single-threaded, one
 * seed: the same data give the same bytes.
 *
 *     struct crf crf;
 *     crf_init(&crf, label_names, Y);
 *     per token: crf_feature(&crf, hash)..., crf_token(&crf, allowed);
 *     per sequence: crf_sequence_end(&crf);
 *     crf_legal(&crf, from, to, false) for each forbidden transition;
 *     crf_train(&crf, &options);  crf_write(&crf, path, 0.01);
 */
#ifndef NG_TRAIN_CRF_H
#define NG_TRAIN_CRF_H

#include "base/vector.h"
#include "model/labeller.h"
#include "weights.h"

/* From or to the edge of a sequence, in crf_legal. */
#define CRF_EDGE SIZE_MAX

struct crf_options {
    unsigned epochs;
    double rate;        /* AdaGrad's eta; 0.2 is a good start */
    double l1;          /* penalty per step of one sequence; 0.0005 or so */
    uint32_t min_count; /* rarer features are left out */
    uint64_t seed;      /* order of the sequences */
    unsigned averaged;  /* passes at the end whose weights are averaged; up to
                           1: the last ones as they are */
    double dropout;     /* share of features that a step leaves out, below 1:
                           the others learn to do without them */
    bool quiet;         /* else a line per epoch on stderr */
};

struct crf {
    size_t Y;
    const char *names[NG_MAX_LABELS]; /* borrowed */
    struct ng_vector hashes;    /* of uint64_t: features, token after token */
    struct ng_vector tokens;    /* of struct crf_token */
    struct ng_vector sequences; /* of uint32_t: first token of each */
    uint32_t *ids;              /* [hashes] feature number, or CRF_RARE */
    uint64_t *keys;             /* [F] hash of each feature */
    size_t F;
    float *weights, *squares;   /* [F][Y] */
    float *chain, *chain_squares; /* start [Y], final [Y], T [Y][Y] */
    bool *illegal;              /* like chain */
};

struct crf_token {
    size_t feature_end; /* into hashes; the first is the last token's end */
    uint64_t allowed; /* bit y: label y may stand here */
};

void crf_init(struct crf *crf, const char *const *names, size_t Y);
void crf_free(struct crf *crf);

/* A feature of the token that the next crf_token ends. */
void crf_feature(struct crf *crf, uint64_t hash);

/* Ends a token; `allowed` has a bit per label, at least one. */
void crf_token(struct crf *crf, uint64_t allowed);

/* Ends a sequence (empty ones are ignored). */
void crf_sequence_end(struct crf *crf);

/* Says whether `to` may follow `from`; CRF_EDGE is the sequence's edge. All
 * transitions are legal at first. */
void crf_legal(struct crf *crf, size_t from, size_t to, bool legal);

/* Trains from scratch. Exits with a message when memory runs out. */
void crf_train(struct crf *crf, const struct crf_options *options);

/* Sets the option that a trainer's command line calls "--epochs", "--rate",
 * "--l1", "--min", "--dropout", "--averaged" or "--seed"; false for any other
 * name. */
bool crf_option(struct crf_options *options, const char *name,
                const char *value);

/* Writes a file of weights (weights.h), which the packer turns into what
 * ng_labeller_open reads: weights of at least
 * `threshold` in absolute value, rounded to 16 bits. Returns the bytes. */
size_t crf_write(const struct crf *crf, const char *path, double threshold);

#endif
