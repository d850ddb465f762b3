/* checked: a picture file whose every part has been examined, written anew for the decoder.
 *
 * PNG and JPEG are decoded by stb_image. Debian's (2.27) trusts what it reads: a crafted Huffman table writes past its
 * arrays, tables and palette entries that the file leaves out are whatever the memory holds, missing data is made up,
 * and every scan of a progressive JPEG costs a pass over the whole picture. Neither Debian nor npm has a decoder in C
 * that compiles for WASI as well, and natively and under WASI the pixels must be the same. So stb stays, and a strict
 * reader stands in front of it for each format (png_check.c, jpeg_check.c). What that reader has examined it writes
 * into a file of its own, without the parts that no pixel depends on, and only this file reaches stb: the two can't
 * disagree on where a part begins, and nothing unexamined gets through.
 */
#ifndef LENET5_HOSTS_COMMAND_CHECKED_H
#define LENET5_HOSTS_COMMAND_CHECKED_H

#include "file.h"

typedef struct checked_picture {
    file_bytes file;     /* for stb; file_free() it */
    const uint8_t *exif; /* the TIFF structure of its EXIF data, inside the original file; null when there is none */
    size_t exif_length;
} checked_picture;

#endif
