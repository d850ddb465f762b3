/* People try the files that they have: what a failed download left, and what other programs save weights in. None of
 * these beginnings is one of a safetensors file of LeNet-5, whose ninth byte is a brace. */
#include "kind.h"

#include <string.h>

enum { ZIP_NAMES = 128 /* bytes at the beginning that show the first entry's name */ };

/* What to do about a file of another program. */
#define CONVERT "; save it as safetensors, for example with Python's safetensors.torch.save_file"

static const struct kind {
    const char *bytes;
    uint8_t at, length;
    const char *is;
} KINDS[] = {
    {"version https://git-lfs", 0, 23, "is a Git LFS pointer, which only names the file; fetch it with git lfs pull"},
    {"\x1f\x8b", 0, 2, "is packed with gzip; unpack it with gunzip"},
    {"\x89HDF", 0, 4, "is an HDF5 file, as Keras saves" CONVERT},
    {"\x93NUMPY", 0, 6, "is a NumPy array" CONVERT},
    {"TFL3", 4, 4, "is a TensorFlow Lite model" CONVERT},
    {"GGUF", 0, 4, "is a GGUF model" CONVERT},
    {"\0asm", 0, 4, "is a WebAssembly module; the weights are a file of their own"},
    {"{", 0, 1, "is JSON text" CONVERT},
};

static int stands_at(const uint8_t *bytes, size_t length, size_t at, const char *what, size_t size) {
    return length >= at + size && memcmp(bytes + at, what, size) == 0;
}

static int contains(const uint8_t *bytes, size_t length, const char *what) {
    const size_t size = strlen(what);
    for (size_t at = 0; at + size <= length; at++)
        if (memcmp(bytes + at, what, size) == 0) return 1;
    return 0;
}

/* A tag as the first thing but white space and a byte order mark. */
static int is_page(const uint8_t *bytes, size_t length) {
    size_t at = stands_at(bytes, length, 0, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (at < length && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r'))) at++;
    if (length - at < 2 || bytes[at] != '<') return 0;
    const int next = bytes[at + 1] | 32;
    return (next >= 'a' && next <= 'z') || bytes[at + 1] == '!' || bytes[at + 1] == '?';
}

/* Python's pickle, version 2 to 5. */
static int is_pickle(const uint8_t *bytes, size_t length) {
    return length >= 2 && bytes[0] == 0x80 && bytes[1] >= 2 && bytes[1] <= 5;
}

/* Protobuf's field 1 with a small number, the format's version, and then another field of the model. */
static int is_onnx(const uint8_t *bytes, size_t length) {
    return length >= 3 && bytes[0] == 0x08 && bytes[1] >= 1 && bytes[1] < 32 && bytes[2] >= 0x12 && bytes[2] <= 0x42 &&
           (bytes[2] & 7) == 2;
}

static const char *zip_kind(const uint8_t *bytes, size_t length) {
    const size_t names = length < ZIP_NAMES ? length : ZIP_NAMES;
    if (contains(bytes, names, "data.pkl")) return "is a PyTorch file (torch.save)" CONVERT;
    if (contains(bytes, names, ".npy")) return "is a file of NumPy arrays" CONVERT;
    return "is a ZIP file; unpack it, or save the weights in it as safetensors";
}

const char *weights_kind(const uint8_t *bytes, size_t length) {
    if (stands_at(bytes, length, 8, "{", 1)) return NULL;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (stands_at(bytes, length, KINDS[i].at, KINDS[i].bytes, KINDS[i].length)) return KINDS[i].is;
    if (is_page(bytes, length))
        return "is an HTML page, brought by a download in place of the file; download the raw file";
    if (stands_at(bytes, length, 0, "PK\3\4", 4)) return zip_kind(bytes, length);
    if (is_pickle(bytes, length)) return "is a Python pickle, as PyTorch saved before 1.6" CONVERT;
    if (is_onnx(bytes, length)) return "is an ONNX model" CONVERT;
    return NULL;
}
