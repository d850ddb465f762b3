/* synth: for synth.test.js.
 *
 *     synth templates                 one line a style: table, split, share, template, other template (tabs between)
 *     synth pictures SPLIT COUNT      COUNT pictures [28][28] of every digit, then of every kind of non-digit
 *     synth backwards SPLIT COUNT     the same pictures, drawn last to first in memory that was dirty
 *     synth strokes SPLIT COUNT       one line a digit's drawing: the digit, then x,y,stroke of its points
 *     synth answers SPLIT COUNT       a row of ten counts a digit: what the network of the weights on stdin reads in it
 *     synth flanked SPLIT COUNT       one line a picture cut out from among neighbours: the three labels, its own, what the
 *                                    network of the weights on stdin reads in it
 *
 * SPLIT: 0 training, 1 held out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../c/digit/network/network.h"
#include "../../c/include/lenet5.h"
#include "../../c/synth/styles.h"
#include "../../c/train/compose/neighbours.h"
#include "network_file.h"

enum { AREA = 28 * 28, SUBJECTS = 10 + DRAW_KINDS };

static void print_table(const char *name, draw_table table) {
    for (int i = 0; i < table.count; i++) {
        const draw_style *style = &table.styles[i];
        printf("%s\t%d\t%d\t%s\t%s\n", name, (int)style->split, style->share, style->template_a,
               style->template_b != NULL ? style->template_b : style->template_a);
    }
}

static void print_templates(void) {
    for (int digit = 0; digit < 10; digit++) print_table((char[]){(char)('0' + digit), 0}, draw_digit_styles[digit]);
    print_table("letters", draw_letter_styles);
    print_table("scripts", draw_script_styles);
    print_table("signs", draw_sign_styles);
    print_table("symbols", draw_symbol_styles);
    print_table("outlines", draw_outline_styles);
}

static void draw_subject(draw_split split, int subject, int sample, draw_scratch *scratch, uint8_t picture[AREA]) {
    random_stream stream = random_start(1998, (uint64_t)subject, (uint64_t)sample);
    if (subject < 10) draw_digit(&stream, split, subject, scratch, picture);
    else draw_outlier_of(&stream, split, (draw_kind)(subject - 10), scratch, picture);
}

static void write_pictures(draw_split split, int count, int backwards, draw_scratch *scratch) {
    int total = SUBJECTS * count;
    uint8_t *pictures = malloc((size_t)total * AREA);
    if (pictures == NULL) exit(2);
    for (int i = 0; i < total; i++) {
        int which = backwards ? total - 1 - i : i;
        draw_subject(split, which / count, which % count, scratch, pictures + (size_t)which * AREA);
    }
    fwrite(pictures, AREA, (size_t)total, stdout);
    free(pictures);
}

static void print_strokes(draw_split split, int count, draw_scratch *scratch) {
    static lenet5_point points[DRAW_MAX_POINTS];
    for (int i = 0; i < 10 * count; i++) {
        random_stream stream = random_start(1998, (uint64_t)i, 0);
        size_t length = draw_digit_strokes(&stream, split, i / count, scratch, points);
        printf("%d", i / count);
        for (size_t k = 0; k < length; k++) printf(" %.3f,%.3f,%d", points[k].x, points[k].y, (int)points[k].stroke);
        printf("\n");
    }
}

static void *allocate(size_t bytes) {
    void *memory = aligned(bytes);
    if (memory == NULL) exit(2);
    return memory;
}

static network *network_of_stdin(void) {
    decide_rule rule;
    network *net = allocate(network_size());
    if (!read_network(stdin, net, &rule)) exit(2);
    return net;
}

static int read_picture(const network *net, network_scratch *working, const uint8_t picture[AREA]) {
    static _Alignas(LENET5_ALIGNMENT) lenet5_activations activations;
    uint8_t framed[LENET5_INPUT_SIDE * LENET5_INPUT_SIDE];
    int best = 0;
    network_frame(picture, framed);
    network_input(framed, activations.input);
    network_forward(net, working, &activations);
    for (int k = 1; k < LENET5_CLASSES; k++)
        if (activations.logits[k] > activations.logits[best]) best = k;
    return best;
}

static void print_answers(draw_split split, int count, draw_scratch *scratch) {
    network *net = network_of_stdin();
    network_scratch *working = allocate(network_scratch_size());
    uint8_t picture[AREA];
    for (int digit = 0; digit < 10; digit++) {
        int answers[LENET5_CLASSES] = {0};
        for (int i = 0; i < count; i++) {
            draw_subject(split, digit, i, scratch, picture);
            answers[read_picture(net, working, picture)]++;
        }
        for (int k = 0; k < LENET5_CLASSES; k++) printf("%d%c", answers[k], k + 1 < LENET5_CLASSES ? ' ' : '\n');
    }
    free(working);
    free(net);
}

static void print_flanked(draw_split split, int count, draw_scratch *scratch) {
    network *net = network_of_stdin();
    network_scratch *working = allocate(network_scratch_size());
    neighbours_scratch *cutting = allocate(neighbours_scratch_size());
    for (int i = 0; i < count; i++) {
        random_stream stream = random_start(1998, 100, (uint64_t)i);
        uint8_t pictures[NEIGHBOURS_DIGITS][AREA], picture[AREA];
        int labels[NEIGHBOURS_DIGITS];
        for (int k = 0; k < NEIGHBOURS_DIGITS; k++) {
            labels[k] = (int)random_below(&stream, LENET5_CLASSES);
            draw_digit(&stream, split, labels[k], scratch, pictures[k]);
            printf("%d ", labels[k]);
        }
        const int label = neighbours_digit(&stream, (const uint8_t(*)[AREA])pictures, labels, cutting, picture);
        printf("%d %d\n", label, read_picture(net, working, picture));
    }
    free(cutting);
    free(working);
    free(net);
}

int main(int count, char **words) {
    if (count == 2 && strcmp(words[1], "templates") == 0) {
        print_templates();
        return 0;
    }
    if (count != 4) return 2;
    draw_scratch *scratch = allocate(draw_scratch_size());
    int backwards = strcmp(words[1], "backwards") == 0;
    memset((void *)scratch, backwards ? 0xA5 : 0, draw_scratch_size());
    draw_split split = atoi(words[2]) ? DRAW_HELD_OUT : DRAW_TRAIN;
    if (strcmp(words[1], "strokes") == 0) print_strokes(split, atoi(words[3]), scratch);
    else if (strcmp(words[1], "answers") == 0) print_answers(split, atoi(words[3]), scratch);
    else if (strcmp(words[1], "flanked") == 0) print_flanked(split, atoi(words[3]), scratch);
    else write_pictures(split, atoi(words[3]), backwards, scratch);
    free(scratch);
    return 0;
}
