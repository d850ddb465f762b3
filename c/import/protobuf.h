/* protobuf: the fields of a message, one after another, every length checked. */
#ifndef LENET5_IMPORT_PROTOBUF_H
#define LENET5_IMPORT_PROTOBUF_H

#include <stddef.h>
#include <stdint.h>

typedef struct protobuf_reader {
    const uint8_t *at, *end;
} protobuf_reader;

typedef enum protobuf_wire {
    PROTOBUF_VARINT = 0,
    PROTOBUF_FIXED64 = 1,
    PROTOBUF_BYTES = 2,
    PROTOBUF_FIXED32 = 5
} protobuf_wire;

typedef struct protobuf_field {
    uint32_t number;
    protobuf_wire wire;
    uint64_t value;       /* of a number */
    protobuf_reader body; /* of bytes, a text, a message, packed numbers */
} protobuf_field;

/* 1 with the next field, 0 at the end, −1 when the message is damaged. */
int protobuf_next(protobuf_reader *reader, protobuf_field *field);

/* A varint, as packed numbers are: 1, or 0 at the end or for a damaged one. */
int protobuf_varint(protobuf_reader *reader, uint64_t *value);

#endif
