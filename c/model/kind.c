/* kind: recognises common files that are no safetensors file by their first two bytes.
 *
 * These are what a failed download leaves and the formats in which other programs save weights. Two bytes are enough,
 * because the ninth byte of a safetensors file is a brace and theirs is not. A page fetches the texts: each word
 * counts.
 */
#include "kind.h"

enum { BRACE = 8 /* where a safetensors file's header begins */, MARK = 3 /* bytes of a byte order mark */ };

#define CONVERT "; convert it to safetensors"
#define IMPORT "; lenet5 import and importWeights() read it"

static const struct kind {
    uint8_t first, least, most; /* the first byte, and the range of the second */
    const char *is;
} KINDS[] = {
    {'<', '!', 'z', "an HTML page; download the raw file"},
    {'v', 'e', 'e', "a Git LFS pointer; run git lfs pull"},
    {0x1f, 0x8b, 0x8b, "packed with gzip; unpack it"},
    {'P', 'K', 'K', "a ZIP file, as PyTorch's and NumPy's" IMPORT},
    {0x80, 2, 5, "a Python pickle, as old PyTorch's" IMPORT},
    {0x08, 1, 31, "an ONNX model" IMPORT},
    {0x89, 'H', 'H', "an HDF5 file, as Keras'" CONVERT},
    {0x93, 'N', 'N', "a NumPy array" IMPORT},
    {'{', '\n', '"', "JSON" CONVERT},
};

const char *weights_kind(const uint8_t *bytes, size_t length) {
    size_t at = length > MARK && bytes[0] == 0xef ? MARK : 0;
    if (length > BRACE && bytes[BRACE] == '{') return NULL;
    while (at < length && (bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == ' ')) at++;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS && length - at >= 2; i++)
        if (bytes[at] == KINDS[i].first && bytes[at + 1] >= KINDS[i].least && bytes[at + 1] <= KINDS[i].most)
            return KINDS[i].is;
    return NULL;
}
