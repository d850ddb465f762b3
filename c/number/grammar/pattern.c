/* A recursive descent over the pattern's text; what is repeated is read again for each repetition. */
#include "pattern.h"

#include <string.h>

#include "../../base/characters.h"

/* What a part of the text matches: the positions it may begin and end with. */
typedef struct fragment {
    int is_nullable;
    pattern_bits first, last;
} fragment;

typedef struct parser {
    const char *text;
    int at, depth, tag;
    pattern_fault fault;
    pattern *out;
} parser;

enum { ANY_NUMBER = -1, MOST_REPEATED = PATTERN_MAX_POSITIONS };

static fragment alternation(parser *p);

static void fail(parser *p, const char *what, int place) {
    if (p->fault.what == NULL) p->fault = (pattern_fault){what, place};
}

static int is_failed(const parser *p) { return p->fault.what != NULL; }

static int takes(parser *p, char c) {
    if (p->text[p->at] != c) return 0;
    p->at++;
    return 1;
}

/* Every position of `last` may be followed by those of `first`. */
static void connect(pattern *out, const pattern_bits *last, const pattern_bits *first) {
    for (int i = 0; i < out->count; i++)
        if (pattern_holds(last, i)) pattern_unite(&out->follow[i], first);
}

static fragment one_of(parser *p, symbol_set symbols, int place) {
    fragment f = {0};
    pattern *out = p->out;
    if (symbols == 0) fail(p, "nothing is left to stand here", place);
    if (out->count == PATTERN_MAX_POSITIONS)
        fail(p, "the pattern is too large: over 256 symbols, repeated ones counted", place);
    if (is_failed(p)) return f;
    const int position = out->count++;
    out->symbol[position] = symbols;
    out->tag[position] = (uint8_t)p->tag;
    f.first.word[position / 64] = f.last.word[position / 64] = (uint64_t)1 << position % 64;
    return f;
}

static fragment after(parser *p, fragment a, fragment b) {
    connect(p->out, &a.last, &b.first);
    fragment f = {a.is_nullable && b.is_nullable, a.first, b.last};
    if (a.is_nullable) pattern_unite(&f.first, &b.first);
    if (b.is_nullable) pattern_unite(&f.last, &a.last);
    return f;
}

/* A symbol behind a backslash, or as it is: −1 with a fault for none. \d is SYMBOLS_WRITTEN. */
static int escaped(parser *p) {
    const int place = p->at;
    if (takes(p, '\\')) {
        if (takes(p, 'd')) return SYMBOLS_WRITTEN;
        if (p->text[p->at] == '\0') return fail(p, "nothing is behind the backslash", place), -1;
    }
    int bytes;
    const int symbol = symbol_parse(p->text + p->at, &bytes);
    if (symbol < 0) return fail(p, "no digit or mark that is read", place), -1;
    p->at += bytes;
    return symbol;
}

/* Behind its opening bracket. */
static symbol_set class_of(parser *p, int place) {
    const int inverts = takes(p, '^');
    symbol_set set = 0;
    while (!is_failed(p) && !takes(p, ']')) {
        if (p->text[p->at] == '\0') return fail(p, "the class has no end", place), 0;
        const int from = escaped(p);
        if (is_failed(p)) return 0;
        if (from == SYMBOLS_WRITTEN) {
            set |= SYMBOLS_DIGITS;
        } else if (p->text[p->at] == '-' && p->text[p->at + 1] != ']' && p->text[p->at + 1] != '\0') {
            const int place_of_range = p->at++, to = escaped(p);
            if (is_failed(p)) return 0;
            if (from >= LENET5_CLASSES || to >= LENET5_CLASSES || to < from)
                return fail(p, "a range goes from a digit up to another; write \\- for the dash", place_of_range), 0;
            for (int digit = from; digit <= to; digit++) set |= 1u << digit;
        } else {
            set |= 1u << from;
        }
    }
    return inverts ? (SYMBOLS_DIGITS | SYMBOLS_MARKS) & ~set : set;
}

static fragment group(parser *p, int place) {
    if (++p->depth > PATTERN_MAX_DEPTH) fail(p, "groups in groups, over 16 deep", place);
    if (takes(p, '?') && !takes(p, ':')) fail(p, "of groups with a ? there is only (?:", place);
    const fragment f = is_failed(p) ? (fragment){0} : alternation(p);
    if (!is_failed(p) && !takes(p, ')')) fail(p, "the group has no end", place);
    p->depth--;
    return f;
}

