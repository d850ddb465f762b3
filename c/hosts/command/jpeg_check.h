/* jpeg_check: a JPEG → one of the parts that its pixels depend on, each examined (see checked.h). */
#ifndef LENET5_HOSTS_COMMAND_JPEG_CHECK_H
#define LENET5_HOSTS_COMMAND_JPEG_CHECK_H

#include "checked.h"

/* The size that it states. Null, or what is wrong as a constant phrase. */
const char *jpeg_size(const uint8_t *bytes, size_t length, int64_t *width, int64_t *height);

/* Memory and time are bounded by the size. Null, or what is wrong as a constant phrase; then there is nothing to free.
 * Baseline and progressive pictures of one, three or four components pass, with restart markers or without, whatever
 * other segments they have and whatever follows their end. */
const char *jpeg_check(const uint8_t *bytes, size_t length, checked_picture *out);

#endif
