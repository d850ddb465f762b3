/* The machine: a stack, a memo, and an operation for each opcode (Python's pickletools.py describes them). */
#include "pickle.h"

#include <string.h>

#include "../model/message.h"
#include "bytes.h"

enum { LARGEST_ROOM = 1 << 16, NEWEST_PROTOCOL = 5 };

int pickle_fail(pickle_machine *m, const char *what) {
    import_fail(m->job, "file", "the pickle ");
    message_add(m->job->fault, what);
    message_add(m->job->fault, " at byte ");
    message_add_number(m->job->fault, (uint64_t)(m->at - m->start));
    return 0;
}

pickle_value *pickle_new(pickle_machine *m, pickle_kind kind) {
    if (!import_spend(m->job, 1)) return NULL;
    pickle_value *made = import_take(&m->job->memory, sizeof *made);
    if (made == NULL) return pickle_fail(m, "needs too much memory"), NULL;
    made->kind = kind;
    return made;
}

int pickle_append(pickle_machine *m, pickle_value *list, pickle_value *value) {
    if (!import_spend(m->job, 1)) return 0;
    pickle_cell *cell = import_take(&m->job->memory, sizeof *cell);
    if (cell == NULL) return pickle_fail(m, "needs too much memory");
    cell->value = value;
    if (list->first == NULL) list->first = cell;
    else list->last->next = cell;
    list->last = cell;
    list->count++;
    return 1;
}

const pickle_value *pickle_at(const pickle_value *list, size_t index) {
    const pickle_cell *cell = list->first;
    while (cell != NULL && index-- > 0) cell = cell->next;
    return cell == NULL ? NULL : cell->value;
}

int pickle_is_text(const pickle_value *value, const char *literal) {
    return value != NULL && value->kind == PICKLE_TEXT && bytes_are(value->bytes, value->length, literal);
}

/* The stack -------------------------------------------------------------------------------------------------------- */

static int push(pickle_machine *m, pickle_value *value) {
    if (value == NULL) return 0;
    if (m->height == m->room) return pickle_fail(m, "stacks too much");
    m->stack[m->height++] = value;
    return 1;
}

static int push_new(pickle_machine *m, pickle_kind kind) { return push(m, pickle_new(m, kind)); }

/* The value on top, which goes or stays; null with the fault set. */
static pickle_value *top(pickle_machine *m) {
    if (m->height > 0 && m->stack[m->height - 1] != NULL) return m->stack[m->height - 1];
    return pickle_fail(m, "takes what is not on its stack"), NULL;
}

static pickle_value *pop(pickle_machine *m) {
    pickle_value *value = top(m);
    if (value != NULL) m->height--;
    return value;
}

static int push_mark(pickle_machine *m) {
    if (m->height == m->room) return pickle_fail(m, "stacks too much");
    m->stack[m->height++] = NULL;
    return 1;
}

/* Where the values above the last mark begin, 0 without a mark (a mark is one place before). */
static size_t above_mark(pickle_machine *m) {
    size_t at = m->height;
    while (at > 0 && m->stack[at - 1] != NULL) at--;
    if (at == 0) pickle_fail(m, "takes a mark that is not there");
    return at;
}

/* Values above the last mark, which go with it, → the end of list. */
static int move_marked(pickle_machine *m, pickle_value *list) {
    const size_t first = above_mark(m);
    if (list == NULL || first == 0) return 0;
    for (size_t i = first; i < m->height; i++)
        if (!pickle_append(m, list, m->stack[i])) return 0;
    m->height = first - 1;
    return 1;
}

/* What is read ----------------------------------------------------------------------------------------------------- */

static const uint8_t *take(pickle_machine *m, uint64_t count) {
    if (count > (uint64_t)(m->end - m->at)) return pickle_fail(m, "is truncated"), NULL;
    const uint8_t *taken = m->at;
    m->at += count;
    return taken;
}

static int take_number(pickle_machine *m, size_t bytes, uint64_t *number) {
    const uint8_t *taken = take(m, bytes);
    if (taken == NULL) return 0;
    *number = bytes_number(taken, bytes);
    return 1;
}

/* A line without its end. */
static int take_line(pickle_machine *m, const char **line, size_t *length) {
    const uint8_t *end = memchr(m->at, '\n', (size_t)(m->end - m->at));
    if (end == NULL) return pickle_fail(m, "is truncated");
    *line = (const char *)m->at;
    *length = (size_t)(end - m->at);
    m->at = end + 1;
    return 1;
}

static int push_text(pickle_machine *m, uint64_t length, int is_escaped) {
    const uint8_t *bytes = take(m, length);
    pickle_value *text = bytes == NULL ? NULL : pickle_new(m, PICKLE_TEXT);
    if (text == NULL) return 0;
    text->bytes = bytes;
    text->length = (size_t)length;
    text->detail = is_escaped;
    return push(m, text);
}

