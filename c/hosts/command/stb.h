/* stb: what the command uses of stb_image: PNG and JPEG from memory. */
#ifndef LENET5_HOSTS_COMMAND_STB_H
#define LENET5_HOSTS_COMMAND_STB_H

#include <stdint.h>

/* RGBA [height][width][4] for free(), or null with the reason in *why. The file has been checked: see checked.h. */
uint8_t *stb_decode(const uint8_t *bytes, int length, int *width, int *height, const char **why);

#endif
