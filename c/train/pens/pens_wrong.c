#include "pens_wrong.h"

/* By identity, ascending; as node tests/eval/wrong-labels.js lists them. */
static const uint64_t WRONG[] = {
    0x01C6B4336A861FFBu, 0x0718B26D19A26A8Bu, 0x26EE4FCE8EFE0A07u, 0x29C7D8A27636A7D8u, 0x34F2E2A7E65E5090u,
    0x359E6DF04C01E450u, 0x44D57845086344C5u, 0x792DB1C837EF4B06u, 0x8950542954C10125u, 0xCD249BBA03D91730u,
    0xD3627CC24FD8995Du, 0xDCFC6D9694D33A49u, 0xEC6BFAF3CFF74571u,
};

int pens_is_wrong(const unipen_sample *sample) {
    size_t low = 0, high = sizeof WRONG / sizeof *WRONG;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (WRONG[middle] < sample->identity) low = middle + 1;
        else high = middle;
    }
    return low < sizeof WRONG / sizeof *WRONG && WRONG[low] == sample->identity;
}
