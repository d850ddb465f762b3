/* Protocol Buffers' wire format. */
#include "protobuf.h"

#include "bytes.h"

int protobuf_varint(protobuf_reader *reader, uint64_t *value) {
    *value = 0;
    for (int shift = 0; shift < 64 && reader->at < reader->end; shift += 7) {
        const uint8_t byte = *reader->at++;
        *value |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) return 1;
    }
    return 0;
}

/* count bytes as the body. */
static int take_body(protobuf_reader *reader, uint64_t count, protobuf_field *field) {
    if (count > (uint64_t)(reader->end - reader->at)) return 0;
    field->body = (protobuf_reader){reader->at, reader->at + count};
    reader->at += count;
    return 1;
}

int protobuf_next(protobuf_reader *reader, protobuf_field *field) {
    enum { WIRE_BITS = 3, LARGEST_NUMBER = (1 << 29) - 1 };
    uint64_t tag, length = 0;
    if (reader->at == reader->end) return 0;
    if (!protobuf_varint(reader, &tag) || tag >> WIRE_BITS == 0 || tag >> WIRE_BITS > LARGEST_NUMBER) return -1;
    *field = (protobuf_field){.number = (uint32_t)(tag >> WIRE_BITS), .wire = (protobuf_wire)(tag & 7)};
    switch ((int)field->wire) {
    case PROTOBUF_VARINT: return protobuf_varint(reader, &field->value) ? 1 : -1;
    case PROTOBUF_BYTES: return protobuf_varint(reader, &length) && take_body(reader, length, field) ? 1 : -1;
    case PROTOBUF_FIXED32:
    case PROTOBUF_FIXED64:
        length = field->wire == PROTOBUF_FIXED32 ? 4 : 8;
        if (!take_body(reader, length, field)) return -1;
        field->value = bytes_number(field->body.at, (size_t)length);
        return 1;
    default: return -1;
    }
}
