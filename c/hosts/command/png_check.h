/* png_check: a PNG → one of the chunks that its pixels depend on, each examined (see checked.h). */
#ifndef LENET5_HOSTS_COMMAND_PNG_CHECK_H
#define LENET5_HOSTS_COMMAND_PNG_CHECK_H

#include "checked.h"

/* The size that it states. Null, or what is wrong as a constant phrase. */
const char *png_size(const uint8_t *bytes, size_t length, int64_t *width, int64_t *height);

/* Null, or what is wrong as a constant phrase; then there is nothing to free. Every colour type and depth passes,
 * interlaced or not, with any other chunks, whatever follows the end. That the unpacked data is as long as the size
 * asks for is for the decoder to say. */
const char *png_check(const uint8_t *bytes, size_t length, checked_picture *out);

#endif
