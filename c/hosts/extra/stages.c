/* stages: the second browser module's interface for looking at what a reading does. Like the first it has no imports.
 *
 * Exports (addresses and lengths are i32 offsets into `memory`):
 *
 *   memory                                   grows; take a fresh view of memory.buffer after every call
 *   stages_reserve(width, height, boxes) → address
 *                                            room for RGBA pixels and, behind them, that many lenet5_box; 0 for a size that
 *                                            no picture has, for more boxes than LENET5_MAX_DIGITS, and when the memory
 *                                            cannot grow
 *   stages(format, line) → count             how many pictures there are, of the page that lies there and the reading of
 *                                            that lenet5_format and line, whose characters are in the boxes; 0 where the
 *                                            memory cannot grow
 *   stage(number) → address                  a picture: its name (NUL-terminated ASCII), its plane, its width, height and
 *                                            bytes per pixel, an i32 each
 *
 * An instance is for one picture, and for nothing else: its memory goes with it.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "../../stages/stages.h"
#include "../browser/memory.h"

#define EXPORT(name) __attribute__((export_name(#name), used)) exported_##name

enum { MOST = 32 };

_Static_assert(sizeof(ink_view) == 20, "a picture is five numbers of 32 bits");

static stages_picture shown;
static const lenet5_box *characters;
static lenet5_reading reading;
static ink_view views[MOST];
static int count, failed;
static uintptr_t end; /* of what is kept */

static uintptr_t pixels_address(void) { return memory_aligned((uintptr_t)&__heap_base); }

uint32_t EXPORT(stages_reserve)(int32_t width, int32_t height, int32_t boxes) {
    if (width < 1 || height < 1 || (int64_t)width * height > LENET5_MAX_PIXELS || boxes < 0 ||
        boxes > LENET5_MAX_DIGITS)
        return 0;
    const uintptr_t pixels = pixels_address(), behind = pixels + (size_t)width * (size_t)height * 4;
    shown = (stages_picture){(const uint8_t *)pixels, width, height};
    characters = (const lenet5_box *)behind;
    reading.length = boxes;
    end = memory_aligned(behind + (size_t)boxes * sizeof *characters);
    return memory_grow_to(end) ? (uint32_t)pixels : 0;
}

/* Keeps a stage, whose plane is written over by the next. */
static void keep(void *owner, const ink_view *view) {
    (void)owner;
    const size_t bytes = (size_t)view->width * (size_t)view->height * (size_t)view->bytes;
    if (failed || count == MOST || !memory_grow_to((uint64_t)end + bytes)) {
        failed = 1;
        return;
    }
    memcpy((void *)end, view->plane, bytes);
    views[count] = *view;
    views[count++].plane = (const uint8_t *)end;
    end = memory_aligned(end + bytes);
}

int32_t EXPORT(stages)(int32_t format, int32_t line) {
    const size_t bytes = stages_size(&shown);
    void *memory = (void *)end;
    if (!memory_grow_to((uint64_t)end + bytes)) return 0;
    end = memory_aligned(end + bytes);
    reading.format = format, reading.line = line;
    for (int i = 0; i < reading.length; i++) reading.character[i].box = characters[i];
    stages_show_page(&shown, &reading, memory, &(ink_observer){keep, NULL});
    return failed ? 0 : count;
}

const ink_view *EXPORT(stage)(int32_t number) { return number >= 0 && number < count ? &views[number] : NULL; }
