/* features: what the arcs of a line measure, for comparing it with lines of known geometry.
 *
 *     features weights.safetensors < line > answers
 *
 * A line is two int32, width and height, and as many bytes of ink. Answers are a line of text each feature (its name,
 * scale, least, most, unit and meaning, apart by tabs), an empty line, and a line each arc: from, to, its features. The
 * line image is upright, so that upright strokes keep their width.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../../c/number/lattice/features.h"
#include "../../c/number/lattice/lattice.h"
#include "network_file.h"

static int read_map(inkmap_scratch *scratch, ink_map *map) {
    int32_t size[2];
    if (fread(size, sizeof size, 1, stdin) != 1 || size[0] < 1 || size[1] < 1) return 0;
    if ((int64_t)size[0] * size[1] > INK_MAX_PIXELS) return 0;
    if (fread(ink_pixels(scratch), (size_t)(size[0] * size[1]), 1, stdin) != 1) return 0;
    ink_label(scratch, size[0], size[1], map);
    return 1;
}

static void print(const lattice *graph) {
    for (int i = 0; i < LATTICE_FEATURES; i++) {
        const lattice_feature_description *f = &lattice_features[i];
        printf("%s\t%g\t%g\t%g\t%s\t%s\n", f->name, (double)f->scale, (double)f->least, (double)f->most, f->unit,
               f->meaning);
    }
    putchar('\n');
    for (int i = 0; i < graph->arcs; i++) {
        const lattice_arc *arc = &graph->arc[i];
        printf("%d %d", arc->from, arc->to);
        for (int k = 0; k < LATTICE_FEATURES; k++) printf(" %.9g", (double)arc->feature[k]);
        putchar('\n');
    }
}

int main(int argc, char **argv) {
    static segment_lines lines;
    static segment_line_image image;
    static lattice graph;
    static ink_map map;
    decide_rule rule;
    network *net = aligned(network_size());
    const ink_capacity capacity = {INK_MAX_PIXELS, INK_MAX_PIXELS};
    inkmap_scratch *pixels = inkmap_scratch_init(aligned(inkmap_scratch_size(capacity)), capacity);
    segment_scratch *segment = aligned(segment_scratch_size());
    lattice_scratch *scratch = aligned(lattice_scratch_size());
    if (argc != 2 || net == NULL || pixels == NULL || segment == NULL || scratch == NULL) return 1;
    if (!load_network(argv[1], net, &rule) || !read_map(pixels, &map)) return 1;
    segment_find_lines(&map, 1, segment, &lines);
    if (lines.count > 0) {
        segment_cut_line(&map, &lines, segment_main_line(&map, &lines), 0, 0, segment, &image);
        if (image.width > 0) lattice_build(net, &rule, &image, 0, 1, scratch, &graph);
    }
    print(&graph);
    free(net);
    free(pixels);
    free(segment);
    free(scratch);
    return 0;
}
