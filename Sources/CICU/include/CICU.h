#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What BoardBridge needs of ICU: how far a zone's clocks are from UTC, other scripts in ASCII's letters, and which currencies there are. A shim, because ICU renames its symbols by macros.
///
/// All times are milliseconds since 1970-01-01 00:00, of UTC or of the zone's own wall clock. One zone may be used by one thread
/// at a time; different zones by different threads.
typedef struct bb_zone bb_zone;

/// Opens a zone by its IANA name (UTF-8, exact case); NULL for a name that ICU does not have. Close it with bb_zone_close.
bb_zone *_Nullable bb_zone_open(const char *_Nonnull name, size_t length);

void bb_zone_close(bb_zone *_Nonnull zone);

/// The offset (local minus UTC, in milliseconds) at an instant of UTC. False if ICU cannot say; the offset is then left alone.
bool bb_zone_offset_at_instant(bb_zone *_Nonnull zone, int64_t instant, int32_t *_Nonnull offset);

/// The offset with which a wall clock's time is to be read. A time in a gap and the first of two equal times both have the
/// offset from before the change: so a gap moves forward, and an overlap takes the earlier. False if ICU cannot say.
bool bb_zone_offset_at_wall_time(bb_zone *_Nonnull zone, int64_t wall_time, int32_t *_Nonnull offset);

/// Writes the names of all zones, each followed by a newline, while they fit into `capacity`; returns how many bytes they took.
size_t bb_zone_names(char *_Nonnull buffer, size_t capacity);

/// Rules that write any script in ASCII's letters. One thread's at a time.
typedef struct bb_transliterator bb_transliterator;

/// Opens the rules; NULL if ICU's data have none. Close them with bb_transliterator_close.
bb_transliterator *_Nullable bb_transliterator_open(void);

void bb_transliterator_close(bb_transliterator *_Nonnull transliterator);

/// Rewrites `length` units of UTF-16 in their buffer; returns how many there are then, or 0 if they do not fit or ICU cannot.
size_t bb_transliterate(
    bb_transliterator *_Nonnull transliterator, uint16_t *_Nonnull text, size_t length, size_t capacity);

/// Whether three capital letters of ASCII are, or were, a currency's code (ISO 4217).
bool bb_currency_exists(const char *_Nonnull code);

/// Writes what else a region (two capital letters of ISO 3166) is called, each name followed by a newline, while they fit: its code of
/// three letters, its name in English, and in the language that most people there speak. Returns how many bytes they took.
size_t bb_region_names(const char *_Nonnull region, char *_Nonnull buffer, size_t capacity);