static int push_counted_text(pickle_machine *m, size_t bytes) {
    uint64_t length;
    return take_number(m, bytes, &length) && push_text(m, length, 0);
}

static int push_int(pickle_machine *m, int64_t number) {
    pickle_value *value = pickle_new(m, PICKLE_INT);
    if (value == NULL) return 0;
    value->number = number;
    return push(m, value);
}

/* Operations ------------------------------------------------------------------------------------------------------- */

static int op_protocol(pickle_machine *m) {
    uint64_t protocol;
    return take_number(m, 1, &protocol) && (protocol <= NEWEST_PROTOCOL || pickle_fail(m, "has a protocol above 5"));
}
static int op_frame(pickle_machine *m) { return take(m, 8) != NULL; }
static int op_nothing(pickle_machine *m) { return push(m, m->nothing); }

static int op_true(pickle_machine *m) {
    pickle_value *value = pickle_new(m, PICKLE_NOTHING);
    if (value == NULL) return 0;
    value->detail = 1;
    return push(m, value);
}

static int op_float(pickle_machine *m) { return take(m, 8) != NULL && op_nothing(m); }

static int op_float_line(pickle_machine *m) {
    const char *line;
    size_t length;
    return take_line(m, &line, &length) && op_nothing(m);
}

static int op_int4(pickle_machine *m) {
    uint64_t number;
    return take_number(m, 4, &number) && push_int(m, (int32_t)(uint32_t)number);
}

static int op_int1(pickle_machine *m) {
    uint64_t number;
    return take_number(m, 1, &number) && push_int(m, (int64_t)number);
}

static int op_int2(pickle_machine *m) {
    uint64_t number;
    return take_number(m, 2, &number) && push_int(m, (int64_t)number);
}

/* Decimal, with a sign and an L at the end; booleans are 00 and 01. */
static int op_int_line(pickle_machine *m) {
    const char *line;
    size_t length;
    if (!take_line(m, &line, &length)) return 0;
    if (length > 0 && line[length - 1] == 'L') length--;
    const int is_negative = length > 0 && *line == '-';
    int64_t number = 0;
    for (size_t i = (size_t)is_negative; i < length; i++) {
        if (line[i] < '0' || line[i] > '9') return pickle_fail(m, "has a number that is none");
        number = number > (INT64_MAX - 9) / 10 ? INT64_MAX : number * 10 + (line[i] - '0');
    }
    return push_int(m, is_negative ? -number : number);
}

/* Two's complement; what is beyond 64 bits is only ever a mark that tells PyTorch's files. */
static int push_long(pickle_machine *m, uint64_t length) {
    const uint8_t *bytes = take(m, length);
    if (bytes == NULL) return 0;
    if (length > 8) return push_int(m, INT64_MAX);
    uint64_t number = bytes_number(bytes, (size_t)length);
    if (length > 0 && length < 8 && bytes[length - 1] >= 128) number |= ~UINT64_C(0) << (8 * length);
    return push_int(m, (int64_t)number);
}

static int op_long1(pickle_machine *m) {
    uint64_t length;
    return take_number(m, 1, &length) && push_long(m, length);
}

static int op_long4(pickle_machine *m) {
    uint64_t length;
    return take_number(m, 4, &length) && push_long(m, length);
}

static int op_text1(pickle_machine *m) { return push_counted_text(m, 1); }
static int op_text4(pickle_machine *m) { return push_counted_text(m, 4); }
static int op_text8(pickle_machine *m) { return push_counted_text(m, 8); }

static int op_unicode_line(pickle_machine *m) {
    const char *line;
    size_t length;
    const uint8_t *first = m->at;
    if (!take_line(m, &line, &length)) return 0;
    m->at = first;
    return push_text(m, length, 1) && take(m, 1) != NULL;
}

/* In quotes; escapes are Python 2's way to write bytes. */
static int op_string_line(pickle_machine *m) {
    const char *line;
    size_t length;
    if (!take_line(m, &line, &length)) return 0;
    if (length < 2 || line[0] != line[length - 1] || memchr(line, '\\', length) != NULL)
        return pickle_fail(m, "holds a text with escapes, as Python 2's protocol 0; save it with protocol 2");
    pickle_value *text = pickle_new(m, PICKLE_TEXT);
    if (text == NULL) return 0;
    text->bytes = (const uint8_t *)line + 1;
    text->length = length - 2;
    return push(m, text);
}

static int op_pop(pickle_machine *m) {
    if (m->height == 0) return pickle_fail(m, "takes what is not on its stack");
    m->height--;
    return 1;
}

