/* pnm: PGM and PPM pictures, plain (P2, P3) and raw (P5, P6), of 8 or 16 bits a sample → RGBA.
 *
 * Source: Netpbm's pgm(5), ppm(5). */
#ifndef LENET5_HOSTS_COMMAND_PNM_H
#define LENET5_HOSTS_COMMAND_PNM_H

#include <stddef.h>
#include <stdint.h>

typedef struct pnm_header {
    int plain, channels; /* 1 or 3 */
    int width, height, maximum;
    size_t data; /* where the samples begin */
} pnm_header;

/* Both return null, or what is wrong as a constant phrase. rgba: [height][width][4]. */
const char *pnm_read_header(const uint8_t *bytes, size_t length, pnm_header *header);
const char *pnm_decode(const uint8_t *bytes, size_t length, const pnm_header *header, uint8_t *rgba);

#endif
