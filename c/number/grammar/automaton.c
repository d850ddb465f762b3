/* The subset construction: a state is a set of positions of the pattern. */
#include "automaton.h"

#include <string.h>

#include "tuning.h"

/* The states in the making. */
typedef struct subsets {
    pattern_bits set[AUTOMATON_MAX_MADE];
    pattern_bits of_symbol[SYMBOLS_WRITTEN]; /* the positions where a symbol may stand */
} subsets;

static int is_empty(const pattern_bits *set) {
    uint64_t any = 0;
    for (int i = 0; i < PATTERN_WORDS; i++) any |= set->word[i];
    return any == 0;
}

static int is_equal(const pattern_bits *a, const pattern_bits *b) {
    uint64_t differ = 0;
    for (int i = 0; i < PATTERN_WORDS; i++) differ |= a->word[i] ^ b->word[i];
    return differ == 0;
}

static pattern_bits both(const pattern_bits *a, const pattern_bits *b) {
    pattern_bits common;
    for (int i = 0; i < PATTERN_WORDS; i++) common.word[i] = a->word[i] & b->word[i];
    return common;
}

/* The positions that may come after a state. */
static pattern_bits after(const pattern *from, const subsets *all, int state) {
    if (state == 0) return from->first;
    pattern_bits next = {0};
    for (int position = 0; position < from->count; position++) {
        if (pattern_holds(&all->set[state], position)) pattern_unite(&next, &from->follow[position]);
    }
    return next;
}

/* The first alternative that may end in a state; 0 for none. */
static uint8_t tag_of(const pattern *from, const pattern_bits *set) {
    const pattern_bits ends = both(set, &from->last);
    uint8_t tag = 0;
    for (int position = 0; position < from->count; position++)
        if (pattern_holds(&ends, position) && (tag == 0 || from->tag[position] < tag)) tag = from->tag[position];
    return tag;
}

/* The state of a set, made where there is none yet; −1 where there is no room. */
static int state_of(const pattern *from, subsets *all, const pattern_bits *set, automaton *out) {
    for (int state = 1; state < out->states; state++)
        if (is_equal(&all->set[state], set)) return state;
    if (out->states == AUTOMATON_MAX_MADE) return -1;
    all->set[out->states] = *set;
    out->tag[out->states] = tag_of(from, set);
    return out->states++;
}

static pattern_fault determine(const pattern *from, automaton *out) {
    subsets all = {0};
    for (int position = 0; position < from->count; position++)
        for (int symbol = 0; symbol < SYMBOLS_WRITTEN; symbol++)
            if (from->symbol[position] >> symbol & 1)
                all.of_symbol[symbol].word[position / 64] |= (uint64_t)1 << position % 64;
    out->states = 1;
    out->tag[0] = 0;
    for (int state = 0; state < out->states; state++) {
        const pattern_bits behind = after(from, &all, state);
        memset(out->next[state], AUTOMATON_DEAD, sizeof out->next[state]);
        for (int symbol = 0, next = 0; symbol < SYMBOLS_WRITTEN; symbol++) {
            const pattern_bits set = both(&behind, &all.of_symbol[symbol]);
            if (is_empty(&set)) continue;
            if (next == 0 || !is_equal(&all.set[next], &set)) next = state_of(from, &all, &set, out);
            if (next < 0) return (pattern_fault){"the pattern is too large: over 120 states", 0};
            out->next[state][symbol] = (uint8_t)next;
        }
    }
    return (pattern_fault){0};
}

/* Whether marks alone are well formed. */
static int takes_marks_alone(const automaton *format) {
    uint8_t reached[AUTOMATON_MAX_STATES] = {1}, changes = 1;
    while (changes) {
        changes = 0;
        for (int state = 0; state < format->states; state++) {
            for (int symbol = LENET5_CLASSES; reached[state] && symbol < SYMBOLS_WRITTEN; symbol++) {
                const int next = format->next[state][symbol];
                if (next == AUTOMATON_DEAD || reached[next]) continue;
                if (format->tag[next] != 0) return 1;
                reached[next] = changes = 1;
            }
        }
    }
    return 0;
}

