/* stb: what the command uses of stb_image: PNG and JPEG from memory, and its inflate. */
#ifndef LENET5_HOSTS_COMMAND_STB_H
#define LENET5_HOSTS_COMMAND_STB_H

#include <stdint.h>

/* RGBA [height][width][4] for free(), or null with the reason in *why. The file has been checked: see checked.h. */
uint8_t *stb_decode(const uint8_t *bytes, int length, int *width, int *height, const char **why);

/* Raw deflate (RFC 1951); the number of bytes made, or −1 when the data is bad or more than capacity. */
int stb_inflate(uint8_t *to, int capacity, const uint8_t *from, int length);

#endif
