#include "pens_picture.h"

#include <string.h>

#include "../../base/arena.h"
#include "../../digit/ink/ink.h"
#include "../../digit/normalise/normalise.h"
#include "../../digit/strokes/rasterise.h"
#include "pens_vary.h"

enum { PAPER = 256, MARGIN_LEAST = 4, MARGIN_MOST = 40 }; /* of a picture on paper: largest side; around the ink */

/* Begins the block; the working memory of the steps that it points to follows. */
struct pens_scratch {
    unipen_point points[UNIPEN_MAX_POINTS];
    lenet5_point written[UNIPEN_MAX_POINTS + PENS_VARY_ADDS];
    uint8_t rgba[PAPER * PAPER * 4];
    inkmap_scratch *map;
    ink_scratch *ink;
    normalise_scratch *normalise;
};

static const ink_capacity CAPACITY = {.pixels = PAPER * PAPER, .longest = PAPER};

size_t pens_scratch_size(void) {
    arena count = {NULL, 0};
    arena_take(&count, sizeof(pens_scratch));
    inkmap_take(&count, CAPACITY);
    ink_take(&count, CAPACITY, NULL);
    arena_take(&count, normalise_scratch_size());
    return count.used;
}

static void divide(pens_scratch *scratch) {
    arena block = {(char *)scratch, 0};
    arena_take(&block, sizeof *scratch);
    scratch->map = inkmap_take(&block, CAPACITY);
    scratch->ink = ink_take(&block, CAPACITY, scratch->map);
    scratch->normalise = arena_take(&block, normalise_scratch_size());
}

/* A pen of so much of the drawing's longer side. */
static render_pen pen_of(float longer_side, float share) {
    const float finest = 0.6f, radius = 0.5f * longer_side * share;
    return (render_pen){.longer_side = longer_side, .radius = radius > finest ? radius : finest};
}

static size_t points_of(const pens *set, size_t sample, pens_scratch *scratch) {
    size_t count = unipen_points(&set->file, sample, scratch->points);
    for (size_t i = 0; i < count; i++) {
        const unipen_point *from = &scratch->points[i];
        scratch->written[i] = (lenet5_point){(float)from->x, (float)from->y, 0.5f, from->stroke};
    }
    return count;
}

/* How a sheet and the light on it look: grey values, and what is lost to shade from its left or upper end to the other. */
typedef struct sheet {
    float paper, ink, shade_x, shade_y, noise;
} sheet;

/* One after another, for an initialiser's parts may be evaluated in any order. */
static sheet take_sheet(random_stream *stream) {
    sheet on;
    on.paper = random_between(stream, 150, 255);
    on.ink = on.paper * (1 - random_between(stream, 0.35f, 1));
    on.shade_x = random_between(stream, 0, 0.2f);
    on.shade_y = random_between(stream, 0, 0.2f);
    on.noise = random_between(stream, 0, 10);
    return on;
}

static uint8_t shaded(const sheet *on, float ink, float x, float y, random_stream *stream) {
    const float light = (1 - on->shade_x * x) * (1 - on->shade_y * y);
    const float grey = light * (on->paper + ink * (on->ink - on->paper)) + on->noise * (random_unit(stream) - 0.5f);
    return (uint8_t)(grey < 0 ? 0 : grey > 255 ? 255 : grey);
}

/* Lays the map's ink on a sheet of paper and takes it off again as the engine does. */
static void through_paper(random_stream *stream, pens_scratch *scratch, ink_map *map) {
    const int most = int_min(MARGIN_MOST, (PAPER - int_max(map->width, map->height)) / 2);
    const int margin = MARGIN_LEAST + (int)random_below(stream, (uint32_t)(most - MARGIN_LEAST + 1));
    const int width = map->width + 2 * margin, height = map->height + 2 * margin;
    const sheet on = take_sheet(stream);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            const int column = x - margin, row = y - margin;
            const int inside = column >= 0 && column < map->width && row >= 0 && row < map->height;
            const float ink = inside ? (float)map->ink[row * map->width + column] / 255 : 0;
            uint8_t *pixel = &scratch->rgba[4 * (y * width + x)];
            pixel[0] = pixel[1] = pixel[2] =
                shaded(&on, ink, (float)x / (float)width, (float)y / (float)height, stream);
            pixel[3] = 255;
        }
    }
    ink_extract(scratch->rgba, width, height, scratch->ink, NULL, map);
}

/* The engine's own pen, as wide for its drawing, which at this size looks the same and is drawn faster; finer ones, as
 * they are on a screen; any on paper; at any size. */
static void draw(random_stream *stream, size_t count, pens_scratch *scratch, ink_map *map) {
    const float kind = random_unit(stream);
    const int own = kind < 0.5f, on_paper = kind >= 0.75f;
    const float share = own ? random_between(stream, 0.11f, 0.13f) : random_between(stream, 0.025f, 0.125f);
    const float size = own ? 100 : random_between(stream, on_paper ? 24 : 60, 160);
    render_frame frame;
    render_strokes(scratch->written, count, pen_of(size, share), scratch->map, map, &frame);
    if (on_paper) through_paper(stream, scratch, map);
}

/* Around all components; of no size when there are none. */
static pixel_box box_of_all(const ink_map *map) {
    int left = map->width, top = map->height, right = 0, bottom = 0;
    for (int i = 0; i < map->components; i++) {
        const pixel_box *box = &map->component[i].box;
        left = int_min(left, box->x);
        top = int_min(top, box->y);
        right = int_max(right, box->x + box->width);
        bottom = int_max(bottom, box->y + box->height);
    }
    return right > left ? (pixel_box){left, top, right - left, bottom - top} : (pixel_box){0, 0, 0, 0};
}

/* The picture of what one pen and paper show, of all of it or of what the engine takes for the digit; 0 when there is no
 * ink. */
static int picture_of(ink_map *map, int whole, pens_scratch *scratch, uint8_t picture[28 * 28]) {
    const pixel_box box = whole ? box_of_all(map) : ink_choose_digit(map, scratch->map);
    if (box.width == 0) return 0;
    normalise_digit(map->ink, map->width, box, scratch->normalise, picture);
    return 1;
}

int pens_picture(const pens *set, size_t place, random_stream *stream, pens_scratch *scratch,
                 uint8_t picture[28 * 28]) {
    const size_t sample = set->numbers[place];
    const char label = set->file.samples[sample].label;
    const int is_digit = label >= '0' && label <= '9', trains = place < set->train;
    /* One bar of a quotation mark is a 1, and no lesson in what is none; a question mark without its dot had better be. */
    const int whole = trains && !is_digit && random_unit(stream) < 0.5f;
    size_t count = points_of(set, sample, scratch);
    if (trains) count = pens_vary(stream, label, scratch->written, count);
    divide(scratch);
    ink_map map;
    memset(picture, 0, 28 * 28);
    draw(stream, count, scratch, &map);
    if (!picture_of(&map, whole, scratch, picture)) {
        render_frame frame;
        render_strokes(scratch->written, count, RENDER_MNIST, scratch->map, &map, &frame);
        picture_of(&map, whole, scratch, picture);
    }
    return is_digit ? label - '0' : PENS_NO_DIGIT;
}
