/* crc32: the checksum of gzip (RFC 1952, section 8), ZIP and PNG (ISO/IEC 15948, annex D). */
#ifndef LENET5_BASE_FORMATS_CRC32_H
#define LENET5_BASE_FORMATS_CRC32_H

#include <stddef.h>
#include <stdint.h>

uint32_t crc32_of(const uint8_t *bytes, size_t length);

#endif