static fragment atom(parser *p) {
    const int place = p->at;
    if (takes(p, '(')) return group(p, place);
    if (takes(p, '[')) return one_of(p, class_of(p, place), place);
    if (takes(p, '.')) return one_of(p, SYMBOLS_DIGITS | SYMBOLS_MARKS, place);
    switch (p->text[place]) {
    case '?':
    case '*':
    case '+':
    case '{': fail(p, "nothing is there to be repeated; write \\+ for the plus sign", place); break;
    case '^':
    case '$': fail(p, "a pattern is always of the whole line; write \\$ for the dollar sign", place); break;
    case '}':
    case ']': fail(p, "a bracket that none opens", place); break;
    default: break;
    }
    const int symbol = is_failed(p) ? -1 : escaped(p);
    if (symbol < 0) return (fragment){0};
    return one_of(p, symbol == SYMBOLS_WRITTEN ? SYMBOLS_DIGITS : 1u << symbol, place);
}

static int number(parser *p, int *value) {
    const int start = p->at;
    *value = 0;
    while (p->text[p->at] >= '0' && p->text[p->at] <= '9') {
        *value = *value * 10 + p->text[p->at++] - '0';
        if (*value > MOST_REPEATED) return fail(p, "repeated more than 256 times", start), 0;
    }
    return p->at > start;
}

/* Behind its opening brace. */
static void limits(parser *p, int place, int *least, int *most) {
    static const char MALFORMED[] = "a repetition is written {3}, {2,} or {2,4}";
    if (!number(p, least)) fail(p, MALFORMED, place);
    *most = *least;
    if (takes(p, ',') && !number(p, most)) *most = ANY_NUMBER;
    if (!takes(p, '}')) fail(p, MALFORMED, place);
    if (*most == 0) fail(p, "repeated 0 times", place);
    if (*most != ANY_NUMBER && *most < *least) fail(p, "a repetition whose most is less than its least", place);
}

/* 0 when nothing is repeated. */
static int quantifier(parser *p, int *least, int *most) {
    const int place = p->at;
    *least = *most = 1;
    if (takes(p, '?')) *least = 0;
    else if (takes(p, '*')) *least = 0, *most = ANY_NUMBER;
    else if (takes(p, '+')) *most = ANY_NUMBER;
    else if (takes(p, '{')) limits(p, place, least, most);
    else return 0;
    return 1;
}

static fragment repeated(parser *p) {
    int least, most;
    const int start = p->at;
    fragment part = atom(p), whole = part;
    if (is_failed(p) || !quantifier(p, &least, &most)) return part;
    const int end = p->at, copies = most == ANY_NUMBER ? (least > 1 ? least : 1) : most;
    if (least == 0) whole.is_nullable = 1;
    for (int i = 1; i < copies && !is_failed(p); i++) {
        p->at = start;
        part = atom(p);
        if (i >= least) part.is_nullable = 1;
        whole = after(p, whole, part);
    }
    p->at = end;
    if (most == ANY_NUMBER) connect(p->out, &part.last, &part.first);
    if (characters_find("?*+{", p->text[p->at]) != NULL) fail(p, "a repetition of a repetition", p->at);
    return whole;
}

static fragment sequence(parser *p) {
    const int place = p->at;
    fragment f = {.is_nullable = 1};
    int parts = 0;
    while (!is_failed(p) && p->text[p->at] != '\0' && p->text[p->at] != '|' && p->text[p->at] != ')') {
        if (takes(p, ' ')) continue;
        f = after(p, f, repeated(p));
        parts++;
    }
    if (parts == 0) fail(p, "nothing stands here", place);
    return f;
}

static fragment alternation(parser *p) {
    fragment f = sequence(p);
    while (!is_failed(p) && takes(p, '|')) {
        const fragment other = sequence(p);
        f.is_nullable |= other.is_nullable;
        pattern_unite(&f.first, &other.first);
        pattern_unite(&f.last, &other.last);
    }
    return f;
}

void pattern_start(pattern *out) { memset(out, 0, sizeof *out); }

pattern_fault pattern_add(const char *text, int tag, pattern *out) {
    parser p = {.text = text, .tag = tag, .out = out};
    const fragment whole = alternation(&p);
    if (!is_failed(&p) && text[p.at] != '\0') fail(&p, "a bracket that none opens", p.at);
    out->is_nullable |= whole.is_nullable;
    pattern_unite(&out->first, &whole.first);
    pattern_unite(&out->last, &whole.last);
    return p.fault;
}
