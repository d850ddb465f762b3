#include "scratch.h"

size_t draw_scratch_size(void) { return draw_scratch_own() + normalise_scratch_size(); }