static int op_pop_mark(pickle_machine *m) {
    const size_t first = above_mark(m);
    if (first == 0) return 0;
    m->height = first - 1;
    return 1;
}

static int op_duplicate(pickle_machine *m) { return push(m, top(m)); }
static int op_list(pickle_machine *m) { return push_new(m, PICKLE_LIST); }
static int op_dict(pickle_machine *m) { return push_new(m, PICKLE_DICT); }

static int push_marked(pickle_machine *m, pickle_kind kind) {
    pickle_value *made = pickle_new(m, kind);
    return move_marked(m, made) && push(m, made);
}

static int op_marked_list(pickle_machine *m) { return push_marked(m, PICKLE_LIST); }
static int op_marked_dict(pickle_machine *m) { return push_marked(m, PICKLE_DICT); }

static int push_tuple(pickle_machine *m, size_t count) {
    pickle_value *tuple = pickle_new(m, PICKLE_LIST);
    if (tuple == NULL) return 0;
    if (m->height < count) return pickle_fail(m, "takes what is not on its stack");
    for (size_t i = m->height - count; i < m->height; i++) {
        if (m->stack[i] == NULL) return pickle_fail(m, "takes a mark for a value");
        if (!pickle_append(m, tuple, m->stack[i])) return 0;
    }
    m->height -= count;
    return push(m, tuple);
}

static int op_tuple1(pickle_machine *m) { return push_tuple(m, 1); }
static int op_tuple2(pickle_machine *m) { return push_tuple(m, 2); }
static int op_tuple3(pickle_machine *m) { return push_tuple(m, 3); }

/* The value below the last mark, to which those above it are added; its kind is checked. */
static int add_marked(pickle_machine *m, pickle_kind kind) {
    const size_t first = above_mark(m);
    if (first == 0) return 0;
    pickle_value *to = first < 2 ? NULL : m->stack[first - 2];
    if (to == NULL || to->kind != kind) return pickle_fail(m, "adds to what is no collection");
    return move_marked(m, to);
}

static int op_append_marked(pickle_machine *m) { return add_marked(m, PICKLE_LIST); }
static int op_set_marked(pickle_machine *m) { return add_marked(m, PICKLE_DICT); }

static int op_append(pickle_machine *m) {
    pickle_value *value = pop(m), *list = value == NULL ? NULL : top(m);
    if (list == NULL) return 0;
    return list->kind == PICKLE_LIST ? pickle_append(m, list, value) : pickle_fail(m, "adds to what is no collection");
}

static int op_set(pickle_machine *m) {
    pickle_value *value = pop(m), *key = value == NULL ? NULL : pop(m), *dict = key == NULL ? NULL : top(m);
    if (dict == NULL) return 0;
    if (dict->kind != PICKLE_DICT) return pickle_fail(m, "adds to what is no collection");
    return pickle_append(m, dict, key) && pickle_append(m, dict, value);
}

/* The memo --------------------------------------------------------------------------------------------------------- */

static int remember(pickle_machine *m, uint64_t index) {
    pickle_value *value = top(m);
    if (value == NULL) return 0;
    if (index >= m->room) return pickle_fail(m, "remembers too much");
    m->memo[index] = value;
    m->memo_used++;
    return 1;
}

static int recall(pickle_machine *m, uint64_t index) {
    if (index >= m->room || m->memo[index] == NULL) return pickle_fail(m, "recalls what it never remembered");
    return push(m, m->memo[index]);
}

static int line_index(pickle_machine *m, uint64_t *index) {
    if (!op_int_line(m)) return 0;
    const int64_t number = m->stack[--m->height]->number;
    *index = number < 0 ? UINT64_MAX : (uint64_t)number;
    return 1;
}

static int op_memoize(pickle_machine *m) { return remember(m, m->memo_used); }

static int op_put1(pickle_machine *m) {
    uint64_t index;
    return take_number(m, 1, &index) && remember(m, index);
}
static int op_put4(pickle_machine *m) {
    uint64_t index;
    return take_number(m, 4, &index) && remember(m, index);
}
static int op_put_line(pickle_machine *m) {
    uint64_t index;
    return line_index(m, &index) && remember(m, index);
}
static int op_get1(pickle_machine *m) {
    uint64_t index;
    return take_number(m, 1, &index) && recall(m, index);
}
static int op_get4(pickle_machine *m) {
    uint64_t index;
    return take_number(m, 4, &index) && recall(m, index);
}
static int op_get_line(pickle_machine *m) {
    uint64_t index;
    return line_index(m, &index) && recall(m, index);
}

/* Classes ---------------------------------------------------------------------------------------------------------- */

static int take_class(pickle_machine *m) {
    const char *module, *name;
    size_t module_length, name_length;
    return take_line(m, &module, &module_length) && take_line(m, &name, &name_length) &&
           push(m, pickle_find_class(m, module, module_length, name, name_length));
}

