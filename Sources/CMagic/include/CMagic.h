#pragma once
#include <stddef.h>

/// libmagic with its database: one thread's at a time.
typedef struct bb_magic bb_magic;

/// Opens the database that is installed with the library; NULL where there is none. Its patterns look at 512 bytes.
bb_magic *bb_magic_open(void);

/// The media type of what begins with these bytes, valid until the next call; NULL where libmagic fails.
const char *bb_magic_type(bb_magic *magic, const unsigned char *bytes, size_t count);

void bb_magic_close(bb_magic *magic);
