#pragma once

// simdjson's first stage behind a plain C interface. The grammar itself is walked in Swift, with bounds checked.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Where the tokens of a JSON text begin, as simdjson's first stage finds them.
typedef struct {
    /// Offsets of `{ } [ ] : ,` and of each scalar's first byte, ascending. Owned by the calling thread and good until its
    /// next call, or until `csimdjson_release`.
    const uint32_t *positions;
    /// How many offsets there are. 0 unless `status` is 0.
    size_t count;
    /// 0: the text is UTF-8, no string is left open, and none holds a control character. Otherwise simdjson's error code.
    int status;
} CSimdJSONTokens;

/// Finds the tokens of `bytes`. Reads exactly `length` bytes; needs no padding. Never throws.
CSimdJSONTokens csimdjson_tokens(const uint8_t *bytes, size_t length);

/// Gives the calling thread's memory back if it holds offsets for more than `keep` bytes of text.
void csimdjson_release(size_t keep);

/// The offset of the first `byte` at or after `from`, or `length`.
size_t csimdjson_find(const uint8_t *bytes, size_t from, size_t length, uint8_t byte);

#ifdef __cplusplus
}
#endif
