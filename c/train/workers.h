/* workers: threads that share the parts of one task.
 *
 * Which worker takes which part is not determined, so the result of a task must not depend on it. Where there are no
 * threads (WASI) the caller does every part. */
#ifndef LENET5_TRAIN_WORKERS_H
#define LENET5_TRAIN_WORKERS_H

enum { WORKERS_MOST = 64 };

typedef struct workers workers;

/* worker: 0 … count − 1, for memory of its own. */
typedef void workers_task(void *argument, int part, int worker);

/* count: 1 … WORKERS_MOST, of which the caller is one. Null when out of memory or threads. */
workers *workers_start(int count);
void workers_stop(workers *team); /* null does nothing */

/* Calls task for part 0 … parts − 1 and returns when all are done. */
void workers_run(workers *team, workers_task *task, void *argument, int parts);

#endif
