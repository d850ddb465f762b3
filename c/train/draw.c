#include "draw_scratch.h"

size_t draw_scratch_size(void) {
    return draw_scratch_own() + normalise_scratch_size();
}

const char *draw_kind_name(draw_kind kind) {
    static const char *const names[DRAW_KINDS] = {
        [DRAW_LETTER] = "letters",   [DRAW_SCRIPT] = "other scripts", [DRAW_SIGN] = "signs",
        [DRAW_SYMBOL] = "symbols",   [DRAW_SCRIBBLE] = "scribbles",   [DRAW_FILLED] = "filled shapes",
        [DRAW_TEXTURE] = "textures", [DRAW_PIECE] = "pieces",         [DRAW_GROUP] = "groups",
        [DRAW_TURNED] = "turned",    [DRAW_STRUCK] = "struck out",
    };
    return names[kind];
}
