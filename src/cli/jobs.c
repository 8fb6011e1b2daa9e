/*
 * jobs.c - see jobs.h.
 *
 *     inputs -> workers (a thread each) -> a ring of slots -> the main thread
 *
 * The n-th input's output goes through slot n % ring. Workers run ahead of the
 * main thread by as many inputs as there are slots, and by HIGH_WATER bytes per
 * slot; the main thread alone writes, so that a signal, which only it receives,
 * cannot end the program in the middle of a line.
 */
#include "cli/jobs.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

/* Slots per worker: how far ahead of a slow input the others may go. */
#define SLOTS_PER_JOB 8

/* Bytes that may wait in a slot before its worker does. */
#define HIGH_WATER ((size_t)4 << 20)

/* Is the run to end before the inputs do? Lost output ends every run, a failed
 * input only one with --fail-fast. */
static bool must_stop(const struct session *session,
                      const struct output *output)
{
    return output->error || (output->failed && session->options->fail_fast);
}

/* -------------------------------------------------------------- one thread */

/* Without threads a record leaves as soon as it is there. */
static bool take_at_once(void *user, struct result *result)
{
    struct output *output = user;

    cli_output_put(output, result);
    return !output->error;
}

/* The main thread does all the work: with one job there is nothing to put in
 * order, and the start of a thread to be saved. The result's buffers are
 * used again for each input, so the memory of a run is that of its largest
 * record. */
static void run_alone(const struct session *session, struct inputs *inputs,
                      nutgraf_worker *worker, struct output *output)
{
    struct result result = {.take = take_at_once, .user = output};
    struct input input;

    while (!must_stop(session, output) && cli_inputs_next(inputs, &input)) {
        cli_analyze(session, worker, &input, &result);
        cli_output_put(output, &result);
        free(input.path);
    }
    cli_bytes_free(&result.out);
    cli_bytes_free(&result.err);
}

/* ----------------------------------------------------------------- threads */

/* What waits to be written for one input. */
struct slot {
    struct result result;
    bool done; /* nothing more will come */
};

/* A run with threads. `lock` guards all that follows it. */
struct crew {
    const struct session *session;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct inputs *inputs;
    struct slot *slots;
    size_t slot_count;
    size_t next; /* the number of the next input */
    size_t head; /* the number of the input that is being written */
    bool ended;  /* there is no further input */
    bool stop;   /* the main thread wants no more */
};

/* One thread's part. */
struct member {
    struct crew *crew;
    nutgraf_worker *worker;
    struct slot *slot; /* of the input in hand */
};

/* Moves what a worker has to its slot. The caller holds the lock. Without
 * memory the slot keeps what it has and the input counts as failed, which the
 * exit status tells. */
static void hand_over(struct slot *slot, struct result *result)
{
    if (!cli_bytes_add(&slot->result.out, result->out.ptr, result->out.len) ||
        !cli_bytes_add(&slot->result.err, result->err.ptr, result->err.len))
        slot->result.failed = true;
    slot->result.found |= result->found;
    slot->result.failed |= result->failed;
    result->out.len = result->err.len = 0;
}

/* With threads a record goes to the input's slot. A worker that is far ahead of
 * the main thread waits here: its slot holds HIGH_WATER bytes. Everybody waits
 * for one condition, which is broadcast: waits are rare (a slot is full or the
 * ring is), so waking a few threads too many costs little. */
static bool take_in_turn(void *user, struct result *result)
{
    struct member *member = user;
    struct crew *crew = member->crew;
    bool go_on;

    pthread_mutex_lock(&crew->lock);
    while (!crew->stop && member->slot->result.out.len > HIGH_WATER)
        pthread_cond_wait(&crew->changed, &crew->lock);
    hand_over(member->slot, result);
    go_on = !crew->stop;
    pthread_cond_broadcast(&crew->changed);
    pthread_mutex_unlock(&crew->lock);
    return go_on;
}

/* Takes the next input as soon as a slot is free. The caller holds the lock. A
 * slot is free when the input that had it, `slot_count` numbers ago, has been
 * written. */
static bool take_input(struct crew *crew, struct member *member,
                       struct input *input)
{
    while (!crew->stop && !crew->ended &&
           crew->next - crew->head == crew->slot_count)
        pthread_cond_wait(&crew->changed, &crew->lock);
    if (crew->stop || crew->ended)
        return false;
    /* Under the lock: numbers are given in the order of the walk. Reading a
     * folder here holds the others up, but they have inputs in hand. */
    if (!cli_inputs_next(crew->inputs, input)) {
        crew->ended = true;
        pthread_cond_broadcast(&crew->changed);
        return false;
    }
    member->slot = &crew->slots[crew->next++ % crew->slot_count];
    return true;
}

/* A thread: one input after another. The lock is held but for the analysis
 * itself, which takes nearly all of the time. */
