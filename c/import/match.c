/* Which tensor is which of LeNet-5's. */
#include "match.h"

#include <string.h>

#include "../model/message.h"
#include "name.h"

/* A shape's ways to be a role's, the first that fits. */
static int shape_is(const import_tensor *t, int dimensions, const int *shape, const int *places) {
    if (t->dimensions != dimensions) return 0;
    for (int i = 0; i < dimensions; i++)
        if (t->shape[i] != (uint64_t)shape[places[i]]) return 0;
    return 1;
}

static int fits(const import_tensor *t, int role, import_order *order) {
    enum { C5 = 4 };
    static const int AS_IT_IS[] = {0, 1, 2, 3}, CHANNELS_LAST[] = {2, 3, 1, 0}, TRANSPOSED[] = {1, 0};
    static const int FLAT[] = {120, 400};
    const layout_tensor *expected = &LAYOUT[role];
    *order = IMPORT_AS_IT_IS;
    if (shape_is(t, expected->dimensions, expected->shape, AS_IT_IS)) return 1;
    *order = IMPORT_CHANNELS_LAST;
    if (expected->dimensions == 4 && shape_is(t, 4, expected->shape, CHANNELS_LAST)) return 1;
    *order = IMPORT_TRANSPOSED;
    if (expected->dimensions == 2 && shape_is(t, 2, expected->shape, TRANSPOSED)) return 1;
    if (role == C5 && shape_is(t, 2, FLAT, TRANSPOSED)) return 1;
    *order = IMPORT_FLAT;
    return role == C5 && shape_is(t, 2, FLAT, AS_IT_IS);
}

static int begins(const char *name, const char *scope, size_t length) { return strncmp(name, scope, length) == 0; }

/* Whether the file has a third full layer in the scope. */
static int has_three_full(const import_job *job, const char *scope, size_t length) {
    for (size_t i = 0; i < job->count; i++)
        if (begins(job->tensors[i].name, scope, length) && name_is_third_full(job->tensors[i].name)) return 1;
    return 0;
}

/* The one tensor in the scope that is the role's by its shape, and by its name where several have it; null when
 * there is none or it can't be told. */
static import_tensor *find_role(const import_job *job, const char *scope, size_t length, int role, int three,
                                int *several) {
    import_tensor *only = NULL, *named = NULL;
    int count = 0, names = 0;
    for (size_t i = 0; i < job->count; i++) {
        import_order order;
        import_tensor *t = &job->tensors[i];
        if (!begins(t->name, scope, length) || !fits(t, role, &order)) continue;
        count++;
        only = t;
        if (name_role(t->name, three) != role) continue;
        names++;
        named = t;
    }
    *several = count > 1 && names != 1;
    return count == 1 ? only : names == 1 ? named : NULL;
}

/* How many roles the scope has a tensor for. */
static int match_scope(const import_job *job, const char *scope, size_t length, import_match *out) {
    int found = 0, several;
    const int three = has_three_full(job, scope, length);
    for (int role = 0; role < LAYOUT_TENSORS; role++) {
        out->tensors[role] = find_role(job, scope, length, role, three, &several);
        found += out->tensors[role] != NULL;
    }
    return found;
}

/* A part of the file that is tried as the network: the beginning of all its names. */
typedef struct scope {
    const char *name;
    size_t length;
} scope;

/* The shortest beginning of a name that ends with a part and has all roles; 0 when none has, or no more may be tried. */
static size_t shortest_scope(const import_job *job, const char *name, int *tries, import_match *out) {
    for (size_t length = 1; name[length - 1] != '\0'; length++) {
        const int ends = name[length - 1] == '.' || name[length - 1] == '/';
        if (!ends) continue;
        if (*tries == 0) return 0;
        --*tries;
        if (match_scope(job, name, length, out) == LAYOUT_TENSORS) return length;
    }
    return 0;
}

/* All tensors; else those in the usual wrappers of checkpoints; else those beside any that may be C1's weights. */
static scope find_scope(const import_job *job, import_match *out) {
    enum { TRIES = 64 };
    static const char *const WRAPPERS[] = {"state_dict.", "model_state_dict.", "model.",  "net.",
                                           "network.",    "params.",           "weights."};
    import_order order;
    int tries = TRIES;
    if (match_scope(job, "", 0, out) == LAYOUT_TENSORS) return (scope){"", 0};
    for (size_t i = 0; i < sizeof WRAPPERS / sizeof *WRAPPERS; i++)
        if (match_scope(job, WRAPPERS[i], strlen(WRAPPERS[i]), out) == LAYOUT_TENSORS)
            return (scope){WRAPPERS[i], strlen(WRAPPERS[i])};
    for (size_t i = 0; i < job->count && tries > 0; i++) {
        if (!fits(&job->tensors[i], 0, &order)) continue;
        const size_t length = shortest_scope(job, job->tensors[i].name, &tries, out);
        if (length > 0) return (scope){job->tensors[i].name, length};
    }
    match_scope(job, "", 0, out);
    return (scope){"", 0};
}