static void set_classes(const automaton_plan *plan, automaton *out) {
    memset(out->class, 0, sizeof out->class);
    for (int digit = 0; digit < LENET5_CLASSES; digit++) out->class[digit] = (uint8_t)(digit + 1);
    for (int i = 0; plan->same[i] != NULL; i++)
        for (const char *mark = plan->same[i]; *mark != '\0';) {
            int bytes = 1;
            out->class[symbol_parse(mark, &bytes)] = (uint8_t)(LENET5_CLASSES + 1 + i);
            mark += bytes;
        }
}

static void pass_over(const automaton_plan *plan, automaton *out) {
    for (int state = 0; state < out->states; state++) {
        out->next[state][lattice_mark(LATTICE_NOISE)] = (uint8_t)state;
        for (const char *mark = plan->passed_over; *mark != '\0';) {
            int bytes = 1;
            out->next[state][symbol_parse(mark, &bytes)] = (uint8_t)state;
            mark += bytes;
        }
    }
}

static void note_live(automaton *out) {
    for (int state = 0; state < out->states; state++) {
        out->live[state] = 0;
        for (int symbol = 0; symbol < LATTICE_SYMBOLS; symbol++)
            if (out->next[state][symbol] != AUTOMATON_DEAD) out->live[state] |= (uint32_t)1 << symbol;
    }
}

pattern_fault automaton_make(const automaton_plan *plan, automaton *out) {
    pattern parsed;
    pattern_start(&parsed);
    for (int i = 0; i < AUTOMATON_MAX_TAGS && plan->alternative[i] != NULL; i++) {
        const pattern_fault fault = pattern_add(plan->alternative[i], i + 1, &parsed);
        if (fault.what != NULL) return fault;
    }
    const pattern_fault fault = determine(&parsed, out);
    if (fault.what != NULL) return fault;
    if (parsed.is_nullable || takes_marks_alone(out)) return (pattern_fault){"a number has a digit at least", 0};
    out->word_before = -1;
    pass_over(plan, out);
    set_classes(plan, out);
    out->unasked = plan->unasked > 0 ? plan->unasked : 1;
    memset(out->bias, 0, sizeof out->bias);
    out->bias[lattice_mark(LATTICE_SLASH)] = plan->slash;
    out->bias[lattice_mark(LATTICE_POINT)] = out->bias[lattice_mark(LATTICE_COMMA)] = plan->point;
    out->bias[lattice_mark(LATTICE_OTHER)] = plan->other;
    for (lattice_kind sign = LATTICE_DOLLAR; sign <= LATTICE_YEN; sign++)
        out->bias[lattice_mark(sign)] = plan->currency;
    note_live(out);
    return (pattern_fault){0};
}

void automaton_add_words(automaton *format) {
    const int made = format->states;
    format->word_before = made;
    format->states = made + 1 + AUTOMATON_MAX_TAGS;
    memset(format->next[made], AUTOMATON_DEAD, (size_t)(1 + AUTOMATON_MAX_TAGS) * sizeof *format->next);
    format->tag[made] = 0;
    for (int tag = 0; tag <= AUTOMATON_MAX_TAGS; tag++) {
        const int state = made + tag;
        format->tag[state] = (uint8_t)tag;
        for (int symbol = LENET5_CLASSES; symbol < LATTICE_SYMBOLS; symbol++)
            format->next[state][symbol] = (uint8_t)state;
    }
    format->next[0][lattice_mark(LATTICE_OTHER)] = (uint8_t)made;
    for (int state = 1; state < made; state++)
        if (format->tag[state] != 0)
            format->next[state][lattice_mark(LATTICE_OTHER)] = (uint8_t)(made + format->tag[state]);
    note_live(format);
    format->live[made] |= format->live[0];
}

int automaton_next(const automaton *format, int state, int symbol, float gap) {
    const int next = format->next[state][symbol], is_other = symbol == lattice_mark(LATTICE_OTHER);
    if (format->word_before < 0) return next;
    if (state == format->word_before && !is_other && symbol != lattice_mark(LATTICE_NOISE) && gap >= GRAMMAR_WORD_GAP &&
        format->next[0][symbol] != AUTOMATON_DEAD)
        return format->next[0][symbol];
    if (is_other && state != 0 && state < format->word_before && gap < GRAMMAR_WORD_GAP) return AUTOMATON_DEAD;
    return next;
}