static void *work(void *user)
{
    struct member *member = user;
    struct crew *crew = member->crew;
    struct result result = {.take = take_in_turn, .user = member};
    struct input input;

    pthread_mutex_lock(&crew->lock);
    while (take_input(crew, member, &input)) {
        pthread_mutex_unlock(&crew->lock);
        result.found = result.failed = false;
        cli_analyze(crew->session, member->worker, &input, &result);
        free(input.path);
        pthread_mutex_lock(&crew->lock);
        /* The last messages come without a call of take_in_turn. */
        hand_over(member->slot, &result);
        member->slot->done = true;
        pthread_cond_broadcast(&crew->changed);
    }
    pthread_mutex_unlock(&crew->lock);
    cli_bytes_free(&result.out);
    cli_bytes_free(&result.err);
    return NULL;
}

/* Waits for output of the input at the head; NULL at the end of all. The caller
 * holds the lock. Output of inputs behind the head stays in its slot, however
 * early it is ready: that makes the order of the output that of the inputs. */
static struct slot *wait_for_output(struct crew *crew)
{
    for (;;) {
        struct slot *slot = &crew->slots[crew->head % crew->slot_count];
        if (crew->head != crew->next &&
            (slot->done || slot->result.out.len || slot->result.err.len))
            return slot;
        if (crew->ended && crew->head == crew->next)
            return NULL;
        pthread_cond_wait(&crew->changed, &crew->lock);
    }
}

/* The main thread: writes slots in order, outside of the lock. */
static void write_slots(struct crew *crew, struct output *output)
{
    struct result spare = {0}; /* swapped with the slot's */
    struct slot *slot;

    pthread_mutex_lock(&crew->lock);
    while (!crew->stop && (slot = wait_for_output(crew)) != NULL) {
        /* Take what there is and leave an empty buffer: the worker fills it
         * while this one is written. */
        struct result taken = slot->result;
        slot->result = spare;
        if (slot->done)
            crew->head++;
        slot->done = false;
        pthread_cond_broadcast(&crew->changed);
        pthread_mutex_unlock(&crew->lock);
        cli_output_put(output, &taken);
        /* Buffers wander through the slots, so that a long run stops asking
         * for memory. */
        spare = (struct result){.out = taken.out, .err = taken.err};
        pthread_mutex_lock(&crew->lock);
        crew->stop = must_stop(crew->session, output);
    }
    pthread_cond_broadcast(&crew->changed);
    pthread_mutex_unlock(&crew->lock);
    cli_bytes_free(&spare.out);
    cli_bytes_free(&spare.err);
}

/* Starts the threads, with signals left to the main thread; returns how many
 * there are. Threads inherit the mask with which they are made; so signals are
 * held for the moment of their making and then restored here. */
static size_t start_threads(struct member *members, pthread_t *threads,
                            size_t count)
{
    sigset_t before;
    size_t started = 0;

    cli_hold_signals(&before);
    while (started < count &&
           pthread_create(&threads[started], NULL, work, &members[started]) ==
               0)
        started++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

/* Starts the threads, writes until all is out, waits for the threads. If the
 * system gives no thread at all the main thread works alone. Fewer threads than
 * wanted are no error: the others take their inputs. */
static void run_crew(struct crew *crew, nutgraf_worker **workers, size_t count,
                     struct output *output)
{
    struct member *members = cli_alloc(count * sizeof *members);
    pthread_t *threads = cli_alloc(count * sizeof *threads);
    size_t started;

    for (size_t i = 0; i < count; i++)
        members[i] = (struct member){crew, workers[i], NULL};
    started = start_threads(members, threads, count);
    if (started)
        write_slots(crew, output);
    else
        run_alone(crew->session, crew->inputs, workers[0], output);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    free(members);
    free(threads);
}

/* Several workers share the inputs; see the picture at the top. */
void cli_run(const struct session *session, struct inputs *inputs,
             nutgraf_worker **workers, size_t count, struct output *output)
{
    struct crew crew = {.session = session, .inputs = inputs};

    if (count == 1) {
        run_alone(session, inputs, workers[0], output);
        return;
    }
    crew.slot_count = count * SLOTS_PER_JOB;
    crew.slots = cli_alloc(crew.slot_count * sizeof *crew.slots);
    for (size_t i = 0; i < crew.slot_count; i++)
        crew.slots[i] = (struct slot){0};
    pthread_mutex_init(&crew.lock, NULL);
    pthread_cond_init(&crew.changed, NULL);
    run_crew(&crew, workers, count, output);
    pthread_cond_destroy(&crew.changed);
    pthread_mutex_destroy(&crew.lock);
    for (size_t i = 0; i < crew.slot_count; i++) {
        cli_bytes_free(&crew.slots[i].result.out);
        cli_bytes_free(&crew.slots[i].result.err);
    }
    free(crew.slots);
}