static int op_stack_class(pickle_machine *m) {
    const pickle_value *name = pop(m), *module = name == NULL ? NULL : pop(m);
    if (module == NULL) return 0;
    if (name->kind != PICKLE_TEXT || module->kind != PICKLE_TEXT)
        return pickle_fail(m, "names a class by what is no text");
    return push(
        m, pickle_find_class(m, (const char *)module->bytes, module->length, (const char *)name->bytes, name->length));
}

static int op_call(pickle_machine *m) {
    const pickle_value *arguments = pop(m), *class = arguments == NULL ? NULL : pop(m);
    if (class == NULL) return 0;
    if (class->kind != PICKLE_CLASS || arguments->kind != PICKLE_LIST) return pickle_fail(m, "calls what is no class");
    return push(m, pickle_call(m, class, arguments));
}

static int op_set_state(pickle_machine *m) {
    const pickle_value *state = pop(m);
    pickle_value *object = state == NULL ? NULL : top(m);
    return object != NULL && pickle_set_state(m, object, state);
}

static int op_persistent(pickle_machine *m) {
    const pickle_value *id = pop(m);
    return id != NULL && push(m, pickle_persistent(m, id));
}

/* Python 2's instances: only the name is of interest, for it is refused. */
static int op_instance(pickle_machine *m) { return take_class(m) && pickle_fail(m, "makes an instance"); }

static int (*const OPERATIONS[256])(pickle_machine *m) = {
    [0x80] = op_protocol,     [0x95] = op_frame,         ['N'] = op_nothing,     [0x88] = op_true,
    [0x89] = op_nothing,      ['G'] = op_float,          ['F'] = op_float_line,  ['J'] = op_int4,
    ['K'] = op_int1,          ['M'] = op_int2,           ['I'] = op_int_line,    ['L'] = op_int_line,
    [0x8a] = op_long1,        [0x8b] = op_long4,         ['U'] = op_text1,       ['C'] = op_text1,
    [0x8c] = op_text1,        ['T'] = op_text4,          ['B'] = op_text4,       ['X'] = op_text4,
    [0x8d] = op_text8,        [0x8e] = op_text8,         [0x96] = op_text8,      ['V'] = op_unicode_line,
    ['S'] = op_string_line,   ['('] = push_mark,         ['0'] = op_pop,         ['1'] = op_pop_mark,
    ['2'] = op_duplicate,     [']'] = op_list,           [')'] = op_list,        [0x8f] = op_list,
    ['}'] = op_dict,          ['l'] = op_marked_list,    ['t'] = op_marked_list, [0x91] = op_marked_list,
    ['d'] = op_marked_dict,   [0x85] = op_tuple1,        [0x86] = op_tuple2,     [0x87] = op_tuple3,
    ['e'] = op_append_marked, [0x90] = op_append_marked, ['u'] = op_set_marked,  ['a'] = op_append,
    ['s'] = op_set,           [0x94] = op_memoize,       ['q'] = op_put1,        ['r'] = op_put4,
    ['p'] = op_put_line,      ['h'] = op_get1,           ['j'] = op_get4,        ['g'] = op_get_line,
    ['c'] = take_class,       [0x93] = op_stack_class,   ['R'] = op_call,        [0x81] = op_call,
    ['b'] = op_set_state,     ['Q'] = op_persistent,     ['i'] = op_instance,
};

int pickle_open(pickle_machine *m, import_job *job, const uint8_t *bytes, size_t length) {
    const size_t room = length < LARGEST_ROOM ? length : LARGEST_ROOM;
    *m = (pickle_machine){.job = job, .start = bytes, .at = bytes, .end = bytes + length, .room = room};
    m->stack = import_take(&job->memory, room * sizeof(pickle_value *));
    m->memo = import_take(&job->memory, room * sizeof(pickle_value *));
    m->nothing = import_take(&job->memory, sizeof *m->nothing);
    return (m->stack != NULL && m->memo != NULL && m->nothing != NULL) || pickle_fail(m, "needs too much memory");
}

pickle_value *pickle_run(pickle_machine *m) {
    if (!import_spend(m->job, m->room)) return NULL;
    m->height = m->memo_used = 0;
    memset(m->memo, 0, m->room * sizeof(pickle_value *));
    for (;;) {
        const uint8_t *code = take(m, 1);
        if (code == NULL || !import_spend(m->job, 1)) return NULL;
        if (*code == '.') return pop(m);
        if (OPERATIONS[*code] == NULL) return pickle_fail(m, "has an operation that no state dict needs"), NULL;
        if (!OPERATIONS[*code](m)) return NULL;
    }
}
