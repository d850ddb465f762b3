/* layout: prints web/lib/layout.js: what JavaScript has to know of lenet5.h. Runs where the engine is built. */
#include <stddef.h>
#include <stdio.h>

#include "../../include/lenet5.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

typedef struct entry {
    const char *name;
    long long value;
} entry;

#define CONSTANT(name)                                                                                                 \
    { #name, LENET5_##name }
#define SIZE(type)                                                                                                     \
    { "bytes", sizeof(type) }
#define MEMBER(type, member)                                                                                           \
    { #member, offsetof(type, member) }

static void print_upper(const char *name) {
    for (; *name != '\0'; name++) putchar(*name >= 'a' && *name <= 'z' ? *name - 'a' + 'A' : *name);
}

/* Constants, and not an object's properties: what bundlers put in their place takes no room. */
static void print_structure(const char *structure, const char *prefix, const entry *list, size_t count) {
    printf("\n// %s: its size, and where its members lie, in bytes.\n", structure);
    for (size_t i = 0; i < count; i++) {
        printf("export const %s_", prefix);
        print_upper(list[i].name);
        printf(" = %lld;\n", list[i].value);
    }
}

static void print_constants(void) {
    static const entry LIST[] = {CONSTANT(CLASSES),    CONSTANT(SIDE),           CONSTANT(INPUT_SIDE),
                                 CONSTANT(MAX_PIXELS), CONSTANT(OUTLINE_POINTS), CONSTANT(MAX_POINTS),
                                 CONSTANT(MAX_PATTERN)};
    for (size_t i = 0; i < COUNT(LIST); i++) printf("export const %s = %lld;\n", LIST[i].name, LIST[i].value);
}

static void print_statuses(void) {
    static const entry LIST[] = {CONSTANT(OK),           CONSTANT(BLANK),         CONSTANT(NOT_A_DIGIT),
                                 CONSTANT(BAD_ARGUMENT), CONSTANT(BAD_WEIGHTS),   CONSTANT(NOT_LOADED),
                                 CONSTANT(NOT_A_NUMBER), CONSTANT(WRONG_LENGTH),  CONSTANT(UNCERTAIN),
                                 CONSTANT(TOO_LONG),     CONSTANT(NO_MEMORY),     CONSTANT(WRONG_MACHINE),
                                 CONSTANT(CANCELLED),    CONSTANT(MORE_THAN_ONE), CONSTANT(NO_CELLS)};
    puts("\n// lenet5_status.");
    puts("export const STATUS = {");
    for (size_t i = 0; i < COUNT(LIST); i++) printf("  %s: %lld,\n", LIST[i].name, LIST[i].value);
    puts("};");
}

/* A format's name is what users of the library call it. */
static void print_formats(void) {
    static const char *const NAMES[] = LENET5_FORMAT_NAMES;
    puts("\n// In the order of lenet5_format.");
    puts("export const FORMATS = [");
    for (size_t i = 0; i < COUNT(NAMES); i++) printf("  \"%s\",\n", NAMES[i]);
    puts("];");
}

static void print_point(void) {
    static const entry LIST[] = {SIZE(lenet5_point), MEMBER(lenet5_point, x), MEMBER(lenet5_point, y),
                                 MEMBER(lenet5_point, pressure), MEMBER(lenet5_point, stroke)};
    print_structure("lenet5_point", "POINT", LIST, COUNT(LIST));
}

static void print_request(void) {
    static const entry LIST[] = {
        SIZE(lenet5_request),           MEMBER(lenet5_request, format),  MEMBER(lenet5_request, length),
        MEMBER(lenet5_request, line),   MEMBER(lenet5_request, pattern), MEMBER(lenet5_request, currency),
        MEMBER(lenet5_request, locale), MEMBER(lenet5_request, region)};
    print_structure("lenet5_request", "REQUEST", LIST, COUNT(LIST));
}

static void print_result(void) {
    static const entry LIST[] = {SIZE(lenet5_result),
                                 MEMBER(lenet5_result, status),
                                 MEMBER(lenet5_result, digit),
                                 MEMBER(lenet5_result, confidence),
                                 MEMBER(lenet5_result, score),
                                 MEMBER(lenet5_result, box),
                                 MEMBER(lenet5_result, probabilities),
                                 MEMBER(lenet5_result, logits),
                                 MEMBER(lenet5_result, picture)};
    print_structure("lenet5_result", "RESULT", LIST, COUNT(LIST));
}

static void print_reading(void) {
    static const entry LIST[] = {SIZE(lenet5_reading),
                                 MEMBER(lenet5_reading, status),
                                 MEMBER(lenet5_reading, format),
                                 MEMBER(lenet5_reading, lines),
                                 MEMBER(lenet5_reading, line),
                                 MEMBER(lenet5_reading, confidence),
                                 MEMBER(lenet5_reading, box),
                                 MEMBER(lenet5_reading, before),
                                 MEMBER(lenet5_reading, after),
                                 MEMBER(lenet5_reading, currency),
                                 MEMBER(lenet5_reading, length),
                                 MEMBER(lenet5_reading, alternatives),
                                 MEMBER(lenet5_reading, alternative),
                                 MEMBER(lenet5_reading, character)};
    print_structure("lenet5_reading", "READING", LIST, COUNT(LIST));
}

static void print_alternative(void) {
    static const entry LIST[] = {SIZE(lenet5_alternative), MEMBER(lenet5_alternative, confidence),
                                 MEMBER(lenet5_alternative, text), MEMBER(lenet5_alternative, formatted),
                                 MEMBER(lenet5_alternative, value)};
    print_structure("lenet5_alternative", "ALTERNATIVE", LIST, COUNT(LIST));
}

static void print_character(void) {
    static const entry LIST[] = {
        SIZE(lenet5_character),           MEMBER(lenet5_character, digit),   MEMBER(lenet5_character, confidence),
        MEMBER(lenet5_character, box),    MEMBER(lenet5_character, choices), MEMBER(lenet5_character, choice),
        MEMBER(lenet5_character, outline)};
    print_structure("lenet5_character", "CHARACTER", LIST, COUNT(LIST));
}

static void print_choice(void) {
    static const entry LIST[] = {SIZE(lenet5_choice), MEMBER(lenet5_choice, digit), MEMBER(lenet5_choice, confidence)};
    print_structure("lenet5_choice", "CHOICE", LIST, COUNT(LIST));
}

static void print_table(void) {
    static const entry LIST[] = {SIZE(lenet5_table),          MEMBER(lenet5_table, status),
                                 MEMBER(lenet5_table, rows),  MEMBER(lenet5_table, columns),
                                 MEMBER(lenet5_table, cells), MEMBER(lenet5_table, cell)};
    static const entry CELL[] = {
        SIZE(lenet5_cell),           MEMBER(lenet5_cell, kind),       MEMBER(lenet5_cell, row),
        MEMBER(lenet5_cell, column), MEMBER(lenet5_cell, confidence), MEMBER(lenet5_cell, box),
        MEMBER(lenet5_cell, text),   MEMBER(lenet5_cell, choices),    MEMBER(lenet5_cell, choice)};
    static const entry CELL_CHOICE[] = {SIZE(lenet5_cell_choice), MEMBER(lenet5_cell_choice, confidence),
                                        MEMBER(lenet5_cell_choice, text)};
    print_structure("lenet5_table", "TABLE", LIST, COUNT(LIST));
    print_structure("lenet5_cell", "CELL", CELL, COUNT(CELL));
    print_structure("lenet5_cell_choice", "CELL_CHOICE", CELL_CHOICE, COUNT(CELL_CHOICE));
}

static void print_sweep(void) {
    static const entry LIST[] = {SIZE(lenet5_sweep_result),           MEMBER(lenet5_sweep_result, lines),
                                 MEMBER(lenet5_sweep_result, line),   MEMBER(lenet5_sweep_result, width),
                                 MEMBER(lenet5_sweep_result, places), MEMBER(lenet5_sweep_result, logits),
                                 MEMBER(lenet5_sweep_result, picture)};
    print_structure("lenet5_sweep_result", "SWEEP", LIST, COUNT(LIST));
}

static void print_activations(void) {
    static const entry LIST[] = {
        SIZE(lenet5_activations),       MEMBER(lenet5_activations, input), MEMBER(lenet5_activations, c1),
        MEMBER(lenet5_activations, s2), MEMBER(lenet5_activations, c3),    MEMBER(lenet5_activations, s4),
        MEMBER(lenet5_activations, c5), MEMBER(lenet5_activations, f6),    MEMBER(lenet5_activations, logits)};
    print_structure("lenet5_activations", "ACTIVATIONS", LIST, COUNT(LIST));
}

static void print_learning(void) {
    static const entry EXAMPLE[] = {SIZE(lenet5_example), MEMBER(lenet5_example, picture),
                                    MEMBER(lenet5_example, digit)};
    static const entry LEARNED[] = {
        SIZE(lenet5_learned),          MEMBER(lenet5_learned, file_bytes), MEMBER(lenet5_learned, right_before),
        MEMBER(lenet5_learned, right), MEMBER(lenet5_learned, rehearsed),  MEMBER(lenet5_learned, kept)};
    print_structure("lenet5_example", "EXAMPLE", EXAMPLE, COUNT(EXAMPLE));
    print_structure("lenet5_learned", "LEARNED", LEARNED, COUNT(LEARNED));
}

typedef struct layer {
    const char *name;
    size_t shape[3]; /* up to the first 0 */
} layer;

/* In the order of lenet5_activations; `layers` is never read. F7's are the logits. */
static void print_layers(void) {
#define MAPS(member)                                                                                                   \
    {                                                                                                                  \
#member, { COUNT(layers->member), COUNT(*layers->member), COUNT(**layers->member) }                            \
    }
#define UNITS(name, member)                                                                                            \
    {                                                                                                                  \
        name, { COUNT(layers->member) }                                                                                \
    }
    const lenet5_activations *layers = NULL;
    const layer list[] = {{"input", {1, COUNT(layers->input), COUNT(*layers->input)}},
                          MAPS(c1),
                          MAPS(s2),
                          MAPS(c3),
                          MAPS(s4),
                          UNITS("c5", c5),
                          UNITS("f6", f6),
                          UNITS("f7", logits)};
    puts(
        "\n// The same, and their shapes; one layer's floats lie after another's.\n/** @type {[string, number[]][]} */\nexport const LAYERS = [");
    for (size_t i = 0; i < COUNT(list); i++) {
        printf("  [\"%s\", [%zu", list[i].name, list[i].shape[0]);
        for (int d = 1; d < 3 && list[i].shape[d] > 0; d++) printf(", %zu", list[i].shape[d]);
        puts("]],");
    }
    puts("];");
}

int main(void) {
    puts("// Written by c/hosts/browser/layout.c, which the build runs: what JavaScript has to know of lenet5.h.\n");
    print_constants();
    print_statuses();
    print_formats();
    print_point();
    print_request();
    print_result();
    print_reading();
    print_alternative();
    print_character();
    print_choice();
    print_table();
    print_sweep();
    print_activations();
    print_learning();
    print_layers();
    return 0;
}