static int refuse_shape(import_job *job, const import_tensor *t, int role) {
    uint64_t expected[LAYOUT_MAX_DIMENSIONS];
    for (int i = 0; i < LAYOUT[role].dimensions; i++) expected[i] = (uint64_t)LAYOUT[role].shape[i];
    import_fail(job, t->name, "shape ");
    message_add_shape(job->fault, t->shape, t->dimensions);
    message_add(job->fault, " where ");
    message_add_shape(job->fault, expected, LAYOUT[role].dimensions);
    message_add(job->fault, " is due");
    return 0;
}

/* Tensors whose names are a missing role's have the wrong shape. The first of the role; null when there is none. */
static import_tensor *mark_misshapen(import_job *job, int role, int three) {
    import_tensor *first = NULL, *t;
    for (t = job->tensors; t < job->tensors + job->count; t++) {
        if (t->verdict != IMPORT_EXTRA || name_role(t->name, three) != role) continue;
        t->verdict = IMPORT_WRONG_SHAPE;
        t->role = role;
        first = first == NULL ? t : first;
    }
    return first;
}

static int refuse_missing(import_job *job, int role, const scope *in, int three) {
    int several;
    uint64_t expected[LAYOUT_MAX_DIMENSIONS];
    find_role(job, in->name, in->length, role, three, &several);
    if (several) return import_fail(job, LAYOUT[role].name, "several tensors of the file may be it");
    for (int i = 0; i < LAYOUT[role].dimensions; i++) expected[i] = (uint64_t)LAYOUT[role].shape[i];
    import_fail(job, LAYOUT[role].name, "is missing: no tensor of the file has the shape ");
    message_add_shape(job->fault, expected, LAYOUT[role].dimensions);
    return 0;
}

/* Says of all that is missing why, and refuses because of the first. */
static int refuse_all(import_job *job, const import_match *match, const scope *in) {
    int refused = 0;
    const int three = has_three_full(job, in->name, in->length);
    for (int role = 0; role < LAYOUT_TENSORS; role++) {
        if (match->tensors[role] != NULL) continue;
        const import_tensor *misshapen = mark_misshapen(job, role, three);
        if (refused) continue;
        refused = 1;
        if (misshapen != NULL) refuse_shape(job, misshapen, role);
        else refuse_missing(job, role, in, three);
    }
    return 0;
}

static int check_foreign(import_job *job, const scope *in) {
    for (size_t i = 0; i < job->count; i++) {
        const import_tensor *t = &job->tensors[i];
        const char *foreign = begins(t->name, in->name, in->length) ? name_of_foreign_layer(t->name) : NULL;
        if (foreign == NULL || t->verdict == IMPORT_USED) continue;
        import_fail(job, t->name, "is of ");
        message_add(job->fault, foreign);
        return 0;
    }
    return 1;
}

static int check_dtypes(import_job *job, const import_match *match) {
    for (int role = 0; role < LAYOUT_TENSORS; role++) {
        import_tensor *t = match->tensors[role];
        if (t->dtype != IMPORT_OTHER) continue;
        t->verdict = IMPORT_WRONG_DTYPE;
        import_fail(job, t->name, "dtype ");
        message_add(job->fault, t->dtype_name);
        message_add(job->fault, " where F32, F16, BF16, F64 or F8_E4M3 is due");
        return 0;
    }
    return 1;
}

int match_tensors(import_job *job, import_match *out) {
    const scope in = find_scope(job, out);
    int found = 0;
    for (int role = 0; role < LAYOUT_TENSORS; role++) {
        import_tensor *t = out->tensors[role];
        if (t == NULL) continue;
        fits(t, role, &t->order);
        t->role = role;
        t->verdict = IMPORT_USED;
        found++;
    }
    if (!check_foreign(job, &in)) return 0;
    return found == LAYOUT_TENSORS ? check_dtypes(job, out) : refuse_all(job, out, &in);
}
