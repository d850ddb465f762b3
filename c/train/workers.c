/* workers: a pool of POSIX threads that takes the parts of a task in turn. */
#include "workers.h"

#include <stdlib.h>

#ifdef __wasm__

struct workers {
    int count;
};

workers *workers_start(int count) {
    workers *team = malloc(sizeof *team);
    if (team != NULL) team->count = count;
    return team;
}

void workers_stop(workers *team) { free(team); }

void workers_run(workers *team, workers_task *task, void *argument, int parts) {
    (void)team;
    for (int part = 0; part < parts; part++) task(argument, part, 0);
}

#else

#include <pthread.h>
#include <signal.h>

struct workers {
    pthread_mutex_t lock;
    pthread_cond_t begin, end;
    int count, started;
    pthread_t threads[WORKERS_MOST - 1];
    workers_task *task; /* null: stop */
    void *argument;
    int parts, next, unfinished;
    unsigned round; /* grows with every task */
};

/* Takes parts while there are any; the lock is held on entry and on return. */
static void work(workers *team, int worker) {
    while (team->next < team->parts) {
        int part = team->next++;
        pthread_mutex_unlock(&team->lock);
        team->task(team->argument, part, worker);
        pthread_mutex_lock(&team->lock);
        if (--team->unfinished == 0) pthread_cond_broadcast(&team->end);
    }
}

static void *serve(void *argument) {
    workers *team = argument;
    pthread_mutex_lock(&team->lock);
    int worker = ++team->started;
    pthread_cond_broadcast(&team->end);
    for (unsigned seen = 0;;) {
        while (team->round == seen) pthread_cond_wait(&team->begin, &team->lock);
        seen = team->round;
        if (team->task == NULL) break;
        work(team, worker);
    }
    pthread_mutex_unlock(&team->lock);
    return NULL;
}

static void begin(workers *team, workers_task *task, void *argument, int parts) {
    pthread_mutex_lock(&team->lock);
    team->task = task;
    team->argument = argument;
    team->parts = team->unfinished = parts;
    team->next = 0;
    team->round++;
    pthread_cond_broadcast(&team->begin);
}

/* Starts the next worker: 1, or 0. It has all signals blocked, so that they come to the caller's thread, which may have
 * them wait. */
static int start_worker(workers *team) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    const int failed = pthread_create(&team->threads[team->count - 1], NULL, serve, team);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failed == 0;
}

workers *workers_start(int count) {
    workers *team = calloc(1, sizeof *team);
    if (team == NULL) return NULL;
    pthread_mutex_init(&team->lock, NULL);
    pthread_cond_init(&team->begin, NULL);
    pthread_cond_init(&team->end, NULL);
    for (team->count = 1; team->count < count; team->count++)
        if (!start_worker(team)) {
            workers_stop(team);
            return NULL;
        }
    pthread_mutex_lock(&team->lock);
    while (team->started < count - 1) pthread_cond_wait(&team->end, &team->lock);
    pthread_mutex_unlock(&team->lock);
    return team;
}

void workers_stop(workers *team) {
    if (team == NULL) return;
    begin(team, NULL, NULL, 0);
    pthread_mutex_unlock(&team->lock);
    for (int i = 0; i < team->count - 1; i++) pthread_join(team->threads[i], NULL);
    pthread_cond_destroy(&team->end);
    pthread_cond_destroy(&team->begin);
    pthread_mutex_destroy(&team->lock);
    free(team);
}

void workers_run(workers *team, workers_task *task, void *argument, int parts) {
    begin(team, task, argument, parts);
    work(team, 0);
    while (team->unfinished > 0) pthread_cond_wait(&team->end, &team->lock);
    pthread_mutex_unlock(&team->lock);
}

#endif
