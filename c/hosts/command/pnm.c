/* pnm: reads the header of a PGM or PPM picture and scales its samples to 0 … 255. */
#include "pnm.h"

enum { LARGEST_NUMBER = 1 << 24 };

static int is_space(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* A decimal number with white space and comments before it; −1 when there is none or it is too large. */
static int take_number(const uint8_t *bytes, size_t length, size_t *at) {
    int comment = 0, number = -1;
    for (; *at < length && (comment || is_space(bytes[*at]) || bytes[*at] == '#'); ++*at)
        comment = bytes[*at] == '#' || (comment && bytes[*at] != '\n' && bytes[*at] != '\r');
    for (; *at < length && bytes[*at] >= '0' && bytes[*at] <= '9'; ++*at) {
        number = (number < 0 ? 0 : number * 10) + (bytes[*at] - '0');
        if (number > LARGEST_NUMBER) return -1;
    }
    return number;
}

const char *pnm_read_header(const uint8_t *bytes, size_t length, pnm_header *header) {
    size_t at = 2;
    char kind = (char)bytes[1];
    header->plain = kind == '2' || kind == '3';
    header->channels = kind == '3' || kind == '6' ? 3 : 1;
    header->width = take_number(bytes, length, &at);
    header->height = take_number(bytes, length, &at);
    header->maximum = take_number(bytes, length, &at);
    if (header->width < 0 || header->height < 0) return "PGM or PPM without a width and a height";
    if (header->maximum < 1 || header->maximum > 65535) return "PGM or PPM with a maximum outside 1 ... 65535";
    if (at == length || !is_space(bytes[at])) return "PGM or PPM header is truncated";
    header->data = at + 1;
    return NULL;
}

/* The next sample; −1 at the end. */
static int take_sample(const uint8_t *bytes, size_t length, const pnm_header *header, size_t *at) {
    if (header->plain) return take_number(bytes, length, at);
    size_t size = header->maximum > 255 ? 2 : 1;
    if (length - *at < size) return -1;
    int sample = size == 2 ? bytes[*at] << 8 | bytes[*at + 1] : bytes[*at];
    *at += size;
    return sample;
}

const char *pnm_decode(const uint8_t *bytes, size_t length, const pnm_header *header, uint8_t *rgba) {
    size_t at = header->data, pixels = (size_t)header->width * (size_t)header->height;
    for (size_t i = 0; i < pixels; i++, rgba += 4) {
        for (int channel = 0; channel < header->channels; channel++) {
            int sample = take_sample(bytes, length, header, &at);
            if (sample < 0) return "PGM or PPM samples are truncated";
            if (sample > header->maximum) return "PGM or PPM with a sample over its maximum";
            rgba[channel] = (uint8_t)((sample * 255 + header->maximum / 2) / header->maximum);
        }
        if (header->channels == 1) rgba[1] = rgba[2] = rgba[0];
        rgba[3] = 255;
    }
    return NULL;
}
