#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What BoardBridge needs of libphonenumber, for any thread. No exception leaves it, and it writes nothing to standard output.

/// Reads `text` (UTF-8) as a number of `region` (two upper-case letters; length 0 for numbers with a country code only) and
/// writes it as E.164 into `number`. Returns the length written, or 0 when the text is not a whole number of a possible
/// length, or has an extension, which E.164 cannot hold.
size_t bb_phone_e164(
    const char *_Nonnull text, size_t length, const char *_Nonnull region, size_t region_length,
    char *_Nonnull number, size_t capacity);

/// Writes the two-letter codes of all regions, one after the other, while they fit into `capacity`; returns the bytes written.
size_t bb_phone_regions(char *_Nonnull regions, size_t capacity);

#ifdef __cplusplus
}
#endif
