#include "lattice.h"

#include <string.h>

#include "scratch.h"

enum {
    WIDEST = SEGMENT_BODY * 7 / 4, /* of an arc of several pieces */
    LEAST_SIDE = SEGMENT_BODY / 2  /* the normalised box is at least this much, so that marks stay small */
};

size_t lattice_scratch_size(void) { return sizeof(lattice_scratch) + normalise_scratch_size(); }

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

static ink_box united(ink_box a, ink_box b)
{
    int left = smaller(a.x, b.x), top = smaller(a.y, b.y);
    int right = larger(a.x + a.width, b.x + b.width), bottom = larger(a.y + a.height, b.y + b.height);
    return (ink_box){left, top, right - left, bottom - top};
}

/* The box grown about its middle to at least LEAST_SIDE each way. */
static ink_box grown(ink_box box)
{
    int width = larger(box.width, LEAST_SIDE), height = larger(box.height, LEAST_SIDE);
    return (ink_box){box.x - (width - box.width) / 2, box.y - (height - box.height) / 2, width, height};
}

/* The arc's ink alone → scratch->ink, as large as `frame`, which holds the arc's box. */
static void copy_ink(const segment_field *field, const lattice_arc *arc, ink_box frame, uint8_t *ink)
{
    memset(ink, 0, (size_t)(frame.width * frame.height));
    for (int y = arc->box.y; y < arc->box.y + arc->box.height; y++) {
        for (int x = arc->box.x; x < arc->box.x + arc->box.width; x++) {
            size_t at = (size_t)(y * field->width + x);
            if (field->piece[at] <= arc->from || field->piece[at] > arc->to) continue;
            ink[(y - frame.y) * frame.width + x - frame.x] = field->ink[at];
        }
    }
}

/* The widest run of empty columns inside the arc. */
static int widest_gap(const uint8_t *ink, ink_box frame)
{
    int widest = 0, run = 0, begun = 0;
    for (int x = 0; x < frame.width; x++) {
        int sum = 0;
        for (int y = 0; y < frame.height; y++) sum += ink[y * frame.width + x];
        if (sum > 255) {
            widest = begun ? larger(widest, run) : 0;
            begun = 1;
            run = 0;
        } else {
            run++;
        }
    }
    return widest;
}

static void read_arc(const network *net, const decide_rule *rule, const segment_field *field, lattice_scratch *scratch,
                     int32_t mass, lattice_arc *arc)
{
    ink_box frame = grown(arc->box);
    copy_ink(field, arc, frame, scratch->ink);
    lenet5_result read;
    normalise_digit(scratch->ink, frame.width, (ink_box){0, 0, frame.width, frame.height},
                    (normalise_scratch *)scratch->normalise, read.picture);
    network_input(read.picture, scratch->activations.input);
    network_forward(net, &scratch->activations);
    decide(rule, scratch->activations.logits, &read);
    lattice_describe(rule, field, &read, mass, widest_gap(scratch->ink, frame), arc);
    lattice_weigh(arc);
}

void lattice_build(const network *net, const decide_rule *rule, const segment_field *field, lattice_scratch *scratch,
                   lattice *out)
{
    out->nodes = field->pieces + 1;
    out->arcs = 0;
    for (int to = 1; to <= field->pieces; to++) {
        lattice_arc arc = {.to = (uint16_t)to, .box = field->at[to - 1].box};
        int32_t mass = 0;
        for (int from = to - 1; from >= larger(0, to - LATTICE_MAX_RUN); from--) {
            arc.from = (uint16_t)from;
            arc.box = united(arc.box, field->at[from].box);
            mass += field->at[from].mass;
            if (from < to - 1 && arc.box.width > WIDEST) break;
            read_arc(net, rule, field, scratch, mass, &arc);
            out->arc[out->arcs++] = arc;
        }
    }
}
